# People: notes, trust, bans.

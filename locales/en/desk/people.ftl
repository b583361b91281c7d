# People: notes, trust, bans.
desk-people = People
desk-people-name = Name
desk-people-find = Find
desk-people-only-trusted = Trusted
desk-people-only-banned = Banned
desk-people-only-noted = With notes
desk-people-none = Nobody has written yet.
desk-people-not-found = Nobody fits what you are looking for.
desk-record-pending = { $n } pending
desk-person-span = Has written from { $first } to { $last }
desk-person-others = Has also written as
desk-person-also = Has also written as { $names }
desk-person-trusted = Trusted
desk-person-trusted-by = Trusted by { $name } { $date }
desk-person-trusted-since = Trusted since { $date }
desk-person-banned = Banned
desk-person-banned-until = Banned until { $time }
desk-person-ban = { $kind }: { $does } ({ $until })
desk-person-notes = { $n ->
    [one] 1 note
   *[other] { $n } notes
}
desk-person-comments = Comments
desk-person-reports = Reports
desk-trust = Trust this person
desk-distrust = Trust no longer
desk-trust-about = A trusted person’s comments do not wait for being the first. That counts only where the address is confirmed or the browser is known. Spam filter, word lists and links still count.
desk-notes = Notes
desk-note = Note …
desk-note-label = Note for the team
desk-note-add = Save the note
desk-note-delete = Delete
desk-note-empty = Write a note.
desk-note-too-long = { $n ->
    [one] Shorten the note by 1 character.
   *[other] Shorten the note by { $n } characters.
}
desk-email = Email address
desk-email-show = Show the email address
desk-email-back = To the person
desk-email-about = The history says that you have seen the address. Use it only for what the person can expect.
desk-ban-panel = Ban …
desk-ban-person = Ban by
desk-ban-name = Name
desk-ban-range = Network range
desk-ban-domain = Website linked to
desk-ban-pattern = Pattern
desk-ban-what = What
desk-ban-help = Words and phrases match whole words. A pattern takes * for anything and ? for one character. A website includes everything below it. A network range is written like 192.0.2.0/24 or 2001:db8::/48.
desk-ban-does = What happens
desk-ban-does-usual = What is usual for its kind
desk-ban-does-refuse = Refused at once
desk-ban-does-hold = Waits for a moderator
desk-ban-does-spam = Is spam
desk-ban-reason = Reason (for the team only)
desk-ban-too = Also what is waiting now
desk-ban-try = See what it hits
desk-ban-try-title = What it hits
desk-ban-try-what = { $kind }: { $label }
desk-ban-try-none = It would have hit none of the last { $looked } comments.
desk-ban-try-some = It would have hit { $caught } of the last { $looked } comments.
desk-ban-try-alarm = { $n ->
    [one] One of them is approved. Does it reach too far?
   *[other] { $n } of them are approved. Does it reach too far?
}
desk-ban-try-more = { $n ->
    [one] And 1 more.
   *[other] And { $n } more.
}
desk-ban-save = Ban
desk-ban-mend = Change it first
desk-ban-wrong-empty = Write what is to be banned.
desk-ban-wrong-too-long = That is too long. There is room for 200 characters, and for 500 in the reason.
desk-ban-wrong-no-letters = There must be at least one letter or digit.
desk-ban-wrong-not-a-range = Write a range like 203.0.113.0/24. It can be /24 or /16, and for IPv6 /48 or /32.
desk-ban-wrong-not-a-domain = Write a domain like spam.example.
desk-ban-wrong-too-wide = That would hit nearly everything. A pattern needs at least three letters or digits, a domain at least one dot.
desk-ban-wrong-gone = There is nothing to ban by: the address is no longer kept.
desk-said-trusted = The person is trusted.
desk-said-distrusted = The person is no longer trusted.
desk-said-noted = The note is saved.
desk-said-note-deleted = The note is deleted.
desk-step-ban = Banned.
desk-step-lift = A ban is lifted.
desk-step-trust = A person is trusted.
desk-step-distrust = A person is no longer trusted.
desk-step-note = A note is saved.
desk-step-unnote = A note is deleted.
desk-action-ban = banned
desk-action-lift = lifted the ban
desk-action-trust = trusted the person
desk-action-distrust = trusts the person no longer
desk-action-note = wrote a note
desk-action-unnote = deleted a note
desk-action-email-shown = looked at the email address
signal-ban-spam = Hit by a ban: “{ $detail }”.
signal-ban-spam-person = Whoever wrote it is banned.
signal-ban-hold = Hit by a ban that makes it wait: “{ $detail }”.
signal-ban-hold-person = Whoever wrote it has to wait for a moderator.

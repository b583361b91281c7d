# Accounts, sign-in, the team, the set-up.

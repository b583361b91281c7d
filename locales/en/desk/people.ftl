# People: notes, trust, bans.
signal-ban-spam = Contains “{ $detail }”, which is banned as spam.
signal-ban-spam-person = The sender is banned as spam.
signal-ban-hold = Contains “{ $detail }”, which is banned so that a person looks at it.
signal-ban-hold-person = The sender is banned so that a person looks at it.
desk-ban-range = Address range
desk-ban-name = Name
desk-ban-domain = Domain in links
desk-ban-pattern = Pattern
desk-ban-does = What happens
desk-ban-does-usual = The usual
desk-ban-does-refuse = Refused
desk-ban-does-hold = Waits in the queue
desk-ban-does-spam = Is spam
desk-ban-reason = Why (only the team sees it)
desk-ban-try = See what it hits
desk-ban-save = Ban
desk-ban-panel = Ban …
desk-ban-too = Decide the comments that wait as well
desk-ban-mend = Change it
desk-ban-pattern-about = In a pattern * stands for anything and ? for one character. A domain includes everything below it. Domains and patterns hold comments, everything else refuses them, unless you choose otherwise.
desk-ban-try-title = What the ban hits
desk-ban-try-what = { $kind }: { $label }
desk-ban-try-none = It hits none of the last { $looked } comments.
desk-ban-try-some = It hits { $caught } of the last { $looked } comments.
desk-ban-try-alarm = { $n ->
    [one] 1 of them is approved. The ban would have hit it too.
   *[other] { $n } of them are approved. The ban would have hit them too.
}
desk-ban-try-more = { $n ->
    [one] And 1 more.
   *[other] And { $n } more.
}
desk-ban-try-text = Text
desk-ban-wrong-empty = Write what is to be banned.
desk-ban-wrong-too-long = That is too long. There is room for 200 characters, and for 500 in the reason.
desk-ban-wrong-no-letters = There must be at least one letter or digit.
desk-ban-wrong-not-a-range = Write a range like 203.0.113.0/24. It can be /24 or /16, and for IPv6 /48 or /32.
desk-ban-wrong-not-a-domain = Write a domain like spam.example.
desk-ban-wrong-too-wide = That would hit nearly everything. A pattern needs at least three letters or digits, a domain at least one dot.
desk-person-trusted = Trusted
desk-person-trusted-by = Trusted by { $name } since { $date }
desk-person-trusted-since = Trusted since { $date }
desk-person-trust = Trust the person
desk-person-distrust = Trust no longer
desk-person-trust-about = A trusted person’s comments do not wait as first ones once the address is confirmed. The filter and the word lists still apply.
desk-person-banned = Banned
desk-person-banned-until = Banned until { $time }
desk-person-ban = { $kind }: { $does }, { $until }
desk-person-also = Has also written as { $names }
desk-person-names = Has also written as
desk-person-span = First wrote { $first }, last { $last }
desk-person-reports = Readers’ reports
desk-person-settled = settled
desk-record-pending = { $n ->
    [one] 1 waiting
   *[other] { $n } waiting
}
desk-people-name = Name
desk-people-find = Find
desk-people-only-trusted = Trusted
desk-people-only-banned = Banned
desk-people-only-noted = With notes
desk-people-none = Nobody has written yet.
desk-people-none-found = Nobody fits that.
desk-people-record = Comments
desk-people-first = First
desk-people-last = Latest
desk-people-notes = { $n ->
    [one] 1 note
   *[other] { $n } notes
}
desk-notes = Notes
desk-note-label = Note (only the team sees it)
desk-note-write = Write a note
desk-note-save = Save the note
desk-note-delete = Delete the note
desk-note-empty = There is nothing in the note.
desk-note-too-long = { $n ->
    [one] The note is 1 character too long.
   *[other] The note is { $n } characters too long.
}
desk-email = The person’s email address
desk-email-show = Show the email address
desk-email-about = The person’s history says that you have seen it.
desk-email-back = To the person
desk-action-ban = banned
desk-action-lift = lifted a ban
desk-action-trust = trusted the person
desk-action-distrust = withdrew the trust
desk-action-note = wrote a note
desk-action-unnote = deleted a note
desk-action-email-shown = saw the email address
desk-step-ban = Something or somebody is banned.
desk-step-lift = A ban is lifted.
desk-step-trust = A person is trusted.
desk-step-distrust = A person is no longer trusted.
desk-step-note = A note is written.
desk-step-unnote = A note is deleted.
desk-said-trusted = The person is trusted.
desk-said-distrusted = The person is no longer trusted.
desk-said-noted = The note is saved.
desk-said-note-deleted = The note is deleted.

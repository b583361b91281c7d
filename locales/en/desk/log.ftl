# The audit log and the figures.

desk-action-export = took the log along as a file
desk-log = Log
desk-log-search = Search the log
desk-log-who = Who
desk-log-anybody = Anybody
desk-log-action = What
desk-log-anything = Anything
desk-log-comment-field = Comment no.
desk-log-thread-field = Article no.
desk-log-person-field = The person behind comment no.
desk-log-from-field = From
desk-log-until-field = To
desk-log-site-only = Only what concerns the whole site
desk-log-show = Show
desk-log-all = Show the whole log
desk-log-lines = What was done
desk-log-none = Nothing in the log fits.
desk-log-newest = Show the newest
desk-log-older = Show older ones
desk-log-wrong-who = Choose one from the list.
desk-log-wrong-comment = Write the comment’s number.
desk-log-wrong-thread = Write the article’s number.
desk-log-wrong-person = That comment has no email address to look up.
desk-log-wrong-about = Choose one only: a comment, an article, a person or the site.
desk-log-wrong-from = Write a day, for example 2026-11-28.
desk-log-wrong-until = Write a day, for example 2026-11-28.
desk-log-export = Take the log along
desk-log-export-about = The file holds what you searched for, without email addresses. What comments said is in the JSON only. The log says that you have taken it.
desk-log-export-csv = Get it as CSV
desk-log-export-jsonl = Get it as JSON lines
desk-log-comment = Comment by { $name } on “{ $title }”
desk-log-comment-gone = Comment no. { $id }, which was deleted
desk-log-thread = “{ $title }”
desk-log-person = A person
desk-log-before = Before
desk-log-after = After
desk-log-removed = removed
desk-log-yes = yes
desk-log-no = no

## Names of what can be changed
desk-log-key-text = Text
desk-log-key-source = Text
desk-log-key-body = Text
desk-log-key-note = Note
desk-log-key-name = Name
desk-log-key-title = Title
desk-log-key-status = Status
desk-log-key-picked = Editor’s pick
desk-log-key-pinned = Pinned
desk-log-key-closed = Closed
desk-log-key-close_at = Closes
desk-log-key-expires = Ends
desk-log-key-until = Until
desk-log-key-label = Label
desk-log-key-word = Word
desk-log-key-kind = Kind
desk-log-key-host = Domain
desk-log-key-pattern = Pattern
desk-log-key-role = Role
desk-log-key-trusted = Trusted
desk-log-key-thread = Article no.
desk-log-key-comment = Comment no.
desk-log-key-person = The person behind comment no.
desk-log-key-format = Format
desk-log-key-who = Who
desk-log-key-action = What
desk-log-key-about = About
desk-log-key-from = From

## Figures for the team
desk-figures = Figures
desk-figures-spans = How many days
desk-figures-last = { $n ->
    [one] Last day
   *[other] Last { $n } days
}
desk-figures-waiting = Waiting now
desk-figures-waiting-about = Comments in the queue “Pending” at this moment.
desk-figures-oldest = Oldest in the queue
desk-figures-oldest-about = How long ago the first of those that wait came.
desk-figures-median = Half waited at most
desk-figures-median-about = From when a comment came until a person first decided about it. For comments that waited and were first decided in these days.
desk-figures-p95 = 95 of 100 waited at most
desk-figures-p95-about = The same: only 5 of 100 had to wait longer.
desk-figures-decisions = Decisions
desk-figures-decisions-about = Comments that the moderators decided about in these days. A comment that was decided twice counts twice.
desk-figures-undone = Undone
desk-figures-undone-about = How many of these days’ decisions have since been taken back.
desk-figures-percent = { $n }%
desk-figures-below-one = below 1%
desk-figures-statuses = Comments a day
desk-figures-statuses-about = By the day on which they came, and by what became of them. What was deleted since is counted, too.
desk-figures-chart = { $what }, day by day: { $sum } in all
desk-figures-wait = Wait a day
desk-figures-wait-about = How long half of them waited at most, by the day on which they were first decided.
desk-figures-wait-none = Nothing that waited was decided in these days.
desk-figures-signals = What gave spam away
desk-figures-signals-about = Spam that came in these days, by the signs that spoke for it. One comment can have several.
desk-figures-signals-none = No spam came in these days.
desk-figures-signal = Sign
desk-figures-comments = Comments
desk-figures-table = Day by day
desk-figures-table-show = Show the figures as a table
desk-figures-zone = Days are those of the site’s time zone, { $zone }.
desk-figures-day = Day
desk-figures-came = Came
desk-figures-decided = First decided
desk-figures-seconds = { $n ->
    [one] 1 second
   *[other] { $n } seconds
}
desk-figures-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
desk-figures-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
desk-figures-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
desk-signal-honeypot = The hidden field was filled in
desk-signal-token-missing = The form’s token was missing
desk-signal-token-forged = The form’s token was not genuine
desk-signal-token-young = Sent too fast
desk-signal-token-old = The form was too old
desk-signal-spam-word = A word from the list of spam words
desk-signal-hold-word = A word to look at
desk-signal-links = Too many links
desk-signal-address-spam = The network address is known for spam
desk-signal-email-spam = The email is known for spam
desk-signal-sender-busy = Many by one sender in an hour
desk-signal-sender-busy-day = Many by one sender in a day
desk-signal-host-spam = Leads to a domain known for spam
desk-signal-copy-spam = Looks like what you marked as spam
desk-signal-model = Our own filter
desk-signal-article-old = Old article where nobody has written for long
desk-signal-akismet-spam = Akismet
desk-signal-akismet-discard = Akismet, quite certain
desk-signal-person = A person alone

# The words of the moderators' pages and mails.

## Mail to moderators
mail-waiting-subject = New comment waiting: “{ $title }”
mail-waiting-text = { $name } has written about “{ $title }”:
mail-waiting-why = Why it waits:
mail-waiting-count = { $n ->
    [one] 1 comment is waiting. Decide here:
   *[other] { $n } comments are waiting. Decide here:
}
mail-flagged-subject = Comment reported: “{ $title }”
mail-flagged-text = { $name } has written about “{ $title }”:
mail-flagged-why = Why it was reported:
mail-flagged-count = { $n ->
    [one] 1 comment has been reported. Decide here:
   *[other] { $n } comments have been reported. Decide here:
}

## Why a comment waits (read by moderators)
signal-honeypot = The hidden field is filled in. People do not do that.
signal-token-missing = The form’s token is missing.
signal-token-forged = The form’s token is not genuine.
signal-token-young = Sent faster than a person writes.
signal-token-old = The form had been open for more than a day.
signal-spam-word = Contains “{ $detail }” from the list of spam words.
signal-hold-word = Contains “{ $detail }” from the list of words to look at.
signal-links = { $detail ->
    [one] Contains 1 link.
   *[other] Contains { $detail } links.
}
signal-address-spam = { $detail ->
    [one] A comment from the same network address is marked as spam.
   *[other] { $detail } comments from the same network address are marked as spam.
}
signal-email-spam = { $detail ->
    [one] A comment with the same email is marked as spam.
   *[other] { $detail } comments with the same email are marked as spam.
}
signal-sender-busy = { $detail ->
    [one] Another comment by the same sender within the last hour.
   *[other] { $detail } other comments by the same sender within the last hour.
}
signal-sender-busy-day = { $detail ->
    [one] Another comment by the same sender within the last day.
   *[other] { $detail } other comments by the same sender within the last day.
}
signal-sender-known = { $detail ->
    [one] The author provably wrote a comment that you have approved.
   *[other] The author provably wrote { $detail } comments that you have approved.
}
signal-host-spam = Leads to “{ $detail }”. You have marked comments that led there as spam.
signal-host-known = Leads only where comments that you have approved lead, too.
signal-copy-spam = { $detail ->
    [one] Looks like a comment that you have marked as spam.
   *[other] Looks like { $detail } comments that you have marked as spam.
}
signal-article-old = { $detail ->
    [one] The article is old, and nobody has written there for a day.
   *[other] The article is old, and nobody has written there for { $detail } days.
}
signal-hold-all = All comments wait here.
signal-first-comment = First comment by this author.
signal-edited = Changed by its author after it was sent.
signal-proof-of-work = The sender’s browser did the calculation that it was given.
signal-model = Our own filter: { $detail } % likely to be spam.
signal-akismet-spam = Akismet thinks it is spam.
signal-akismet-discard = Akismet is certain that it is spam.
signal-akismet-ham = Akismet does not think it is spam.
signal-akismet-provisional = Akismet asks to be asked again before it decides.
signal-akismet-unavailable = Akismet has not answered yet ({ $detail }). We ask again.
signal-akismet-gave-up = Akismet has not answered for a day. Decide yourself.
signal-akismet-not-asked = Akismet was not asked about the changed text. Decide yourself.
signal-wave = Like others that the editors have decided about as one.
signal-person = Decided by a person.

## Desk: the moderators' pages
desk-skip = Skip to the content
desk-sections = Pages
desk-section-queue = Queue
desk-section-comments = Comments
desk-section-threads = Articles
desk-section-people = People
desk-section-log = Log
desk-section-figures = Figures
desk-section-settings = Settings
desk-queue = Queue
desk-bans = Bans
desk-jobs = Jobs
desk-sign-in = Sign in
desk-sign-out = Sign out
desk-password = Password
desk-sign-in-wrong = The email address and the password do not match. After several wrong tries you have to wait a little, a quarter of an hour at most, even with the right one.
desk-sign-in-too-often = { $n ->
    [one] Too many tries from here. Wait 1 second.
   *[other] Too many tries from here. Wait { $n } seconds.
}
desk-to-queue = To the queue
desk-notice-signed-out = You are signed out
desk-notice-signed-out-text = Nothing was done. Sign in and try again.
desk-notice-forged = The page is too old
desk-notice-forged-text = Nothing was done. Reload the page and try again.
desk-notice-role = That is not open to you
desk-notice-role-text = Nothing was done. It takes another role at this site; ask whoever owns it.
desk-notice-not-found = There is no such thing here
desk-notice-not-found-text = The address may be mistyped, or it is not open to you.
desk-notice-unavailable = That was not possible right now
desk-notice-unavailable-text = Nothing is lost. Try again in a moment.
desk-notice-unreadable = That could not be read
desk-notice-unreadable-text = Nothing was done. Go to the queue and try from there.
desk-queues = Queues
desk-queue-pending = Pending
desk-queue-flagged = Flagged
desk-queue-approved = Approved
desk-queue-spam = Spam
desk-queue-trash = Rejected
desk-empty-pending = The queue is empty.
desk-empty-flagged = No flagged comments.
desk-empty-approved = No comments are approved yet.
desk-empty-spam = No spam.
desk-empty-trash = No rejected comments.
desk-empty-later = There are no more here.
desk-from-the-start = Show from the beginning
desk-next = Show the next ones
desk-approve = Approve
desk-keep = Keep
desk-reject = Reject
desk-spam = Spam
desk-hold = To the queue
desk-not-spam = Not spam
desk-restore = Restore
desk-bulk = Those selected
desk-bulk-approve = Approve selected
desk-bulk-keep = Keep selected
desk-bulk-reject = Reject selected
desk-bulk-spam = Selected are spam
desk-bulk-hold = Selected to the queue
desk-bulk-not-spam = Selected are not spam
desk-bulk-restore = Restore selected
desk-choose = Select the comment by { $name }
desk-choose-all = Select all shown
desk-reasons = Why a person should look at it
desk-flags = { $n ->
    [one] Reported by 1 reader
   *[other] Reported by { $n } readers
}
desk-contact-show = Show contact
desk-contact = Who reported it
desk-contact-about = Use it only to answer the report. The comment’s history says that you have seen it.
desk-contact-no-name = No name
desk-contact-back = To the comment
desk-beside = Context
desk-answers = In reply to
desk-article = Article
desk-thread-closed = closed
desk-thread-close-it = Close the article for comments
desk-thread-open-it = Open the article for comments
desk-person = The person
desk-record-none = No email, so nothing to look up.
desk-record-approved = { $n ->
    [one] 1 approved
   *[other] { $n } approved
}
desk-record-trash = { $n ->
    [one] 1 rejected
   *[other] { $n } rejected
}
desk-record-spam = { $n } spam
desk-record-first = First wrote on { $date }
desk-email-confirmed = The address is confirmed
desk-email-unconfirmed = The address is not confirmed
desk-from = From the network
desk-about = on
desk-link = Link to
desk-opinion-ham = Not spam ({ $score })
desk-opinion-unsure = In doubt ({ $score })
desk-opinion-spam = Spam ({ $score })
desk-more = More
desk-history = History
desk-comment-by = Comment by { $name }
desk-written = written
desk-status-pending = Pending
desk-status-approved = Approved
desk-status-spam = Spam
desk-status-trash = Rejected
desk-decided = { $status } { $time }
desk-decided-by = { $status } by { $name } { $time }
desk-actor-moderator = A moderator
desk-actor-author = The author
desk-actor-system = The filter
desk-action-decide = decided
desk-action-restore = restored
desk-action-edit = edited
desk-action-withdraw = withdrawn
desk-action-recheck = asked again
desk-action-confirm = address confirmed
desk-action-erase = erased on request
desk-action-flag-contact = reporter’s contact shown
desk-bans-about = Whoever is banned is told that they cannot comment. A word bans every comment that holds it.
desk-bans-none = Nobody and nothing is banned.
desk-ban-by = By
desk-ban-lift = Lift
desk-ban-address = Network address
desk-ban-email = Email address
desk-ban-word = Word
desk-ban-how-long = For how long
desk-ban-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
desk-ban-for-ever = Until it is lifted
desk-ban-this-email = Ban the email address
desk-jobs-about = These jobs failed after many tries. Find the cause and try them again.
desk-jobs-none = Everything is done. No job was given up.
desk-job-what = Job
desk-job-since = From
desk-job-tried = Tries
desk-job-why = Why
desk-job-comment = the comment
desk-job-akismet-check = Ask Akismet
desk-job-akismet-spam = Report spam to Akismet
desk-job-akismet-ham = Report a mistake to Akismet
desk-job-mail-confirm = Confirmation mail
desk-job-mail-waiting = Mail to moderators
desk-job-mail-flagged = Mail about reports
desk-said-approved = { $n ->
    [one] 1 comment approved.
   *[other] { $n } comments approved.
}
desk-said-pending = { $n ->
    [one] 1 comment put in the queue.
   *[other] { $n } comments put in the queue.
}
desk-said-spam = { $n ->
    [one] 1 comment is spam.
   *[other] { $n } comments are spam.
}
desk-said-trash = { $n ->
    [one] 1 comment rejected.
   *[other] { $n } comments rejected.
}
desk-said-restored = { $n ->
    [one] 1 comment restored.
   *[other] { $n } comments restored.
}
desk-said-failed = { $n ->
    [one] 1 could not be decided: it was withdrawn or exists no more.
   *[other] { $n } could not be decided: they were withdrawn or exist no more.
}
desk-said-nothing-chosen = No comments were selected.
desk-said-banned = Banned.
desk-said-not-banned = There is nothing to ban by: the address is no longer kept, or the word is empty.
desk-said-lifted = The ban is lifted.
desk-said-not-lifted = The ban had been lifted already.
desk-said-closed = The article is closed for comments.
desk-said-opened = The article is open for comments.
desk-said-retried = The job is tried again.
desk-said-not-retried = The job exists no more.

## The queue: cards, keys, what becomes of them
desk-clock = { $hour }:{ $minute }
desk-clock-day = { $day } { $month }
desk-clock-year = { $year }
desk-signals = Signals
desk-cancel = Cancel
desk-close = Close
desk-search = Search
desk-choose-none = Select none
desk-empty-since = The latest came { $time }.
desk-thumbs = Decide about the open comment
desk-keys = Keys
desk-keys-all = ? shows all keys
desk-keys-about = They work while the focus is in the queue and not in a field. Each key has a button, too.
desk-key-next = Next
desk-key-previous = Previous
desk-key-open = Open or close
desk-key-approve = Approve
desk-key-reject = Reject
desk-key-spam = Spam
desk-key-undo = Undo, one at a time
desk-key-edit = Edit
desk-key-reply = Reply
desk-key-pick = Editors’ pick
desk-key-note = Note
desk-key-ban = Ban …
desk-key-more = More
desk-key-article = The article in a new window
desk-key-choose = Select
desk-key-choose-all = Select all shown
desk-key-bulk = Approve, reject or spam: those selected
desk-key-queues = The queues
desk-key-search = Search
desk-key-keys = This list
desk-key-close = Close
desk-queue-decide-otherwise = Decide anyway
desk-queue-failed = It was not saved. Try again.
desk-queue-offline = There is no connection. The queue stays, and we try again.
desk-queue-busy = The service does not answer right now. The queue stays, and we try again.
desk-queue-signed-out = You are signed out. Sign in in another tab and come back here.
desk-queue-to-sign-in = Sign in in a new tab
desk-queue-somebody-else = You are signed in as somebody else now. Reload the page to go on.
desk-queue-kept = { $n ->
    [one] 1 decision waits on this page to be sent.
   *[other] { $n } decisions wait on this page to be sent.
}
desk-queue-sending = Sending …
desk-queue-by-you = { $status } by you
desk-queue-restored = Restored by you
desk-queue-said-approved = Approved: the comment by “{ $name }”.
desk-queue-said-pending = Put in the queue: the comment by “{ $name }”.
desk-queue-said-restore = Restored: the comment by “{ $name }”.
desk-queue-said-spam = Spam: the comment by “{ $name }”.
desk-queue-said-trash = Rejected: the comment by “{ $name }”.
desk-queue-undone-one = Undone: the comment by “{ $name }” is as it was.
desk-queue-new = { $n ->
    [one] 1 new – show it
   *[other] { $n } new – show them
}
desk-wave-only = Only the one shown:

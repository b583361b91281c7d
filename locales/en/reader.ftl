# English. Plain words, no exclamation marks except in thanks.
# All catalogues have the same ids and the same variables; a test watches over that.

## Time and numbers
month = { $n ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date = { $day } { $month } { $year }
date-time = { $day } { $month } { $year } at { $hour }:{ $minute }
time = { $hour }:{ $minute }

## The thread
title = { $n ->
    [one] 1 comment
   *[other] { $n } comments
}
title-empty = Comments
empty = No comments yet. Be the first to write.
empty-closed = There are no comments.
write = Leave a reply
sort = Sort
sort-oldest = Oldest first
sort-newest = Newest first
sort-top = Most recommended
sort-pick = Editors’ picks
badge-staff = Editorial team
badge-author = Article author
badge-pick = Editors’ pick
badge-pinned = Pinned
in-reply-to = in reply to
reply = Reply
reply-to-whom = to { $name }
report = Report
report-whom = the comment by { $name }
like = Recommend ({ $n })
copy = Copy link
copied = Link copied.
edited = edited { $time }
edited-staff = edited by the editors { $time }
now = just now
whole = Show the whole comment
more-replies = { $n ->
    [one] Show 1 more reply
   *[other] Show { $n } more replies
}
whole-branch = { $n ->
    [one] Show the reply
   *[other] Show all { $n } replies
}
whole-thread = Show all comments
from-the-start = Show the comments from the start
more = { $n ->
    [one] Show 1 more comment
   *[other] Show { $n } more comments
}
more-unknown = Show more comments
progress = Showing { $shown } of { $count } comments
added = { $n ->
    [one] 1 more comment shown.
   *[other] { $n } more comments shown.
}
arrivals = { $n ->
    [one] 1 new comment – show it
   *[other] { $n } new comments – show them
}
gone = Removed by the editors.
gone-self = Deleted by the person who wrote it.
closed = Comments are closed.
closed-on = Comments closed on { $date }.
closing = Comments are open until { $date }.
loading = Loading comments …
load-failed = The comments could not be loaded.
retry = Try again
no-script = Read the comments and leave a reply
comment-not-found = That comment no longer exists.
powered = Comments by Svar
privacy-link = How we use your data
rss = Follow this thread (RSS)
back = Back to the article
back-to = Back to “{ $title }”
back-to-thread = Back to the thread

## The form
form-title = Leave a reply
form-title-to = Reply to
form-note = Your email address will not be published. Required fields are marked *
form-note-free = Your email address will not be published. You need not give a name or an email. Required fields are marked *
field-body = Comment
field-name = Name
field-email = Email
field-website = Website
optional = (optional)
keep = Remember my name and email in this browser
notify = Email me when someone replies to me
send = Post comment
send-reply = Post reply
cancel = Cancel reply
sending = Sending …
preview = See how it will look
preview-title = This is how your comment will look
trap = Leave this field empty
limit = { $n ->
    [one] 1 character at most.
   *[other] { $n } characters at most.
}
left = { $n ->
    [one] 1 character left
   *[other] { $n } characters left
}
over = { $n ->
    [one] 1 character too many
   *[other] { $n } characters too many
}
format-help = Formatting
format = *italic*, **bold**, > quote, blank line between paragraphs
draft = Your draft is back.
draft-drop = Discard draft
premoderated = The editors read comments before they appear.
premoderated-first = The first time you write, the editors read your comment before it appears.
akismet = This site uses Akismet to reduce spam.
akismet-link = Learn how your comment data is processed
rules = House rules

## Wrong fields
failed-title = Error:
summary = Your comment has not been sent
summary-count = { $n ->
    [one] Fix 1 field.
   *[other] Fix { $n } fields.
}
error-body-missing = Write a comment.
error-body-too-long = { $n ->
    [one] Shorten the comment by 1 character.
   *[other] Shorten the comment by { $n } characters.
}
error-body-too-complex = Make the comment simpler: it nests quotes or lists too deeply.
error-name-missing = Enter your name.
error-name-too-long = Shorten the name to { $n } characters at most.
error-name-taken = Choose another name. That one belongs to the editors.
error-email-missing = Enter your email address.
error-email-invalid = Write the address like this: name@example.com.
error-website-invalid = Write the website like this: https://example.com, or leave the field empty.
error-key-missing = The page did not say which article the comment belongs to. Go back to the article and start from there.
error-key-invalid = The article’s key is too long. Go back to the article and start from there.
error-url-invalid = The article’s address cannot be read. Go back to the article and start from there.
error-url-foreign = The article’s address belongs to another website. Go back to the article and start from there.
error-title-too-long = The article’s title can be { $n } characters at most.
error-parent-invalid = The comment you are replying to cannot be found. Go back to the thread and press Reply again.
error-note-too-long = Shorten what you added.
error-token-invalid = The page had been open for long. Try again.

## Refusals
refused-fields = { $n ->
    [one] Fix 1 field.
   *[other] Fix { $n } fields.
}
refused-closed = Comments closed while you were writing. Your text is still here.
refused-banned = You cannot comment here. Contact the editors if this is a mistake.
refused-parent-gone = The comment you are replying to was removed. Your text is still here.
refused-duplicate = You have already posted this comment.
refused-too-fast = { $n ->
    [one] Wait 1 second before writing again. Your text is still here.
   *[other] Wait { $n } seconds before writing again. Your text is still here.
}
refused-key-reused = The page had already sent something else. Press Post once more.
refused-not-found = That comment no longer exists.
refused-edit-window-over = The time for editing the comment is over.
refused-stale = The comment has changed in the meantime. Reload the page, then try again.
refused-not-offered = That is not possible here.
refused-unavailable = The comment could not be saved just now. Your text is still here. Try again in a moment.
refused-too-large = The comment is too large. Make it shorter and send it again.
offline = You are offline. Your text is saved in this browser.
server-failed = Your comment was not sent. Your text is saved in this browser. Try again.
page-old = The page had been open for long. Press Post once more.
too-many-links = { $n ->
    [one] A comment can hold 1 link at most.
   *[other] A comment can hold { $n } links at most.
}

## Your own comment
receipt-title = Your comment
sent-held = Thank you! Your comment is awaiting moderation.
sent-live = Thank you! Your comment is published.
own-held = Your comment is awaiting moderation. Only you can see it.
own-live = Your comment is published.
own-rejected = The editors chose not to publish your comment.
own-withdrawn = Comment deleted.
edit = Edit
edit-title = Edit the comment
edit-minutes = { $n ->
    [one] You can edit this for 1 minute.
   *[other] You can edit this for { $n } minutes.
}
edit-until = You can edit this until { $time }.
save = Save
edit-cancel = Cancel
delete = Delete
deleting = The comment will be deleted in a moment.
deleted = Comment deleted.
undo = Undo
receipt-confirm-title = Be known again
receipt-confirm-text = If you confirm your email address, the editors know that it is you the next time you write. The address is still never shown.
receipt-confirm-button = Email me a link
receipt-confirm-sent = We have sent you a link. It works for two days.
withdraw-title = Delete the comment
withdraw-text = Your text and your name are deleted at once. Where somebody has replied, it says that you deleted the comment.
withdraw-button = Delete the comment
receipt-about-title = Keep the address of this page
receipt-about-text = It is your receipt. With it you can see what became of the comment and delete it, a year from now too. Do not share it: whoever has the address can delete the comment.

## Reports
report-title = Why are you reporting this comment?
report-spam = Spam or advertising
report-attack = Personal attack or harassment
report-threat = Threats or hate
report-illegal = Illegal content
report-other = Other
report-note = Tell us more (optional)
report-contact = If the content is illegal, give your name and email so that the editors can answer you. They are not shown.
report-reason-missing = Choose a reason.
report-send = Send report
report-done = Thank you. The editors will look at it.

## Pages that say one thing
notice-not-found = This page does not exist
notice-not-found-text = The address may be misspelt, or what was here has been removed.
notice-forbidden = You cannot do that from here
notice-forbidden-text = Go back to the article and try from there. Contact the editors if it keeps happening.
notice-too-many = A little too much at once
notice-too-many-text = { $n ->
    [one] Wait 1 second, then go back and try again. Your browser has what you wrote.
   *[other] Wait { $n } seconds, then go back and try again. Your browser has what you wrote.
}
notice-unavailable = The comments are taking a short break
notice-unavailable-text = Nothing has been lost. Go back and try again in a moment.
notice-bad-request = We could not read that
notice-bad-request-text = Go back to the article and try from there.
notice-link-over = This link no longer works
notice-link-over-text = It has been used, or it is too old. Ask for a new one if you still need it.
notice-confirmed = Thank you! Your address is confirmed.
notice-confirmed-text = The editors will know you again when you write with it.
notice-erased = Your data is erased
notice-erased-text = Name, address and text are gone. Where somebody has replied to you, it only says that the comment was deleted.
confirm-title = Is this your address?
confirm-text = Press the button if you have written a comment at { $site }. Then the editors know that the address is yours.
confirm-button = Confirm my address
export-title = Get your data
export-text = You get everything that { $site } keeps about you, in one file.
export-button = Get the file
erase-title = Erase your data
erase-text = Everything you have written at { $site } will be erased, and that cannot be undone.
erase-button = Erase it all
unsubscribe = Stop reply emails
unsubscribed = You will get no more emails about this thread.

## Feed
feed-title-thread = Comments on “{ $title }”
feed-title-site = Comments at { $site }
feed-entry = Comment by { $name }
feed-entry-site = Comment by { $name } on “{ $title }”

## Mail
mail-hello = Hello { $name }
mail-confirm-subject = Confirm your email address for { $site }
mail-confirm-text = You wrote a comment at { $site } and asked for a link that confirms your address. Here it is:
mail-confirm-hours = { $n ->
    [one] The link works for 1 hour.
   *[other] The link works for { $n } hours.
}
mail-confirm-not-you = If it was not you, do nothing, and nothing will happen.

## Privacy
privacy-title = How we use your data
privacy-intro = This is what happens to what you write in the comment form. The page is made from the settings that apply right now.
privacy-controller-title = Who is responsible
privacy-controller = { $controller } is the controller of the comments.
privacy-purpose-title = Why we process it
privacy-purpose = We use your data to show your comment under the article, to let you edit and delete it, and to keep the debate free of spam and abuse.
privacy-basis = We do so because we have a legitimate interest in holding a decent and open debate (article 6(1)(f) of the General Data Protection Regulation).
privacy-public = Your comment, your name, the time and your website, if you give one, can be read by everybody once the comment is approved. Your email address and your IP address are never shown.
privacy-recipients-title = Who gets it
privacy-recipients = The comments are kept on our own server. The editors can read them, also those that are not shown.
privacy-mail = When you ask for an email, your address passes through the mail server that sends it, and goes nowhere else.
privacy-no-third = Nobody else is told anything. The page fetches nothing from other services, and there is no advertising and no tracking.
privacy-akismet = To reduce spam we send each new comment to Akismet, a service of Automattic in the United States. Akismet gets:
privacy-akismet-in-doubt = To reduce spam we have a filter of our own. Only where it is in doubt do we send the comment to Akismet, a service of Automattic in the United States. Akismet then gets:
akismet-gets-text = the text of the comment
akismet-gets-address = your IP address
akismet-gets-name = your name
akismet-gets-email = your email address
akismet-gets-website = your website, if you give one
akismet-gets-user-agent = which browser you use
akismet-gets-referrer = the page you came from
akismet-gets-permalink = the address of the article
akismet-gets-date = when the comment was written
akismet-gets-parent = which comment you reply to
akismet-gets-lang = the language of the page
privacy-akismet-more = If the editors think that Akismet was wrong, we send the same again to make the filter better. For that it is kept sealed for at most 15 days.
privacy-akismet-link = Automattic’s own description
privacy-kept-title = What we keep, and for how long
privacy-kept = When the time is up, the program deletes it by itself.
privacy-what = What
privacy-why = Why
privacy-how-long = How long
privacy-browser-title = In your own browser
privacy-browser = We set no cookies for readers. The comment field in an article keeps a draft in your browser once you begin to write, and a receipt once you send. Your name and email are kept only if you tick the box. You can delete all of it in your browser, and this page keeps nothing.
privacy-rights-title = Your rights
privacy-rights = You can be told what we keep about you, and have it corrected or erased. You can also have it handed over in a file, ask us to restrict its use, and object to it.
privacy-receipt = If you kept the address of your receipt, you can delete the comment there yourself whenever you want.
privacy-request = Ask for a copy, or for your data to be erased
privacy-ask = Write to { $controller } if you want a copy or want your data erased. Write from the address that you used in the comment form.
privacy-complaint = If you are not content with how we do this, you can complain to your data protection authority; in Denmark, Datatilsynet.

## What is kept: what, why, how long
kept-body = Your comment
kept-body-why = To show it
kept-name = Your name
kept-name-why = To show who wrote it
kept-website = Your website
kept-website-why = To link from your name, if you want that
kept-email = Your email address, sealed
kept-email-why = To know you again and to send what you ask for
kept-email-hash = A keyed hash of the address
kept-email-hash-why = To find your comments when you ask for them
kept-address = A keyed hash of your IP address, and the address cut short
kept-address-why = To reduce spam and abuse
kept-receipt = A hash of your receipt
kept-receipt-why = To let you see, edit and delete the comment
kept-answer = The answer that your browser got, sealed
kept-answer-why = So that pressing twice does not make two comments
kept-wave = Marks of near-identical comments (keyed hashes)
kept-wave-why = So that a wave of advertising is decided only once
kept-akismet = What was sent to Akismet, sealed
kept-akismet-why = To correct the filter when it is wrong
kept-decision = The editors’ decisions
kept-decision-why = To explain and undo them
kept-blatant = Comments that Akismet calls blatant spam
kept-blatant-why = To bring a good comment back
kept-spam = Comments that are spam
kept-spam-why = To bring a good comment back
kept-trash = Comments that the editors rejected
kept-trash-why = To be able to undo
kept-note = The team’s notes about you
kept-note-why = So that the editors remember what was agreed or happened
kept-trust = That the editors trust you
kept-trust-why = So that your comments need not wait
kept-ban = The hash of a banned address, and the name it wrote under
kept-ban-why = To keep out those who misused the form
kept-lesson = Counts of words and marks of decided comments, hashed
kept-lesson-why = So that the filter learns from the editors’ decisions
kept-mail = A hash of the link in the email you asked for
kept-mail-why = So that the link works only once
kept-vote = A keyed fingerprint of your IP address when you recommend a comment
kept-vote-why = So that each reader counts only once
kept-flag = Your report of a comment
kept-flag-why = So that the editors can look at the comment
kept-flag-contact = Name and email from a report of illegal content, sealed
kept-flag-contact-why = So that the editors can answer you
kept-with-comment = As long as the comment exists
kept-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
kept-days-most = { $n ->
    [one] At most 1 day
   *[other] At most { $n } days
}
kept-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
kept-until-lifted = Until the ban is lifted
kept-until-erased = Until the person is erased on request

## What stands in place of an erased person's comment

erased-name = Anonymous
erased-text = The text was erased at the request of the person who wrote it.

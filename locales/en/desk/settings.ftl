# A site's settings.

desk-tabs = Settings
desk-tab-site = Website
desk-tab-moderation = Moderation
desk-tab-look = Look
desk-tab-texts = Language and texts
desk-tab-akismet = Akismet
desk-tab-data = Data and deletion
desk-tab-mail = Email
desk-tab-team = Team
desk-tab-embed = Embed
desk-tab-jobs = Jobs

desk-save = Save
desk-yes = yes
desk-no = no
desk-secret-set = set
desk-secret-unset = not set
desk-said-saved = The settings are saved.
desk-action-settings = settings changed
desk-step-settings = The settings were changed
desk-action-site-add = website added
desk-action-retry-job = job tried again
desk-action-person-export = a person’s data handed out
desk-action-person-erase = a person’s data erased

## Who decides
desk-set-rule = What you change here holds for this website only and is kept in the database. What stands in the configuration file is decided by whoever runs the service, and cannot be changed here.
desk-operator = Decided by whoever runs the service
desk-operator-about = It stands in the configuration file or in an environment variable and holds for all websites here. The name is beside each.
desk-operator-none = none
desk-operator-server-public-url = Address of the service
desk-operator-database-url = Database
desk-operator-limits-enabled = Limits on how often people can write
desk-operator-limits-post-per-minute = Comments by one reader in a minute
desk-operator-limits-post-per-hour = Comments by one reader in an hour
desk-operator-limits-site-posts-per-minute = Comments on the whole website in a minute
desk-operator-limits-thread-posts-per-minute = Comments on one article in a minute
desk-operator-limits-email-posts-per-hour = Comments under one email address in an hour
desk-operator-limits-edit-per-minute = Edits, recommendations and reports by one reader in a minute
desk-operator-limits-challenge-bits = Work for a doubtful comment; one more is twice as much
desk-operator-akismet-key = Key for websites without one of their own
desk-operator-akismet-url = Another service than Akismet itself
desk-operator-akismet-budget-ms = How long a reader waits for Akismet at most, in milliseconds
desk-operator-smtp-url = Mail server
desk-operator-smtp-from = Sender

## Fields
desk-set-standard = Default:
desk-set-chosen = chosen here
desk-set-empty = empty
desk-set-by-command = The command line
desk-set-text = Text “{ $id }” ({ $lang })
desk-set-told = { $who } changed “{ $what }” at { $time }: { $before } → { $after }
desk-set-collision = Somebody else has changed the website since you opened this page. Yours is not saved, but still stands here.
desk-set-collision-more = Press Save once more if yours should hold.
desk-set-not-saved = Nothing is saved yet. Mend what is marked in red.

desk-set-name = Name
desk-set-name-about = The name that readers know the website by. It stands in mails and on the pages here.
desk-set-origin = Addresses
desk-set-origin-about = The websites that may show the comments, one a line, such as https://www.example.com. The first is the front page.
desk-set-timezone = Time zone
desk-set-timezone-about = The time that clocks are shown in, such as Europe/Copenhagen.
desk-set-lang = Language
desk-set-lang-about = The language that readers are spoken to in, unless a page asks for another.
desk-set-controller = Data controller
desk-set-controller-about = Who answers for the data, as the privacy page names them. If it is empty, the website’s name is used.
desk-set-rules-url = House rules
desk-set-rules-url-about = The address of your rules for the debate, linked beside the form. If it is empty, there is no link.
desk-set-key = Key
desk-set-key-about = The website’s name in addresses: 1 to 32 of a-z, 0-9 and hyphen. It cannot be changed later.
desk-sites = Your websites
desk-sites-about = The websites here at which you have a role.
desk-site-new = Add a website
desk-site-make = Add the website
desk-said-site-added = The website is added, and you own it. Look at the settings before it is used.

desk-set-moderation = What waits for you
desk-set-moderation-about = Which comments are shown at once, and which must be approved first.
desk-set-moderation-hold = Everything waits
desk-set-moderation-hold-example = Karen has written here for years. Her new comment waits until one of you approves it.
desk-set-moderation-first = The first comment waits
desk-set-moderation-first-example = Karen’s first comment waits. Once it is approved, her next one is shown at once.
desk-set-moderation-open = Only what is suspicious waits
desk-set-moderation-open-example = Karen’s first comment is shown at once, unless the filter doubts it.
desk-set-trust = Who is known
desk-set-trust-about = How somebody with an approved comment is known again.
desk-set-trust-confirmed = Whoever has confirmed their address
desk-set-trust-confirmed-example = Karen has opened the link in a mail, or writes from the same browser. Nobody else can write as her.
desk-set-trust-typed = Whoever types the same name and email
desk-set-trust-typed-example = As in WordPress: whoever knows Karen’s address can write as her without waiting.
desk-set-require-name-email = Require name and email
desk-set-require-name-email-about = Without the tick people can write without.
desk-set-max-links = Links
desk-set-max-links-about = This many links or more in a comment make it wait. 0: links make no difference.
desk-set-max-length = Length
desk-set-max-length-about = The most characters that a comment may have.
desk-set-hold-words = Words that make a comment wait
desk-set-hold-words-about = Whole words or phrases, one a line. Upper and lower case are the same.
desk-set-spam-words = Words that make a comment spam
desk-set-spam-words-about = Whole words or phrases, one a line. The comment goes to spam and nobody is asked.
desk-try = Try on the last comments
desk-tried = Of the last { $looked } comments { $caught } would have been hit, { $approved } of them approved ones.
desk-tried-not-saved = Nothing is saved yet.
desk-set-flood-seconds = Pause between two comments
desk-set-flood-seconds-about = Seconds that the same reader has to wait. 0: no pause.
desk-set-form-min-seconds = Fastest comment
desk-set-form-min-seconds-about = Sent fewer seconds after the form was shown, a comment waits: only machines write that fast.
desk-set-challenge = Let doubtful comments cost a little
desk-set-challenge-about = When the filter doubts, the sender’s browser calculates for a moment before the comment is taken in. The reader does nothing. Whoever cannot waits for a moderator.
desk-set-close-after-days = Close old articles
desk-set-close-after-days-about = Days from the first comment until comments close. 0: they never close by themselves.
desk-set-edit-minutes = Time to edit
desk-set-edit-minutes-about = Minutes in which readers can edit their own comment. 0: it cannot be edited.
desk-set-votes = Readers can recommend comments
desk-set-votes-about = Each comment gets a button, and threads can be sorted by recommendations.
desk-set-flags = Readers can report comments
desk-set-flags-about = Each comment gets a link. Reported comments stand in the queue “Reported”.
desk-set-live = Show new comments without reloading
desk-set-live-about = Open pages are told that something new has come.

## Look
desk-look-about = The colours are those of the comments on your own pages. An empty field follows the default, which stands faintly in the field. The number is the contrast with the ground where it is worst.
desk-look-light = Light
desk-look-dark = Dark
desk-look-narrow = Narrow
desk-look-show = Show
desk-look-preview = This is how it looks
desk-look-tried = This is how it will look. It is not saved yet.
desk-look-low = hard to see: below { $needs }
desk-look-css = CSS for your page
desk-look-css-about = Paste this into your own style sheet. Without it the comments look as by default.
desk-look-css-none = The piece of CSS for your style sheet comes here when you have chosen something.
desk-colour-text = Text and buttons
desk-colour-muted = Muted text
desk-colour-accent = Links
desk-colour-pick = Editors’ pick
desk-colour-error = Errors
desk-colour-surface = Ground of fields
desk-colour-tint = Faint ground
desk-colour-field = Border of fields
desk-colour-rule = Lines, decoration only
desk-set-look-light = Light colours
desk-set-look-dark = Dark colours
desk-set-look-radius = Round corners
desk-set-look-radius-about = Pixels. An empty field follows the default, which is 3.
desk-set-look-font = Typeface
desk-set-look-font-about = Names of typefaces with commas between them. If it is empty, comments have the page’s own typeface.
desk-sample-name-1 = Karen Holm
desk-sample-1 = We need more small publishers. *All* the books that I remember came from somebody who dared to lose money on them.
desk-sample-name-2 = The editors
desk-sample-2 = > All the books that I remember

    Thank you, Karen. Which were they?
desk-sample-name-3 = Jens Ottosen
desk-sample-3 = I disagree, but well written. See also [the last article](https://example.com/publishers).

## Language and texts
desk-texts-about = Write a text of your own below the one that holds. An empty field means the default. What stands in braces, such as {"{"}name{"}"}, is filled in and has to be there.
desk-texts-lang = Language
desk-texts-search = Search the texts
desk-texts-show = Show
desk-texts-none = No text contains that.
desk-texts-own = { $n ->
    [one] 1 of your own
   *[other] { $n } of your own
}
desk-texts-form = form

## Akismet
desk-akismet-about = Akismet is a service in the USA that knows spam across websites. It is asked about each new comment. When it does not answer, the comment waits.
desk-akismet-own-key = The website has a key of its own, which ends in { $end }.
desk-akismet-installation = The website uses the key of whoever runs the service. A key that you set here is used instead.
desk-akismet-off = Akismet is not used: there is no key.
desk-akismet-valid = Akismet accepted the key on { $time }.
desk-akismet-invalid = Akismet did not accept the key on { $time }. Until it is mended, every comment waits.
desk-akismet-no-answer = Akismet did not answer the question about the key on { $time } ({ $why }). Try again a little later.
desk-akismet-alert = Last message from Akismet, { $time } (code { $code })
desk-akismet-no-alert = Akismet has had no messages for you.
desk-akismet-usage = Used this month: { $calls } of { $limit }
desk-set-akismet-key = New key
desk-set-akismet-key-about = Letters and digits that Akismet gave you. Akismet is asked before it is saved. It is never shown again.
desk-akismet-save = Try and save the key
desk-akismet-ask = Ask Akismet about the key
desk-akismet-remove = Remove the key
desk-set-akismet-send = What Akismet gets
desk-set-akismet-send-about = The more it gets, the better it judges. Everything ticked stands on your privacy page.
desk-akismet-gets-text = The text of the comment
desk-akismet-gets-address = The reader’s IP address
desk-akismet-gets-name = The reader’s name
desk-akismet-gets-email = The reader’s email address
desk-akismet-gets-website = The reader’s website, if they give it
desk-akismet-gets-user-agent = Which browser the reader uses
desk-akismet-gets-referrer = The page that the reader came from
desk-akismet-gets-permalink = The address of the article
desk-akismet-gets-date = When the comment was written
desk-akismet-gets-parent = Which comment is answered
desk-akismet-gets-lang = The language of the website
desk-akismet-always = always sent
desk-akismet-standard = everything but the email address
desk-said-key-saved = Akismet accepts the key, and it is saved.
desk-said-key-saved-unasked = The key is saved, but Akismet did not answer when we asked. Ask again a little later.
desk-said-key-removed = The key is removed.
desk-said-key-asked = We have asked Akismet. The answer stands here.

## Data and deletion
desk-data-about = When the time is over, the program deletes it by itself.
desk-data-privacy = See the page that readers see
desk-set-spam-days = Spam
desk-set-spam-days-about = Days that spam is kept, so that a good comment can be brought back.
desk-set-trash-days = Rejected comments
desk-set-trash-days-about = Days that rejected comments are kept, so that it can be undone.
desk-data-kept = What is kept about readers
desk-person-data = One person’s data
desk-person-data-about = When a reader asks for their data, or to have it erased. Make sure that it is the person who asks. It is about this website only, and the log says that you did it.
desk-person-export = Get a file
desk-person-sure = Erase name, address and text in all of the person’s comments. It cannot be undone.
desk-person-not-sure = Tick this if all of it is to be erased.
desk-person-erase = Erase the person’s data
desk-said-person-erased = What was kept about the address is erased.

## Email
desk-mail-works = A mail server is set up. Send a mail to yourself to see that it arrives.
desk-mail-off = There is no mail server, so no mail can be sent. Whoever runs the service sets it up in the configuration file.
desk-mail-test = Send a test to my own address
desk-mail-refused = The mail server did not take the mail (code { $code }). Ask whoever runs the service.
desk-mail-later = The mail server did not answer. Try again in a moment, or ask whoever runs the service.
desk-said-mail-sent = The mail is sent. Look in your inbox, and among the unwanted mail too.
desk-mail-test-subject = Test from { $site }
desk-mail-test-text = You asked for a test from { $site }. If you can read it, mail works.

## Wrong values
desk-wrong-unknown = There is no such setting.
desk-wrong-choice = Choose one of these.
desk-wrong-number = Write a whole number from { $least } to { $most }.
desk-wrong-lang = Choose one of the languages.
desk-wrong-zone = Write the name of a time zone, such as Europe/Copenhagen.
desk-wrong-words = Line { $line } is too long, or there are too many lines: at most 2,000 lines of at most 200 characters.
desk-wrong-akismet-field = Choose among the fields.
desk-wrong-address = Write an address that starts with https://, or leave the field empty.
desk-wrong-origin = Line { $line } must look like this: https://www.example.com, with nothing behind it.
desk-wrong-no-origin = Write at least one address, such as https://www.example.com.
desk-wrong-site-key = Write 1 to 32 of a-z, 0-9 and hyphen, and not “desk”.
desk-wrong-taken = There is a website with that key already. Choose another.
desk-wrong-site-name = Write a name of at most 100 characters.
desk-wrong-long = Write at most { $most } characters.
desk-wrong-akismet-key = Write the key that Akismet gave you: letters and digits only.
desk-wrong-akismet-refused = Akismet does not know that key for this website. It is not saved.
desk-wrong-colour = Write the colour like this: #1d1b18, or leave the field empty.
desk-wrong-font = Write names of typefaces with commas between them, such as Georgia, serif.
desk-wrong-lacks = The text must contain {"{"}{ $name }{"}"}, as the default does.
desk-wrong-strange = The text cannot contain {"{"}{ $name }{"}"}: nothing fills that in.

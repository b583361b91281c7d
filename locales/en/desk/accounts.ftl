# Accounts, sign-in, the team, the set-up.

## Signing in
desk-sign-in-wrong-code = That code is not right, or it has been used. Wait until the app shows a new one and enter that. After several wrong tries you have to wait a little, 15 minutes at most.
desk-sign-in-over = That took too long. Enter your email address and password again.
desk-sign-in-factor = Confirm that it is you
desk-sign-in-factor-about = Enter the six digits from your app, or one of your recovery codes.
desk-sign-in-again = Start over
desk-confirm = Confirm that it is you
desk-confirm-about = This needs a password that was entered within the last ten minutes. After that it goes on where you left off.
desk-confirm-wrong = That is not right. Try again. After several wrong tries you have to wait a little, 15 minutes at most.
desk-confirm-button = Continue

## Profile
desk-profile = Your profile
desk-profile-back = To your profile
desk-profile-you = You
desk-profile-name = Name
desk-profile-name-about = How you sign replies, and how the team sees who did what.
desk-profile-name-wrong = Enter a name of 60 characters at most.
desk-profile-keys-off = Turn single-key shortcuts off
desk-profile-keys-about = Then pressing a single key decides nothing. All buttons work as before.
desk-profile-way-in = Access
desk-profile-said-saved = Saved.
desk-profile-said-ended = The session is ended.
desk-profile-said-not-ended = The session had ended already.
desk-profile-said-others-ended = All other sessions are ended.
desk-profile-said-password = The password is changed. All other sessions are ended.
desk-profile-said-factor-removed = Two-step sign-in is off. All other sessions are ended.
desk-profile-said-factor-required = Nothing was changed: one of your sites requires two-step sign-in.
desk-profile-said-factor-unchanged = Nothing was changed: it was done already.
desk-password-change = Change password
desk-password-new = New password
desk-password-about = All other sessions end when you change it.
desk-password-rule = At least 15 characters. Four random words make a good password.
desk-password-length = The password must have 15 to 128 characters.
desk-password-guessable = That password is among the first that anybody would guess: a name, common words, a row of keys or the same again and again. Choose another one.
desk-sessions = Sessions
desk-sessions-about = Where you are signed in. A session ends by itself after a day without use, and after 14 days at the latest.
desk-session-browser = Browser
desk-session-network = Network
desk-session-since = Since
desk-session-seen = Last used
desk-session-end = End
desk-session-this = this one
desk-session-unknown = Unknown browser
desk-sessions-end-others = End all others

## Two-step sign-in
desk-factor = Two-step sign-in
desk-factor-code = Code
desk-factor-off = Off.
desk-factor-on = { $n ->
    [0] On. No recovery codes are left.
    [one] On. 1 recovery code is left.
   *[other] On. { $n } recovery codes are left.
}
desk-factor-add = Turn on
desk-factor-change = Change
desk-factor-about = Scan the picture with an app for one-time codes, and enter the six digits that it shows. From then on signing in takes both the password and the app.
desk-factor-drawing = QR code for the app
desk-factor-by-hand = If you cannot scan it, type the key into the app
desk-factor-six = The six digits from the app
desk-factor-wrong = That code is not right. Check that the phone’s clock is right, and enter the code that the app shows now.
desk-factor-needed = The site requires two-step sign-in of your role. Turn it on to go on.
desk-factor-required = One of your sites requires two-step sign-in, so it cannot be turned off.
desk-factor-remove = Turn off
desk-factor-remove-about = If you turn it off, the password alone is enough to sign in.
desk-codes = Your recovery codes
desk-codes-about = Write them down or keep them in your password manager. Each works once, for the day you lose the phone. They are not shown again.
desk-codes-new = Make new recovery codes
desk-codes-new-about = If you have used or lost some, make ten new ones. The old ones stop working.
desk-codes-kept = I have kept them

## The team
desk-team = Team
desk-team-about = Moderators decide comments. Editors can also answer those who report and see the log. Owners can do everything, this included.
desk-team-member = Name
desk-team-seen = Last seen
desk-team-never = Not recently
desk-team-factor = Two-step sign-in
desk-team-factor-yes = Yes
desk-team-factor-no = No
desk-team-you = you
desk-team-disabled = disabled
desk-team-role = Role
desk-team-role-of = Role of { $name }
desk-team-set-role = Change role
desk-team-change = Change
desk-team-remove = Remove from the team
desk-team-disable = Disable the account
desk-team-enable = Enable the account
desk-role-moderator = Moderator
desk-role-editor = Editor
desk-role-owner = Owner
desk-invite = Invite
desk-invite-about = The link works for seven days and only once. It is mailed to the address.
desk-invite-about-no-mail = The link works for seven days and only once. No mail can be sent from here, so it is shown to you once and you pass it on.
desk-invite-email = Email address
desk-invite-email-wrong = Write the address like this: name@example.com.
desk-invite-member = That address is in the team already.
desk-invite-link = Pass this link on
desk-invite-link-about = It is shown only now. Whoever has it can join the team.
desk-invitations = Invitations that wait
desk-invitation-to = To
desk-invitation-by = From
desk-invitation-until = Good until
desk-invitation-revoke = Revoke
desk-team-require = Who must use two-step sign-in
desk-team-require-about = Whoever lacks it is asked to turn it on before anything else.
desk-team-require-nobody = Nobody
desk-team-require-owner = Owners
desk-team-require-editor = Editors and owners
desk-team-require-moderator = Everybody
desk-said-team-changed = The team is changed.
desk-said-invited = The invitation is on its way.
desk-said-revoked = The invitation is revoked. The link works no more.
desk-said-not-revoked = The invitation had been used or revoked already.
desk-said-factor-required = Saved.
desk-team-last-owner = Nothing was changed: a site must have an owner. First make somebody else an owner.
desk-team-elsewhere = Nothing was changed: the account also belongs to a site that you do not own. You can remove it from the team here.
desk-team-no-such = Nothing was changed: that person is no longer in the team.
desk-action-invite = invited
desk-action-invite-revoke = invitation revoked
desk-action-team-join = joined the team
desk-action-team-role = role changed
desk-action-team-remove = removed from the team
desk-action-team-disable = account disabled
desk-action-team-enable = account enabled
desk-action-team-factor = two-step requirement changed
desk-step-invite = Somebody was invited
desk-step-team-role = A role was changed
desk-step-team-remove = Somebody was removed from the team
desk-step-team-disable = An account was disabled
desk-step-team-enable = An account was enabled
desk-step-team-factor = The two-step requirement was changed

## Behind the link of an invitation
desk-join = Join the team
desk-join-text = { $name } invites you to moderate { $site } as { $role }.
desk-join-new = Choose how you sign, and a password.
desk-join-with = You have an account here already. Enter its password.
desk-join-as = You are signed in as { $name }.
desk-join-button = Join the team
desk-join-wrong = That is not right. Try again. After several wrong tries you have to wait a little, 15 minutes at most.
desk-notice-join-gone = This link works no more
desk-notice-join-gone-text = An invitation is good for seven days and can be used once. Ask for a new one.
desk-join-exists = That address has an account by now. Enter its password.

## Set-up
desk-setup = Set Svar up
desk-notice-setup-not = Svar is not set up yet
desk-notice-setup-not-text = That is done from a link that the program prints when it starts. Run »svar setup-link« on the machine to get a new one; it is good for 30 minutes.
desk-notice-setup-over = This link works no more
desk-notice-setup-over-text = A link is good for 30 minutes and can be used once. »svar setup-link« prints a new one.
desk-setup-step-1 = Step 1 of 3: You
desk-setup-step-2 = Step 2 of 3: The site
desk-setup-step-3 = Step 3 of 3: Embed
desk-setup-you = Who are you?
desk-setup-you-about = You become the owner: you can do everything, and invite others.
desk-setup-on = Continue
desk-setup-skip = Not now
desk-setup-site = Where should the comments be?
desk-setup-site-name = Name of the site
desk-setup-site-address = Address of the site
desk-setup-site-address-about = As readers know it, for example www.weeklypaper.com.
desk-setup-site-address-wrong = Write the address like this: https://www.example.com.
desk-setup-site-name-wrong = Enter a name of 100 characters at most.
desk-setup-moderation = What should wait for you?
desk-setup-moderation-hold = All comments
desk-setup-moderation-first = The first comment of each person
desk-setup-moderation-open = Only what the filter doubts
desk-setup-no-mail = There is no mail server. So moderators are not told when something waits, readers cannot confirm their address, and you pass invitations on yourself. It can be set up later under [smtp] in the configuration.
desk-setup-site-button = Make the site
desk-embed = Put it on your pages
desk-embed-about = The same for every article. Put it where the comments should be.
desk-embed-where-html = Put it where the comments should be. A page with several addresses needs a <link rel="canonical"> in its head, or each address gets a thread of its own.
desk-embed-where-wordpress = In the theme’s (better: a child theme’s) functions.php. A plugin that combines scripts must leave svar.js out: the script has to come from the service itself.
desk-embed-where-hugo = In layouts/partials/svar.html, called with {"{{"} partial "svar.html" . {"}}"}. The address is built from baseURL, so that has to be right.
desk-embed-where-eleventy = In _includes/svar.njk, called with {"{%"} include "svar.njk" {"%}"}. Without the site’s address in front page.url is no address.
desk-embed-where-astro = In src/components/Svar.astro, used as <Svar />. site must be set in astro.config.mjs.
desk-embed-where-react = A component for React 19 and Next.js. Give it the article’s full address.
desk-embed-csp = If the pages have a Content-Security-Policy, { $origin } must be in script-src and connect-src.
desk-embed-more = docs/embed.md has more recipes: Ghost, Docusaurus, Jekyll, nginx and Varnish.
desk-embed-copy = Copy
desk-embed-copied = Copied
desk-embed-tabs = Where does it go?
desk-embed-list = Does it work?
desk-embed-list-about = Open an article on the site. The list updates by itself.
desk-embed-list-reload = Load the page again to see whether more has happened.
desk-embed-script = The script was seen on { $origin }
desk-embed-script-not = The script was not seen yet
desk-embed-article = The address of an article was found
desk-embed-article-not = No article has said its address yet
desk-embed-comment = The first comment has come
desk-embed-comment-not = No comment has come yet
desk-embed-all = All of it works.
desk-embed-done = done
desk-embed-waits = waits

## Mails
mail-failures-subject = Somebody is trying to sign in to your account at Svar
mail-failures-text = { $n ->
    [one] 1 wrong password was entered for your account.
   *[other] { $n } wrong passwords in a row were entered for your account, from browsers that we do not know.
}
mail-failures-do = Nobody got in, and you can sign in as before from the browser that you use. If your password is used elsewhere too, change it here:
mail-invitation-subject = { $name } invites you to moderate { $site }
mail-invitation-text = { $name } invites you to moderate { $site } as { $role }.
mail-invitation-do = Accept here:
mail-invitation-days = { $n ->
    [one] The link works for 1 day and only once. If you do not want to, do nothing.
   *[other] The link works for { $n } days and only once. If you do not want to, do nothing.
}
desk-job-mail-failures = Mail about wrong passwords
desk-job-mail-invitation = Mail with an invitation

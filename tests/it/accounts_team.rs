//! The team: invitations, roles, and that one owner always stays.

use std::sync::Arc;

use svar::domain::clock::Timestamp;
use svar::domain::moderator::{ModeratorId, Role};
use svar::domain::site::Site;
use svar::mail::Mailer;

use crate::desk::{Desk, cookie_of, read, value_of};
use crate::support::app::{PASSWORD, TestApp};
use crate::support::{eventually, on_both_engines};

const TEAM: &str = "/desk/magasinet/settings/team";
const OWNER: &str = "ejer@redaktion.example";
const NEW: &str = "ny@redaktion.example";
const SECRET: &str = "en ganske anden adgangskode her";

async fn owned(app: &TestApp) -> (Arc<Site>, ModeratorId) {
    let site = app.add_site("magasinet", &[]).await;
    let owner = app.add_moderator(OWNER, Role::Owner, &[&site]).await;
    (site, owner)
}

async fn mailed_link(app: &TestApp, to: &str) -> String {
    let mail = eventually("the invitation", || async { app.mails().into_iter().rfind(|m| m.to.expose() == to) }).await;
    assert_eq!(mail.subject, "Mette Moderator inviterer dig til at moderere Magasinet");
    let link = mail.body.lines().find(|line| line.contains("/desk/join/")).unwrap();
    link.strip_prefix(&app.base).unwrap().to_owned()
}

/// Sends the form behind a link, as a stranger.
async fn join(app: &TestApp, link: &str, fields: &[(&str, &str)]) -> reqwest::Response {
    let csrf = value_of(&read(app.get(link).await).await, "csrf");
    let fields: Vec<_> = [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied()).collect();
    app.form(link, &fields).header("sec-fetch-site", "same-origin").send().await.unwrap()
}

async fn role_of(app: &TestApp, site: &Site, id: ModeratorId) -> Option<Role> {
    app.services.store.moderator(id).await.unwrap().unwrap().role_at(site.id)
}

on_both_engines! {
    /// The link in the mail makes the account with the role it was made for, once; the log knows no address.
    async fn an_invitation_makes_an_account_once(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let (site, _) = owned(&app).await;
        let owner = Desk::signed_in(&app, OWNER).await;
        let wrong = owner.send(TEAM, &[("what", "invite"), ("email", "ikke en adresse"), ("role", "editor")]).await;
        assert_eq!(wrong.status(), 422);
        assert!(read(wrong).await.contains("value=\"ikke en adresse\""));
        let said = owner.sent(TEAM, &[("what", "invite"), ("email", NEW), ("role", "editor")]).await;
        assert!(said.contains("Invitationen er på vej.") && said.contains(NEW) && said.contains("Redaktør"));
        let link = mailed_link(&app, NEW).await;

        assert!(read(app.get(&link).await).await.contains("inviterer dig til at moderere Magasinet som Redaktør"));
        let guessable = join(&app, &link, &[("name", "Line Ny"), ("password", "adgangskode12345")]).await;
        assert_eq!(guessable.status(), 422);
        assert!(read(guessable).await.contains("value=\"Line Ny\""), "what was typed is kept");
        let answer = join(&app, &link, &[("name", "Line Ny"), ("password", SECRET)]).await;
        assert_eq!(answer.headers()["location"], "/desk/magasinet/queue?status=pending");
        let line = Desk { app: &app, cookie: cookie_of(&answer) };
        assert_eq!(line.get("/desk/magasinet/queue").await.status(), 200);
        assert_eq!(line.get(TEAM).await.status(), 403, "an editor is no owner");
        let again = app.get(&link).await;
        assert_eq!(again.status(), 404);
        assert!(read(again).await.contains("Linket virker ikke mere"));
        let html = owner.page(TEAM).await;
        assert!(html.contains("Line Ny") && !html.contains(NEW), "the invitation is used up");

        let mut tx = app.services.store.begin().await.unwrap();
        assert_eq!(tx.role_of(site.id, ModeratorId(2)).await.unwrap(), Some(Role::Editor));
        drop(tx);
        let undone = owner.send("/desk/magasinet/undo", &[]).await;
        assert!(undone.status().is_redirection());
        assert_eq!(line.get("/desk/magasinet/queue").await.status(), 200, "who has joined has joined");
    }

    /// A link that is revoked or a week old opens nothing; without mail it is shown once and then no more.
    async fn an_invitation_ends(db: TestDb) {
        let app = TestApp::start(&db, |o| o.mailer = Some(Mailer::Off)).await;
        let (site, _) = owned(&app).await;
        let owner = Desk::signed_in(&app, OWNER).await;
        let shown = async || {
            let answer = owner.send(TEAM, &[("what", "invite"), ("email", NEW), ("role", "moderator")]).await;
            let html = read(answer).await;
            let link = html.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
            link.strip_prefix(&app.base).unwrap().to_owned()
        };
        let first = shown().await;
        assert_eq!(app.get(&first).await.status(), 200);
        assert!(!owner.page(TEAM).await.contains("/desk/join/"), "shown once");
        let id = app.services.store.invitations(site.id, app.now()).await.unwrap()[0].id.to_string();
        assert!(owner.sent(TEAM, &[("what", "revoke"), ("id", &id)]).await.contains("trukket tilbage"));
        assert_eq!(app.get(&first).await.status(), 404);
        let second = shown().await;
        app.clock.advance(7 * Timestamp::DAY + 1);
        assert_eq!(app.get(&second).await.status(), 404);
        assert_eq!(app.get("/desk/join/svar_i_1.AAAA").await.status(), 404);
    }

    /// Whoever has an account already takes the role up with its password; a role is never lowered that way.
    async fn an_invitation_is_taken_up_by_an_account_that_is_there(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let (site, _) = owned(&app).await;
        let other = app.add_site("avisen", &[]).await;
        let bo = app.add_moderator(NEW, Role::Owner, &[&other]).await;
        let owner = Desk::signed_in(&app, OWNER).await;
        owner.send(TEAM, &[("what", "invite"), ("email", NEW), ("role", "moderator")]).await;
        let link = mailed_link(&app, NEW).await;
        assert_eq!(join(&app, &link, &[("password", "en forkert adgangskode")]).await.status(), 422);
        assert_eq!(role_of(&app, &site, bo).await, None);
        let answer = join(&app, &link, &[("password", PASSWORD)]).await;
        assert_eq!(answer.status(), 303);
        assert_eq!((role_of(&app, &site, bo).await, role_of(&app, &other, bo).await), (Some(Role::Moderator), Some(Role::Owner)));
        let member = owner.send(TEAM, &[("what", "invite"), ("email", NEW), ("role", "owner")]).await;
        assert!(read(member).await.contains("allerede på holdet"));

        owner.send(TEAM, &[("what", "invite"), ("email", "tredje@redaktion.example"), ("role", "moderator")]).await;
        let link = mailed_link(&app, "tredje@redaktion.example").await;
        let html = owner.page(&link).await;
        assert!(html.contains("Du er logget ind som Mette Moderator."));
        let fields = [("csrf", &*value_of(&html, "csrf"))];
        let taken = owner.form(&link, &fields).send().await.unwrap();
        assert_ne!(cookie_of(&taken), owner.cookie, "a change of role gives the session a new value");
        assert_eq!(owner.get("/desk/profile").await.status(), 303, "the old one is over");
        let owner = Desk { app: &app, cookie: cookie_of(&taken) };
        assert_eq!(owner.get(TEAM).await.status(), 200, "still an owner");
    }

    /// A new role counts at once and ends the sessions that rested on the old one; it can be taken back.
    async fn a_role_is_changed_at_once_and_can_be_taken_back(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let (site, _) = owned(&app).await;
        let bo = app.add_moderator(NEW, Role::Editor, &[&site]).await;
        let (owner, was) = (Desk::signed_in(&app, OWNER).await, Desk::signed_in(&app, NEW).await);
        let id = bo.0.to_string();
        assert!(owner.sent(TEAM, &[("what", "role"), ("id", &id), ("role", "moderator")]).await.contains("Holdet er ændret."));
        assert_eq!(was.get("/desk/magasinet/queue").await.status(), 303);
        assert_eq!(role_of(&app, &site, bo).await, Some(Role::Moderator));
        owner.send("/desk/magasinet/undo", &[]).await;
        assert_eq!(role_of(&app, &site, bo).await, Some(Role::Editor));

        owner.send(TEAM, &[("what", "remove"), ("id", &id)]).await;
        assert_eq!(role_of(&app, &site, bo).await, None);
        let gone = owner.send(TEAM, &[("what", "role"), ("id", &id), ("role", "owner")]).await;
        assert_eq!(gone.status(), 422);
        assert!(read(gone).await.contains("ikke på holdet mere"));
        owner.send("/desk/magasinet/undo", &[]).await;
        assert_eq!(role_of(&app, &site, bo).await, Some(Role::Editor));

        owner.send(TEAM, &[("what", "disable"), ("id", &id)]).await;
        assert_eq!(crate::desk::sign_in(&app, NEW, PASSWORD).await.status(), 422);
        owner.send(TEAM, &[("what", "enable"), ("id", &id)]).await;
        assert_eq!(crate::desk::sign_in(&app, NEW, PASSWORD).await.status(), 303);
    }

    /// The last owner stays; and an owner's power ends at their own sites.
    async fn one_owner_stays_and_none_reaches_into_another_site(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let (site, me) = owned(&app).await;
        let other = app.add_site("avisen", &[]).await;
        let both = app.add_moderator(NEW, Role::Moderator, &[&site, &other]).await;
        let owner = Desk::signed_in(&app, OWNER).await;
        let (my_id, their_id) = (me.0.to_string(), both.0.to_string());
        for wish in [[("what", "remove"), ("role", "")], [("what", "role"), ("role", "editor")], [("what", "disable"), ("role", "")]] {
            let refused = owner.send(TEAM, &[&wish[..], &[("id", &my_id)]].concat()).await;
            assert_eq!(refused.status(), 422, "{wish:?}");
            assert!(read(refused).await.contains("skal have en ejer"), "{wish:?}");
        }
        assert_eq!(role_of(&app, &site, me).await, Some(Role::Owner));
        let refused = owner.send(TEAM, &[("what", "disable"), ("id", &their_id)]).await;
        assert!(read(refused).await.contains("du ikke ejer"));
        assert!(!app.services.store.moderator(both).await.unwrap().unwrap().disabled);
    }

    /// Who must have a second factor is set here, and the next page asks for it.
    async fn an_owner_asks_for_second_factors(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let (site, _) = owned(&app).await;
        app.add_moderator(NEW, Role::Moderator, &[&site]).await;
        let (owner, bo) = (Desk::signed_in(&app, OWNER).await, Desk::signed_in(&app, NEW).await);
        assert_eq!(owner.send(TEAM, &[("what", "require"), ("who", "alle")]).await.status(), 400);
        let answer = owner.send(TEAM, &[("what", "require"), ("who", "owner")]).await;
        assert_eq!(answer.status(), 303);
        assert_eq!(owner.get(TEAM).await.headers()["location"], "/desk/profile/factor?needed=1");
        assert_eq!(bo.get("/desk/magasinet/queue").await.status(), 200);
    }
}

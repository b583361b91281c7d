//! Who may do what at the desk: every route with the least role that it needs, and that nobody with less gets in.
//!
//! A new route is one line in [`ROUTES`]; that none is missing is read from the sources.

use std::collections::BTreeSet;
use std::path::Path;

use reqwest::{RequestBuilder, StatusCode};
use svar::domain::moderator::{Role, Scope};
use svar::domain::site::Site;

use crate::desk::{Desk, read, value_of, waiting};
use crate::support::app::TestApp;
use crate::support::on_both_engines;
use crate::support::source::files;

/// The least that a route needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Least {
    /// Nothing: what the form proves itself (a password, a link) decides.
    Nobody,
    /// A session.
    Member,
    /// A role at the site of the address.
    At(Role),
    /// A bearer token of this scope for the site of the address.
    Token(Scope),
}

use Least::{At, Member, Nobody, Token};
use Role::{Editor, Moderator, Owner};

const ROUTES: &[(&str, &str, Least)] = &[
    ("GET", "/setup", Nobody),
    ("GET", "/setup/{token}", Nobody),
    ("POST", "/setup/{token}", Nobody),
    ("GET", "/setup/site", Member),
    ("POST", "/setup/site", Member),
    ("GET", "/desk/sign-in", Nobody),
    ("POST", "/desk/sign-in", Nobody),
    ("GET", "/desk/sign-in/factor", Nobody),
    ("POST", "/desk/sign-in/factor", Nobody),
    ("GET", "/desk/join/{token}", Nobody),
    ("POST", "/desk/join/{token}", Nobody),
    ("GET", "/desk", Member),
    ("POST", "/desk/sign-out", Member),
    ("GET", "/desk/confirm", Member),
    ("POST", "/desk/confirm", Member),
    ("GET", "/desk/profile", Member),
    ("POST", "/desk/profile", Member),
    ("GET", "/desk/profile/password", Member),
    ("POST", "/desk/profile/password", Member),
    ("GET", "/desk/profile/factor", Member),
    ("POST", "/desk/profile/factor", Member),
    ("GET", "/desk/{site}/{*rest}", Member),
    ("GET", "/desk/{site}", At(Moderator)),
    ("GET", "/desk/{site}/queue", At(Moderator)),
    ("GET", "/desk/{site}/news", At(Moderator)),
    ("GET", "/desk/{site}/events", At(Moderator)),
    ("GET", "/desk/{site}/mine", At(Moderator)),
    ("GET", "/desk/{site}/comments/{id}", At(Moderator)),
    ("POST", "/desk/{site}/comments/{id}/contact", At(Editor)),
    ("POST", "/desk/{site}/comments/{id}/edit", At(Moderator)),
    ("POST", "/desk/{site}/comments/{id}/reply", At(Moderator)),
    ("POST", "/desk/{site}/comments/{id}/mark", At(Moderator)),
    ("GET", "/desk/{site}/comments/{id}/delete", At(Editor)),
    ("POST", "/desk/{site}/comments/{id}/delete", At(Editor)),
    ("POST", "/desk/{site}/decisions", At(Moderator)),
    ("POST", "/desk/{site}/waves", At(Moderator)),
    ("POST", "/desk/{site}/undo", At(Moderator)),
    ("POST", "/desk/{site}/threads/{id}", At(Moderator)),
    ("GET", "/desk/{site}/bans", At(Moderator)),
    ("POST", "/desk/{site}/bans", At(Moderator)),
    ("POST", "/desk/{site}/bans/try", At(Moderator)),
    ("GET", "/desk/{site}/comments/{id}/card", At(Moderator)),
    ("GET", "/desk/{site}/comments", At(Moderator)),
    ("POST", "/desk/{site}/comments", At(Moderator)),
    ("GET", "/desk/{site}/threads", At(Moderator)),
    ("GET", "/desk/{site}/threads/{id}", At(Moderator)),
    ("POST", "/desk/{site}/threads/{id}/date", At(Moderator)),
    ("POST", "/desk/{site}/threads/{id}/describe", At(Editor)),
    ("POST", "/desk/{site}/threads/{id}/merge", At(Editor)),
    ("POST", "/desk/{site}/threads/{id}/move", At(Editor)),
    ("GET", "/desk/{site}/people", At(Moderator)),
    ("GET", "/desk/{site}/people/{id}", At(Moderator)),
    ("POST", "/desk/{site}/people/{id}/notes", At(Moderator)),
    ("POST", "/desk/{site}/people/{id}/trust", At(Moderator)),
    ("POST", "/desk/{site}/people/{id}/email", At(Editor)),
    ("GET", "/desk/{site}/figures", At(Moderator)),
    ("GET", "/desk/{site}/recheck", At(Moderator)),
    ("POST", "/desk/{site}/recheck", At(Moderator)),
    ("GET", "/desk/{site}/log", At(Editor)),
    ("POST", "/desk/{site}/log.csv", At(Owner)),
    ("POST", "/desk/{site}/log.jsonl", At(Owner)),
    ("GET", "/desk/{site}/jobs", At(Owner)),
    ("GET", "/desk/{site}/settings", At(Owner)),
    ("GET", "/desk/{site}/settings/site", At(Owner)),
    ("POST", "/desk/{site}/settings/site", At(Owner)),
    ("GET", "/desk/{site}/settings/moderation", At(Owner)),
    ("POST", "/desk/{site}/settings/moderation", At(Owner)),
    ("POST", "/desk/{site}/settings/moderation/try", At(Owner)),
    ("GET", "/desk/{site}/settings/look", At(Owner)),
    ("POST", "/desk/{site}/settings/look", At(Owner)),
    ("GET", "/desk/{site}/settings/texts", At(Owner)),
    ("POST", "/desk/{site}/settings/texts", At(Owner)),
    ("GET", "/desk/{site}/settings/akismet", At(Owner)),
    ("POST", "/desk/{site}/settings/akismet", At(Owner)),
    ("GET", "/desk/{site}/settings/data", At(Owner)),
    ("POST", "/desk/{site}/settings/data", At(Owner)),
    ("GET", "/desk/{site}/settings/mail", At(Owner)),
    ("POST", "/desk/{site}/settings/mail", At(Owner)),
    ("GET", "/desk/{site}/settings/jobs", At(Owner)),
    ("POST", "/desk/{site}/settings/jobs", At(Owner)),
    ("GET", "/desk/{site}/settings/look.css", At(Owner)),
    ("POST", "/desk/{site}/settings/data/person", At(Owner)),
    ("GET", "/desk/{site}/settings/team", At(Owner)),
    ("POST", "/desk/{site}/settings/team", At(Owner)),
    ("GET", "/desk/{site}/settings/embed", At(Owner)),
    ("GET", "/api/v1/desk/{site}/comments", Token(Scope::Read)),
    ("GET", "/api/v1/desk/{site}/comments/{id}", Token(Scope::Read)),
    ("GET", "/api/v1/desk/{site}/log", Token(Scope::Read)),
    ("GET", "/api/v1/desk/{site}/figures", Token(Scope::Read)),
    ("POST", "/api/v1/desk/{site}/decisions", Token(Scope::Moderate)),
    ("POST", "/api/v1/desk/{site}/undo", Token(Scope::Moderate)),
    ("PATCH", "/api/v1/desk/{site}/comments/{id}", Token(Scope::Moderate)),
    ("DELETE", "/api/v1/desk/{site}/comments/{id}", Token(Scope::Moderate)),
    ("POST", "/api/v1/desk/{site}/comments/{id}/marks", Token(Scope::Moderate)),
    ("POST", "/api/v1/desk/{site}/comments/{id}/replies", Token(Scope::Moderate)),
    ("POST", "/api/v1/desk/{site}/waves", Token(Scope::Moderate)),
    ("GET", "/api/v1/desk/{site}/recheck", Token(Scope::Read)),
    ("POST", "/api/v1/desk/{site}/recheck", Token(Scope::Moderate)),
    ("DELETE", "/api/v1/desk/{site}/recheck", Token(Scope::Moderate)),
    ("GET", "/api/v1/desk/{site}/bans", Token(Scope::Read)),
    ("POST", "/api/v1/desk/{site}/bans", Token(Scope::Moderate)),
    ("DELETE", "/api/v1/desk/{site}/bans/{id}", Token(Scope::Moderate)),
    ("GET", "/api/v1/desk/{site}/threads", Token(Scope::Read)),
    ("GET", "/api/v1/desk/{site}/threads/{id}", Token(Scope::Read)),
    ("PATCH", "/api/v1/desk/{site}/threads/{id}", Token(Scope::Moderate)),
    ("POST", "/api/v1/desk/{site}/threads/{id}/move", Token(Scope::Moderate)),
    ("POST", "/api/v1/desk/{site}/threads/{id}/merge", Token(Scope::Moderate)),
    ("GET", "/api/v1/desk/{site}/people/{id}", Token(Scope::Read)),
    ("POST", "/api/v1/desk/{site}/people/{id}/notes", Token(Scope::Moderate)),
    ("PUT", "/api/v1/desk/{site}/people/{id}/trust", Token(Scope::Moderate)),
];

/// Whoever may not do this learns nothing, not even that there is something: 404.
const UNSEEN: &[&str] = &["/desk/{site}/comments/{id}/contact"];

/// A route that is in the sources and not in the table is one that nobody has thought about.
#[test]
fn the_table_names_every_route_of_the_desk() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/http/desk");
    let sources = files(&root, Some("rs"));
    let found: BTreeSet<(String, String)> = sources.iter().flat_map(|file| routes_in(&file.text)).collect();
    let named: BTreeSet<(String, String)> =
        ROUTES.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert!(found.len() > 40, "the routes were not read: {found:?}");
    assert_eq!(found.difference(&named).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not in the table");
    assert_eq!(named.difference(&found).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not in the sources");
    assert_eq!(named.len(), ROUTES.len(), "a route is named twice");
}

fn routes_in(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for rest in text.split(".route(").skip(1) {
        // The settings name their tabs through a function.
        let tab = rest.strip_prefix("&at(\"").and_then(|r| r.split('"').next());
        let plain = rest.trim_start().strip_prefix('"').and_then(|r| r.split('"').next()).map(str::to_owned);
        let Some(path) = tab.map(|tab| format!("/desk/{{site}}/settings/{tab}")).or(plain) else { continue };
        // The handlers stand between the path and the end of this call.
        let (mut depth, mut call) = (1, String::new());
        for c in rest.chars() {
            depth += i32::from(c == '(') - i32::from(c == ')');
            if depth == 0 {
                break;
            }
            call.push(c);
        }
        for (word, method) in
            [("get(", "GET"), ("post(", "POST"), ("put(", "PUT"), ("delete(", "DELETE"), ("patch(", "PATCH")]
        {
            let named = call
                .match_indices(word)
                .any(|(at, _)| !call[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            if named {
                found.push((method.to_owned(), path.clone()));
            }
        }
    }
    for rest in text.split("utoipa::path(").skip(1) {
        let method = rest.trim_start().split([',', ' ', '\n']).next().unwrap_or_default().to_uppercase();
        let path = rest.split_once("path = \"").and_then(|(_, r)| r.split('"').next()).unwrap_or_default();
        found.push((method, path.to_owned()));
    }
    found
}

#[test]
fn routes_are_read_from_sources() {
    let text = "r.route(\"/a\", get(show).post(change)).route(\n \"/b/{id}\",\n post(widget(x)))\n#[utoipa::path(get, path = \"/c\")]";
    let found: Vec<String> = routes_in(text).into_iter().map(|(method, path)| format!("{method} {path}")).collect();
    assert_eq!(found, ["GET /a", "POST /a", "POST /b/{id}", "GET /c"]);
}

/// Two sites, somebody of each role at the first, an owner of the second, and a comment at the first.
struct Stage<'a> {
    app: &'a TestApp,
    site: std::sync::Arc<Site>,
    comment: i64,
    /// By role: the browser and a form token of its session.
    people: Vec<(Role, Desk<'a>, String)>,
    outsider: (Desk<'a>, String),
}

impl<'a> Stage<'a> {
    async fn set(app: &'a TestApp) -> Self {
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        let other = app.add_site("avisen", &[]).await;
        let mut people = Vec::new();
        for role in Role::ALL {
            let email = format!("{}@redaktion.example", role.as_str());
            app.add_moderator(&email, role, &[&site]).await;
            let desk = Desk::signed_in(app, &email).await;
            let csrf = desk.csrf("/desk/magasinet/queue").await;
            people.push((role, desk, csrf));
        }
        app.add_moderator("fremmed@avisen.example", Role::Owner, &[&other]).await;
        let outsider = Desk::signed_in(app, "fremmed@avisen.example").await;
        let csrf = outsider.csrf("/desk/avisen/queue").await;
        let comment = waiting(app, &["Godt skrevet."]).await[0];
        Self { app, site, comment, people, outsider: (outsider, csrf) }
    }

    fn path(&self, route: &str) -> String {
        let id = self.comment.to_string();
        route
            .replace("{site}", "magasinet")
            .replace("{id}", &id)
            .replace("{*rest}", "findes/ikke")
            .replace("{token}", "x")
    }

    fn of(&self, role: Role) -> (&Desk<'a>, &str) {
        let found = self.people.iter().find(|(known, _, _)| *known == role).unwrap();
        (&found.1, &found.2)
    }

    fn request(&self, method: &str, route: &str, by: Option<(&Desk<'a>, &str)>) -> RequestBuilder {
        let path = self.path(route);
        let request = match method {
            "POST" => self.app.form(&path, &[("csrf", by.map_or("", |(_, csrf)| csrf))]),
            method => self.app.request(method, &path),
        };
        match by {
            Some((desk, _)) => request.header("cookie", &desk.cookie).header("sec-fetch-site", "same-origin"),
            None => request.header("sec-fetch-site", "same-origin"),
        }
    }

    /// Everything that a form of the desk could have changed.
    async fn picture(&self) -> String {
        let (store, site) = (&self.app.services.store, self.site.id);
        let now = self.app.now();
        format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            store.tally(site).await.unwrap(),
            store.bans(site, now).await.unwrap(),
            store.team(site).await.unwrap().iter().map(|m| (m.id, m.role.clone(), m.disabled)).collect::<Vec<_>>(),
            store.invitations(site, now).await.unwrap().len(),
            store.site_by_id(site).await.unwrap().map(|site| site.version),
            store.decisions(site, svar::domain::comment::CommentId(self.comment)).await.unwrap().len(),
            store.moderators().await.unwrap().iter().map(|(m, _)| (m.name.clone(), m.keys_off)).collect::<Vec<_>>(),
        )
    }
}

on_both_engines! {
    /// Each route refuses each lower role, whoever is signed out, and whoever has a role at another site only.
    async fn nobody_with_less_than_the_least_gets_in(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let stage = Stage::set(&app).await;
        let before = stage.picture().await;
        for (method, route, least) in ROUTES {
            let what = format!("{method} {route}");
            let Least::At(needed) = *least else { continue };
            for role in Role::ALL.into_iter().filter(|role| *role < needed) {
                let answer = stage.request(method, route, Some(stage.of(role))).send().await.unwrap();
                if UNSEEN.contains(route) {
                    assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{what} as {role:?}");
                    continue;
                }
                assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{what} as {role:?}");
                assert!(read(answer).await.contains("Det har du ikke adgang til"), "{what} as {role:?}");
            }
            let (outsider, csrf) = &stage.outsider;
            let answer = stage.request(method, route, Some((outsider, csrf))).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{what} from another site");
        }
        for (method, route, least) in ROUTES.iter().filter(|(_, _, least)| matches!(least, Member | At(_))) {
            let answer = stage.request(method, route, None).send().await.unwrap();
            let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
            match *method {
                "GET" => assert!(to.starts_with("/desk/sign-in"), "{method} {route} {least:?} leads to {to:?}"),
                _ => assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{method} {route}"),
            }
        }
        assert_eq!(stage.picture().await, before);
    }

    /// What the table says is enough is enough, and every page says that nobody may frame or keep it.
    async fn the_least_is_enough_and_no_page_can_be_framed(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let stage = Stage::set(&app).await;
        for (_, route, least) in ROUTES.iter().filter(|(method, _, _)| *method == "GET") {
            let role = match least {
                Token(_) => continue,
                At(role) => *role,
                Member | Nobody => Role::Moderator,
            };
            let answer = stage.request("GET", route, Some(stage.of(role))).send().await.unwrap();
            let nowhere = ["/desk/{site}/{*rest}", "/desk/join/{token}", "/setup/{token}"].contains(route);
            let opened = answer.status().is_success() || answer.status().is_redirection();
            assert_eq!(opened, !nowhere, "{route}: {}", answer.status());
            let header = |name: &str| answer.headers().get(name).map_or("", |v| v.to_str().unwrap()).to_owned();
            // A style sheet is no document.
            if header("content-type").starts_with("text/css") {
                continue;
            }
            assert_eq!(header("x-frame-options"), "DENY", "{route}");
            assert!(header("content-security-policy").contains("frame-ancestors 'none'"), "{route}");
            assert!(header("cache-control").contains("no-store"), "{route}");
        }
    }

    /// A form without the session's token, with another's, or from another origin changes nothing.
    async fn no_form_works_from_elsewhere(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let stage = Stage::set(&app).await;
        let before = stage.picture().await;
        let (owner, csrf) = stage.of(Role::Owner);
        let foreign = &stage.outsider.1;
        for (_, route, least) in ROUTES.iter().filter(|(method, _, least)| *method == "POST" && !matches!(least, Token(_))) {
            let path = stage.path(route);
            let form = |token: &str| app.form(&path, &[("csrf", token)]).header("cookie", &owner.cookie);
            let token = match least {
                Nobody => value_of(&read(app.get("/desk/sign-in").await).await, "csrf"),
                _ => csrf.to_owned(),
            };
            let refused = [
                ("no token", app.form(&path, &[]).header("cookie", &owner.cookie)),
                ("an empty token", form("")),
                ("another session's token", form(foreign)),
                ("another site's page", form(&token).header("sec-fetch-site", "cross-site")),
                ("another origin", form(&token).header("origin", "https://ond.example")),
            ];
            for (what, request) in refused {
                let answer = request.send().await.unwrap();
                assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{route} with {what}");
            }
        }
        assert_eq!(stage.picture().await, before);
        assert_eq!(owner.get("/desk/magasinet/queue").await.status(), 200, "nobody was signed out");
    }

    /// The API knows bearer tokens alone: no cookie, no token of another site, no smaller scope.
    async fn the_api_takes_no_cookie_and_no_smaller_token(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let stage = Stage::set(&app).await;
        let before = stage.picture().await;
        let other = app.services.store.sites().await.unwrap().into_iter().find(|s| s.key.as_str() == "avisen").unwrap();
        let reading = app.add_token("owner@redaktion.example", &stage.site, Scope::Read).await;
        let elsewhere = app.add_token("fremmed@avisen.example", &other, Scope::Moderate).await;
        for (method, route, least) in ROUTES {
            let Token(scope) = *least else { continue };
            let path = stage.path(route);
            let send = async |token: Option<&str>, cookie: Option<&str>| {
                let mut request = app.request(method, &path).json(&serde_json::json!({"ids": [stage.comment], "to": "trash"}));
                if let Some(token) = token {
                    request = request.bearer_auth(token);
                }
                if let Some(cookie) = cookie {
                    request = request.header("cookie", cookie);
                }
                request.send().await.unwrap().status()
            };
            let cookie = stage.of(Role::Owner).0.cookie.as_str();
            assert_eq!(send(None, Some(cookie)).await, StatusCode::UNAUTHORIZED, "{method} {route}");
            assert!(send(Some(&elsewhere), None).await.is_client_error(), "{method} {route}");
            if scope > Scope::Read {
                assert_eq!(send(Some(&reading), None).await, StatusCode::FORBIDDEN, "{method} {route}");
            }
        }
        assert_eq!(stage.picture().await, before);
    }
}

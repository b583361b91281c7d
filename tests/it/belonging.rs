//! What belongs somewhere else, or is not shown: cursors, ids, receipts and keys of other lists, sites and requests
//! open nothing, and a hidden comment is no different from none.

use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::Status;

use crate::readers::{decide, form_token, listed, posted};
use crate::spamcheck::verdict;
use crate::support::app::TestApp;
use crate::support::on_both_engines;

const FREE: [(&str, &str); 2] = [("moderation", "open"), ("flood_seconds", "0")];

async fn status(request: RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

/// An answer without what differs from request to request.
async fn essence(answer: Response) -> String {
    let mut headers: Vec<String> = answer
        .headers()
        .iter()
        .filter(|(name, _)| !["date", "x-request-id", "svar-form", "etag"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    headers.sort_unstable();
    let status = answer.status();
    let request = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let mut text = answer.text().await.unwrap().replace(&request, "REQUEST");
    for name in ["token", "idempotency_key"] {
        let field = format!("name=\"{name}\" value=\"");
        if let Some((before, after)) = text.split_once(&field) {
            let rest = after.split_once('"').unwrap().1;
            text = format!("{before}{rest}");
        }
    }
    format!("{status}\n{}\n{text}", headers.join("\n"))
}

on_both_engines! {
    /// To everybody but its author and the moderators a comment that is not shown is one that never was.
    async fn a_hidden_comment_looks_like_one_that_never_was(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &FREE).await;
        posted(&app, "magasinet", json!({"body": "Vist"})).await;
        let mut hidden = vec![];
        for to in [Status::Pending, Status::Spam, Status::Trash] {
            let answer = posted(&app, "magasinet", json!({"body": format!("Skjult {to:?}")})).await;
            decide(&app, &site, answer["id"].as_i64().unwrap(), to).await;
            hidden.push(answer);
        }
        let withdrawn = posted(&app, "magasinet", json!({"body": "Fortrudt"})).await;
        let path = format!("/api/v1/magasinet/comments/{}", withdrawn["id"]);
        let receipt = withdrawn["receipt"].as_str().unwrap();
        assert_eq!(status(app.request("DELETE", &path).bearer_auth(receipt)).await, 204);
        let stranger = hidden[0]["receipt"].as_str().unwrap().to_owned();
        hidden.push(withdrawn);

        let token = form_token(&app, "magasinet", "artikel").await;
        app.clock.advance(Timestamp::MINUTE);
        let ask = async |id: i64| -> Vec<String> {
            let comment = format!("/api/v1/magasinet/comments/{id}");
            let parent = json!({"key": "artikel", "name": "N", "email": "n@laeser.example", "body": "Svar", "parent": id, "token": token});
            let parent_text = id.to_string();
            let form = [("key", "artikel"), ("name", "N"), ("email", "n@laeser.example"), ("body", "Svar"), ("parent", &*parent_text)];
            let edit = json!({"body": "Overtaget"});
            let other = if hidden[0]["id"] == id { "svar_r_1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } else { &stranger };
            let requests = [
                app.request("GET", &comment),
                app.request("GET", &comment).bearer_auth(other),
                app.request("PATCH", &comment).json(&edit),
                app.request("PATCH", &comment).json(&edit).bearer_auth(other),
                app.request("DELETE", &comment).bearer_auth(other),
                app.request("POST", "/api/v1/magasinet/comments").json(&parent),
                app.form("/t/magasinet", &form),
                app.request("GET", &format!("/t/magasinet?key=artikel&reply={id}")),
                app.request("GET", &format!("/t/magasinet?key=artikel&branch={id}")),
                app.request("GET", &format!("/t/magasinet/fragment?key=artikel&branch={id}")),
            ];
            let mut answers = vec![];
            for request in requests {
                answers.push(essence(request.send().await.unwrap()).await);
            }
            answers
        };
        let never = ask(9).await;
        for (n, wanted) in [404, 404, 401, 404, 404, 404, 404, 200, 404, 404].into_iter().enumerate() {
            assert!(never[n].starts_with(&wanted.to_string()), "question {n}: {}", never[n]);
        }
        for answer in &hidden {
            let id = answer["id"].as_i64().unwrap();
            for (n, (found, never)) in ask(id).await.iter().zip(&never).enumerate() {
                assert_eq!(found, never, "comment {id}, question {n}");
            }
        }
        let list = listed(&app, "/api/v1/magasinet/comments?key=artikel").await;
        assert_eq!((list["comments"].as_array().unwrap().len(), &list["thread"]["count"]), (1, &json!(1)));
        let feed = app.get("/t/magasinet/feed.atom").await.text().await.unwrap();
        assert!(feed.contains("Vist") && !feed.contains("Skjult"));
    }

    /// A cursor belongs to one list: its site, its thread, its order, its form.
    async fn a_cursor_of_another_list_is_refused(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        for site in ["magasinet", "andet"] {
            app.add_site(site, &FREE).await;
            for n in 0..51 {
                let change = json!({"body": format!("Nummer {n}"), "email": format!("m{n}@laeser.example")});
                posted(&app, site, change).await;
            }
        }
        let next = |list: &Value| list["next"].as_str().unwrap().to_owned();
        let api = |site: &str, rest: &str| format!("/api/v1/{site}/comments?limit=2&{rest}");
        let cursor = next(&listed(&app, &api("magasinet", "key=artikel")).await);
        let newest = next(&listed(&app, &api("magasinet", "key=artikel&sort=newest")).await);
        let html = app.get("/t/magasinet/fragment?key=artikel").await.text().await.unwrap();
        let page = html.split_once("after=").unwrap().1.split(['"', '&', '#']).next().unwrap().to_owned();
        let mut forged = cursor.clone().into_bytes();
        let last = forged.len() - 1;
        forged[last] ^= 1;
        let forged = String::from_utf8(forged).unwrap();
        for (path, cursor) in [
            (api("andet", "key=artikel"), &cursor), (api("magasinet", "key=anden"), &cursor),
            (api("magasinet", "key=artikel&sort=newest"), &cursor), (api("magasinet", "key=artikel"), &newest),
            (api("magasinet", "key=artikel"), &page), (api("magasinet", "key=artikel"), &forged),
            ("/t/magasinet/fragment?key=artikel".to_owned(), &cursor), ("/t/andet/fragment?key=artikel".to_owned(), &page),
            ("/t/magasinet/fragment?key=artikel&sort=newest".to_owned(), &page),
        ] {
            let answer = app.get(&format!("{path}&after={cursor}")).await;
            assert_eq!(answer.status(), 400, "{path}");
            let problem: Value = answer.json().await.unwrap();
            assert!(problem["code"] == "cursor" && !problem.to_string().contains(cursor.as_str()), "{problem}");
        }
        for path in [api("magasinet", &format!("key=artikel&after={cursor}")), format!("/t/magasinet/fragment?key=artikel&after={page}")] {
            assert_eq!(app.get(&path).await.status(), 200, "{path}");
        }
    }

    /// Ids and receipts open nothing at another site, and no other comment at their own.
    async fn ids_and_receipts_hold_at_their_own_place_only(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let here = app.add_site("magasinet", &[("moderation", "first")]).await;
        app.add_site("andet", &FREE).await;
        let own = posted(&app, "magasinet", json!({})).await;
        let other = posted(&app, "andet", json!({"body": "Et andet sted"})).await;
        let neighbour = posted(&app, "andet", json!({"body": "Naboen"})).await;
        decide(&app, &here, own["id"].as_i64().unwrap(), Status::Approved).await;

        let edit = json!({"body": "Overtaget"});
        for (site, id, receipt) in [("magasinet", &other["id"], &other["receipt"]), ("magasinet", &own["id"], &other["receipt"]),
            ("andet", &own["id"], &own["receipt"]), ("andet", &neighbour["id"], &other["receipt"]),
            ("andet", &other["id"], &own["receipt"])] {
            let (path, receipt) = (format!("/api/v1/{site}/comments/{id}"), receipt.as_str().unwrap());
            assert_eq!(status(app.request("GET", &path).bearer_auth(receipt)).await, 404, "{path}");
            assert_eq!(status(app.request("PATCH", &path).json(&edit).bearer_auth(receipt)).await, 404, "{path}");
            assert_eq!(status(app.request("DELETE", &path).bearer_auth(receipt)).await, 404, "{path}");
        }
        assert_eq!(status(app.request("GET", &format!("/api/v1/magasinet/comments/{}", other["id"]))).await, 404);
        for site in ["magasinet", "andet"] {
            assert!(!listed(&app, &format!("/api/v1/{site}/comments?key=artikel")).await.to_string().contains("Overtaget"));
        }
        let reply = json!({"key": "artikel", "name": "N", "email": "n@laeser.example", "body": "Svar", "parent": other["id"]});
        assert_eq!(status(app.request("POST", "/api/v1/magasinet/comments").json(&reply)).await, 404);

        let (mine, strange) = (own["receipt"].clone(), other["receipt"].clone());
        for (n, (author, known)) in [(strange, false), (json!("svar_r_1.x"), false), (mine, true)].into_iter().enumerate() {
            let answer = posted(&app, "magasinet", json!({"author": author, "body": format!("Kendt {n}")})).await;
            let first = verdict(&app, &here, &answer["id"]).await.1.contains(&"first-comment".to_owned());
            assert_eq!(first, !known, "{author}");
        }
    }

    /// The same key and the same post: the same answer, for a day, at one site. Anything else is another post.
    async fn an_idempotency_key_stands_for_one_post(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        for site in ["magasinet", "andet"] {
            app.add_site(site, &FREE).await;
        }
        let send = async |site: &str, key: &str, change: Value| {
            let mut body = json!({"key": "artikel", "name": "M", "email": "m@laeser.example", "body": "En tekst"});
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            let request = app.request("POST", &format!("/api/v1/{site}/comments")).json(&body);
            let answer = request.header("idempotency-key", key).send().await.unwrap();
            (answer.status().as_u16(), answer.json::<Value>().await.unwrap())
        };
        let key = "0123456789-abcdef_ABC";
        let first = send("magasinet", key, json!({})).await;
        assert_eq!(first.0, 201);
        assert_eq!(send("magasinet", key, json!({})).await, first);
        assert_eq!(send("magasinet", key, json!({"token": "en anden formular"})).await, first, "a reloaded form has a new token");
        for change in [json!({"body": "En anden tekst"}), json!({"name": "N"}), json!({"email": "x@laeser.example"}),
            json!({"key": "anden"}), json!({"parent": first.1["id"]}), json!({"website": "https://x.example"})] {
            let (status, problem) = send("magasinet", key, change.clone()).await;
            assert_eq!((status, &problem["code"]), (409, &json!("key-reused")), "{change}");
            assert!(!problem.to_string().contains("svar_r_"), "whoever guesses a key gets no receipt");
        }
        let elsewhere = send("andet", key, json!({"body": "Noget helt tredje"})).await;
        assert_eq!(elsewhere.0, 201, "another site's keys are its own");
        let long = "k".repeat(65);
        for wrong in ["", "for-kort", "femten-tegn-her", &long, "med mellemrum i midten", "æøå-æøå-æøå-æøå-æøå", "0123456789abcdef;"] {
            let (status, problem) = send("magasinet", wrong, json!({"body": "Ny"})).await;
            assert_eq!((status, &problem["code"]), (400, &json!("idempotency-key")), "{wrong:?}");
        }
        // What was refused may be sent again under its key once it is mended.
        let mended = "noegle-som-foerst-fejlede";
        assert_eq!(send("magasinet", mended, json!({"body": " "})).await.0, 422);
        assert_eq!(send("magasinet", mended, json!({"body": "Rettet"})).await.0, 201);

        app.clock.advance(Timestamp::DAY + 1);
        assert_eq!(send("magasinet", key, json!({})).await.0, 409, "a day later it is a duplicate like any other");
        assert_eq!(send("magasinet", key, json!({"body": "Dagen efter"})).await.0, 201);
        assert_eq!(listed(&app, "/api/v1/magasinet/comments?key=artikel").await["thread"]["count"], 0, "without a token all wait");
    }
}

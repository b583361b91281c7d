//! How the filter did, and the trial of settings, in a real browser: nobody is shut out, and nothing is too wide.

use serde_json::json;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::Role;
use svar::moderation::{self, Wish};

use crate::desk_looks::walk;
use crate::desk_settings::OWNER;
use crate::health::fallen;
use crate::readers::posted;
use crate::support::app::TestApp;
use crate::support::browser::TestPage;
use crate::support::{Engine, TestDb};

const TRY: &str = "button[formaction]";
const PAGES: [(&str, &str); 3] = [
    ("health-queue", "/desk/magasinet/queue"),
    ("health-figures", "/desk/magasinet/figures"),
    ("health-trial", "/desk/magasinet/settings/moderation"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_and_trial_shut_nobody_out() {
    let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let app = TestApp::start(&db, |_| {}).await;
    let settings = [("flood_seconds", "0"), ("moderation", "open"), ("checks_off", "sender copies domains model")];
    let site = app.add_site("magasinet", &settings).await;
    let owner = app.add_moderator(OWNER, Role::Owner, &[&site]).await;
    let bodies = [
        ("Vi køber et hus til en fantastisk pris, se https://a.example og https://b.example", Status::Approved),
        ("Køb piller uden recept: https://piller.example https://bestil.example", Status::Spam),
        (
            "Det er en god pointe, men hvad med lagerlejen? Den er steget hvert år, siden forlagene flyttede.",
            Status::Approved,
        ),
        ("Tjen penge hjemmefra hver dag", Status::Spam),
    ];
    for (n, (body, to)) in bodies.iter().enumerate() {
        let body = json!({"body": body, "name": format!("Læser nummer {n}"), "email": format!("l{n}@laeser.example")});
        let id = posted(&app, "magasinet", body).await["id"].as_i64().unwrap();
        moderation::decide(&app.services, &site, &[CommentId(id)], Wish::To(*to), owner).await.unwrap();
    }
    posted(&app, "magasinet", json!({"body": "Se https://a.example og https://b.example"})).await;
    crate::store::Raw::open(&db).await.run("DELETE FROM health WHERE site_id = $1", site.id.0).await;
    fallen(&db, &app).await;
    walk(&app, OWNER, &PAGES, async |page: &TestPage, name: &str| {
        page.wait_for("#main").await;
        if name == "health-trial" {
            page.fill("#set-max-links", "0").await;
            page.fill("#set-spam-words", "pris").await;
            page.follow(TRY, ".trial").await;
        }
    })
    .await;
}

//! What machines read: the thread as JSON-LD, its canonical address and feed, and counts for index pages.

use askama::Template;
use reqwest::header::CONTENT_TYPE;
use scraper::{Html, Selector};
use serde_json::{Value, json};
use svar::domain::comment::{Comment, Status, Tombstone};
use svar::domain::lang::Lang;
use svar::http::view::{ThreadView, arrange};

use crate::browser::Visit;
use crate::face_samples::{Sample, comment};
use crate::readers::{decide, posted};
use crate::support::app::{ORIGIN, TestApp};
use crate::support::browser::TestPage;
use crate::support::on_both_engines;

const HOSTILE: &str = "</script><script>alert(1)</script><!-- \" ' \\ &amp; \u{2028}\u{2029} ]]>";

/// The only data block of a document, as whoever reads it would.
fn data(html: &str) -> Value {
    let page = Html::parse_document(html);
    let blocks = Selector::parse("script").unwrap();
    let blocks: Vec<_> = page.select(&blocks).collect();
    assert_eq!(blocks.len(), 1, "one block and no other script");
    assert_eq!(blocks[0].value().attr("type"), Some("application/ld+json"));
    serde_json::from_str(&blocks[0].text().collect::<String>()).unwrap()
}

fn fragment(sample: &Sample, title: Option<&str>, top: Vec<Comment>, replies: Vec<Comment>) -> String {
    let count = i64::try_from(top.len() + replies.len()).unwrap();
    let view = ThreadView { branches: arrange(top, replies), count, title, ..sample.thread(Lang::Da) };
    view.fragment().unwrap().html().to_owned()
}

/// Names of those who speak, each with those who answer.
fn voices(comments: &Value) -> Value {
    let voice = |said: &Value| json!([said["author"]["name"], voices(&said["comment"])]);
    comments.as_array().map_or(json!([]), |all| all.iter().map(voice).collect())
}

#[test]
fn the_thread_is_told_in_schema_orgs_words() {
    let sample = Sample::new();
    let data = data(sample.thread(Lang::Da).fragment().unwrap().html());
    assert_eq!((&data["@context"], &data["@type"]), (&json!("https://schema.org"), &json!("DiscussionForumPosting")));
    assert_eq!(data["headline"], svar::demo_text::TITLE);
    assert_eq!(data["commentCount"], 14);
    assert_eq!(data["interactionStatistic"]["userInteractionCount"], 14);
    assert_eq!(data["interactionStatistic"]["interactionType"], "https://schema.org/CommentAction");
    let first = &data["comment"][0];
    assert_eq!((&first["@type"], &first["author"]["@type"]), (&json!("Comment"), &json!("Person")));
    assert_eq!(first["author"]["name"], "Mette Holm");
    assert!(first["text"].as_str().unwrap().starts_with("Jeg har siddet på den anden side af bordet"));
    assert!(first["datePublished"].as_str().unwrap().ends_with('Z'));
    assert!(first["url"].as_str().unwrap().ends_with("#svar-1"));
}

#[test]
fn answers_stand_under_what_they_answer_however_deep_and_a_tombstone_says_nothing() {
    let mut gone = comment(2, Some(1), 1, "Hemmelig", "<p>Slettet</p>");
    gone.content = None;
    gone.tombstone = Some(Tombstone::Staff);
    let reply = |id, parent, name: &str| comment(id, Some(parent), 1, name, "<p>x</p>");
    let replies = vec![gone, reply(3, 2, "C"), reply(4, 3, "D"), reply(5, 4, "E"), reply(6, 1, "F")];
    let html = fragment(&Sample::new(), None, vec![comment(1, None, 1, "A", "<p>x</p>")], replies);
    let data = data(&html);
    assert_eq!(voices(&data["comment"]), json!([["A", [["C", [["D", [["E", []]]]]], ["F", []]]]]));
    assert!(data.get("headline").is_none() && !html.contains("Hemmelig") && !html.contains("Slettet"));
}

#[test]
fn nothing_that_is_typed_ends_the_block() {
    let body = "<p>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- \u{2028} &amp;amp;</p>";
    let top = comment(1, None, 1, HOSTILE, body);
    let html = fragment(&Sample::new(), Some(HOSTILE), vec![top], Vec::new());
    let data = data(&html);
    assert_eq!((&data["headline"], &data["comment"][0]["author"]["name"]), (&json!(HOSTILE), &json!(HOSTILE)));
    assert_eq!(data["comment"][0]["text"], "</script><script>alert(1)</script><!-- \u{2028} &amp;");
    let block = html.split_once("ld+json\">").unwrap().1.split_once("</script>").unwrap().0;
    assert!(!block.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{block}");
}

#[test]
fn an_empty_thread_has_no_block_and_the_page_has_it_once() {
    let sample = Sample::new();
    assert!(!fragment(&sample, None, Vec::new(), Vec::new()).contains("ld+json"));
    let fragment = sample.thread(Lang::Da).fragment().unwrap();
    data(&sample.page(Lang::Da, &fragment, None).render().unwrap());
}

on_both_engines! {
    async fn page_and_fragment_lead_machines_to_article_and_feed(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open")]).await;
        let url = format!("{ORIGIN}/artikel");
        let body = json!({"key": "", "url": url, "title": HOSTILE, "name": "Åse </script>", "body": "Se `</script>` her."});
        posted(&app, "magasinet", body).await;
        for place in ["", "/fragment"] {
            let html = app.get(&format!("/t/magasinet{place}?url={url}")).await.text().await.unwrap();
            let data = data(&html);
            assert_eq!((&data["url"], &data["commentCount"]), (&json!(url), &json!(1)));
            assert_eq!(data["comment"][0]["url"], format!("{url}#svar-1"));
            assert_eq!(data["comment"][0]["author"]["name"], "Åse </script>");
            assert_eq!(data["comment"][0]["text"], "Se </script> her.");
            assert!(!html.contains("laeser.example"), "no address of a reader");
            let feed = Selector::parse("[rel=alternate][type='application/atom+xml']").unwrap();
            let page = Html::parse_document(&html);
            let feed = page.select(&feed).next().unwrap().value().attr("href").unwrap();
            let feed = app.client.get(feed).send().await.unwrap();
            assert_eq!(feed.headers()[CONTENT_TYPE], "application/atom+xml; charset=utf-8");
            assert_eq!(html.contains(&format!("<link rel=\"canonical\" href=\"{url}\">")), place.is_empty());
        }
    }

    /// They are answered from memory, and are never older than what was written here.
    async fn counts_follow_every_write_at_once(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let settings = [("moderation", "open"), ("flood_seconds", "0")];
        let (site, _) = (app.add_site("magasinet", &settings).await, app.add_site("naboen", &settings).await);
        let counts = async |site: &str| {
            // From the database, put together of what is known, and the whole answer again.
            let mut told = Vec::new();
            for _ in 0..3 {
                let answer = app.get(&format!("/api/v1/{site}/counts?key=artikel&key=andet")).await;
                let counts = answer.json::<Value>().await.unwrap()["counts"].clone();
                told.push((counts["artikel"].as_i64().unwrap(), counts["andet"].as_i64().unwrap()));
            }
            assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:?}");
            told[0]
        };
        assert_eq!(counts("magasinet").await, (0, 0));
        let id = posted(&app, "magasinet", json!({})).await["id"].as_i64().unwrap();
        assert_eq!(counts("magasinet").await, (1, 0));
        for (to, count) in [(Status::Trash, 0), (Status::Approved, 1), (Status::Pending, 0)] {
            decide(&app, &site, id, to).await;
            assert_eq!(counts("magasinet").await, (count, 0));
        }
        posted(&app, "magasinet", json!({"key": "andet", "body": "Et svar til den anden."})).await;
        assert_eq!((counts("magasinet").await, counts("naboen").await), ((0, 1), (0, 0)));
    }

    /// Each count stands by its own key, whatever is asked beside it: what is no key, what was asked before and is
    /// remembered, what nobody wrote in, and the same twice.
    async fn each_count_stands_by_its_own_key(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        for (key, name) in [("en", "Mette"), ("to", "Anna"), ("to", "Bo")] {
            let (body, email) = (format!("Hilsen fra {name}."), format!("{name}@laeser.example"));
            let post = json!({"key": key, "name": name, "email": email, "body": body});
            assert_eq!(posted(&app, "magasinet", post).await["status"], "approved");
        }
        let get = async |query: &str| {
            let answer = app.get(&format!("/api/v1/magasinet/counts?{query}")).await;
            answer.json::<Value>().await.unwrap()["counts"].clone()
        };
        assert_eq!(get("key=to").await, json!({"to": 2}));
        let mixed = "key=&key=tom&key=en&key=%20&key=to&key=en&key=%E2%80%8B";
        assert_eq!(get(mixed).await, json!({"": 0, "tom": 0, "en": 1, " ": 0, "to": 2, "\u{200b}": 0}));
        assert_eq!(get(mixed).await["to"], 2);
    }

    async fn an_index_page_gets_its_counts_in_words(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("moderation", "open"), ("flood_seconds", "0")]).await;
        posted(&app, "magasinet", json!({"key": "", "url": format!("{ORIGIN}/artikel")})).await;
        let address = format!("{ORIGIN}/artikel?utm_source=forside#svar");
        let ask = |lang: &str| {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs([("key", address.as_str()), ("key", "tom")])
                .finish();
            format!("/api/v1/magasinet/counts?{query}{lang}")
        };
        let get = async |lang: &str| app.get(&ask(lang)).await.json::<Value>().await.unwrap();
        let counts = json!({address.as_str(): 1, "tom": 0});
        assert_eq!(get("").await, json!({"counts": counts}));
        let danish = json!({address.as_str(): "1 kommentar", "tom": "0 kommentarer"});
        let english = json!({address.as_str(): "1 comment", "tom": "0 comments"});
        for (lang, texts) in [("&lang=da", &danish), ("&lang=en-GB", &english), ("&lang=xx", &danish)] {
            for _ in 0..3 {
                assert_eq!(get(lang).await, json!({"counts": counts, "texts": texts}), "{lang}");
            }
        }
        svar::sites::set(&app.services, &site.key, &[("lang".to_owned(), "en".to_owned())]).await.unwrap();
        assert_eq!(get("&lang=xx").await, json!({"counts": counts, "texts": english}), "the site speaks English now");
        let described: Value = app.get("/api/v1/openapi.json").await.json().await.unwrap();
        let parameters = described["paths"]["/api/v1/{site}/counts"]["get"]["parameters"].as_array().unwrap();
        let lang = parameters.iter().find(|p| p["name"] == "lang").unwrap();
        assert_eq!(lang["required"], false);
        let answer = &described["components"]["schemas"]["CountsJson"];
        assert!(answer["properties"].get("texts").is_some() && answer["required"] == json!(["counts"]), "{answer}");
    }
}

/// Neither the data block nor the widget is anything that the policies of our pages forbid.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_has_nothing_to_report_against_the_pages_policies() {
    let Some(visit) = Visit::begin().await else { return };
    for address in [visit.thread("key=noeglen"), format!("{}/demo", visit.app.base)] {
        visit.page.open(&address).await;
        assert_eq!(violations(&visit.page).await, Vec::<String>::new(), "{address}");
    }
    assert!(
        visit.page.value::<bool>("!!customElements.get('svar-thread')").await,
        "the widget runs on the demo's page"
    );
    visit.page.done().await;
    visit.app.stopped().await;
}

/// What the policy has forbidden since the page began. The last report is one that is provoked here, so that
/// nothing waits for nothing.
async fn violations(page: &TestPage) -> Vec<String> {
    page.value(
        "new Promise(done => {
            const seen = [];
            new ReportingObserver(reports => {
                for (const { body } of reports) {
                    if (body.blockedURL.includes('provoked')) done(seen);
                    else seen.push(`${body.effectiveDirective} ${body.blockedURL}`);
                }
            }, { types: ['csp-violation'], buffered: true }).observe();
            new Image().src = 'https://provoked.invalid/';
        })",
    )
    .await
}

//! A site's own words for readers: where they are said, what is refused, and that they stay words.

use serde_json::json;
use svar::domain::lang::Lang;
use svar::domain::texts::{Piece, TextName, pieces};
use svar::i18n::{I18n, readers_messages};

use crate::desk::{Desk, read};
use crate::desk_settings::{OWNER, after, owned, send, site};
use crate::readers::posted;
use crate::support::app::TestApp;
use crate::support::on_both_engines;

/// Sends texts of one language as the page's form does.
async fn say(desk: &Desk<'_>, lang: &str, texts: &[(&str, &str)]) -> reqwest::Response {
    let page = desk.page(&format!("/desk/magasinet/settings/texts?lang={lang}")).await;
    let mut form = vec![
        ("csrf".to_owned(), crate::desk::value_of(&page, "csrf")),
        ("version".to_owned(), crate::desk::value_of(&page, "version")),
        ("lang".to_owned(), lang.to_owned()),
        ("group".to_owned(), "0".to_owned()),
    ];
    form.extend(texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    send(desk, "texts", &form).await
}

on_both_engines! {
    /// An own text is said on the page, in the widget, in the API, on the receipt and in mails, in its language alone;
    /// caches and tags move with it, and an empty field brings the built-in one back.
    async fn own_words_are_said_everywhere_in_their_language(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        svar::sites::set(&app.services, &site(&app).await.key, &[("moderation".to_owned(), "open".to_owned())]).await.unwrap();
        posted(&app, "magasinet", json!({})).await;
        let fragment = "/t/magasinet/fragment?key=artikel";
        let tag = |answer: &reqwest::Response| answer.headers()["etag"].to_str().unwrap().to_owned();
        let old = tag(&app.get(fragment).await);
        let desk = Desk::signed_in(&app, OWNER).await;
        let page = after(&desk, say(&desk, "da", &[
            ("text.da.write", "Sig din mening"), ("text.da.title.one", "Ét indlæg"), ("text.da.title.other", "{n} indlæg"),
            ("text.da.mail-confirm-subject", "Er det dig? ({site})"), ("text.da.error-body-missing", "Skriv noget."),
            ("text.da.sent-live", "Så er den ude."), ("text.da.form-title", "Din tur"),
        ]).await).await;
        assert!(page.contains("Indstillingerne er gemt.") && page.contains("value=\"Sig din mening\""), "{page}");
        after(&desk, say(&desk, "en", &[("text.en.write", "Have your say")]).await).await;

        let answer = app.get(fragment).await;
        assert_ne!(tag(&answer), old, "whoever has the old one asks again");
        let danish = answer.text().await.unwrap();
        assert!(danish.contains("Sig din mening") && danish.contains("Ét indlæg"), "{danish}");
        let english = app.get(&format!("{fragment}&lang=en")).await.text().await.unwrap();
        assert!(english.contains("Have your say") && english.contains("1 comment") && !english.contains("indlæg"));
        let swedish = app.get(&format!("{fragment}&lang=sv")).await.text().await.unwrap();
        assert!(!swedish.contains("Sig din mening") && !swedish.contains("Have your say"));
        let page = app.get("/t/magasinet?key=artikel").await.text().await.unwrap();
        assert!(page.contains("Din tur") && page.contains("Sig din mening"));
        let widget = app.get("/t/magasinet/fragment?key=artikel&for=widget").await.text().await.unwrap();
        assert!(widget.contains("Så er den ude.") && widget.contains("{n} indlæg"), "the words of the script: {widget}");
        assert!(widget.contains("Sig din mening"));
        let wrong = crate::readers::post(&app, "magasinet", json!({"body": " "})).await.text().await.unwrap();
        assert!(wrong.contains("Skriv noget."), "{wrong}");

        posted(&app, "magasinet", json!({"name": "Bo", "email": "bo@laeser.example", "body": "To."})).await;
        let two = app.get(fragment).await.text().await.unwrap();
        assert!(two.contains("2 indlæg"), "{two}");
        after(&desk, say(&desk, "da", &[("text.da.write", ""), ("text.da.title.one", ""), ("text.da.title.other", " ")]).await).await;
        let back = app.get(fragment).await.text().await.unwrap();
        assert!(back.contains("Skriv et svar") && back.contains("2 kommentarer"));
    }

    /// Markup, Fluent, braces and bidirectional marks that somebody types are shown as they are typed.
    async fn what_is_typed_never_becomes_markup_or_fluent(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let hostile = "<script>alert(1)</script> \"' { title } {\"x\"} }{ {{ words }} </textarea><img src=x onerror=alert(1)>";
        let page = after(&desk, say(&desk, "da", &[("text.da.write", hostile), ("text.da.empty", "Linje\nto\r\n{")]).await).await;
        for page in [
            page,
            app.get("/t/magasinet/fragment?key=artikel").await.text().await.unwrap(),
            app.get("/t/magasinet?key=artikel").await.text().await.unwrap(),
        ] {
            assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{page}");
            assert!(page.contains("&#60;script&#62;alert(1)&#60;/script&#62;") && page.contains("{ title } {"), "{page}");
        }
        assert!(app.get("/t/magasinet/fragment?key=artikel").await.text().await.unwrap().contains("Linje to {"));
    }

    /// A text without its variable, with a strange one, too long, or of no message is refused by name; all typed stays.
    async fn a_text_that_does_not_fit_is_named_and_nothing_is_saved(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let before = owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let long = "å".repeat(2_001);
        for (name, text, sentence) in [
            ("text.da.title.other", "Mange indlæg", "Teksten skal indeholde {n}, ligesom standarden."),
            ("text.da.back-to", "Tilbage til {titel}", "Teksten skal indeholde {title}"),
            ("text.da.write", "Skriv, {name}", "Teksten kan ikke indeholde {name}"),
            ("text.da.write", &long, "Skriv højst 2000 tegn."),
        ] {
            let answer = say(&desk, "da", &[("text.da.empty", "Helt tomt"), (name, text)]).await;
            assert_eq!(answer.status(), 422, "{name}");
            let page = read(answer).await;
            assert!(page.contains(sentence) && page.contains(text) && page.contains("value=\"Helt tomt\""), "{name}: {sentence}");
            let setting = [(name.to_owned(), text.to_owned())];
            assert!(svar::sites::set(&app.services, &before.key, &setting).await.is_err(), "nor by the command line");
        }
        for unknown in ["text.da.no-such-text", "text.da.month.1", "text.da.title", "text.xx.write", "text.da"] {
            let setting = [(unknown.to_owned(), "x".to_owned())];
            assert!(svar::sites::set(&app.services, &before.key, &setting).await.is_err(), "{unknown}");
        }
        assert_eq!(site(&app).await.version, before.version);
        assert_eq!(site(&app).await.texts, before.texts);
    }

    /// The page finds texts by what they say, in any language, and one change is taken back with one button.
    async fn texts_are_found_and_taken_back(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        owned(&app).await;
        let desk = Desk::signed_in(&app, OWNER).await;
        let found = desk.page("/desk/magasinet/settings/texts?lang=de&q=datenschutz").await;
        assert!(found.contains("lang=\"de\"") && !found.contains("text.de.write\""), "{found}");
        assert!(desk.page("/desk/magasinet/settings/texts?q=qwxz").await.contains("Ingen tekst indeholder det."));
        let page = after(&desk, say(&desk, "da", &[("text.da.write", "Sig din mening")]).await).await;
        desk.sent("/desk/magasinet/undo", &[("step", &crate::desk::value_of(&page, "step"))]).await;
        assert!(app.get("/t/magasinet?key=artikel").await.text().await.unwrap().contains("Skriv et svar"));
        assert_eq!(site(&app).await.texts, Default::default());
    }
}

#[test]
fn every_readers_message_can_be_said_otherwise_in_every_language() {
    let i18n = I18n::default();
    let ids = |lang| readers_messages(lang).into_iter().flat_map(|g| g.messages).map(|m| m.id).collect::<Vec<_>>();
    let danish = ids(Lang::Da);
    assert!(danish.len() > 200, "{}", danish.len());
    for lang in Lang::ALL {
        assert_eq!(ids(lang), danish, "{lang:?}");
        for message in readers_messages(lang).into_iter().flat_map(|group| group.messages) {
            for form in message.forms {
                // What is built in fits itself, so an owner can begin with it.
                let name = TextName { lang, id: message.id.clone(), form: form.name };
                assert_eq!(svar::i18n::check(&name, &form.text), Ok(()), "{name:?}");
                assert_eq!(TextName::parse(&name.setting()), Some(name));
            }
        }
    }
    let mut texts = svar::domain::texts::Texts::default();
    for (form, text) in [("one", "{n} komentarz"), ("few", "{n} komentarze"), ("many", "{n} komentarzy")] {
        texts.set(&TextName { lang: Lang::Pl, id: "title".into(), form: form.into() }, text);
    }
    let words = i18n.words_with(Lang::Pl, &texts);
    let said = [1, 3, 5, 12_345].map(|n| words.n("title", n));
    assert_eq!(said, ["1 komentarz", "3 komentarze", "5 komentarzy", "12\u{a0}345 komentarzy"]);
}

#[test]
fn a_text_is_taken_apart_at_its_variables_and_nowhere_else() {
    use Piece::{Plain, Variable};
    let whole: [(&str, &[Piece<'_>]); 6] = [
        ("", &[]),
        ("ren", &[Plain("ren")]),
        ("{n} af {count}", &[Variable("n"), Plain(" af "), Variable("count")]),
        ("{ n }{N}{", &[Plain("{ n }{N}{")]),
        ("{{n}}", &[Plain("{"), Variable("n"), Plain("}")]),
        ("æ{n}{n}ø", &[Plain("æ"), Variable("n"), Variable("n"), Plain("ø")]),
    ];
    for (text, parts) in whole {
        assert_eq!(pieces(text), parts, "{text}");
    }
}

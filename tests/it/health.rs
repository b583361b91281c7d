//! How the filter did: sums that are counted again by hand, what counts as clearly worse, and who is told.

use std::sync::Arc;

use serde_json::{Value, json};
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::health::{Alarm, ENOUGH, HealthSums, PERIOD, falls};
use svar::domain::moderator::Role;
use svar::domain::site::Site;
use svar::learning::Watch;
use svar::moderation::{self, Wish};
use svar::store::health::day;

use crate::desk::{Desk, EMAIL};
use crate::desk_settings::OWNER;
use crate::readers::{decide, posted};
use crate::store::Raw;
use crate::support::app::TestApp;
use crate::support::logs::capture_logs;
use crate::support::program::Home;
use crate::support::{Engine, TestDb, eventually, on_both_engines};

const SETTINGS: [(&str, &str); 3] =
    [("flood_seconds", "0"), ("checks_off", "sender copies domains model"), ("spam_words", "guldur")];
const LINKS: &str = "Se https://a.example og https://b.example";

/// Chance that is the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// What became of a comment, kept beside the database: its status, the one before, whether a person decided.
type Fate = (Status, Option<Status>, bool);

/// What the filter said, the day on which it came, and every fate, the last one last.
struct Known {
    said: &'static str,
    day: i64,
    fates: Vec<Fate>,
}

fn counted(all: &[Known], on: i64) -> [i64; 7] {
    let mut sums = [0; 7];
    for known in all.iter().filter(|known| known.day == on) {
        let (status, before, decided) = *known.fates.last().unwrap();
        let spam = status == Status::Spam || (status == Status::Trash && before == Some(Status::Spam));
        let place = match (known.said, spam, status == Status::Approved, decided) {
            ("spam", true, _, true) if status == Status::Spam => 1,
            ("spam", true, _, _) => 0,
            ("spam", _, true, true) => 2,
            ("unsure", true, _, true) => 3,
            ("unsure", _, true, true) => 4,
            ("ham", true, _, true) => 5,
            ("ham", _, true, true) => 6,
            _ => continue,
        };
        sums[place] += 1;
    }
    sums
}

async fn history(app: &TestApp, site: &Arc<Site>, seed: u64) -> Vec<Known> {
    let moderator = app.add_moderator(EMAIL, Role::Editor, &[site]).await;
    let (mut dice, mut all, mut ids, mut steps) = (Dice(seed), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..110 {
        app.clock.advance(i64::try_from(dice.roll(400)).unwrap() * Timestamp::MINUTE);
        if dice.roll(3) == 0 || all.is_empty() {
            let (said, body) = [("spam", "Et guldur"), ("unsure", LINKS), ("ham", "Godt")][dice.roll(3) as usize];
            let body = format!("{body} nr. {}", dice.roll(1 << 30));
            let id = posted(app, "magasinet", json!({ "body": body })).await["id"].as_i64().unwrap();
            let comment = app.services.store.desk_comment(site.id, CommentId(id)).await.unwrap().unwrap();
            assert_eq!(comment.verdict.opinion.as_str(), said);
            all.push(Known { said, day: day(comment.created), fates: vec![(comment.status, None, false)] });
            ids.push(id);
        } else if dice.roll(5) == 0 && !steps.is_empty() {
            moderation::undo(&app.services, site, moderator, None).await.unwrap().unwrap();
            let known: &mut Known = &mut all[steps.pop().unwrap()];
            known.fates.pop();
        } else {
            let n = dice.roll(ids.len() as u64) as usize;
            let to = Status::ALL[dice.roll(4) as usize];
            moderation::decide(&app.services, site, &[CommentId(ids[n])], Wish::To(to), moderator).await.unwrap();
            let (was, before, _) = *all[n].fates.last().unwrap();
            all[n].fates.push((to, if to == was { before } else { Some(was) }, true));
            steps.push(n);
        }
    }
    all
}

async fn sums_of(app: &TestApp, site: &Site) -> Vec<(i64, HealthSums)> {
    let days = app.services.store.health(site.id, 0).await.unwrap();
    days.into_iter().filter(|(_, sums)| *sums != HealthSums::default()).collect()
}

/// A day's sums as they would be after a history that takes too long to play.
async fn put(raw: &Raw, day: i64, [alone, rescued, held, missed, weight]: [i64; 5]) {
    let spam = alone + held + missed;
    let sql = format!(
        "INSERT INTO health (site_id, day, alone, agreed, rescued, held_spam, held_ham, missed, passed, weighed, weight, squares)
         VALUES ($1, {day}, {alone}, 0, {rescued}, {held}, 0, {missed}, 0, {spam}, {}, {})",
        spam * weight,
        spam * weight * weight
    );
    raw.run(&sql, 1).await;
}

/// Four good weeks, and a last one in which spam passes and honest comments are called spam.
pub async fn fallen(db: &TestDb, app: &TestApp) {
    let (raw, today) = (Raw::open(db).await, day(app.now()));
    for back in 0..35 {
        put(&raw, today - back, if back < 7 { [6, 4, 2, 6, 620] } else { [9, 0, 1, 0, 990] }).await;
    }
}

on_both_engines! {
    /// Whatever happened, the sums say what counting it again says: the last decision of a person, nothing that was
    /// taken back, and what the filter called spam as long as nobody says otherwise.
    async fn sums_are_what_counting_again_says(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &SETTINGS).await;
        let all = history(&app, &site, if db.engine == Engine::Sqlite { 3 } else { 5 }).await;
        let found = sums_of(&app, &site).await;
        let days: std::collections::BTreeSet<i64> = all.iter().map(|known| known.day).collect();
        let expected: Vec<_> = days.into_iter().map(|day| (day, counted(&all, day))).filter(|(_, s)| *s != [0; 7]).collect();
        let shown: Vec<(i64, [i64; 7])> =
            found.iter().map(|(day, sums)| (*day, sums.columns()[..7].try_into().unwrap())).collect();
        assert_eq!(shown, expected);
        assert!(expected.iter().map(|(_, sums)| sums.iter().sum::<i64>()).sum::<i64>() > 8, "{expected:?}");

        // A database of before is filled with the same.
        let file = if db.engine == Engine::Sqlite { "sqlite" } else { "postgres" };
        let text = std::fs::read_to_string(format!("migrations/{file}/0011_health.sql")).unwrap();
        let fill = format!("INSERT INTO health{}", text.split_once("INSERT INTO health").unwrap().1);
        let fill = fill.trim_end().trim_end_matches(';').replace("FROM comment c)", "FROM comment c WHERE c.site_id = $1)");
        let raw = Raw::open(&db).await;
        raw.run("DELETE FROM health WHERE site_id = $1", site.id.0).await;
        raw.run(&fill, site.id.0).await;
        assert_eq!(sums_of(&app, &site).await, found);
    }

    /// The probability that the model gave spam is summed up with it, and goes with it.
    async fn the_models_probability_is_summed_up_with_spam(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0"), ("checks_off", "sender")]).await;
        let mut percents = Vec::new();
        for body in ["Gratis spins uden indskud, hent bonus nu", "Tak for en grundig artikel"] {
            let id = posted(&app, "magasinet", json!({ "body": body })).await["id"].as_i64().unwrap();
            let comment = app.services.store.desk_comment(site.id, CommentId(id)).await.unwrap().unwrap();
            let model = comment.verdict.signals.iter().find(|s| s.code.as_str() == "model").unwrap();
            percents.push((id, model.detail.clone().unwrap().parse::<f64>().unwrap()));
            decide(&app, &site, id, Status::Spam).await;
        }
        let thousandths: Vec<i64> = percents.iter().map(|(_, p)| (p * 10.0).round() as i64).collect();
        let sums = sums_of(&app, &site).await[0].1;
        assert_eq!((sums.weighed, sums.weight), (2, thousandths.iter().sum()));
        assert_eq!(sums.squares, thousandths.iter().map(|p| p * p).sum::<i64>());
        decide(&app, &site, percents[0].0, Status::Approved).await;
        let sums = sums_of(&app, &site).await[0].1;
        assert_eq!((sums.weighed, sums.weight, sums.squares), (1, thousandths[1], thousandths[1] * thousandths[1]));
    }

    /// A text that its author changes is counted by the new text alone.
    async fn a_changed_text_is_counted_once(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &SETTINGS).await;
        let answer = posted(&app, "magasinet", json!({ "body": LINKS })).await;
        let (id, receipt) = (answer["id"].as_i64().unwrap(), answer["receipt"].as_str().unwrap().to_owned());
        decide(&app, &site, id, Status::Approved).await;
        assert_eq!(sums_of(&app, &site).await[0].1, HealthSums { held_ham: 1, ..HealthSums::default() });
        let path = format!("/api/v1/magasinet/comments/{id}");
        let edit = app.request("PATCH", &path).bearer_auth(receipt).json(&json!({"body": "Køb et guldur"})).send().await;
        assert_eq!(edit.unwrap().status(), 200);
        assert_eq!(sums_of(&app, &site).await[0].1, HealthSums { alone: 1, ..HealthSums::default() });
    }

    /// Everybody at the desk sees the table; that it got worse is told to owners, at what waits and at the figures.
    async fn owners_are_told_that_it_got_worse(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &SETTINGS).await;
        app.add_moderator(OWNER, Role::Owner, &[&site]).await;
        app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
        let (owner, editor) = (Desk::signed_in(&app, OWNER).await, Desk::signed_in(&app, EMAIL).await);
        let (queue, figures) = ("/desk/magasinet/queue", "/desk/magasinet/figures");
        assert!(owner.page(figures).await.contains("Der er for få beslutninger til at sige noget."));
        assert!(!owner.page(queue).await.contains("filter-alarm"));

        fallen(&db, &app).await;
        let page = owner.page(figures).await;
        for shown in [
            "Filteret rammer dårligere end før",
            "Den seneste uge havde det ret 60 % af gangene, mod 100 % i de fire uger før.",
            "Den seneste uge fandt det 43 %, mod 90 % i de fire uger før.",
            "Den seneste uge var det i snit 62 % sikkert",
            ">259</td>", ">89 %</td>",
        ] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        let page = owner.page(queue).await;
        assert!(page.contains("filter-alarm") && page.contains("/desk/magasinet/figures#filter"), "{page}");
        assert!(!owner.page("/desk/magasinet/queue?status=spam").await.contains("filter-alarm"));
        let page = editor.page(figures).await;
        assert!(page.contains(">259</td>") && !page.contains("filter-alarm"), "{page}");
        assert!(!editor.page(queue).await.contains("filter-alarm"));
    }

    /// The metrics name no site; the log names it once, and again only after it was well in between.
    async fn the_operator_is_told_once(db: TestDb) {
        let logs = capture_logs();
        let app = TestApp::start(&db, |_| {}).await;
        // The log is one for all tests.
        let key = format!("vagt-{:?}", db.engine).to_lowercase();
        let site = app.add_site(&key, &SETTINGS).await;
        let told = || logs.lines_with("the filter does clearly worse").into_iter().filter(|l| l.contains(&key)).count();
        // The service's own watch looks when it starts, and then hourly.
        eventually("the service to look", async || app.services.metrics.encode().contains("filter_alarm{").then_some(())).await;
        let mut watch = Watch::default();
        watch.look(&app.services).await.unwrap();
        let text = app.services.metrics.encode();
        assert!(text.contains("svar_filter_alarm{alarm=\"recall\"} 0") && text.contains("svar_filter_recall_ratios NaN"));
        fallen(&db, &app).await;
        for _ in 0..2 {
            watch.look(&app.services).await.unwrap();
            let text = app.services.metrics.encode();
            for alarm in Alarm::ALL {
                assert!(text.contains(&format!("svar_filter_alarm{{alarm=\"{}\"}} 1", alarm.as_str())), "{text}");
            }
            assert!(text.contains("svar_filter_precision_ratios 0.8") && !text.contains(&key), "{text}");
            assert_eq!(told(), 3);
        }
        let now = app.now();
        app.clock.advance(40 * Timestamp::DAY);
        watch.look(&app.services).await.unwrap();
        assert!(app.services.metrics.encode().contains("svar_filter_alarm{alarm=\"recall\"} 0"));
        app.clock.set(now);
        watch.look(&app.services).await.unwrap();
        // The service's own watch may have told as well.
        assert!(told() >= 6);

        app.clock.advance(401 * Timestamp::DAY);
        svar::privacy::purge(&app.services).await.unwrap();
        assert_eq!(app.services.store.health(site.id, 0).await.unwrap(), []);
    }
}

fn steady(precision: (i64, i64), found: (i64, i64)) -> HealthSums {
    let ((alone, called), (_, spam)) = (precision, found);
    HealthSums { alone, rescued: called - alone, missed: spam - found.0, ..HealthSums::default() }
}

/// The last `days` against what was before.
fn compared(before: HealthSums, now: HealthSums) -> Vec<Alarm> {
    let sum = |first: i64, last: i64| {
        if last == 100 {
            now
        } else {
            assert_eq!(last - first + 1, PERIOD);
            before
        }
    };
    falls(100, sum).into_iter().map(|fall| fall.alarm).collect()
}

/// A fall is told when it is sure, and large enough to matter; never a rise, never from a handful.
#[test]
fn only_a_clear_fall_is_one() {
    let good = steady((95, 100), (95, 95));
    assert_eq!(compared(good, steady((69, 100), (69, 69))), [Alarm::Precision]);
    assert_eq!(compared(good, steady((70, 100), (70, 70))), [], "it may be chance");
    assert_eq!(compared(steady((70, 100), (70, 70)), good), [], "it rose");
    assert_eq!(compared(good, steady((9, ENOUGH - 1), (9, 9))), [], "too few now");
    assert_eq!(compared(steady((29, 29), (29, 29)), steady((70, 100), (70, 70))), [], "too few before");
    let many = |right: i64| steady((right * 1_000, 100_000), (right * 1_000, right * 1_000));
    assert_eq!(compared(many(99), many(97)), [], "sure, but small");
    assert_eq!(compared(many(99), many(95)), [Alarm::Precision]);
    assert_eq!(compared(steady((90, 90), (90, 95)), steady((60, 60), (60, 95))), [Alarm::Recall]);
    let weighed = |mean: i64, spread: i64| HealthSums {
        alone: 100,
        weighed: 100,
        weight: 100 * mean,
        squares: 50 * ((mean - spread).pow(2) + (mean + spread).pow(2)),
        ..HealthSums::default()
    };
    assert_eq!(compared(weighed(950, 40), weighed(850, 100)), [Alarm::Drift]);
    assert_eq!(compared(weighed(950, 40), weighed(850, 600)), [], "they are spread too much");
    assert_eq!(compared(weighed(950, 0), weighed(930, 0)), [], "sure, but small");
}

/// A site where nothing changes is left alone: a year of two hundred of them, looked at each day.
#[test]
fn nothing_is_told_where_nothing_changes() {
    let (mut dice, mut told, mut sites) = (Dice(11), 0, 0);
    for spam_a_day in [2, 5, 20, 100] {
        for _ in 0..50 {
            sites += 1;
            let mut sums = vec![HealthSums::default()];
            for _ in 0..365 {
                let mut today = *sums.last().unwrap();
                for _ in 0..dice.roll(2 * spam_a_day + 1) {
                    match dice.roll(1_000) {
                        0..900 => today.alone += 1,
                        900..950 => today.held_spam += 1,
                        _ => today.missed += 1,
                    }
                    today.rescued += i64::from(dice.roll(1_000) < 20);
                }
                sums.push(today);
            }
            let between = |first: i64, last: i64| {
                let at = |day: i64| sums[usize::try_from(day.max(0)).unwrap()];
                at(last).minus(&at(first - 1))
            };
            told += i64::from((1..=365).any(|today| !falls(today, between).is_empty()));
        }
    }
    assert!(told <= 2, "{told} of {sites} sites were told of something in a year");
}

#[test]
fn the_command_says_how_it_was() {
    let home = Home::new();
    home.run(&["site", "add", "magasinet", "--name", "Magasinet", "--origin", "https://magasinet.example"]).done();
    let said = home.run(&["spam", "health", "--site", "magasinet"]).done();
    assert!(said.contains("Nothing is known yet"), "{said}");
    assert!(home.run(&["spam", "health", "--site", "andet"]).failed().contains("there is no site `andet`"));

    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let raw = Raw::sqlite(&format!("sqlite://{}", home.path("svar-data/svar.db").display())).await;
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let today = i64::try_from(now.as_secs()).unwrap() / 86_400;
        for back in 0..35 {
            put(&raw, today - back, if back < 7 { [6, 0, 2, 6, 990] } else { [9, 0, 1, 0, 990] }).await;
        }
    });
    let report: Value =
        serde_json::from_str(&home.run(&["spam", "health", "--site", "magasinet", "--json"]).done()).unwrap();
    let last = &report["periods"][0];
    assert_eq!(last["called_spam"], json!({"alone": 231, "agreed": 0, "rescued": 0}), "{report}");
    assert_eq!((&last["passed"]["spam"], &last["precision"]), (&json!(42), &json!(1.0)));
    assert_eq!((&report["alarms"][0]["alarm"], &report["alarms"][0]["days"]), (&json!("recall"), &json!(7)));
    let table = home.run(&["spam", "health", "--site", "magasinet"]).done();
    assert!(table.contains("100.0 %") && table.contains("ALARM: recall fell from 90.0 % to 42.9 %"), "{table}");
}

//! The team's figures, counted again by hand over histories that chance makes.

use std::collections::BTreeMap;

use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status};
use svar::domain::moderator::Role;
use svar::moderation::{self, Wish};

use crate::desk::{Desk, EMAIL, waiting};
use crate::support::app::TestApp;
use crate::support::on_both_engines;

/// What a history did, kept beside the database.
struct Known {
    created: Timestamp,
    status: Status,
    /// When a person first decided, while it waited or not.
    first: Option<(Timestamp, bool)>,
}

/// Chance that is the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// The day in Copenhagen: an hour ahead, two from 2026-03-29 01:00 UTC on.
fn day(at: Timestamp) -> i64 {
    let ahead = if at.0 < 1_774_746_000_000 { 1 } else { 2 };
    (at.0 + ahead * Timestamp::HOUR).div_euclid(Timestamp::DAY)
}

fn rank(sorted: &[i64], percent: usize) -> Option<i64> {
    let place = (sorted.len() * percent).div_ceil(100);
    place.checked_sub(1).map(|place| sorted[place])
}

async fn history(app: &TestApp, seed: u64) {
    // Everything comes from one address: without that, only a person calls anything spam here.
    let settings = [("flood_seconds", "0"), ("timezone", "Europe/Copenhagen"), ("checks_off", "sender")];
    let site = app.add_site("magasinet", &settings).await;
    let moderator = app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
    let (services, mut dice) = (&app.services, Dice(seed));
    let mut known: BTreeMap<i64, Known> = BTreeMap::new();
    let mut steps: Vec<(Timestamp, usize, bool)> = Vec::new();
    // From early March over the night in which clocks change.
    app.clock.set(Timestamp(1_772_452_800_000 + i64::try_from(dice.roll(9)).unwrap() * Timestamp::DAY));
    for _ in 0..60 {
        app.clock.advance(i64::try_from(dice.roll(700)).unwrap() * Timestamp::MINUTE);
        if dice.roll(5) < 2 || known.is_empty() {
            let created = app.now();
            let id = waiting(app, &[&format!("Nr. {}", dice.roll(1 << 30))]).await[0];
            let came = services.store.desk_comment(site.id, CommentId(id)).await.unwrap().unwrap().created;
            assert!(came >= created);
            known.insert(id, Known { created: came, status: Status::Pending, first: None });
            continue;
        }
        if dice.roll(6) == 0 {
            let undone = moderation::undo(services, &site, moderator, None).await.unwrap();
            let Some(undone) = undone else { continue };
            if let Some(step) = steps.iter_mut().rev().find(|step| !step.2) {
                step.2 = true;
            }
            for decided in undone.restored {
                known.get_mut(&decided.id.0).unwrap().status = decided.to;
            }
            continue;
        }
        let all: Vec<i64> = known.keys().copied().collect();
        let id = all[usize::try_from(dice.roll(all.len() as u64)).unwrap()];
        let to = Status::ALL[usize::try_from(dice.roll(4)).unwrap()];
        let now = app.now();
        let outcome = moderation::decide(services, &site, &[CommentId(id)], Wish::To(to), moderator).await.unwrap();
        for decided in outcome.decided {
            let comment = known.get_mut(&decided.id.0).unwrap();
            comment.first.get_or_insert((now, comment.status == Status::Pending));
            comment.status = decided.to;
            steps.push((now, 1, false));
        }
    }
    for span in moderation::SPANS {
        let figures = moderation::figures(services, &site, span).await.unwrap();
        let today = day(app.now());
        let within = |at: Timestamp| day(at) > today - span;
        let mut waits: Vec<i64> = Vec::new();
        for comment in known.values() {
            if let Some((at, true)) = comment.first.filter(|(at, _)| within(*at)) {
                waits.push(at.since(comment.created));
            }
        }
        waits.sort_unstable();
        assert_eq!((figures.waits.median, figures.waits.p95), (rank(&waits, 50), rank(&waits, 95)), "{seed} {span}");
        let pending: Vec<&Known> = known.values().filter(|c| c.status == Status::Pending).collect();
        assert_eq!(figures.waiting, pending.len() as i64);
        assert_eq!(figures.oldest, pending.iter().map(|c| app.now().since(c.created)).max());
        let decided: Vec<_> = steps.iter().filter(|step| within(step.0)).collect();
        let undone = decided.iter().filter(|step| step.2).count();
        assert_eq!((figures.decisions.n, figures.decisions.undone), (decided.len() as i64, undone as i64), "{seed}");
        assert_eq!(figures.by_day.len() as i64, span);
        for shown in &figures.by_day {
            for status in Status::ALL {
                let n = known.values().filter(|c| day(c.created) == shown.day && c.status == status).count();
                assert_eq!(shown.of(status), n as i64, "{seed}, {status:?} on {}", shown.day);
            }
            let first = |c: &&Known| c.first.is_some_and(|(at, waited)| waited && day(at) == shown.day);
            let mut waits: Vec<i64> =
                known.values().filter(first).map(|c| c.first.unwrap().0.since(c.created)).collect();
            waits.sort_unstable();
            assert_eq!((shown.decided, shown.median), (waits.len() as i64, rank(&waits, 50)), "{seed} {}", shown.day);
        }
        let spam = known.values().filter(|c| c.status == Status::Spam && within(c.created)).count() as i64;
        let found: i64 = figures.signals.iter().map(|(_, n)| n).sum();
        assert_eq!(found, spam, "each was found by a person alone: {:?}", figures.signals);
    }
}

on_both_engines! {
    /// Whatever happened, the figures say what counting it again says.
    async fn figures_are_what_counting_again_says(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        history(&app, if db.url.starts_with("sqlite") { 7 } else { 11 }).await;
    }

    /// What was removed still came on its day.
    async fn what_is_deleted_still_counts(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        let moderator = app.add_moderator(EMAIL, Role::Editor, &[&site]).await;
        let id = waiting(&app, &["Væk"]).await[0];
        app.clock.advance(Timestamp::HOUR);
        moderation::delete(&app.services, &site, CommentId(id).into(), moderator).await.unwrap().unwrap();
        let figures = moderation::figures(&app.services, &site, 7).await.unwrap();
        assert_eq!(figures.by_day.last().unwrap().trash, 1);
        assert!(figures.waits.median.unwrap() >= Timestamp::HOUR);
    }

    /// Every figure says what it means, the drawings have names, and no moderator is named in them.
    async fn the_page_shows_the_team_and_nobody(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        let site = app.add_site("magasinet", &[("flood_seconds", "0")]).await;
        app.add_moderator(EMAIL, Role::Moderator, &[&site]).await;
        let id = waiting(&app, &["Hej"]).await[0].to_string();
        let desk = Desk::signed_in(&app, EMAIL).await;
        desk.sent("/desk/magasinet/decisions", &[("id", &id), ("to", "spam")]).await;
        let html = desk.page("/desk/magasinet/figures?days=7").await;
        for shown in ["Venter nu", "95 af 100 ventede højst", "role=\"img\"", "<title id=\"chart-spam\">", "Kun et menneske"] {
            assert!(html.contains(shown), "{shown}: {html}");
        }
        assert_eq!(html.matches("Mette Moderator").count(), 1, "only in the masthead");
        assert_eq!(desk.get("/desk/magasinet/figures?days=8").await.status(), 400);
    }
}

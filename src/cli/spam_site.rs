//! `svar spam explain|rebuild|backtest|health`: the local filter of a site that runs.

use anyhow::Context;
use serde_json::json;

use super::args::SpamCommand;
use super::{WrongUsage, output};
use crate::domain::comment::CommentId;
use crate::domain::health::{Fall, Share};
use crate::domain::lang::Lang;
use crate::domain::site::{Site, SiteKey};
use crate::i18n::rfc3339;
use crate::learning::{self, Backtest, Health, HealthPeriod, Outcome};
use crate::services::Services;

pub async fn run(services: &Services, command: SpamCommand) -> anyhow::Result<()> {
    match command {
        SpamCommand::Explain { id, json } => explain(services, CommentId(id), json).await,
        SpamCommand::Rebuild { site } => rebuild(services, &site).await,
        SpamCommand::Backtest { site, last, settings, json } => backtest(services, &site, last, &settings, json).await,
        SpamCommand::Health { site, json } => health(services, &site, json).await,
        SpamCommand::Eval(_) | SpamCommand::Train(_) => Ok(()),
    }
}

async fn site(services: &Services, key: &SiteKey) -> anyhow::Result<std::sync::Arc<Site>> {
    services
        .site(key)
        .await?
        .with_context(|| format!("there is no site `{}`; `svar site list` shows all", key.as_str()))
}

async fn explain(services: &Services, id: CommentId, as_json: bool) -> anyhow::Result<()> {
    let explained = learning::explain(services, id).await?;
    let explained = explained.with_context(|| format!("there is no comment {}", id.0))?;
    if as_json {
        return output::json(&json!({
            "site": explained.site.as_str(), "status": explained.status.as_str(),
            "verdict": explained.then.opinion.as_str(), "score": explained.then.score,
            "signals": explained.then.signals, "today": explained.today,
        }));
    }
    let words = services.i18n.words(Lang::En);
    let (opinion, score) = (explained.then.opinion.as_str(), explained.then.score);
    let (site, status) = (explained.site.as_str(), explained.status.as_str());
    output::line(format_args!("Comment {} at {site} is {status}; the filter found {opinion} ({score:.1}):", id.0))?;
    for signal in &explained.then.signals {
        output::line(format_args!("  {:+.1}  {}", signal.weight, words.signal(signal)))?;
    }
    let Some(today) = &explained.today else {
        return output::line("The local model is turned off at this site.");
    };
    output::line(format_args!("Today: {}", words.signal(today)))?;
    for reason in &today.reasons {
        let stretch = explained.source.get(reason.from as usize..reason.to as usize).unwrap_or_default();
        let stretch = stretch.split_whitespace().collect::<Vec<_>>().join(" ");
        let quoted = if stretch.is_empty() { String::new() } else { format!(" \u{201c}{stretch}\u{201d}") };
        output::line(format_args!("  {:+.2}  {}{quoted}", reason.weight, reason.kind.as_str()))?;
    }
    Ok(())
}

async fn rebuild(services: &Services, key: &SiteKey) -> anyhow::Result<()> {
    let site = site(services, key).await?;
    let (all, read) = learning::rebuild(services, &site).await?;
    output::line(format_args!("The weights of {} are made anew from {read} of {all} lessons.", key.as_str()))
}

async fn backtest(
    services: &Services,
    key: &SiteKey,
    last: i64,
    settings: &[(String, String)],
    as_json: bool,
) -> anyhow::Result<()> {
    if !(1..=learning::MOST_BACKTESTED).contains(&last) {
        return Err(WrongUsage(format!("--last must be from 1 to {}", learning::MOST_BACKTESTED)).into());
    }
    let site = site(services, key).await?;
    let mut other = site.policy.clone();
    for (name, value) in settings {
        other.set(name, value).map_err(|wrong| WrongUsage(wrong.to_string()))?;
    }
    let found = learning::backtest(services, &site, &other, last).await?;
    if as_json { output::json(&report(&found)) } else { print(&found) }
}

fn report(found: &Backtest) -> serde_json::Value {
    let outcome = |o: Outcome| json!({"right": o.right, "held": o.held, "leaked": o.leaked, "lost": o.lost});
    let differs: Vec<_> = found
        .differs
        .iter()
        .map(|d| json!({"id": d.id.0, "now": d.now.as_str(), "then": d.then.as_str(), "people": d.people.as_str()}))
        .collect();
    json!({"comments": found.looked_at, "now": outcome(found.now), "then": outcome(found.then), "differs": differs})
}

fn print(found: &Backtest) -> anyhow::Result<()> {
    let row = |what: &str, o: Outcome| {
        let n = [o.right, o.held, o.leaked, o.lost].map(|n| n.to_string());
        let [right, held, leaked, lost] = n;
        [what.to_owned(), right, held, leaked, lost]
    };
    output::line(format_args!("{} comments that people decided about", found.looked_at))?;
    output::table(&[
        ["", "right", "held", "spam published", "good called spam"].map(str::to_owned),
        row("as it is", found.now),
        row("with these settings", found.then),
    ])?;
    if found.differs.is_empty() {
        return output::line("No comment would have fared otherwise.");
    }
    output::line("")?;
    let mut rows = vec![["comment", "as it is", "then", "people said", "by"].map(str::to_owned)];
    rows.extend(found.differs.iter().map(|d| {
        let words = [d.now.as_str(), d.then.as_str(), d.people.as_str()].map(str::to_owned);
        let [now, then, people] = words;
        [d.id.0.to_string(), now, then, people, d.name.clone()]
    }));
    output::table(&rows)
}

async fn health(services: &Services, key: &SiteKey, as_json: bool) -> anyhow::Result<()> {
    let site = site(services, key).await?;
    let health = learning::health(services, &site, learning::HEALTH_PERIODS).await?;
    if as_json {
        return output::json(&json!({
            "periods": health.periods.iter().map(of_period).collect::<Vec<_>>(),
            "alarms": health.falls.iter().map(of_fall).collect::<Vec<_>>(),
        }));
    }
    print_health(&health)
}

fn of_period(period: &HealthPeriod) -> serde_json::Value {
    let s = &period.sums;
    json!({
        "from": date(period, true), "until": date(period, false),
        "called_spam": {"alone": s.alone, "agreed": s.agreed, "rescued": s.rescued},
        "held": {"spam": s.held_spam, "ham": s.held_ham}, "passed": {"spam": s.missed, "ham": s.passed},
        "precision": s.precision().rate(), "recall": s.recall().rate(), "mean": s.mean(),
    })
}

fn of_fall(fall: &Fall) -> serde_json::Value {
    json!({"alarm": fall.alarm.as_str(), "days": fall.days, "before": fall.before, "now": fall.now})
}

fn date(period: &HealthPeriod, first: bool) -> String {
    rfc3339(if first { period.first } else { period.last }).chars().take(10).collect()
}

fn print_health(health: &Health) -> anyhow::Result<()> {
    if health.periods.is_empty() {
        return output::line("Nothing is known yet: no spam came, and nobody has decided about anything.");
    }
    let percent = |share: Share| share.rate().map_or("too few".to_owned(), |rate| format!("{:.1} %", rate * 100.0));
    let mut rows = vec![
        [
            "from",
            "until",
            "called spam",
            "precision",
            "all spam",
            "recall",
            "held, was spam",
            "passed, was spam",
            "mean p",
        ]
        .map(str::to_owned),
    ];
    rows.extend(health.periods.iter().map(|period| {
        let s = &period.sums;
        [
            date(period, true),
            date(period, false),
            s.precision().of.to_string(),
            percent(s.precision()),
            s.spam().to_string(),
            percent(s.recall()),
            s.held_spam.to_string(),
            s.missed.to_string(),
            s.mean().map_or("too few".to_owned(), |mean| format!("{mean:.3}")),
        ]
    }));
    output::table(&rows)?;
    for Fall { alarm, days, before, now } in &health.falls {
        let (alarm, before, now) = (alarm.as_str(), before * 100.0, now * 100.0);
        output::line(format_args!("ALARM: {alarm} fell from {before:.1} % to {now:.1} % in the last {days} days."))?;
    }
    Ok(())
}

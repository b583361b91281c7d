//! Waves: comments that are near-copies of each other, decided about as one, and later ones of the same kind for a day.
//!
//! Alike are texts that share most of their words; comments that lead to the same host, unless readers' approved
//! comments lead there too; and comments of one sender that share at least some words or all bring links. Sharing an
//! address alone proves nothing: a school or an office is one address. A wave is a proposal: who decides sees its
//! size, and all of it can be taken back, what arrived since included.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::decide::{Deciding, Outcome, Target, Wish};
use super::to_its_end;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Queue, Status};
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::site::Site;
use crate::domain::verdict::{Opinion, Signal, SignalCode, Verdict};
use crate::services::{Failure, Services};
use crate::spam::sketch::Sketch;
use crate::store::Tx;
use crate::store::audit::{About, NewDecision, StepId};
use crate::store::waves::{Likeness, Wave};
use crate::text;

/// Comments of a queue that are compared with each other, from its beginning.
const COMPARED: i64 = 500;
/// How long later arrivals follow a decision, in milliseconds.
pub const FOLLOWED: i64 = Timestamp::DAY;

/// Texts with this much in common are copies; of one sender or to one host, already with less.
const COPIES: f64 = 0.5;
const OF_ONE_SENDER: f64 = 0.25;
/// An arrival is published after an approved wave only when it is all but the same.
const THE_SAME: f64 = 0.85;

/// Comments that are near-copies of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// In the order of the queue; the first stands for all.
    pub members: Vec<Target>,
    pub names: Vec<String>,
    pub because: Because,
}

/// What the members have in common, the most telling first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    Text,
    Link(String),
    Sender,
}

/// One comment, ready to be compared.
struct Compared {
    target: Target,
    name: String,
    sketch: Option<Sketch>,
    email: Option<Vec<u8>>,
    address: Option<Vec<u8>>,
    hosts: Vec<String>,
}

impl Compared {
    fn new(row: Likeness) -> Self {
        let sketch = match (&row.sketch, &row.html) {
            (Some(bytes), _) => Sketch::from_bytes(bytes),
            (None, Some(html)) => Sketch::of(&text::plain(&text::from_store(html))),
            (None, None) => None,
        };
        Self {
            target: Target { id: row.id, version: Some(row.version) },
            name: row.name,
            sketch,
            email: row.email.map(|hash| hash.0),
            address: row.address.map(|hash| hash.0),
            hosts: row.hosts,
        }
    }

    fn likeness(&self, other: &Self) -> f64 {
        match (&self.sketch, &other.sketch) {
            (Some(mine), Some(theirs)) => mine.likeness(theirs),
            _ => 0.0,
        }
    }

    /// Why the two are of one wave, if they are. `telling`: hosts that mean something.
    fn alike(&self, other: &Self, telling: &HashSet<String>) -> Option<Because> {
        let likeness = self.likeness(other);
        if likeness >= COPIES {
            return Some(Because::Text);
        }
        let shared = self.hosts.iter().find(|host| telling.contains(*host) && other.hosts.contains(host));
        if let Some(host) = shared {
            return Some(Because::Link(host.clone()));
        }
        let same = |a: &Option<Vec<u8>>, b: &Option<Vec<u8>>| a.is_some() && a == b;
        let sender = same(&self.email, &other.email) || same(&self.address, &other.address);
        let links = !self.hosts.is_empty() && !other.hosts.is_empty();
        (sender && (likeness >= OF_ONE_SENDER || links)).then_some(Because::Sender)
    }
}

/// The waves among the first comments of a queue.
pub async fn waves(services: &Services, site: &Site, queue: Queue) -> Result<Vec<Group>, Failure> {
    let rows = services.store.likenesses(site.id, queue, COMPARED).await?;
    let telling = telling_hosts(services, site, rows.iter().flat_map(|row| row.hosts.iter())).await?;
    let compared: Vec<Compared> = rows.into_iter().map(Compared::new).collect();
    Ok(grouped(&compared, &telling))
}

/// Hosts that are neither the site's own nor known from approved comments.
async fn telling_hosts<'h>(
    services: &Services,
    site: &Site,
    hosts: impl Iterator<Item = &'h String>,
) -> Result<HashSet<String>, Failure> {
    let mut hosts: HashSet<String> = hosts.cloned().collect();
    for own in text::hosts(site.origins.iter().map(|origin| origin.as_str())) {
        hosts.remove(&own);
    }
    if hosts.is_empty() {
        return Ok(hosts);
    }
    let asked: Vec<String> = hosts.iter().cloned().collect();
    for known in services.store.known_hosts(site.id, &asked).await? {
        hosts.remove(&known);
    }
    Ok(hosts)
}

/// Everybody who is alike to anybody in a group belongs to it.
fn grouped(all: &[Compared], telling: &HashSet<String>) -> Vec<Group> {
    let mut home: Vec<usize> = (0..all.len()).collect();
    let mut because: HashMap<usize, Because> = HashMap::new();
    for (a, one) in all.iter().enumerate() {
        for (b, other) in all.iter().enumerate().skip(a + 1) {
            let Some(reason) = one.alike(other, telling) else { continue };
            let (Some(&to), Some(&from)) = (home.get(a), home.get(b)) else { continue };
            let known = [because.remove(&to), because.remove(&from)].into_iter().flatten();
            let best = known.chain([reason]).min().unwrap_or(Because::Text);
            let (to, from) = (to.min(from), to.max(from));
            for place in home.iter_mut().filter(|place| **place == from) {
                *place = to;
            }
            because.insert(to, best);
        }
    }
    let group = |(first, because): (usize, Because)| {
        let members = all.iter().zip(&home).filter(|(_, place)| **place == first).map(|(one, _)| one);
        let (members, names) = members.map(|one| (one.target, one.name.clone())).unzip();
        Group { members, names, because }
    };
    let mut groups: Vec<(usize, Because)> = because.into_iter().collect();
    groups.sort_by_key(|(first, _)| *first);
    groups.into_iter().map(group).collect()
}

/// By what later arrivals are known: kept with the decision, and gone with it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Sign {
    sketches: Vec<Vec<u8>>,
    /// Hosts that at least two members lead to.
    hosts: Vec<String>,
    /// All hosts of the members.
    all_hosts: Vec<String>,
    senders: Vec<Vec<u8>>,
}

/// Sketches that are kept of a wave; its members are alike.
const SKETCHES: usize = 20;

/// Decides about a wave in one step, and about what arrives of it until tomorrow.
pub async fn decide_wave(
    services: &Arc<Services>,
    site: &Arc<Site>,
    targets: &[Target],
    to: Status,
    moderator: ModeratorId,
) -> Result<Outcome, Failure> {
    let (services, site, targets) = (services.clone(), site.clone(), targets.to_vec());
    to_its_end(async move {
        let now = services.now();
        let mut members = Vec::new();
        for target in &targets {
            members.extend(services.store.likeness(site.id, target.id).await?.map(Compared::new));
        }
        let telling = telling_hosts(&services, &site, members.iter().flat_map(|m| m.hosts.iter())).await?;
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let deciding = Deciding::begin_as(&mut tx, &site, moderator, Wish::To(to), "wave", now);
        let mut deciding = deciding.await?;
        for target in targets {
            deciding.decide(&mut tx, target).await?;
        }
        let outcome = deciding.end(&mut tx, 0).await?;
        if let Some(step) = outcome.step {
            let decided: HashSet<CommentId> = outcome.decided.iter().map(|decided| decided.id).collect();
            members.retain(|member| decided.contains(&member.target.id));
            let sign = json!(Sign::of(&members, &telling));
            tx.insert_wave(site.id, &Wave { step, to, sign }, now.plus(FOLLOWED)).await?;
        }
        services.commit(tx).await?;
        for decided in &outcome.decided {
            services.metrics.decision(decided.to);
        }
        Ok(outcome)
    })
    .await
}

impl Sign {
    fn of(members: &[Compared], telling: &HashSet<String>) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for host in members.iter().flat_map(|member| &member.hosts) {
            *counts.entry(host).or_default() += 1;
        }
        let shared = counts.iter().filter(|(host, n)| **n > 1 && telling.contains(**host));
        let mut hosts: Vec<String> = shared.map(|(host, _)| (*host).to_owned()).collect();
        let mut all_hosts: Vec<String> = counts.keys().map(|host| (*host).to_owned()).collect();
        hosts.sort_unstable();
        all_hosts.sort_unstable();
        let mut sketches: Vec<Vec<u8>> = Vec::new();
        for sketch in members.iter().filter_map(|member| member.sketch.as_ref()) {
            let bytes = sketch.bytes();
            if sketches.len() < SKETCHES && !sketches.contains(&bytes) {
                sketches.push(bytes);
            }
        }
        let senders: HashSet<Vec<u8>> =
            members.iter().flat_map(|m| [m.email.clone(), m.address.clone()]).flatten().collect();
        Self { sketches, hosts, all_hosts, senders: senders.into_iter().collect() }
    }

    fn likeness(&self, arrival: &Arrival<'_>) -> f64 {
        let Some(mine) = arrival.sketch else { return 0.0 };
        let known = self.sketches.iter().filter_map(|bytes| Sketch::from_bytes(bytes));
        known.map(|sketch| sketch.likeness(mine)).fold(0.0, f64::max)
    }

    fn knows(&self, arrival: &Arrival<'_>) -> bool {
        let likeness = self.likeness(arrival);
        let led = arrival.hosts.iter().any(|host| self.hosts.contains(host));
        // Hashes were longer when a wave from before an upgrade was decided; none lasts longer than a day.
        let sent = arrival.senders.iter().any(|sender| self.senders.iter().any(|known| known.starts_with(sender)));
        let links = !arrival.hosts.is_empty() && !self.all_hosts.is_empty();
        likeness >= COPIES || led || (sent && (likeness >= OF_ONE_SENDER || links))
    }

    /// All but the same, and leading nowhere else.
    fn is_the_same(&self, arrival: &Arrival<'_>) -> bool {
        self.likeness(arrival) >= THE_SAME && arrival.hosts.iter().all(|host| self.all_hosts.contains(host))
    }
}

/// A comment that is about to be stored.
pub struct Arrival<'a> {
    pub sketch: Option<&'a Sketch>,
    pub hosts: &'a [String],
    /// Keyed hashes of its e-mail and its address.
    pub senders: &'a [&'a [u8]],
}

/// What a wave that was decided about makes of an arrival.
pub struct Followed {
    step: StepId,
    /// What it would have been.
    otherwise: Status,
    to: Status,
}

/// Gives an arrival the status of the wave that it is of. Call inside its write, after the site's lock. An approved
/// wave publishes only what the filter lets through.
pub async fn follow(
    tx: &mut Tx,
    site: &Site,
    arrival: &Arrival<'_>,
    status: &mut Status,
    verdict: &mut Verdict,
    now: Timestamp,
) -> Result<Option<Followed>, Failure> {
    for wave in tx.waves(site.id, now).await? {
        let Ok(sign) = serde_json::from_value::<Sign>(wave.sign.clone()) else { continue };
        let policy = |signal: &&Signal| matches!(signal.code, SignalCode::FirstComment | SignalCode::HoldAll);
        let follows = match wave.to {
            Status::Spam | Status::Trash => *status != wave.to && sign.knows(arrival),
            Status::Approved => {
                let clean =
                    verdict.opinion == Opinion::Ham && verdict.signals.iter().all(|s| policy(&s) || s.weight < 0.0);
                *status == Status::Pending && clean && sign.is_the_same(arrival)
            }
            Status::Pending => false,
        };
        if follows {
            let otherwise = std::mem::replace(status, wave.to);
            verdict.signals.push(Signal::new(SignalCode::Wave));
            return Ok(Some(Followed { step: wave.step, otherwise, to: wave.to }));
        }
    }
    Ok(None)
}

/// Writes down that an arrival followed a wave, so that it is taken back with it.
pub async fn record_followed(
    tx: &mut Tx,
    site: &Site,
    id: CommentId,
    followed: &Followed,
    now: Timestamp,
) -> Result<(), Failure> {
    tx.record_decision(&NewDecision {
        from: Some(followed.otherwise),
        to: Some(followed.to),
        step: Some(followed.step),
        ..NewDecision::new(site.id, About::Comment(id), Actor::System, "wave-arrival", now)
    })
    .await?;
    Ok(())
}

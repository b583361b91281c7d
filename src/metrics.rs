//! What the service counts, for Prometheus: one registry for each App.
//!
//! Labels are words of the program (route templates, statuses, outcomes), never anything that a
//! reader sent: no path, no site, no address.

use std::sync::OnceLock;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

use crate::domain::comment::Status;

/// The counters of one service. Methods may be called from anywhere at any time.
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    request_seconds: Family<RouteLabels, Histogram, fn() -> Histogram>,
    panics: Counter,
    limited: Family<ActionLabels, Counter>,
    comments: Family<StatusLabels, Counter>,
    decisions: Family<StatusLabels, Counter>,
    challenges: Family<OutcomeLabels, Counter>,
    waiting: Gauge,
    waiting_oldest: Gauge<f64, AtomicU64>,
    jobs_dead: Gauge,
    jobs_waiting: Gauge,
    jobs_oldest: Gauge<f64, AtomicU64>,
    jobs: Family<JobLabels, Counter>,
    akismet: Family<OutcomeLabels, Counter>,
    akismet_seconds: Histogram,
    filter_alarms: Family<AlarmLabels, Gauge>,
    filter_precision: Gauge<f64, AtomicU64>,
    filter_recall: Gauge<f64, AtomicU64>,
    write_batch: Histogram,
    cache: Family<OutcomeLabels, Counter>,
    renderings: Counter,
}

impl Metrics {
    /// OpenMetrics 1.0, which Prometheus asks for and understands.
    pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    pub fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("svar"),
            requests: Family::default(),
            request_seconds: Family::new_with_constructor(latency),
            panics: Counter::default(),
            limited: Family::default(),
            comments: Family::default(),
            decisions: Family::default(),
            challenges: Family::default(),
            waiting: Gauge::default(),
            waiting_oldest: Gauge::default(),
            jobs_dead: Gauge::default(),
            jobs_waiting: Gauge::default(),
            jobs_oldest: Gauge::default(),
            jobs: Family::default(),
            akismet: Family::default(),
            akismet_seconds: latency(),
            filter_alarms: Family::default(),
            filter_precision: Gauge::default(),
            filter_recall: Gauge::default(),
            // 1, 2, 4 … 512 requests in one commit.
            write_batch: Histogram::new(exponential_buckets(1.0, 2.0, 10)),
            cache: Family::default(),
            renderings: Counter::default(),
        };
        metrics.register();
        metrics
    }

    fn register(&mut self) {
        let r = &mut self.registry;
        r.register("http_requests", "Requests answered", self.requests.clone());
        let seconds = self.request_seconds.clone();
        r.register_with_unit("http_request", "Time until the answer began", Unit::Seconds, seconds);
        r.register("http_panics", "Requests that ended in a panic", self.panics.clone());
        r.register("http_limited", "Requests refused by a rate limit", self.limited.clone());
        r.register("comments", "Comments received, by the status they got", self.comments.clone());
        r.register("decisions", "Comments decided by moderators, by the status they got", self.decisions.clone());
        r.register("challenges", "Doubtful comments asked for work, and whether it was done", self.challenges.clone());
        r.register("queue_waiting", "Comments that wait for a moderator", self.waiting.clone());
        let oldest = self.waiting_oldest.clone();
        r.register_with_unit("queue_oldest", "How long the oldest waiting comment has waited", Unit::Seconds, oldest);
        r.register("jobs_dead", "Jobs given up, to be looked at", self.jobs_dead.clone());
        r.register("jobs_waiting", "Jobs that wait to be run", self.jobs_waiting.clone());
        let oldest = self.jobs_oldest.clone();
        r.register_with_unit("jobs_oldest", "How long the oldest due job has waited", Unit::Seconds, oldest);
        r.register("jobs", "Jobs run, by outcome", self.jobs.clone());
        r.register("akismet_requests", "Requests to the outside spam check, by outcome", self.akismet.clone());
        let seconds = self.akismet_seconds.clone();
        r.register_with_unit("akismet", "How long the outside spam check took", Unit::Seconds, seconds);
        let alarms = self.filter_alarms.clone();
        r.register("filter_alarm", "Sites where the filter does clearly worse than before, by what has fallen", alarms);
        let (precision, recall) = (self.filter_precision.clone(), self.filter_recall.clone());
        r.register_with_unit("filter_precision", "Of what the filter called spam, what was", Unit::Ratios, precision);
        r.register_with_unit("filter_recall", "Of the spam, what the filter called so", Unit::Ratios, recall);
        r.register("write_batch_size", "Requests committed together", self.write_batch.clone());
        r.register("cache", "Rendered threads looked up, by hit or miss", self.cache.clone());
        r.register("renderings", "Threads rendered anew; all who wait for one share it", self.renderings.clone());
    }

    /// The counters of one route; `route` is its template, never the path.
    pub fn route(&self, method: &'static str, route: &str) -> RouteMetrics {
        let labels = RouteLabels { method, route: route.to_owned() };
        let seconds = self.request_seconds.get_or_create(&labels).clone();
        RouteMetrics { requests: self.requests.clone(), labels, classes: Default::default(), seconds }
    }

    pub fn panic(&self) {
        self.panics.inc();
    }

    /// One request refused by a limit; `action` is a word of the program.
    pub fn limited(&self, action: &'static str) {
        self.limited.get_or_create(&ActionLabels { action }).inc();
    }

    pub fn comment(&self, status: Status) {
        self.comments.get_or_create(&StatusLabels { status: status.as_str() }).inc();
    }

    /// One decision of a moderator.
    pub fn decision(&self, status: Status) {
        self.decisions.get_or_create(&StatusLabels { status: status.as_str() }).inc();
    }

    /// A challenge that was `asked`, `met` or `missed`.
    pub fn challenge(&self, outcome: &'static str) {
        self.challenges.get_or_create(&OutcomeLabels { outcome }).inc();
    }

    /// How many comments wait for a moderator, and for how long the oldest has.
    pub fn queue(&self, waiting: i64, oldest: Duration) {
        self.waiting.set(waiting);
        self.waiting_oldest.set(oldest.as_secs_f64());
    }

    pub fn jobs_dead(&self, dead: i64) {
        self.jobs_dead.set(dead);
    }

    /// How many jobs are due, and for how long the oldest of them has been.
    pub fn jobs_waiting(&self, waiting: i64, oldest: Duration) {
        self.jobs_waiting.set(waiting);
        self.jobs_oldest.set(oldest.as_secs_f64());
    }

    pub fn job(&self, kind: &'static str, outcome: &'static str) {
        self.jobs.get_or_create(&JobLabels { kind, outcome }).inc();
    }

    pub fn akismet(&self, outcome: &'static str, took: Duration) {
        self.akismet.get_or_create(&OutcomeLabels { outcome }).inc();
        self.akismet_seconds.observe(took.as_secs_f64());
    }

    /// At how many sites the filter has this `alarm`, a word of the program.
    pub fn filter_alarm(&self, alarm: &'static str, sites: usize) {
        self.filter_alarms.get_or_create(&AlarmLabels { alarm }).set(i64::try_from(sites).unwrap_or(i64::MAX));
    }

    /// Of all sites in the last four weeks, from 0 to 1; `None`: too little to say something, which is shown as NaN.
    pub fn filter_health(&self, precision: Option<f64>, recall: Option<f64>) {
        self.filter_precision.set(precision.unwrap_or(f64::NAN));
        self.filter_recall.set(recall.unwrap_or(f64::NAN));
    }

    /// One commit of the writer, with this many requests in it.
    pub fn write_batch(&self, size: usize) {
        self.write_batch.observe(u32::try_from(size).map_or(f64::INFINITY, f64::from));
    }

    pub fn cache(&self, hit: bool) {
        self.cache.get_or_create(&OutcomeLabels { outcome: if hit { "hit" } else { "miss" } }).inc();
    }

    /// One thread, or page of one, rendered from the database.
    pub fn rendering(&self) {
        self.renderings.inc();
    }

    /// Everything as text, for `/metrics`.
    pub fn encode(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail; were it to, what is there so far is still true.
        let _ = text::encode(&mut out, &self.registry);
        out
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

/// From a cached read (below a millisecond) to the longest that a request may take.
fn latency() -> Histogram {
    Histogram::new([0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0])
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: String,
    status: &'static str,
}

/// The counters of a method at a route. To find them by their words costs more than to count, so they are found once.
pub struct RouteMetrics {
    requests: Family<RequestLabels, Counter>,
    labels: RouteLabels,
    /// By the first digit of the status, from 1.
    classes: [OnceLock<Counter>; 5],
    seconds: Histogram,
}

impl RouteMetrics {
    /// One answered request.
    pub fn answered(&self, status: u16, took: Duration) {
        const WORDS: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];
        let class = usize::from(status / 100).clamp(1, WORDS.len()) - 1;
        if let (Some(counter), Some(status)) = (self.classes.get(class), WORDS.get(class)) {
            let labels = || RequestLabels { method: self.labels.method, route: self.labels.route.clone(), status };
            counter.get_or_init(|| self.requests.get_or_create(&labels()).clone()).inc();
        }
        self.seconds.observe(took.as_secs_f64());
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    method: &'static str,
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ActionLabels {
    action: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct AlarmLabels {
    alarm: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct StatusLabels {
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct JobLabels {
    kind: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabels {
    outcome: &'static str,
}

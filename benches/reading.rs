//! Reading a thread: from the cache as it is served, and made anew from the database, for a thread of 100 and
//! for the first page of one of 10,000.
//!
//! `cargo bench --bench reading`

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::sync::Arc;

use axum::http::HeaderMap;
use divan::Bencher;
use svar::app::{App, Parts};
use svar::config::Config;
use svar::domain::author::{AuthorKind, Name};
use svar::domain::clock::Timestamp;
use svar::domain::comment::Status;
use svar::domain::site::{Origin, Site, SiteKey};
use svar::domain::submission::Address;
use svar::http::layers::Edge;
use svar::http::limits::{LimitClock, Limits};
use svar::http::reading::Ask;
use svar::http::state::Web;
use svar::http::threads::Encoding;
use svar::posting::sow::{Seed, sow};
use svar::store::comments::Sort;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

fn main() {
    divan::main();
}

/// A service with one thread of so many comments: every third answers the top-level comment before it.
struct Bench {
    runtime: Runtime,
    web: Web,
    site: Arc<Site>,
    _folder: tempfile::TempDir,
}

const TEXT: &str = "Tak for en grundig artikel. Jeg savner dog, at I forholder jer til de *mindre* forlag, som slet ikke har \
    råd til den slags aftaler.\n\nSe også https://forlag.example/tal for en opgørelse, der peger i samme retning, og som \
    jeg synes, at redaktionen skulle have nævnt. Det er ti år siden, man sagde det samme om radioen, og se, hvor den er i \
    dag. **Læserne forsvinder ikke**; de læser bare andre steder.";

impl Bench {
    fn new(comments: usize) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::default();
        config.database.data_dir = folder.path().to_owned();
        let bound = "127.0.0.1:8080".parse().unwrap();
        let (web, site) = runtime.block_on(async {
            let app = App::build(config.clone(), bound, Parts::of_the_machine()).await.unwrap();
            let services = app.services.clone();
            let key = SiteKey::parse("magasinet").unwrap();
            let origins = [Origin::parse("https://magasinet.example").unwrap()];
            let site = svar::sites::add(&services, &key, "Magasinet", &origins, &[]).await.unwrap();
            sow(&services, &site, &address(&site), Some("Artikel"), &seeds(comments)).await.unwrap();
            let metrics = services.metrics.clone();
            let random = services.random.clone();
            let edge = Arc::new(Edge::new(&config.server, bound, metrics, random));
            let limits = Arc::new(Limits::new(&config.limits, &LimitClock::monotonic()));
            (Web::new(services, edge, limits, &config, false, CancellationToken::new()), Arc::new(site))
        });
        Self { runtime, web, site, _folder: folder }
    }

    fn ask(&self) -> Ask {
        Ask {
            site: self.site.clone(),
            address: address(&self.site),
            lang: self.site.policy.lang,
            sort: Sort::Oldest,
            after: None,
            branch: None,
            turned: false,
        }
    }
}

fn address(site: &Site) -> Address {
    Address::parse(site, "artikel", "").unwrap()
}

fn seeds(comments: usize) -> Vec<Seed> {
    (0..comments)
        .map(|n| Seed {
            parent: (n % 3 != 0).then(|| n - n % 3),
            author: AuthorKind::Guest,
            name: Name::parse(&format!("Læser {n}")).unwrap(),
            email: None,
            website: None,
            source: format!("{TEXT}\n\nNummer {n}"),
            status: Status::Approved,
            picked: false,
            created: Timestamp(1_795_000_000_000 + n as i64 * 1_000),
        })
        .collect()
}

/// The bytes and headers of the fragment, from the cache; the version is asked of the database about once a
/// second, as in the service.
#[divan::bench(args = [100, 10_000])]
fn cached(bencher: Bencher<'_, '_>, comments: usize) {
    let bench = Bench::new(comments);
    let headers = HeaderMap::new();
    bencher.bench(|| {
        let rendered = bench.runtime.block_on(bench.web.html(&bench.ask(), Encoding::Identity)).unwrap();
        rendered.answer(&headers)
    });
}

/// From the database to the finished HTML of the first page.
#[divan::bench(args = [100, 10_000])]
fn uncached(bencher: Bencher<'_, '_>, comments: usize) {
    let bench = Bench::new(comments);
    bencher.bench(|| bench.runtime.block_on(bench.web.render_html(&bench.ask())).unwrap());
}

/// The gzip and brotli twins of the thread of 100, made once a version.
#[divan::bench(args = [Encoding::Gzip, Encoding::Brotli])]
fn packed(bencher: Bencher<'_, '_>, encoding: Encoding) {
    let bench = Bench::new(100);
    let rendered = bench.runtime.block_on(bench.web.render_html(&bench.ask())).unwrap();
    bencher.bench(|| rendered.encoded(encoding));
}

//! What every handler has: the services, the edge's own knowledge, the limits, the rendered threads.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use axum::http::HeaderMap;
use axum::response::Response;
use tokio_util::sync::CancellationToken;

use super::api::counts::CountsCache;
use super::api::lists::Listed;
use super::assets::Assets;
use super::client::ClientAddr;
use super::desk::Operator;
use super::embeds::Embeds;
use super::form_token::FormTokens;
use super::headers::Surface;
use super::layers::Edge;
use super::limits::{Action, Limits, RetryAfter};
use super::live::{Live, LiveLimits};
use super::pages::fragment::FragmentQuestion;
use super::questions::Questions;
use super::threads::ThreadCache;
use super::view::{self, Frame, Said};
use crate::config::Config;
use crate::domain::lang::Lang;
use crate::domain::site::{Site, SiteId};
use crate::domain::submission::Visit;
use crate::i18n::Words;
use crate::services::Services;

/// One for each App.
pub struct Web {
    pub services: Arc<Services>,
    pub edge: Arc<Edge>,
    pub limits: Arc<Limits>,
    pub threads: ThreadCache,
    pub counts: CountsCache,
    pub form_tokens: FormTokens,
    pub questions: Questions<FragmentQuestion>,
    pub list_questions: Questions<Listed>,
    pub assets: Assets,
    /// What the widget's script says, of each language that was asked for.
    said: Vec<(Lang, OnceLock<Said>)>,
    pub live: Arc<Live>,
    /// Which sites' pages are known to work.
    pub embeds: Arc<Embeds>,
    /// What the operator decides, for the desk to show.
    pub operator: Operator,
    /// The article page at `/demo` is shown.
    pub demo: bool,
}

pub type Shared = Arc<Web>;

impl Web {
    /// `stop` ends what would else stay open: streams.
    pub fn new(
        services: Arc<Services>,
        edge: Arc<Edge>,
        limits: Arc<Limits>,
        config: &Config,
        demo: bool,
        stop: CancellationToken,
    ) -> Self {
        let assets = Assets::default();
        let said = Lang::ALL.into_iter().map(|lang| (lang, OnceLock::new())).collect();
        let live = Live::new(services.clone(), LiveLimits::new(&services, config.server.max_connections), stop);
        let operator = Operator::new(config, &services.settings.public_url);
        let threads = ThreadCache::new(config.cache.megabytes);
        Self {
            services,
            edge,
            limits,
            threads,
            counts: CountsCache::default(),
            form_tokens: FormTokens::default(),
            questions: Questions::default(),
            list_questions: Questions::default(),
            assets,
            said,
            live,
            embeds: Arc::default(),
            operator,
            demo,
        }
    }

    /// The public address, without a slash at the end.
    pub fn base(&self) -> &str {
        &self.services.settings.public_url
    }

    /// The words of the widget's script; of a site with words of its own they are found anew, which costs what a
    /// rendering costs and is kept with it.
    pub fn said<'a>(&'a self, site: &Site, lang: Lang) -> Cow<'a, [(String, String)]> {
        if site.texts.has(lang) {
            return Cow::Owned(view::said(self.site_words(site, lang)));
        }
        let of_lang = self.said.iter().find(|(known, _)| *known == lang);
        let words = of_lang.map(|(_, words)| words.get_or_init(|| view::said(self.words(lang))).as_slice());
        Cow::Borrowed(words.unwrap_or_default())
    }

    pub fn words(&self, lang: Lang) -> Words<'_> {
        self.services.i18n.words(lang)
    }

    /// What the readers of this site are told, in its own words where it has any.
    pub fn site_words<'a>(&'a self, site: &'a Site, lang: Lang) -> Words<'a> {
        self.services.i18n.words_with(lang, &site.texts)
    }

    /// The language of a page: `lang=`, else the site's.
    pub fn lang(&self, site: &Site, asked: Option<&str>) -> Lang {
        asked.and_then(Lang::from_tag).unwrap_or(site.policy.lang)
    }

    pub fn frame<'a>(&'a self, site: &'a Site, lang: Lang, home: Option<&'a str>) -> Frame<'a> {
        Frame {
            words: self.site_words(site, lang),
            style: super::assets::PAGE_CSS,
            look: site.policy.look.is_set().then(|| (site.key.as_str(), site.version)),
            site: &site.name,
            home: home.or_else(|| site.origins.first().map(|o| o.as_str())),
            zone: &site.policy.timezone,
        }
    }

    /// Where no site is known: sign-in, errors. The browser's own wish decides.
    pub fn bare_frame(&self, headers: &HeaderMap) -> Frame<'_> {
        let wish = headers.get("accept-language").and_then(|v| v.to_str().ok());
        let lang = wish.and_then(Lang::from_accept_language).unwrap_or_default();
        Frame { words: self.words(lang), style: super::assets::PAGE_CSS, look: None, site: "", home: None, zone: "UTC" }
    }

    /// Puts the security headers of its kind on an answer.
    pub fn dress(&self, surface: Surface<'_>, response: Response) -> Response {
        self.edge.headers.dress(surface, response)
    }

    /// Counts one action; over the limit it is also counted as refused.
    pub fn limit(&self, action: Action, site: Option<SiteId>, client: ClientAddr) -> Result<(), RetryAfter> {
        self.limits.check(action, site, client).inspect_err(|_| self.services.metrics.limited(action.as_str()))
    }

    /// What a use case may know of where a request came from.
    pub fn visit(&self, client: ClientAddr, headers: &HeaderMap) -> Visit {
        let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).map(|v| v.chars().take(500).collect());
        Visit {
            address: client.expose().to_string(),
            client_key: client.key().bytes(),
            prefix: client.prefix(),
            user_agent: text("user-agent"),
            referrer: text("referer"),
        }
    }
}

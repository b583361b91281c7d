//! What a browser may do with an answer: one set of security headers for each kind of surface.
//!
//! Scripts and styles are named by exact address instead of `'self'`, because any path that echoes
//! input would be a script source under `'self'`, and instead of a nonce, because pages stay
//! cacheable. Nothing anywhere may come from a third party.

use std::convert::Infallible;

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::domain::site::Origin;

/// The headers of a request without a body, and no copy of them. It takes the request, so nothing else can be asked for
/// after it.
pub struct Taken(pub HeaderMap);

impl<S: Sync> FromRequest<S> for Taken {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &S) -> Result<Self, Infallible> {
        Ok(Self(request.into_parts().0.headers))
    }
}

/// What kind of answer it is, and so what it may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface<'a> {
    /// The moderators' pages, sign-in included.
    Desk,
    /// The page at the desk that shows how a site's threads look; `sheet` is the address of what they look like.
    DeskLook { sheet: &'a str },
    /// The first owner's set-up link: a desk page whose address is a secret.
    Setup,
    /// Pages behind a secret link: receipts and mail links. No script at all.
    Receipt,
    /// The thread page; may be framed by the site's origins. Its form is of one request, so no cache.
    Page { framed_by: &'a [Origin] },
    /// Pages for readers that are the same for everybody: privacy, the demo article.
    PublicPage { framed_by: &'a [Origin] },
    /// The demo article: a magazine's page with its own style sheet and the widget, whose further parts have
    /// these addresses.
    Demo { framed_by: &'a [Origin], parts: &'a [&'a str] },
    /// Shared reads: fragment, lists, counts, feeds.
    Read,
    /// Everything else that programs get: writes, what is tied to a token.
    Api,
    /// The moderators' API.
    DeskApi,
    /// A file with its content's hash in the name.
    Asset,
    /// `/svar.js` and other files whose name stays while their content changes.
    Script,
    /// A drawn avatar (SVG).
    Avatar,
}

/// Knows the public address, which policies name.
#[derive(Clone, Debug)]
pub struct SecurityHeaders {
    base: Origin,
    /// While no public address is set, pages are visited as `localhost`, `127.0.0.1` …: what is named by
    /// exact address is then also allowed from the page's own origin.
    local: bool,
    /// Those of [`Surface::Read`], ready: what is asked for most is the same each time.
    read: Vec<(HeaderName, HeaderValue)>,
}

impl SecurityHeaders {
    pub fn new(base: Origin) -> Self {
        let mut new = Self { base, local: false, read: Vec::new() };
        new.read = new.all(Surface::Read);
        new
    }

    pub fn local(self, local: bool) -> Self {
        Self { local, ..self }
    }

    /// Puts the headers of `surface` on an answer. An error is never cached, whatever the surface.
    pub fn dress(&self, surface: Surface<'_>, mut response: Response) -> Response {
        let status = response.status();
        let headers = response.headers_mut();
        let put = |(name, value)| drop(headers.insert(name, value));
        match surface {
            Surface::Read => self.read.iter().cloned().for_each(put),
            _ => self.all(surface).into_iter().for_each(put),
        }
        if status.is_client_error() || status.is_server_error() {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        response
    }

    /// For what nobody dressed: the strictest surface, so that a forgotten handler gives nothing away.
    pub fn dress_if_bare(&self, response: Response) -> Response {
        if response.headers().contains_key(header::CONTENT_SECURITY_POLICY) {
            return response;
        }
        let kept = response.headers().get(header::CACHE_CONTROL).cloned();
        let mut response = self.dress(Surface::Api, response);
        if let Some(cache) = kept.filter(|_| response.status() == StatusCode::OK) {
            response.headers_mut().insert(header::CACHE_CONTROL, cache);
        }
        response
    }

    /// The common ones and those of the surface.
    fn all(&self, surface: Surface<'_>) -> Vec<(HeaderName, HeaderValue)> {
        let policy = HeaderValue::from_str(&self.policy(surface))
            // Addresses are ASCII by construction; were one not, the page shows nothing.
            .unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
        let rest: &[Fixed] = match surface {
            Surface::Desk | Surface::DeskLook { .. } => &[REFERRER_OWN, NO_STORE, NO_FRAME, OPENER_OWN, RESOURCE_OWN],
            Surface::Setup => &[REFERRER_NONE, NO_STORE, NO_FRAME, OPENER_OWN, RESOURCE_OWN, NO_INDEX],
            Surface::Receipt => &[REFERRER_NONE, NO_STORE, NO_FRAME, NO_INDEX],
            Surface::Page { .. } => &[REFERRER_OWN, PRIVATE, OPENER_OWN],
            Surface::PublicPage { .. } | Surface::Demo { .. } => &[REFERRER_OWN, REVALIDATE, OPENER_OWN],
            Surface::Read => &[REFERRER_NONE, SHORT, RESOURCE_ALL],
            Surface::Api => &[REFERRER_NONE, NO_STORE, RESOURCE_ALL],
            Surface::DeskApi => &[REFERRER_NONE, NO_STORE, RESOURCE_OWN],
            Surface::Asset => &[REFERRER_NONE, FOR_EVER, RESOURCE_ALL],
            Surface::Script => &[REFERRER_NONE, AN_HOUR, RESOURCE_ALL],
            Surface::Avatar => &[REFERRER_NONE, FOR_EVER, RESOURCE_ALL, SVG],
        };
        let mut all = Vec::with_capacity(COMMON.len() + rest.len() + 2);
        all.extend(COMMON);
        all.extend(self.base.is_https().then_some(HTTPS));
        all.extend_from_slice(rest);
        all.push((header::CONTENT_SECURITY_POLICY, policy));
        all
    }

    fn policy(&self, surface: Surface<'_>) -> String {
        let base = self.base.as_str();
        let own = if self.local { " 'self'" } else { "" };
        let forms = if self.local { format!(" {base}") } else { String::new() };
        let desk = |style: &str, sources: &str| {
            format!(
                "default-src 'none'; {sources}style-src {base}/{style}{own}; font-src 'self'; form-action 'self'{forms}; \
                 base-uri 'none'; object-src 'none'; frame-ancestors 'none'; {TRUSTED_TYPES}"
            )
        };
        match surface {
            Surface::Desk | Surface::DeskLook { .. } | Surface::Setup => {
                let sheet = match surface {
                    Surface::DeskLook { sheet } => format!("desk.css {base}{sheet}"),
                    _ => "desk.css".to_owned(),
                };
                desk(&sheet, &format!("script-src {base}/desk.js{own}; img-src 'self'; connect-src 'self'; "))
            }
            Surface::Receipt => desk("page.css", "script-src 'none'; img-src 'none'; connect-src 'none'; "),
            Surface::Page { framed_by } | Surface::PublicPage { framed_by } | Surface::Demo { framed_by, .. } => {
                let (more, style) = match surface {
                    Surface::Demo { parts, .. } => {
                        (parts.iter().map(|part| format!(" {base}{part}")).collect(), "demo.css")
                    }
                    _ => (String::new(), "page.css"),
                };
                let framed_by: String = framed_by.iter().map(|origin| format!(" {}", origin.as_str())).collect();
                format!(
                    "default-src 'none'; script-src {base}/svar.js{more}{own}; style-src {base}/{style}{own}; img-src 'self'; \
                     connect-src 'self'; form-action 'self'{forms}; base-uri 'none'; object-src 'none'; \
                     frame-ancestors 'self'{framed_by}; {TRUSTED_TYPES}"
                )
            }
            Surface::Read | Surface::Api | Surface::DeskApi => {
                "default-src 'none'; frame-ancestors 'none'; sandbox".to_owned()
            }
            Surface::Asset | Surface::Script => "default-src 'none'".to_owned(),
            Surface::Avatar => {
                "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'".to_owned()
            }
        }
    }
}

const TRUSTED_TYPES: &str = "require-trusted-types-for 'script'; trusted-types svar";

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// A header and its value.
type Fixed = (HeaderName, HeaderValue);

const fn fixed(name: HeaderName, value: &'static str) -> Fixed {
    (name, HeaderValue::from_static(value))
}

const COMMON: [Fixed; 2] = [
    fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    fixed(
        PERMISSIONS,
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// Two years.
const HTTPS: Fixed = fixed(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");

const REFERRER_NONE: Fixed = fixed(header::REFERRER_POLICY, "no-referrer");
/// Under `no-referrer` a browser sends `Origin: null` with a form even to its own origin.
const REFERRER_OWN: Fixed = fixed(header::REFERRER_POLICY, "same-origin");
const NO_STORE: Fixed = fixed(header::CACHE_CONTROL, "no-store");
const PRIVATE: Fixed = fixed(header::CACHE_CONTROL, "private, no-store");
const REVALIDATE: Fixed = fixed(header::CACHE_CONTROL, "no-cache");
const SHORT: Fixed = fixed(header::CACHE_CONTROL, "public, max-age=10, stale-while-revalidate=60");
const AN_HOUR: Fixed = fixed(header::CACHE_CONTROL, "public, max-age=3600");
const FOR_EVER: Fixed = fixed(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
const NO_FRAME: Fixed = fixed(header::X_FRAME_OPTIONS, "DENY");
const NO_INDEX: Fixed = fixed(ROBOTS, "noindex");
const OPENER_OWN: Fixed = fixed(OPENER, "same-origin");
const RESOURCE_OWN: Fixed = fixed(RESOURCE, "same-origin");
const RESOURCE_ALL: Fixed = fixed(RESOURCE, "cross-origin");
const SVG: Fixed = fixed(header::CONTENT_TYPE, "image/svg+xml");

//! Who comes to the desk: anybody, somebody signed in, somebody with a role at the site.
//!
//! These are extractors, so a handler that forgets to ask does not compile into one that lets everybody in.
//! A site at which the moderator has no role is as unknown as one that does not exist.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::fields::Fields;
use super::place::Place;
use super::said::Said;
use crate::accounts::{self, SignedIn};
use crate::domain::lang::Lang;
use crate::domain::moderator::Role;
use crate::domain::site::{Site, SiteKey};
use crate::http::assets::{DESK_CSS, DESK_JS};
use crate::http::client::ClientAddr;
use crate::http::headers::Surface;
use crate::http::problem::Problem;
use crate::http::state::{Shared, Web};
use crate::http::threads::failed;
use crate::http::view::desk::{DeskFrame, Here, Line, NoticeView, Section, Session};
use crate::services::Failure;
use crate::store;

/// Whoever comes.
pub struct Door {
    pub web: Shared,
    pub lang: Lang,
    pub query: Fields,
    pub client: ClientAddr,
    pub headers: HeaderMap,
    /// The path asked for, to come back to after signing in.
    path: String,
}

/// Somebody who is signed in.
pub struct Member {
    pub door: Door,
    pub signed: SignedIn,
}

/// Somebody who has a role at the site of the address.
pub struct At {
    pub member: Member,
    pub site: Arc<Site>,
    pub(super) role: Role,
    /// All sites of the moderator, to change between; only where there are several.
    sites: Vec<(String, String)>,
    /// `{id}` of the address.
    id: Option<i64>,
}

/// Why there is no answer of the ordinary kind.
pub enum Stop {
    /// To the sign-in page, and then to this place.
    SignIn(Place),
    Page(Box<Problem>),
}

impl Stop {
    pub fn of(status: StatusCode) -> Self {
        Problem::of(status).into()
    }

    /// The session ended while a form was open. Nothing was done.
    fn signed_out() -> Self {
        Problem::new(StatusCode::UNAUTHORIZED, "signed-out", "").into()
    }

    /// The moderator's role at this site does not allow it. Nothing was done.
    pub fn role() -> Self {
        Problem::new(StatusCode::FORBIDDEN, "role", "").into()
    }

    /// Another website's form, or one of a session that is over. Nothing was done.
    pub fn forged() -> Self {
        Problem::new(StatusCode::FORBIDDEN, "forged", "").into()
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Page(Box::new(problem))
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        failed(&failure).into()
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Failure::from(error).into()
    }
}

impl From<askama::Error> for Stop {
    fn from(error: askama::Error) -> Self {
        Failure::Defect(format!("a page could not be written: {error}")).into()
    }
}

/// What every kind of visitor can be asked.
pub trait Visitor {
    fn door(&self) -> &Door;

    /// Whether a form carries the token of this visitor's pages.
    fn holds(&self, csrf: &str) -> bool;
}

impl Door {
    fn new(parts: &Parts, web: &Shared) -> Self {
        let lang = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
        let nobody = ClientAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Self {
            web: web.clone(),
            lang: lang.and_then(Lang::from_accept_language_at_desk).unwrap_or_default(),
            query: Fields::parse(parts.uri.query().unwrap_or_default().as_bytes()),
            client: parts.extensions.get().copied().unwrap_or(nobody),
            headers: parts.headers.clone(),
            path: parts.uri.path_and_query().map_or("", |p| p.as_str()).to_owned(),
        }
    }

    /// The frame of a page without a session.
    pub fn frame(&self) -> DeskFrame<'_> {
        DeskFrame {
            words: self.web.words(self.lang),
            style: absolute(&self.web, DESK_CSS),
            script: absolute(&self.web, DESK_JS),
            zone: "UTC",
            session: None,
        }
    }

    /// What leaves the desk: with its headers, and every refusal as a page for people.
    pub fn answer(&self, result: Result<Response, Stop>) -> Response {
        let response = result.unwrap_or_else(|stop| self.stopped(stop));
        self.web.dress(Surface::Desk, response)
    }

    /// The same with headers of its own for what went well.
    pub fn answer_as(&self, surface: Surface<'_>, result: Result<Response, Stop>) -> Response {
        match result {
            Ok(response) => self.web.dress(surface, response),
            Err(stop) => self.answer(Err(stop)),
        }
    }

    /// Whether the page's own script asks, which reads answers instead of following them.
    pub fn wants_json(&self) -> bool {
        let accept = self.headers.get(header::ACCEPT).and_then(|v| v.to_str().ok());
        accept.is_some_and(|accept| accept.starts_with("application/json"))
    }

    fn stopped(&self, stop: Stop) -> Response {
        match stop {
            Stop::SignIn(_) if self.wants_json() => self.stopped(Stop::signed_out()),
            Stop::Page(problem) if self.wants_json() => {
                let detail = problem.detail.clone().unwrap_or_else(|| NoticeView::new(self.frame(), &problem).text);
                problem.detail(detail).into_response()
            }
            Stop::SignIn(Place::Desk) => go("/desk/sign-in"),
            Stop::SignIn(place) => {
                let next: String = url::form_urlencoded::byte_serialize(place.path().as_bytes()).collect();
                go(&format!("/desk/sign-in?next={next}"))
            }
            Stop::Page(problem) => {
                let view = NoticeView::new(self.frame(), &problem);
                let mut response = page(problem.status, &view).unwrap_or_else(|_| problem.status.into_response());
                if let Some(seconds) = problem.retry_after {
                    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
                }
                response
            }
        }
    }

    async fn signed(&self) -> Result<Option<SignedIn>, Stop> {
        match super::session::cookie(&self.web, &self.headers) {
            Some(cookie) => Ok(accounts::session(&self.web.services, cookie).await?),
            None => Ok(None),
        }
    }

    /// A GET leads to the sign-in page and back; a form that was sent is not repeated by itself.
    async fn member(self, method: &Method) -> Result<Member, Box<(Door, Stop)>> {
        match self.signed().await {
            Ok(Some(signed)) => Ok(Member { door: self, signed }),
            Ok(None) if method == Method::GET || method == Method::HEAD => {
                let place = Place::parse(&self.path).unwrap_or(Place::Desk);
                Err(Box::new((self, Stop::SignIn(place))))
            }
            Ok(None) => Err(Box::new((self, Stop::signed_out()))),
            Err(stop) => Err(Box::new((self, stop))),
        }
    }
}

/// Absolute, as the content security policy names it, by whatever name the desk was opened.
fn absolute(web: &Web, path: &str) -> String {
    format!("{}{path}", web.base())
}

impl Member {
    /// The frame of a page about the account.
    pub fn frame(&self) -> DeskFrame<'_> {
        let session = Session { moderator: &self.signed.moderator.name, csrf: self.signed.csrf(), here: None };
        DeskFrame { session: Some(session), ..self.door.frame() }
    }

    /// The sites at which the moderator has a role.
    pub async fn sites(&self) -> Result<Vec<Site>, Stop> {
        let mut sites = self.door.web.services.store.sites().await?;
        sites.retain(|site| self.signed.moderator.role_at(site.id).is_some());
        Ok(sites)
    }

    async fn at(
        &mut self,
        key: Option<&str>,
        id: Option<i64>,
    ) -> Result<(Arc<Site>, Role, Vec<(String, String)>), Stop> {
        let not_found = || Stop::of(StatusCode::NOT_FOUND);
        let key = key.and_then(|key| SiteKey::parse(key).ok()).ok_or_else(not_found)?;
        let site = self.door.web.services.site(&key).await?;
        let role = |site: &Arc<Site>| self.signed.moderator.role_at(site.id);
        let (site, role) = site.and_then(|site| role(&site).map(|role| (site, role))).ok_or_else(not_found)?;
        // What the address names is a number of ours, or nothing at all.
        if id.is_some_and(|id| id < 1) {
            return Err(not_found());
        }
        let sites = match self.signed.moderator.roles.len() {
            0 | 1 => Vec::new(),
            _ => self.sites().await?.into_iter().map(|s| (s.key.as_str().to_owned(), s.name)).collect(),
        };
        self.door.lang = site.policy.lang.at_desk();
        Ok((site, role, sites))
    }
}

impl At {
    pub fn web(&self) -> &Web {
        &self.member.door.web
    }

    pub fn words(&self) -> crate::i18n::Words<'_> {
        self.web().words(self.member.door.lang)
    }

    /// Whether the page's own script asks.
    pub fn wants_json(&self) -> bool {
        self.member.door.wants_json()
    }

    pub fn query(&self, name: &str) -> Option<&str> {
        self.member.door.query.get(name)
    }

    /// The number that the address names.
    pub fn id(&self) -> Result<i64, Stop> {
        self.id.ok_or_else(|| Stop::of(StatusCode::NOT_FOUND))
    }

    pub fn moderator(&self) -> crate::domain::moderator::ModeratorId {
        self.member.signed.moderator.id
    }

    /// What the moderator is here.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Whether the moderator answers those who report; an ordinary one only decides.
    pub fn sees_reporters(&self) -> bool {
        self.role >= Role::Editor
    }

    pub fn frame(&self, section: Section) -> DeskFrame<'_> {
        let here =
            Here { key: self.site.key.as_str(), name: &self.site.name, section, role: self.role, sites: &self.sites };
        let session = Session {
            moderator: &self.member.signed.moderator.name,
            csrf: self.member.signed.csrf(),
            here: Some(here),
        };
        DeskFrame { session: Some(session), zone: &self.site.policy.timezone, ..self.member.door.frame() }
    }

    /// Back to where a form came from, with a line that says what was done.
    pub fn back(&self, fields: &Fields, or: Place, said: &Said) -> Response {
        let asked = fields.get("back").and_then(Place::parse).filter(|place| place.site() == Some(&self.site.key));
        let place = asked.unwrap_or(or);
        go(&place.with("done", &said.sign(&self.web().services.keys, &self.site.key)))
    }

    /// The line that the last form left, with its way back.
    pub fn line(&self) -> Option<Line> {
        let said = Said::read(&self.web().services.keys, &self.site.key, self.query("done")?)?;
        Some(said.line(self.words()))
    }

    pub fn answer(&self, result: Result<Response, Stop>) -> Response {
        self.member.door.answer(result)
    }
}

impl Visitor for Door {
    fn door(&self) -> &Door {
        self
    }

    fn holds(&self, csrf: &str) -> bool {
        let services = &self.web.services;
        services.keys.is_sign_in_token(services.now(), csrf)
    }
}

impl Visitor for Member {
    fn door(&self) -> &Door {
        &self.door
    }

    fn holds(&self, csrf: &str) -> bool {
        self.signed.is_csrf(csrf)
    }
}

impl Visitor for At {
    fn door(&self) -> &Door {
        &self.member.door
    }

    fn holds(&self, csrf: &str) -> bool {
        self.member.holds(csrf)
    }
}

impl FromRequestParts<Shared> for Door {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Shared) -> Result<Self, Infallible> {
        Ok(Self::new(parts, web))
    }
}

impl FromRequestParts<Shared> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Shared) -> Result<Self, Response> {
        let member = Door::new(parts, web).member(&parts.method).await;
        member.map_err(|stopped| {
            let (door, stop) = *stopped;
            door.answer(Err(stop))
        })
    }
}

impl FromRequestParts<Shared> for At {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Shared) -> Result<Self, Response> {
        let mut member = Member::from_request_parts(parts, web).await?;
        let params = RawPathParams::from_request_parts(parts, web).await.ok();
        let param = |name: &str| params.as_ref()?.iter().find(|(n, _)| *n == name).map(|(_, value)| value);
        let id = param("id").map(|id| id.parse().unwrap_or(0));
        match member.at(param("site"), id).await {
            Ok((site, role, sites)) => Ok(Self { member, site, role, sites, id }),
            Err(stop) => Err(member.door.answer(Err(stop))),
        }
    }
}

/// Any other address below a site's desk.
pub async fn nothing(member: Member) -> Response {
    member.door.answer(Err(Stop::of(StatusCode::NOT_FOUND)))
}

pub fn page(status: StatusCode, view: &impl Template) -> Result<Response, Stop> {
    let html = view.render()?;
    Ok((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

/// 303: the next page is fetched, whatever was sent to this one.
pub fn go(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path)]).into_response()
}

//! A form from one of our own pages, by a visitor whose page it was.
//!
//! Two things must be right, and neither alone is enough: the browser says that the form comes from one of
//! our pages (or says nothing, as programs do), and the form carries the token of the visitor's session.
//! Otherwise 403, and nothing is done.

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};

use super::door::{Stop, Visitor};
use super::fields::Fields;
use crate::http::body::BodyLimit;
use crate::http::pages::form;
use crate::http::same_origin::FormSource;
use crate::http::state::Shared;

pub struct Order<V> {
    pub who: V,
    pub fields: Fields,
}

impl<V> FromRequest<Shared> for Order<V>
where
    V: Visitor + FromRequestParts<Shared> + Send + Sync,
{
    type Rejection = Response;

    async fn from_request(request: Request, web: &Shared) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let who = V::from_request_parts(&mut parts, web).await.map_err(IntoResponse::into_response)?;
        match read(&who, &parts.uri, &parts.headers, body).await {
            Ok(fields) => Ok(Self { who, fields }),
            Err(stop) => Err(who.door().answer(Err(stop))),
        }
    }
}

async fn read(who: &impl Visitor, uri: &Uri, headers: &HeaderMap, body: Body) -> Result<Fields, Stop> {
    if FormSource::of(uri, headers, &who.door().web.edge.hosts) == FormSource::Foreign {
        tracing::warn!(client = who.door().client.prefix(), "a form from another origin was refused");
        return Err(Stop::forged());
    }
    let fields = Fields::new(form::fields(headers, body, BodyLimit::SMALL).await?);
    if !fields.get("csrf").is_some_and(|csrf| who.holds(csrf)) {
        tracing::warn!(client = who.door().client.prefix(), "a form without its token was refused");
        return Err(Stop::forged());
    }
    super::fresh::hold_up(who, uri.path(), &fields).await?;
    Ok(fields)
}

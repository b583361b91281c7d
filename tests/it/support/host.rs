//! Somebody else's website: a server on an origin of its own, whose pages and headers a test writes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

/// Serves what it was given until the test is over.
pub struct Host {
    /// `http://localhost:PORT`: not only another origin than the service, but another site.
    pub base: String,
    pages: Pages,
}

type Pages = Arc<Mutex<HashMap<String, (String, Vec<(String, String)>)>>>;

impl Host {
    pub async fn start() -> Self {
        let pages = Pages::default();
        let known = Arc::clone(&pages);
        let serve = async move |request: Request| {
            let found = known.lock().unwrap().get(request.uri().path()).cloned();
            let Some((text, headers)) = found else {
                let mut none = Response::new(Body::from("no such page"));
                *none.status_mut() = StatusCode::NOT_FOUND;
                return none;
            };
            let mut response = Response::new(Body::from(text));
            let all = response.headers_mut();
            all.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            for (name, value) in headers {
                all.insert(HeaderName::try_from(name).unwrap(), HeaderValue::try_from(value).unwrap());
            }
            response
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(serve)).await });
        Self { base, pages }
    }

    /// Puts a page at a path and returns its address. `content-type` is HTML unless the headers say otherwise.
    pub fn put(&self, path: &str, text: String, headers: &[(&str, &str)]) -> String {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.pages.lock().unwrap().insert(path.to_owned(), (text, headers));
        format!("{}{path}", self.base)
    }
}

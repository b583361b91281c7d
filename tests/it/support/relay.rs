//! A way to the service that remembers what the browser said on it.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;

use super::app::TestApp;

/// Stands between browser and service and remembers how each post named its sender, which Chromium's own
/// tools do not tell.
pub struct Relay {
    pub base: String,
    /// `Sec-Fetch-Site` and `Origin`.
    posts: Arc<Mutex<Vec<(String, String)>>>,
}

impl Relay {
    pub async fn start(app: &TestApp) -> Self {
        let posts = Arc::new(Mutex::new(Vec::new()));
        let (client, target, seen) = (app.client.clone(), app.base.clone(), Arc::clone(&posts));
        let pass_on = async move |request: Request| {
            let (head, body) = request.into_parts();
            let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
            let url = format!("{target}{}", head.uri);
            let asked = client.request(head.method.clone(), url).headers(head.headers.clone()).body(body);
            let answer = asked.send().await.unwrap();
            if head.method == "POST" {
                let said = |name| head.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
                seen.lock().unwrap().push((said("sec-fetch-site"), said("origin")));
            }
            let mut response = Response::new(Body::empty());
            *response.status_mut() = answer.status();
            *response.headers_mut() = answer.headers().clone();
            *response.body_mut() = Body::from(answer.bytes().await.unwrap());
            response
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(pass_on)).await });
        Self { base, posts }
    }

    pub fn posts(&self) -> Vec<(String, String)> {
        self.posts.lock().unwrap().clone()
    }

    pub fn last_post(&self) -> (String, String) {
        self.posts().pop().expect("nothing was posted")
    }
}

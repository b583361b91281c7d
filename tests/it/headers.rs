//! What browsers are told: security headers, CORS, hosts, and where a form came from.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use svar::config::Server;
use svar::domain::site::Origin;
use svar::http::cors::Caller;
use svar::http::headers::{SecurityHeaders, Surface};
use svar::http::host::{HostError, Hosts};
use svar::http::problem::{FieldProblem, Problem};
use svar::http::same_origin::FormSource;

fn origin(text: &str) -> Origin {
    Origin::parse(text).unwrap()
}

fn sent(pairs: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        headers.append(name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap());
    }
    headers
}

fn text<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

fn dressed(surface: Surface<'_>) -> Response {
    SecurityHeaders::new(origin("https://svar.example.dk")).dress(surface, Response::new(Body::empty()))
}

const ALL: [Surface<'static>; 13] = [
    Surface::Desk,
    Surface::DeskLook { sheet: "/desk/demo/settings/look.css" },
    Surface::Setup,
    Surface::Receipt,
    Surface::Page { framed_by: &[] },
    Surface::PublicPage { framed_by: &[] },
    Surface::Demo { framed_by: &[], parts: &["/svar-more.0f.js"] },
    Surface::Read,
    Surface::Api,
    Surface::DeskApi,
    Surface::Asset,
    Surface::Script,
    Surface::Avatar,
];

#[test]
fn every_surface_starts_from_nothing_and_is_never_sniffed() {
    for surface in ALL {
        let response = dressed(surface);
        assert!(text(&response, "content-security-policy").starts_with("default-src 'none'"), "{surface:?}");
        assert_eq!(text(&response, "x-content-type-options"), "nosniff");
        assert_eq!(text(&response, "strict-transport-security"), "max-age=63072000; includeSubDomains");
        assert!(text(&response, "permissions-policy").contains("browsing-topics=()"));
        assert!(!text(&response, "referrer-policy").is_empty() && !text(&response, "cache-control").is_empty());
        let policy = text(&response, "content-security-policy");
        assert!(!policy.contains("unsafe-eval") && !policy.contains("script-src 'self'") && !policy.contains('*'));
    }
    let plain = SecurityHeaders::new(origin("http://127.0.0.1:8080"));
    let response = plain.dress(Surface::Api, Response::new(Body::empty()));
    assert!(response.headers().get("strict-transport-security").is_none());
}

#[test]
fn the_thread_page_may_be_framed_by_its_site_and_nobody_else() {
    let origins = [origin("https://magasin.example"), origin("http://localhost:3000")];
    let page = dressed(Surface::Page { framed_by: &origins });
    assert_eq!(
        text(&page, "content-security-policy"),
        "default-src 'none'; script-src https://svar.example.dk/svar.js; style-src https://svar.example.dk/page.css; \
         img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors \
         'self' https://magasin.example http://localhost:3000; require-trusted-types-for 'script'; trusted-types svar"
    );
    assert_eq!(text(&page, "cache-control"), "private, no-store");
    assert_eq!(text(&page, "referrer-policy"), "same-origin");
    assert!(page.headers().get("x-frame-options").is_none());
}

#[test]
fn the_demo_page_may_run_all_parts_of_the_widget_and_nothing_else() {
    let demo = dressed(Surface::Demo { framed_by: &[], parts: &["/svar-more.0f1e.js", "/svar-proof.0f.js"] });
    let policy = text(&demo, "content-security-policy");
    let scripts = "script-src https://svar.example.dk/svar.js https://svar.example.dk/svar-more.0f1e.js https://svar.example.dk/svar-proof.0f.js; ";
    assert!(policy.contains(scripts), "{policy}");
    assert!(policy.contains("style-src https://svar.example.dk/demo.css; "), "{policy}");
}

#[test]
fn the_desk_and_receipts_are_framed_by_nobody_and_kept_nowhere() {
    let look = Surface::DeskLook { sheet: "/desk/demo/settings/look.css" };
    for surface in [Surface::Desk, look, Surface::Setup, Surface::Receipt] {
        let response = dressed(surface);
        assert!(text(&response, "content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!((text(&response, "x-frame-options"), text(&response, "cache-control")), ("DENY", "no-store"));
    }
    let receipt = dressed(Surface::Receipt);
    assert!(text(&receipt, "content-security-policy").contains("script-src 'none'"));
    assert_eq!(text(&receipt, "x-robots-tag"), "noindex");
    assert_eq!(text(&receipt, "referrer-policy"), "no-referrer");
    assert_eq!(text(&dressed(Surface::DeskApi), "cross-origin-resource-policy"), "same-origin");
}

#[test]
fn the_look_page_may_use_its_preview_sheet_and_nothing_else() {
    let look = dressed(Surface::DeskLook { sheet: "/desk/demo/settings/look.css" });
    let (desk, look) = (dressed(Surface::Desk), text(&look, "content-security-policy").to_owned());
    let more = "style-src https://svar.example.dk/desk.css https://svar.example.dk/desk/demo/settings/look.css; ";
    assert!(look.contains(more), "{look}");
    let usual = look.replace(" https://svar.example.dk/desk/demo/settings/look.css", "");
    assert_eq!(usual, text(&desk, "content-security-policy"));
}

#[test]
fn reads_are_shared_for_a_moment_but_an_error_is_never_kept() {
    assert_eq!(text(&dressed(Surface::Read), "cache-control"), "public, max-age=10, stale-while-revalidate=60");
    let headers = SecurityHeaders::new(origin("https://svar.example.dk"));
    for surface in ALL {
        let refused = headers.dress(surface, StatusCode::NOT_FOUND.into_response());
        assert_eq!(text(&refused, "cache-control"), "no-store", "{surface:?}");
    }
}

#[test]
fn what_a_handler_forgot_gets_the_strictest_headers() {
    let headers = SecurityHeaders::new(origin("https://svar.example.dk"));
    let bare = headers.dress_if_bare("x".into_response());
    assert_eq!(text(&bare, "content-security-policy"), "default-src 'none'; frame-ancestors 'none'; sandbox");
    assert_eq!(text(&bare, "cache-control"), "no-store");
    let page = headers.dress_if_bare(headers.dress(Surface::Asset, "x".into_response()));
    assert_eq!(text(&page, "cache-control"), "public, max-age=31536000, immutable");
}

#[test]
fn only_an_origin_of_the_site_byte_for_byte_may_read() {
    let site = [origin("https://magasin.example")];
    for foreign in [
        "https://magasin.example.evil.example",
        "https://MAGASIN.example",
        "https://magasin.example:443",
        "https://magasin.example/",
        "http://magasin.example",
        "https://xmagasin.example",
        "null",
        "",
    ] {
        let headers = sent(&[("origin", foreign)]);
        let caller = Caller::of(&headers, &site);
        assert_eq!(caller, Caller::Foreign, "{foreign}");
        assert_eq!(caller.may_write().unwrap_err().status, StatusCode::FORBIDDEN);
        let mut answer = HeaderMap::new();
        caller.mark(&mut answer);
        assert_eq!(answer.get("vary").unwrap(), "Origin");
        assert_eq!(answer.len(), 1, "no CORS header at all: {answer:?}");
        assert_eq!(caller.preflight().headers().len(), 1);
    }
    let twice = sent(&[("origin", "https://magasin.example"), ("origin", "https://magasin.example")]);
    assert_eq!(Caller::of(&twice, &site), Caller::Foreign);
}

#[test]
fn an_allowed_page_is_echoed_and_told_what_it_may_send() {
    let site = [origin("https://magasin.example")];
    let headers = sent(&[("origin", "https://magasin.example")]);
    let caller = Caller::of(&headers, &site);
    assert!(caller.may_write().is_ok());
    let mut answer = HeaderMap::new();
    caller.mark(&mut answer);
    assert_eq!(answer.get("access-control-allow-origin").unwrap(), "https://magasin.example");
    assert_eq!(answer.get("access-control-expose-headers").unwrap(), "etag, retry-after, svar-form");
    assert!(answer.get("access-control-allow-credentials").is_none());

    let preflight = caller.preflight();
    assert_eq!(preflight.status(), StatusCode::NO_CONTENT);
    assert_eq!(text(&preflight, "access-control-allow-methods"), "GET, POST, PATCH, DELETE");
    assert_eq!(
        text(&preflight, "access-control-allow-headers"),
        "content-type, authorization, idempotency-key, if-none-match"
    );
    assert_eq!(text(&preflight, "access-control-max-age"), "600");
    assert_eq!(text(&preflight, "vary"), "Origin");

    let none = HeaderMap::new();
    assert!(Caller::of(&none, &site).may_write().is_ok(), "servers and scripts send no Origin");
}

fn hosts(public: Option<&str>, aliases: &[&str]) -> Hosts {
    let server = Server {
        public_url: public.map(origin),
        hosts: aliases.iter().map(|a| (*a).to_owned()).collect(),
        ..Server::default()
    };
    Hosts::new(&server, "127.0.0.1:8080".parse().unwrap())
}

fn asked(hosts: &Hosts, target: &str, names: &[&str]) -> Result<(), HostError> {
    let headers: Vec<(&str, &str)> = names.iter().map(|name| ("host", *name)).collect();
    hosts.check(&target.parse::<Uri>().unwrap(), &sent(&headers))
}

#[test]
fn a_host_that_is_not_ours_is_misdirected() {
    let named = hosts(Some("https://svar.example.dk"), &["alias.example.dk:8443"]);
    for own in ["svar.example.dk", "SVAR.example.dk", "svar.example.dk:443", "alias.example.dk:8443"] {
        assert_eq!(asked(&named, "/t/demo", &[own]), Ok(()), "{own}");
    }
    for foreign in ["evil.example", "svar.example.dk:80", "alias.example.dk", "localhost", "127.0.0.1:8080"] {
        assert_eq!(asked(&named, "/t/demo", &[foreign]), Err(HostError::Foreign), "{foreign}");
        assert_eq!(asked(&named, "/healthz", &[foreign]), Ok(()));
        assert_eq!(asked(&named, "/readyz", &[foreign]), Ok(()));
    }
    for malformed in [&[][..], &["svar.example.dk", "svar.example.dk"], &[""], &["a@svar.example.dk"]] {
        assert_eq!(asked(&named, "/t/demo", malformed), Err(HostError::Malformed), "{malformed:?}");
    }
    assert_eq!(asked(&named, "https://evil.example/t/demo", &["svar.example.dk"]), Err(HostError::Foreign));
}

#[test]
fn without_a_public_address_every_loopback_name_is_ours_and_no_other() {
    let unnamed = hosts(None, &[]);
    for own in ["localhost", "localhost:4711", "127.0.0.1:8080", "127.8.8.8", "[::1]:8080", "[::1]"] {
        assert_eq!(asked(&unnamed, "/", &[own]), Ok(()), "{own}");
    }
    for foreign in ["rebound.example", "localhost.evil.example", "10.0.0.1", "0.0.0.0:8080", "[::2]"] {
        assert_eq!(asked(&unnamed, "/", &[foreign]), Err(HostError::Foreign), "{foreign}");
    }
}

#[test]
fn a_form_is_ours_when_the_browser_says_so() {
    let hosts = hosts(Some("https://svar.example.dk"), &["alias.example.dk"]);
    let uri = Uri::from_static("/t/demo");
    let source = |pairs: &[(&str, &str)]| FormSource::of(&uri, &sent(pairs), &hosts);
    let own = "https://svar.example.dk";
    assert_eq!(source(&[("sec-fetch-site", "same-origin"), ("origin", "null")]), FormSource::Own);
    for word in ["same-site", "cross-site", "none", "", "same-origin, same-origin"] {
        assert_eq!(source(&[("sec-fetch-site", word), ("origin", own)]), FormSource::Foreign, "{word}");
    }
    assert_eq!(source(&[("origin", own)]), FormSource::Own);
    assert_eq!(source(&[("host", "alias.example.dk"), ("origin", "https://alias.example.dk")]), FormSource::Own);
    for foreign in ["null", "https://evil.example", "http://svar.example.dk", "https://alias.example.dk"] {
        assert_eq!(source(&[("host", "svar.example.dk"), ("origin", foreign)]), FormSource::Foreign, "{foreign}");
    }
    let rebound = [("host", "evil.example"), ("origin", "https://evil.example")];
    assert_eq!(source(&rebound), FormSource::Foreign, "a host that is not ours proves nothing");
    assert_eq!(source(&[("host", "svar.example.dk")]), FormSource::Unsaid);
}

#[test]
fn on_loopback_another_port_is_another_program() {
    let hosts = hosts(None, &[]);
    let uri = Uri::from_static("/desk");
    let source = |origin| FormSource::of(&uri, &sent(&[("host", "localhost:8080"), ("origin", origin)]), &hosts);
    assert_eq!(source("http://localhost:8080"), FormSource::Own);
    assert_eq!(source("http://localhost:3000"), FormSource::Foreign);
}

#[tokio::test]
async fn a_problem_is_written_as_rfc_9457_says() {
    let field = FieldProblem { field: "name".into(), code: "name-missing".into(), message: "Skriv dit navn".into() };
    let problem = Problem::of(StatusCode::UNPROCESSABLE_ENTITY).with_errors(vec![field]).retry(0);
    let response = problem.into_response();
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(text(&response, "content-type"), "application/problem+json; charset=utf-8");
    assert_eq!((text(&response, "cache-control"), text(&response, "retry-after")), ("no-store", "1"));
    let bytes = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
    let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(json["type"], "urn:svar:problem:fields");
    assert_eq!(json["status"], 422);
    assert_eq!(json["errors"][0]["code"], "name-missing");
    assert!(json.get("detail").is_none());
}

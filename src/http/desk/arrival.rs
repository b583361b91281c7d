//! Where somebody comes from who signs in: the browser's family and system, the network cut short, and the cookie
//! by which a browser is known again.
//!
//! Nothing is kept of the browser's own words but which family and system they name.

use axum::http::header;

use super::door::Door;
use super::session;
use crate::accounts::Arrival;

pub fn arrival(door: &Door) -> Arrival {
    let agent = door.headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let device = session::device_cookie(&door.web, &door.headers).map(str::to_owned);
    Arrival { browser: family(agent), network: door.client.prefix(), device }
}

/// What each family's words contain; the first that fits counts, because they imitate each other.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

fn family(agent: &str) -> String {
    let find =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

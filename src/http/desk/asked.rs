//! What is searched for, as the address bar holds it, and what it means.
//!
//! An e-mail address or a client's address is never in there: a signed hash stands for it, by which this site's
//! comments are found and nothing else.

use crate::domain::author::Email;
use crate::domain::comment::Status;
use crate::domain::sealed::KeyedHash;
use crate::domain::search::Query;
use crate::domain::site::Site;
use crate::domain::thread::ThreadId;
use crate::domain::verdict::SignalCode;
use crate::http::client::ClientAddr;
use crate::i18n;
use crate::keys::Keys;
use crate::store::search::Filter;

use super::fields::Fields;

/// The names of a search's address, in the order in which they are written.
const NAMES: [&str; 16] = [
    "q", "name", "person", "client", "net", "host", "thread", "article", "status", "reason", "reported", "from", "to",
    "by", "order", "after",
];
/// Letters of one value.
const LONGEST: usize = 300;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked(Vec<(&'static str, String)>);

impl Asked {
    /// What of these fields belongs to a search.
    pub fn read(fields: &Fields) -> Self {
        let value = |name: &'static str| {
            let value = crate::domain::normal::line(fields.get(name)?);
            let value: String = value.chars().take(LONGEST).collect();
            (!value.is_empty()).then_some((name, value))
        };
        Self(NAMES.into_iter().filter_map(value).collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    pub fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(n, _)| *n != name).cloned().collect())
    }

    pub fn with(&self, name: &'static str, value: String) -> Self {
        let mut asked = self.without(name);
        asked.0.push((name, value));
        asked.0.sort_by_key(|(name, _)| NAMES.iter().position(|n| n == name));
        asked
    }

    /// `?q=…`, or nothing.
    pub fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.0);
        let query = query.finish();
        if query.is_empty() { query } else { format!("?{query}") }
    }

    /// Whether anything but words narrows the search.
    pub fn is_narrow(&self) -> bool {
        self.0.iter().any(|(name, _)| !matches!(*name, "q" | "order" | "after"))
    }

    /// What is to be found, and the fields that say nothing sensible and are left out.
    pub fn filter(&self, keys: &Keys, site: &Site) -> (Filter, Vec<&'static str>) {
        let mut wrong = Vec::new();
        let mut words = Query::parse(self.get("q").unwrap_or_default());
        words.and_name(self.get("name").unwrap_or_default());
        let zone = &site.policy.timezone;
        let filter = Filter {
            words,
            email: self.sensible("person", &mut wrong, |text| hash(keys, site, "person", text)),
            address: self.sensible("client", &mut wrong, |text| hash(keys, site, "client", text)),
            prefix: self.sensible("net", &mut wrong, net),
            host: self.sensible("host", &mut wrong, host),
            thread: self.sensible("thread", &mut wrong, |text| text.parse().ok().filter(|n| *n > 0).map(ThreadId)),
            status: self.sensible("status", &mut wrong, Status::from_word),
            reason: self.sensible("reason", &mut wrong, reason),
            reported: self.get("reported").is_some(),
            from: self.sensible("from", &mut wrong, |text| Some(i18n::day(text, zone)?.0)),
            to: self.sensible("to", &mut wrong, |text| Some(i18n::day(text, zone)?.1)),
            decided: self.sensible("by", &mut wrong, |text| match text {
                "person" => Some(true),
                "nobody" => Some(false),
                _ => None,
            }),
        };
        (filter, wrong)
    }

    fn sensible<T>(
        &self,
        name: &'static str,
        wrong: &mut Vec<&'static str>,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.get(name)?;
        let value = read(text);
        if value.is_none() {
            wrong.push(name);
        }
        value
    }
}

fn reason(word: &str) -> Option<SignalCode> {
    SignalCode::ALL.iter().copied().find(|code| code.as_str() == word)
}

/// A truncated client address, as cards show it; a whole one must not get into an address.
fn net(text: &str) -> Option<String> {
    let net: ipnet::IpNet = text.parse().ok()?;
    let truncated = matches!((net, net.prefix_len()), (ipnet::IpNet::V4(_), 24) | (ipnet::IpNet::V6(_), 48));
    truncated.then(|| net.trunc().to_string())
}

/// The host of whatever was typed: a name, or an address that was copied.
fn host(text: &str) -> Option<String> {
    let address = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    crate::text::hosts([address.as_str()]).pop().filter(|host| host.contains('.'))
}

/// The value that stands for an e-mail address or a client's address.
pub fn stand_in(keys: &Keys, site: &Site, name: &str, hash: &KeyedHash) -> String {
    let hex: String = hash.0.iter().map(|byte| format!("{byte:02x}")).collect();
    keys.sign_cursor(&list(site, name), &hex)
}

fn hash(keys: &Keys, site: &Site, name: &str, text: &str) -> Option<KeyedHash> {
    let hex = keys.read_cursor(&list(site, name), text)?;
    let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    // Not further: an address that somebody kept may be from when hashes were longer.
    (0..hex.len().min(2 * KeyedHash::LENGTH)).step_by(2).map(byte).collect::<Option<Vec<u8>>>().map(KeyedHash)
}

fn list(site: &Site, name: &str) -> String {
    format!("desk search {name} {}", site.key.as_str())
}

/// What was typed as an e-mail address; `None` when it is none.
pub fn person(keys: &Keys, site: &Site, typed: &str) -> Option<String> {
    let email = Email::parse(typed).ok()?;
    Some(stand_in(keys, site, "person", &keys.email_hash(site.id, &email)))
}

/// What was typed as a client's address: a whole one by its hash, a truncated one as it is. `None` when it is neither.
pub fn client(keys: &Keys, site: &Site, typed: &str) -> Option<(&'static str, String)> {
    if let Ok(address) = typed.trim().parse() {
        let hash = keys.address_hash(site.id, &ClientAddr::new(address).key().bytes());
        return Some(("client", stand_in(keys, site, "client", &hash)));
    }
    net(typed.trim()).map(|net| ("net", net))
}

//! As much of a mail reader as assertions need: headers, and text parts in plain letters.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// One message as the server was given it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// The envelope's sender and recipients, which the headers may contradict.
    pub from: String,
    pub to: Vec<String>,
    /// Headers and body, as sent.
    pub raw: Vec<u8>,
    /// The account's name, where the server asks for one.
    pub signed_in_as: Option<String>,
}

impl Mail {
    /// A header's value, unfolded, with encoded words (RFC 2047) in plain letters.
    pub fn header(&self, name: &str) -> Option<String> {
        Part::parse(&self.raw).header(name).map(|value| plain_words(&value))
    }

    /// What a reader without HTML sees.
    pub fn text(&self) -> String {
        self.parts("text/plain")
    }

    pub fn html(&self) -> String {
        self.parts("text/html")
    }

    /// The first link in the text that contains `needle`.
    pub fn link(&self, needle: &str) -> Option<String> {
        let text = self.text();
        let mut words = text.split(|letter: char| letter.is_whitespace() || "<>\"".contains(letter));
        words.find(|word| word.starts_with("http") && word.contains(needle)).map(str::to_owned)
    }

    fn parts(&self, kind: &str) -> String {
        let mut texts = Vec::new();
        Part::parse(&self.raw).collect(kind, &mut texts);
        texts.join("\n")
    }
}

/// A message, or one part of a multipart one.
struct Part<'a> {
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    fn parse(raw: &'a [u8]) -> Self {
        let (head, body) = match raw.windows(4).position(|window| window == b"\r\n\r\n") {
            Some(end) => (&raw[..end], &raw[end + 4..]),
            None => (raw, &raw[raw.len()..]),
        };
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in String::from_utf8_lossy(head).split("\r\n") {
            if line.starts_with([' ', '\t'])
                && let Some((_, value)) = headers.last_mut()
            {
                value.push_str(line);
            } else if let Some((name, value)) = line.split_once(':') {
                headers.push((name.to_lowercase(), value.trim().to_owned()));
            }
        }
        Self { headers, body }
    }

    fn header(&self, name: &str) -> Option<String> {
        let name = name.to_lowercase();
        self.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone())
    }

    fn collect(&self, kind: &str, texts: &mut Vec<String>) {
        let content = self.header("Content-Type").unwrap_or_else(|| "text/plain".to_owned());
        if let Some(boundary) = content.split("boundary=").nth(1) {
            let boundary = boundary.split(';').next().unwrap_or_default().trim().trim_matches('"');
            for part in between(self.body, format!("--{boundary}").as_bytes()) {
                Part::parse(part).collect(kind, texts);
            }
        } else if content.to_lowercase().starts_with(kind) {
            texts.push(self.plain());
        }
    }

    fn plain(&self) -> String {
        let encoding = self.header("Content-Transfer-Encoding").unwrap_or_default().to_lowercase();
        let bytes = match encoding.as_str() {
            "base64" => unbase64(self.body),
            "quoted-printable" => unquote(self.body),
            _ => self.body.to_vec(),
        };
        String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
    }
}

/// What stands between one boundary line and the next.
fn between<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let starts: Vec<usize> = (0..body.len()).filter(|&at| body[at..].starts_with(boundary)).collect();
    let part = |pair: &[usize]| body[pair[0] + boundary.len()..pair[1]].strip_prefix(b"\r\n");
    let parts = starts.windows(2).filter_map(part);
    parts.map(|part| part.strip_suffix(b"\r\n").unwrap_or(part)).collect()
}

fn unbase64(bytes: &[u8]) -> Vec<u8> {
    let letters: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    STANDARD.decode(letters).unwrap_or_default()
}

/// RFC 2045 §6.7: `=C3` is a byte, `=` before the end of a line joins it to the next.
fn unquote(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'=' {
            plain.push(first);
        } else if let Some(joined) = after.strip_prefix(b"\r\n") {
            rest = joined;
        } else if let Some((code, further)) = after.split_at_checked(2)
            && let Some(byte) = std::str::from_utf8(code).ok().and_then(|code| u8::from_str_radix(code, 16).ok())
        {
            plain.push(byte);
            rest = further;
        }
    }
    plain
}

/// `=?utf-8?b?…?=` and `=?utf-8?q?…?=`; the white space between two of them is not part of the text.
fn plain_words(value: &str) -> String {
    let mut plain = String::new();
    let mut after_encoded = false;
    for word in value.split_whitespace() {
        let encoded = encoded_word(word);
        if !(plain.is_empty() || after_encoded && encoded.is_some()) {
            plain.push(' ');
        }
        after_encoded = encoded.is_some();
        plain.push_str(encoded.as_deref().unwrap_or(word));
    }
    plain
}

fn encoded_word(word: &str) -> Option<String> {
    let mut fields = word.strip_prefix("=?")?.strip_suffix("?=")?.split('?');
    let (_charset, encoding, text) = (fields.next()?, fields.next()?, fields.next()?);
    let bytes = match encoding.to_lowercase().as_str() {
        "b" => unbase64(text.as_bytes()),
        "q" => unquote(text.replace('_', " ").as_bytes()),
        _ => return None,
    };
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

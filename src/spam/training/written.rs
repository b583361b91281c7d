//! Comments that were written for this project, with alternatives and slots: one line stands for many comments.
//!
//! `{a|b}` is one of the alternatives; `{link:casino}`, `{first}` and so on are filled from the slots' file. There is next to no
//! public comment spam that a prior may be made from, and none at all in Danish; so it is written.

use std::collections::HashMap;

use serde::Deserialize;

use super::corpus::{BadLine, Labelled};
use super::dice::Dice;

/// What slots are filled with.
#[derive(Clone, Debug, Deserialize)]
pub struct Slots {
    /// Words of which hosts are put together, by topic.
    spam: HashMap<String, String>,
    spam_tops: String,
    spam_paths: String,
    /// Hosts of well-known sites, by topic, and how their addresses go on.
    honest: HashMap<String, String>,
    honest_paths: HashMap<String, String>,
    homes: String,
    words: String,
    first: HashMap<String, String>,
    last: HashMap<String, String>,
    mails: String,
}

/// A line before its alternatives are chosen.
#[derive(Clone, Debug, Deserialize)]
pub struct Pattern {
    pub label: u8,
    #[serde(default)]
    pub kind: String,
    pub lang: String,
    #[serde(default)]
    pub author: String,
    #[serde(default)]
    pub url: String,
    pub text: String,
}

impl Slots {
    pub fn read(json: &str) -> Result<Self, BadLine> {
        serde_json::from_str(json).map_err(|error| BadLine { line: error.line(), why: error.to_string() })
    }
}

/// Reads patterns, each a JSON document on a line, and tries each once so that a wrong slot is found here.
pub fn read(json_lines: &str, slots: &Slots) -> Result<Vec<Pattern>, BadLine> {
    let mut patterns = Vec::new();
    for (at, line) in json_lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let bad = |why: String| BadLine { line: at + 1, why };
        let pattern: Pattern = serde_json::from_str(line).map_err(|error| bad(error.to_string()))?;
        if pattern.label > 1 || pattern.text.trim().is_empty() {
            return Err(bad("`label` must be 1 (spam) or 0 (ham), and `text` must not be empty".to_owned()));
        }
        for part in [&pattern.author, &pattern.url, &pattern.text] {
            Filling { slots, lang: &pattern.lang, dice: &mut Dice::new(1) }.try_all(part).map_err(bad)?;
        }
        patterns.push(pattern);
    }
    Ok(patterns)
}

impl Pattern {
    /// One of the comments that the line stands for.
    pub fn comment(&self, slots: &Slots, dice: &mut Dice) -> Labelled {
        let mut filled = |part: &str| Filling { slots, lang: &self.lang, dice }.fill(part).unwrap_or_default();
        Labelled {
            author: filled(&self.author),
            website: filled(&self.url),
            text: filled(&self.text),
            spam: self.label == 1,
            lang: self.lang.clone(),
            train: None,
        }
    }
}

/// An honest link of a kind that people paste, for training texts that have none.
pub fn plausible_link(slots: &Slots, dice: &mut Dice) -> String {
    let kinds = ["news", "news", "news", "wiki", "video", "official", "blog", "code"];
    let kind = dice.pick(&kinds).copied().unwrap_or("news");
    Filling { slots, lang: "en", dice }.link(kind).unwrap_or_default()
}

/// What somebody calls themselves who is no firm: for sets that come without authors.
pub fn name(lang: &str, slots: &Slots, dice: &mut Dice) -> String {
    let form = match dice.below(10) {
        0..=2 => "{first}",
        3..=7 => "{first} {last}",
        8 => "{first}{n}",
        _ => "{first} {first} {last}",
    };
    let name = Filling { slots, lang, dice }.fill(form).unwrap_or_default();
    if dice.once_in(8) { name.to_lowercase() } else { name }
}

/// What stands before the `}` that belongs to a `{` just passed, and what follows it.
fn braced(from: &str) -> Option<(&str, &str)> {
    let mut open = 1;
    for (at, b) in from.bytes().enumerate() {
        open += i32::from(b == b'{') - i32::from(b == b'}');
        if open == 0 {
            return Some((from.get(..at)?, from.get(at + 1..)?));
        }
    }
    None
}

/// Parts at `|`, but not inside braces.
fn alternatives(inside: &str) -> Vec<&str> {
    let mut open = 0;
    let bar = |c: char| {
        open += i32::from(c == '{') - i32::from(c == '}');
        c == '|' && open == 0
    };
    inside.split(bar).collect()
}

/// A link of any of spam's topics, plain or in one of the kinds of markup that spammers try.
pub fn spam_link(slots: &Slots, dice: &mut Dice) -> String {
    let mut topics: Vec<&str> = slots.spam.keys().map(String::as_str).collect();
    topics.sort_unstable();
    let topic = dice.pick(&topics).copied().unwrap_or_default();
    let markup = dice.below(8);
    let mut filling = Filling { slots, lang: "en", dice };
    let link = filling.link(topic).unwrap_or_default();
    let word = filling.word(slots.spam.get(topic).map_or("", String::as_str));
    match markup {
        0 => format!("<a href=\"{link}\">{word}</a>"),
        1 => format!("[url={link}]{word}[/url]"),
        2 => format!("[{word}]({link})"),
        3 => filling.host(topic).unwrap_or_default(),
        _ => link,
    }
}

struct Filling<'a> {
    slots: &'a Slots,
    lang: &'a str,
    dice: &'a mut Dice,
}

impl Filling<'_> {
    fn fill(&mut self, part: &str) -> Result<String, String> {
        let mut out = String::new();
        let mut rest = part;
        while let Some((before, from)) = rest.split_once('{') {
            out.push_str(before);
            let (inside, after) = braced(from).ok_or("a `{` has no `}`")?;
            out.push_str(&self.slot(inside)?);
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// Fills every alternative once, so that none is found wrong only when chance picks it.
    fn try_all(&mut self, part: &str) -> Result<(), String> {
        let mut rest = part;
        while let Some((_, from)) = rest.split_once('{') {
            let (inside, after) = braced(from).ok_or("a `{` has no `}`")?;
            match alternatives(inside).as_slice() {
                [slot] => drop(self.slot(slot)?),
                several => several.iter().try_for_each(|one| self.try_all(one))?,
            }
            rest = after;
        }
        Ok(())
    }

    fn slot(&mut self, name: &str) -> Result<String, String> {
        let choices = alternatives(name);
        if choices.len() > 1 {
            let chosen = self.dice.pick(&choices).copied().unwrap_or_default();
            return self.fill(chosen);
        }
        match name {
            "first" => Ok(self.name(&self.slots.first)),
            "last" => Ok(self.name(&self.slots.last)),
            "n" => Ok((1 + self.dice.below(98)).to_string()),
            "nnn" => Ok((100 + self.dice.below(2_900)).to_string()),
            "home" => Ok(self.home()),
            "email" => Ok(self.email()),
            "phone" => Ok(self.phone()),
            _ => match name.split_once(':') {
                Some(("link", topic)) => self.link(topic),
                Some(("host", topic)) => self.host(topic),
                _ => Err(format!("`{{{name}}}` is no slot")),
            },
        }
    }

    fn word(&mut self, list: &str) -> String {
        let words: Vec<&str> = list.split_whitespace().collect();
        self.dice.pick(&words).copied().unwrap_or_default().to_owned()
    }

    fn choice(&mut self, list: &str) -> String {
        let choices: Vec<&str> = list.split('|').collect();
        self.dice.pick(&choices).copied().unwrap_or_default().to_owned()
    }

    fn name(&mut self, names: &HashMap<String, String>) -> String {
        let list = names.get(self.lang).or_else(|| names.get("en")).cloned().unwrap_or_default();
        self.word(&list)
    }

    fn host(&mut self, topic: &str) -> Result<String, String> {
        if let Some(hosts) = self.slots.honest.get(topic) {
            return Ok(self.word(hosts));
        }
        let words = self.slots.spam.get(topic).ok_or_else(|| format!("`{topic}` is no topic"))?;
        // Much of spam's links lead to places whose names say nothing: bought domains, forums, redirectors.
        let words = if self.dice.once_in(3) { &self.slots.words } else { words };
        let mut host = String::new();
        let parts = 1 + self.dice.below(3);
        let dash = self.dice.once_in(2);
        for part in 0..parts.max(2) {
            if part > 0 && dash {
                host.push('-');
            }
            host.push_str(&self.word(words));
        }
        if self.dice.once_in(3) {
            host.push_str(&self.dice.below(400).to_string());
        }
        Ok(format!("{host}.{}", self.word(&self.slots.spam_tops)))
    }

    fn link(&mut self, topic: &str) -> Result<String, String> {
        let host = self.host(topic)?;
        let paths = match self.slots.spam.get(topic) {
            Some(_) => self.choice(&self.slots.spam_paths),
            None => self.choice(self.slots.honest_paths.get(topic).map_or("", String::as_str)),
        };
        let words = self.slots.spam.get(topic).unwrap_or(&self.slots.words);
        let path = self.path(&paths, words);
        let scheme = if self.dice.once_in(3) { "http" } else { "https" };
        let www = if self.dice.once_in(3) && !host.starts_with("www.") { "www." } else { "" };
        Ok(format!("{scheme}://{www}{host}{path}"))
    }

    fn path(&mut self, pattern: &str, words: &str) -> String {
        let mut out = String::new();
        let mut rest = pattern;
        while let Some((before, from)) = rest.split_once('{') {
            out.push_str(before);
            let (inside, after) = from.split_once('}').unwrap_or((from, ""));
            match inside {
                "word" => out.push_str(&self.word(words)),
                "n" => out.push_str(&(1 + self.dice.below(99_999)).to_string()),
                _ => out.push_str(&self.code()),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn code(&mut self) -> String {
        const SIGNS: &[u8] = b"abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789_-";
        (0..11).map(|_| self.dice.pick(SIGNS).map_or('x', |b| char::from(*b))).collect()
    }

    fn home(&mut self) -> String {
        let pattern = self.word(&self.slots.homes);
        let plain =
            |name: String| -> String { name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect() };
        let (first, last) = (plain(self.name(&self.slots.first)), plain(self.name(&self.slots.last)));
        let mut host = pattern.replace("{first}", &first).replace("{last}", &last);
        while host.contains("{word}") {
            host = host.replacen("{word}", &self.word(&self.slots.words), 1);
        }
        let scheme = if self.dice.once_in(3) { "http" } else { "https" };
        let end = if self.dice.once_in(2) { "/" } else { "" };
        format!("{scheme}://{host}{end}")
    }

    fn email(&mut self) -> String {
        let name = self.word(&self.slots.words);
        let other = self.word(&self.slots.words);
        format!("{name}.{other}{}@{}", self.dice.below(99), self.word(&self.slots.mails))
    }

    fn phone(&mut self) -> String {
        let mut digits =
            |n: usize| -> String { (0..n).map(|_| char::from(b'0' + self.dice.below(10) as u8)).collect() };
        let (a, b, c, d) = (digits(3), digits(3), digits(4), digits(2));
        match self.dice.below(4) {
            0 => format!("+1-{a}-{b}-{c}"),
            1 => format!("+{d} {a} {b} {c}"),
            2 => format!("+45 {d} {a}{b}"),
            _ => format!("({a}) {b}-{c}"),
        }
    }
}

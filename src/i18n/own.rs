//! A site's own words: what can be said otherwise, whether a text fits, and how it is spoken.
//!
//! An owner types plain texts with `{n}` and the like, never Fluent: what is typed is looked at for the variables of
//! the built-in message and for nothing else, so that no text can name another message or break a catalogue.

use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use intl_pluralrules::{PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use super::catalogue::{Grouping, Part, catalogue_source};
use super::category_name;
use crate::domain::lang::Lang;
use crate::domain::policy::Why;
use crate::domain::texts::{self, MOST, Piece, TextName, Texts};

/// Messages that belong together, under the heading that they have in the catalogue.
#[derive(Clone, Debug)]
pub struct Group {
    pub title: String,
    pub messages: Vec<Message>,
}

#[derive(Clone, Debug)]
pub struct Message {
    pub id: String,
    /// One of the empty name, or one for each plural form.
    pub forms: Vec<Form>,
}

#[derive(Clone, Debug)]
pub struct Form {
    pub name: String,
    /// The built-in text, its variables as `{n}`.
    pub text: String,
}

/// Everything that readers are told in a language, but for dates and times, whose order is the language's own.
pub fn readers_messages(lang: Lang) -> Vec<Group> {
    let parsed = fluent_syntax::parser::parse(catalogue_source(lang, Part::Reader));
    let Ok(resource) = parsed else { return Vec::new() };
    let mut groups: Vec<Group> = Vec::new();
    for entry in resource.body {
        match entry {
            Entry::GroupComment(comment) => {
                groups.push(Group { title: comment.content.join(" "), messages: Vec::new() });
            }
            Entry::Message(message) => {
                let (Some(group), Some(pattern)) = (groups.last_mut(), &message.value) else { continue };
                group.messages.push(Message { id: message.id.name.to_owned(), forms: forms(pattern) });
            }
            _ => {}
        }
    }
    // Dates and times come first.
    groups.into_iter().skip(1).filter(|group| !group.messages.is_empty()).collect()
}

/// The forms of a message, each as one text. What stands around a choice is part of every form.
fn forms(pattern: &Pattern<&str>) -> Vec<Form> {
    let mut all = vec![Form { name: String::new(), text: String::new() }];
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => append(&mut all, value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => append(&mut all, &spelled(inline)),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                let before = all.first().map(|form| form.text.clone()).unwrap_or_default();
                let form = |variant: &fluent_syntax::ast::Variant<&str>| {
                    let name = match variant.key {
                        VariantKey::Identifier { name } => name,
                        VariantKey::NumberLiteral { value } => value,
                    };
                    let inner: String = forms(&variant.value).into_iter().map(|form| form.text).collect();
                    Form { name: name.to_owned(), text: format!("{before}{inner}") }
                };
                all = variants.iter().map(form).collect();
            }
        }
    }
    all
}

fn append(forms: &mut [Form], text: &str) {
    for form in forms {
        form.text.push_str(text);
    }
}

fn spelled(inline: &InlineExpression<&str>) -> String {
    match inline {
        InlineExpression::VariableReference { id } => format!("{{{}}}", id.name),
        InlineExpression::StringLiteral { value } => fluent_syntax::unicode::unescape_unicode_to_string(value).into(),
        _ => String::new(),
    }
}

/// Whether a text can stand in the place of a built-in one.
///
/// # Errors
/// There is no such text; it is too long; it lacks a variable of the built-in one, or names one that is not there.
pub fn check(name: &TextName, text: &str) -> Result<(), Why> {
    let messages = readers_messages(name.lang).into_iter().flat_map(|group| group.messages);
    let message = messages.into_iter().find(|message| message.id == name.id).ok_or(Why::NoText)?;
    let form = message.forms.iter().find(|form| form.name == name.form).ok_or(Why::NoText)?;
    if text.is_empty() {
        return Ok(());
    }
    if text.chars().count() > MOST {
        return Err(Why::Long { most: u32::try_from(MOST).unwrap_or(u32::MAX) });
    }
    let own = || texts::variables(text);
    if let Some(lacking) = texts::variables(&form.text).find(|needed| !own().any(|name| name == *needed)) {
        return Err(Why::Lacks { name: lacking.to_owned() });
    }
    let known = |name: &str| message.forms.iter().any(|form| texts::variables(&form.text).any(|v| v == name));
    match own().find(|name| !known(name)) {
        Some(strange) => Err(Why::Strange { name: strange.to_owned() }),
        None => Ok(()),
    }
}

/// The site's own words for a message; `None` where it has none for this number.
pub(super) fn say(texts: &Texts, lang: Lang, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let forms = texts.forms(lang, id)?;
    let text = match forms.get("") {
        Some(text) => text,
        None => {
            let Some(FluentValue::Number(number)) = args?.get("n") else { return None };
            let n = number.value as i64;
            forms.get(&n.to_string()).or_else(|| forms.get(category(lang, n)))?
        }
    };
    let value = |name: &str| match args.and_then(|args| args.get(name)) {
        Some(FluentValue::Number(number)) => Grouping::of(lang).number(number.value as i64),
        Some(FluentValue::String(text)) => text.clone().into_owned(),
        _ => String::new(),
    };
    let spoken = texts::pieces(text).into_iter().map(|piece| match piece {
        Piece::Plain(text) => text.to_owned(),
        Piece::Variable(name) => value(name),
    });
    Some(spoken.collect())
}

fn category(lang: Lang, n: i64) -> &'static str {
    let tag = lang.tag().parse::<LanguageIdentifier>().unwrap_or_default();
    let rules = PluralRules::create(tag, PluralRuleType::CARDINAL).ok();
    rules.and_then(|rules| rules.select(n).ok()).map_or("other", category_name)
}

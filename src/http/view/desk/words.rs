//! What the desk's script says by itself, in the moderator's language.

use serde_json::{Map, Value};

use crate::domain::comment::Status;
use crate::i18n::Words;

/// Sentences without anything to put in.
const PLAIN: [&str; 7] = ["busy", "decide-otherwise", "failed", "offline", "sending", "signed-out", "somebody-else"];

/// The same about a number: one text for each plural form, with `{n}` where it stands.
const COUNTED: [&str; 2] = ["kept", "new"];

/// One about a comment by `{name}`.
const NAMED: [&str; 6] = ["said-approved", "said-pending", "said-restore", "said-spam", "said-trash", "undone-one"];

/// What is said of several comments.
const SEVERAL: [(&str, &str); 7] = [
    ("many-failed", "desk-said-failed"),
    ("many-approved", "desk-said-approved"),
    ("many-pending", "desk-said-pending"),
    ("many-restore", "desk-said-restored"),
    ("many-spam", "desk-said-spam"),
    ("many-trash", "desk-said-trash"),
    ("many-undone", "desk-said-undone"),
];

/// All of it as JSON, each under its name without `desk-queue-`.
pub(super) fn queue_words(words: Words<'_>) -> String {
    let mut all = Map::new();
    for id in PLAIN {
        all.insert(id.to_owned(), words.t(&format!("desk-queue-{id}")).into());
    }
    for id in NAMED {
        all.insert(id.to_owned(), words.with(&format!("desk-queue-{id}"), &[("name", "{name}")]).into());
    }
    for id in COUNTED {
        all.insert(id.to_owned(), forms(words, &format!("desk-queue-{id}")));
    }
    for (id, message) in SEVERAL {
        all.insert(id.to_owned(), forms(words, message));
    }
    for status in [Status::Approved, Status::Pending, Status::Spam, Status::Trash] {
        let said = words.t(&format!("desk-status-{}", status.as_str()));
        let said = words.with("desk-queue-by-you", &[("status", &said)]);
        all.insert(format!("fate-{}", status.as_str()), said.into());
    }
    all.insert("fate-restore".to_owned(), words.t("desk-queue-restored").into());
    Value::Object(all).to_string()
}

fn forms(words: Words<'_>, id: &str) -> Value {
    words.forms(id).into_iter().map(|(category, text)| (category.to_owned(), text.into())).collect::<Map<_, _>>().into()
}

//! What it costs to judge a comment by the local model, and to learn from a decision about it.

use std::sync::Arc;

use svar::spam::model::Model;
use svar::spam::model::features::{Comment, Reader};
use svar::spam::model::learn::Features;
use svar::spam::model::opinion;
use svar::spam::model::prior::Prior;
use svar::spam::model::zones::Zones;

const PARAGRAPH: &str = "Tak for en god artikel om frivillige og kommuner. Jeg savner dog, at I nævner økonomien, se \
                         https://www.example.dk/aarsrapport-2024?side=3 og https://example.org/referat. Det er ikke \
                         altid nemt at blive enige, men hvis man taler sammen, så går det. Mvh. Åse Ærø\n\n";

fn main() {
    divan::main();
}

/// A comment of so many bytes, or a few less where that would cut a letter.
fn typed(bytes: usize) -> String {
    let text: String = PARAGRAPH.chars().cycle().take(bytes).collect();
    text.get(..text.floor_char_boundary(bytes)).unwrap_or_default().to_owned()
}

fn comment(text: &str) -> Comment<'_> {
    Comment { text, author: "Åse Ærø", website: "https://example.dk/aase", known: &[] }
}

fn shipped() -> Model {
    Model::new(Arc::new(Prior::embedded().unwrap_or_else(|_| Prior::none())))
}

/// The probability alone, with buffers that are used again.
#[divan::bench(args = [300, 4_096])]
fn score(bencher: divan::Bencher, bytes: usize) {
    let (text, model) = (typed(bytes), shipped());
    let (mut reader, mut features) = (Reader::default(), Features::default());
    bencher.bench_local(|| {
        features.set(&mut reader, &comment(&text));
        model.probability(&features)
    });
}

/// As posting does it: with the reasons for a comment that has to wait.
#[divan::bench(args = [300, 4_096])]
fn judge(bencher: divan::Bencher, bytes: usize) {
    let (text, model) = (typed(bytes), shipped());
    let zones = Zones { approve: 0.0, spam: 1.0 };
    bencher.bench(|| opinion::signal(&model, &comment(&text), zones));
}

#[divan::bench(args = [300, 4_096])]
fn learn(bencher: divan::Bencher, bytes: usize) {
    let (text, mut model) = (typed(bytes), shipped());
    let (mut reader, mut features) = (Reader::default(), Features::default());
    let mut spam = false;
    bencher.bench_local(|| {
        features.set(&mut reader, &comment(&text));
        spam = !spam;
        model.learn(&features, spam, 1.0);
    });
}

/// Texts that make the reader look at the same letters again and again, as long as it looks at any.
#[divan::bench(args = ["x", "a.", "a.1.", "a.q:", "\u{338}", "𝗰", "cа", "&#97;", "&#38;", "amp;", "v i "], sample_count = 5)]
fn hostile(bencher: divan::Bencher, unit: &str) {
    let (text, model) = (unit.repeat(20_000 / unit.chars().count()), shipped());
    let (mut reader, mut features) = (Reader::default(), Features::default());
    bencher.bench_local(|| {
        features.set(&mut reader, &comment(&text));
        model.probability(&features)
    });
}

//! Which words of a text were changed.

/// A part of a text; `changed`: the other text does not have it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub changed: bool,
}

/// Comparing costs the product of both lengths: of more words than this, all in the middle counts as changed.
const MOST: usize = 1_000;

/// Both texts in pieces, word by word.
pub fn diff(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (a, b) = (split(old), split(new));
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let end = end.min(a.len().min(b.len()) - start);
    let middle = |words: &[&'_ str]| words.len() - start - end;
    let (mut kept_a, mut kept_b) = (vec![true; a.len()], vec![true; b.len()]);
    let (rows, columns) = (middle(&a), middle(&b));
    kept_a.iter_mut().skip(start).take(rows).for_each(|kept| *kept = false);
    kept_b.iter_mut().skip(start).take(columns).for_each(|kept| *kept = false);
    if rows <= MOST && columns <= MOST {
        let (a, b): (Vec<&str>, Vec<&str>) =
            (a.iter().skip(start).take(rows).copied().collect(), b.iter().skip(start).take(columns).copied().collect());
        for (row, column) in common(&a, &b) {
            kept_a.iter_mut().skip(start + row).take(1).for_each(|kept| *kept = true);
            kept_b.iter_mut().skip(start + column).take(1).for_each(|kept| *kept = true);
        }
    }
    (pieces(&a, &kept_a), pieces(&b, &kept_b))
}

/// Words with the space that follows them.
fn split(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// The places of the longest common subsequence.
fn common(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    // How many words the ends of both have in common, by where the ends begin.
    let mut lengths = vec![0_u16; (a.len() + 1) * width];
    let at = |lengths: &[u16], row: usize, column: usize| lengths.get(row * width + column).copied().unwrap_or(0);
    for (row, word) in a.iter().enumerate().rev() {
        for (column, other) in b.iter().enumerate().rev() {
            let length = if word == other {
                at(&lengths, row + 1, column + 1) + 1
            } else {
                at(&lengths, row + 1, column).max(at(&lengths, row, column + 1))
            };
            if let Some(place) = lengths.get_mut(row * width + column) {
                *place = length;
            }
        }
    }
    let (mut row, mut column, mut found) = (0, 0, Vec::new());
    while let (Some(word), Some(other)) = (a.get(row), b.get(column)) {
        if word == other {
            found.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if at(&lengths, row + 1, column) >= at(&lengths, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}

/// Neighbours of one kind are one piece.
fn pieces(words: &[&str], kept: &[bool]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (word, kept) in words.iter().zip(kept) {
        match pieces.last_mut().filter(|piece| piece.changed != *kept) {
            Some(piece) => piece.text.push_str(word),
            None => pieces.push(Piece { text: (*word).to_owned(), changed: !kept }),
        }
    }
    pieces
}

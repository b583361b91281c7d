//! The HTML of a comment as it lies in the database: only what its source does not say already.
//!
//! A comment's HTML is its source with tags around it, so whole it doubles the row; packed against the source (LZ4,
//! the source as dictionary) it takes a tenth. What is here never decides whether HTML is safe: it gives back the very
//! bytes that were packed, and where it cannot (somebody changed `source` by hand), the source instead, as HTML that
//! nobody has cleaned yet (revision 0, which `text` cleans before it is shown).

use lz4_flex::block::{compress_prepend_size_with_dict, decompress_size_prepended_with_dict, uncompressed_size};

use crate::domain::comment::StoredHtml;

/// Begins what is packed. A column that begins otherwise is HTML as it is.
const PACKED: u8 = 1;
/// What stands before the source in the dictionary: what our HTML is full of, its end as most texts begin. Changing a
/// letter here makes what is stored unreadable: a new text needs a new first byte.
const TAGS: &[u8] =
    b"</p><p></blockquote><pre><code></code></pre><ol></ol><ul><li></li></ul><del></del><s></s><b></b><i></i>\
<strong></strong><em></em><br><a href=\"https://\" rel=\"nofollow ugc noopener\"></a><blockquote><p>";
/// Longer HTML is kept as it is (`text` makes 1 MiB at most), so that no damaged length asks for all memory.
const LONGEST: usize = 4 << 20;

/// The column `html`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub(super) struct PackedHtml(Vec<u8>);

impl PackedHtml {
    pub fn of(source: &str, html: &str) -> Self {
        let html = html.as_bytes();
        let block = compress_prepend_size_with_dict(html, &dictionary(source));
        let packed = [&[PACKED], crc32fast::hash(html).to_le_bytes().as_slice(), &block].concat();
        let is_smaller = html.len() <= LONGEST && packed.len() < html.len();
        let is_mistaken = html.first() == Some(&PACKED);
        Self(if is_smaller || is_mistaken { packed } else { html.to_vec() })
    }

    /// `source` and `revision` (the column `renderer`) as they are in the same row.
    pub fn stored(self, source: &str, revision: i64) -> StoredHtml {
        match self.unpacked(source) {
            Some(html) => StoredHtml { html, revision },
            None => StoredHtml { html: source.to_owned(), revision: 0 },
        }
    }

    fn unpacked(self, source: &str) -> Option<String> {
        let Some((&PACKED, packed)) = self.0.split_first() else { return String::from_utf8(self.0).ok() };
        let (check, block) = packed.split_first_chunk::<4>()?;
        if uncompressed_size(block).ok()?.0 > LONGEST {
            return None;
        }
        let html = decompress_size_prepended_with_dict(block, &dictionary(source)).ok()?;
        let is_whole = crc32fast::hash(&html) == u32::from_le_bytes(*check);
        String::from_utf8(html).ok().filter(|_| is_whole)
    }
}

fn dictionary(source: &str) -> Vec<u8> {
    [TAGS, source.as_bytes()].concat()
}

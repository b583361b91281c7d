//! Whether a ban was tried before it is made. The dry run gives out a proof, for pages and the API alike; without it
//! only one person's own address is banned (`Kind::is_personal`).

use crate::domain::site::Site;
use crate::keys::{Keys, digest};

/// All that decides whom a ban hits, as it was sent; what it then does to them may be chosen after the dry run.
pub struct Aim {
    pub what: String,
    pub comment: String,
    pub person: String,
    pub text: String,
}

impl Aim {
    /// Goes with what the dry run has shown. It is good at that site alone, and for nothing else than this.
    pub fn proof(&self, keys: &Keys, site: &Site) -> String {
        keys.sign_cursor(&list(site), &self.sum())
    }

    pub fn is_proven(&self, keys: &Keys, site: &Site, proof: &str) -> bool {
        keys.read_cursor(&list(site), proof).is_some_and(|sum| sum == self.sum())
    }

    fn sum(&self) -> String {
        let parts = [&self.what, &self.comment, &self.person, &self.text];
        digest(&parts.map(|part| part.as_bytes())).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn list(site: &Site) -> String {
    format!("desk ban tried {}", site.key.as_str())
}

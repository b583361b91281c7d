//! The secrets of an installation: sealing, keyed hashes and signatures, all from one key file.
//!
//! A stolen database or backup names nobody, because e-mail addresses lie in it sealed and client
//! addresses only as keyed hashes. Each use has its own key, derived from the master (RFC 5869), so
//! that one use can never be turned against another. The master is never logged or stored in the
//! database; the database holds only its fingerprint, so that a wrong or missing key file is noticed.

pub mod challenge;
pub mod file;
pub mod tokens;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::domain::author::Email;
use crate::domain::clock::Random;
use crate::domain::comment::CommentId;
use crate::domain::sealed::{KeyedHash, Sealed};
use crate::domain::site::SiteId;

/// An HMAC with its key worked in, which is half the work of a short one.
type Key = Hmac<Sha256>;

/// The keys of this installation, one for each use.
pub struct Keys {
    /// First bytes of a hash of the master; names the key in sealed values and in the database.
    id: [u8; 4],
    seal: XChaCha20Poly1305,
    lookup: Key,
    address: Key,
    once: Key,
    form: Key,
    cursor: Key,
    desk: Key,
    challenge: Key,
}

/// Why a sealed value cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("a sealed value was made with another key file")]
    OtherKey,
    #[error("a sealed value is damaged")]
    Damaged,
    #[error("the key could not be used")]
    Unusable,
}

impl Keys {
    pub fn from_master(master: &[u8; 32]) -> Result<Self, KeyError> {
        let derive = |usage: &str| -> Result<[u8; 32], KeyError> {
            let mut key = [0; 32];
            let info = format!("svar/v1/{usage}");
            Hkdf::<Sha256>::new(None, master).expand(info.as_bytes(), &mut key).map_err(|_| KeyError::Unusable)?;
            Ok(key)
        };
        let hashing = |usage: &str| Ok::<_, KeyError>(worked_in(&derive(usage)?));
        let mut id = [0; 4];
        id.iter_mut().zip(derive("id")?).for_each(|(to, from)| *to = from);
        Ok(Self {
            id,
            seal: XChaCha20Poly1305::new_from_slice(&derive("sealing")?).map_err(|_| KeyError::Unusable)?,
            lookup: hashing("look-up hash")?,
            address: hashing("address hash")?,
            once: hashing("once hash")?,
            form: hashing("form")?,
            cursor: hashing("cursor")?,
            desk: hashing("desk")?,
            challenge: hashing("challenge")?,
        })
    }

    /// What the database keeps to know its key file again; says nothing about the key.
    pub fn fingerprint(&self) -> String {
        self.id.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// Seals `plain` for one purpose at one site; opening it under another purpose fails.
    pub fn seal(&self, random: &dyn Random, site: SiteId, purpose: &str, plain: &[u8]) -> Result<Sealed, KeyError> {
        let mut nonce = [0; 24];
        random.fill(&mut nonce);
        let aad = Self::bound_to(site, purpose);
        let cipher = self
            .seal
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &aad })
            .map_err(|_| KeyError::Unusable)?;
        Ok(Sealed([self.id.as_slice(), nonce.as_slice(), &cipher].concat()))
    }

    pub fn open(&self, site: SiteId, purpose: &str, sealed: &Sealed) -> Result<Vec<u8>, KeyError> {
        let (id, rest) = sealed.0.split_first_chunk::<4>().ok_or(KeyError::Damaged)?;
        if *id != self.id {
            return Err(KeyError::OtherKey);
        }
        let (nonce, cipher) = rest.split_first_chunk::<24>().ok_or(KeyError::Damaged)?;
        let aad = Self::bound_to(site, purpose);
        self.seal.decrypt(&XNonce::from(*nonce), Payload { msg: cipher, aad: &aad }).map_err(|_| KeyError::Damaged)
    }

    pub fn seal_email(&self, random: &dyn Random, site: SiteId, email: &Email) -> Result<Sealed, KeyError> {
        self.seal(random, site, "email", email.expose().as_bytes())
    }

    pub fn open_email(&self, site: SiteId, sealed: &Sealed) -> Result<Email, KeyError> {
        let plain = String::from_utf8(self.open(site, "email", sealed)?).map_err(|_| KeyError::Damaged)?;
        Email::parse(&plain).map_err(|_| KeyError::Damaged)
    }

    /// By which an e-mail address is found again at one site, whatever its capitals.
    pub fn email_hash(&self, site: SiteId, email: &Email) -> KeyedHash {
        found_again_by(&self.lookup, &[&site.0.to_be_bytes(), email.folded().as_bytes()])
    }

    /// By which a client address is found again at one site, while it is kept.
    pub fn address_hash(&self, site: SiteId, client_key: &[u8]) -> KeyedHash {
        found_again_by(&self.address, &[&site.0.to_be_bytes(), client_key])
    }

    /// By which a client counts once for one deed (`what`) about one comment. Of another deed or another
    /// comment it is another hash, so that no two of them show to be of the same client.
    pub fn once_hash(&self, site: SiteId, what: &str, comment: CommentId, client_key: &[u8]) -> KeyedHash {
        let (site, comment) = (site.0.to_be_bytes(), comment.0.to_be_bytes());
        found_again_by(&self.once, &[&site, what.as_bytes(), &comment, client_key])
    }

    fn bound_to(site: SiteId, purpose: &str) -> Vec<u8> {
        [site.0.to_be_bytes().as_slice(), purpose.as_bytes()].concat()
    }
}

/// Half of an HMAC, which is what RFC 2104 (section 5) recommends to keep at least: these lie four times in each row
/// and its indexes, and two of 128 bits that are the same are not to be expected.
fn found_again_by(key: &Key, parts: &[&[u8]]) -> KeyedHash {
    KeyedHash(keyed(key, parts).into_iter().take(KeyedHash::LENGTH).collect())
}

fn worked_in(key: &[u8; 32]) -> Key {
    // `new` pads a key of the block's size or shorter; 32 bytes always fit.
    let mut block = [0; 64];
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    <Key as KeyInit>::new(&block.into())
}

/// HMAC-SHA-256 over parts, each preceded by its length so that their borders count.
fn keyed(key: &Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = key.clone();
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// SHA-256 of anything that needs no key.
pub fn digest(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// Half of [`digest`], 128 bits: for what lies in each comment's row and in an index of it.
pub fn half_digest(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = digest(parts);
    hash.truncate(16);
    hash
}

/// Whether two secrets are the same, in a time that tells nothing of where they differ.
pub fn same_secret(a: &[u8], b: &[u8]) -> bool {
    bool::from(a.ct_eq(b))
}

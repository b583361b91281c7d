//! Bytes that only the holder of the key file can read.

/// A sealed value as it lies in the database: key id, nonce, ciphertext. Opened by `keys` alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// A keyed hash of 128 bits: equal inputs at the same site can be found again, nobody can read it back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyedHash(pub Vec<u8>);

impl KeyedHash {
    /// In bytes.
    pub const LENGTH: usize = 16;
}

/// SHA-256 of a random token, or half of it. The token itself is shown once and never stored.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TokenHash(pub Vec<u8>);

//! Hashing passwords: argon2id with 64 MiB and three passes (RFC 9106), away from the threads that answer
//! requests, and at most two at once, because memory is what an attacker would exhaust.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// Nothing was tried; the same may succeed in a moment.
    #[error("too many sign-ins at once")]
    Busy,
    #[error("a password could not be hashed: {0}")]
    Defect(String),
}

/// Who hashes passwords: two at a time, sixteen waiting, the rest is told to come back.
#[derive(Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(2)), queue: Arc::new(Semaphore::new(18)) }
    }
}

impl Passwords {
    fn hasher() -> Result<Argon2<'static>, HashError> {
        let params = Params::new(64 * 1024, 3, 1, Some(32)).map_err(|e| HashError::Defect(e.to_string()))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    async fn at_work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, HashError> {
        let busy = || HashError::Busy;
        let _queued = self.queue.clone().try_acquire_owned().map_err(|_| busy())?;
        let place = self.places.clone().acquire_owned().await.map_err(|_| busy())?;
        let done = tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        });
        done.await.map_err(|e| HashError::Defect(e.to_string()))
    }

    pub async fn hash(&self, password: &str) -> Result<String, HashError> {
        let password = password.to_owned();
        self.at_work(move || {
            let hash: Result<PasswordHash, _> = Self::hasher()?.hash_password(password.as_bytes());
            Ok(hash.map_err(|e| HashError::Defect(e.to_string()))?.to_string())
        })
        .await?
    }

    /// Whether this is the account's password; `None` stands for an account that does not exist.
    pub async fn verify(&self, password: &str, hash: Option<String>) -> Result<bool, HashError> {
        let password = password.to_owned();
        self.at_work(move || {
            let hasher = Self::hasher()?;
            let parsed = hash.as_deref().and_then(|h| PasswordHash::new(h).ok());
            Ok(match parsed {
                Some(parsed) => hasher.verify_password(password.as_bytes(), &parsed).is_ok(),
                None => {
                    // The same work for an account that does not exist.
                    let _ = hasher.hash_password(password.as_bytes());
                    false
                }
            })
        })
        .await?
    }
}

//! Second factors: the sealed secret, the last code that was taken, and the codes for the day the device is lost.

use super::{Result, Store, Tx, on_pool, run_tx};
use crate::domain::moderator::ModeratorId;
use crate::domain::sealed::{Sealed, TokenHash};

impl Store {
    /// How many recovery codes are left.
    pub async fn recovery_codes_left(&self, moderator: ModeratorId) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM recovery_code WHERE moderator_id = $1";
        Ok(on_pool!(self, |c| sqlx::query_scalar(sql).bind(moderator.0).fetch_one(c))?)
    }
}

impl Tx {
    /// Sets the secret, or takes it away with the recovery codes. `used`: the time step of the code that proved it.
    pub async fn set_factor(
        &mut self,
        moderator: ModeratorId,
        secret: Option<&Sealed>,
        used: Option<i64>,
    ) -> Result<()> {
        let sql = "UPDATE moderator SET totp_sealed = $2, totp_used = $3 WHERE id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(secret.map(|s| s.0.as_slice())).bind(used))?;
        self.set_recovery_codes(moderator, &[]).await
    }

    /// Takes the code of a time step; false when it, or a later one, was taken before.
    pub async fn take_step(&mut self, moderator: ModeratorId, step: i64) -> Result<bool> {
        let sql = "UPDATE moderator SET totp_used = $2 WHERE id = $1 AND (totp_used IS NULL OR totp_used < $2)";
        Ok(run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(step))? > 0)
    }

    /// Puts these in the place of all recovery codes.
    pub async fn set_recovery_codes(&mut self, moderator: ModeratorId, hashes: &[TokenHash]) -> Result<()> {
        let sql = "DELETE FROM recovery_code WHERE moderator_id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0))?;
        for hash in hashes {
            let sql = "INSERT INTO recovery_code (moderator_id, code_hash) VALUES ($1, $2)";
            run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(&hash.0))?;
        }
        Ok(())
    }

    /// Uses a recovery code up; false when there is none such.
    pub async fn take_recovery_code(&mut self, moderator: ModeratorId, hash: &TokenHash) -> Result<bool> {
        let sql = "DELETE FROM recovery_code WHERE moderator_id = $1 AND code_hash = $2";
        Ok(run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(&hash.0))? > 0)
    }
}

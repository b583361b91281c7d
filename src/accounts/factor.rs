//! The second factor: set up, proved, taken away; and the codes for the day the device is lost.

use super::INSTALLATION;
use super::session::{Renewed, SignedIn, renew};
use super::totp::{self, Secret};
use crate::domain::moderator::ModeratorId;
use crate::domain::sealed::{Sealed, TokenHash};
use crate::keys::digest;
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::accounts::Credentials;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;

const PURPOSE: &str = "totp";
const OFFER: &str = "totp offer";
const RECOVERY_CODES: usize = 10;

/// A secret that is shown to somebody who sets a second factor up; it is theirs only when they send a code of it.
pub struct FactorOffer {
    /// The secret, sealed for this account, for the form to bring back.
    pub sealed: String,
    /// As it is typed into an app.
    pub spelled: String,
    /// As an app reads it from a drawing: `otpauth://…` with the account's address.
    pub link: String,
}

/// The code is not of the secret, or the form is not from us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotProved;

/// Offers a new secret, or the one that a form brings back.
pub async fn begin_factor(
    services: &Services,
    moderator: ModeratorId,
    again: Option<&str>,
) -> Result<FactorOffer, Failure> {
    let secret = again.and_then(|sealed| offered(services, moderator, sealed)).unwrap_or_else(|| {
        let mut secret = [0; 20];
        services.random.fill(&mut secret);
        secret
    });
    let plain = [moderator.0.to_be_bytes().as_slice(), &secret].concat();
    let sealed = services.keys.seal(&*services.random, INSTALLATION, OFFER, &plain)?;
    let email = match services.store.moderator_email(moderator).await? {
        Some(sealed) => services.account_email(&sealed)?.expose().to_owned(),
        None => String::new(),
    };
    let account: String = url::form_urlencoded::byte_serialize(email.as_bytes()).collect();
    let spelled = totp::spell(&secret);
    let link = format!("otpauth://totp/Svar:{account}?secret={spelled}&issuer=Svar");
    Ok(FactorOffer { sealed: BASE64URL.encode(sealed.0), spelled, link })
}

fn offered(services: &Services, moderator: ModeratorId, sealed: &str) -> Option<Secret> {
    let sealed = Sealed(BASE64URL.decode(sealed).ok()?);
    let plain = services.keys.open(INSTALLATION, OFFER, &sealed).ok()?;
    let (whose, secret) = plain.split_first_chunk::<8>()?;
    (i64::from_be_bytes(*whose) == moderator.0).then(|| Secret::try_from(secret).ok()).flatten()
}

/// Makes the offered secret the account's second factor, once its code proves that the app has it. The session gets
/// a new value and all others end. Gives its values and the recovery codes, which are shown once.
pub async fn set_factor(
    services: &Services,
    signed: &SignedIn,
    offer: &str,
    code: &str,
) -> Result<Result<(Renewed, Vec<String>), NotProved>, Failure> {
    let id = signed.moderator.id;
    let Some(secret) = offered(services, id, offer) else { return Ok(Err(NotProved)) };
    let Some(step) = totp::matching_step(&secret, &digits(code), services.now()) else { return Ok(Err(NotProved)) };
    let sealed = services.keys.seal(&*services.random, INSTALLATION, PURPOSE, &bound(id, &secret))?;
    let codes = recovery_codes(services);
    let mut tx = services.store.begin().await?;
    tx.set_factor(id, Some(&sealed), Some(step)).await?;
    tx.set_recovery_codes(id, &hashes(id, &codes)).await?;
    let renewed = renew(services, &mut tx, signed).await?;
    services.commit(tx).await?;
    tracing::info!(moderator.id = id.0, "a second factor was set");
    Ok(Ok((renewed, codes)))
}

/// Takes the second factor away. The session gets a new value and all others end.
pub async fn remove_factor(services: &Services, signed: &SignedIn) -> Result<Renewed, Failure> {
    let id = signed.moderator.id;
    let mut tx = services.store.begin().await?;
    tx.set_factor(id, None, None).await?;
    let renewed = renew(services, &mut tx, signed).await?;
    services.commit(tx).await?;
    tracing::info!(moderator.id = id.0, "a second factor was removed");
    Ok(renewed)
}

/// New recovery codes in the place of the old ones.
pub async fn new_recovery_codes(services: &Services, signed: &SignedIn) -> Result<Vec<String>, Failure> {
    let id = signed.moderator.id;
    let codes = recovery_codes(services);
    let mut tx = services.store.begin().await?;
    tx.set_recovery_codes(id, &hashes(id, &codes)).await?;
    services.commit(tx).await?;
    tracing::info!(moderator.id = id.0, "new recovery codes were made");
    Ok(codes)
}

/// How many recovery codes are left.
pub async fn factor_left(services: &Services, moderator: ModeratorId) -> Result<i64, Failure> {
    Ok(services.store.recovery_codes_left(moderator).await?)
}

/// Uses a typed code up, of the app or for recovery; false when it is none, or was used before.
pub(super) async fn take(
    services: &Services,
    tx: &mut Tx,
    account: &Credentials,
    typed: &str,
) -> Result<bool, Failure> {
    let id = ModeratorId(account.id);
    let Some(sealed) = account.totp_sealed.clone() else { return Ok(false) };
    let plain = services.keys.open(INSTALLATION, PURPOSE, &Sealed(sealed))?;
    let secret = plain.split_first_chunk::<8>().filter(|(whose, _)| i64::from_be_bytes(**whose) == id.0);
    let secret = secret.and_then(|(_, secret)| Secret::try_from(secret).ok());
    let secret = secret.ok_or_else(|| Failure::Defect("a second factor is damaged".to_owned()))?;
    let code = digits(typed);
    if code.len() == 6 {
        return match totp::matching_step(&secret, &code, services.now()) {
            Some(step) => Ok(tx.take_step(id, step).await?),
            None => Ok(false),
        };
    }
    Ok(tx.take_recovery_code(id, &hash(id, typed)).await?)
}

/// A secret is sealed with its owner, so that a row that was moved to another account opens nothing.
fn bound(id: ModeratorId, secret: &Secret) -> Vec<u8> {
    [id.0.to_be_bytes().as_slice(), secret].concat()
}

/// What a person types with spaces is six digits all the same; anything else is left as it is.
fn digits(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).collect()
}

/// 80 bits each, spelled in groups of four.
fn recovery_codes(services: &Services) -> Vec<String> {
    let code = |_| {
        let mut bytes = [0; 10];
        services.random.fill(&mut bytes);
        let spelled = totp::spell(&bytes).to_lowercase();
        let letters: Vec<char> = spelled.chars().collect();
        letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    };
    (0..RECOVERY_CODES).map(code).collect()
}

fn hashes(id: ModeratorId, codes: &[String]) -> Vec<TokenHash> {
    codes.iter().map(|code| hash(id, code)).collect()
}

/// Bound to the account, and the same however it is spelled.
fn hash(id: ModeratorId, code: &str) -> TokenHash {
    let letters: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    TokenHash(digest(&[b"recovery", &id.0.to_be_bytes(), letters.as_bytes()]))
}

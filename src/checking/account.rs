//! What every answer of Akismet's says about the account besides: alerts, and that there was no answer.
//!
//! Kept for the owner to see at the desk. That it cannot be kept never stops a check.

use crate::domain::clock::Timestamp;
use crate::domain::site::Site;
use crate::services::{Failure, Services};
use crate::spam::akismet::{Alert, Answer, Trouble};
use crate::store::settings::AkismetState;

impl Services {
    pub(super) async fn note_outcome(&self, site: &Site, outcome: &Result<Answer, Trouble>) {
        let key = site.key.as_str();
        let noted = match outcome {
            Ok(Answer { alert: Some(alert), .. }) => {
                tracing::warn!(site.key = key, alert.code, alert.message, "Akismet has a message for the owner");
                self.note_alert(site, alert).await
            }
            Ok(_) => Ok(()),
            Err(trouble) => {
                tracing::warn!(site.key = key, outcome = trouble.as_str(), "Akismet gave no verdict");
                self.note_trouble(site, trouble).await
            }
        };
        if let Err(failure) = noted {
            tracing::warn!(error = %failure, "what Akismet said could not be kept");
        }
    }

    /// Keeps the last alert for the desk. It comes with every answer as long as it holds, and is written again only
    /// when it says something else or an hour has gone.
    async fn note_alert(&self, site: &Site, alert: &Alert) -> Result<(), Failure> {
        let now = self.now();
        let known = self.store.akismet_state(site.id).await?;
        let state = AkismetState {
            alert_code: Some(alert.code.clone()),
            alert_message: Some(alert.message.clone()),
            alert_calls: alert.calls.clone(),
            alert_limit: alert.limit.clone(),
            alerted: Some(now.0),
            ..known.clone()
        };
        let same = AkismetState { alerted: known.alerted, ..state.clone() } == known;
        if same && known.alerted.is_some_and(|at| now.since(Timestamp(at)) < Timestamp::HOUR) {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        tx.put_akismet_alert(site.id, &state).await?;
        self.commit(tx).await
    }

    /// Keeps why there was no answer; the same reason is written again only after a minute, because where one comment
    /// gets no answer a hundred get none.
    pub(crate) async fn note_trouble(&self, site: &Site, trouble: &Trouble) -> Result<(), Failure> {
        let now = self.now();
        let known = self.store.akismet_state(site.id).await?;
        let fresh = known.troubled.is_some_and(|at| now.since(Timestamp(at)) < Timestamp::MINUTE);
        if fresh && known.trouble.as_deref() == Some(trouble.as_str()) {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        tx.put_akismet_trouble(site.id, trouble.as_str(), now).await?;
        self.commit(tx).await
    }
}

//! What readers do: post a comment, and look after their own.
//!
//! The way of a comment (DESIGN §4): parse, policy, text, filter, one short write, answer. The answer
//! exists only after the commit. Nothing is published unchecked where the owner asked for checks, and
//! whether something was taken for spam is never told to its sender.

pub(crate) mod bans;
mod challenge;
mod checks;
mod compared;
pub mod own;
mod policy;
pub mod reaction;
mod repeats;
pub mod sow;
pub mod staff;
mod waves;

use std::sync::Arc;

use crate::checking::Checked;
use crate::domain::author::{AuthorKind, Website};
use crate::domain::ban::Effect;
use crate::domain::challenge::Challenge;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, OwnComment, Status};
use crate::domain::error::{FieldCode, FieldError, Refusal};
use crate::domain::search::Document;
use crate::domain::site::Site;
use crate::domain::submission::{Draft, Submission, Visit};
use crate::domain::thread::{PageUrl, ThreadKey};
use crate::domain::verdict::{Signal, Verdict};
use crate::keys::tokens::{Token, TokenKind};
use crate::learning::{self, Typed};
use crate::services::{Failure, Room, Services};
use crate::spam::bans::Subject;
use crate::spam::checks::{Evidence, History, examine};
use crate::store::bans::ActiveBan;
use crate::store::jobs::{JobKind, NewJob};
use crate::store::lessons::Progress;
use crate::store::submissions::{NewComment, Question};
use crate::store::threads::KnownThread;
use crate::text;

use self::compared::Hashes;
pub(crate) use self::compared::text_hash;
use self::repeats::{body_hash, not_answered};

/// A post was not carried out: it was refused, or it failed.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error("refused: {}", .0.as_str())]
    Refused(Refusal),
    /// Nothing is written until this is met.
    #[error("challenged")]
    Challenged(Box<Challenge>),
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<Refusal> for NotDone {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<crate::store::Error> for NotDone {
    fn from(error: crate::store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<crate::keys::KeyError> for NotDone {
    fn from(error: crate::keys::KeyError) -> Self {
        Self::Failed(error.into())
    }
}

/// A comment that is on disk, with the secret by which its author owns it.
#[derive(Clone, Debug)]
pub struct Posted {
    pub comment: OwnComment,
    /// Of its thread.
    pub key: ThreadKey,
    pub url: Option<PageUrl>,
    pub receipt: Token,
}

/// Takes a comment in. `idempotency`: the client's key, by which a repeated request gets the first answer
/// again. Runs to its end even when the client hangs up, and keeps its `room` as long.
pub async fn post(
    services: &Arc<Services>,
    site: &Arc<Site>,
    draft: Draft,
    visit: Visit,
    idempotency: Option<String>,
    room: Room,
) -> Result<Posted, NotDone> {
    let (services, site) = (services.clone(), site.clone());
    let run = async move {
        let _room = room;
        Posting { services: &services, site: &site }.run(&draft, &visit, idempotency.as_deref()).await
    };
    to_its_end(run).await
}

/// A write runs in a task of its own: a client that hangs up between the commit and the news of it would
/// otherwise leave the caches behind. It begins at once, so that whoever waits for it has no room for it as well.
fn to_its_end<T: Send + 'static>(
    run: impl Future<Output = Result<T, NotDone>> + Send + 'static,
) -> impl Future<Output = Result<T, NotDone>> {
    let task = tokio::spawn(run);
    async { task.await.map_err(|e| Failure::Defect(format!("a reader's write ended early: {e}")))? }
}

struct Posting<'a> {
    services: &'a Services,
    site: &'a Site,
}

/// A submission with everything that was found out before the write.
struct Prepared {
    submission: Submission,
    rendered: text::Rendered,
    hashes: Hashes,
    subject: Subject,
    verdict: Verdict,
    status: Status,
    checked: Option<Checked>,
}

impl Posting<'_> {
    async fn run(&self, draft: &Draft, visit: &Visit, idempotency: Option<&str>) -> Result<Posted, NotDone> {
        let body_hash = body_hash(draft);
        match (self.attempt(draft, visit, idempotency.map(|key| (key, body_hash.as_slice()))).await, idempotency) {
            // A refusal may be the work of an equal request before this one (it makes it a duplicate, or too fast, and
            // its key is used): then its answer is ours.
            (Err(NotDone::Refused(refusal)), Some(key)) => {
                Box::pin(self.first_answer(key, &body_hash)).await?.ok_or(NotDone::Refused(refusal))
            }
            (outcome, _) => outcome,
        }
    }

    async fn attempt(
        &self,
        draft: &Draft,
        visit: &Visit,
        idempotency: Option<(&str, &[u8])>,
    ) -> Result<Posted, NotDone> {
        // In boxes: in one future they would be moved together, again and again, before they begin.
        let prepared = Box::pin(self.prepare(draft, visit, idempotency.map(|(key, _)| key))).await?;
        let receipt = Token::new(TokenKind::Receipt, self.site.id, &*self.services.random);
        let (comment, thread) = Box::pin(self.write(&prepared, visit, &receipt, idempotency)).await?;
        Ok(Posted { comment, key: thread.key, url: thread.url, receipt })
    }

    /// Steps 2 to 5: everything that needs no write.
    async fn prepare(&self, draft: &Draft, visit: &Visit, idempotency: Option<&str>) -> Result<Prepared, NotDone> {
        let now = self.services.now();
        let submission = Submission::parse(self.site, draft).map_err(Refusal::Fields)?;
        let rendered = self
            .services
            .renderer
            .render(submission.source.as_str())
            .map_err(|_| Refusal::Fields(vec![FieldError::new("body", FieldCode::BodyTooComplex)]))?;
        let hashes = self.hashes(&submission, &rendered, draft, visit);

        let (facts, sender) =
            self.services.store.first_look(&self.question(&submission, &hashes, idempotency, now)).await?;
        not_answered(&facts, now)?;
        let subject = self.subject(&submission, &hashes, &rendered, visit);
        let bans = match facts.any_bans {
            true => Box::pin(self.services.store.bans_near(self.site.id, &bans::near(subject.source()), now)).await?,
            false => Vec::new(),
        };
        let hit = bans::strictest(&bans, &subject);
        policy::refuse(&facts, is_refused(hit), &submission, self.site, now)?;

        let hosts = linked_hosts(&rendered, submission.website.as_ref());
        let about = checks::About {
            source: subject.source(),
            hosts: &hosts,
            receipt: hashes.author.as_ref(),
            own: None,
            known: Some(checks::Known { sender, decision: facts.last_decision }),
        };
        let mut history = checks::history(self.services, self.site, &about, now).await?;
        history.article = checks::article(&facts, now);
        let mut signals = self.local_signals(&submission, (&rendered, &hashes), &history, draft, now);
        signals.extend(hit.and_then(bans::signal));
        let progress = Progress { seq: facts.lesson_seq, epoch: facts.lesson_epoch };
        let model = self.services.judging(self.site, progress).await?;
        let website = submission.website.as_ref().map_or("", Website::as_str);
        let typed = Typed { text: submission.source.as_str(), author: submission.name.as_str(), website };
        signals.extend(learning::judge(self.site, model.as_deref(), typed, &signals));
        signals.extend(self.work_done(&signals, &submission, draft)?);
        let checked = match self.services.wants_akismet(self.site, &signals) {
            true => Box::pin(self.services.check_submission(self.site, &submission, visit, &draft.trap)).await?,
            false => None,
        };
        if let Some(checked) = &checked {
            signals.push(checked.signal());
            learning::judge_again(self.site, model.as_deref(), typed, &mut signals);
        }
        let known = policy::is_known(&facts, self.site);
        let (status, verdict) = Verdict::from_signals(signals).decide(self.site.policy.moderation, known);
        Ok(Prepared { submission, rendered, hashes, subject, verdict, status, checked })
    }

    fn subject(&self, submission: &Submission, hashes: &Hashes, rendered: &text::Rendered, visit: &Visit) -> Subject {
        let address = Some(hashes.address.clone());
        let source = bans::source(self.services, self.site, hashes.email.clone(), address, Some(&visit.prefix));
        bans::subject(source, submission.name.as_str(), submission.website.as_ref(), rendered)
    }

    fn question<'q>(
        &self,
        submission: &'q Submission,
        hashes: &'q Hashes,
        idempotency: Option<&'q str>,
        now: Timestamp,
    ) -> Question<'q> {
        Question {
            site: self.site.id,
            thread: &submission.thread.key,
            parent: submission.parent,
            name: submission.name.as_str(),
            text_hash: &hashes.text,
            email_hash: hashes.email.as_ref(),
            address_hash: Some(&hashes.address),
            author: hashes.author.as_ref(),
            idempotency,
            now,
        }
    }

    fn local_signals(
        &self,
        submission: &Submission,
        (rendered, hashes): (&text::Rendered, &Hashes),
        history: &History,
        draft: &Draft,
        now: Timestamp,
    ) -> Vec<Signal> {
        let form = self.services.keys.read_form_token(self.site.id, &submission.thread.key, now, &draft.token);
        examine(&Evidence {
            policy: &self.site.policy,
            name: submission.name.as_str(),
            email: submission.email.as_ref().map(|e| e.expose()),
            website: submission.website.as_ref().map(|w| w.as_str()),
            plain: &rendered.plain,
            text_hash: &hashes.text,
            sketch: hashes.sketch.as_ref(),
            links: rendered.links.len(),
            trapped: !draft.trap.is_empty(),
            form: Some(form),
            history,
        })
    }

    /// Step 6: one short write, all or nothing.
    async fn write(
        &self,
        prepared: &Prepared,
        visit: &Visit,
        receipt: &Token,
        idempotency: Option<(&str, &[u8])>,
    ) -> Result<(OwnComment, KnownThread), NotDone> {
        let services = self.services;
        let site = self.site;
        let now = services.now();
        let submission = &prepared.submission;
        let email = match (&submission.email, &prepared.hashes.email) {
            (Some(email), Some(hash)) => {
                Some((services.keys.seal_email(&*services.random, site.id, email)?, hash.clone()))
            }
            _ => None,
        };
        let request = prepared.checked.as_ref().map(|c| services.seal_check(site, c)).transpose()?;
        let title = submission.title.as_deref();
        let document = Document::new(site.id, submission.name.as_str(), title, &prepared.rendered.plain);
        let hosts = linked_hosts(&prepared.rendered, submission.website.as_ref());

        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let key = idempotency.map(|(key, _)| key);
        let facts = tx.facts(&self.question(submission, &prepared.hashes, key, now)).await?;
        let bans = match facts.any_bans {
            true => Box::pin(tx.bans_near(site.id, &bans::near(prepared.subject.source()), now)).await?,
            false => Vec::new(),
        };
        let banned = is_refused(bans::strictest(&bans, &prepared.subject));
        let allowed = not_answered(&facts, now).and_then(|()| policy::refuse(&facts, banned, submission, site, now));
        if let Err(refusal) = allowed {
            tx.rollback().await?;
            return Err(refusal.into());
        }
        let (mut status, mut verdict) = (prepared.status, prepared.verdict.clone());
        let sketch = prepared.hashes.sketch.as_ref();
        let seen = (hosts.as_slice(), sketch);
        let followed = self.follow_wave(&mut tx, prepared, seen, &facts, (&mut status, &mut verdict), now).await?;
        let shown_title = title.filter(|_| status == Status::Approved);
        let thread = tx.complete_thread(site.id, facts.thread(), &submission.thread, shown_title, now).await?;
        let place = policy::place(&facts);
        let new = NewComment {
            site: site.id,
            thread: thread.id,
            parent: place.parent,
            root: place.root,
            depth: place.depth,
            status,
            author_kind: AuthorKind::Guest,
            name: submission.name.as_str().to_owned(),
            website: submission.website.as_ref().map(|w| w.as_str().to_owned()),
            email,
            notify: submission.notify,
            address: Some((prepared.hashes.address.clone(), visit.prefix.clone())),
            source: submission.source.as_str().to_owned(),
            html: text::to_store(&prepared.rendered.html),
            text_hash: prepared.hashes.text.clone(),
            verdict,
            receipt: receipt.hash(),
            sketch: Some(sketch.map(|sketch| sketch.bytes()).unwrap_or_default()),
            article_title: title.map(str::to_owned),
            picked: false,
            created: now,
        };
        let id = tx.insert_comment(&new).await?;
        tx.add_links(site.id, id, &hosts).await?;
        tx.put_words(site.id, id, &document).await?;
        if let Some(followed) = &followed {
            crate::moderation::record_followed(&mut tx, site, id, followed, now).await?;
        }
        if let Some(request_key) = idempotency {
            self.keep_first_answer(&mut tx, &facts, request_key, (id, receipt), now).await?;
        }
        if let Some(request) = &request {
            tx.keep_check_request(site.id, id, request, now).await?;
        }
        self.add_jobs(&mut tx, id, prepared, status, now).await?;
        services.commit(tx).await?;
        services.metrics.comment(status);
        Ok((new.into_own(id), thread))
    }

    async fn add_jobs(
        &self,
        tx: &mut crate::store::Tx,
        id: CommentId,
        prepared: &Prepared,
        status: Status,
        now: Timestamp,
    ) -> Result<(), NotDone> {
        let site = self.site.id;
        // What is spam by the local checks alone needs no second opinion.
        let recheck = prepared.checked.as_ref().and_then(Checked::ask_again_in);
        if let Some(delay) = recheck.filter(|_| !matches!(status, Status::Spam | Status::Trash)) {
            let payload = serde_json::json!({});
            let kind = JobKind::AkismetCheck;
            tx.add_job(&NewJob { site, kind, comment: Some(id), payload, run_at: now.plus(delay) }).await?;
        }
        if status == Status::Pending {
            crate::moderation::announce_waiting(self.services, tx, self.site, now).await?;
        }
        Ok(())
    }
}

fn is_refused(hit: Option<&ActiveBan>) -> bool {
    hit.is_some_and(|ban| ban.effect == Effect::Refuse)
}

/// The hosts that a comment leads to: by its text, and by its author's website.
pub(crate) fn linked_hosts(rendered: &text::Rendered, website: Option<&Website>) -> Vec<String> {
    text::hosts(rendered.links.iter().map(String::as_str).chain(website.map(Website::as_str)))
}

//! What the author of a comment may do with its receipt: see it, change it for a while, withdraw it, and
//! confirm the address it was written from.

use std::sync::Arc;

use super::{NotDone, text_hash, to_its_end};
use crate::checking::Checked;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{OwnComment, Status};
use crate::domain::error::{FieldCode, FieldError, Refusal};
use crate::domain::moderator::Actor;
use crate::domain::policy::Policy;
use crate::domain::search::Document;
use crate::domain::site::Site;
use crate::domain::submission::Source;
use crate::domain::thread::Thread;
use crate::domain::verdict::{Signal, SignalCode, Verdict};
use crate::keys::tokens::{Token, TokenKind};
use crate::learning::{self, Typed};
use crate::services::{Failure, Services};
use crate::spam::akismet::Check;
use crate::spam::bans::Subject;
use crate::spam::checks::{Evidence, examine, made_by};
use crate::spam::sketch::Sketch;
use crate::store::audit::{About, NewDecision};
use crate::store::jobs::{JobKind, NewJob};
use crate::store::statuses::{Before, Change, Current, Edit};
use crate::store::tokens::{CheckRequest, Purpose};
use crate::text;

/// A comment with its site and thread, as its receipt opens it.
#[derive(Clone)]
pub struct Own {
    pub site: Arc<Site>,
    pub thread: Thread,
    pub comment: OwnComment,
    pub receipt: Token,
}

impl Own {
    /// Until when the text may be changed; `None` when it may not.
    pub fn editable_until(&self, now: Timestamp) -> Option<Timestamp> {
        editable_until(&self.site.policy, &self.comment, now)
    }

    /// Whether a mail that confirms the address would help.
    pub fn may_confirm(&self, services: &Services) -> bool {
        services.mailer.is_on() && self.comment.has_email && !self.comment.email_confirmed && !self.comment.withdrawn
    }
}

/// Until when the text of a comment may be changed; `None` when it may not.
pub fn editable_until(policy: &Policy, comment: &OwnComment, now: Timestamp) -> Option<Timestamp> {
    let end = comment.created.plus(i64::from(policy.edit_minutes) * Timestamp::MINUTE);
    let rejected = comment.withdrawn || (comment.decided && comment.status != Status::Approved);
    (now < end && !rejected).then_some(end)
}

/// Opens a receipt. `None` for anything that is not the receipt of an existing comment.
pub async fn open(services: &Services, receipt: &str) -> Result<Option<Own>, Failure> {
    let Some(receipt) = Token::parse(TokenKind::Receipt, receipt) else { return Ok(None) };
    let Some(comment) = services.store.own_comment(receipt.site, &receipt.hash()).await? else { return Ok(None) };
    let Some(site) = services.store.site_by_id(receipt.site).await? else { return Ok(None) };
    let Some(thread) = services.store.thread_by_id(site.id, comment.thread).await? else { return Ok(None) };
    Ok(Some(Own { site: Arc::new(site), thread, comment, receipt }))
}

/// Changes the text within the time that the site allows. The new text goes through the same checks as
/// the first, so that nothing is slipped in behind them. Runs to its end even when the client hangs up.
pub async fn edit(services: &Arc<Services>, own: &Own, body: &str) -> Result<OwnComment, NotDone> {
    let (services, own, body) = (services.clone(), own.clone(), body.to_owned());
    to_its_end(async move { change(&services, &own, &body).await }).await
}

async fn change(services: &Services, own: &Own, body: &str) -> Result<OwnComment, NotDone> {
    let site = &own.site;
    let now = services.now();
    if own.comment.withdrawn {
        return Err(Refusal::NotFound.into());
    }
    if own.editable_until(now).is_none() {
        let since = own.comment.created.plus(i64::from(site.policy.edit_minutes) * Timestamp::MINUTE);
        return Err(Refusal::EditWindowOver { since }.into());
    }
    let source = Source::parse(body, site.policy.max_length).map_err(|e| Refusal::Fields(vec![e]))?;
    let rendered = services
        .renderer
        .render(source.as_str())
        .map_err(|_| Refusal::Fields(vec![FieldError::new("body", FieldCode::BodyTooComplex)]))?;
    let subject = subject(services, own, &rendered).await?;
    let banned = super::bans::examine_change(services, site, &subject, now).await?;
    let (signals, asked) = judge(services, own, &subject, &source, &rendered, banned).await?;
    let request = asked.request(services, site)?;
    let checked = asked.checked();

    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let current = tx.current(site.id, own.comment.id).await?.ok_or(Refusal::NotFound)?;
    if current.version != own.comment.version {
        tx.rollback().await?;
        return Err(Refusal::Stale.into());
    }
    // What a person let in was forgiven its form; a comment that waited keeps its reasons to wait.
    let forgiven = current.decided && current.status == Status::Approved;
    let known = current.status == Status::Approved || !current.verdict.has(SignalCode::FirstComment);
    let kept = current.verdict.signals.iter().filter(|s| !forgiven && stays(s.code, site)).cloned();
    let verdict = Verdict::from_signals(kept.chain(signals).collect());
    let (status, verdict) = verdict.decide(site.policy.moderation, known);
    let html = text::to_store(&rendered.html);
    let hash = text_hash(&rendered.plain);
    let edit = Edit { source: source.as_str(), html: &html, text_hash: &hash, verdict: &verdict, now };
    tx.edit_comment(site.id, &current, &edit).await?;
    tx.put_links(site.id, current.id, &super::linked_hosts(&rendered, own.comment.website.as_ref())).await?;
    let document = Document::new(site.id, &own.comment.name, own.thread.title.as_deref(), &rendered.plain);
    tx.put_words(site.id, current.id, &document).await?;
    if status != current.status {
        let change = Change {
            to: status,
            decided: false,
            withdrawn: false,
            verdict: Some(verdict.clone()),
            now,
            before: Before::Follow,
        };
        let edited = Current { verdict: verdict.clone(), ..current.clone() };
        tx.change_status(site.id, &edited, &change).await?;
    }
    if let Some(request) = &request {
        tx.keep_check_request(site.id, current.id, request, now).await?;
        // What waits to be asked was about the old text.
        tx.drop_jobs(site.id, JobKind::AkismetCheck, current.id).await?;
    }
    if let Some(delay) = checked.and_then(Checked::ask_again_in).filter(|_| status != Status::Spam) {
        let payload = serde_json::json!({});
        let (kind, comment) = (JobKind::AkismetCheck, Some(current.id));
        tx.add_job(&NewJob { site: site.id, kind, comment, payload, run_at: now.plus(delay) }).await?;
    }
    if status == Status::Pending && current.status != Status::Pending {
        crate::moderation::announce_waiting(services, &mut tx, site, now).await?;
    }
    tx.record_decision(&NewDecision {
        from: Some(current.status),
        to: Some(status),
        opinion: Some(verdict.opinion),
        ..NewDecision::new(site.id, About::Comment(current.id), Actor::Author, "edit", now)
    })
    .await?;
    services.commit(tx).await?;
    reload(services, own).await
}

/// The changed comment, with what is kept of where it came from.
async fn subject(services: &Services, own: &Own, rendered: &text::Rendered) -> Result<Subject, Failure> {
    let traces = services.store.author_traces(own.site.id, own.comment.id).await?;
    let source = traces.map(|t| super::bans::source(services, &own.site, t.email, t.address, t.prefix.as_deref()));
    let (name, website) = (own.comment.name.as_str(), own.comment.website.as_ref());
    Ok(super::bans::subject(source.unwrap_or_default(), name, website, rendered))
}

/// Signals of how it came: by which form, from whom, with which work and wave; they do not go away by editing.
fn stays(code: SignalCode, site: &Site) -> bool {
    use SignalCode::*;
    let of_its_coming = [
        Honeypot,
        TokenMissing,
        TokenForged,
        TokenYoung,
        TokenOld,
        SenderBusy,
        SenderBusyDay,
        ArticleOld,
        ProofOfWork,
        Wave,
    ];
    of_its_coming.contains(&code) && made_by(code).is_none_or(|check| site.policy.runs(check))
}

/// What became of the question whether the changed text is spam.
enum Asked {
    Checked(Box<Checked>),
    /// The local checks left no question; what is kept is about the new text, and was not sent.
    NotNeeded(Box<Check>),
    /// There is nothing that could be sent.
    Not,
}

impl Asked {
    fn checked(&self) -> Option<&Checked> {
        if let Asked::Checked(checked) = self { Some(checked) } else { None }
    }

    /// What is kept in place of the question about the old text.
    fn request(&self, services: &Services, site: &Site) -> Result<Option<CheckRequest>, Failure> {
        Ok(match self {
            Asked::Checked(checked) => Some(services.seal_check(site, checked)?),
            Asked::NotNeeded(check) => Some(services.seal_unasked(site, check)?),
            Asked::Not => None,
        })
    }
}

async fn judge(
    services: &Services,
    own: &Own,
    subject: &Subject,
    source: &Source,
    rendered: &text::Rendered,
    banned: Option<Signal>,
) -> Result<(Vec<Signal>, Asked), NotDone> {
    let site = &own.site;
    let sealed = services.store.sealed_email(site.id, own.comment.id).await?;
    let email = sealed.map(|sealed| services.keys.open_email(site.id, &sealed)).transpose()?;
    let hosts = super::linked_hosts(rendered, own.comment.website.as_ref());
    let itself = Some((own.comment.id, own.comment.email_confirmed));
    let about =
        super::checks::About { source: subject.source(), hosts: &hosts, receipt: None, own: itself, known: None };
    let mut history = super::checks::history(services, site, &about, services.now()).await?;
    // How much came from there was asked when it came.
    for past in [&mut history.address, &mut history.email] {
        (past.hour, past.day) = (0, 0);
    }
    let mut signals = vec![Signal::new(SignalCode::Edited)];
    signals.extend(examine(&Evidence {
        policy: &site.policy,
        name: &own.comment.name,
        email: email.as_ref().map(|e| e.expose()),
        website: own.comment.website.as_ref().map(|w| w.as_str()),
        plain: &rendered.plain,
        text_hash: &text_hash(&rendered.plain),
        sketch: Sketch::of(&rendered.plain).as_ref(),
        links: rendered.links.len(),
        trapped: false,
        form: None,
        history: &history,
    }));
    signals.extend(banned);
    let mut all: Vec<Signal> = signals.iter().cloned().chain(of_the_first_form(services, own).await?).collect();
    let model = services.judging(site, services.store.lesson_progress(site.id).await?).await?;
    let website = own.comment.website.as_ref().map_or("", |w| w.as_str());
    let typed = Typed { text: source.as_str(), author: &own.comment.name, website };
    let judged = learning::judge(site, model.as_deref(), typed, &all);
    all.extend(judged.clone());
    signals.extend(judged);
    let wanted = services.wants_akismet(site, &all);
    let asked = ask(services, own, source, wanted).await?;
    match &asked {
        Asked::Checked(checked) => signals.push(checked.signal()),
        // Akismet was never asked about this comment (the local checks settled the first text), and what it would need
        // to know is gone: the check that the owner wants cannot be made, so a person looks.
        Asked::Not if wanted && services.akismet_key(site)?.is_some() => {
            signals.push(Signal::new(SignalCode::AkismetNotAsked));
        }
        Asked::Not | Asked::NotNeeded(_) => {}
    }
    Ok((signals, asked))
}

/// What the first form said against the comment, where no person has forgiven it.
async fn of_the_first_form(services: &Services, own: &Own) -> Result<Vec<Signal>, Failure> {
    let Some(comment) = services.store.desk_comment(own.site.id, own.comment.id).await? else { return Ok(Vec::new()) };
    let forgiven = comment.decided.is_some() && comment.status == Status::Approved;
    Ok(comment.verdict.signals.into_iter().filter(|s| !forgiven && stays(s.code, &own.site)).collect())
}

/// The same question as before, about the new text.
async fn ask(services: &Services, own: &Own, source: &Source, wanted: bool) -> Result<Asked, NotDone> {
    let site = &own.site;
    let Some((kept, _)) = services.kept_check(site, own.comment.id).await? else { return Ok(Asked::Not) };
    let check = Check { comment_content: source.as_str().to_owned(), ..kept };
    if !wanted {
        return Ok(Asked::NotNeeded(Box::new(check)));
    }
    let checked = services.check_again(site, check, "edit").await?;
    Ok(checked.map_or(Asked::Not, |checked| Asked::Checked(Box::new(checked))))
}

/// Takes the comment back: name, text and everything else in it are overwritten at once (GDPR article 17).
/// Its place stays only while it has replies. Runs to its end even when the client hangs up.
pub async fn withdraw(services: &Arc<Services>, own: &Own) -> Result<(), NotDone> {
    let (services, own) = (services.clone(), own.clone());
    to_its_end(async move { take_back(&services, &own).await }).await
}

async fn take_back(services: &Services, own: &Own) -> Result<(), NotDone> {
    let site = own.site.id;
    let now = services.now();
    let mut tx = services.store.begin().await?;
    tx.lock_site(site).await?;
    let current = tx.current(site, own.comment.id).await?.ok_or(Refusal::NotFound)?;
    if current.withdrawn {
        return Ok(());
    }
    let change =
        Change { to: Status::Trash, decided: true, withdrawn: true, verdict: None, now, before: Before::Follow };
    tx.change_status(site, &current, &change).await?;
    tx.forget_traces(site, current.id).await?;
    tx.blank_comment(site, current.id).await?;
    tx.unteach(site, current.id).await?;
    tx.record_decision(&NewDecision {
        from: Some(current.status),
        to: Some(Status::Trash),
        opinion: Some(current.verdict.opinion),
        ..NewDecision::new(site, About::Comment(current.id), Actor::Author, "withdraw", now)
    })
    .await?;
    services.commit(tx).await?;
    Ok(())
}

/// Asks for a mail that confirms the address. The same answer whether or not one is on its way already.
pub async fn request_confirmation(services: &Arc<Services>, own: &Own) -> Result<(), NotDone> {
    if !services.mailer.is_on() {
        return Err(Refusal::NotOffered.into());
    }
    if !own.may_confirm(services) {
        return Ok(());
    }
    let site = own.site.id;
    let mut tx = services.store.begin().await?;
    tx.lock_site(site).await?;
    if !tx.has_job(site, JobKind::MailConfirm, Some(own.comment.id)).await? {
        let (kind, comment, run_at) = (JobKind::MailConfirm, Some(own.comment.id), services.now());
        tx.add_job(&NewJob { site, kind, comment, payload: serde_json::json!({}), run_at }).await?;
    }
    services.commit(tx).await?;
    Ok(())
}

/// Uses a confirmation link: the author reads mail at the address. If nothing but "first comment" held
/// the comment back and this address has been approved before, it is shown now.
pub async fn confirm(services: &Arc<Services>, token: &str) -> Result<Option<OwnComment>, NotDone> {
    let Some(token) = Token::parse(TokenKind::Mail, token) else { return Ok(None) };
    let services = services.clone();
    to_its_end(async move { use_link(&services, &token).await }).await
}

async fn use_link(services: &Services, token: &Token) -> Result<Option<OwnComment>, NotDone> {
    let now = services.now();
    let Some(site) = services.store.site_by_id(token.site).await? else { return Ok(None) };
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let Some(link) = tx.use_mail_token(site.id, &token.hash(), now).await? else { return Ok(None) };
    match link.purpose {
        Purpose::ConfirmEmail => {}
    }
    tx.confirm_email(site.id, link.comment).await?;
    let Some(current) = tx.current(site.id, link.comment).await? else { return Ok(None) };
    if current.status == Status::Pending && !current.decided && tx.knows_email_of(site.id, link.comment).await? {
        crate::moderation::judge_again(&mut tx, &site, &current, current.verdict.clone(), true, "confirm", now).await?;
    }
    let own = tx.own_comment(site.id, link.comment).await?;
    services.commit(tx).await?;
    Ok(own)
}

async fn reload(services: &Services, own: &Own) -> Result<OwnComment, NotDone> {
    let own = services.store.own_comment(own.site.id, &own.receipt.hash()).await?;
    own.ok_or_else(|| Refusal::NotFound.into())
}

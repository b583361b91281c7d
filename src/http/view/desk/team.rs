//! A site's team, and what stands behind the link of an invitation.

use askama::Template;

use super::settings::{Link, Tab};
use super::{DeskFrame, Line};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{ModeratorId, Role};
use crate::domain::policy::FactorFor;
use crate::store::accounts::{Invitation, TeamMember};

/// `/desk/{site}/settings/team`
#[derive(Template)]
#[template(path = "desk/team.html")]
pub struct TeamView<'a> {
    pub frame: DeskFrame<'a>,
    /// This page, where its forms are sent.
    pub action: String,
    /// By name.
    pub members: &'a [TeamMember],
    pub me: ModeratorId,
    pub invitations: &'a [InvitationLine],
    pub require: FactorFor,
    /// Mail can be sent.
    pub mail: bool,
    pub error: Option<String>,
    /// What was typed.
    pub email: &'a str,
    pub role: Role,
    /// Shown once, where it could not be mailed.
    pub link: Option<String>,
    pub line: Option<Line>,
    pub root: String,
    pub back: String,
}

/// An invitation with the address that its owner typed.
pub struct InvitationLine {
    pub email: String,
    pub invitation: Invitation,
}

impl TeamView<'_> {
    fn tabs(&self) -> Vec<Link> {
        Tab::Team.links(&self.root, self.frame.words)
    }

    fn role_name(&self, word: &str) -> String {
        self.frame.words.t(&format!("desk-role-{word}"))
    }

    /// Every role: its word, its name, whether it is this one.
    fn roles(&self, present: &str) -> Vec<(&'static str, String, bool)> {
        Role::ALL.into_iter().map(|r| (r.as_str(), self.role_name(r.as_str()), r.as_str() == present)).collect()
    }

    fn role_label(&self, member: &TeamMember) -> String {
        self.frame.words.with("desk-team-role-of", &[("name", &member.name)])
    }

    fn is_me(&self, member: &TeamMember) -> bool {
        member.id == self.me.0
    }

    fn seen(&self, member: &TeamMember) -> String {
        match member.seen {
            Some(at) => self.frame.words.date_time(Timestamp(at), self.frame.zone),
            None => self.frame.words.t("desk-team-never"),
        }
    }

    fn factor(&self, member: &TeamMember) -> String {
        self.frame.words.t(if member.second_factor { "desk-team-factor-yes" } else { "desk-team-factor-no" })
    }

    fn until(&self, line: &InvitationLine) -> String {
        self.frame.words.date_time(line.invitation.expires, self.frame.zone)
    }

    fn about_invitation(&self) -> String {
        self.frame.words.t(if self.mail { "desk-invite-about" } else { "desk-invite-about-no-mail" })
    }

    /// Each choice of who needs a second factor.
    fn requirements(&self) -> Vec<(&'static str, String, bool)> {
        let choice = |who: FactorFor| {
            let words = self.frame.words.t(&format!("desk-team-require-{}", who.as_str()));
            (who.as_str(), words, who == self.require)
        };
        FactorFor::ALL.into_iter().map(choice).collect()
    }
}

/// How somebody takes an invitation up.
#[derive(Clone, Copy, Debug)]
pub enum JoinWay<'a> {
    /// With the account of this name, which is signed in.
    Signed(&'a str),
    /// With the account that has the address; `code`: it has a second factor.
    Account { code: bool },
    /// With a new account; `name`: what was typed.
    New { name: &'a str },
}

/// `/desk/join/{token}`
#[derive(Template)]
#[template(path = "desk/join.html")]
pub struct JoinView<'a> {
    pub frame: DeskFrame<'a>,
    pub token: String,
    pub action: String,
    pub by: &'a str,
    pub site: &'a str,
    pub role: Role,
    pub way: JoinWay<'a>,
    pub error: Option<String>,
}

impl JoinView<'_> {
    fn text(&self) -> String {
        let words = self.frame.words;
        let role = words.t(&format!("desk-role-{}", self.role.as_str()));
        words.with("desk-join-text", &[("name", self.by), ("site", self.site), ("role", &role)])
    }

    fn signed_as(&self, name: &str) -> String {
        self.frame.words.with("desk-join-as", &[("name", name)])
    }
}

//! What moderators see. The same rules as for readers' pages: a view holds what its template prints, and
//! no reader's e-mail or whole IP address is among it; but for `contact`, which is asked for by name.

mod account;
mod acts;
mod bans;
mod card;
mod chart;
mod comment;
mod contact;
mod figures;
mod health;
pub mod log;
mod notice;
mod people;
mod queue;
mod recheck;
mod recipes;
mod search;
pub mod settings;
mod setup;
mod team;
mod threads;
mod words;

pub use account::{CodesView, ConfirmView, FactorSetView, FactorView, PasswordView, ProfileView};
pub use acts::{DeleteView, MineView};
pub use bans::{BanFields, BanTryView, BansView};
pub use card::Card;
pub use comment::{CommentView, What, Writing};
pub use contact::ContactView;
pub use figures::FiguresView;
pub use health::{AlarmNotice, HealthTable};
pub use log::LogView;
pub use notice::{NoticeView, SignInError, SignInView};
pub use people::{EmailView, PeopleView, PersonView};
pub use queue::{PartView, QueueView, empty_queue};
pub use recheck::{AccountState, RecheckPart, RecheckView, RunBox, told};
pub use recipes::{Recipe, recipes};
pub use search::{SearchView, Wrong};
pub use setup::{EmbedView, SetupSiteView, SetupYouView};
pub use team::{InvitationLine, JoinView, JoinWay, TeamView};
pub use threads::{Amiss, ThreadView, ThreadsView};

use crate::domain::moderator::Role;
use crate::i18n::Words;

/// What every page of the desk has around its content.
pub struct DeskFrame<'a> {
    pub words: Words<'a>,
    /// Address of the style sheet.
    pub style: String,
    /// Address of the script. Every page works without it.
    pub script: String,
    /// IANA name of the zone that times are shown in.
    pub zone: &'a str,
    /// `None` before signing in.
    pub session: Option<Session<'a>>,
}

/// Who is signed in.
pub struct Session<'a> {
    pub moderator: &'a str,
    /// The value that every form of this session carries.
    pub csrf: String,
    /// The single-key shortcuts are off.
    pub keys_off: bool,
    /// `None` on pages about the account.
    pub here: Option<Here<'a>>,
}

/// Where in the desk a page is.
pub struct Here<'a> {
    pub key: &'a str,
    pub name: &'a str,
    pub section: Section,
    /// What the moderator is here.
    pub role: Role,
    /// Key and name of every site of the moderator; empty when there is only this one.
    pub sites: &'a [(String, String)],
}

/// What the last form did.
#[derive(Debug)]
pub struct Line {
    pub sentence: String,
    /// The step by which it is taken back.
    pub undo: Option<i64>,
}

/// The parts of a site's desk, each a page or a group of pages of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Queue,
    Comments,
    Threads,
    People,
    Log,
    Figures,
    Settings,
}

impl Section {
    /// Each with the role that it needs.
    const ALL: [(Section, Role); 7] = [
        (Section::Queue, Role::Moderator),
        (Section::Comments, Role::Moderator),
        (Section::Threads, Role::Moderator),
        (Section::People, Role::Moderator),
        (Section::Log, Role::Editor),
        (Section::Figures, Role::Moderator),
        (Section::Settings, Role::Owner),
    ];

    /// The word in addresses and in the locale files (`desk-section-{word}`).
    pub fn word(self) -> &'static str {
        match self {
            Section::Queue => "queue",
            Section::Comments => "comments",
            Section::Threads => "threads",
            Section::People => "people",
            Section::Log => "log",
            Section::Figures => "figures",
            Section::Settings => "settings",
        }
    }
}

impl DeskFrame<'_> {
    /// The token for the forms of a page that only the signed-in see.
    fn csrf(&self) -> &str {
        self.session.as_ref().map_or("", |session| &session.csrf)
    }

    /// Whether the moderator is an editor here, or more.
    fn is_editor(&self) -> bool {
        self.session.as_ref().and_then(|session| session.here.as_ref()).is_some_and(|here| here.role >= Role::Editor)
    }

    /// The moderator's name.
    fn me(&self) -> &str {
        self.session.as_ref().map_or("", |session| session.moderator)
    }

    fn keys_off(&self) -> bool {
        self.session.as_ref().is_some_and(|session| session.keys_off)
    }

    fn site(&self) -> Option<&str> {
        Some(self.session.as_ref()?.here.as_ref()?.name)
    }
}

impl Here<'_> {
    /// Each section that is open to this moderator: its address, its word, whether it is the present one.
    fn sections(&self, words: Words<'_>) -> Vec<(String, String, bool)> {
        let open = Section::ALL.into_iter().filter(|(_, needed)| self.role >= *needed);
        open.map(|(section, _)| {
            let word = section.word();
            let address = format!("/desk/{}/{word}", self.key);
            (address, words.t(&format!("desk-section-{word}")), section == self.section)
        })
        .collect()
    }
}

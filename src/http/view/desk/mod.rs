//! What moderators see. The same rules as for readers' pages: a view holds what its template prints, and
//! no reader's e-mail or whole IP address is among it; but for `contact`, which is asked for by name.

mod acts;
mod bans;
mod card;
mod contact;
mod notice;
mod people;
mod queue;
pub mod settings;

pub use acts::{DeleteView, MineView};
pub use bans::{BanFields, BanTryView, BansView};
pub use card::Card;
pub use contact::ContactView;
pub use notice::{NoticeView, SignInError, SignInView};
pub use people::{EmailView, PeopleView, PersonView};
pub use queue::{CommentView, QueueView, What, Writing};

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

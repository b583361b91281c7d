//! The grammar of the command line. What is written here is the help.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::domain::lang::Lang;
use crate::domain::moderator::{Role, Scope};
use crate::domain::site::{Origin, SiteKey};

/// The comment service that a magazine runs itself
#[derive(Parser)]
#[command(name = "svar", version, max_term_width = 100)]
pub struct Arguments {
    /// The configuration; without it the built-in defaults and SVAR_* of the environment are used
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Run the service until it is told to stop (SIGINT, SIGTERM)
    Serve {
        /// Add a site `demo` with a thread, a moderator and an article page at /demo
        #[arg(long)]
        demo: bool,
        /// The address to listen on, instead of server.listen
        #[arg(long, value_name = "ADDR")]
        listen: Option<SocketAddr>,
    },
    /// Look at configuration, database, key file, mail and Akismet: what is wrong, how to mend it
    Check {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Websites that have comments here
    #[command(subcommand)]
    Site(SiteCommand),
    /// Those who decide about comments
    #[command(subcommand)]
    User(UserCommand),
    /// Bearer tokens for programs that use the desk's API
    #[command(subcommand)]
    Token(TokenCommand),
    /// What is stored about one reader
    #[command(subcommand)]
    Person(PersonCommand),
    /// The local spam filter: measure it, train what it ships with, ask why
    #[command(subcommand)]
    Spam(SpamCommand),
    /// Print a new link that sets up the first owner's account in a browser; good for 30 minutes
    SetupLink,
    /// Copy the whole database into one file, while the service runs or not, and verify it
    Backup {
        /// The file to be made; it must not exist
        file: PathBuf,
        /// Copy the key file too, as FILE.key; keep the two apart
        #[arg(long)]
        with_key: bool,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Put a backup in the database's place; the service must be stopped
    Restore {
        /// What `svar backup` made, on SQLite or PostgreSQL; its key is looked for as FILE.key
        file: PathBuf,
        /// Also in place of a database that holds something, which is kept under another name
        #[arg(long)]
        replace: bool,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Make or update the database and stop
    Migrate,
}

#[derive(Subcommand)]
pub enum SiteCommand {
    /// Make a site
    #[command(
        override_usage = "svar site add KEY --name NAME --origin ORIGIN... [--lang LANG] [--set NAME=VALUE...]",
        after_help = SETTINGS_HELP
    )]
    Add {
        /// The site's name in addresses: 1 to 32 of a-z, 0-9 and -
        #[arg(value_parser = SiteKey::parse)]
        key: SiteKey,
        /// What readers know it as
        #[arg(long)]
        name: String,
        /// Scheme and host of the pages that embed it, like https://www.example.dk
        #[arg(long = "origin", required = true, num_args = 1.., value_name = "ORIGIN", value_parser = Origin::parse)]
        origins: Vec<Origin>,
        /// The language of its pages: da or en
        #[arg(long, value_parser = lang)]
        lang: Option<Lang>,
        /// A setting; `NAME=@FILE` reads the value from a file
        #[arg(long = "set", num_args = 1.., value_name = "NAME=VALUE", value_parser = setting)]
        settings: Vec<(String, String)>,
    },
    /// List all sites
    List {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Show a site with its settings
    Show {
        #[arg(value_parser = SiteKey::parse)]
        key: SiteKey,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Print the tag and the script for the site's pages
    Embed {
        #[arg(value_parser = SiteKey::parse)]
        key: SiteKey,
        /// Name exactly this program's script, with its integrity value
        #[arg(long)]
        pinned: bool,
    },
    /// Change settings of a site; with one that is wrong, none is changed
    #[command(after_help = SETTINGS_HELP)]
    Set {
        #[arg(value_parser = SiteKey::parse)]
        key: SiteKey,
        /// A setting; `NAME=@FILE` reads the value from a file
        #[arg(required = true, value_name = "NAME=VALUE", value_parser = setting)]
        settings: Vec<(String, String)>,
    },
}

const SETTINGS_HELP: &str = "\
Settings: name, origin (several with spaces between them), moderation, trust, require_name_email, max_links,
max_length, flood_seconds, form_min_seconds, challenge, approve_below, spam_above, close_after_days, edit_minutes,
hold_words, spam_words, checks_off, votes, flags, live, lang, timezone, akismet_key, akismet_ask, akismet_send, rules_url, controller, spam_days, trash_days, second_factor,
look_light, look_dark, look_radius, look_font, and text.LANG.MESSAGE for a text of the site's own. `svar site show KEY`
shows them.";

#[derive(Subcommand)]
pub enum UserCommand {
    /// Make an account for the desk
    Add {
        email: String,
        /// How the person signs
        #[arg(long)]
        name: String,
        /// owner, editor or moderator
        #[arg(long, value_parser = role)]
        role: Role,
        /// Where; without it, at every site that exists
        #[arg(long = "site", value_name = "KEY", value_parser = SiteKey::parse)]
        sites: Vec<SiteKey>,
        /// Read the password from the first line of stdin
        #[arg(long)]
        password_stdin: bool,
    },
    /// List all accounts with their addresses and roles
    List {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Give an account a role, or another one
    Role {
        email: String,
        /// owner, editor or moderator
        #[arg(long, value_parser = role)]
        role: Role,
        /// Where; without it, at every site that exists
        #[arg(long = "site", value_name = "KEY", value_parser = SiteKey::parse)]
        sites: Vec<SiteKey>,
    },
    /// Set a new password; ends every session of the account
    Passwd {
        email: String,
        /// Read the password from the first line of stdin
        #[arg(long)]
        password_stdin: bool,
    },
    /// Lock an account; ends its sessions and its tokens
    Disable { email: String },
}

#[derive(Subcommand)]
pub enum TokenCommand {
    /// Make a token that acts for an account at one site; it is printed once
    Add {
        email: String,
        #[arg(long, value_name = "KEY", value_parser = SiteKey::parse)]
        site: SiteKey,
        /// moderate or read
        #[arg(long, value_parser = scope)]
        scope: Scope,
    },
}

#[derive(Subcommand)]
pub enum PersonCommand {
    /// Print everything that is stored about an address, as JSON
    Export { email: String },
    /// Erase it; what was published keeps its place under a neutral name
    Erase { email: String },
}

#[derive(Subcommand)]
pub enum SpamCommand {
    /// Measure the filter on labelled comments: score, then learn, in the order of the file
    Eval(EvalArguments),
    /// Make a prior of labelled comments and of the lines written for this project
    Train(TrainArguments),
    /// Why the filter thinks what it thinks of a comment
    Explain {
        /// The comment's number, as in its address
        id: i64,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Make a site's weights anew from what its moderators have decided
    Rebuild {
        #[arg(long, value_name = "KEY", value_parser = SiteKey::parse)]
        site: SiteKey,
    },
    /// How well the filter did at a site, in spans of four weeks, and whether that has become clearly worse
    Health {
        #[arg(long, value_name = "KEY", value_parser = SiteKey::parse)]
        site: SiteKey,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// What other settings would have done to the comments that people decided about last; changes nothing
    Backtest {
        #[arg(long, value_name = "KEY", value_parser = SiteKey::parse)]
        site: SiteKey,
        /// How many comments
        #[arg(long, default_value_t = 1_000)]
        last: i64,
        /// A setting as for `svar site set`: approve_below, spam_above, moderation, hold_words, spam_words, max_links, checks_off
        #[arg(long = "set", required = true, num_args = 1.., value_name = "NAME=VALUE", value_parser = setting)]
        settings: Vec<(String, String)>,
        /// For programs
        #[arg(long)]
        json: bool,
    },
}

#[derive(clap::Args)]
pub struct EvalArguments {
    /// Labelled comments, one JSON document a line: text, label (1 spam, 0 ham), author, url
    pub file: PathBuf,
    /// What the filter knows at first: embedded, none, or a file made by `svar spam train`
    #[arg(long, default_value = "embedded", value_name = "none|embedded|FILE")]
    pub prior: String,
    /// Which comments it learns from after they were scored
    #[arg(long, default_value = "all", value_enum)]
    pub learn: LearnWord,
    /// Below this probability of spam a comment counts as approved
    #[arg(long, default_value_t = 0.10, value_name = "P")]
    pub approve: f64,
    /// Above this one it counts as spam; between the two it waits
    #[arg(long, default_value_t = 0.98, value_name = "P")]
    pub spam: f64,
    /// online: in the order of the file; tubespam: three shuffled passes over `train`, then `test`
    #[arg(long, default_value = "online", value_enum)]
    pub protocol: ProtocolWord,
    /// Of the shuffling of tubespam
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum LearnWord {
    All,
    Held,
    None,
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum ProtocolWord {
    Online,
    Tubespam,
}

#[derive(clap::Args)]
pub struct TrainArguments {
    /// Sets of labelled comments, whose licences allow it
    pub files: Vec<PathBuf>,
    /// Lines written for this project
    #[arg(long, value_name = "FILE", default_value = "assets/spam/written.jsonl")]
    pub written: PathBuf,
    /// What the slots of those lines are filled with
    #[arg(long, value_name = "FILE", default_value = "assets/spam/slots.json")]
    pub slots: PathBuf,
    /// Where the prior is put; it must not exist
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Weights that are kept, the heaviest first
    #[arg(long, default_value_t = crate::spam::training::Recipe::default().most)]
    pub weights: usize,
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

fn lang(word: &str) -> Result<Lang, String> {
    Lang::from_tag(word).ok_or_else(|| format!("it must be one of {}", Lang::ALL.map(Lang::tag).join(", ")))
}

fn role(word: &str) -> Result<Role, String> {
    Role::from_word(word).ok_or_else(|| "it must be owner, editor or moderator".to_owned())
}

fn scope(word: &str) -> Result<Scope, String> {
    Scope::from_word(word).ok_or_else(|| "it must be moderate or read".to_owned())
}

fn setting(pair: &str) -> Result<(String, String), String> {
    let (name, value) = pair.split_once('=').ok_or_else(|| "it must be NAME=VALUE".to_owned())?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

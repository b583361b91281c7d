//! A real SMTP server for tests: it speaks the protocol on a socket and keeps what it was given.
//!
//! It never sends anything on. Replies can be scripted, to see what the program makes of a server that
//! is busy, refuses, or hangs up.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::eventually;
pub use super::mime::Mail;

/// Listens on a free port of 127.0.0.1 until it is dropped.
pub struct SmtpServer {
    port: u16,
    state: Arc<State>,
    accepting: tokio::task::JoinHandle<()>,
}

#[derive(Default)]
struct State {
    /// Name and password that a client must give; None: the server offers no sign-in.
    account: Option<(String, String)>,
    replies: Mutex<VecDeque<(String, String)>>,
    mails: Mutex<Vec<Mail>>,
    /// Whether senders wait for the answer to a whole message, and how many do.
    held: watch::Sender<(bool, usize)>,
}

impl SmtpServer {
    pub async fn start() -> Self {
        Self::listen(State::default()).await
    }

    /// A server that takes mail only after `AUTH PLAIN` or `AUTH LOGIN` with these.
    pub async fn start_with_account(user: &str, password: &str) -> Self {
        Self::listen(State { account: Some((user.to_owned(), password.to_owned())), ..State::default() }).await
    }

    async fn listen(state: State) -> Self {
        let state = Arc::new(state);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::clone(&state);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Session::run(stream, Arc::clone(&shared)));
            }
        });
        Self { port, state, accepting }
    }

    /// As in the setting `smtp.url`, without a name and password.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The next command `verb` gets this reply, once: `MAIL`, `RCPT`, `DATA`, `AUTH`, `CONNECT` for the greeting,
    /// `.` for the end of the message. An empty reply hangs up. Several for one verb are used in turn.
    pub fn script(&self, verb: &str, reply: &str) {
        self.state.replies.lock().unwrap().push_back((verb.to_owned(), reply.to_owned()));
    }

    /// From now on nobody is told that a message was accepted, until [`SmtpServer::release`].
    pub fn hold(&self) {
        self.state.held.send_modify(|held| held.0 = true);
    }

    /// Waits until so many wait to be told.
    pub async fn wait_for_held(&self, many: usize) {
        let mut held = self.state.held.subscribe();
        held.wait_for(|held| held.1 >= many).await.unwrap();
    }

    pub fn release(&self) {
        self.state.held.send_modify(|held| held.0 = false);
    }

    /// What was accepted so far, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.state.mails.lock().unwrap().clone()
    }

    /// Waits until mail for this address has come, and gives the newest.
    pub async fn mail_for(&self, address: &str) -> Mail {
        let newest = || self.mails().into_iter().rev().find(|mail| mail.to.iter().any(|to| to == address));
        eventually(&format!("mail for {address}"), || async { newest() }).await
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// One connection and the message that is being handed over.
struct Session {
    state: Arc<State>,
    lines: BufReader<tokio::net::tcp::OwnedReadHalf>,
    out: OwnedWriteHalf,
    mail: Mail,
}

impl Session {
    async fn run(stream: TcpStream, state: Arc<State>) {
        let (read, out) = stream.into_split();
        let mut session = Self { state, lines: BufReader::new(read), out, mail: Mail::default() };
        if session.reply("CONNECT", "220 test ESMTP").await.is_none() {
            return;
        }
        while let Some(line) = session.read().await {
            if session.command(&String::from_utf8_lossy(&line)).await.is_none() {
                return;
            }
        }
    }

    /// None ends the conversation.
    async fn command(&mut self, line: &str) -> Option<()> {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let signed_in = self.state.account.is_none() || self.mail.signed_in_as.is_some();
        match verb.as_str() {
            "EHLO" | "HELO" => {
                let auth = if self.state.account.is_some() { "250-AUTH PLAIN LOGIN\r\n" } else { "" };
                self.reply(&verb, &format!("250-test\r\n{auth}250-8BITMIME\r\n250 SMTPUTF8")).await?;
            }
            "AUTH" => self.auth(line).await?,
            "MAIL" if !signed_in => self.reply(&verb, "530 5.7.0 Sign in first").await.map(drop)?,
            "MAIL" => {
                if self.reply(&verb, "250 2.1.0 Ok").await? {
                    self.mail.from = address_in(line);
                }
            }
            "RCPT" => {
                if self.reply(&verb, "250 2.1.5 Ok").await? {
                    self.mail.to.push(address_in(line));
                }
            }
            "DATA" if self.mail.to.is_empty() => self.reply(&verb, "503 5.5.1 No recipient").await.map(drop)?,
            "DATA" => {
                if self.reply(&verb, "354 Go on").await? {
                    self.message().await?;
                }
            }
            "RSET" => {
                self.begin_anew();
                self.reply(&verb, "250 2.0.0 Ok").await?;
            }
            "NOOP" => self.reply(&verb, "250 2.0.0 Ok").await.map(drop)?,
            "QUIT" => {
                self.reply(&verb, "221 2.0.0 Bye").await?;
                return None;
            }
            _ => self.reply(&verb, "502 5.5.2 Unknown command").await.map(drop)?,
        }
        Some(())
    }

    /// The text up to the line with a single dot, with doubled dots undone (RFC 5321 §4.5.2).
    async fn message(&mut self) -> Option<()> {
        loop {
            let line = self.read().await?;
            if line == b"." {
                break;
            }
            self.mail.raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            self.mail.raw.extend_from_slice(b"\r\n");
        }
        // Kept before the reply, so that whoever was told "accepted" finds it.
        let kept = self.mail.clone();
        self.begin_anew();
        let state = Arc::clone(&self.state);
        state.held.send_modify(|held| held.1 += 1);
        let _ = state.held.subscribe().wait_for(|held| !held.0).await;
        state.held.send_modify(|held| held.1 -= 1);
        self.reply_after(".", "250 2.0.0 Accepted", || state.mails.lock().unwrap().push(kept)).await.map(drop)
    }

    async fn auth(&mut self, line: &str) -> Option<()> {
        let mut words = line.split_whitespace().skip(1);
        let mechanism = words.next().unwrap_or_default().to_uppercase();
        let given = match (mechanism.as_str(), words.next()) {
            ("PLAIN", Some(first)) => first.to_owned(),
            ("PLAIN", None) => self.ask("334 ").await?,
            ("LOGIN", _) => {
                let user = decoded(&self.ask("334 VXNlcm5hbWU6").await?);
                let password = decoded(&self.ask("334 UGFzc3dvcmQ6").await?);
                STANDARD.encode(format!("\0{user}\0{password}"))
            }
            _ => return self.reply("AUTH", "504 5.5.4 Unknown mechanism").await.map(drop),
        };
        let given = decoded(&given);
        let mut fields = given.split('\0').skip(1);
        let given = fields.next().zip(fields.next()).map(|(user, password)| (user.to_owned(), password.to_owned()));
        if given.is_none() || given != self.state.account {
            return self.reply("AUTH", "535 5.7.8 Wrong name or password").await.map(drop);
        }
        if self.reply("AUTH", "235 2.7.0 Signed in").await? {
            self.mail.signed_in_as = given.map(|(user, _)| user);
        }
        Some(())
    }

    async fn ask(&mut self, question: &str) -> Option<String> {
        self.out.write_all(format!("{question}\r\n").as_bytes()).await.ok()?;
        self.read().await.map(|line| String::from_utf8_lossy(&line).into_owned())
    }

    fn begin_anew(&mut self) {
        self.mail = Mail { signed_in_as: self.mail.signed_in_as.take(), ..Mail::default() };
    }

    /// Sends the scripted reply for this verb, else the usual one. Some(true) when it was the usual one,
    /// None when the script hangs up or the client is gone.
    async fn reply(&mut self, verb: &str, usual: &str) -> Option<bool> {
        self.reply_after(verb, usual, || ()).await
    }

    /// As `reply`; `accept` is called before the usual reply is sent, and not when a scripted one is.
    async fn reply_after(&mut self, verb: &str, usual: &str, accept: impl FnOnce()) -> Option<bool> {
        let scripted = {
            let mut replies = self.state.replies.lock().unwrap();
            let place = replies.iter().position(|(for_verb, _)| for_verb == verb);
            place.and_then(|place| replies.remove(place)).map(|(_, reply)| reply)
        };
        if scripted.is_none() {
            accept();
        }
        let text = scripted.as_deref().unwrap_or(usual);
        if text.is_empty() {
            return None;
        }
        self.out.write_all(format!("{text}\r\n").as_bytes()).await.ok()?;
        Some(scripted.is_none())
    }

    /// One line without its end; None when the client is gone.
    async fn read(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        let count = self.lines.read_until(b'\n', &mut line).await.ok()?;
        let end = line.strip_suffix(b"\r\n").or(line.strip_suffix(b"\n")).map(<[u8]>::len)?;
        line.truncate(end);
        (count > 0).then_some(line)
    }
}

fn decoded(base64: &str) -> String {
    String::from_utf8_lossy(&STANDARD.decode(base64.trim()).unwrap_or_default()).into_owned()
}

/// The address between the angle brackets of `MAIL FROM:<…>` and `RCPT TO:<…>`.
fn address_in(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map(|(address, _)| address.to_owned()).unwrap_or_default()
}

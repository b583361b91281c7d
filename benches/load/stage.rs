//! What all measurements share: a service over sown data, and how long to measure.

use std::cell::Cell;

use anyhow::{Context, Result, ensure};

use crate::arguments::Arguments;
use crate::client::{Ask, Connection, Load, Until};
use crate::data::{SITE, Sown};
use crate::program::{self, Service};

pub struct Stage<'a> {
    pub service: Service,
    pub sown: &'a Sown,
    pub arguments: &'a Arguments,
    pub core: Option<usize>,
    /// Everybody who sends something is somebody else.
    people: Cell<u64>,
}

impl<'a> Stage<'a> {
    pub fn new(service: Service, sown: &'a Sown, arguments: &'a Arguments, core: Option<usize>) -> Self {
        Self { service, sown, arguments, core, people: Cell::new(1) }
    }

    pub fn somebody(&self) -> u64 {
        self.people.set(self.people.get() + 1);
        self.people.get()
    }

    pub fn load<'l>(&self, connections: usize, expect: u16, ask: Ask<'l>) -> Load<'l> {
        let until = Until::Seconds(self.arguments.seconds);
        Load { to: self.service.address, connections, until, expect, ask }
    }

    pub async fn connect(&self) -> Result<Connection> {
        Connection::open(self.service.address).await
    }

    /// The form token of a thread.
    pub async fn token(&self, key: &str) -> Result<String> {
        let reply = self.service.get(&list(key), &[]).await?;
        ensure!(reply.status == 200, "a thread is answered with {}", reply.status);
        Ok(reply.header("svar-form").context("a thread comes without a form token")?.to_owned())
    }
}

pub fn list(key: &str) -> String {
    format!("/api/v1/{SITE}/comments?key={key}&limit=100")
}

pub fn fragment(key: &str) -> String {
    format!("/t/{SITE}/fragment?key={key}")
}

/// Writes the vote of somebody for a comment: the smallest change that makes a thread's next read the first of a
/// version.
pub fn write_vote(into: &mut Vec<u8>, comment: i64, token: &str, reader: u64) {
    let json = format!(r#"{{"to":true,"token":"{token}"}}"#);
    program::write_post(into, &format!("/api/v1/{SITE}/comments/{comment}/vote"), &[], reader, &json);
}

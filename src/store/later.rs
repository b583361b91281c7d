//! What a write has put off, because nobody waits for an answer: SQLite's thread then gets it in one go.
//!
//! Statements run in the order in which they were put off and before anything else on their connection, so whoever
//! asks sees what they did. One that fails fails whoever comes next to the connection, and the write with it: what
//! was put off beside it is gone, so the write must not be kept even where that error is passed over.

use std::fmt::Write;

use sqlx::encode::Encode;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, AssertSqlSafe, Sqlite, SqliteConnection, Type};

use super::words::WordChanges;
use super::{Error, Result};

#[derive(Default)]
pub struct Later {
    /// Put off until everybody's COMMIT.
    pub(super) words: WordChanges,
    /// One after the other, their parameters numbered through.
    text: String,
    values: SqliteArguments,
    failed: bool,
}

impl Later {
    /// Puts a statement off, whose `$1`, `$2`, … are bound next.
    ///
    /// # Errors
    /// A `$` without a number is a defect.
    pub fn put(&mut self, sql: &'static str) -> Result<()> {
        let bound = self.values.len();
        let mut parts = sql.split('$');
        self.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, rest) = part.split_at(digits);
            let number: usize =
                number.parse().map_err(|_| Error::Defect(format!("no parameter has a number: {sql}")))?;
            // Writing into a string cannot fail.
            let _ = write!(self.text, "${}{rest}", bound + number);
        }
        self.text.push(';');
        Ok(())
    }

    pub fn bind<'v, T: Encode<'v, Sqlite> + Type<Sqlite>>(&mut self, value: T) -> Result<()> {
        self.values.add(value).map_err(|e| Error::Defect(format!("a value cannot be bound: {e}")))
    }

    /// Does every statement that was put off.
    pub(super) async fn run(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        if self.failed {
            return Err(Error::Defect("a statement of this write has failed before".to_owned()));
        }
        if self.text.is_empty() {
            return Ok(());
        }
        // Until it is known to have gone well: whoever is waiting for this may be dropped.
        self.failed = true;
        let (text, values) = (std::mem::take(&mut self.text), std::mem::take(&mut self.values));
        // Made of constant texts and numbers.
        sqlx::query_with(AssertSqlSafe(text), values).execute(connection).await?;
        self.failed = false;
        Ok(())
    }

    /// Does what is left of a request, makes a savepoint for whoever is next, and says what is to be found by which
    /// words.
    pub(super) async fn finish(mut self, connection: &mut SqliteConnection) -> Result<WordChanges> {
        self.put("RELEASE request")?;
        self.put("SAVEPOINT request")?;
        self.run(connection).await?;
        Ok(self.words)
    }
}

//! Nothing that was answered is ever lost, and nothing is done twice, whatever becomes of the program, its database,
//! its disk, its neighbours and its clock.
//!
//! The real program serves a crowd that does not give up ([`crowd`]): whoever gets no answer sends the same again,
//! with the same idempotency key. Meanwhile something goes wrong, again and again. Afterwards everything is counted
//! anew and compared ([`ledger`]). The long form kills two hundred times on each engine:
//!
//! ```sh
//! cargo test --test it durable::kill -- --ignored --nocapture
//! ```

mod akismet;
mod clock;
mod crowd;
mod disk;
mod jobs;
mod kill;
mod ledger;
mod overload;
mod postgres;
mod stage;
mod term;

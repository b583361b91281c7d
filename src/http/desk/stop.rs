//! Why a page does not open or a form does nothing.

use axum::http::StatusCode;
use axum::response::Response;

use super::place::Place;
use crate::http::problem::Problem;
use crate::http::threads::failed;
use crate::services::Failure;
use crate::store;

/// Why there is no answer of the ordinary kind.
pub enum Stop {
    /// To the sign-in page, and then to this place.
    SignIn(Place),
    /// To the page where the password is asked for again, and then to the path that was asked for.
    Confirm,
    /// The site asks those of this role for a second factor: first set it up.
    Factor,
    Page(Box<Problem>),
    /// A page that stands in the way.
    Answer(Box<Response>),
}

impl Stop {
    pub fn of(status: StatusCode) -> Self {
        Problem::of(status).into()
    }

    /// The session ended while a form was open. Nothing was done.
    pub fn signed_out() -> Self {
        Problem::new(StatusCode::UNAUTHORIZED, "signed-out", "").into()
    }

    /// The moderator's role at this site does not allow it. Nothing was done.
    pub fn role() -> Self {
        Problem::new(StatusCode::FORBIDDEN, "role", "").into()
    }

    /// Another website's form, or one of a session that is over. Nothing was done.
    pub fn forged() -> Self {
        Problem::new(StatusCode::FORBIDDEN, "forged", "").into()
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Page(Box::new(problem))
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        failed(&failure).into()
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Failure::from(error).into()
    }
}

impl From<askama::Error> for Stop {
    fn from(error: askama::Error) -> Self {
        Failure::Defect(format!("a page could not be written: {error}")).into()
    }
}

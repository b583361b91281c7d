//! Which role a page or a form needs, as the type of a handler's argument.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;

use super::door::{At, Door, Stop, Visitor};
use crate::domain::moderator::Role;
use crate::http::state::Shared;

/// Somebody with at least a certain role at the site of the address; for anybody else the page does not open and
/// the form does nothing.
macro_rules! ranked {
    ($(#[$note:meta])* $name:ident, $role:expr) => {
        $(#[$note])*
        pub struct $name(pub At);

        impl std::ops::Deref for $name {
            type Target = At;

            fn deref(&self) -> &At {
                &self.0
            }
        }

        impl Visitor for $name {
            fn door(&self) -> &Door {
                self.0.door()
            }

            fn holds(&self, csrf: &str) -> bool {
                self.0.holds(csrf)
            }
        }

        impl FromRequestParts<Shared> for $name {
            type Rejection = Response;

            async fn from_request_parts(parts: &mut Parts, web: &Shared) -> Result<Self, Response> {
                let at = At::from_request_parts(parts, web).await?;
                if at.role >= $role { Ok(Self(at)) } else { Err(at.answer(Err(Stop::role()))) }
            }
        }
    };
}

ranked! {
    /// An editor or an owner.
    Editor, Role::Editor
}
ranked! {
    /// An owner.
    Owner, Role::Owner
}

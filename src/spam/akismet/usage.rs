//! What an account has used of its month (`GET /1.2/usage-limit`).

use serde::Deserialize;
use serde_json::Value;

use super::Trouble;
use crate::egress::Reply;

/// Calls of this month, spam and ham together, and how many the plan allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    pub used: i64,
    /// `None`: the plan has no limit.
    pub limit: Option<i64>,
    /// The service answers more slowly, or not at all, because the limit is passed.
    pub throttled: bool,
}

#[derive(Deserialize)]
struct Shape {
    usage: Value,
    #[serde(default)]
    limit: Value,
    #[serde(default)]
    throttled: Value,
}

pub(super) fn read(reply: &Reply) -> Result<Usage, Trouble> {
    let shape: Shape = serde_json::from_str(&reply.body).map_err(|_| Trouble::Garbage)?;
    let used = number(&shape.usage).ok_or(Trouble::Garbage)?;
    let throttled = shape.throttled == Value::Bool(true) || shape.throttled == "true";
    Ok(Usage { used, limit: number(&shape.limit), throttled })
}

/// A count that is written as a number or as text; `none` and everything else is no number.
fn number(value: &Value) -> Option<i64> {
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    number.filter(|n| *n >= 0)
}

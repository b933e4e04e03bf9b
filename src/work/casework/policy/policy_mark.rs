use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::case_policy::CasePolicy;
use crate::engine::StableHasher;

/// A mark of a policy of cases, to notice that another one is in force: a hash of its content, the
/// same on every machine.
///
/// Equal policies have equal marks; different ones hardly ever do. A later version of the crate may
/// mark the same policy otherwise.
///
/// ```
/// use guanxi::casework::{CasePolicy, PolicyMark};
/// let usual = CasePolicy::default();
/// let mut draft = usual.clone().into_draft();
/// draft.mute_days = 30;
/// let shorter = CasePolicy::try_new(draft)?;
/// assert_ne!(PolicyMark::from(&usual), PolicyMark::from(&shorter));
/// # Ok::<(), guanxi::valid::Violations>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "String", into = "String")
)]
pub struct PolicyMark(u64);

/// A text that is no mark of a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a mark of a policy has 16 hexadecimal digits, was {text:?}")]
pub struct PolicyMarkError {
    text: String,
}

impl From<&CasePolicy> for PolicyMark {
    fn from(policy: &CasePolicy) -> Self {
        let mut hasher = StableHasher::default();
        (**policy).hash(&mut hasher);
        Self(hasher.finish())
    }
}

impl fmt::Display for PolicyMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for PolicyMark {
    type Err = PolicyMarkError;

    fn from_str(text: &str) -> Result<Self, PolicyMarkError> {
        let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        let refused = || PolicyMarkError { text: text.to_owned() };
        if text.len() != 16 || !text.chars().all(is_digit) {
            return Err(refused());
        }
        u64::from_str_radix(text, 16).map(Self).map_err(|_| refused())
    }
}

crate::valid::text_form!(PolicyMark);

use std::fmt;

/// How a held order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum HoldStatus {
    /// Some reason stands.
    Held,
    /// All reasons are gone; somebody has to let it go.
    Ready,
    /// It may go out, for its value and up to a day.
    Released,
    /// It was changed beyond what was released: to be checked again.
    ToCheck,
    /// Checked again, and nothing stood against it.
    Passed,
    /// It does not go out.
    Rejected,
}

impl fmt::Display for HoldStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Held => "held",
            Self::Ready => "ready to release",
            Self::Released => "released",
            Self::ToCheck => "to be checked again",
            Self::Passed => "passed",
            Self::Rejected => "rejected",
        })
    }
}

use std::fmt;

/// What becomes of an order that breaks a rule.
///
/// ```
/// use guanxi::credit::Action;
/// assert!(Action::Off < Action::Warn && Action::Warn < Action::Hold);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Action {
    /// Nothing: the rule is not asked.
    #[default]
    Off,
    /// It goes out with a warning.
    Warn,
    /// It is held.
    Hold,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Off => "off",
            Self::Warn => "warn",
            Self::Hold => "hold",
        })
    }
}

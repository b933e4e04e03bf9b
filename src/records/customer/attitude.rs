use std::fmt;
use std::str::FromStr;

/// A word that is no attitude.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an attitude is one of {}, was {text:?}", Attitude::ALL.map(Attitude::code).join(", "))]
pub struct AttitudeError {
    text: String,
}

/// How a customer stands towards us by their own word and conduct.
///
/// What they *do* is judged elsewhere; this is what was found out and written down.
///
/// ```
/// use guanxi::customer::Attitude;
///
/// let attitude: Attitude = "early_adopter".parse()?;
/// assert_eq!(attitude, Attitude::EarlyAdopter);
/// assert_eq!(attitude.to_string(), "early_adopter");
/// # Ok::<(), guanxi::customer::AttitudeError>(())
/// ```
#[doc(alias = "忠诚度")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Attitude {
    /// Buys from us and means to go on.
    Loyal,
    /// Loyal, and the first to try what is new.
    EarlyAdopter,
    /// Goes where the terms are better.
    Switcher,
    /// Does not want to be bound to us.
    Disloyal,
}

impl Attitude {
    /// All attitudes, from the most loyal group to the least.
    pub const ALL: [Self; 4] = [Self::Loyal, Self::EarlyAdopter, Self::Switcher, Self::Disloyal];

    /// The word by which the attitude is written and read.
    ///
    /// ```
    /// assert_eq!(guanxi::customer::Attitude::Switcher.code(), "switcher");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Loyal => "loyal",
            Self::EarlyAdopter => "early_adopter",
            Self::Switcher => "switcher",
            Self::Disloyal => "disloyal",
        }
    }
}

impl fmt::Display for Attitude {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Attitude {
    type Err = AttitudeError;

    fn from_str(text: &str) -> Result<Self, AttitudeError> {
        Self::ALL
            .into_iter()
            .find(|attitude| attitude.code() == text)
            .ok_or_else(|| AttitudeError { text: text.to_owned() })
    }
}

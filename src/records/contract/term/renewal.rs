use std::fmt;

use crate::measure::plural;

/// The way in which a term follows the one before.
#[doc(alias = "续约")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Renewal {
    /// None: the contract ends with its term.
    #[default]
    None,
    /// By silence: a new term follows unless one of the parties declines in time.
    #[doc(alias = "自动续期")]
    Tacit {
        /// The length of each further term in months, at least 1.
        months: u16,
        /// The most renewals; `None` without a bound.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        most: Option<u16>,
    },
    /// By agreement: a new term follows once both parties say so.
    #[doc(alias = "续签")]
    Express {
        /// The length of each further term in months, at least 1.
        months: u16,
        /// The days after the end within which the parties may still renew.
        #[cfg_attr(feature = "serde", serde(default = "grace_days"))]
        grace_days: u16,
    },
}

impl Renewal {
    /// The days after the end within which an express renewal is usual.
    pub const GRACE_DAYS: u16 = 30;

    /// Renewal by silence, without a bound.
    pub const fn tacit(months: u16) -> Self {
        Self::Tacit { months, most: None }
    }

    /// Renewal by agreement, within [`GRACE_DAYS`](Self::GRACE_DAYS) after the end.
    pub const fn express(months: u16) -> Self {
        Self::Express { months, grace_days: Self::GRACE_DAYS }
    }

    /// The length of each further term in months; `None` where there is none.
    pub const fn months(self) -> Option<u16> {
        match self {
            Self::None => None,
            Self::Tacit { months, .. } | Self::Express { months, .. } => Some(months),
        }
    }

    /// Returns `true` when there can be as many renewals.
    pub(super) fn allows(self, number: u16) -> bool {
        match self {
            Self::None => number == 0,
            Self::Tacit { most, .. } => most.is_none_or(|most| number <= most),
            Self::Express { .. } => true,
        }
    }
}

#[cfg(feature = "serde")]
const fn grace_days() -> u16 {
    Renewal::GRACE_DAYS
}

impl fmt::Display for Renewal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("not renewed"),
            Self::Tacit { months, most: None } => {
                write!(f, "renewed by silence for {months} {}", plural(*months, "month", "months"))
            }
            Self::Tacit { months, most: Some(most) } => {
                let (noun, times) =
                    (plural(*months, "month", "months"), plural(*most, "time", "times"));
                write!(f, "renewed by silence for {months} {noun}, at most {most} {times}")
            }
            Self::Express { months, grace_days } => {
                let (noun, days) =
                    (plural(*months, "month", "months"), plural(*grace_days, "day", "days"));
                write!(f, "renewed by agreement for {months} {noun} within {grace_days} {days}")
            }
        }
    }
}

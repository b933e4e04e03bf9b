use crate::evidence::NotJudged;
use crate::money::{Amount, Currency};

/// The reason for which no limit is proposed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProposalError {
    /// Neither need nor capacity can be worked out, so nothing speaks for any limit.
    #[error("{0}")]
    NotJudged(NotJudged),
    /// A figure is below zero.
    #[error("{field} must not be negative, was {minor}")]
    Negative {
        /// The figure.
        field: &'static str,
        /// Its value in minor units.
        minor: i64,
    },
    /// The window of the sales has no day.
    #[error("the window of the sales must have at least 1 day, had 0")]
    NoDays,
    /// The limit is larger than any amount.
    #[error(
        "a limit of {minor} minor units of {currency} is proposed, an amount holds at most {most}",
        most = Amount::MAX.minor()
    )]
    TooLarge {
        /// The limit in minor units.
        minor: i128,
        /// The currency.
        currency: Currency,
    },
}

use crate::calendar::{AsOf, Day};
use crate::id::CustomerId;
use crate::measure::SignTest;
use crate::valid::codes;

/// The reason why the effect of support is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EffectError {
    /// A window has no day.
    #[error("a window that ends on {until} must begin by then, was to begin after {after}")]
    EmptyWindow {
        /// The day before its first.
        after: Day,
        /// Its last day.
        until: Day,
    },
    /// A window begins before the one before it is over.
    #[error("a window that begins on {first} must begin after the one before it, up to {until}")]
    Overlap {
        /// Its first day.
        first: Day,
        /// The last day of the window before it.
        until: Day,
    },
    /// A window is not as long as the one before it.
    #[error("the window up to {until} must have the {of} days of the one before, had {days}")]
    Unequal {
        /// Its last day.
        until: Day,
        /// Its days.
        days: u32,
        /// The days of the window before it.
        of: u32,
    },
    /// A window is not over.
    #[error("the last window ends on {until}, later than {}", t.day())]
    NotOver {
        /// The last day of the window.
        until: Day,
        /// The day as of which purchases are known.
        t: AsOf,
    },
    /// A window has no worked day.
    #[error("no day from {first} to {until} is worked")]
    NoWork {
        /// Its first day.
        first: Day,
        /// Its last day.
        until: Day,
    },
    /// A customer is given twice, among the supported, the candidates or both.
    #[error("{customer} is given twice")]
    Repeated {
        /// The customer.
        customer: CustomerId,
    },
    /// A customer has no purchases of the last of four windows.
    #[error("{customer} has no purchases of the window up to {until}")]
    NoPurchases {
        /// The customer.
        customer: CustomerId,
        /// The last day of the window.
        until: Day,
    },
    /// There are too few pairs of a supported customer and a control.
    #[error(
        "at least {least} supported customers with a control are needed, found {pairs}: of \
         {supported} supported, {excluded} are left out and {unmatched} have no control"
    )]
    TooFew {
        /// The pairs found.
        pairs: usize,
        /// The fewest pairs.
        least: u16,
        /// The supported customers given.
        supported: usize,
        /// Those of them that are left out for a reason of their own.
        excluded: usize,
        /// Those of them without a control.
        unmatched: usize,
    },
    /// There are more pairs than the test takes, or a sum does not fit.
    #[error("the sums of {pairs} pairs, at most {}, do not fit", SignTest::MOST_CASES)]
    TooLarge {
        /// The pairs found.
        pairs: usize,
    },
}

codes! {
    EffectError {
        EmptyWindow = "effect_window_empty",
        Overlap = "effect_windows_overlap",
        Unequal = "effect_windows_unequal",
        NotOver = "effect_window_not_over",
        NoWork = "effect_window_without_work",
        Repeated = "effect_customer_repeated",
        NoPurchases = "effect_purchases_missing",
        TooFew = "effect_pairs_too_few",
        TooLarge = "effect_sum_too_large",
    }
}

use std::num::{NonZeroU8, NonZeroU16};

use crate::lapse::Parameter;
use crate::measure::proven;
use crate::valid::words;

words! {
    /// The source of the spread of the customers' rates.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum Rates as "a source of rates" {
        /// Two moments over the customers of the book, as of the day that is judged.
        #[default]
        OfBook = "of_book",
        /// The policy: `fallback_r` and `fallback_alpha` hold for a book of any size, as after a
        /// [fit](crate::lapse::Fit).
        Stated = "stated",
    }
}

words! {
    /// The orders after which a customer may drop out.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum Dropout as "a time of dropout" {
        /// After every order, the first included: MBG/NBD.
        #[default]
        AfterAnyOrder = "after_any_order",
        /// After the second order at the earliest: BG/NBD. A customer with one order day is then
        /// alive for certain, however long it has been silent: over a base with many such customers
        /// the probability ranks worse than chance.
        AfterRepeats = "after_repeats",
    }
}

/// The judgement of lapse. Every combination is legal.
///
/// ```
/// use guanxi::lapse::LapsePolicy;
/// let policy = LapsePolicy { fewest_accounts: 10, ..LapsePolicy::default() };
/// assert_eq!(policy.horizon_days.get(), 90);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LapsePolicy {
    /// First parameter of the dropout prior: with `b` it says that a customer drops out after its
    /// first order with probability `a / (a + b)`.
    pub dropout_a: Parameter,
    /// Second parameter of the dropout prior.
    pub dropout_b: Parameter,
    /// The orders after which a customer may drop out.
    pub dropout: Dropout,
    /// The regularity of orders: the number of exponential waits whose sum is the gap between two
    /// (Erlang-k). 1 where orders come at random; more for customers who order by the calendar,
    /// whose silence then tells sooner. See [`regularity`](crate::lapse::regularity) for an
    /// estimate.
    pub erlang_k: NonZeroU8,
    /// Days ahead within which an order is awaited: the value at risk goes by them.
    pub horizon_days: NonZeroU16,
    /// Days for which at least an order is awaited before a level of loss is raised; those of the
    /// horizon where none are stated. See [`LapseSignal::stays_away`](super::LapseSignal).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub awaited_days: Option<NonZeroU16>,
    /// Usual gaps for which at least an order is awaited before a level of loss is raised; with 0
    /// the days count alone.
    pub awaited_usual_gaps: u8,
    /// The source of the spread of rates.
    pub rates: Rates,
    /// The customers with three order days or more that a book must have to go by its own moments;
    /// with fewer it takes the fallback.
    pub fewest_accounts: u16,
    /// The order days for which the book counts at most beside those of a customer: an upper bound
    /// of the shape of its rates, however alike its customers are.
    pub most_book_order_days: NonZeroU16,
    /// Shape of the gamma distribution of rates when the book is too small.
    pub fallback_r: Parameter,
    /// Scale of the gamma distribution of rates, in days, when the book is too small.
    pub fallback_alpha: Parameter,
}

impl Default for LapsePolicy {
    fn default() -> Self {
        const NINETY: NonZeroU16 = proven!(NonZeroU16::new(90), else NonZeroU16::MIN, "not 0");
        const THREE: NonZeroU16 = proven!(NonZeroU16::new(3), else NonZeroU16::MIN, "not 0");
        Self {
            dropout_a: Parameter::HALF,
            dropout_b: Parameter::THREE,
            dropout: Dropout::AfterAnyOrder,
            erlang_k: NonZeroU8::MIN,
            horizon_days: NINETY,
            awaited_days: None,
            awaited_usual_gaps: 2,
            rates: Rates::OfBook,
            fewest_accounts: 5,
            most_book_order_days: THREE,
            fallback_r: Parameter::ONE,
            fallback_alpha: Parameter::SIXTY,
        }
    }
}

impl LapsePolicy {
    /// The days for which at least an order is awaited.
    pub(super) fn least_awaited(&self) -> u16 {
        self.awaited_days.unwrap_or(self.horizon_days).get()
    }
}

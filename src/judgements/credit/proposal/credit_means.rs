use crate::measure::Score;
use crate::money::Amount;

/// What is known of a customer. What is not known caps nothing.
///
/// ```
/// let unknown = guanxi::credit::Means::default();
/// assert_eq!(unknown.score, None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Means {
    /// The score of the customer.
    pub score: Option<Score>,
    /// What it can pay with: net worth, or yearly sales; not negative.
    pub means: Option<Amount>,
    /// Credit sales of a window, not negative, and the days of the window.
    pub sales: Option<(Amount, u32)>,
    /// The days of its terms.
    pub terms_days: u16,
    /// What the insurance covers at the most, not negative.
    pub insured: Option<Amount>,
}

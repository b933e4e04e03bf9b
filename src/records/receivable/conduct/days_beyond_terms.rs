use crate::measure::{Quotient, WeightedMean};
use crate::money::Amount;

/// How late a customer pays, weighted by amount: two definitions that the field does not keep apart,
/// so both are here by name.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::receivable::DaysBeyondTerms;
///
/// let paid = [(100, -10), (200, -5), (300, 0), (400, 5), (500, 10)];
/// let paid = paid.map(|(amount, days)| (Amount::from_minor(amount), days));
/// let beyond = DaysBeyondTerms::of(paid).ok_or("nothing was paid")?;
/// assert_eq!(beyond.signed.to_string(), "3.333333");
/// assert_eq!(beyond.clamped.to_string(), "4.666667");
/// # Ok::<(), &str>(())
/// ```
#[doc(alias = "平均逾期天数")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaysBeyondTerms {
    /// Early payments make up for late ones.
    pub signed: Quotient,
    /// Early payments count as in time.
    pub clamped: Quotient,
}

impl DaysBeyondTerms {
    /// The days of payments, each an amount and the days from its due date to its payment, negative
    /// when it came early. `None` when the amounts do not add up to more than nothing, or the products do
    /// not fit.
    ///
    /// ```
    /// # use guanxi::receivable::DaysBeyondTerms;
    /// assert_eq!(DaysBeyondTerms::of([]), None);
    /// ```
    pub fn of(payments: impl IntoIterator<Item = (Amount, i32)>) -> Option<Self> {
        let (mut signed, mut clamped) = (WeightedMean::default(), WeightedMean::default());
        for (amount, days) in payments {
            signed = signed.with(i64::from(days), amount.minor())?;
            clamped = clamped.with(i64::from(days.max(0)), amount.minor())?;
        }
        Some(Self { signed: signed.mean(1)?, clamped: clamped.mean(1)? })
    }
}

use crate::measure::{Quotient, WeightedMean};
use crate::money::Amount;

/// A payment, with the days from the due date to its receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedPayment {
    /// The amount in minor units.
    pub amount: Amount,
    /// Days beyond terms, negative when it came before the due date.
    pub days_beyond_terms: i32,
}

/// Days beyond terms: the mean delay of payments, weighted by amount.
///
/// Two definitions are in use under one name; here each has a name of its own.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::receivable::{DaysBeyondTerms, TimedPayment};
///
/// let paid = [(100, -10), (200, -5), (300, 0), (400, 5), (500, 10)].map(|(minor, days)| {
///     TimedPayment { amount: Amount::from_minor(minor), days_beyond_terms: days }
/// });
/// let beyond = DaysBeyondTerms::from_payments(paid).ok_or("nothing was paid")?;
/// assert_eq!(beyond.signed.to_string(), "3.333333");
/// assert_eq!(beyond.clamped.to_string(), "4.666667");
/// # Ok::<(), &str>(())
/// ```
#[doc(alias = "平均逾期天数")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaysBeyondTerms {
    /// The mean in which early payments make up for late ones.
    pub signed: Quotient,
    /// The mean in which early payments count as in time.
    pub clamped: Quotient,
}

impl DaysBeyondTerms {
    /// The days beyond terms of payments.
    ///
    /// `None` when the amounts add up to zero or less, or a sum of amount × days does not fit in
    /// 128 bits.
    pub fn from_payments(payments: impl IntoIterator<Item = TimedPayment>) -> Option<Self> {
        let mut signed = WeightedMean::default();
        let mut clamped = WeightedMean::default();
        for TimedPayment { amount, days_beyond_terms: days } in payments {
            signed = signed.with(i64::from(days), amount.minor())?;
            clamped = clamped.with(i64::from(days.max(0)), amount.minor())?;
        }
        Some(Self { signed: signed.mean(1)?, clamped: clamped.mean(1)? })
    }
}

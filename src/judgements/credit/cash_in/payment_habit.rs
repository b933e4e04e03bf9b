use std::fmt;

use crate::measure::plural;
use crate::money::Total;
use crate::receivable::TimedPayment;

/// The days beyond terms after which payments come: half of the money between early and late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DaysInterval {
    /// The lower quartile.
    pub early: i32,
    /// The lower median.
    pub expected: i32,
    /// The upper quartile.
    pub late: i32,
}

/// The days beyond terms of payments, weighted by money.
///
/// ```
/// use guanxi::credit::PaymentHabit;
/// use guanxi::money::Amount;
/// use guanxi::receivable::TimedPayment;
///
/// let paid = [(100, -5), (100, 0), (100, 10), (700, 30)].map(|(minor, days_beyond_terms)| {
///     TimedPayment { amount: Amount::from_minor(minor), days_beyond_terms }
/// });
/// let habit = PaymentHabit::from_payments(paid);
/// let days = habit.interval().ok_or("nothing was paid")?;
/// assert_eq!(days.to_string(), "30 days beyond terms (10 to 30)");
/// # Ok::<(), &str>(())
/// ```
#[doc(alias = "付款习惯")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentHabit {
    /// By rising days.
    payments: Vec<TimedPayment>,
}

impl PaymentHabit {
    /// The habit that payments show. Those without a positive amount are left out.
    pub fn from_payments(payments: impl IntoIterator<Item = TimedPayment>) -> Self {
        let positive = payments.into_iter().filter(|it| it.amount.is_positive());
        let mut payments: Vec<TimedPayment> = positive.collect();
        payments.sort_unstable_by_key(|it| (it.days_beyond_terms, it.amount));
        Self { payments }
    }

    /// The number of payments.
    pub fn count(&self) -> usize {
        self.payments.len()
    }

    /// Quartiles and median of all payments; `None` without any.
    pub fn interval(&self) -> Option<DaysInterval> {
        interval(&self.payments)
    }

    /// Quartiles and median of the payments that came later than some days beyond terms, and the
    /// number of these payments: the habit of an item that is still open then.
    pub fn later_than(&self, days: i32) -> (usize, Option<DaysInterval>) {
        let first = self.payments.partition_point(|it| it.days_beyond_terms <= days);
        let later = self.payments.get(first..).unwrap_or_default();
        (later.len(), interval(later))
    }
}

fn interval(payments: &[TimedPayment]) -> Option<DaysInterval> {
    let all: Total = payments.iter().map(|it| it.amount).collect();
    let at = |quarters| quantile(payments, all, quarters);
    Some(DaysInterval { early: at(1)?, expected: at(2)?, late: at(3)? })
}

/// The least days by which some quarters of the money had come.
fn quantile(payments: &[TimedPayment], all: Total, quarters: i128) -> Option<i32> {
    let wanted = all.minor().checked_mul(quarters)?;
    let mut come = Total::ZERO;
    for payment in payments {
        come = come.plus(payment.amount);
        if come.minor().checked_mul(4)? >= wanted {
            return Some(payment.days_beyond_terms);
        }
    }
    None
}

impl fmt::Display for DaysInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { early, expected, late } = self;
        let days = plural(*expected, "day", "days");
        write!(f, "{expected} {days} beyond terms ({early} to {late})")
    }
}

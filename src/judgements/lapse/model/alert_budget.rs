use super::LapseSignal;
use crate::measure::{Probability, proven};

/// The threshold that calls at most a given number of customers, and the precision to expect of it.
///
/// Applied every week to the customers that nobody is handling yet, it calls the same number every
/// week: the threshold moves with the book, the load does not.
///
/// # Rule
///
/// > S21.4: those least likely to be alive are called, at most `n`; customers of equal probability
/// > are called together or not at all. The expected precision is the mean probability of those
/// > called that the customer is gone.
///
/// ```
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::lapse::{AlertBudget, LapsePolicy, LapseSignal, OrderDays, Prior, Rhythm};
///
/// let policy = LapsePolicy::default();
/// let (prior, t) = (Prior::fallback(&policy), "2026-06-30".parse::<AsOf>()?);
/// let first = "2025-01-01".parse::<Day>()?;
/// let silent_for = |days: i32| {
///     let rhythm = Rhythm::try_new(OrderDays { count: 12, first, last: t.day().offset(-days) })?;
///     Some(LapseSignal::from_rhythm(rhythm, &prior, t, &policy))
/// };
/// let silences = [5, 200, 60, 300, 20];
/// let signals: Vec<LapseSignal> = silences.into_iter().filter_map(silent_for).collect();
/// let budget = AlertBudget::from_signals(&signals, 2);
/// assert_eq!(budget.called, 2);
/// let called = |signal: &&LapseSignal| signal.alive < budget.alive_below;
/// assert_eq!(signals.iter().filter(called).count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertBudget {
    /// The probability of being alive strictly below which a customer is called.
    pub alive_below: Probability,
    /// The number of customers called; fewer than asked for when customers of equal probability
    /// would be separated, or when there are no more.
    pub called: usize,
    /// The expected share of those called that is gone; `None` when nobody is called.
    pub expected_precision: Option<Probability>,
}

impl AlertBudget {
    /// The threshold that calls at most `at_most` customers.
    #[doc(alias = "预警名额")]
    pub fn from_signals<'a>(
        signals: impl IntoIterator<Item = &'a LapseSignal>,
        at_most: usize,
    ) -> Self {
        let mut alive: Vec<Probability> = signals.into_iter().map(|it| it.alive).collect();
        // Only the one at the cut and those below it matter.
        let alive_below = if at_most < alive.len() {
            let (_, cut, _) = alive.select_nth_unstable(at_most);
            *cut
        } else {
            Probability::ONE
        };
        let mut called = 0_usize;
        let mut gone = 0_u128;
        for alive in alive.into_iter().filter(|alive| *alive < alive_below) {
            let parts = u128::from(alive.complement().parts_per_trillion());
            gone = proven!(gone.checked_add(parts), else gone, "40 bits, fewer than 2^64 times");
            called = proven!(called.checked_add(1), else called, "the length of a vector");
        }
        let mean = u128::try_from(called).ok().and_then(|called| gone.checked_div(called));
        let mean = mean.and_then(|mean| u64::try_from(mean).ok());
        let expected_precision =
            mean.and_then(|mean| Probability::try_from_parts_per_trillion(mean).ok());
        Self { alive_below, called, expected_precision }
    }
}

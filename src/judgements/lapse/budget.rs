use super::LapseSignal;
use crate::measure::Probability;

/// Whom to call when only so many can be called: the threshold that calls them, and what to expect of
/// it.
///
/// Ask it every week with the customers that nobody is handling yet, and every week so many are called:
/// the threshold moves with the book, the load does not.
///
/// # Rule
///
/// > S21.4: those least likely to be alive are called, at most so many; customers of equal probability
/// > are called together or not at all. The expected precision is the mean probability of those called
/// > that the customer is gone.
///
/// ```
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::lapse::{AlertBudget, LapsePolicy, LapseSignal, Prior, Rhythm};
///
/// let policy = LapsePolicy::default();
/// let (prior, t) = (Prior::fallback(&policy), "2026-06-30".parse::<AsOf>()?);
/// let first = "2025-01-01".parse::<Day>()?;
/// let silent_for = |days: i32| {
///     Rhythm::try_new(12, first, t.day().offset(-days)).map(|it| LapseSignal::of(it, &prior, t, &policy))
/// };
/// let signals: Vec<LapseSignal> = [5, 200, 60, 300, 20].into_iter().filter_map(silent_for).collect();
/// let budget = AlertBudget::of(&signals, 2);
/// assert_eq!(budget.called, 2);
/// let called = |signal: &&LapseSignal| signal.alive < budget.alive_below;
/// assert_eq!(signals.iter().filter(called).count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertBudget {
    /// Customers are called whose probability of being alive lies strictly below.
    pub alive_below: Probability,
    /// How many that calls; fewer than asked for where equals would be parted, or there are no more.
    pub called: usize,
    /// How many of those called are expected to be gone; `None` when nobody is called.
    pub expected_precision: Option<Probability>,
}

impl AlertBudget {
    /// The threshold that calls at most so many of these.
    ///
    /// ```
    /// # use guanxi::lapse::AlertBudget;
    /// let nobody = AlertBudget::of(&[], 5);
    /// assert_eq!((nobody.called, nobody.expected_precision), (0, None));
    /// ```
    #[doc(alias = "预警名额")]
    pub fn of<'a>(signals: impl IntoIterator<Item = &'a LapseSignal>, at_most: usize) -> Self {
        let mut alive: Vec<Probability> = signals.into_iter().map(|it| it.alive).collect();
        // Only the one at the cut and those below it matter.
        let alive_below = if at_most < alive.len() {
            let (_, cut, _) = alive.select_nth_unstable(at_most);
            *cut
        } else {
            Probability::ONE
        };
        let below = alive.into_iter().filter(|alive| *alive < alive_below);
        let (mut called, mut gone) = (0_usize, 0_u128);
        for alive in below {
            called = called.saturating_add(1);
            let parts = u128::from(alive.complement().parts_per_trillion());
            gone = gone.saturating_add(parts);
        }
        let mean = u128::try_from(called).ok().and_then(|called| gone.checked_div(called));
        let mean = mean.and_then(|mean| u64::try_from(mean).ok());
        let expected_precision =
            mean.and_then(|mean| Probability::try_from_parts_per_trillion(mean).ok());
        Self { alive_below, called, expected_precision }
    }
}

use crate::measure::Probability;

/// The probability of no order above which at most a given number of customers are called.
///
/// # Rule
///
/// > S21.4: those most likely to order nothing are called, at most `n`; customers of equal
/// > probability are called together or not at all.
///
/// It orders customers and says nothing of how many of them will really order nothing: that is the
/// precision that an [`AlertBudget`](crate::backtest::AlertBudget) states.
///
/// ```
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::lapse::{CallThreshold, LapsePolicy, LapseSignal, OrderDays, Prior, Rhythm};
/// use guanxi::measure::Probability;
///
/// let policy = LapsePolicy::default();
/// let (prior, t) = (Prior::fallback(&policy), "2026-06-30".parse::<AsOf>()?);
/// let first = "2025-01-01".parse::<Day>()?;
/// let silent_for = |days: i32| {
///     let rhythm = Rhythm::try_new(OrderDays { count: 12, first, last: t.day().offset(-days) })?;
///     Some(LapseSignal::from_rhythm(rhythm, &prior, t, &policy).no_order)
/// };
/// let silences = [5, 200, 60, 300, 20];
/// let no_order: Vec<Probability> = silences.into_iter().filter_map(silent_for).collect();
/// let threshold = CallThreshold::from_probabilities(no_order.iter().copied(), 2);
/// assert_eq!(threshold.called, 2);
/// assert_eq!(no_order.iter().filter(|it| threshold.calls(**it)).count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallThreshold {
    /// The probability of no order strictly above which a customer is called.
    pub no_order_above: Probability,
    /// The number of customers called; fewer than asked for when customers of equal probability
    /// would be separated, or when there are no more.
    pub called: usize,
}

impl CallThreshold {
    /// The threshold that calls at most `at_most` of the customers with these probabilities of no
    /// order.
    pub fn from_probabilities(
        no_order: impl IntoIterator<Item = Probability>,
        at_most: usize,
    ) -> Self {
        let mut gone: Vec<Probability> = no_order.into_iter().collect();
        // Only the one at the cut and those above it matter.
        let no_order_above = if at_most < gone.len() {
            let (_, cut, _) = gone.select_nth_unstable_by(at_most, |a, b| b.cmp(a));
            *cut
        } else {
            Probability::ZERO
        };
        let called = gone.into_iter().filter(|it| *it > no_order_above).count();
        Self { no_order_above, called }
    }

    /// Returns `true` when a customer with this probability of no order is called.
    pub fn calls(&self, no_order: Probability) -> bool {
        no_order > self.no_order_above
    }
}

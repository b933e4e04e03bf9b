//! Putting amounts into a timeline, one at a time or all at once.

use super::Step;
use crate::calendar::Day;
use crate::money::Amount;

/// One amount on its way into a timeline: planned first, so that a refusal changes nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Addition {
    day: Day,
    amount: Amount,
    place: usize,
    day_exists: bool,
    opens_day: bool,
}

impl Addition {
    /// Where the amount goes; `None` when a running total would not fit.
    pub(crate) fn plan(steps: &[Step], day: Day, amount: Amount) -> Option<Self> {
        let place = match steps.last() {
            Some(last) if last.day >= day => steps.partition_point(|step| step.day < day),
            Some(_) | None => steps.len(),
        };
        let before = place.checked_sub(1).and_then(|place| steps.get(place));
        let (total_before, days_before) =
            before.map_or((Amount::ZERO, 0), |step| (step.total, step.active_days));
        let at = steps.get(place).filter(|step| step.day == day);
        let was_active = at.is_some_and(|step| step.active_days > days_before);
        total_before.checked_add(amount)?;
        for later in steps.get(place..).unwrap_or_default() {
            later.total.checked_add(amount)?;
        }
        Some(Self {
            day,
            amount,
            place,
            day_exists: at.is_some(),
            opens_day: amount.is_positive() && !was_active,
        })
    }

    /// The step to insert, and where, when the day has none yet.
    pub(crate) fn new_step(self, steps: &[Step]) -> Option<(usize, Step)> {
        if self.day_exists {
            return None;
        }
        let before = self.place.checked_sub(1).and_then(|place| steps.get(place));
        let step = before.copied().unwrap_or_default();
        Some((
            self.place,
            Step {
                day: self.day,
                ..step
            },
        ))
    }

    /// Adds the amount to its day and every later one.
    pub(crate) fn apply(self, steps: &mut [Step]) {
        for step in steps.get_mut(self.place..).unwrap_or_default() {
            // `plan` has seen that each of these sums fits.
            step.total = step.total.checked_add(self.amount).unwrap_or(step.total);
            step.active_days = step.active_days.saturating_add(u32::from(self.opens_day));
        }
    }
}

impl Step {
    /// A single amount, not yet put in order: see [`compact`].
    pub(crate) fn loose(day: Day, amount: Amount) -> Self {
        Self {
            day,
            active_days: u32::from(amount.is_positive()),
            total: amount,
        }
    }
}

/// Turns loose steps into a timeline in place: one step a day, in order, with running totals. Gives the number of steps
/// that remain at the front, or `None` when a running total does not fit.
pub(crate) fn compact(steps: &mut [Step]) -> Option<usize> {
    if !steps.is_sorted_by_key(|step| step.day) {
        // Amounts of a day are a set: in which order they are added changes no sum.
        steps.sort_unstable_by_key(|step| step.day);
    }
    let (mut kept, mut current) = (0_usize, Step::default());
    let mut days_before = 0_u32;
    for place in 0..steps.len() {
        let loose = steps.get(place).copied()?;
        let total = current.total.checked_add(loose.total)?;
        if kept == 0 || loose.day != current.day {
            days_before = current.active_days;
            kept = kept.saturating_add(1);
        }
        let active_days = current
            .active_days
            .max(days_before.saturating_add(loose.active_days));
        current = Step {
            day: loose.day,
            active_days,
            total,
        };
        *steps.get_mut(kept.checked_sub(1)?)? = current;
    }
    Some(kept)
}

//! One more amount in a timeline.

use super::DayTotal;
use crate::calendar::Day;
use crate::measure::proven;
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
    /// Plans an addition; `None` when a running total would not fit.
    pub(crate) fn plan(days: &[DayTotal], day: Day, amount: Amount) -> Option<Self> {
        let place = place_before(days, |it| it.day >= day);
        let before = place.checked_sub(1).and_then(|place| days.get(place));
        let (total_before, active_before) =
            before.map_or((Amount::ZERO, 0), |it| (it.total, it.active_days()));
        let at = days.get(place).filter(|it| it.day == day);
        let was_active = at.is_some_and(|it| it.active_days() > active_before);
        if at.is_none() {
            total_before.checked_add(amount)?;
        }
        for later in days.get(place..).unwrap_or_default() {
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

    /// The day to insert and its place, when the timeline has no such day yet.
    pub(crate) fn new_day(self, days: &[DayTotal]) -> Option<(usize, DayTotal)> {
        if self.day_exists {
            return None;
        }
        let before = self.place.checked_sub(1).and_then(|place| days.get(place));
        let before = before.copied().unwrap_or_default();
        Some((self.place, DayTotal { day: self.day, marks: before.active_days(), ..before }))
    }

    /// Adds the amount to its day and every later one.
    pub(crate) fn apply(self, days: &mut [DayTotal]) {
        let opened = u32::from(self.opens_day);
        for it in days.get_mut(self.place..).unwrap_or_default() {
            it.total = proven!(it.total.checked_add(self.amount), else it.total, "seen by `plan`");
            it.marks = proven!(
                it.marks.checked_add(opened),
                else it.marks,
                "the calendar has fewer than 2^28 days"
            );
        }
    }
}

/// The place before those items of a run that come later. Sought from the end: these have to make
/// room anyway, and mostly there are few.
pub(crate) fn place_before<T>(run: &[T], comes_later: impl Fn(&T) -> bool) -> usize {
    let last = run.iter().rposition(|item| !comes_later(item));
    last.map_or(0, |last| proven!(last.checked_add(1), else last, "a place in a slice"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_lies_after_what_is_equal_and_before_what_comes_later() {
        let place = |of: u32| place_before(&[2, 4, 4, 6], |item| *item > of);
        assert_eq!([1, 2, 3, 4, 5, 6, 7].map(place), [0, 1, 1, 3, 3, 4, 4]);
        assert_eq!(place_before(&[], |item: &u32| *item > 1), 0);
    }
}

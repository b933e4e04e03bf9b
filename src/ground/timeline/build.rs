//! Putting amounts into a timeline, one at a time or all at once.

use super::Step;
use crate::calendar::Day;
use crate::money::{Amount, Total};

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
        let place = place_before(steps, |step| step.day >= day);
        let before = place.checked_sub(1).and_then(|place| steps.get(place));
        let (total_before, days_before) =
            before.map_or((Amount::ZERO, 0), |step| (step.total, step.active_days));
        let at = steps.get(place).filter(|step| step.day == day);
        let was_active = at.is_some_and(|step| step.active_days > days_before);
        if at.is_none() {
            total_before.checked_add(amount)?;
        }
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
        Some((self.place, Step { day: self.day, ..step }))
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

/// The place before those items of a run that come later. Sought from the end: these have to make room
/// anyway, and mostly there are few.
pub(crate) fn place_before<T>(run: &[T], comes_later: impl Fn(&T) -> bool) -> usize {
    run.iter().rposition(|item| !comes_later(item)).map_or(0, |last| last.saturating_add(1))
}

/// The bit of a loose step that says whether its amount makes the day an active one. The bits below
/// it are the caller's.
const ACTIVE: u32 = 1 << 31;

impl Step {
    /// A single amount, not yet put in order: see [`compact`]. Carries a tag below 2³¹.
    pub(crate) fn loose(day: Day, amount: Amount, is_active: bool, tag: u32) -> Self {
        let flag = if is_active { ACTIVE } else { 0 };
        Self { day, active_days: tag | flag, total: amount }
    }

    /// The day.
    pub(crate) const fn day(&self) -> Day {
        self.day
    }

    /// The tag of a loose step.
    pub(crate) const fn tag(&self) -> u32 {
        self.active_days & !ACTIVE
    }
}

/// The steps of a timeline, loose again, with a tag. A day's net amount can be wider than an amount
/// where running totals of both signs fit; it then comes in pieces, which add up again.
pub(crate) fn loosened(steps: &[Step], tag: u32) -> impl Iterator<Item = Step> + '_ {
    let before = [Step::default()].into_iter().chain(steps.iter().copied());
    steps.iter().zip(before).flat_map(move |(step, before)| {
        let net = step.total.to_total().minus(before.total);
        let is_active = step.active_days > before.active_days;
        pieces(net).map(move |piece| Step::loose(step.day, piece, is_active, tag))
    })
}

/// Amounts that add up to a total of at most 65 bits: one as a rule, three at the most.
fn pieces(total: Total) -> impl Iterator<Item = Amount> {
    let mut rest = Some(total);
    std::iter::from_fn(move || {
        let left = rest.take()?;
        let piece = left.max(Total::from(Amount::MIN)).min(Total::from(Amount::MAX));
        rest = Some(left.minus(piece)).filter(|rest| *rest != Total::ZERO);
        piece.to_amount()
    })
}

/// Turns loose steps, which stand in the order of their days, into a timeline in place: one step a day,
/// with running totals. Gives the number of steps that remain at the front, or `None` when a running
/// total does not fit.
pub(crate) fn compact(steps: &mut [Step]) -> Option<usize> {
    let (mut kept, mut before, mut at) = (0_usize, Step::default(), 0_usize);
    while let Some(first) = steps.get(at).copied() {
        at = at.saturating_add(1);
        let is_active = first.active_days & ACTIVE != 0;
        let is_alone = steps.get(at).is_none_or(|next| next.day != first.day);
        let (total, is_active) = match before.total.checked_add(first.total) {
            Some(total) if is_alone => (total, is_active),
            Some(_) | None => {
                let day = steps.get(at..).unwrap_or_default();
                let day = day.iter().take_while(|loose| loose.day == first.day);
                at = at.saturating_add(day.clone().count());
                whole_day(before.total, is_active, first.total, day)?
            }
        };
        let active_days = before.active_days.saturating_add(u32::from(is_active));
        before = Step { day: first.day, active_days, total };
        *steps.get_mut(kept)? = before;
        kept = kept.saturating_add(1);
    }
    Some(kept)
}

/// What has come together by the end of a day, which alone has to fit, whatever the order within it, and
/// whether the day is an active one.
fn whole_day<'a>(
    before: Amount,
    is_active: bool,
    first: Amount,
    others: impl Iterator<Item = &'a Step>,
) -> Option<(Amount, bool)> {
    let sum = before.to_total().plus(first);
    let (total, is_active) = others.fold((sum, is_active), |(sum, is_active), loose| {
        (sum.plus(loose.total), is_active || loose.active_days & ACTIVE != 0)
    });
    Some((total.to_amount()?, is_active))
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

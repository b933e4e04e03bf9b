//! A timeline with other documents on some of its days.

use super::DayTotal;
use crate::calendar::Day;
use crate::measure::proven;
use crate::money::Total;

/// A day on which other documents stand than the timeline has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayChange {
    pub(crate) day: Day,
    /// The growth of the net amount of the day.
    pub(crate) by: Total,
    /// Tells whether any document stands on the day.
    pub(crate) has_document: bool,
    /// Tells whether a document of positive amount does.
    pub(crate) has_positive: bool,
}

/// Puts the timeline after changes, which stand in the order of their days, each day once, into
/// `days`, whatever was there. Amounts without a number stay. `None` when a running total does not
/// fit.
pub(crate) fn changed(
    run: &[DayTotal],
    changes: &[DayChange],
    days: &mut Vec<DayTotal>,
) -> Option<()> {
    days.clear();
    let (mut rest, mut before, mut shift) = (run, DayTotal::default(), Shift::default());
    for change in changes {
        let same = rest.partition_point(|it| it.day < change.day);
        let (earlier, from) = rest.split_at_checked(same)?;
        shift.put(earlier, days)?;
        before = earlier.last().copied().unwrap_or(before);
        // The day as it stood, or an empty one.
        let (old, later) = match from.split_first() {
            Some((old, later)) if old.day == change.day => (*old, later),
            Some(_) | None => {
                let marks = before.active_days();
                (DayTotal { day: change.day, marks, total: before.total }, from)
            }
        };
        let bits = old.unnumbered();
        let was_active = old.active_days() > before.active_days();
        let is_active = change.has_positive || bits & DayTotal::UNNUMBERED_ACTIVE != 0;
        let is_there = change.has_document || bits != 0;
        shift.add(change.by, was_active, is_there && is_active);
        if is_there {
            shift.put(&[old], days)?;
        }
        (rest, before) = (later, old);
    }
    shift.put(rest, days)
}

/// The growth of the running totals of all days that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Shift {
    total: Total,
    active_days: i32,
}

impl Shift {
    fn add(&mut self, by: Total, was_active: bool, is_active: bool) {
        self.total = self.total.plus(by);
        let growth = i32::from(is_active).checked_sub(i32::from(was_active));
        let active_days = growth.and_then(|growth| self.active_days.checked_add(growth));
        self.active_days =
            proven!(active_days, else self.active_days, "the calendar has fewer than 2^28 days");
    }

    /// Appends days that grow by this. `None` when a running total does not fit.
    fn put(self, run: &[DayTotal], days: &mut Vec<DayTotal>) -> Option<()> {
        if self == Self::default() {
            days.extend_from_slice(run);
            return Some(());
        }
        days.reserve(run.len());
        for it in run {
            let active_days = it.active_days().checked_add_signed(self.active_days);
            let active_days = proven!(active_days, else 0, "a day is taken off where it stood");
            let total = it.total.to_total().plus(self.total).to_amount()?;
            days.push(DayTotal { day: it.day, marks: active_days | it.unnumbered(), total });
        }
        Some(())
    }
}

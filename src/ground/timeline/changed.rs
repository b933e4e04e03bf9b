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

/// The timeline after changes, which stand in the order of their days, each day once. Amounts
/// without a number stay. `None` when a running total does not fit.
pub(crate) fn changed(run: &[DayTotal], changes: &[DayChange]) -> Option<Vec<DayTotal>> {
    let Some(first) = changes.first() else { return Some(run.to_vec()) };
    let same = run.partition_point(|it| it.day < first.day);
    let (before, mut rest) = run.split_at_checked(same)?;
    let mut days = Vec::with_capacity(run.len().checked_add(changes.len())?);
    days.extend_from_slice(before);
    let mut old = before.last().copied().unwrap_or_default();
    let (mut total, mut active_days) = (old.total.to_total(), old.active_days());
    let mut push = |day, net: Total, is_active: bool, bits: u32, is_there: bool| {
        total = total.plus(net);
        if is_there {
            active_days = proven!(
                active_days.checked_add(u32::from(is_active)),
                else active_days,
                "the calendar has fewer than 2^28 days"
            );
            days.push(DayTotal { day, marks: active_days | bits, total: total.to_amount()? });
        }
        Some(())
    };
    let mut changes = changes.iter().copied().peekable();
    loop {
        let coming = rest.first().copied();
        let change = changes.peek().copied();
        let change = change.filter(|it| coming.is_none_or(|coming| it.day <= coming.day));
        let at = coming.filter(|coming| change.is_none_or(|it| it.day == coming.day));
        let (net, was_active, bits) = match at {
            Some(it) => {
                let net = it.total.to_total().minus(old.total);
                let was_active = it.active_days() > old.active_days();
                rest = rest.get(1..).unwrap_or_default();
                old = it;
                (net, was_active, it.unnumbered())
            }
            None => (Total::ZERO, false, 0),
        };
        match (change, at) {
            (Some(it), _) => {
                changes.next();
                let is_active = it.has_positive || bits & DayTotal::UNNUMBERED_ACTIVE != 0;
                push(it.day, net.plus(it.by), is_active, bits, it.has_document || bits != 0)?;
            }
            (None, Some(it)) => push(it.day, net, was_active, bits, true)?,
            (None, None) => return Some(days),
        }
    }
}

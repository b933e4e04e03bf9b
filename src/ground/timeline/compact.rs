//! A timeline made of many amounts at once, in place.

use super::DayTotal;
use crate::calendar::Day;
use crate::measure::proven;
use crate::money::{Amount, Total};

/// The bit of a loose amount that says whether it makes its day an active one. The bits below it
/// are the caller's.
const ACTIVE: u32 = 1 << 31;

impl DayTotal {
    /// A single amount, not yet put in order: see [`compact`]. Carries a tag below 2³¹.
    pub(crate) fn loose(day: Day, amount: Amount, is_active: bool, tag: u32) -> Self {
        let flag = if is_active { ACTIVE } else { 0 };
        Self { day, active_days: tag | flag, total: amount }
    }

    /// The tag of a loose amount.
    pub(crate) const fn tag(&self) -> u32 {
        self.active_days & !ACTIVE
    }
}

/// The days of a timeline, loose again, with a tag. A day's net amount can be wider than an amount
/// where running totals of both signs fit; it then comes in pieces, which add up again.
pub(crate) fn loosened(days: &[DayTotal], tag: u32) -> impl Iterator<Item = DayTotal> + '_ {
    let before = [DayTotal::default()].into_iter().chain(days.iter().copied());
    days.iter().zip(before).flat_map(move |(it, before)| {
        let net = it.total.to_total().minus(before.total);
        let is_active = it.active_days > before.active_days;
        pieces(net).map(move |piece| DayTotal::loose(it.day, piece, is_active, tag))
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

/// Turns loose amounts, which stand in the order of their days, into a timeline in place: one entry
/// a day, with running totals. Gives the number of days, which stand at the front, or `None` when a
/// running total does not fit.
pub(crate) fn compact(days: &mut [DayTotal]) -> Option<usize> {
    let (mut kept, mut before, mut at) = (0_usize, DayTotal::default(), 0_usize);
    while let Some(first) = days.get(at).copied() {
        at = at.checked_add(1)?;
        let is_active = first.active_days & ACTIVE != 0;
        let is_alone = days.get(at).is_none_or(|next| next.day != first.day);
        let (total, is_active) = match before.total.checked_add(first.total) {
            Some(total) if is_alone => (total, is_active),
            Some(_) | None => {
                let others = days.get(at..).unwrap_or_default();
                let others = others.iter().take_while(|loose| loose.day == first.day);
                at = at.checked_add(others.clone().count())?;
                whole_day(before.total, is_active, first.total, others)?
            }
        };
        let active_days = proven!(
            before.active_days.checked_add(u32::from(is_active)),
            else before.active_days,
            "the calendar has fewer than 2^32 days"
        );
        before = DayTotal { day: first.day, active_days, total };
        *days.get_mut(kept)? = before;
        kept = kept.checked_add(1)?;
    }
    Some(kept)
}

/// The running total by the end of a day, which alone has to fit, whatever the order within the
/// day; and whether the day is an active one.
fn whole_day<'a>(
    before: Amount,
    is_active: bool,
    first: Amount,
    others: impl Iterator<Item = &'a DayTotal>,
) -> Option<(Amount, bool)> {
    let sum = before.to_total().plus(first);
    let (total, is_active) = others.fold((sum, is_active), |(sum, is_active), loose| {
        (sum.plus(loose.total), is_active || loose.active_days & ACTIVE != 0)
    });
    Some((total.to_amount()?, is_active))
}

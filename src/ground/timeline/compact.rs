//! A timeline made of many amounts at once, in place.

use super::DayTotal;
use crate::calendar::Day;
use crate::measure::proven;
use crate::money::{Amount, Total};

/// The bit of a loose amount that says whether it makes its day an active one. The bits below it
/// are the caller's.
const ACTIVE: u32 = 1 << 29;

/// The numbers of owners that amounts can carry while they are put in order.
pub(crate) const MOST_OWNERS: u32 = ACTIVE;

impl DayTotal {
    /// A single amount without a document number, not yet put in order: see [`compact`]. Carries a
    /// tag below [`MOST_OWNERS`].
    pub(crate) fn loose(day: Day, amount: Amount, is_active: bool, tag: u32) -> Self {
        let active = if is_active { ACTIVE | Self::UNNUMBERED_ACTIVE } else { 0 };
        Self { day, marks: tag | active | Self::UNNUMBERED, total: amount }
    }

    /// The tag of a loose amount.
    pub(crate) const fn tag(&self) -> u32 {
        self.marks & !(ACTIVE | Self::UNNUMBERED_ACTIVE | Self::UNNUMBERED)
    }
}

/// The days of a timeline, loose again, with a tag. A day's net amount can be wider than an amount
/// where running totals of both signs fit; it then comes in pieces, which add up again.
pub(crate) fn loosened(days: &[DayTotal], tag: u32) -> impl Iterator<Item = DayTotal> + '_ {
    let before = [DayTotal::default()].into_iter().chain(days.iter().copied());
    days.iter().zip(before).flat_map(move |(it, before)| {
        let net = it.total.to_total().minus(before.total);
        let active = if it.active_days() > before.active_days() { ACTIVE } else { 0 };
        let marks = tag | active | it.unnumbered();
        pieces(net).map(move |piece| DayTotal { day: it.day, marks, total: piece })
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
        let marks = first.marks;
        let is_alone = days.get(at).is_none_or(|next| next.day != first.day);
        let (total, marks) = match before.total.checked_add(first.total) {
            Some(total) if is_alone => (total, marks),
            Some(_) | None => {
                let others = days.get(at..).unwrap_or_default();
                let others = others.iter().take_while(|loose| loose.day == first.day);
                at = at.checked_add(others.clone().count())?;
                whole_day(before.total, marks, first.total, others)?
            }
        };
        let active_days = proven!(
            before.active_days().checked_add(u32::from(marks & ACTIVE != 0)),
            else before.active_days(),
            "the calendar has fewer than 2^28 days"
        );
        let first = DayTotal { marks, ..first };
        before = DayTotal { day: first.day, marks: active_days | first.unnumbered(), total };
        *days.get_mut(kept)? = before;
        kept = kept.checked_add(1)?;
    }
    Some(kept)
}

/// The running total by the end of a day, which alone has to fit, whatever the order within the
/// day; and the bits of all amounts together.
fn whole_day<'a>(
    before: Amount,
    marks: u32,
    first: Amount,
    others: impl Iterator<Item = &'a DayTotal>,
) -> Option<(Amount, u32)> {
    let sum = before.to_total().plus(first);
    let (total, marks) = others
        .fold((sum, marks), |(sum, marks), loose| (sum.plus(loose.total), marks | loose.marks));
    Some((total.to_amount()?, marks))
}

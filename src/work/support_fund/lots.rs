use std::fmt;

use crate::calendar::Day;
use crate::measure::proven;
use crate::money::{Amount, Currency, Total};

/// A lot of a fund with what is left of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lot {
    /// The last day; `None` for one that does not expire.
    pub(super) until: Option<Day>,
    pub(super) left: Amount,
}

/// An amount that is set aside, and the place of the lot that it came from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    place: usize,
    amount: Amount,
}

/// The lots of a fund, in the order in which they came.
#[derive(Debug, Clone)]
pub(super) struct Lots(Vec<Lot>);

impl Lots {
    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    pub(super) fn add(&mut self, lot: Lot) {
        self.0.push(lot);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Lot> {
        self.0.iter()
    }

    /// The amount left in lots that have not expired on the day.
    pub(super) fn available(&self, on: Day) -> Total {
        self.0.iter().filter(|lot| lot.is_open(on)).map(|lot| lot.left).collect()
    }

    /// The amount left in lots that have expired before the day.
    pub(super) fn expired(&self, on: Day) -> Total {
        self.0.iter().filter(|lot| !lot.is_open(on)).map(|lot| lot.left).collect()
    }

    /// Takes an amount out of the lots, by earliest expiry, then in the order in which they came;
    /// `None` when it is not available, and then nothing has changed.
    pub(super) fn take(&mut self, amount: Amount, on: Day) -> Option<Vec<Held>> {
        if self.available(on) < Total::from(amount) {
            return None;
        }
        let mut order: Vec<(usize, &mut Lot)> = self.0.iter_mut().enumerate().collect();
        order.retain(|(_, lot)| lot.is_open(on));
        order.sort_by_key(|(place, lot)| (lot.until.is_none(), lot.until, *place));
        let (mut rest, mut taken) = (amount, Vec::new());
        for (place, lot) in order {
            let part = rest.min(lot.left);
            if part.is_positive() {
                rest = less(rest, part);
                lot.left = less(lot.left, part);
                taken.push(Held { place, amount: part });
            }
        }
        Some(taken)
    }

    /// Gives back what was set aside, each part to its lot: what came from a lot that has expired
    /// since expires with it.
    pub(super) fn give_back(&mut self, held: Vec<Held>) {
        for part in held {
            if let Some(lot) = self.0.get_mut(part.place) {
                let sum = lot.left.checked_add(part.amount);
                lot.left = proven!(sum, else lot.left, "no more than the lot had");
            }
        }
    }
}

impl Lot {
    pub(super) fn is_open(&self, on: Day) -> bool {
        self.until.is_none_or(|until| on <= until)
    }
}

/// The sum of what is set aside.
pub(super) fn sum(held: &[Held]) -> Total {
    held.iter().map(|part| part.amount).collect()
}

/// Moves an amount from the beginning of what is set aside; `None` when there is less, and then
/// nothing has changed.
pub(super) fn move_out(held: &mut Vec<Held>, amount: Amount) -> Option<Vec<Held>> {
    if sum(held) < Total::from(amount) {
        return None;
    }
    let (mut rest, mut moved) = (amount, Vec::new());
    for part in held.iter_mut() {
        let share = rest.min(part.amount);
        if share.is_positive() {
            rest = less(rest, share);
            part.amount = less(part.amount, share);
            moved.push(Held { amount: share, ..*part });
        }
    }
    held.retain(|part| part.amount.is_positive());
    Some(moved)
}

fn less(whole: Amount, part: Amount) -> Amount {
    proven!(whole.checked_sub(part), else whole, "a part of a positive amount")
}

/// The balances of a fund on a date. None is negative.
///
/// # Rule
///
/// > S25: available = accrued + granted − reduced − expired − committed − paid.
#[doc(alias = "费用余额")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FundBalance {
    /// The currency of all amounts.
    pub currency: Currency,
    /// All that has accrued.
    pub accrued: Total,
    /// All that was granted.
    pub granted: Total,
    /// All that was taken off, as for goods returned.
    pub reduced: Total,
    /// Amounts neither set aside nor taken off by its last day.
    pub expired: Total,
    /// Amounts set aside for requests and claims and not paid.
    pub committed: Total,
    /// All that is paid.
    pub paid: Total,
    /// The amount that can still be set aside.
    pub available: Total,
}

impl fmt::Display for FundBalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |total: Total| total.with_currency(self.currency);
        let (available, committed) = (money(self.available), money(self.committed));
        let (paid, expired) = (money(self.paid), money(self.expired));
        write!(f, "{available} available, {committed} set aside, {paid} paid, {expired} expired")
    }
}

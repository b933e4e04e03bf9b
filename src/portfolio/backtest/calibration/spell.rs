use std::collections::BTreeMap;

use super::reach::Reach;
use super::sums::Sums;
use crate::measure::proven;
use crate::money::Total;

/// A spell that lasts: days in a row of which the outcome came true.
#[derive(Debug, Clone)]
pub(super) struct Spell {
    /// The most at stake on any of the days.
    money: Total,
    uncalled: Steps,
}

/// Some pairs of steps, as a sum over corners: each corner counts its number at all pairs from it
/// on, and the sum is 1 at the pairs that belong to them and 0 at all others.
///
/// Those of two such sums that belong to both are the product, as the pairs from one corner on that
/// are from another one on, too, are those from the corner of both on.
#[derive(Debug, Clone)]
struct Steps(BTreeMap<Reach, i64>);

impl Default for Spell {
    fn default() -> Self {
        Self { money: Total::ZERO, uncalled: Steps([(Reach::NONE, 1)].into()) }
    }
}

impl Spell {
    /// Takes a day with the reach of the customer before it and on it: it calls at the steps that
    /// raise the customer and did not before.
    pub(super) fn take(&mut self, at_stake: Total, (before, now): (Reach, Reach)) {
        self.money = self.money.max(at_stake);
        let both = before.or(now);
        if both != before {
            let mut others = BTreeMap::from([(Reach::NONE, 1)]);
            add(&mut others, before, -1);
            add(&mut others, both, 1);
            self.uncalled = self.uncalled.and(&Steps(others));
        }
    }

    /// One spell of two customers that have become one.
    pub(super) fn join(&self, other: &Self) -> Self {
        Self { money: self.money.plus(other.money), uncalled: self.uncalled.and(&other.uncalled) }
    }

    /// Adds the money at all steps that have called.
    pub(super) fn end(self, sums: &mut Sums) {
        sums.add_money(Reach::NONE, Some(self.money.minor()));
        for (corner, number) in self.uncalled.0 {
            let money = self.money.minor().checked_mul(number.into());
            sums.add_money(corner, money.and_then(i128::checked_neg));
        }
    }
}

impl Steps {
    /// The steps that belong to both.
    fn and(&self, other: &Self) -> Self {
        let mut both = BTreeMap::new();
        for (one, number) in &self.0 {
            for (another, times) in &other.0 {
                let product = number.checked_mul(*times);
                let product = proven!(product, else 0, "at most as many corners as pairs of steps");
                add(&mut both, one.or(*another), product);
            }
        }
        both.retain(|_, number| *number != 0);
        Self(both)
    }
}

fn add(corners: &mut BTreeMap<Reach, i64>, corner: Reach, number: i64) {
    let sum = corners.entry(corner).or_default();
    *sum = proven!(sum.checked_add(number), else 0, "at most as many corners as pairs of steps");
}

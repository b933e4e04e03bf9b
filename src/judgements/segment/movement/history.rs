use std::collections::BTreeMap;

use super::figure::Largest;
use super::side::{Side, one_more};
use super::{
    GroupPlacement, LargestMove, MergeList, MovementError, MovementFigure, MovementMeasure,
    PlacedCustomer, PlacedReview,
};
use crate::calendar::AsOf;
use crate::id::CustomerKey;
use crate::measure::{Excess, Quotient, proven};
use crate::money::{Amount, Currency};

/// Months after a change within which the way back counts as a return.
const RETURN_MONTHS: usize = 3;

/// Groups of customers through a series of monthly reviews: months in the group, and returns after
/// a change.
///
/// # Rule
///
/// > S14: months in the quadrant; returns within 3 months.
///
/// A change is seen where a customer is judged in two reviews in a row, in two groups. It is a
/// return when the customer is in its old group again in one of the three reviews after it. The
/// figure is of the changes that were watched for three months: later ones are in neither count. A
/// month in which the customer is unjudged or absent ends its stay and is no change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlyHistory<const N: usize> {
    last: Option<Stamp>,
    customers: BTreeMap<CustomerKey, Track>,
    /// The changes that were seen in each review.
    changes: Vec<Changes>,
}

impl<const N: usize> Default for MonthlyHistory<N> {
    fn default() -> Self {
        Self { last: None, customers: BTreeMap::new(), changes: Vec::new() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    as_of: AsOf,
    currency: Currency,
}

/// A customer that was judged in some review.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Track {
    group: usize,
    purchases: Amount,
    /// The reviews in a row, up to its last one.
    months: u32,
    /// The number of the last review in which it was judged.
    judged: usize,
    /// Changes of the last months after which it is not back.
    away: Vec<Change>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Change {
    /// The number of the review in which it was seen.
    seen: usize,
    from: usize,
    before: Amount,
    after: Amount,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Changes {
    all: u64,
    returned: u64,
    largest: Largest,
}

/// The stay of customers in a group, up to the last review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct GroupStay {
    /// The customers that are in the group.
    pub customers: u64,
    /// Their months in it without a break, together.
    pub months: u64,
    /// The longest of these stays, in months.
    pub longest: u32,
}

impl GroupStay {
    /// The mean of the months; `None` where nobody is in the group.
    pub fn mean(self) -> Option<Quotient> {
        Quotient::try_new(self.months.into(), self.customers.into())
    }
}

impl<const N: usize> MonthlyHistory<N> {
    /// Adds the review of the next month.
    ///
    /// # Errors
    ///
    /// When the review is in another currency than the one before, is not of the month after it,
    /// its customers do not ascend, a group is not below `N`, or the purchases of customers that
    /// are one do not fit an amount together. Nothing has changed then.
    pub fn add<I>(
        &mut self,
        review: PlacedReview<I>,
        merges: &MergeList,
    ) -> Result<(), MovementError>
    where
        I: IntoIterator<Item = PlacedCustomer>,
    {
        let stamp = Stamp { as_of: review.as_of, currency: review.currency };
        self.check(stamp)?;
        let rows = rows(review.rows.into_iter(), N, merges)?;
        let number = self.changes.len();
        self.changes.push(Changes::default());
        for PlacedCustomer { customer, placement } in rows {
            if let GroupPlacement::Judged { group, purchases } = placement {
                self.judge(customer, Judged { group, purchases, number });
            }
        }
        self.last = Some(stamp);
        Ok(())
    }

    fn check(&self, next: Stamp) -> Result<(), MovementError> {
        let Some(last) = self.last else { return Ok(()) };
        if last.currency != next.currency {
            let (before, after) = (last.currency, next.currency);
            return Err(MovementError::Currencies { before, after });
        }
        let month = |it: Stamp| it.as_of.day().month();
        if month(next).months_since(month(last)) != 1 {
            return Err(MovementError::NotMonthly { before: last.as_of, after: next.as_of });
        }
        Ok(())
    }

    fn judge(&mut self, customer: CustomerKey, now: Judged) {
        let Judged { group, purchases, number } = now;
        let fresh = Track { group, purchases, months: 1, judged: number, away: Vec::new() };
        let Some(track) = self.customers.get_mut(&customer) else {
            self.customers.insert(customer, fresh);
            return;
        };
        track.away.retain(|change| is_within(change.seen, number));
        let back = track.away.iter().position(|change| change.from == group);
        if let Some(back) = back {
            let Change { seen, before, after, .. } = track.away.remove(back);
            if let Some(changes) = self.changes.get_mut(seen) {
                changes.returned = one_more(changes.returned);
                changes.largest.add(LargestMove { customer, before, after });
            }
        }
        let is_in_a_row = track.judged.checked_add(1) == Some(number);
        if is_in_a_row && track.group == group {
            let months = track.months.checked_add(1);
            track.months = proven!(months, else u32::MAX, "no series has 2^32 months");
        } else {
            if is_in_a_row {
                let (from, before) = (track.group, track.purchases);
                track.away.push(Change { seen: number, from, before, after: purchases });
                if let Some(changes) = self.changes.get_mut(number) {
                    changes.all = one_more(changes.all);
                }
            }
            track.months = 1;
        }
        (track.group, track.purchases, track.judged) = (group, purchases, number);
    }

    /// The number of reviews.
    pub fn months(&self) -> usize {
        self.changes.len()
    }

    /// All changes of group that were seen.
    pub fn changes(&self) -> u64 {
        self.changes.iter().map(|it| it.all).sum()
    }

    /// The changes that were watched for three months and, of them, those after which the customer
    /// was back.
    pub fn returns(&self) -> Option<MovementFigure> {
        let watched = self.changes.len().excess_over(RETURN_MONTHS);
        let (mut all, mut returned, mut largest) = (0_u64, 0_u64, Largest::default());
        for changes in self.changes.iter().take(watched) {
            all = all.checked_add(changes.all)?;
            returned = returned.checked_add(changes.returned)?;
            largest.append(&changes.largest);
        }
        MovementFigure::new(MovementMeasure::Returned, returned, all, largest)
    }

    /// The stay of those that are in a group in the last review.
    pub fn stay(&self, group: usize) -> GroupStay {
        let mut stay = GroupStay::default();
        for track in self.customers.values().filter(|it| it.group == group) {
            if self.is_current(track) {
                stay.customers = one_more(stay.customers);
                let months = stay.months.checked_add(track.months.into());
                stay.months = proven!(months, else u64::MAX, "2^32 customers of 2^32 months");
                stay.longest = stay.longest.max(track.months);
            }
        }
        stay
    }

    /// The months that a customer has been in its group, up to the last review; `None` where it is
    /// not judged in that.
    pub fn months_of(&self, customer: CustomerKey) -> Option<u32> {
        let track = self.customers.get(&customer)?;
        self.is_current(track).then_some(track.months)
    }

    fn is_current(&self, track: &Track) -> bool {
        track.judged.checked_add(1) == Some(self.changes.len())
    }
}

/// A customer in the review of a number.
#[derive(Debug, Clone, Copy)]
struct Judged {
    group: usize,
    purchases: Amount,
    number: usize,
}

fn is_within(seen: usize, number: usize) -> bool {
    number.checked_sub(seen).is_some_and(|months| months <= RETURN_MONTHS)
}

/// All rows of a review, those of customers that are one united.
fn rows(
    rows: impl Iterator<Item = PlacedCustomer>,
    groups: usize,
    merges: &MergeList,
) -> Result<Vec<PlacedCustomer>, MovementError> {
    let mut side = Side::new(rows, groups, merges);
    let mut all = Vec::new();
    while let Some(row) = side.next_single()? {
        all.push(row);
    }
    let united = side.united()?.placements.into_iter();
    all.extend(united.map(|(customer, placement)| PlacedCustomer { customer, placement }));
    Ok(all)
}

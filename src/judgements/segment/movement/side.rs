use std::collections::{BTreeMap, BTreeSet};

use super::{
    GroupPlacement, MergeList, Migration, MovementError, PlacedCustomer, PlacedReview, ReviewPair,
};
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::money::{Amount, Total};

/// Rows that were added to the row of another customer, because both are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MergeCounts {
    /// Customers of the first review that are counted as another of the first review.
    pub before: u64,
    /// Customers of the second review that are counted as another of the second review.
    pub after: u64,
}

/// The rows of one review. Those of customers that take part in a merge are set aside and united.
#[derive(Debug)]
pub(super) struct Side<'m, I> {
    rows: I,
    groups: usize,
    last: Option<CustomerKey>,
    merges: &'m MergeList,
    /// The customers of the list that were not passed yet.
    ahead: &'m [CustomerKey],
    united: BTreeMap<CustomerKey, UnitedRows>,
}

/// The rows of all customers that are one.
#[derive(Debug, Clone, Copy)]
struct UnitedRows {
    rows: u64,
    purchases: Total,
    chosen: Chosen,
}

/// The row whose group counts for all.
#[derive(Debug, Clone, Copy)]
struct Chosen {
    is_survivor: bool,
    purchases: Amount,
    group: Option<usize>,
}

impl Chosen {
    /// Judged before unjudged, then the survivor, then the larger one; the earlier key on a tie.
    fn or(self, other: Self) -> Self {
        let rank = |it: &Self| (it.group.is_some(), it.is_survivor, it.purchases);
        if rank(&other) > rank(&self) { other } else { self }
    }
}

impl<'m, I: Iterator<Item = PlacedCustomer>> Side<'m, I> {
    pub(super) fn new(rows: I, groups: usize, merges: &'m MergeList) -> Self {
        let ahead = merges.named();
        Self { rows, groups, last: None, merges, ahead, united: BTreeMap::new() }
    }

    /// The next customer that takes part in no merge.
    pub(super) fn next_single(&mut self) -> Result<Option<PlacedCustomer>, MovementError> {
        while let Some(row) = self.next_row()? {
            while let [first, rest @ ..] = self.ahead
                && *first < row.customer
            {
                self.ahead = rest;
            }
            if self.ahead.first() != Some(&row.customer) {
                return Ok(Some(row));
            }
            self.set_aside(row);
        }
        Ok(None)
    }

    fn next_row(&mut self) -> Result<Option<PlacedCustomer>, MovementError> {
        let Some(row) = self.rows.find(|row| row.placement != GroupPlacement::Absent) else {
            return Ok(None);
        };
        let PlacedCustomer { customer, placement } = row;
        if let Some(last) = self.last.filter(|last| *last >= customer) {
            return Err(MovementError::OutOfOrder { customer, last });
        }
        self.last = Some(customer);
        if let GroupPlacement::Judged { group, .. } = placement
            && group >= self.groups
        {
            return Err(MovementError::NoSuchGroup { customer, group, groups: self.groups });
        }
        Ok(Some(row))
    }

    fn set_aside(&mut self, PlacedCustomer { customer, placement }: PlacedCustomer) {
        let survivor = self.merges.survivor(customer);
        let purchases = placement.purchases();
        let group = match placement {
            GroupPlacement::Judged { group, .. } => Some(group),
            GroupPlacement::Unjudged { .. } | GroupPlacement::Absent => None,
        };
        let chosen = Chosen { is_survivor: survivor == customer, purchases, group };
        let own = UnitedRows { rows: 1, purchases: purchases.into(), chosen };
        let add = |sum: &mut UnitedRows| {
            sum.rows = one_more(sum.rows);
            sum.purchases = sum.purchases.plus(purchases);
            sum.chosen = sum.chosen.or(chosen);
        };
        self.united.entry(survivor).and_modify(add).or_insert(own);
    }

    /// The customers that were set aside, as those as which they are counted.
    pub(super) fn united(self) -> Result<UnitedSide, MovementError> {
        let mut side = UnitedSide::default();
        for (customer, rows) in self.united {
            let minor = rows.purchases.minor();
            let purchases = rows.purchases.to_amount();
            let purchases = purchases.ok_or(MovementError::Overflow { customer, minor })?;
            side.placements.insert(customer, GroupPlacement::new(rows.chosen.group, purchases));
            let more = rows.rows.checked_sub(1).and_then(|more| side.more.checked_add(more));
            side.more = proven!(more, else u64::MAX, "at least one row each, fewer than 2^64");
        }
        Ok(side)
    }
}

/// The customers of one review that are several.
#[derive(Debug, Default)]
pub(super) struct UnitedSide {
    pub(super) placements: BTreeMap<CustomerKey, GroupPlacement>,
    /// Rows beyond the first of each.
    pub(super) more: u64,
}

impl UnitedSide {
    fn placement(&self, customer: CustomerKey, unlisted: GroupPlacement) -> GroupPlacement {
        self.placements.get(&customer).copied().unwrap_or(unlisted)
    }
}

pub(super) fn one_more(count: u64) -> u64 {
    proven!(count.checked_add(1), else u64::MAX, "nobody counts to 2^64")
}

/// Visits every customer of two reviews once, with its placement in both.
pub(crate) fn join_reviews<B, A>(
    pair: ReviewPair<B, A>,
    groups: usize,
    merges: &MergeList,
    mut visit: impl FnMut(CustomerKey, Migration),
) -> Result<MergeCounts, MovementError>
where
    B: IntoIterator<Item = PlacedCustomer>,
    A: IntoIterator<Item = PlacedCustomer>,
{
    check(&pair)?;
    let unlisted = Migration {
        before: pair.before.unlisted.placement(),
        after: pair.after.unlisted.placement(),
    };
    let mut before = Side::new(pair.before.rows.into_iter(), groups, merges);
    let mut after = Side::new(pair.after.rows.into_iter(), groups, merges);
    let (mut old, mut new) = (before.next_single()?, after.next_single()?);
    loop {
        match (old, new) {
            (None, None) => break,
            (Some(b), Some(a)) if b.customer == a.customer => {
                visit(b.customer, Migration { before: b.placement, after: a.placement });
                (old, new) = (before.next_single()?, after.next_single()?);
            }
            (Some(b), Some(a)) if a.customer < b.customer => {
                visit(a.customer, Migration { after: a.placement, ..unlisted });
                new = after.next_single()?;
            }
            (Some(b), Some(_) | None) => {
                visit(b.customer, Migration { before: b.placement, ..unlisted });
                old = before.next_single()?;
            }
            (None, Some(a)) => {
                visit(a.customer, Migration { after: a.placement, ..unlisted });
                new = after.next_single()?;
            }
        }
    }
    let (before, after) = (before.united()?, after.united()?);
    let all = before.placements.keys().chain(after.placements.keys());
    for customer in all.copied().collect::<BTreeSet<_>>() {
        let before = before.placement(customer, unlisted.before);
        let after = after.placement(customer, unlisted.after);
        visit(customer, Migration { before, after });
    }
    Ok(MergeCounts { before: before.more, after: after.more })
}

fn check<B, A>(pair: &ReviewPair<B, A>) -> Result<(), MovementError> {
    let PlacedReview { as_of: before, currency, .. } = pair.before;
    let PlacedReview { as_of: after, currency: other, .. } = pair.after;
    if currency != other {
        return Err(MovementError::Currencies { before: currency, after: other });
    }
    if after < before {
        return Err(MovementError::Backwards { before, after });
    }
    Ok(())
}

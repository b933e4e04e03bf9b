use std::collections::{BTreeMap, BTreeSet};

use super::MergeListError;
use crate::id::CustomerKey;

/// A customer that is counted as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MergedCustomer {
    /// The customer.
    pub merged: CustomerKey,
    /// The customer as which it is counted.
    pub survivor: CustomerKey,
}

/// Customers that are one, whatever review they are in.
///
/// # Rule
///
/// > S14: merged customers are counted as the survivor in both reviews; customers that were split
/// > are counted as one in both.
///
/// Merges follow each other: of a chain, all are counted as the last.
///
/// ```
/// use guanxi::id::CustomerKey;
/// use guanxi::segment::{MergeList, MergedCustomer};
///
/// let [li, twin, branch] = [0, 1, 2].map(CustomerKey::from_position);
/// let merges = [
///     MergedCustomer { merged: branch, survivor: twin },
///     MergedCustomer { merged: twin, survivor: li },
/// ];
/// assert_eq!(MergeList::try_new(merges)?.survivor(branch), li);
/// # Ok::<(), guanxi::segment::MergeListError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MergeList {
    survivors: BTreeMap<CustomerKey, CustomerKey>,
    /// All that are named, ascending.
    named: Vec<CustomerKey>,
}

impl MergeList {
    /// The list of merges in any order.
    ///
    /// # Errors
    ///
    /// When a customer is merged into two others, or would come to be merged into itself.
    pub fn try_new(
        merges: impl IntoIterator<Item = MergedCustomer>,
    ) -> Result<Self, MergeListError> {
        let mut list = Self::default();
        for MergedCustomer { merged, survivor } in merges {
            match list.survivors.get(&merged) {
                Some(known) if *known == survivor => continue,
                Some(known) => {
                    let known = *known;
                    return Err(MergeListError::Twice { customer: merged, known, survivor });
                }
                None => {}
            }
            if list.survivor(survivor) == merged {
                return Err(MergeListError::Circle { customer: merged });
            }
            list.survivors.insert(merged, survivor);
        }
        Ok(list.with_names())
    }

    /// The list of the merges of a book that hold on either of two days: those of the second day
    /// decide who survives.
    pub(crate) fn from_days(
        on_second: impl Iterator<Item = MergedCustomer>,
        on_first: impl Iterator<Item = MergedCustomer>,
    ) -> Self {
        let mut list = Self::default();
        for MergedCustomer { merged, survivor } in on_second.chain(on_first) {
            let (root, survivor) = (list.survivor(merged), list.survivor(survivor));
            if root != survivor {
                list.survivors.insert(root, survivor);
            }
        }
        list.with_names()
    }

    fn with_names(mut self) -> Self {
        let pairs = self.survivors.iter().flat_map(|(merged, survivor)| [*merged, *survivor]);
        self.named = pairs.collect::<BTreeSet<_>>().into_iter().collect();
        self
    }

    /// The customer as which a customer is counted: itself where it is not merged.
    pub fn survivor(&self, customer: CustomerKey) -> CustomerKey {
        let mut survivor = customer;
        while let Some(next) = self.survivors.get(&survivor) {
            survivor = *next;
        }
        survivor
    }

    /// Returns `true` when no customer is merged.
    pub fn is_empty(&self) -> bool {
        self.survivors.is_empty()
    }

    /// Returns `true` when a customer is merged or a survivor.
    pub fn takes_part(&self, customer: CustomerKey) -> bool {
        self.named.binary_search(&customer).is_ok()
    }

    /// All customers that take part in a merge, ascending.
    pub(super) fn named(&self) -> &[CustomerKey] {
        &self.named
    }
}

use std::collections::BTreeMap;

use super::ChangeError;
use crate::id::{CustomerId, CustomerKey};
use crate::review::Review;
use crate::segment::{MergeList, MergedCustomer, MovementError, PlacedCustomer, PlacedReview};

/// A customer that is counted as another, both by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedMerge {
    /// The customer.
    pub merged: CustomerId,
    /// The customer as which it is counted.
    pub survivor: CustomerId,
}

/// The customers of an earlier book by the keys of a later one. Those that the later one does not
/// know are numbered behind its own.
#[derive(Debug)]
pub(super) struct Renumbered<'r> {
    later: &'r Review<'r>,
    /// By key of the earlier book.
    keys: BTreeMap<CustomerKey, CustomerKey>,
    /// Customers of the earlier book only.
    unknown: BTreeMap<&'r str, CustomerKey>,
    names: BTreeMap<CustomerKey, &'r str>,
}

impl<'r> Renumbered<'r> {
    pub(super) fn try_new(
        earlier: &'r Review<'_>,
        later: &'r Review<'_>,
    ) -> Result<Self, MovementError> {
        let mut renumbered =
            Self { later, keys: BTreeMap::new(), unknown: BTreeMap::new(), names: BTreeMap::new() };
        let mut next = later.book().len();
        for customer in earlier.customers().iter().copied() {
            let name = earlier.book().name(customer);
            let id: CustomerId = name.parse().map_err(|_| MovementError::NoName { customer })?;
            let key = if let Ok(key) = later.book().key(&id) {
                key
            } else {
                let key = CustomerKey::from_position(next);
                next = next.checked_add(1).ok_or(MovementError::NoName { customer })?;
                renumbered.unknown.insert(name, key);
                renumbered.names.insert(key, name);
                key
            };
            renumbered.keys.insert(customer, key);
        }
        Ok(renumbered)
    }

    /// The rows of the earlier review, by ascending key of the later book.
    pub(super) fn renumber(
        &self,
        review: PlacedReview<impl Iterator<Item = PlacedCustomer>>,
    ) -> PlacedReview<Vec<PlacedCustomer>> {
        let PlacedReview { as_of, currency, unlisted, rows } = review;
        let known = rows.filter_map(|row| {
            Some(PlacedCustomer { customer: *self.keys.get(&row.customer)?, ..row })
        });
        let mut rows: Vec<PlacedCustomer> = known.collect();
        rows.sort_unstable_by_key(|row| row.customer);
        PlacedReview { as_of, currency, unlisted, rows }
    }

    pub(super) fn merges(&self, named: &[NamedMerge]) -> Result<MergeList, ChangeError> {
        let pairs = named.iter().map(|it| {
            let (merged, survivor) = (self.key(&it.merged)?, self.key(&it.survivor)?);
            Ok(MergedCustomer { merged, survivor })
        });
        Ok(MergeList::try_new(pairs.collect::<Result<Vec<_>, ChangeError>>()?)?)
    }

    fn key(&self, customer: &CustomerId) -> Result<CustomerKey, ChangeError> {
        let known = self.later.book().key(customer).ok();
        let key = known.or_else(|| self.unknown.get(customer.as_str()).copied());
        key.ok_or_else(|| ChangeError::UnknownCustomer { customer: customer.clone() })
    }

    pub(super) fn name(&self, key: CustomerKey) -> &str {
        self.names.get(&key).copied().unwrap_or_else(|| self.later.book().name(key))
    }
}

use super::reservation::Reservation;
use super::reserve_error::ReserveError;
use crate::credit::Pool;
use crate::id::CustomerId;
use crate::money::{Currency, Total};

/// The reservations that count in a check, in the order of their numbers.
#[derive(Debug, Clone)]
pub(crate) struct CountedReservations<'a> {
    counted: Vec<&'a Reservation>,
}

impl<'a> CountedReservations<'a> {
    pub(super) fn new(counted: impl Iterator<Item = &'a Reservation>) -> Self {
        Self { counted: counted.collect() }
    }

    /// The sum that is reserved for a customer by all its names.
    pub(crate) fn reserved(&self, names: &[CustomerId]) -> Total {
        let own = self.counted.iter().filter(|it| names.contains(&it.customer));
        own.map(|it| it.amount.amount()).collect()
    }

    /// Pools, with the reservations of each counted as used.
    pub(crate) fn with_reserved(&self, pools: &[Pool]) -> Vec<Pool> {
        let with = |pool: &Pool| {
            let same = self.counted.iter().filter(|it| it.takes_from(pool));
            let reserved: Total = same.map(|it| it.amount.amount()).collect();
            let (used, least) = (pool.used.plus(reserved), pool.least.plus(reserved));
            Pool { used, least, ..pool.clone() }
        };
        pools.iter().map(with).collect()
    }

    /// Refuses reservations of customers or of pools in another currency: sums would mix both.
    pub(crate) fn demand_currency(
        &self,
        expected: Currency,
        customers: &[CustomerId],
        pools: &[Pool],
    ) -> Result<(), ReserveError> {
        let counts = |it: &Reservation| {
            customers.contains(&it.customer) || pools.iter().any(|pool| it.takes_from(pool))
        };
        let mut others = self.counted.iter().filter(|it| it.amount.currency() != expected);
        match others.find(|it| counts(it)) {
            Some(it) => {
                Err(ReserveError::Currency { id: it.id, expected, found: it.amount.currency() })
            }
            None => Ok(()),
        }
    }
}

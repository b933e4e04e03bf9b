use super::order_request::OrderRequest;
use crate::calendar::AsOf;
use crate::credit::Pool;
use crate::measure::Score;
use crate::money::{Amount, Total};

/// Inputs of the check besides the account: figures that are worked out elsewhere, and decisions of
/// people. An input that is absent is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CreditInputs<'a> {
    /// True when somebody holds the customer or the order by hand.
    pub is_forced: bool,
    /// The highest level of a reminder that was sent and stands.
    pub dunning_level: Option<u8>,
    /// The payment index of the customer, 0 to 100, 80 on terms.
    pub payment_index: Option<Score>,
    /// The number of broken promises to pay.
    pub broken_promises: Option<u16>,
    /// The sum reserved for approved orders of the customer that are not recorded yet.
    pub reserved: Total,
    /// The pools that the customer shares with others.
    pub pools: &'a [Pool],
}

/// The inputs that a book looks up for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InputsOnDay {
    /// The level of the last reminder while anything of which the customer was reminded is open,
    /// otherwise 0.
    pub(crate) dunning_level: Option<u8>,
    pub(crate) reserved: Total,
    pub(crate) pools: Vec<Pool>,
}

/// A desk that looks up the inputs of a check.
pub(crate) trait InputDesk {
    /// The inputs of a later day for the check of an order, as far as they are known today.
    fn on(&self, order: &OrderRequest, t: AsOf) -> InputsOnDay;

    /// The level of the last reminder that still stands once a customer has paid an amount today.
    fn dunning_level_after(&self, paid: Amount) -> Option<u8>;
}

/// The desk of a book; without one the inputs of today hold on.
pub(super) type LookUp<'a> = &'a dyn InputDesk;

impl InputsOnDay {
    /// The inputs of a check, those that are looked up in place of the ones given.
    pub(super) fn in_place_of<'p>(&'p self, given: &CreditInputs<'_>) -> CreditInputs<'p> {
        CreditInputs {
            is_forced: given.is_forced,
            dunning_level: self.dunning_level,
            payment_index: given.payment_index,
            broken_promises: given.broken_promises,
            reserved: self.reserved,
            pools: &self.pools,
        }
    }
}

use crate::credit::Pool;
use crate::measure::Score;
use crate::money::Total;

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

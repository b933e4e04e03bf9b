use crate::credit::Pool;
use crate::measure::Score;
use crate::money::Total;

/// What the check is told besides the account: figures that are worked out elsewhere, and what a
/// person has decided. What is not known is not judged.
///
/// ```
/// use guanxi::credit::CreditInputs;
/// let inputs = CreditInputs { dunning_level: Some(2), ..CreditInputs::default() };
/// assert!(!inputs.is_forced);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CreditInputs<'a> {
    /// Whether somebody holds the customer or the order by hand.
    pub is_forced: bool,
    /// The highest level of a reminder that was sent and stands.
    pub dunning_level: Option<u8>,
    /// How the customer pays, 0 to 100, 80 on terms.
    pub payment_index: Option<Score>,
    /// Promises to pay that were broken.
    pub broken_promises: Option<u16>,
    /// What is reserved for orders of the customer that were approved and are not recorded yet.
    pub reserved: Total,
    /// The pools that the customer shares with others.
    pub pools: &'a [Pool],
}

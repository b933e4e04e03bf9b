use super::RecordedOrder;
use crate::money::Amount;

/// A recorded order with its open part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderBalance {
    /// The order.
    pub order: RecordedOrder,
    /// The part that is not delivered, billed, posted or cancelled yet; positive.
    pub open: Amount,
}

use crate::calendar::Day;
use crate::id::DocumentId;

/// A delivery of a product of which something may still come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDelivery {
    /// The sale.
    pub sale: DocumentId,
    /// The day of the delivery.
    pub on: Day,
    /// The base units that are left: delivered less returned and pending.
    pub left: u64,
}

/// The delivery that is taken for goods without a named sale: the oldest of which the quantity is
/// left, of one day the first by number; `None` where there is none. The return is marked as
/// assumed.
pub fn assumed_delivery(deliveries: &[OpenDelivery], quantity: u64) -> Option<&OpenDelivery> {
    let open = deliveries.iter().filter(|it| quantity <= it.left);
    open.min_by_key(|it| (it.on, &it.sale))
}

use crate::calendar::Day;
use crate::id::{BatchId, DocumentId};

/// The facts about the delivery, which a return does not know.
#[derive(Debug, Clone, Copy)]
pub struct DeliveryFacts<'a> {
    /// The base units delivered.
    pub delivered: u64,
    /// The base units of the delivery that came back already.
    pub returned: u64,
    /// The base units that other open returns are authorised or asked for.
    pub pending: u64,
    /// The days in which the goods come back by choice, as
    /// [`window_days`](super::ReturnPolicyDraft::window_days) finds them.
    pub window_days: u16,
    /// The batches or serial numbers of the delivery; empty where they are not known.
    pub batches: &'a [BatchId],
}

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

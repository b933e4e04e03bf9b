use super::{ReturnEvent, ReturnFault, ReturnPolicyDraft, ReturnStep, SerialSwap, Warranty};
use crate::calendar::Day;
use crate::id::{BatchId, DocumentId};
use crate::lifecycle::Trail;

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
    /// The warranty of the goods; `None` where it is not known or there is none.
    pub warranty: Option<Warranty>,
}

/// Everything that decides on a step besides the steps taken.
#[derive(Debug, Clone, Copy)]
pub struct ReturnInputs<'a> {
    /// The delivery.
    pub delivery: DeliveryFacts<'a>,
    /// The policy.
    pub policy: &'a ReturnPolicyDraft,
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

/// The swaps of some steps.
pub(super) fn swaps(steps: &[ReturnEvent]) -> impl Iterator<Item = &SerialSwap> {
    steps.iter().flat_map(|entry| match &entry.step {
        ReturnStep::Replace { serials, .. } => serials.as_slice(),
        ReturnStep::AskInfo { .. }
        | ReturnStep::GiveInfo { .. }
        | ReturnStep::Authorise { .. }
        | ReturnStep::Deny { .. }
        | ReturnStep::Split { .. }
        | ReturnStep::Receive { .. }
        | ReturnStep::Inspect { .. }
        | ReturnStep::Refund { .. }
        | ReturnStep::Repair { .. }
        | ReturnStep::SendBack { .. }
        | ReturnStep::Keep { .. }
        | ReturnStep::Inform { .. }
        | ReturnStep::AskAgain
        | ReturnStep::Cancel { .. }
        | ReturnStep::Lapse
        | ReturnStep::Close => &[],
    })
}

/// Each old number is one of the sale and replaced once; each new one is neither of the sale nor
/// sent before. `own` is the number of the one thing that comes
/// back, where it was read.
pub(super) fn check_swaps(
    own: Option<&BatchId>,
    trail: &Trail<ReturnStep>,
    quantity: u64,
    serials: &[SerialSwap],
    delivery: DeliveryFacts<'_>,
) -> Result<(), ReturnFault> {
    if u64::try_from(serials.len()).is_ok_and(|count| count > quantity) {
        return Err(ReturnFault::TooManySerials { serials: serials.len(), quantity });
    }
    let mut gone: Vec<&BatchId> = swaps(trail.entries()).map(|it| &it.old).collect();
    let mut sent: Vec<&BatchId> = swaps(trail.entries()).map(|it| &it.new).collect();
    for SerialSwap { old, new } in serials {
        let is_known = delivery.batches.is_empty() || delivery.batches.contains(old);
        if !is_known || own.is_some_and(|own| own != old) {
            return Err(ReturnFault::OtherBatch { batch: old.clone() });
        }
        if gone.contains(&old) {
            return Err(ReturnFault::SerialTaken { serial: old.clone() });
        }
        if new == old || delivery.batches.contains(new) || sent.contains(&new) {
            return Err(ReturnFault::SerialTaken { serial: new.clone() });
        }
        gone.push(old);
        sent.push(new);
    }
    Ok(())
}

use std::fmt;

use super::ReturnStep;
use crate::calendar::AsOf;
use crate::id::BatchId;
use crate::lifecycle::Trail;
use crate::measure::proven;

/// The quantities of a return as of a date, in base units.
///
/// They add up whatever the steps: authorised is split off, received, kept and outstanding or
/// lapsed; received is refunded, replaced, repaired, sent back and unsettled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ReturnQuantities {
    /// Allowed to come back.
    pub authorised: u64,
    /// Handed over to other returns.
    pub split_off: u64,
    /// Come back, and not left with the customer later.
    pub received: u64,
    /// Left with the customer with an allowance.
    pub kept: u64,
    /// Allowed and not come yet.
    pub outstanding: u64,
    /// Allowed and never come: free for another return.
    pub lapsed: u64,
    /// Refunded.
    pub refunded: u64,
    /// Replaced by other goods.
    pub replaced: u64,
    /// Repaired.
    pub repaired: u64,
    /// Sent back to the customer.
    pub sent_back: u64,
    /// Received and not settled yet.
    pub unsettled: u64,
}

impl ReturnQuantities {
    pub(super) fn read(trail: &Trail<ReturnStep>, t: AsOf, is_over: bool) -> Self {
        let mut all = Self::default();
        for entry in trail.seen(t) {
            match &entry.step {
                ReturnStep::Authorise { quantity } => {
                    all.authorised = *quantity;
                    all.outstanding = *quantity;
                }
                ReturnStep::Split { quantity, .. } => {
                    shift(&mut all.outstanding, &mut all.split_off, *quantity);
                }
                ReturnStep::Receive { quantity } => {
                    let moved = shift(&mut all.outstanding, &mut all.received, *quantity);
                    all.unsettled = sum(all.unsettled, moved);
                }
                ReturnStep::Refund { quantity, .. } => {
                    shift(&mut all.unsettled, &mut all.refunded, *quantity);
                }
                ReturnStep::Replace { quantity, .. } => {
                    shift(&mut all.unsettled, &mut all.replaced, *quantity);
                }
                ReturnStep::Repair { quantity, .. } => {
                    shift(&mut all.unsettled, &mut all.repaired, *quantity);
                }
                ReturnStep::SendBack { quantity } => {
                    shift(&mut all.unsettled, &mut all.sent_back, *quantity);
                }
                ReturnStep::Keep { quantity, .. } => all.keep(*quantity),
                ReturnStep::AskInfo { .. }
                | ReturnStep::GiveInfo { .. }
                | ReturnStep::Deny { .. }
                | ReturnStep::Inspect { .. }
                | ReturnStep::Inform { .. }
                | ReturnStep::AskAgain
                | ReturnStep::Cancel { .. }
                | ReturnStep::Lapse
                | ReturnStep::Close => {}
            }
        }
        if is_over {
            let outstanding = all.outstanding;
            shift(&mut all.outstanding, &mut all.lapsed, outstanding);
        }
        all
    }

    /// The most that the customer may keep with an allowance: all that is neither settled nor split
    /// off.
    pub(super) fn most_kept(self) -> u64 {
        sum(self.unsettled, self.outstanding)
    }

    /// The quantity of the delivery that the return takes up: what came back, and what may come.
    pub fn taken_up(self) -> u64 {
        sum(self.received, sum(self.kept, self.outstanding))
    }

    /// Leaves goods with the customer: first those that are here, then those that have not come.
    fn keep(&mut self, quantity: u64) {
        let here = quantity.min(self.unsettled);
        shift(&mut self.unsettled, &mut self.kept, here);
        let mut gone = 0;
        shift(&mut self.received, &mut gone, here);
        let rest = proven!(quantity.checked_sub(here), else 0, "a part is at most the whole");
        shift(&mut self.outstanding, &mut self.kept, rest);
    }
}

/// Moves a quantity from one count to another: at most as much as the first holds, since stored
/// steps are read whatever they say. Returns what moved.
fn shift(from: &mut u64, to: &mut u64, quantity: u64) -> u64 {
    let moved = quantity.min(*from);
    *from = proven!(from.checked_sub(moved), else 0, "no more is moved than is there");
    *to = sum(*to, moved);
    moved
}

fn sum(one: u64, other: u64) -> u64 {
    proven!(one.checked_add(other), else u64::MAX, "the parts of a quantity fit where it does")
}

/// Goods that are packed anew, by batch.
#[doc(alias = "调换包装")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Repacking {
    /// The batch.
    pub batch: BatchId,
    /// Base units with a good packing.
    pub packed: u64,
    /// Base units that are spoiled.
    pub spoiled: u64,
}

impl Repacking {
    /// Goods of a batch that were taken and packed; the others are spoiled. `None` when more were
    /// packed than taken: quantity in is quantity out and spoiled.
    pub fn try_new(batch: BatchId, taken: u64, packed: u64) -> Option<Self> {
        Some(Self { batch, packed, spoiled: taken.checked_sub(packed)? })
    }
}

/// The quantities that are not 0.
impl fmt::Display for ReturnQuantities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.split_off, "split off"),
            (self.received, "received"),
            (self.kept, "kept with an allowance"),
            (self.outstanding, "outstanding"),
            (self.lapsed, "lapsed"),
            (self.refunded, "refunded"),
            (self.replaced, "replaced"),
            (self.repaired, "repaired"),
            (self.sent_back, "sent back"),
            (self.unsettled, "not settled"),
        ];
        write!(f, "{} authorised", self.authorised)?;
        parts
            .iter()
            .filter(|(quantity, _)| *quantity > 0)
            .try_for_each(|(quantity, part)| write!(f, ", {quantity} {part}"))
    }
}

impl fmt::Display for Repacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { batch, packed, spoiled } = self;
        write!(f, "batch {batch}: {packed} packed, {spoiled} spoiled")
    }
}

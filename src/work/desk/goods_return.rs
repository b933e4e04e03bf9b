use super::{DeskRules, InHand};
use crate::calendar::AsOf;
use crate::goods_return::{
    GoodsReturn, RepairTerms, ReturnAct, ReturnPolicyDraft, ReturnStage, ReturnStep,
};
use crate::hand_over::{MatterKind, OpenMatter};
use crate::lifecycle::{TakesTurns, Turn, TurnReading};
use crate::repair::{Repair, RepairStage};

impl TakesTurns for ReturnStage {
    fn whose_turn(self) -> Option<Turn> {
        match self {
            Self::Requested
            | Self::Quarantined
            | Self::Received
            | Self::Inspected
            | Self::Refunded
            | Self::Replaced
            | Self::Repaired
            | Self::SentBack
            | Self::Kept => Some(Turn::Ours),
            Self::InfoAsked | Self::Authorised => Some(Turn::Customers),
            Self::Closed | Self::Denied | Self::Cancelled | Self::Lapsed => None,
        }
    }
}

impl InHand for GoodsReturn {
    type Rules<'a> = &'a ReturnPolicyDraft;

    /// The customer's turn while it is asked for more, and up to the last day for authorised goods
    /// to come; then it is ours to let them lapse. Goods in repair have the last day of the repair.
    fn turn(&self, t: AsOf, policy: &ReturnPolicyDraft) -> Option<TurnReading> {
        let stage = self.stage(t)?;
        let turn = stage.whose_turn()?;
        let repaired = || {
            let entry = self.trail().last_of(ReturnAct::Repair, t)?;
            let ReturnStep::Repair { by, .. } = entry.step else { return None };
            Some(by)
        };
        Some(match stage {
            ReturnStage::Authorised => TurnReading::customers_until(self.ship_by(t, policy), t),
            ReturnStage::Repaired => TurnReading::new(turn, repaired(), t),
            ReturnStage::Requested
            | ReturnStage::Quarantined
            | ReturnStage::InfoAsked
            | ReturnStage::Received
            | ReturnStage::Inspected
            | ReturnStage::Refunded
            | ReturnStage::Replaced
            | ReturnStage::SentBack
            | ReturnStage::Kept
            | ReturnStage::Closed
            | ReturnStage::Denied
            | ReturnStage::Cancelled
            | ReturnStage::Lapsed => TurnReading::new(turn, None, t),
        })
    }

    /// It is with the one who took the request.
    fn open_matter(&self, t: AsOf, policy: &ReturnPolicyDraft) -> Option<OpenMatter> {
        let opening = self.opening();
        Some(OpenMatter {
            kind: MatterKind::Return,
            number: opening.id.to_string(),
            customer: opening.customer.clone(),
            asked: opening.on,
            turn: self.turn(t, policy)?,
            by: opening.by.clone(),
        })
    }
}

impl TakesTurns for RepairStage {
    fn whose_turn(self) -> Option<Turn> {
        match self {
            Self::TakenIn
            | Self::Accepted
            | Self::Declined
            | Self::Repaired
            | Self::GivenUp
            | Self::HandedBack => Some(Turn::Ours),
            Self::Estimated => Some(Turn::Customers),
            Self::Closed => None,
        }
    }
}

impl InHand for Repair {
    type Rules<'a> = DeskRules<'a, RepairTerms>;

    /// The customer's turn while it has an estimate to answer. Our turn until the thing is to be
    /// ready, then to hand it back and to close.
    fn turn(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<TurnReading> {
        let stage = self.stage(t)?;
        let turn = stage.whose_turn()?;
        let until = match (turn, stage.is_in_work()) {
            (Turn::Ours, true) => self.ready_by(t, *rules.policy, rules.calendar),
            (Turn::Ours, false) | (Turn::Customers, _) => None,
        };
        Some(TurnReading::new(turn, until, t))
    }

    /// It is with the one who took the thing in.
    fn open_matter(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<OpenMatter> {
        let opening = self.opening();
        Some(OpenMatter {
            kind: MatterKind::Repair,
            number: opening.id.to_string(),
            customer: opening.customer.clone(),
            asked: opening.on,
            turn: self.turn(t, rules)?,
            by: opening.by.clone(),
        })
    }
}

use super::on_desk::{OnDesk, end, take};
use super::{DeskTerms, InHand, Ungraded};
use crate::calendar::AsOf;
use crate::communication::{Opinion, OpinionState};
use crate::goods_return::{GoodsReturn, ReturnStage};
use crate::handling::{Handling, HandlingStep, Subject};
use crate::id::{
    CustomerId, DocumentId, FundClaimId, FundRequestId, LetterId, OurPromiseId, RepairId, ReturnId,
};
use crate::letter::{Letter, LetterStage};
use crate::lifecycle::{Entry, Trail};
use crate::our_promise::{OurPromise, OurPromiseStage, OurPromiseStep};
use crate::repair::{Repair, RepairStage};
use crate::support_fund::{FundClaim, FundClaimStage, FundRequest, FundRequestStage};

/// The steps that people take at the desk with a matter whose key is `K`.
pub type DeskTrail<K> = Trail<HandlingStep<<K as Subject>::Closing>>;

/// A matter that is handled by the same rules as a warning: owner, reminders, shelf, deadlines,
/// hand-over. The rules stand in [`handling`](crate::handling).
///
/// The steps of the matter itself show how far it is: somebody has seen it, it waits for the
/// customer, it has ended, it began anew. People at the desk give it to somebody or put it on a
/// shelf. [`Handling::take`] checks these steps, and they are kept in a trail of their own beside
/// that of the matter.
pub trait Handled: InHand {
    /// The key.
    type Key: Subject<Severity = Ungraded>;

    /// The work as of a date, with what people did at the desk; `None` before the matter began.
    ///
    /// It is worked out of the steps, up to the last one that is seen; the days since are passed by
    /// [`Handling::pass_day`], which tells what a day brings.
    fn handling(
        &self,
        desk: &DeskTrail<Self::Key>,
        t: AsOf,
        terms: &DeskTerms<'_>,
        rules: Self::Rules<'_>,
    ) -> Option<Handling<Self::Key>>;
}

/// The key of an opinion: the customer with its number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpinionKey {
    /// The customer.
    pub customer: CustomerId,
    /// The number.
    pub number: DocumentId,
}

impl Subject for LetterId {
    type Severity = Ungraded;
    type Closing = LetterStage;
}

impl Subject for ReturnId {
    type Severity = Ungraded;
    type Closing = ReturnStage;
}

impl Subject for RepairId {
    type Severity = Ungraded;
    type Closing = RepairStage;
}

impl Subject for FundRequestId {
    type Severity = Ungraded;
    type Closing = FundRequestStage;
}

impl Subject for FundClaimId {
    type Severity = Ungraded;
    type Closing = FundClaimStage;
}

impl Subject for OurPromiseId {
    type Severity = Ungraded;
    type Closing = OurPromiseStage;
}

impl Subject for OpinionKey {
    type Severity = Ungraded;
    type Closing = OpinionState;
}

impl Handled for Letter {
    type Key = LetterId;

    fn handling(
        &self,
        desk: &DeskTrail<LetterId>,
        t: AsOf,
        terms: &DeskTerms<'_>,
        rules: Self::Rules<'_>,
    ) -> Option<Handling<LetterId>> {
        let opening = self.opening();
        let matter = OnDesk {
            subject: opening.id.clone(),
            began: opening.on,
            by: &opening.by,
            first: LetterStage::Received,
            trail: self.trail(),
            to: |_| None,
            turn: &|t| self.turn(t, rules),
        };
        matter.handling(desk, t, terms)
    }
}

impl Handled for GoodsReturn {
    type Key = ReturnId;

    fn handling(
        &self,
        desk: &DeskTrail<ReturnId>,
        t: AsOf,
        terms: &DeskTerms<'_>,
        rules: Self::Rules<'_>,
    ) -> Option<Handling<ReturnId>> {
        let opening = self.opening();
        let is_told = opening.is_unannounced;
        let matter = OnDesk {
            subject: opening.id.clone(),
            began: opening.on,
            by: &opening.by,
            first: if is_told { ReturnStage::Quarantined } else { ReturnStage::Requested },
            trail: self.trail(),
            to: |_| None,
            turn: &|t| self.turn(t, rules),
        };
        matter.handling(desk, t, terms)
    }
}

impl Handled for Repair {
    type Key = RepairId;

    fn handling(
        &self,
        desk: &DeskTrail<RepairId>,
        t: AsOf,
        terms: &DeskTerms<'_>,
        rules: Self::Rules<'_>,
    ) -> Option<Handling<RepairId>> {
        let opening = self.opening();
        let matter = OnDesk {
            subject: opening.id.clone(),
            began: opening.on,
            by: &opening.by,
            first: RepairStage::TakenIn,
            trail: self.trail(),
            to: |_| None,
            turn: &|t| self.turn(t, rules),
        };
        matter.handling(desk, t, terms)
    }
}

impl Handled for FundRequest {
    type Key = FundRequestId;

    fn handling(
        &self,
        desk: &DeskTrail<FundRequestId>,
        t: AsOf,
        terms: &DeskTerms<'_>,
        rules: Self::Rules<'_>,
    ) -> Option<Handling<FundRequestId>> {
        let opening = self.opening();
        let matter = OnDesk {
            subject: opening.id.clone(),
            began: opening.on,
            by: &opening.by,
            first: FundRequestStage::Drafted,
            trail: self.trail(),
            to: |_| None,
            turn: &|t| self.turn(t, rules),
        };
        matter.handling(desk, t, terms)
    }
}

impl Handled for FundClaim {
    type Key = FundClaimId;

    fn handling(
        &self,
        desk: &DeskTrail<FundClaimId>,
        t: AsOf,
        terms: &DeskTerms<'_>,
        rules: Self::Rules<'_>,
    ) -> Option<Handling<FundClaimId>> {
        let opening = self.opening();
        let matter = OnDesk {
            subject: opening.id.clone(),
            began: opening.on,
            by: &opening.by,
            first: FundClaimStage::Drafted,
            trail: self.trail(),
            to: |_| None,
            turn: &|t| self.turn(t, rules),
        };
        matter.handling(desk, t, terms)
    }
}

/// A promise that is handed over has another owner.
impl Handled for OurPromise {
    type Key = OurPromiseId;

    fn handling(
        &self,
        desk: &DeskTrail<OurPromiseId>,
        t: AsOf,
        terms: &DeskTerms<'_>,
        rules: (),
    ) -> Option<Handling<OurPromiseId>> {
        let opening = self.opening();
        let matter = OnDesk {
            subject: opening.id.clone(),
            began: opening.on,
            by: &opening.by,
            first: OurPromiseStage::Given,
            trail: self.trail(),
            to: |step| match step {
                OurPromiseStep::HandOver { to } => Some(to),
                OurPromiseStep::Keep { .. }
                | OurPromiseStep::Break { .. }
                | OurPromiseStep::Release { .. } => None,
            },
            turn: &|t| self.turn(t, rules),
        };
        matter.handling(desk, t, terms)
    }
}

/// The answer to an opinion ends its work.
impl Handled for Opinion {
    type Key = OpinionKey;

    fn handling(
        &self,
        desk: &DeskTrail<OpinionKey>,
        t: AsOf,
        terms: &DeskTerms<'_>,
        _: Self::Rules<'_>,
    ) -> Option<Handling<OpinionKey>> {
        self.state(t)?;
        let key = OpinionKey { customer: self.customer.clone(), number: self.number.clone() };
        let work = Handling::open(key, Ungraded::Plain, self.on, terms);
        let mut work = work.owned_by(Some(self.by.clone()));
        let answered = self.answer.as_ref().map(|it| it.on).filter(|on| t.sees(*on));
        for entry in desk.seen(answered.map_or(t, AsOf::new)) {
            work.pass_day(entry.on, terms);
            take(&mut work, &entry.step, entry, terms);
        }
        if let Some(on) = answered {
            work.pass_day(on, terms);
            end(&mut work, OpinionState::Answered, &Entry::new((), on, self.by.clone()), terms);
        }
        Some(work)
    }
}

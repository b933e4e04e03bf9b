use std::collections::BTreeMap;

use super::InHand;
use crate::calendar::{AsOf, WorkCalendar};
use crate::hand_over::{MatterKind, OpenMatter};
use crate::id::{CustomerId, FundRequestId};
use crate::lifecycle::{TakesTurns, Turn, TurnReading};
use crate::support_fund::{
    FundClaim, FundClaimStage, FundPolicyDraft, FundRequest, FundRequestStage, SupportFund,
};

impl TakesTurns for FundRequestStage {
    fn whose_turn(self) -> Option<Turn> {
        match self {
            Self::Drafted | Self::Requested => Some(Turn::Ours),
            Self::Approved => Some(Turn::Customers),
            Self::Denied | Self::Closed | Self::Lapsed => None,
        }
    }
}

impl TakesTurns for FundClaimStage {
    fn whose_turn(self) -> Option<Turn> {
        match self {
            Self::Drafted | Self::Submitted | Self::Approved => Some(Turn::Ours),
            Self::Returned => Some(Turn::Customers),
            Self::Denied | Self::Paid => None,
        }
    }
}

/// The rules of the requests and the claims of a fund, with the requests as of a date.
#[derive(Debug, Clone, Copy)]
pub struct FundRules<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The requests, as [`SupportFund::requests`] gives them.
    pub requests: &'a BTreeMap<FundRequestId, FundRequest>,
    /// The policy.
    pub policy: &'a FundPolicyDraft,
    /// The days worked.
    pub calendar: &'a WorkCalendar,
}

/// By the steps that the request has.
impl InHand for FundRequest {
    type Rules<'a> = FundRules<'a>;

    /// The customer's turn up to the last day for claims on what was approved; then it is ours to
    /// let it lapse.
    fn turn(&self, t: AsOf, _: FundRules<'_>) -> Option<TurnReading> {
        let opening = self.opening();
        let stage = t.sees(opening.on).then(|| self.trail().stage(FundRequestStage::Drafted, t))?;
        Some(match stage.whose_turn()? {
            Turn::Customers => TurnReading::customers_until(self.until(), t),
            turn @ Turn::Ours => TurnReading::new(turn, None, t),
        })
    }

    /// It is with the one who wrote it.
    fn open_matter(&self, t: AsOf, rules: FundRules<'_>) -> Option<OpenMatter> {
        let opening = self.opening();
        Some(OpenMatter {
            kind: MatterKind::SupportRequest,
            number: opening.id.to_string(),
            customer: rules.customer.clone(),
            asked: opening.on,
            turn: self.turn(t, rules)?,
            by: opening.by.clone(),
        })
    }
}

/// By the steps that the claim has.
impl InHand for FundClaim {
    type Rules<'a> = FundRules<'a>;

    /// Our turn to hand in a draft by the last day for it, and to decide in time; the customer's
    /// turn while it is given back.
    fn turn(&self, t: AsOf, rules: FundRules<'_>) -> Option<TurnReading> {
        let opening = self.opening();
        let stage = t.sees(opening.on).then(|| self.trail().stage(FundClaimStage::Drafted, t))?;
        let turn = stage.whose_turn()?;
        let FundRules { requests, policy, calendar, .. } = rules;
        let request = self.opening().request.as_ref().and_then(|it| requests.get(it));
        let until = match stage {
            FundClaimStage::Drafted => policy.claim_by(self, request),
            FundClaimStage::Submitted => self.decide_by(t, policy.decide_days, calendar),
            FundClaimStage::Returned
            | FundClaimStage::Approved
            | FundClaimStage::Denied
            | FundClaimStage::Paid => None,
        };
        Some(TurnReading::new(turn, until, t))
    }

    /// It is with the one who wrote it.
    fn open_matter(&self, t: AsOf, rules: FundRules<'_>) -> Option<OpenMatter> {
        let opening = self.opening();
        Some(OpenMatter {
            kind: MatterKind::SupportClaim,
            number: opening.id.to_string(),
            customer: rules.customer.clone(),
            asked: opening.on,
            turn: self.turn(t, rules)?,
            by: opening.by.clone(),
        })
    }
}

/// The requests and then the claims of a fund that are open as of a date, by number.
pub fn fund_matters(
    fund: &SupportFund,
    t: AsOf,
    policy: &FundPolicyDraft,
    calendar: &WorkCalendar,
) -> Vec<OpenMatter> {
    let (requests, claims) = (fund.requests(t), fund.claims(t));
    let customer = &fund.opening().customer;
    let rules = FundRules { customer, requests: &requests, policy, calendar };
    let asked = requests.values().filter_map(|it| it.open_matter(t, rules));
    asked.chain(claims.values().filter_map(|it| it.open_matter(t, rules))).collect()
}

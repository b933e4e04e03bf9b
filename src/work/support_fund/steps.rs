use std::collections::BTreeMap;

use super::lots::{move_out, sum};
use super::objection::{ClaimContext, to_claim, to_request};
use super::state::FundState;
use super::{
    DenialGround, FundClaim, FundClaimAct, FundClaimEvent, FundClaimStage, FundClaimStep,
    FundClaimStepError, FundError, FundFault, FundInputs, FundObjection, FundPolicyDraft,
    FundRequest, FundRequestAct, FundRequestEvent, FundRequestStage, FundRequestStep,
    FundRequestStepError,
};
use crate::calendar::Day;
use crate::id::{DocumentId, FundClaimId, FundRequestId, StaffId};
use crate::lifecycle::{Admission, Apart, RoleRule, Step as _, StepRules};
use crate::money::{Money, Total};

/// The person who submits does not approve.
const REQUEST_APART: &[Apart<FundRequestAct>] =
    &[Apart { one: FundRequestAct::Submit, other: FundRequestAct::Approve }];
const CLAIM_APART: &[Apart<FundClaimAct>] =
    &[Apart { one: FundClaimAct::Submit, other: FundClaimAct::Approve }];

impl FundState {
    pub(super) fn step_request(
        &mut self,
        id: &FundRequestId,
        event: &FundRequestEvent,
        inputs: Option<&FundInputs<'_>>,
    ) -> Result<Admission, FundError> {
        let unknown = || FundFault::UnknownRequest { request: id.clone() };
        let mut request = self.requests.get(id).ok_or_else(unknown)?.clone();
        if request.trail.admit(event).map_err(FundRequestStepError::from)? == Admission::Known {
            return Ok(Admission::Known);
        }
        self.in_order(event.on)?;
        let rules = request_rules(request.stage(), event.step.act(), inputs);
        let before = request.clone();
        request.trail.take_checked(event.clone(), &rules, |step| {
            if inputs.is_some() {
                self.check_request(&before, event)?;
            }
            self.check_request_money(id, &before, step, event.on)
        })?;
        match &event.step {
            FundRequestStep::Approve { amount, .. } => {
                let held = self.lots.take(amount.amount(), event.on).unwrap_or_default();
                self.for_requests.insert(id.clone(), held);
            }
            FundRequestStep::Close { .. } | FundRequestStep::Lapse => {
                let held = self.for_requests.remove(id).unwrap_or_default();
                self.lots.give_back(held);
            }
            FundRequestStep::Submit | FundRequestStep::Deny { .. } => {}
        }
        self.requests.insert(id.clone(), request);
        Ok(Admission::New)
    }

    pub(super) fn step_claim(
        &mut self,
        id: &FundClaimId,
        event: &FundClaimEvent,
        inputs: Option<&FundInputs<'_>>,
    ) -> Result<Admission, FundError> {
        let unknown = || FundFault::UnknownClaim { claim: id.clone() };
        let mut claim = self.claims.get(id).ok_or_else(unknown)?.clone();
        if claim.trail.admit(event).map_err(FundClaimStepError::from)? == Admission::Known {
            return Ok(Admission::Known);
        }
        self.in_order(event.on)?;
        let rules = claim_rules(claim.stage(), event.step.act(), inputs);
        let before = claim.clone();
        claim.trail.take_checked(event.clone(), &rules, |step| {
            if let Some(inputs) = inputs {
                self.check_claim(&before, event, inputs)?;
            }
            self.check_claim_money(&before, step, event.on)
        })?;
        match &event.step {
            FundClaimStep::Approve { amount } => {
                let amount = amount.amount();
                let held = match &claim.opening.request {
                    Some(request) => {
                        let of_request = self.for_requests.get_mut(request);
                        of_request.and_then(|held| move_out(held, amount))
                    }
                    None => self.lots.take(amount, event.on),
                };
                self.for_claims.insert(id.clone(), held.unwrap_or_default());
            }
            FundClaimStep::Pay { .. } => {
                let held = self.for_claims.remove(id).unwrap_or_default();
                self.paid = self.paid.plus(sum(&held));
            }
            FundClaimStep::Submit { .. }
            | FundClaimStep::Return { .. }
            | FundClaimStep::Deny { .. } => {}
        }
        self.claims.insert(id.clone(), claim);
        Ok(Admission::New)
    }

    /// The objections to a claim.
    pub(super) fn objections(
        &self,
        claim: &FundClaim,
        policy: &FundPolicyDraft,
    ) -> Vec<FundObjection> {
        let request = claim.opening.request.as_ref().and_then(|id| self.requests.get(id));
        let kind = claim.opening.item.kind();
        let is_for_it = |it: &&FundRequest| {
            it.stage() == FundRequestStage::Approved && it.opening.item.kind() == kind
        };
        let context = ClaimContext {
            policy,
            currency: self.currency,
            programme: self.programme,
            request: request.filter(is_for_it),
            claimed: self.claimed(Some(&claim.opening.id)),
        };
        to_claim(claim, &context)
    }

    /// The invoices that claims pay a share of, with the claim: of those that were not denied, and
    /// without the one that is named.
    pub(super) fn claimed(
        &self,
        without: Option<&FundClaimId>,
    ) -> BTreeMap<&DocumentId, &FundClaimId> {
        let counted = self.claims.values().filter(|claim| {
            Some(&claim.opening.id) != without && claim.stage() != FundClaimStage::Denied
        });
        let invoices = counted.flat_map(|claim| {
            let (kind, submission) = (claim.opening.item.kind(), claim.submission());
            let lines = submission.into_iter().flat_map(move |it| it.eligible(kind));
            lines.map(|line| (&line.invoice, &claim.opening.id))
        });
        invoices.collect()
    }

    /// The most that can be granted on a claim on a day.
    pub(super) fn covered(&self, claim: &FundClaim, on: Day) -> Total {
        match &claim.opening.request {
            Some(request) => self.for_requests.get(request).map_or(Total::ZERO, |it| sum(it)),
            None => self.lots.available(on),
        }
    }

    fn check_request(
        &self,
        request: &FundRequest,
        event: &FundRequestEvent,
    ) -> Result<(), FundFault> {
        let objections = to_request(request, self.programme);
        match &event.step {
            FundRequestStep::Approve { .. } => {
                check_approval(objections, &request.opening.by, &event.by)
            }
            FundRequestStep::Deny { ground, .. } => check_ground(*ground, &objections),
            FundRequestStep::Submit | FundRequestStep::Close { .. } | FundRequestStep::Lapse => {
                Ok(())
            }
        }
    }

    fn check_request_money(
        &self,
        id: &FundRequestId,
        request: &FundRequest,
        step: &FundRequestStep,
        on: Day,
    ) -> Result<(), FundFault> {
        match step {
            FundRequestStep::Approve { amount, until } => {
                self.check_amount(*amount)?;
                if *until < on {
                    return Err(FundFault::LastDay { on, until: *until });
                }
                self.check_covered(*amount, self.lots.available(on))
            }
            FundRequestStep::Lapse => match request.until() {
                Some(until) if on <= until => Err(FundFault::NotLapsed { on, until }),
                Some(_) | None => self.check_decided(id),
            },
            FundRequestStep::Close { .. } => self.check_decided(id),
            FundRequestStep::Submit | FundRequestStep::Deny { .. } => Ok(()),
        }
    }

    pub(super) fn check_decided(&self, id: &FundRequestId) -> Result<(), FundFault> {
        let of_request = self.claims.values().filter(|it| it.opening.request.as_ref() == Some(id));
        match of_request.filter(|it| it.stage().is_undecided()).count() {
            0 => Ok(()),
            count => Err(FundFault::ClaimsUndecided { count }),
        }
    }

    fn check_claim(
        &self,
        claim: &FundClaim,
        event: &FundClaimEvent,
        inputs: &FundInputs<'_>,
    ) -> Result<(), FundFault> {
        let objections = self.objections(claim, inputs.policy);
        match &event.step {
            FundClaimStep::Approve { amount } => {
                check_approval(objections, &claim.opening.by, &event.by)?;
                let share = inputs.policy.share_of(claim);
                match share.map(|share| Money::new(share, self.currency)) {
                    Some(share)
                        if amount.currency() == share.currency()
                            && amount.amount() > share.amount() =>
                    {
                        return Err(FundFault::AboveShare { amount: *amount, share });
                    }
                    Some(_) | None => {}
                }
                Ok(())
            }
            FundClaimStep::Deny { ground, .. } => check_ground(*ground, &objections),
            FundClaimStep::Submit { .. }
            | FundClaimStep::Return { .. }
            | FundClaimStep::Pay { .. } => Ok(()),
        }
    }

    fn check_claim_money(
        &self,
        claim: &FundClaim,
        step: &FundClaimStep,
        on: Day,
    ) -> Result<(), FundFault> {
        match step {
            FundClaimStep::Submit { lines, .. } => {
                lines.iter().try_for_each(|line| self.check_amount(line.amount))
            }
            FundClaimStep::Approve { amount } => {
                self.check_amount(*amount)?;
                self.check_covered(*amount, self.covered(claim, on))
            }
            FundClaimStep::Return { .. }
            | FundClaimStep::Deny { .. }
            | FundClaimStep::Pay { .. } => Ok(()),
        }
    }

    fn check_covered(&self, amount: Money, available: Total) -> Result<(), FundFault> {
        if available < Total::from(amount.amount()) {
            return Err(self.overdrawn(amount, available));
        }
        Ok(())
    }
}

fn check_approval(
    objections: Vec<FundObjection>,
    drafted: &StaffId,
    by: &StaffId,
) -> Result<(), FundFault> {
    if drafted == by {
        return Err(FundFault::OwnApproval { by: by.clone() });
    }
    objections.into_iter().next().map_or(Ok(()), |objection| Err(FundFault::Objected { objection }))
}

fn check_ground(ground: DenialGround, objections: &[FundObjection]) -> Result<(), FundFault> {
    let holds = objections.iter().any(|it| it.ground() == ground);
    if holds || ground == DenialGround::Other { Ok(()) } else { Err(FundFault::Ground { ground }) }
}

fn decider<'a>(inputs: Option<&FundInputs<'a>>) -> RoleRule<'a> {
    let role = inputs.and_then(|inputs| Some((inputs.policy.manager.as_ref()?, inputs.held)));
    role.map_or(RoleRule::Anyone, |(role, held)| RoleRule::Holder { role, held })
}

fn request_rules<'a>(
    stage: FundRequestStage,
    act: FundRequestAct,
    inputs: Option<&FundInputs<'a>>,
) -> StepRules<'a, FundRequestStage> {
    let Some(_) = inputs else { return StepRules::at(stage) };
    let role = match act {
        FundRequestAct::Approve | FundRequestAct::Deny => decider(inputs),
        FundRequestAct::Submit | FundRequestAct::Close | FundRequestAct::Lapse => RoleRule::Anyone,
    };
    StepRules { role, apart: REQUEST_APART, ..StepRules::at(stage) }
}

fn claim_rules<'a>(
    stage: FundClaimStage,
    act: FundClaimAct,
    inputs: Option<&FundInputs<'a>>,
) -> StepRules<'a, FundClaimStage> {
    let Some(_) = inputs else { return StepRules::at(stage) };
    let role = match act {
        FundClaimAct::Approve | FundClaimAct::Deny | FundClaimAct::Return => decider(inputs),
        FundClaimAct::Submit | FundClaimAct::Pay => RoleRule::Anyone,
    };
    StepRules { role, apart: CLAIM_APART, ..StepRules::at(stage) }
}

use std::collections::BTreeMap;

use super::lots::{Held, Lot, Lots, sum};
use super::{
    FundBalance, FundClaim, FundClaimOpening, FundCredit, FundCreditKind, FundEntry, FundError,
    FundFault, FundInputs, FundOpening, FundReduction, FundRequest, FundRequestOpening,
};
use crate::calendar::{Day, Validity};
use crate::id::{DocumentId, FundClaimId, FundRequestId};
use crate::lifecycle::{Admission, Trail};
use crate::measure::proven;
use crate::money::{Amount, Currency, Money, Total};

/// The fold of the entries of a fund.
#[derive(Debug, Clone)]
pub(super) struct FundState {
    pub(super) currency: Currency,
    pub(super) programme: Validity,
    pub(super) requests: BTreeMap<FundRequestId, FundRequest>,
    pub(super) claims: BTreeMap<FundClaimId, FundClaim>,
    pub(super) lots: Lots,
    pub(super) for_requests: BTreeMap<FundRequestId, Vec<Held>>,
    pub(super) for_claims: BTreeMap<FundClaimId, Vec<Held>>,
    pub(super) paid: Total,
    credits: BTreeMap<DocumentId, FundCredit>,
    reductions: BTreeMap<DocumentId, FundReduction>,
    last: Day,
}

impl FundState {
    pub(super) const fn new(opening: &FundOpening) -> Self {
        Self {
            currency: opening.currency,
            programme: opening.programme,
            requests: BTreeMap::new(),
            claims: BTreeMap::new(),
            lots: Lots::none(),
            for_requests: BTreeMap::new(),
            for_claims: BTreeMap::new(),
            paid: Total::ZERO,
            credits: BTreeMap::new(),
            reductions: BTreeMap::new(),
            last: opening.on,
        }
    }

    /// Takes an entry. Without inputs it is one that was kept, of which only the table, the order
    /// and the money are checked. After an error the state is no longer used.
    pub(super) fn take(
        &mut self,
        entry: &FundEntry,
        inputs: Option<&FundInputs<'_>>,
    ) -> Result<Admission, FundError> {
        let admission = match entry {
            FundEntry::Credit(credit) => self.credit(credit)?,
            FundEntry::Reduction(reduction) => self.reduce(reduction)?,
            FundEntry::Request(opening) => self.draft_request(opening)?,
            FundEntry::Claim(opening) => self.draft_claim(opening)?,
            FundEntry::RequestStep { request, event } => {
                self.step_request(request, event, inputs)?
            }
            FundEntry::ClaimStep { claim, event } => self.step_claim(claim, event, inputs)?,
        };
        if admission == Admission::New {
            self.last = entry.on();
        }
        Ok(admission)
    }

    pub(super) fn balance(&self, on: Day) -> FundBalance {
        let of = |kind| {
            let credits = self.credits.values().filter(|it| it.kind == kind);
            credits.map(|it| it.amount.amount()).collect()
        };
        let held = self.for_requests.values().chain(self.for_claims.values());
        FundBalance {
            currency: self.currency,
            accrued: of(FundCreditKind::Accrued),
            granted: of(FundCreditKind::Granted),
            reduced: self.reductions.values().map(|it| it.amount.amount()).collect(),
            expired: self.lots.expired(on),
            committed: held.fold(Total::ZERO, |whole, held| whole.plus(sum(held))),
            paid: self.paid,
            available: self.lots.available(on),
        }
    }

    pub(super) fn in_order(&self, on: Day) -> Result<(), FundFault> {
        let last = self.last;
        if on < last { Err(FundFault::BackDated { on, last }) } else { Ok(()) }
    }

    pub(super) fn check_amount(&self, amount: Money) -> Result<(), FundFault> {
        let currency = self.currency;
        if amount.currency() == currency && amount.amount().is_positive() {
            return Ok(());
        }
        Err(FundFault::Amount { amount, currency })
    }

    /// The refusal of an amount that is more than a total.
    pub(super) fn overdrawn(&self, amount: Money, available: Total) -> FundFault {
        let fits = available.to_amount();
        let available = proven!(fits, else Amount::ZERO, "an amount is above it");
        let available = Money::new(available, self.currency);
        FundFault::Overdrawn { amount, available }
    }

    fn credit(&mut self, credit: &FundCredit) -> Result<Admission, FundFault> {
        if let Some(known) = self.credits.get(&credit.id) {
            return known_or_conflict(known == credit, &credit.id);
        }
        self.in_order(credit.on)?;
        self.check_amount(credit.amount)?;
        if let Some(until) = credit.until.filter(|until| *until < credit.on) {
            return Err(FundFault::LastDay { on: credit.on, until });
        }
        self.lots.add(Lot { until: credit.until, left: credit.amount.amount() });
        self.credits.insert(credit.id.clone(), credit.clone());
        Ok(Admission::New)
    }

    fn reduce(&mut self, reduction: &FundReduction) -> Result<Admission, FundFault> {
        if let Some(known) = self.reductions.get(&reduction.id) {
            return known_or_conflict(known == reduction, &reduction.id);
        }
        self.in_order(reduction.on)?;
        self.check_amount(reduction.amount)?;
        let available = self.lots.available(reduction.on);
        if self.lots.take(reduction.amount.amount(), reduction.on).is_none() {
            return Err(self.overdrawn(reduction.amount, available));
        }
        self.reductions.insert(reduction.id.clone(), reduction.clone());
        Ok(Admission::New)
    }

    fn draft_request(&mut self, opening: &FundRequestOpening) -> Result<Admission, FundFault> {
        if let Some(known) = self.requests.get(&opening.id) {
            return known_or_conflict(known.opening == *opening, &opening.id);
        }
        self.in_order(opening.on)?;
        let request = FundRequest { opening: opening.clone(), trail: Trail::default() };
        self.requests.insert(opening.id.clone(), request);
        Ok(Admission::New)
    }

    fn draft_claim(&mut self, opening: &FundClaimOpening) -> Result<Admission, FundFault> {
        if let Some(known) = self.claims.get(&opening.id) {
            return known_or_conflict(known.opening == *opening, &opening.id);
        }
        self.in_order(opening.on)?;
        if let Some(request) = opening.request.as_ref().filter(|it| !self.requests.contains_key(it))
        {
            return Err(FundFault::UnknownRequest { request: request.clone() });
        }
        let claim = FundClaim { opening: opening.clone(), trail: Trail::default() };
        self.claims.insert(opening.id.clone(), claim);
        Ok(Admission::New)
    }
}

fn known_or_conflict(is_same: bool, number: &impl ToString) -> Result<Admission, FundFault> {
    if is_same {
        return Ok(Admission::Known);
    }
    Err(FundFault::Conflict { number: number.to_string() })
}

use std::collections::BTreeMap;
use std::fmt;

use super::state::FundState;
use super::{
    FundBalance, FundClaim, FundClaimStage, FundEntry, FundError, FundInputs, FundObjection,
    FundOpening, FundPolicyDraft, FundRequest, FundRequestStage,
};
use crate::calendar::{AsOf, Day, WorkCalendar};
use crate::id::{CustomerId, DocumentId, FundClaimId, FundRequestId};
use crate::lifecycle::Admission;
use crate::measure::proven;
use crate::money::{Currency, Money, Total};
use crate::rebate::{OwedItem, OwedKind, SetOff};
use crate::support::SupportEntry;

/// An amount that expires soon unless it is set aside.
#[doc(alias = "费用到期")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FundExpiry {
    /// The last day.
    pub until: Day,
    /// The currency of the amount.
    pub currency: Currency,
    /// The amount.
    pub amount: Total,
    /// The days left.
    pub days_left: i32,
    /// The bound of policy that is reached, as 30 days before.
    pub told_before: u16,
}

/// A claim that waits for our decision.
#[doc(alias = "待核销")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FundClaimDue {
    /// The claim.
    pub claim: FundClaimId,
    /// The last day on which the decision is in time.
    pub due: Day,
    /// `true` from the day after that.
    pub is_late: bool,
}

/// An invoice that is claimed out of several funds of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RepeatedInvoice {
    /// The customer.
    pub customer: CustomerId,
    /// The invoice.
    pub invoice: DocumentId,
    /// The claims, in the order of the funds.
    pub claims: Vec<FundClaimId>,
}

/// A support fund of a customer: a ledger of lots, requests and claims.
///
/// # Rule
///
/// > S25: entries are only ever added, and every balance is a fold over them. Lots are used by
/// > earliest expiry. What is set aside for a request does not expire; what is freed from a lot
/// > that has expired since expires with it.
///
/// Days never fall from entry to entry, over all requests and claims of the fund. An entry that is
/// known with the same content changes nothing.
///
/// ```
/// use std::collections::BTreeSet;
///
/// use guanxi::calendar::{AsOf, Validity};
/// use guanxi::day;
/// use guanxi::id::FundRequestId;
/// use guanxi::lifecycle::Entry;
/// use guanxi::money::Currency;
/// use guanxi::support::SupportItem;
/// use guanxi::support_fund::{
///     FundCredit, FundCreditKind, FundEntry, FundInputs, FundOpening, FundPolicy,
///     FundRequestOpening, FundRequestStep, SupportFund,
/// };
///
/// let mut fund = SupportFund::open(FundOpening {
///     customer: "Li & Sons".parse()?,
///     currency: Currency::CNY,
///     programme: Validity::try_new(day!(2026, 1, 1), Some(day!(2026, 12, 31)))?,
///     on: day!(2026, 1, 1),
/// });
/// let (held, policy) = (BTreeSet::new(), FundPolicy::default());
/// let inputs = FundInputs { held: &held, policy: &policy };
/// let credit = FundCredit {
///     id: "A-1".parse()?,
///     kind: FundCreditKind::Granted,
///     amount: "CNY 15000".parse()?,
///     until: Some(day!(2026, 12, 31)),
///     on: day!(2026, 1, 31),
///     by: "Sun".parse()?,
/// };
/// fund.apply(FundEntry::Credit(credit), &inputs)?;
/// let id: FundRequestId = "FR-1".parse()?;
/// let request = FundRequestOpening {
///     id: id.clone(),
///     item: SupportItem::JointAdvertising,
///     line: None,
///     activity: Validity::try_new(day!(2026, 4, 1), Some(day!(2026, 4, 30)))?,
///     on: day!(2026, 3, 1),
///     by: "Wang".parse()?,
/// };
/// fund.apply(FundEntry::Request(request), &inputs)?;
/// let approve =
///     FundRequestStep::Approve { amount: "CNY 5000".parse()?, until: day!(2026, 7, 31) };
/// let steps = [
///     (FundRequestStep::Submit, day!(2026, 3, 2), "Wang"),
///     (approve, day!(2026, 3, 5), "Sun"),
/// ];
/// for (step, on, by) in steps {
///     let event = Entry::new(step, on, by.parse()?);
///     fund.apply(FundEntry::RequestStep { request: id.clone(), event }, &inputs)?;
/// }
/// assert_eq!(
///     fund.balance(AsOf::new(day!(2026, 3, 5))).to_string(),
///     "CNY 10,000.00 available, CNY 5,000.00 set aside, CNY 0.00 paid, CNY 0.00 expired"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "市场发展基金")]
#[doc(alias = "合作广告基金")]
#[doc(alias = "市场费用")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SupportFund {
    opening: FundOpening,
    entries: Vec<FundEntry>,
}

impl SupportFund {
    /// A fund without entries.
    pub const fn open(opening: FundOpening) -> Self {
        Self { opening, entries: Vec::new() }
    }

    /// A fund and its entries as they were kept: by the tables and the money alone, since the
    /// policy of their days is past.
    ///
    /// # Errors
    ///
    /// [`FundError`], of the first entry that is out of order, out of turn or not covered.
    pub fn replay(
        opening: FundOpening,
        entries: impl IntoIterator<Item = FundEntry>,
    ) -> Result<Self, FundError> {
        let mut fund = Self::open(opening);
        let mut state = FundState::new(&fund.opening);
        for entry in entries {
            if state.take(&entry, None)? == Admission::New {
                fund.entries.push(entry);
            }
        }
        Ok(fund)
    }

    /// The beginning.
    pub const fn opening(&self) -> &FundOpening {
        &self.opening
    }

    /// The entries, in their order.
    pub fn entries(&self) -> &[FundEntry] {
        &self.entries
    }

    /// Takes an entry.
    ///
    /// # Errors
    ///
    /// [`FundError`]: of a step, in the order of every
    /// [lifecycle](crate::lifecycle#order-of-refusal). Nothing has changed then.
    pub fn apply(
        &mut self,
        entry: FundEntry,
        inputs: &FundInputs<'_>,
    ) -> Result<Admission, FundError> {
        let admission = self.state(AsOf::new(Day::MAX)).take(&entry, Some(inputs))?;
        if admission == Admission::New {
            self.entries.push(entry);
        }
        Ok(admission)
    }

    /// The balances on a date.
    pub fn balance(&self, t: AsOf) -> FundBalance {
        self.state(t).balance(t.day())
    }

    /// The requests as of a date.
    pub fn requests(&self, t: AsOf) -> BTreeMap<FundRequestId, FundRequest> {
        self.state(t).requests
    }

    /// The claims as of a date.
    pub fn claims(&self, t: AsOf) -> BTreeMap<FundClaimId, FundClaim> {
        self.state(t).claims
    }

    /// Everything that stands against a claim as of a date; empty for one that is not known.
    pub fn objections(
        &self,
        claim: &FundClaimId,
        policy: &FundPolicyDraft,
        t: AsOf,
    ) -> Vec<FundObjection> {
        let state = self.state(t);
        state.claims.get(claim).map(|it| state.objections(it, policy)).unwrap_or_default()
    }

    /// The most that can be granted on a claim as of a date: our share of the cost, what is set
    /// aside for its request, or without one what is available. `None` for one that is not known.
    pub fn payable(&self, claim: &FundClaimId, policy: &FundPolicyDraft, t: AsOf) -> Option<Money> {
        let state = self.state(t);
        let claim = state.claims.get(claim)?;
        let share = Total::from(policy.share_of(claim)?);
        let most = share.min(state.covered(claim, t.day())).to_amount()?;
        Some(Money::new(most, self.opening.currency))
    }

    /// The amounts that expire soon, by their last day: within the days of policy.
    ///
    /// # Rule
    ///
    /// > S25: the customer is told 90, 30 and 7 days ahead.
    pub fn expiries(&self, policy: &FundPolicyDraft, t: AsOf) -> Vec<FundExpiry> {
        let mut by_day: BTreeMap<Day, Total> = BTreeMap::new();
        let state = self.state(t);
        for lot in state.lots.iter().filter(|lot| lot.is_open(t.day()) && lot.left.is_positive()) {
            if let Some(until) = lot.until {
                let sum = by_day.entry(until).or_default();
                *sum = sum.plus(lot.left);
            }
        }
        let expiry = |(until, amount): (Day, Total)| {
            let days_left = until.days_since(t.day());
            let reached = policy.told_before.iter().rev();
            let told_before = *reached.clone().find(|days| days_left <= i32::from(**days))?;
            let currency = self.opening.currency;
            Some(FundExpiry { until, currency, amount, days_left, told_before })
        };
        by_day.into_iter().filter_map(expiry).collect()
    }

    /// The requests of which the last day for claims has gone by as of a date, with no claim that
    /// is undecided: they are to lapse.
    pub fn to_lapse(&self, t: AsOf) -> Vec<FundRequestId> {
        let state = self.state(t);
        let is_over = |it: &FundRequest| it.until().is_some_and(|until| until < t.day());
        let requests = state.requests.iter();
        let approved =
            requests.filter(|(_, it)| it.stage() == FundRequestStage::Approved && is_over(it));
        let free = approved.filter(|(id, _)| state.check_decided(id).is_ok());
        free.map(|(id, _)| id.clone()).collect()
    }

    /// The claims that wait for our decision as of a date, the earliest due first. A
    /// claim that was given back waits for the customer and is not among them.
    pub fn to_decide(
        &self,
        policy: &FundPolicyDraft,
        calendar: &WorkCalendar,
        t: AsOf,
    ) -> Vec<FundClaimDue> {
        let claims = self.state(t).claims.into_iter();
        let submitted = claims.filter(|(_, it)| it.stage() == FundClaimStage::Submitted);
        let waiting = submitted.filter_map(|(claim, it)| {
            let due = it.decide_by(t, policy.decide_days, calendar)?;
            Some(FundClaimDue { claim, due, is_late: t.day() > due })
        });
        let mut waiting: Vec<FundClaimDue> = waiting.collect();
        waiting.sort_by(|one, other| (one.due, &one.claim).cmp(&(other.due, &other.claim)));
        waiting
    }

    /// The invoices that are claimed out of more than one of some funds as of a date, by customer
    /// and invoice. Claims that were denied do not count.
    ///
    /// # Rule
    ///
    /// > S25: an invoice is paid once, whatever the claim. Within a fund a second claim cannot be
    /// > approved; over several funds it is found.
    pub fn repeated_invoices<'a>(
        funds: impl IntoIterator<Item = &'a Self>,
        t: AsOf,
    ) -> Vec<RepeatedInvoice> {
        let mut claims: BTreeMap<(&CustomerId, DocumentId), Vec<FundClaimId>> = BTreeMap::new();
        for fund in funds {
            let state = fund.state(t);
            let claimed = state.claimed(None);
            for (invoice, claim) in claimed {
                let place = (&fund.opening.customer, invoice.clone());
                claims.entry(place).or_default().push(claim.clone());
            }
        }
        let repeated = claims.into_iter().filter(|(_, claims)| claims.len() > 1);
        let invoice = |((customer, invoice), claims): ((&CustomerId, _), _)| RepeatedInvoice {
            customer: customer.clone(),
            invoice,
            claims,
        };
        repeated.map(invoice).collect()
    }

    /// The entries about lines of the yearly plan as of a date: of each granted claim whose request
    /// names a line. They go to
    /// [`SupportPlanDraft::read`](crate::support::SupportPlanDraft::read).
    pub fn support_entries(&self, t: AsOf) -> Vec<SupportEntry> {
        let state = self.state(t);
        let of_claim = |claim: &FundClaim| {
            let request = state.requests.get(claim.opening.request.as_ref()?)?;
            Some(claim.support_entries(request.opening.line.as_ref()?))
        };
        state.claims.values().filter_map(of_claim).flatten().collect()
    }

    /// The amounts that are granted and not paid as of a date, by claim, in the currency of the
    /// fund: each is due some days after the day of its approval. They go to
    /// [`OwedSchedule::new`](crate::rebate::OwedSchedule::new).
    ///
    /// # Rule
    ///
    /// > S6: what we owe each customer is known by its due day, approved claims among it.
    #[doc(alias = "付款计划")]
    pub fn owed(&self, pay_days: u16, set_off: SetOff, t: AsOf) -> Vec<OwedItem> {
        let claims = self.state(t).claims.into_values();
        let approved = claims.filter(|it| it.stage() == FundClaimStage::Approved);
        let owed = approved.filter_map(|it| {
            let (granted, amount) = it.granted()?;
            Some(OwedItem {
                reference: DocumentId::try_new(it.opening.id.as_str()).ok()?,
                kind: OwedKind::Claim,
                amount: amount.amount(),
                due: granted.offset(pay_days.into()),
                set_off,
            })
        });
        owed.collect()
    }

    fn state(&self, t: AsOf) -> FundState {
        let count = self.entries.partition_point(|entry| t.sees(entry.on()));
        let mut state = FundState::new(&self.opening);
        for entry in self.entries.iter().take(count) {
            let taken = state.take(entry, None).ok();
            proven!(taken, else Admission::Known, "every entry was taken before");
        }
        state
    }
}

impl fmt::Display for FundExpiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { until, days_left, .. } = self;
        let amount = self.amount.with_currency(self.currency);
        match days_left {
            0 => write!(f, "{amount} expire on {until}, today is the last day"),
            1 => write!(f, "{amount} expire on {until}, 1 day is left"),
            _ => write!(f, "{amount} expire on {until}, {days_left} days are left"),
        }
    }
}

impl fmt::Display for FundClaimDue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { claim, due, is_late } = self;
        let verb = if *is_late { "was to be" } else { "to be" };
        write!(f, "{claim}: {verb} decided by {due}")
    }
}

impl fmt::Display for RepeatedInvoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { customer, invoice, claims } = self;
        let claims: Vec<&str> = claims.iter().map(FundClaimId::as_str).collect();
        write!(f, "invoice {invoice} of {customer} is claimed in {}", claims.join(", "))
    }
}

/// The written form of a fund: its opening and its entries.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFund {
    opening: FundOpening,
    entries: Vec<FundEntry>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for SupportFund {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenFund::deserialize(from)?;
        Self::replay(written.opening, written.entries).map_err(serde::de::Error::custom)
    }
}

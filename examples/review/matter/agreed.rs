//! What is agreed and calls for somebody: contracts to act on, trade without one, rebates with
//! their next tier; beside them the parts of the files next to this one.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use guanxi::agreement::{TermReading, TermStage};
use guanxi::calendar::{AsOf, Day, Validity, Window};
use guanxi::contract::{Contract, Coverage, Renewal, coverage};
use guanxi::id::{ContractId, CustomerKey, RebateId};
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Total};
use guanxi::rebate::{
    Accrual, CliffPull, NextTier, Outlook, PeriodVolume, RebateScale, TierPay, Volume,
};
use guanxi::review::Review;

use super::approved::{ApprovalDue, approvals};
use super::bills::{BillDue, bills};
use super::confirmed::{BalanceDue, ClaimsDue, balances, claims};
use super::granted::{RightsDue, rights};
use super::minimum::{MinimumDue, Unplanned, minimums};
use super::promised::{BrokenPlan, broken_plans};
use crate::load::agreed::{AgreedRebate, CONTRACTS, PLANS, REBATES};
use crate::load::approvals::APPROVALS;
use crate::load::bills::BILLS;
use crate::load::judged::Judged;
use crate::load::promised::PAYMENT_PLANS;
use crate::load::rights::RIGHTS;
use crate::load::statements::STATEMENTS;

/// The days ahead that a contract to act on may lie.
pub(crate) const AHEAD: i32 = 90;

/// What is agreed.
pub(crate) struct Agreed<'a> {
    /// The contracts; `None` without a file of them.
    pub(crate) contracts: Option<Contracts<'a>>,
    /// The rebates; `None` without a file of them.
    pub(crate) rebates: Option<Vec<Rebate<'a>>>,
    /// The bills; `None` without a file of them.
    pub(crate) bills: Option<Vec<BillDue<'a>>>,
    /// The approvals of limits and terms; `None` without a file of them.
    pub(crate) approvals: Option<Vec<ApprovalDue<'a>>>,
    /// The balances to confirm; `None` without a file of statements.
    pub(crate) balances: Option<Vec<BalanceDue<'a>>>,
    /// The claims that are soon barred; `None` without a file of statements.
    pub(crate) claims: Option<Vec<ClaimsDue<'a>>>,
    /// The payment plans that are broken; `None` without a file of them.
    pub(crate) broken: Option<Vec<BrokenPlan<'a>>>,
    /// The rights; `None` without a file of them.
    pub(crate) rights: Option<Vec<RightsDue<'a>>>,
    /// The minimum purchases; `None` without a file of contracts.
    pub(crate) minimums: Option<Vec<MinimumDue<'a>>>,
    /// Customers without a plan; `None` without a file of plans.
    pub(crate) unplanned: Option<Unplanned<'a>>,
}

/// The contracts of the customers.
pub(crate) struct Contracts<'a> {
    /// Those that call for somebody, by their days.
    pub(crate) due: Vec<ContractDue<'a>>,
    /// Customers that bought in the last 365 days and never had a contract in force, with what they
    /// bought, the largest first.
    pub(crate) never: Vec<(&'a str, Total)>,
}

/// A contract that calls for somebody.
pub(crate) struct ContractDue<'a> {
    pub(crate) customer: &'a str,
    pub(crate) contract: ContractId,
    pub(crate) finding: ContractFinding,
}

/// The reason for which a contract calls for somebody.
#[derive(Clone, Copy)]
pub(crate) enum ContractFinding {
    /// It ended, none follows, and the customer buys on, or it may still be renewed.
    Ended { on: Day, renewable_until: Option<Day>, bought: Total },
    /// It ends unless something is agreed by a day.
    Ends { by: Day, on: Day },
    /// It is renewed by silence unless somebody declines by a day.
    Renews { by: Day, until: Day },
    /// Nobody declined in time.
    Renewed { on: Day, until: Option<Day> },
    /// Notice was given.
    Ending { on: Day },
}

impl ContractFinding {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Ended { .. } => "ended",
            Self::Ends { .. } => "ends",
            Self::Renews { .. } => "renews",
            Self::Renewed { .. } => "renewed",
            Self::Ending { .. } => "ending",
        }
    }

    /// The day that matters: to act by, or on which it ends or ended.
    pub(crate) const fn day(self) -> Day {
        match self {
            Self::Ends { by, .. } | Self::Renews { by, .. } => by,
            Self::Ended { on, .. } | Self::Renewed { on, .. } | Self::Ending { on } => on,
        }
    }
}

/// A rebate with what is earned of it.
pub(crate) struct Rebate<'a> {
    pub(crate) customer: &'a str,
    pub(crate) agreement: RebateId,
    pub(crate) to: Day,
    pub(crate) volume: Volume,
    pub(crate) earned: Amount,
    /// The rebate on the purchases that are forecast.
    pub(crate) forecast: Option<Amount>,
    /// The next tier with its rate; `None` in the last one, and once the term is over.
    pub(crate) next: Option<(NextTier, Ratio)>,
    pub(crate) pull: Option<CliffPull>,
    /// The day by which it is settled, once the term is over.
    pub(crate) settle_by: Option<Day>,
}

impl<'a> Agreed<'a> {
    pub(super) fn of(
        review: &Review<'a>,
        judged: &Judged,
        keys: &[CustomerKey],
    ) -> Result<Option<Self>, String> {
        let set: BTreeSet<CustomerKey> = keys.iter().copied().collect();
        let contracts = judged.has(CONTRACTS).then(|| Contracts::of(review, keys)).transpose()?;
        let rebates =
            judged.has(REBATES.name).then(|| rebates(review, judged, &set)).transpose()?;
        let bills = judged.has(BILLS).then(|| bills(review, keys)).transpose()?;
        let balances = judged.has(STATEMENTS).then(|| balances(review, keys));
        let claims = judged.has(STATEMENTS).then(|| claims(review, judged, keys));
        let approvals = judged.has(APPROVALS.name).then(|| approvals(review, judged, keys));
        let broken = judged.has(PAYMENT_PLANS.name).then(|| broken_plans(review, judged, &set));
        let rights = judged.has(RIGHTS.name).then(|| rights(review, judged, keys));
        let minimums = judged.has(CONTRACTS).then(|| minimums(review, keys));
        let unplanned = judged.has(PLANS).then(|| Unplanned::of(review, keys));
        let files = [CONTRACTS, REBATES.name, BILLS, APPROVALS.name, RIGHTS.name, PLANS];
        let has_any =
            files.into_iter().chain([PAYMENT_PLANS.name, STATEMENTS]).any(|it| judged.has(it));
        Ok(has_any.then_some(Self {
            contracts,
            rebates,
            bills,
            approvals: approvals.transpose()?,
            balances: balances.transpose()?,
            claims: claims.transpose()?,
            broken: broken.transpose()?,
            rights: rights.transpose()?,
            minimums: minimums.transpose()?,
            unplanned: unplanned.transpose()?,
        }))
    }
}

impl<'a> Contracts<'a> {
    fn of(review: &Review<'a>, keys: &[CustomerKey]) -> Result<Self, String> {
        let (book, t) = (review.book(), review.as_of());
        let (policy, calendar) = (&review.policy().renewals, &review.policy().progress.calendar);
        let mut all = Self { due: Vec::new(), never: Vec::new() };
        let ended: BTreeSet<CustomerKey> = review.ended().iter().map(|it| it.customer).collect();
        for key in keys {
            let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
            let (view, customer) = (account.view(), book.name(*key));
            let contracts = view.contracts();
            let bought = |days: Window| view.sales().net(days);
            for contract in contracts {
                let Some(reading) = policy.read(contract, t, calendar) else { continue };
                let found = finding(contracts, contract, reading, t, bought);
                let due =
                    |finding| ContractDue { customer, contract: contract.id().clone(), finding };
                all.due.extend(found.map(due));
            }
            let year = bought(t.last_days(super::YEAR));
            if coverage(contracts, t) == Coverage::None
                && year.is_positive()
                && !ended.contains(key)
            {
                all.never.push((customer, year));
            }
        }
        all.due.sort_by(|one, other| {
            let of = |it: &ContractDue<'a>| (it.finding.day(), it.customer);
            of(one).cmp(&of(other)).then_with(|| one.contract.cmp(&other.contract))
        });
        all.never.sort_by_key(|(name, bought)| (Reverse(*bought), *name));
        Ok(all)
    }
}

/// The finding about a contract, of all that its customer has.
fn finding(
    all: &[Contract],
    contract: &Contract,
    reading: TermReading,
    t: AsOf,
    bought: impl Fn(Window) -> Total,
) -> Option<ContractFinding> {
    let soon = |day: Day| day.days_since(t.day()) <= AHEAD;
    let is_followed = |last: Day| {
        let next = last.checked_offset(1);
        let mut others = all.iter().filter(|it| it.id() != contract.id());
        others.any(|it| next.is_some_and(|next| binds_on(it, next, t)))
    };
    match reading.stage {
        TermStage::NotBegun => None,
        TermStage::Running | TermStage::Watched => {
            let (by, on) = (reading.act_by.filter(|by| soon(*by))?, reading.period.days.to()?);
            match contract.term_clause().renewal {
                Renewal::Tacit { .. } => {
                    let next = reading.period.number.checked_add(1)?;
                    match contract.schedule().period(next).and_then(|it| it.days.to()) {
                        Some(until) => Some(ContractFinding::Renews { by, until }),
                        None => Some(ContractFinding::Ends { by, on }),
                    }
                }
                Renewal::None | Renewal::Express { .. } => {
                    (!is_followed(on)).then_some(ContractFinding::Ends { by, on })
                }
            }
        }
        TermStage::WillRenew => {
            let on = reading.period.days.to()?;
            Some(ContractFinding::Renewed { on, until: reading.bound_until })
        }
        TermStage::Ending => {
            let on = reading.bound_until.filter(|on| soon(*on) && !is_followed(*on))?;
            Some(ContractFinding::Ending { on })
        }
        TermStage::ToRenew | TermStage::SellOff | TermStage::Over => {
            let on = reading.bound_until?;
            let ended = all.iter().filter(|it| is_over(it, t));
            let ends = ended.filter_map(|it| it.bound_term(t).and_then(Validity::to));
            let is_last = ends.max() == Some(on) && coverage(all, t) != Coverage::InForce;
            let bought = bought(Window { after: on, until: t.day() });
            let until = reading.until.filter(|_| reading.stage == TermStage::ToRenew);
            let matters = is_last && (until.is_some() || bought.is_positive());
            matters.then_some(ContractFinding::Ended { on, renewable_until: until, bought })
        }
    }
}

/// Whether a contract was in force and is no more.
fn is_over(contract: &Contract, t: AsOf) -> bool {
    use guanxi::contract::ContractStatus::{Expired, Terminated};
    [Expired, Terminated].contains(&contract.status(t))
}

/// Whether a contract that is signed binds on a day, by what is known.
fn binds_on(contract: &Contract, day: Day, t: AsOf) -> bool {
    use guanxi::contract::ContractStatus::{InForce, Signed};
    [InForce, Signed].contains(&contract.status(t))
        && contract.bound_term(t).is_some_and(|days| days.contains(day))
}

/// The rebates that run or wait for their settlement: those that pull first, then by what a yuan
/// more brings.
fn rebates<'a>(
    review: &Review<'a>,
    judged: &Judged,
    keys: &BTreeSet<CustomerKey>,
) -> Result<Vec<Rebate<'a>>, String> {
    let (book, t) = (review.book(), review.as_of());
    let mut all = Vec::new();
    for it in judged.rebates.begun(t) {
        let key = book.survivor_at(it.customer, t);
        if keys.contains(&key) {
            all.extend(rebate(review, it, key)?);
        }
    }
    all.sort_by(|one: &Rebate<'_>, other| {
        let leverage = |it: &Rebate<'_>| it.next.and_then(|(next, _)| next.leverage);
        let of = |it: &Rebate<'_>| (it.pull.is_none(), Reverse(leverage(it)), it.to);
        of(one)
            .cmp(&of(other))
            .then_with(|| (one.customer, &one.agreement).cmp(&(other.customer, &other.agreement)))
    });
    Ok(all)
}

fn rebate<'a>(
    review: &Review<'a>,
    it: &AgreedRebate,
    key: CustomerKey,
) -> Result<Option<Rebate<'a>>, String> {
    let (book, t, agreement) = (review.book(), review.as_of(), &it.agreement);
    let settle_by = agreement.to.offset(agreement.settlement.days_after.into());
    let is_over = agreement.to < t.day();
    if settle_by < t.day() {
        return Ok(None);
    }
    let told = |error: guanxi::rebate::RebateError| error.to_string();
    let account = book.account_at(key, t).map_err(|error| error.to_string())?;
    let volumes =
        PeriodVolume::from_timeline(agreement, account.view().sales(), t).map_err(told)?;
    let Some(volume) = volumes.first().map(|it| it.volume) else { return Ok(None) };
    let scale = RebateScale::from_agreement(agreement, 0).map_err(told)?;
    let forecast = it.forecast.map(Volume::from_amount);
    let outlook = Outlook { forecast, ..Outlook::default() };
    let accrual = Accrual::project(&scale, volume, &outlook).map_err(told)?;
    let next = if is_over { None } else { NextTier::find(&scale, volume).map_err(told)? };
    let rate = |next: NextTier| match agreement.tiers.get(next.tier)?.pays {
        TierPay::Rate { rate, .. } => Some((next, rate)),
        TierPay::PerUnit(_) | TierPay::Amount(_) => None,
    };
    let pull = next.zip(phase(agreement.from, agreement.to, t));
    let pull = pull.and_then(|(next, phase)| {
        CliffPull::find(next, phase, book.currency(), &review.policy().cliffs)
    });
    Ok(Some(Rebate {
        customer: book.name(key),
        agreement: agreement.id.clone(),
        to: agreement.to,
        volume,
        earned: accrual.achieved,
        forecast: it.forecast.map(|_| accrual.forecast),
        next: next.and_then(rate),
        pull,
        settle_by: is_over.then_some(settle_by),
    }))
}

/// The part of a term that is over by the days.
fn phase(from: Day, to: Day, t: AsOf) -> Option<Quotient> {
    let days = |last: Day| last.days_since(from).checked_add(1).map(i128::from);
    Quotient::try_new(days(t.day())?, days(to)?)
}

//! Minimum purchases that are behind or were missed, and customers that trade without a plan.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use guanxi::account::AccountView;
use guanxi::agreement::{ObligationStage, Purchase, PurchaseLog, read_obligation};
use guanxi::calendar::{AsOf, Day, Month, Window};
use guanxi::contract::{Contract, ContractStatus, Obligation};
use guanxi::id::{ContractId, CustomerKey};
use guanxi::money::{Amount, Total};
use guanxi::phase::{DayWeights, Phase};
use guanxi::review::Review;

/// The days after a period in which a minimum that was missed is told.
const TOLD_AFTER: i32 = 90;
/// The days before a month from which on its plans are asked for.
const PLANNED_BEFORE: i32 = 7;

/// A minimum purchase that calls for somebody.
pub(crate) struct MinimumDue<'a> {
    pub(crate) customer: &'a str,
    pub(crate) contract: ContractId,
    /// The last day of the period.
    pub(crate) to: Day,
    pub(crate) minimum: Amount,
    /// The purchases of the period.
    pub(crate) bought: Total,
    /// The purchases that were due by the day.
    pub(crate) due_by_now: Option<Total>,
    pub(crate) missing: Total,
    /// The purchases that each worked day left must bring, rounded up, with the number of those
    /// days; `None` once the period is over.
    pub(crate) per_day: Option<(Amount, u32)>,
    pub(crate) is_over: bool,
}

/// The minimum purchases that are behind, then those that were missed, the largest gap first.
pub(super) fn minimums<'a>(
    review: &Review<'a>,
    keys: &[CustomerKey],
) -> Result<Vec<MinimumDue<'a>>, String> {
    let (book, t) = (review.book(), review.as_of());
    let mut found = Vec::new();
    for key in keys {
        let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
        let view = account.view();
        for contract in view.contracts() {
            for duty in &contract.clauses().obligations {
                let of_contract = readings(review, view, contract, duty);
                found.extend(
                    of_contract
                        .into_iter()
                        .map(|it| MinimumDue { customer: book.name(*key), ..it }),
                );
            }
        }
    }
    found.sort_by(|one: &MinimumDue<'_>, other| {
        let of = |it: &MinimumDue<'_>| (it.is_over, Reverse(it.missing));
        of(one)
            .cmp(&of(other))
            .then_with(|| (one.customer, &one.contract).cmp(&(other.customer, &other.contract)))
    });
    Ok(found)
}

fn readings<'a>(
    review: &Review<'a>,
    view: AccountView<'_>,
    contract: &Contract,
    duty: &Obligation,
) -> Vec<MinimumDue<'a>> {
    let t = review.as_of();
    let calendar = &review.policy().progress.calendar;
    let days = view.sales().up_to(t.day()).days();
    let bought = days.filter_map(|it| Some(Purchase { on: it.day, amount: it.net.to_amount()? }));
    let bought: Vec<Purchase> = bought.collect();
    let log = PurchaseLog { delivered: &bought, ..PurchaseLog::default() };
    let first = contract.term().from();
    let weights = DayWeights::default();
    let mut found = Vec::new();
    for it in read_obligation(duty, first, &log, t, &weights, calendar) {
        let Some(to) = it.period.to() else { continue };
        let is_over = match it.stage {
            ObligationStage::Behind if contract.status(t) == ContractStatus::InForce => false,
            ObligationStage::Missed if t.day().days_since(to) <= TOLD_AFTER => true,
            ObligationStage::Behind
            | ObligationStage::Missed
            | ObligationStage::NotBegun
            | ObligationStage::OnTrack
            | ObligationStage::Met
            | ObligationStage::Curing
            | ObligationStage::Cured
            | ObligationStage::Breached => continue,
        };
        // The period goes on beyond the contract where that ends earlier.
        let binds = contract.bound_term(t).is_some_and(|days| days.contains(it.period.from()));
        if !binds {
            continue;
        }
        let left = Phase::try_new(Window::inclusive(it.period.from(), to), &weights, calendar);
        let left = left.map_or(0, |it| it.days_of(Window { after: t.day(), until: to }));
        found.push(MinimumDue {
            customer: "",
            contract: contract.id().clone(),
            to,
            minimum: Amount::from_minor(it.target.minor()),
            bought: it.actual,
            due_by_now: it.due_by_now,
            missing: it.shortfall,
            per_day: per_day(it.shortfall, left),
            is_over,
        });
    }
    found
}

/// The part of an amount that falls on each of some days, rounded up.
fn per_day(missing: Total, days: u32) -> Option<(Amount, u32)> {
    let missing = u128::try_from(missing.minor()).ok()?;
    if days == 0 {
        return None;
    }
    let part = i64::try_from(missing.div_ceil(days.into())).ok()?;
    Some((Amount::from_minor(part), days))
}

/// Customers that trade and have no plan for a month.
pub(crate) struct Unplanned<'a> {
    pub(crate) month: Month,
    /// The day by which plans are to be written: that before the month.
    pub(crate) by: Day,
    /// The customers with what they bought in 365 days, the largest first.
    pub(crate) customers: Vec<(&'a str, Total)>,
}

impl<'a> Unplanned<'a> {
    /// By the month that runs, and in its last days by that which begins.
    pub(super) fn of(review: &Review<'a>, keys: &[CustomerKey]) -> Result<Self, String> {
        let (book, t) = (review.book(), review.as_of());
        let month = t.day().offset(PLANNED_BEFORE).month();
        let trading = review.policy().sales_plans.trading_days;
        let ended: BTreeSet<CustomerKey> = review.ended().iter().map(|it| it.customer).collect();
        let mut customers = Vec::new();
        for key in keys.iter().filter(|key| !ended.contains(key)) {
            let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
            let view = account.view();
            if !is_planned(view, month) && trades(view, t, trading) {
                customers.push((book.name(*key), view.sales().net(t.last_days(super::YEAR))));
            }
        }
        customers.sort_by_key(|(name, bought)| (Reverse(*bought), *name));
        Ok(Self { month, by: month.first_day().offset(-1), customers })
    }
}

fn is_planned(view: AccountView<'_>, month: Month) -> bool {
    view.plans().iter().any(|it| it.month() == month)
}

fn trades(view: AccountView<'_>, t: AsOf, within: u16) -> bool {
    let last = view.sales().up_to(t.day()).last_active_day();
    last.is_some_and(|last| t.last_days(within).contains(last))
}

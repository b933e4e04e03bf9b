use std::fmt;

use super::credit_inputs::{CreditInputs, LookUp};
use super::facts::Facts;
use super::order_check::OrderVerdict;
use super::order_request::OrderRequest;
use super::rules;
use super::situation::Situation;
use crate::account::{AccountView, KnownAccount};
use crate::calendar::{AsOf, Day};
use crate::measure::proven;
use crate::money::{Amount, Currency};

/// The remedies of an order, each sufficient by itself; absent where none of the kind suffices, and
/// all absent when the order is not held.
///
/// # Rule
///
/// > S20: the smallest payment, the smallest cut of the order, the earliest day, the smallest
/// > limit, the shortest renewal of a limit that has expired, exact: one minor unit or one day less
/// > still holds the order.
///
/// Written with `currency`, `payment`, `cut`, `day` and `limit`; `null` where none of the kind
/// suffices.
///
/// Found with the check itself, so a remedy that is promised passes the check. A payment names no
/// invoice and settles the earliest due first; a deposit of the order that is not recorded yet is
/// part of it, and reminders end when it leaves nothing overdue. The limit is the one in force,
/// with what insurances add. The day is found with what is known on the day of the check: limits
/// that begin, guarantees that end, items that grow older. Nothing that is dated later frees the
/// order or holds it, no payment and no invoice to come. A book looks up the pools and the
/// reservations of that day, and how long reminders stand, in the same way.
#[doc(alias = "解除冻结")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remedies {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The verdict without any remedy.
    pub verdict: OrderVerdict,
    /// The smallest payment today.
    pub payment: Option<Amount>,
    /// The smallest cut of the order that leaves something of it.
    pub cut: Option<Amount>,
    /// The earliest later day.
    pub day: Option<Day>,
    /// The smallest limit.
    pub limit: Option<Amount>,
    /// The earliest last day up to which the agreed limit, which has expired, may be renewed with
    /// its amount as it is.
    pub renewal: Option<Day>,
}

impl Remedies {
    /// The remedies of an order that is not held.
    pub(super) const fn none(currency: Currency, verdict: OrderVerdict) -> Self {
        let (payment, cut, day, limit, renewal) = (None, None, None, None, None);
        Self { currency, verdict, payment, cut, day, limit, renewal }
    }
}

/// A held order, and the account in which its remedies are looked for.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    pub(super) account: AccountView<'a>,
    pub(super) today: Situation<'a>,
    pub(super) t: AsOf,
    /// Looks up the inputs of a later day; those of today hold without it.
    pub(super) look_up: Option<LookUp<'a>>,
}

impl Search<'_> {
    pub(super) fn remedies(&self, days_ahead: u16) -> Remedies {
        Remedies {
            currency: self.account.currency(),
            verdict: OrderVerdict::Hold,
            payment: self.smallest_payment(),
            cut: smallest_cut(&self.today),
            day: self.earliest_day(days_ahead),
            limit: smallest_limit(&self.today),
            renewal: shortest_renewal(&self.today),
        }
    }

    fn smallest_payment(&self) -> Option<Amount> {
        let today = &self.today;
        // The payment that is awaited for the order comes first. Beyond it and what is open and
        // used, be it by all who share a pool, a payment changes nothing any more.
        let used = today.used().max(today.exposure_in_pools());
        let most = today.facts.standing().open().max(used.or_zero());
        let most = most.plus(today.order.prepaid.to_total());
        let most = most.min(Amount::MAX.to_total()).to_amount()?;
        smallest(most, |paid| {
            let facts = Facts::of(today.policy, self.account, today.order, paid, self.t);
            let inputs = self.inputs_after_payment(paid);
            is_free(&Situation { facts: &facts, inputs: &inputs, ..*today })
        })
    }

    /// A payment may settle all of which the customer was reminded.
    fn inputs_after_payment(&self, paid: Amount) -> CreditInputs<'_> {
        let inputs = *self.today.inputs;
        let looked_up = self.look_up.map(|desk| desk.dunning_level_after(paid));
        CreditInputs { dunning_level: looked_up.unwrap_or(inputs.dunning_level), ..inputs }
    }

    fn earliest_day(&self, days_ahead: u16) -> Option<Day> {
        let today = &self.today;
        let known = KnownAccount::at(self.account, self.t);
        let account = known.as_ref().map_or(self.account, |it| it.view(self.account));
        let days = (1..=i32::from(days_ahead)).map(|ahead| self.t.day().offset(ahead));
        days.into_iter().find(|day| {
            let t = AsOf::new(*day);
            let (policy, order, none) = (today.policy, today.order, Amount::ZERO);
            let facts = Facts::ahead(policy, account, order, none, self.t, t);
            let found = self.look_up.map(|desk| desk.on(order, t));
            let inputs = found.as_ref().map(|found| found.in_place_of(today.inputs));
            let inputs = inputs.as_ref().unwrap_or(today.inputs);
            let in_pools = if found.is_some() { facts.exposure.total() } else { today.in_pools };
            is_free(&Situation { facts: &facts, inputs, in_pools, ..*today })
        })
    }
}

fn smallest_cut(today: &Situation<'_>) -> Option<Amount> {
    let order = today.order;
    // Something is left of the order, and at least what is paid of it.
    let least = order.prepaid.max(Amount::from_minor(1));
    let most = order.amount.checked_sub(least).filter(|most| most.is_positive())?;
    smallest(most, |cut| {
        let rest = order.amount.checked_sub(cut);
        let amount = proven!(rest, else Amount::ZERO, "a cut is smaller than the order");
        let order = OrderRequest { amount, ..order.clone() };
        is_free(&Situation { order: &order, ..*today })
    })
}

fn smallest_limit(today: &Situation<'_>) -> Option<Amount> {
    let with = |limit: Amount| {
        let facts = today.facts.with_limit(limit);
        is_free(&Situation { facts: &facts, ..*today })
    };
    if with(Amount::ZERO) { Some(Amount::ZERO) } else { smallest(Amount::MAX, with) }
}

fn shortest_renewal(today: &Situation<'_>) -> Option<Day> {
    let (rule, day) = (today.policy.limit_expired, today.facts.t.day());
    if !today.facts.terms.has_expired(day, rule.at_most) {
        return None;
    }
    let back = i32::from(rule.at_most).checked_neg();
    let last = day.offset(proven!(back, else 0, "16 bits and a sign"));
    let facts = today.facts.renewed_until(last);
    is_free(&Situation { facts: &facts, ..*today }).then_some(last)
}

fn is_free(check: &Situation<'_>) -> bool {
    rules::ask_all(check).verdict() != OrderVerdict::Hold
}

/// The smallest amount from one minor unit to `most` that helps, given that more always helps where
/// less does.
fn smallest(most: Amount, helps: impl Fn(Amount) -> bool) -> Option<Amount> {
    if !most.is_positive() || !helps(most) {
        return None;
    }
    let (mut low, mut high) = (1, most.minor());
    while low < high {
        let middle = low.midpoint(high);
        if helps(Amount::from_minor(middle)) {
            high = middle;
        } else {
            low = proven!(middle.checked_add(1), else high, "the middle is below the end");
        }
    }
    Some(Amount::from_minor(high))
}

impl fmt::Display for Remedies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |amount: Amount| amount.to_total().with_currency(self.currency);
        let ways = [
            self.payment.map(|amount| format!("a payment of {}", money(amount))),
            self.cut.map(|amount| format!("a cut of the order by {}", money(amount))),
            self.day.map(|day| format!("waiting until {day}")),
            self.limit.map(|amount| format!("a limit of {}", money(amount))),
            self.renewal.map(|day| format!("a renewal of the limit until {day}")),
        ];
        let ways: Vec<String> = ways.into_iter().flatten().collect();
        if ways.is_empty() {
            return f.write_str(match self.verdict {
                OrderVerdict::Approve | OrderVerdict::Warn => "the order is not held",
                OrderVerdict::Hold => "no payment, cut, day, limit or renewal frees the order",
            });
        }
        f.write_str(&ways.join(", or "))
    }
}

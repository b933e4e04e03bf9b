use std::fmt;

use super::ZealRules;
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Window};
use crate::measure::{Quotient, plural, proven};
use crate::money::{Amount, Currency, Total};
use crate::trade::{Claim, ClaimKind};
use crate::valid::words;

words! {
    /// The gravity of claims without orders.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ZealLevel as "a level of feigned zeal" {
        /// Less than half of what was claimed was ordered.
        Watch = "watch",
        /// Less than a quarter was, or a new customer asks for much credit.
        Warning = "warning",
    }
}

/// Claims of a customer against its orders, as of a day.
///
/// Displayed with its figures, not with intentions. Written with amounts in major units, as text.
#[doc(alias = "积极性")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zeal {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The claims that are mature.
    pub mature: u32,
    /// The sum that they claimed.
    pub claimed: Total,
    /// The sum that was ordered for them, of each claim at most what it claimed.
    pub ordered: Total,
    /// The credit that a new customer asks for above its first orders.
    pub credit_asked: Option<Amount>,
    /// The level; `None` where nothing speaks against the customer, or too few claims are mature.
    pub level: Option<ZealLevel>,
    /// The highest level of initiative that is left.
    pub initiative_at_most: Option<u8>,
}

/// An order on a day, with the part of it that pays for no claim yet.
#[derive(Debug, Clone, Copy)]
struct Order {
    day: Day,
    left: Total,
}

impl Zeal {
    /// Reads the claims and orders of an account as of `t`.
    ///
    /// # Rule
    ///
    /// > S15: a claim is mature 30 days after its day. Fulfilment is what was ordered from the
    /// > claim to its maturity, of each claim at most what it claimed, by the sum of the claims.
    /// > With three mature claims in 365 days: below 50 % watch, and initiative at most level 2;
    /// > below 25 % warning, and level 1. A customer of less than 180 days that asks for credit
    /// > above its first three orders: warning at once.
    ///
    /// A customer that has never ordered is new, however long it is known: any credit that it asks
    /// for is above its first orders. Its other claims are judged like those of everybody, by what
    /// was ordered for them: nothing.
    ///
    /// Goods ordered for one claim pay for no other: claims are served by their day. Orders are
    /// sales by day, returns of the day taken off, and the open part of open orders.
    pub fn read(rules: &ZealRules, account: AccountView<'_>, t: AsOf) -> Self {
        let window = t.last_days(rules.window_days);
        let grace = i32::from(rules.grace_days);
        let claims = account.claims().iter().filter(|it| window.contains(it.on));
        let mut mature: Vec<&Claim> = claims
            .filter(|it| it.kind != ClaimKind::Credit && t.sees(it.due.offset(grace)))
            .collect();
        mature.sort_by_key(|it| (it.due, it.on));
        let mut orders = orders(account, t);
        let credit_asked = credit_asked(rules, account, &orders, t);
        let (mut claimed, mut ordered) = (Total::ZERO, Total::ZERO);
        for claim in &mature {
            let amount = claim.amount.amount().to_total();
            let window = Window::inclusive(claim.on, claim.due.offset(grace));
            claimed = claimed.plus(amount);
            ordered = ordered.plus(serve(&mut orders, window, amount));
        }
        let count = u32::try_from(mature.len()).ok();
        let count = proven!(count, else u32::MAX, "memory holds fewer claims");
        let fulfilment = Quotient::try_new(ordered.minor(), claimed.minor());
        let fulfilment = fulfilment.filter(|_| count >= u32::from(rules.least_claims));
        let is_below = |bound| fulfilment.is_some_and(|it| it < bound);
        let level = if is_below(rules.warning_below) || credit_asked.is_some() {
            Some(ZealLevel::Warning)
        } else {
            is_below(rules.watch_below).then_some(ZealLevel::Watch)
        };
        let initiative_at_most = level.map(|level| match level {
            ZealLevel::Watch => rules.watch_level,
            ZealLevel::Warning => rules.warning_level,
        });
        let currency = account.currency();
        let mature = count;
        Self { currency, mature, claimed, ordered, credit_asked, level, initiative_at_most }
    }

    /// The part of what was claimed that was ordered; `None` without a mature claim.
    pub fn fulfilment(&self) -> Option<Quotient> {
        Quotient::try_new(self.ordered.minor(), self.claimed.minor())
    }

    pub(super) const fn figures(&self) -> ZealFigures<'_> {
        ZealFigures(self)
    }
}

/// The orders of an account by day.
fn orders(account: AccountView<'_>, t: AsOf) -> Vec<Order> {
    let sold = account.sales().up_to(t.day()).days();
    let sold = sold.filter(|it| it.net.is_positive());
    let sold = sold.map(|it| Order { day: it.day, left: it.net });
    let open = account.open_orders(t);
    let open = open.map(|it| Order { day: it.order.ordered(), left: it.open.to_total() });
    let mut all: Vec<Order> = sold.chain(open).collect();
    all.sort_by_key(|it| it.day);
    all
}

/// Takes orders of a window for a claim, at most what it claimed.
fn serve(orders: &mut [Order], window: Window, amount: Total) -> Total {
    let mut served = Total::ZERO;
    for order in orders.iter_mut().filter(|it| window.contains(it.day)) {
        let taken = order.left.min(amount.minus(served));
        order.left = order.left.minus(taken);
        served = served.plus(taken);
    }
    served
}

/// The most credit that a new customer asks for, where it is above its first orders.
fn credit_asked(
    rules: &ZealRules,
    account: AccountView<'_>,
    orders: &[Order],
    t: AsOf,
) -> Option<Amount> {
    let days = account.start(t).map(|day| t.day().days_since(day));
    let is_new = orders.is_empty() || days.is_none_or(|days| days < i32::from(rules.new_days));
    let asked = account.claims().iter().filter(|it| t.sees(it.on) && it.kind == ClaimKind::Credit);
    let most = asked.map(|it| it.amount.amount()).max().filter(|_| is_new)?;
    let first = orders.iter().take(rules.new_orders.into()).map(|it| it.left);
    (most.to_total() > first.fold(Total::ZERO, Total::plus)).then_some(most)
}

/// The figures of claims against orders, without the level.
pub(super) struct ZealFigures<'a>(&'a Zeal);

impl fmt::Display for ZealFigures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Zeal { currency, mature, claimed, ordered, credit_asked, .. } = self.0;
        let money = |total: Total| total.with_currency(*currency);
        let (claimed, ordered) = (money(*claimed), money(*ordered));
        let claims = plural(*mature, "claim", "claims");
        write!(f, "claimed {claimed} in {mature} mature {claims}, ordered {ordered} of it")?;
        let Some(asked) = credit_asked else { return Ok(()) };
        let asked = money(asked.to_total());
        write!(f, "; new, and asks for credit of {asked}, more than its first orders")
    }
}

impl fmt::Display for Zeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.figures().fmt(f)?;
        let Some((level, most)) = self.level.zip(self.initiative_at_most) else { return Ok(()) };
        write!(f, "; {level}, initiative at most {most}")
    }
}

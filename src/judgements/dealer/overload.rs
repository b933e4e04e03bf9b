use std::collections::{BTreeMap, BTreeSet};

use super::IntegrityRules;
use crate::account::{AccountAsOf, AccountView};
use crate::calendar::{AsOf, Day, Month, Period, Window};
use crate::credit::{CreditMeans, CreditSales, Exposure, ProposalPolicy};
use crate::means::{MeansCount, MeansKind};
use crate::measure::{Quotient, Score};
use crate::money::{Amount, Money, Total};
use crate::trade::DocumentStage;

/// A credit score of the customer from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedScore {
    /// The day from which it is known.
    pub on: Day,
    /// The score.
    pub score: Score,
}

/// The inputs from which the credit limit of a past day is proposed again (S20): the measure of
/// what the customer could carry.
///
/// The limits that were agreed have no say. They measure what we wanted to give, not what the
/// customer could carry: one that pays in advance would be excused for every late payment.
#[derive(Debug, Clone, Copy)]
pub struct LimitReplay<'a> {
    /// The policy of proposed limits.
    pub proposal: &'a ProposalPolicy,
    /// The credit scores of the customer. The latest by a day, with the capital counted by then,
    /// caps the limit of that day, so that a score that fell by its lateness does not excuse it.
    pub scores: &'a [DatedScore],
    /// The days of its terms.
    pub terms_days: u16,
}

/// The reason why a broken promise is ours: we loaded the customer beyond its means.
///
/// # Rule
///
/// > S15: an order, a delivery or an invoice that we let through between the issue of an invoice
/// > and its due day, both included, is our overload when the exposure of its day exceeded the
/// > limit proposed on that day. What the customer owes past due does not count: its own lateness
/// > excuses nothing.
///
/// Both figures are those of what was known on the day. What was recorded or revised later, as a
/// sale, a count of capital, an invoice or a payment that was void, changes nothing about what we
/// let through. The limit is proposed from the sales of the 365 days before the day and the capital
/// counted by then. Where nothing can be proposed the customer is not called overloaded. A customer
/// that was merged into this one later was another one on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overload {
    /// We let an order, a delivery or an invoice through beyond the limit.
    Limit {
        /// The day on which we let it through.
        on: Day,
        /// The exposure of that day, without items past due.
        exposure: Total,
        /// The proposed limit of that day.
        limit: Amount,
    },
    /// The plan of the year stood above the share of the best 12 months.
    Plan {
        /// The plan of the calendar year.
        plan: Total,
        /// The best 12 months before.
        best: Total,
    },
}

/// The days of a customer on which we let something through, each replayed once.
#[derive(Debug)]
pub(super) struct ReplayedDays<'a> {
    rules: &'a IntegrityRules,
    account: AccountView<'a>,
    replay: LimitReplay<'a>,
    /// The overload of each day that was asked for.
    days: BTreeMap<Day, Option<Overload>>,
}

impl<'a> ReplayedDays<'a> {
    pub(super) const fn new(
        rules: &'a IntegrityRules,
        account: AccountView<'a>,
        replay: LimitReplay<'a>,
    ) -> Self {
        Self { rules, account, replay, days: BTreeMap::new() }
    }

    /// The reason why a promise of an invoice, broken on its due day, is ours.
    pub(super) fn overload(&mut self, issued: Day, due: Day) -> Option<Overload> {
        let known = AccountAsOf::of_view(self.account, AsOf::new(due));
        let view = known.view();
        let days = days_let_through(view, Window::inclusive(issued, due));
        let by_limit = days.into_iter().find_map(|day| self.on(day));
        by_limit.or_else(|| plan_overload(self.rules, view, due))
    }

    /// The overload of what we let through on a day.
    fn on(&mut self, day: Day) -> Option<Overload> {
        let Self { account, replay, .. } = *self;
        *self.days.entry(day).or_insert_with(|| {
            let t = AsOf::new(day);
            let known = AccountAsOf::of_view(account, t);
            let exposure = not_past_due(known.view(), t);
            let limit = replay.limit_on(known.view(), t)?;
            let is_beyond = exposure > limit.to_total();
            is_beyond.then_some(Overload::Limit { on: day, exposure, limit })
        })
    }
}

/// The days of a window on which we let an order, a delivery or an invoice through.
fn days_let_through(account: AccountView<'_>, window: Window) -> BTreeSet<Day> {
    let orders = account.orders().iter().map(|it| it.ordered());
    let invoices = account.invoices().iter().map(|it| it.issued());
    let deliveries = account.document_flows(AsOf::new(window.until));
    let deliveries = deliveries.filter(|it| {
        it.from.stage == DocumentStage::Ordered && it.to.stage != DocumentStage::Closed
    });
    let days = orders.chain(invoices).chain(deliveries.map(|it| it.date));
    days.filter(|day| window.contains(*day)).collect()
}

/// The exposure without items past due, and without the secured part of what is left.
fn not_past_due(account: AccountView<'_>, t: AsOf) -> Total {
    let exposure = Exposure::from_account(account, t, None);
    let left = exposure.gross().minus(exposure.standing.ageing.overdue());
    left.minus(exposure.secured_of(left))
}

impl LimitReplay<'_> {
    /// The limit that would have been proposed on a day; `None` where nothing speaks for any.
    fn limit_on(self, account: AccountView<'_>, t: AsOf) -> Option<Amount> {
        let sales = account.sales().net(t.last_days(YEAR)).or_zero().to_amount()?;
        let bought = account.sales().first_active_day().is_some_and(|day| t.sees(day));
        let counted = MeansCount::latest(account.means_counts(), MeansKind::Capital, t);
        let scores = self.scores.iter().filter(|it| t.sees(it.on));
        let known = CreditMeans {
            score: scores.max_by_key(|it| it.on).map(|it| it.score),
            means: counted.and_then(|it| it.means.quantity().money()).map(Money::amount),
            sales: bought.then_some(CreditSales { amount: sales, days: YEAR.into() }),
            terms_days: self.terms_days,
            insured: None,
        };
        self.proposal.propose(&known, account.currency()).ok().map(|it| it.limit)
    }
}

/// Days of sales from which a limit is proposed.
const YEAR: u16 = 365;

/// The plan of the calendar year of a day, where it exceeds the share of the best 12 months before
/// that year.
fn plan_overload(rules: &IntegrityRules, account: AccountView<'_>, due: Day) -> Option<Overload> {
    let january = Period::Year.first_month(due);
    let december = january.offset(MONTHS - 1);
    let of_year = account.plans().iter().filter(|it| (january..=december).contains(&it.month()));
    let plan: Total = of_year.map(|it| it.amount().to_total()).fold(Total::ZERO, Total::plus);
    let first = account.sales().first_active_day()?.month();
    let before = |month: &Month| Some(month.offset(-1));
    let ends = std::iter::successors(before(&january), before).take_while(|end| *end >= first);
    let year = |end: Month| {
        let window = Window::inclusive(end.offset(1 - MONTHS).first_day(), end.last_day());
        account.sales().net(window)
    };
    let best = ends.take(MOST_MONTHS).map(year).max()?;
    let share = Quotient::try_new(plan.minor(), best.minor())?;
    (share > rules.plan_share).then_some(Overload::Plan { plan, best })
}

const MONTHS: i32 = 12;

/// Months of sales that are searched for the best year: a hundred years.
const MOST_MONTHS: usize = 1_200;

use std::collections::BTreeSet;

use super::{LoyaltyReading, OwnRhythm, Weights};
use crate::account::AccountView;
use crate::calendar::{AsOf, MonthsBack};
use crate::context::Context;
use crate::customer::Attitude;
use crate::lapse::{Gap, LapsePolicy, OwnDays, Prior, Rhythm};
use crate::measure::{Ratio, proven};
use crate::money::{Amount, Total};
use crate::receivable::{OpenBalance, RecordedInvoice, SmallChange};
use crate::segment::attitude::AttitudePolicyDraft;
use crate::timeline::IndexedTimeline;
use crate::trade::{Breach, BreachKind};
use crate::valid::{Draft, Valid, Violations, words};

/// Months that regularity looks back over, that of the day included.
const MONTHS: usize = 12;

words! {
    /// The way in which regularity is counted.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum RegularityMethod {
        /// Days in the customer's [`OwnRhythm`] by days of a year.
        #[default]
        OwnRhythm = "own_rhythm",
        /// Months with an order day by months: the month of the date and the eleven before, cut at
        /// the month of the customer's start.
        Months = "months",
    }
}

/// Plain form of [`LoyaltyPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LoyaltyPolicyDraft {
    /// The weights of the components.
    pub weights: Weights,
    /// Points of a switcher's attitude; loyal and early adopter have 100, disloyal none.
    pub switcher_points: u8,
    /// The score from which a customer is loyal, in points of 100.
    pub loyal_from: u8,
    /// The share of the weight below which there is no score.
    pub least_coverage: Ratio,
    /// The way in which regularity is counted.
    pub regularity: RegularityMethod,
    /// Months below which a customer has no regularity, where that is counted by months.
    pub fewest_months: u8,
    /// The rules of the customer's own rhythm, where regularity is counted by it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::valid::is_default"))]
    pub own_rhythm: OwnRhythm,
    /// Days of invoices due, and of breaches, that count.
    pub window_days: u16,
    /// The kinds of breaches of which an upheld one makes disloyal, all by default. One that reads
    /// price dumping is a rule about resale prices:
    /// [`Policy::competition_findings`](crate::policy::Policy::competition_findings) tells it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BreachKind::are_all"))]
    pub breaches: BTreeSet<BreachKind>,
    /// The policy of the observed attitude. With it the observed attitude counts where there is
    /// one, without it the declared one.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub observed: Option<AttitudePolicyDraft>,
}

impl Default for LoyaltyPolicyDraft {
    fn default() -> Self {
        Self {
            weights: Weights::default(),
            switcher_points: 50,
            loyal_from: 60,
            least_coverage: Ratio::from_percent(50),
            regularity: RegularityMethod::default(),
            fewest_months: 3,
            own_rhythm: OwnRhythm::default(),
            window_days: 365,
            breaches: BreachKind::all(),
            observed: None,
        }
    }
}

impl Draft for LoyaltyPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.weights.all() == 0 {
            found.add("weights", "must not all be 0".to_owned());
        }
        for (field, points) in
            [("switcher_points", self.switcher_points), ("loyal_from", self.loyal_from)]
        {
            found.at_most(field, 100, points);
        }
        if self.least_coverage > Ratio::ONE || self.least_coverage == Ratio::ZERO {
            let problem = format!("must lie above 0% and up to 100%, was {}", self.least_coverage);
            found.add("least_coverage", problem);
        }
        if !(1..=12).contains(&self.fewest_months) {
            found.add("fewest_months", format!("must lie in 1..=12, was {}", self.fewest_months));
        }
        found.at_least("window_days", 1, self.window_days);
        found.within("own_rhythm", |found| self.own_rhythm.check(found));
        if let Some(observed) = &self.observed {
            found.within("observed", |found| observed.check(found));
        }
    }
}

/// The judgement of loyalty.
///
/// # Rule
///
/// > S13: weighted mean of the components that can be computed, weights renormalised over those,
/// > coverage reported; fewer than half the weight: not applicable. Regularity: the share of the
/// > days of a year in the [`OwnRhythm`] of the customer; by policy months with an order day by
/// > months, over the month of `t` and the 11 before, cut at the month of the customer's start,
/// > absent with fewer than 3.
/// > Payment: 1 − overdue by the invoices due in a year, floor 0, absent when nothing fell due;
/// > small change has no say.
/// > Attitude: as declared, by policy as observed, absent when unknown. An upheld breach within a
/// > year, of whatever kind, makes the customer disloyal whatever the score.
#[doc(alias = "忠诚度分类")]
pub type LoyaltyPolicy = Valid<LoyaltyPolicyDraft>;

impl LoyaltyPolicy {
    /// Reads the components of an account. Without the prior of a book in the context, the usual
    /// gap of a customer with few order days is that of the loss rule by default; small change is
    /// that of the debt rule by default.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::context::Context;
    /// use guanxi::customer::Attitude;
    /// use guanxi::segment::LoyaltyPolicy;
    ///
    /// # use guanxi::trade::Sale;
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2025-02-01".parse()?, "CNY 5".parse()?))?;
    /// account.state_attitude(Some(Attitude::Loyal));
    /// let context = Context::on("2026-01-31".parse()?);
    /// let reading = LoyaltyPolicy::default().read(account.view(), &context);
    /// assert_eq!(reading.score().map(|it| it.to_string()).as_deref(), Some("33.333333"));
    /// assert_eq!(reading.is_loyal(), Some(false), "faithful words, one order");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(&self, account: AccountView<'_>, context: &Context) -> LoyaltyReading {
        let (months, t) = (context.months(), context.as_of());
        let (of_invoice, mut fell_due) = (self.fell_due(t), Total::ZERO);
        let mut balance = OpenBalance::default();
        let receivables = account.receivables().with_small_change(SmallChange::default());
        balance.settle(receivables, t, |invoice| {
            fell_due = fell_due.plus(of_invoice(invoice));
        });
        let sales = account.sales().up_to(t.day()).indexed(months.day_index());
        let usual_gap = |rhythm| {
            let by_default = || Prior::fallback(&LapsePolicy::default());
            context.prior().copied().unwrap_or_else(by_default).usual_gap(rhythm)
        };
        let own_days = context.own_days(account);
        self.read_from(account, &balance, (context, &own_days), &sales, (fell_due, usual_gap))
    }

    /// The part of an invoice or instalment that fell due within the year: all of it or nothing.
    #[inline]
    pub(crate) fn fell_due(&self, t: AsOf) -> impl Fn(&RecordedInvoice) -> Amount + use<> {
        let window = t.last_days(self.window_days);
        move |it| {
            let counts = t.sees(it.issued()) && window.contains(it.due());
            if counts { it.amount() } else { Amount::ZERO }
        }
    }

    /// Reads the components from the purchases by the end of each month, the sum of what
    /// [fell due](Self::fell_due), and the usual gap of a rhythm.
    #[inline]
    pub(crate) fn read_from(
        &self,
        account: AccountView<'_>,
        balance: &OpenBalance,
        (context, own_days): (&Context, &OwnDays<'_>),
        sales: &IndexedTimeline<'_>,
        (fell_due, usual_gap): (Total, impl FnOnce(Rhythm) -> Gap),
    ) -> LoyaltyReading {
        let t = context.as_of();
        let window = t.last_days(self.window_days);
        let (own_rhythm, (months, months_with_order)) = match self.regularity {
            RegularityMethod::OwnRhythm => {
                (self.own_rhythm.count(account, (context.as_of(), own_days), usual_gap), (0, 0))
            }
            RegularityMethod::Months => (None, self.months(account, context.months(), sales)),
        };
        let attitude = self.attitude(account, t);
        let is_counted = |it: &Breach| it.upheld && self.breaches.contains(&it.kind);
        let upheld = |it: &&Breach| window.contains(it.date) && is_counted(it);
        LoyaltyReading {
            months,
            months_with_order,
            own_rhythm,
            fell_due,
            overdue: balance.ageing.overdue().minus(balance.overdue_small_change),
            attitude,
            attitude_points: attitude.map(|attitude| self.points(attitude)),
            knocked_out: account.breaches().iter().rev().find(upheld).map(|breach| breach.date),
            weights: self.weights,
            loyal_from: self.loyal_from,
            least_coverage: self.least_coverage,
        }
    }

    /// The months that count and those of them with an order day; none where they are too few.
    fn months(
        &self,
        account: AccountView<'_>,
        months_back: &MonthsBack,
        sales: &IndexedTimeline<'_>,
    ) -> (u32, u32) {
        let (months, with_order) = months_with_order(account, months_back, sales);
        let is_old_enough = months >= u32::from(self.fewest_months);
        if is_old_enough { (months, with_order) } else { (0, 0) }
    }

    /// The attitude that counts. New products play no part: early adopters are loyal.
    #[inline]
    fn attitude(&self, account: AccountView<'_>, t: AsOf) -> Option<Attitude> {
        let observed =
            self.observed.as_ref().and_then(|it| it.read(account, &[], t).observed().ok());
        observed.or(account.attitude())
    }

    fn points(&self, attitude: Attitude) -> u8 {
        match attitude {
            Attitude::Loyal | Attitude::EarlyAdopter => 100,
            Attitude::Switcher => self.switcher_points,
            Attitude::NotLoyal => 0,
        }
    }
}

/// The months that count and those of them with an order day.
#[inline]
fn months_with_order(
    account: AccountView<'_>,
    months_back: &MonthsBack,
    sales: &IndexedTimeline<'_>,
) -> (u32, u32) {
    let start = account.buys_since(months_back.as_of());
    let Some(back) = start.and_then(|start| months_back.back_to(start)) else {
        return (0, 0);
    };
    let since_start = proven!(back.checked_add(1), else MONTHS, "an index of seventeen months");
    let months = since_start.min(MONTHS);
    let counted = proven!(u32::try_from(months).ok(), else 0, "at most twelve");
    (counted, sales.active_months(months))
}

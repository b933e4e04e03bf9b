use std::collections::BTreeSet;

use super::decline::DeclineRules;
use super::frequency::{FrequencyRules, RecentAndBaseline};
use super::period_arms::{PeriodArms, PeriodRules};
use super::progress_reading::ProgressReading;
use super::usual_order::UsualOrderRules;
use crate::account::{AccountView, Feeds};
use crate::calendar::{AsOf, Day, FiscalYear, Period, Window, WorkCalendarDraft};
use crate::context::{Context, Pace, PurchaseFigures};
use crate::lapse::SeasonRules;
use crate::measure::Ratio;
use crate::valid::{Draft, Valid, Violations};
use crate::warning::{
    Arm, Arms, Finding, Level, Levels, Outcome, Reading, Rule, Verdict, arm_unless_off, check_off,
    unless_off,
};

/// When sales progress is a warning, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ProgressPolicyDraft {
    /// The period that is counted to date; the expense rule counts the same. It is not read where
    /// [`fiscal_year`](Self::fiscal_year) states first days: these are the periods then.
    pub period: Period,
    /// The year by which periods are cut: that of the calendar by default.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::valid::is_default"))]
    pub fiscal_year: FiscalYear,
    /// The days that are worked; every day by default.
    pub calendar: WorkCalendarDraft,
    /// The rules that find the season of a customer. With the calendar they decide its own days,
    /// for every rule. A policy file says `"none"` where no customer has one; one
    /// that leaves the field out has the default.
    #[cfg_attr(
        feature = "serde",
        serde(with = "crate::valid::or_none", skip_serializing_if = "are_usual")
    )]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<SeasonRules>"))]
    pub season: Option<SeasonRules>,
    /// The share of the period that must have elapsed before it is judged.
    pub least_elapsed: Ratio,
    /// Purchases by plan: raised strictly below.
    pub plan: Levels<Ratio>,
    /// Purchases by those of the same period last year: raised strictly below.
    pub last_year: Levels<Ratio>,
    /// The least order days in the same period last year; with fewer the arm is silent.
    pub fewest_base_days: u16,
    /// The shortfall that is no objection of the arms of plan and last year, one usual order; where
    /// there is none every shortfall counts.
    #[cfg_attr(
        feature = "serde",
        serde(with = "crate::valid::or_none", skip_serializing_if = "are_usual")
    )]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<UsualOrderRules>"))]
    pub usual_order: Option<UsualOrderRules>,
    /// The rules of the frequency arm.
    pub frequency: FrequencyRules,
    /// Decline beyond the market and the customer's own noise; not judged unless it is stated.
    pub decline: Option<DeclineRules>,
    /// The arms that this policy leaves out. They are *not judged*, and a rule without arms says
    /// nothing.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeSet::is_empty"))]
    pub off: BTreeSet<Arm>,
}

impl Default for ProgressPolicyDraft {
    fn default() -> Self {
        let percent = Ratio::from_percent;
        Self {
            period: Period::Quarter,
            fiscal_year: FiscalYear::default(),
            calendar: WorkCalendarDraft::default(),
            season: Some(SeasonRules::default()),
            least_elapsed: percent(25),
            plan: Levels { watch: percent(95), warning: percent(85), critical: percent(70) },
            last_year: Levels { watch: percent(80), warning: percent(60), critical: percent(40) },
            fewest_base_days: 3,
            usual_order: Some(UsualOrderRules::default()),
            frequency: FrequencyRules::default(),
            decline: None,
            off: BTreeSet::new(),
        }
    }
}

/// Tests whether rules are the default, which need not be written.
#[cfg(feature = "serde")]
#[expect(clippy::ref_option, reason = "serde gives the field by reference")]
fn are_usual<T: Default + PartialEq>(rules: &Option<T>) -> bool {
    *rules == Some(T::default())
}

impl Draft for ProgressPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("fiscal_year", |found| self.fiscal_year.check(found));
        found.within("calendar", |found| self.calendar.check(found));
        if let Some(season) = self.season {
            found.within("season", |found| season.check(found));
        }
        found.at_most("least_elapsed", Ratio::ONE, self.least_elapsed);
        self.plan.check_falling("plan", found);
        self.last_year.check_falling("last_year", found);
        if let Some(usual_order) = &self.usual_order {
            found.within("usual_order", |found| usual_order.check(found));
        }
        found.within("frequency", |found| self.frequency.check(found));
        if let Some(decline) = &self.decline {
            found.within("decline", |found| decline.check(found));
        }
        check_off(&self.off, Rule::Progress, found);
    }
}

/// The policy of the sales progress warning.
///
/// # Rule
///
/// > S21.2: purchases behind plan, behind the same period last year, or purchase frequency falling;
/// > by
/// > a policy that states it, a decline beyond the market and the customer's own noise.
#[doc(alias = "销售进度预警")]
pub type ProgressPolicy = Valid<ProgressPolicyDraft>;

impl ProgressPolicy {
    /// The context of a day, without the figures of a book, with the period and the days that this
    /// policy goes by.
    ///
    /// ```
    /// # use guanxi::warning::ProgressPolicy;
    /// let context = ProgressPolicy::default().context("2026-05-10".parse()?);
    /// assert_eq!(context.pace().to_date().days(), 40);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn context(&self, t: AsOf) -> Context {
        self.context_with_days(t, &[])
    }

    /// The context with an index of more days, at whose end every customer is looked at.
    pub(crate) fn context_with_days(&self, t: AsOf, more: &[Day]) -> Context {
        let recent = t.last_days(self.frequency.recent_days).after;
        let own = [recent, self.frequency.baseline_after(recent)];
        let days = [&own, more].concat();
        let context =
            Context::with_days(t, (self.period, &self.fiscal_year), &self.calendar, &days);
        context.with_seasons(self.season)
    }

    /// Reads the purchases against plan, last year, the customer's own frequency, and the market.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::trade::{Plan, Sale};
    /// use guanxi::warning::{Level, Outcome, ProgressPolicy, Reading};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Plan::new("2026-04".parse()?, "CNY 100".parse()?))?;
    /// account.record(Sale::new("S1".parse()?, "2026-04-02".parse()?, "CNY 84.99".parse()?))?;
    /// let policy = ProgressPolicy::default();
    /// let reading = policy.read(account.view(), &policy.context("2026-04-30".parse()?));
    /// assert_eq!(reading.outcome(), Outcome::Breach(Level::Warning));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(&self, account: AccountView<'_>, context: &Context) -> ProgressReading {
        let pace = context.pace();
        let own_days = context.own_days(account);
        let sales = pace.sales(account);
        self.read_from(account, context, pace.purchases(account, &sales, &own_days))
    }

    /// Reads from purchases that have been looked up already.
    #[inline]
    pub(crate) fn read_from(
        &self,
        account: AccountView<'_>,
        context: &Context,
        purchases: PurchaseFigures<'_>,
    ) -> ProgressReading {
        let feed = Self::has_feed(account, context);
        let periods = PeriodArms::read(self.period_rules(true), account, context, purchases, feed);
        let orders = RecentAndBaseline::read(&self.frequency, account, context, purchases);
        let (chance, frequency) = self.frequency.judge(orders, orders.lack(context, feed));
        let decline = self.decline.as_ref().map(|policy| policy.read(account, context));
        let (decline, decline_finding) = match decline {
            None => (None, None),
            Some(Ok((reading, finding))) => (Some(reading), Some(finding)),
            Some(Err(reason)) => (None, Some(Finding::NotJudged(reason))),
        };
        let is_on = |arm| !self.off.contains(&arm);
        let arm = |arm, finding| arm_unless_off(&self.off, arm, finding);
        let usual = [
            arm(Arm::Plan, periods.plan),
            arm(Arm::LastYear, periods.last_year),
            arm(Arm::Frequency, frequency),
        ];
        ProgressReading {
            currency: account.currency(),
            bought: purchases.to_date,
            planned: purchases.planned,
            bought_last_year: periods.to_date.bought_last_year,
            order_days_last_year: periods.to_date.order_days_last_year,
            last_year: context.pace().last_year(),
            last_complete: periods.last_complete,
            usual_order: periods.usual_order,
            recent: orders.recent,
            baseline: orders.baseline,
            recent_days: orders.recent_days,
            baseline_days: orders.baseline_days,
            recent_order_days: orders.recent_order_days,
            baseline_order_days: orders.baseline_order_days,
            chance: chance.filter(|_| is_on(Arm::Frequency)),
            decline: decline.filter(|_| is_on(Arm::Decline)),
            to_date: periods.to_date,
            is_plan_spared: periods.is_plan_spared,
            is_last_year_spared: periods.is_last_year_spared,
            watch_below: self.plan.watch,
            feed,
            arms: match (usual, decline_finding) {
                (usual, None) => Arms::Usual(usual),
                ([plan, last_year, frequency], Some(finding)) => {
                    Arms::All([plan, last_year, frequency, arm(Arm::Decline, finding)])
                }
            },
        }
    }

    /// The outcome alone. A chance and a customer's own noise take longer than percentages, so they
    /// are left out where the percentages say the gravest already.
    #[inline]
    pub(crate) fn outcome_from(
        &self,
        account: AccountView<'_>,
        context: &Context,
        purchases: PurchaseFigures<'_>,
    ) -> Outcome {
        if !Self::has_feed(account, context) {
            return Outcome::NoData;
        }
        let rules = self.period_rules(false);
        let periods = PeriodArms::read(rules, account, context, purchases, true);
        let outcome = periods.plan.outcome().joined(periods.last_year.outcome());
        if outcome == Outcome::Breach(Level::Critical) {
            return outcome;
        }
        let orders = RecentAndBaseline::read(&self.frequency, account, context, purchases);
        let (_, frequency) = self.frequency.judge(orders, orders.lack(context, true));
        let frequency = unless_off(&self.off, Arm::Frequency, frequency);
        let outcome = outcome.joined(frequency.outcome());
        let decline = match self.decline.as_ref().map(|policy| policy.read(account, context)) {
            Some(Ok((_, decline))) => decline,
            Some(Err(reason)) => Finding::NotJudged(reason),
            None => return outcome,
        };
        outcome.joined(unless_off(&self.off, Arm::Decline, decline).outcome())
    }

    /// Judges the sales progress of a customer, with evidence.
    pub fn judge(&self, account: AccountView<'_>, context: &Context) -> Verdict {
        self.read(account, context).verdict()
    }

    pub(super) fn period_rules(&self, is_told: bool) -> PeriodRules<'_> {
        let ProgressPolicyDraft { least_elapsed, fewest_base_days, usual_order, .. } = **self;
        let (plan, last_year, off) = (&self.plan, &self.last_year, &self.off);
        PeriodRules { least_elapsed, plan, last_year, fewest_base_days, usual_order, off, is_told }
    }

    fn has_feed(account: AccountView<'_>, context: &Context) -> bool {
        Feeds::began(account.feeds().sales_from, context.as_of())
    }

    /// The first day by which this share of the period in which `t` lies has elapsed, in working
    /// days; that day itself where its period is not stated.
    pub(crate) fn elapses(&self, share: Ratio, t: AsOf) -> Day {
        let whole = self.fiscal_year.period_on(self.period, t.day());
        let Some(Window { after: mut early, until: mut by }) = whole else { return t.day() };
        while by.days_since(early) > 1 {
            let middle = early.offset(by.days_since(early) / 2);
            let (t, year) = (AsOf::new(middle), &self.fiscal_year);
            let pace = Pace::in_fiscal_year(t, self.period, year, &self.calendar);
            if pace.has_elapsed(share) {
                by = middle;
            } else {
                early = middle;
            }
        }
        by
    }
}

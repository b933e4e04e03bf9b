use super::decline::DeclineRules;
use super::frequency::{FrequencyRules, RecentAndBaseline};
use super::progress_reading::ProgressReading;
use crate::account::{AccountView, Feeds};
use crate::calendar::{AsOf, Day, Period, WorkCalendarDraft};
use crate::context::{Context, Pace, PurchaseFigures};
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::measure::Ratio;
use crate::money::Total;
use crate::valid::{Draft, Valid, Violations};
use crate::warning::{Arm, Arms, Finding, Level, Levels, Outcome, Reading, Verdict};

/// When sales progress is a warning, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct ProgressPolicyDraft {
    /// The period that is counted to date; the expense rule counts the same.
    pub period: Period,
    /// The days that are worked; every day by default.
    pub calendar: WorkCalendarDraft,
    /// The share of the period that must have elapsed before it is judged.
    pub least_elapsed: Ratio,
    /// Purchases by plan: raised strictly below.
    pub plan: Levels<Ratio>,
    /// Purchases by those of the same period last year: raised strictly below.
    pub last_year: Levels<Ratio>,
    /// The least order days in the same period last year; with fewer the arm is silent.
    pub fewest_base_days: u16,
    /// The rules of the frequency arm.
    pub frequency: FrequencyRules,
    /// Decline beyond the market and the customer's own noise; not judged unless it is stated.
    pub decline: Option<DeclineRules>,
}

impl Default for ProgressPolicyDraft {
    fn default() -> Self {
        let percent = Ratio::from_percent;
        Self {
            period: Period::Quarter,
            calendar: WorkCalendarDraft::default(),
            least_elapsed: percent(25),
            plan: Levels { watch: percent(95), warning: percent(85), critical: percent(70) },
            last_year: Levels { watch: percent(80), warning: percent(60), critical: percent(40) },
            fewest_base_days: 3,
            frequency: FrequencyRules::default(),
            decline: None,
        }
    }
}

impl Draft for ProgressPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("calendar", |found| self.calendar.check(found));
        found.at_most("least_elapsed", Ratio::ONE, self.least_elapsed);
        self.plan.check_falling("plan", found);
        self.last_year.check_falling("last_year", found);
        found.within("frequency", |found| self.frequency.check(found));
        if let Some(decline) = &self.decline {
            found.within("decline", |found| decline.check(found));
        }
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
        Context::with_days(t, self.period, &self.calendar, &[&own, more].concat())
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
        self.read_from(account, context, pace.purchases(account, &pace.sales(account)))
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
        let silent = self.silent(context, feed);
        let last_year = LastYear::read(context, purchases);
        let orders = RecentAndBaseline::read(&self.frequency, account, context, purchases);
        let (chance, frequency) = self.frequency.judge(orders, orders.lack(context, feed));
        let decline = self.decline.as_ref().map(|policy| policy.read(account, context));
        let (decline, decline_finding) = match decline {
            None => (None, None),
            Some(Ok((reading, finding))) => (Some(reading), Some(finding)),
            Some(Err(reason)) => (None, Some(Finding::NotJudged(reason))),
        };
        let usual = [
            Arm::Plan.with(self.plan_arm(purchases, silent)),
            Arm::LastYear.with(self.last_year_arm(purchases, last_year, silent)),
            Arm::Frequency.with(frequency),
        ];
        ProgressReading {
            currency: account.currency(),
            bought: purchases.to_date,
            planned: purchases.planned,
            bought_last_year: last_year.bought,
            order_days_last_year: last_year.order_days,
            last_year: context.pace().last_year(),
            recent: orders.recent,
            baseline: orders.baseline,
            recent_order_days: orders.recent_order_days,
            baseline_order_days: orders.baseline_order_days,
            chance,
            decline,
            watch_below: self.plan.watch,
            feed,
            arms: match (usual, decline_finding) {
                (usual, None) => Arms::Usual(usual),
                ([plan, last_year, frequency], Some(finding)) => {
                    Arms::All([plan, last_year, frequency, Arm::Decline.with(finding)])
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
        let silent = self.silent(context, true);
        let last_year = LastYear::read(context, purchases);
        let plan = self.plan_arm(purchases, silent).outcome();
        let outcome = plan.joined(self.last_year_arm(purchases, last_year, silent).outcome());
        if outcome == Outcome::Breach(Level::Critical) {
            return outcome;
        }
        let orders = RecentAndBaseline::read(&self.frequency, account, context, purchases);
        let (_, frequency) = self.frequency.judge(orders, orders.lack(context, true));
        let outcome = outcome.joined(frequency.outcome());
        match self.decline.as_ref().map(|policy| policy.read(account, context)) {
            Some(Ok((_, decline))) => outcome.joined(decline.outcome()),
            Some(Err(reason)) => outcome.joined(Finding::NotJudged(reason).outcome()),
            None => outcome,
        }
    }

    /// Judges the sales progress of a customer, with evidence.
    pub fn judge(&self, account: AccountView<'_>, context: &Context) -> Verdict {
        self.read(account, context).verdict()
    }

    fn has_feed(account: AccountView<'_>, context: &Context) -> bool {
        Feeds::began(account.feeds().sales_from, context.as_of())
    }

    /// The first day by which this share of the period in which `t` lies has elapsed, in working
    /// days.
    pub(crate) fn elapses(&self, share: Ratio, t: AsOf) -> Day {
        let first = self.period.first_month(t.day()).first_day();
        let (mut early, mut by) = (first.offset(-1), self.period.last_day(t.day()));
        while by.days_since(early) > 1 {
            let middle = early.offset(by.days_since(early) / 2);
            if Pace::new(AsOf::new(middle), self.period, &self.calendar).has_elapsed(share) {
                by = middle;
            } else {
                early = middle;
            }
        }
        by
    }

    /// The reasons for which nothing is compared with plan or last year, whoever the customer is.
    #[inline]
    fn silent(&self, context: &Context, feed: bool) -> Silent {
        let early = !context.pace().has_elapsed(self.least_elapsed);
        let no_feed = if feed { None } else { Some(NotJudged::NoSalesFeed) };
        let known = Silent { to_date: no_feed, last_year: no_feed, early };
        if context.needs().is_sure() { known } else { known.where_unknown(context) }
    }

    #[inline]
    fn plan_arm(&self, purchases: PurchaseFigures<'_>, silent: Silent) -> Finding {
        let (bought, planned) = (purchases.to_date.minor(), purchases.planned.minor());
        if let Some(reason) = silent.to_date {
            Finding::NotJudged(reason)
        } else if planned <= 0 {
            Finding::NotJudged(NotJudged::NothingPlanned)
        } else if silent.early {
            Finding::NotJudged(NotJudged::TooEarly)
        } else {
            Finding::from_level(self.plan.highest_missed(bought, planned))
        }
    }

    #[inline]
    fn last_year_arm(
        &self,
        purchases: PurchaseFigures<'_>,
        last_year: LastYear,
        silent: Silent,
    ) -> Finding {
        let (bought, base) = (purchases.to_date.minor(), last_year.bought.minor());
        if let Some(reason) = silent.last_year {
            Finding::NotJudged(reason)
        } else if silent.early {
            Finding::NotJudged(NotJudged::TooEarly)
        } else if last_year.order_days < u32::from(self.fewest_base_days) {
            Finding::NotJudged(NotJudged::ThinBase)
        } else if base <= 0 {
            Finding::NotJudged(NotJudged::EmptyBase)
        } else {
            Finding::from_level(self.last_year.highest_missed(bought, base))
        }
    }
}

/// The reasons for which the arms of a period are silent.
#[derive(Debug, Clone, Copy)]
struct Silent {
    /// Purchases to date are not known.
    to_date: Option<NotJudged>,
    /// Purchases to date, or those of last year, are not known.
    last_year: Option<NotJudged>,
    /// Too little of the period has elapsed.
    early: bool,
}

impl Silent {
    #[cold]
    fn where_unknown(self, context: &Context) -> Self {
        let (needs, pace) = (context.needs(), context.pace());
        let to_date = self
            .to_date
            .or_else(|| needs.feed_in(Feed::Sales, pace.to_date()))
            .or_else(|| needs.calendar());
        let last_year = to_date.or_else(|| needs.feed_in(Feed::Sales, pace.last_year()));
        Self { to_date, last_year, ..self }
    }
}

/// Purchases of the same period to date last year.
#[derive(Debug, Clone, Copy)]
struct LastYear {
    bought: Total,
    order_days: u32,
}

impl LastYear {
    #[inline]
    fn read(context: &Context, purchases: PurchaseFigures<'_>) -> Self {
        let window = context.pace().indexed_last_year();
        let (start, end) = (purchases.sales.at(window.after), purchases.sales.at(window.until));
        Self { bought: end.since(start), order_days: end.days_since(start) }
    }
}

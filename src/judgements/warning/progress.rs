use super::{
    Arm, ArmFinding, Bought, DeclineDraft, DeclineReading, Detail, Finding, FrequencyDraft, Level,
    Levels, Pace, Reading, Rule, Verdict,
};
use crate::account::{AccountView, Feeds};
use crate::calendar::{AsOf, Day, Period, Window, WorkCalendarDraft};
use crate::evidence::{Figure, NotJudged, Value};
use crate::lapse::Market;
use crate::measure::{Probability, Quotient, Ratio};
use crate::money::{Currency, Total};
use crate::valid::{Draft, Valid, Violations};

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
    /// Before this share of the period has elapsed nothing is said of it.
    pub least_elapsed: Ratio,
    /// Purchases by plan: raised strictly below.
    pub plan: Levels<Ratio>,
    /// Purchases by those of the same period last year: raised strictly below.
    pub last_year: Levels<Ratio>,
    /// Fewer order days in the same period last year make no base.
    pub fewest_base_days: u16,
    /// Order frequency.
    pub frequency: FrequencyDraft,
    /// Decline beyond the market and the customer's own noise; not judged unless it is stated.
    pub decline: Option<DeclineDraft>,
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
            frequency: FrequencyDraft::default(),
            decline: None,
        }
    }
}

impl Draft for ProgressPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("calendar", |found| self.calendar.check(found));
        if self.least_elapsed > Ratio::ONE {
            let problem = format!("must not exceed 100%, was {}", self.least_elapsed);
            found.add("least_elapsed", problem);
        }
        self.plan.check_falling("plan", found);
        self.last_year.check_falling("last_year", found);
        found.within("frequency", |found| self.frequency.check(found));
        if let Some(decline) = &self.decline {
            found.within("decline", |found| decline.check(found));
        }
    }
}

/// When sales progress is a warning.
///
/// # Rule
///
/// > S21.2: purchases behind plan, behind the same period last year, or purchase frequency falling; by
/// > a policy that states it, a decline beyond the market and the customer's own noise.
#[doc(alias = "销售进度预警")]
pub type ProgressPolicy = Valid<ProgressPolicyDraft>;

impl ProgressPolicy {
    /// How far the period has come by `t`: worked out once for all customers.
    ///
    /// ```
    /// # use guanxi::warning::ProgressPolicy;
    /// let pace = ProgressPolicy::default().pace("2026-05-10".parse()?);
    /// assert_eq!(pace.to_date().days(), 40);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pace(&self, t: AsOf) -> Pace {
        self.pace_marking(t, &[])
    }

    /// The same, ready to look at every customer at the end of more days as well.
    pub(crate) fn pace_marking(&self, t: AsOf, more: &[Day]) -> Pace {
        let recent = t.last_days(self.frequency.recent_days).after;
        let own = [recent, self.frequency.baseline_after(recent)];
        Pace::marking(t, self.period, &self.calendar, &[&own, more].concat())
    }

    /// Reads what the customer bought against plan, last year and its own frequency.
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
    /// let reading = policy.read(account.view(), &policy.pace("2026-04-30".parse()?));
    /// assert_eq!(reading.outcome(), Outcome::Breach(Level::Warning));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn read(&self, account: AccountView<'_>, pace: &Pace) -> ProgressReading {
        self.read_alone(account, pace, None)
    }

    /// The same, given the market if it is known.
    #[inline]
    pub(super) fn read_alone(
        &self,
        account: AccountView<'_>,
        pace: &Pace,
        market: Option<&Market>,
    ) -> ProgressReading {
        let sales = pace.sales(account);
        let bought = pace.bought(account, &sales);
        self.read_given(account, pace, bought, market, Detail::Evidence)
    }

    /// The same, given what was bought by the days that all rules look at, and the market if it is known.
    #[inline(always)]
    pub(crate) fn read_given(
        &self,
        account: AccountView<'_>,
        pace: &Pace,
        purchases: Bought<'_>,
        market: Option<&Market>,
        asked: Detail,
    ) -> ProgressReading {
        let t = pace.as_of();
        let feed = Feeds::began(account.feeds().sales_from, t);
        let recent = t.last_days(self.frequency.recent_days);
        let baseline = self.frequency.baseline_before(recent, account, t);
        let (day, last_year) = pace.looked_at();
        let Bought { sales, to_date: bought, planned } = purchases;
        let today = sales.at(day);
        let (year_ago, year_ago_start) = (sales.at(last_year.until), sales.at(last_year.after));
        let by = |day| sales.at(pace.day_index().indexed(day));
        let (recent_start, baseline_start) = (by(recent.after), by(baseline.after));
        let mut reading = ProgressReading {
            currency: account.currency(),
            bought,
            planned,
            bought_last_year: year_ago.since(year_ago_start),
            order_days_last_year: year_ago.days_since(year_ago_start),
            recent,
            baseline,
            recent_order_days: today.days_since(recent_start),
            baseline_order_days: recent_start.days_since(baseline_start),
            chance: None,
            watch_below: self.plan.watch,
            feed,
            decline: None,
            arms: [(Arm::Plan, Finding::NotJudged(NotJudged::NoSalesFeed)); 4],
            judges_decline: self.decline.is_some(),
        };
        let early = !pace.has_elapsed(self.least_elapsed);
        let (plan, last_year) =
            (self.plan_arm(&reading, early), self.last_year_arm(&reading, early));
        // A chance and a customer's own noise take longer than percentages.
        let (mut frequency, mut decline) = (Finding::Quiet, Finding::Quiet);
        if asked.needs(plan.outcome().max(last_year.outcome()), Level::Critical, || true) {
            frequency = self.frequency.arm(&mut reading);
            if let Some(policy) = &self.decline {
                (reading.decline, decline) = policy.read(account, t, market);
            }
        }
        reading.arms = [
            (Arm::Plan, plan),
            (Arm::LastYear, last_year),
            (Arm::Frequency, frequency),
            (Arm::Decline, decline),
        ];
        reading
    }

    /// The day on which so much of the period in which `t` lies has elapsed, in working days.
    pub(crate) fn elapses(&self, share: Ratio, t: AsOf) -> Day {
        let first = self.period.first_month(t.day()).first_day();
        let (mut early, mut by) = (first.offset(-1), self.period.last_day(t.day()));
        while by.days_since(early) > 1 {
            let middle = early.offset(by.days_since(early) / 2);
            if self.pace(AsOf::new(middle)).has_elapsed(share) {
                by = middle;
            } else {
                early = middle;
            }
        }
        by
    }

    /// Reads, and says it with evidence.
    ///
    /// ```
    /// # use guanxi::{account::Account, warning::ProgressPolicy};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let verdict = ProgressPolicy::default().judge(account.view(), "2026-02-05".parse()?);
    /// assert_eq!(verdict.to_string(), "no data: the book has no sale");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge(&self, account: AccountView<'_>, t: AsOf) -> Verdict {
        self.read(account, &self.pace(t)).verdict()
    }

    #[inline(always)]
    fn plan_arm(&self, reading: &ProgressReading, early: bool) -> Finding {
        let (bought, planned) = (reading.bought.minor(), reading.planned.minor());
        if !reading.feed {
            Finding::NotJudged(NotJudged::NoSalesFeed)
        } else if planned <= 0 {
            Finding::NotJudged(NotJudged::NothingPlanned)
        } else if early {
            Finding::NotJudged(NotJudged::TooEarly)
        } else {
            Finding::from_level(self.plan.highest(|ratio| ratio.is_missed_by(bought, planned)))
        }
    }

    #[inline(always)]
    fn last_year_arm(&self, reading: &ProgressReading, early: bool) -> Finding {
        let (bought, base) = (reading.bought.minor(), reading.bought_last_year.minor());
        if !reading.feed {
            Finding::NotJudged(NotJudged::NoSalesFeed)
        } else if early {
            Finding::NotJudged(NotJudged::TooEarly)
        } else if reading.order_days_last_year < u32::from(self.fewest_base_days) {
            Finding::NotJudged(NotJudged::ThinBase)
        } else if base <= 0 {
            Finding::NotJudged(NotJudged::EmptyBase)
        } else {
            Finding::from_level(self.last_year.highest(|ratio| ratio.is_missed_by(bought, base)))
        }
    }
}

/// What the sales progress rule has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgressReading {
    /// The currency of the amounts.
    pub currency: Currency,
    /// Net purchases of the period to date.
    pub bought: Total,
    /// Plan to date.
    pub planned: Total,
    /// Net purchases of the same period to date last year.
    pub bought_last_year: Total,
    /// Order days of the same period to date last year.
    pub order_days_last_year: u32,
    /// The recent window of the frequency arm.
    pub recent: Window,
    /// The baseline of the frequency arm, cut at the customer's start.
    pub baseline: Window,
    /// Order days in the recent window.
    pub recent_order_days: u32,
    /// Order days in the baseline.
    pub baseline_order_days: u32,
    /// The chance of so few recent order days when nothing has changed; worked out only when the
    /// rate has fallen far enough.
    pub chance: Option<Probability>,
    /// The latest complete month against the market, when the policy asks and it can be told.
    pub decline: Option<DeclineReading>,
    watch_below: Ratio,
    pub(super) feed: bool,
    arms: [ArmFinding; 4],
    judges_decline: bool,
}

impl ProgressReading {
    /// The smallest purchase that ends the objection of the plan arm; `None` when it does not
    /// object.
    ///
    /// ```
    /// # use guanxi::{account::Account, trade::{Plan, Sale}, warning::ProgressPolicy};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Plan::new("2026-04".parse()?, "CNY 100".parse()?))?;
    /// account.record(Sale::new("S1".parse()?, "2026-04-02".parse()?, "CNY 90".parse()?))?;
    /// let policy = ProgressPolicy::default();
    /// let reading = policy.read(account.view(), &policy.pace("2026-04-30".parse()?));
    /// assert_eq!(reading.purchase_to_clear().map(|total| total.minor()), Some(5_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn purchase_to_clear(&self) -> Option<Total> {
        let [(_, plan), ..] = self.arms;
        plan.level()?;
        let ratio = i128::from(self.watch_below.parts_per_million());
        let needed = self.planned.minor().checked_mul(ratio)?;
        let needed = needed.checked_add(999_999)?.checked_div(1_000_000)?;
        let needed = i64::try_from(needed).ok().map(crate::money::Amount::from_minor)?;
        Some(needed.to_total().minus(self.bought))
    }

    fn money(&self, total: Total) -> String {
        total.with_currency(self.currency).to_string()
    }

    fn share(&self, whole: Total) -> Option<Quotient> {
        Quotient::try_new(self.bought.minor(), whole.minor())
    }
}

impl Reading for ProgressReading {
    const RULE: Rule = Rule::Progress;

    fn arms(&self) -> &[ArmFinding] {
        let [usual @ .., _] = &self.arms;
        if self.judges_decline { &self.arms } else { usual }
    }

    fn has_feed(&self) -> bool {
        self.feed
    }

    fn clause(&self, arm: Arm) -> String {
        let bought = self.money(self.bought);
        let share =
            |whole| self.share(whole).map_or_else(String::new, |it| it.percent().to_string());
        if arm == Arm::Plan {
            let planned = self.money(self.planned);
            return format!("bought {bought}, {} of the {planned} planned", share(self.planned));
        }
        if arm == Arm::LastYear {
            let base = self.bought_last_year;
            let then = self.money(base);
            return format!("bought {bought}, {} of the {then} of a year before", share(base));
        }
        if let Some(decline) = self.decline.filter(|_| arm == Arm::Decline) {
            return decline.clause(self.currency);
        }
        let chance = match self.chance {
            Some(chance) => format!(", a chance of {} if nothing had changed", chance.spoken()),
            None => String::new(),
        };
        let days = if self.recent_order_days == 1 { "day" } else { "days" };
        format!(
            "{} order {days} in {} days after {} in the {} before{chance}",
            self.recent_order_days,
            self.recent.days(),
            self.baseline_order_days,
            self.baseline.days(),
        )
    }

    fn figures(&self) -> Vec<Figure> {
        let money = |total| Value::Money(total, self.currency);
        let mut figures = vec![
            Figure { label: "bought in the period", value: money(self.bought) },
            Figure { label: "plan to date", value: money(self.planned) },
            Figure { label: "bought a year before", value: money(self.bought_last_year) },
            Figure {
                label: "order days a year before",
                value: Value::Count(self.order_days_last_year),
            },
            Figure { label: "recent order days", value: Value::Count(self.recent_order_days) },
            Figure { label: "baseline order days", value: Value::Count(self.baseline_order_days) },
        ];
        let chance = self.chance.map(Value::Probability);
        figures.extend(chance.map(|value| Figure { label: "chance of so few", value }));
        figures.extend(self.decline.iter().flat_map(|it| it.figures(self.currency)));
        let to_clear = self.purchase_to_clear().map(money);
        figures.extend(to_clear.map(|value| Figure { label: "purchase to reach plan", value }));
        figures
    }
}

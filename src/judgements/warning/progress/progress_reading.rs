use super::decline::DeclineReading;
use super::period_progress::PeriodProgress;
use crate::calendar::Window;
use crate::context::WorkedDays;
use crate::evidence::{Figure, Value};
use crate::measure::{Probability, Quotient, Ratio, plural};
use crate::money::{Currency, Total};
use crate::warning::{Arm, ArmFinding, Arms, Reading, Rule};

/// The figures of the sales progress rule.
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
    /// The same period to date last year.
    pub last_year: Window,
    /// The last complete period, where it answers in place of the period to date, of which too
    /// little has elapsed.
    pub last_complete: Option<PeriodProgress>,
    /// One usual order of the customer; worked out only where plan or last year are behind by their
    /// ratios, and absent where it has too few order days.
    pub usual_order: Option<Total>,
    /// The recent window of the frequency arm.
    pub recent: Window,
    /// The baseline of the frequency arm, cut at the customer's start.
    pub baseline: Window,
    /// Own days of the customer in the recent window.
    pub recent_days: u32,
    /// Own days of the customer in the baseline.
    pub baseline_days: u32,
    /// Order days in the recent window.
    pub recent_order_days: u32,
    /// Order days in the baseline.
    pub baseline_order_days: u32,
    /// The chance of no more recent order days when nothing has changed; worked out only when the
    /// rate has fallen far enough.
    pub chance: Option<Probability>,
    /// The latest complete month against the market, when the policy asks and it can be measured.
    pub decline: Option<DeclineReading>,
    pub(super) to_date: PeriodProgress,
    pub(super) is_plan_spared: bool,
    pub(super) is_last_year_spared: bool,
    pub(super) watch_below: Ratio,
    pub(super) feed: bool,
    pub(super) arms: Arms<3, 4>,
}

impl ProgressReading {
    /// The smallest purchase that ends the objection of the plan arm: that which brings the share
    /// of the plan to the threshold, or the shortfall below one usual order. `None` when the arm
    /// does not object, and while the last complete period answers, to which no purchase is added.
    ///
    /// ```
    /// # use guanxi::{account::Account, trade::{Plan, Sale}, warning::ProgressPolicy};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Plan::new("2026-04".parse()?, "CNY 100".parse()?))?;
    /// account.record(Sale::new("S1".parse()?, "2026-04-02".parse()?, "CNY 90".parse()?))?;
    /// let policy = ProgressPolicy::default();
    /// let reading = policy.read(account.view(), &policy.context("2026-04-30".parse()?));
    /// assert_eq!(reading.purchase_to_clear().map(|total| total.minor()), Some(5_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn purchase_to_clear(&self) -> Option<Total> {
        self.finding(Arm::Plan)?.level()?;
        if self.last_complete.is_some() {
            return None;
        }
        let ratio = i128::from(self.watch_below.parts_per_million());
        let needed = self.planned.minor().checked_mul(ratio)?;
        let needed = needed.checked_add(999_999)?.checked_div(1_000_000)?;
        let needed = i64::try_from(needed).ok().map(crate::money::Amount::from_minor)?;
        let to_share = needed.to_total().minus(self.bought);
        let to_order = self.usual_order.map(|order| {
            let left = order.minus(Total::from_minor(1));
            self.planned.minus(self.bought).minus(left)
        });
        Some(to_order.map_or(to_share, |to_order| to_order.min(to_share)))
    }

    /// Purchases of the judged period by its plan, and by last year's per worked day.
    pub(crate) fn shares(&self) -> (Option<Quotient>, Option<Quotient>) {
        (self.judged().share_of_plan(), self.judged().share_of_last_year())
    }

    /// The period by which plan and last year are judged.
    fn judged(&self) -> &PeriodProgress {
        self.last_complete.as_ref().unwrap_or(&self.to_date)
    }

    fn plan_clause(&self) -> String {
        let judged = self.judged();
        let (bought, planned) = (self.money(judged.bought), self.money(judged.planned));
        let share = spoken(judged.share_of_plan());
        let period = self.last_complete_in_words();
        let spared = if self.is_plan_spared { self.usual_in_words("one") } else { String::new() };
        format!("bought {bought}, {share} of the {planned} planned{period}{spared}")
    }

    fn last_year_clause(&self) -> String {
        let judged = self.judged();
        let (bought, base) = (self.money(judged.bought), self.money(judged.bought_last_year));
        let share = spoken(judged.share_of_last_year());
        let days = judged.last_year;
        let period = self.last_complete_in_words();
        let worked = match judged.worked {
            WorkedDays { now, last_year } if now != last_year => {
                format!(" per worked day, {now} after {last_year}")
            }
            WorkedDays { .. } => String::new(),
        };
        let spared = if self.is_last_year_spared {
            self.usual_in_words("chance explains with a")
        } else {
            String::new()
        };
        format!(
            "bought {bought}{period}, {share} of the {base} bought from {} to {}{worked}{spared}",
            days.after.offset(1),
            days.until,
        )
    }

    fn last_complete_in_words(&self) -> String {
        self.last_complete.map_or_else(String::new, |it| {
            let (first, last) = (it.days.after.offset(1), it.days.until);
            format!(" from {first} to {last}, the last complete period")
        })
    }

    fn usual_in_words(&self, than: &str) -> String {
        let order = self.usual_order.map_or_else(String::new, |order| self.money(order));
        format!(", short by less than {than} usual order of {order}")
    }

    fn money(&self, total: Total) -> String {
        total.with_currency(self.currency).to_string()
    }
}

fn spoken(share: Option<Quotient>) -> String {
    share.map_or_else(String::new, |it| it.percent().to_string())
}

impl Reading for ProgressReading {
    const RULE: Rule = Rule::Progress;

    fn arms(&self) -> &[ArmFinding] {
        self.arms.as_slice()
    }

    fn has_feed(&self) -> bool {
        self.feed
    }

    fn clause(&self, arm: Arm) -> String {
        if arm == Arm::Plan {
            return self.plan_clause();
        }
        if arm == Arm::LastYear {
            return self.last_year_clause();
        }
        if let Some(decline) = self.decline.filter(|_| arm == Arm::Decline) {
            return decline.clause(self.currency);
        }
        let chance = match self.chance {
            Some(chance) => format!(", a chance of {} if nothing had changed", chance.spoken()),
            None => String::new(),
        };
        let days = plural(self.recent_order_days, "day", "days");
        format!(
            "{} order {days} in {} days after {} in the {} before{chance}",
            self.recent_order_days, self.recent_days, self.baseline_order_days, self.baseline_days,
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
        if let Some(last) = &self.last_complete {
            let (first, until) = (last.days.after.offset(1), last.days.until);
            let period = Value::Text(format!("{first} to {until}"));
            figures.extend([
                Figure { label: "last complete period", value: period },
                Figure { label: "bought in the last period", value: money(last.bought) },
                Figure { label: "plan of the last period", value: money(last.planned) },
                Figure {
                    label: "bought a year before the last period",
                    value: money(last.bought_last_year),
                },
            ]);
        }
        let WorkedDays { now, last_year } = self.judged().worked;
        if now != last_year {
            figures.extend([
                Figure { label: "worked days", value: Value::Count(now) },
                Figure { label: "worked days a year before", value: Value::Count(last_year) },
            ]);
        }
        let usual_order = self.usual_order.map(money);
        figures.extend(usual_order.map(|value| Figure { label: "usual order", value }));
        let to_clear = self.purchase_to_clear().map(money);
        figures.extend(to_clear.map(|value| Figure { label: "purchase to reach plan", value }));
        figures
    }
}

use super::decline::DeclineReading;
use crate::calendar::Window;
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
    /// The recent window of the frequency arm.
    pub recent: Window,
    /// The baseline of the frequency arm, cut at the customer's start.
    pub baseline: Window,
    /// Order days in the recent window.
    pub recent_order_days: u32,
    /// Order days in the baseline.
    pub baseline_order_days: u32,
    /// The chance of no more recent order days when nothing has changed; worked out only when the
    /// rate has fallen far enough.
    pub chance: Option<Probability>,
    /// The latest complete month against the market, when the policy asks and it can be measured.
    pub decline: Option<DeclineReading>,
    pub(super) watch_below: Ratio,
    pub(super) feed: bool,
    pub(super) arms: Arms<3, 4>,
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
    /// let reading = policy.read(account.view(), &policy.context("2026-04-30".parse()?));
    /// assert_eq!(reading.purchase_to_clear().map(|total| total.minor()), Some(5_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn purchase_to_clear(&self) -> Option<Total> {
        self.finding(Arm::Plan)?.level()?;
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
        self.arms.as_slice()
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
            let (base, last_year) = (self.bought_last_year, self.last_year);
            return format!(
                "bought {bought}, {} of the {} bought from {} to {}",
                share(base),
                self.money(base),
                last_year.after.offset(1),
                last_year.until,
            );
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

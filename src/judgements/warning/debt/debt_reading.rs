use crate::credit::{LimitInForce, share_of_limit};
use crate::evidence::{Figure, Value};
use crate::measure::{Quotient, Ratio};
use crate::money::{Currency, Total};
use crate::receivable::OpenBalance;
use crate::warning::{Arm, ArmFinding, Finding, Reading, Rule};

/// The figures of the debt rule.
///
/// Written with `currency`, the amounts `balance`, `exposure`, `limit` (also `not_set` or
/// `unlimited`), `overdue`, `unapplied`, `disputed`, `orders`, `deliveries` and `secured`, days
/// past due as `oldest_dpd`, and `ageing` by bucket; with `returned` where goods returned are not
/// credited yet, and `floor_stock` and `bills` where there are any. Amounts are in major units, as
/// text; `overdue` and `oldest_dpd` are those of all open items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DebtReading {
    /// The currency of the amounts.
    pub currency: Currency,
    /// Open items, ageing, unapplied and earmarked credit.
    pub standing: OpenBalance,
    /// Open orders within the horizon.
    pub orders: Total,
    /// Delivered and not billed, or billed and not posted.
    pub deliveries: Total,
    /// Goods returned and not yet credited.
    pub returned: Total,
    /// The outstanding bills at the shares of the policy.
    pub bills: Total,
    /// The part of the debt that guarantees and deposits cover.
    pub secured: Total,
    /// The exposure that is compared with the limit.
    #[doc(alias = "信用敞口")]
    pub exposure: Total,
    /// The limit in force.
    pub limit: LimitInForce,
    /// The overdue sum that is compared with the tolerance.
    pub overdue: Total,
    /// Days past due of the oldest item that counts.
    pub oldest_days_past_due: i32,
    pub(super) watch_above: Ratio,
    pub(super) feed: bool,
    pub(super) arms: [ArmFinding; 3],
}

impl DebtReading {
    /// Exposure by limit; `None` without a limit above zero.
    ///
    #[doc(alias = "额度使用率")]
    pub fn utilisation(&self) -> Option<Quotient> {
        match self.limit {
            LimitInForce::NotSet | LimitInForce::Unlimited => None,
            LimitInForce::Amount(limit) => Quotient::try_new(self.exposure.minor(), limit.minor()),
        }
    }

    /// The smallest payment after which the limit no longer objects, whatever is overdue; `None`
    /// when it does not object now.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, receivable::{CreditLimit, Invoice}};
    /// # use guanxi::warning::DebtPolicy;
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.agree_limit(CreditLimit::try_from_money("CNY 100".parse()?, account.currency())?)?;
    /// # let day = "2026-01-01".parse()?;
    /// account.record(Invoice::new("I1".parse()?, day, day, "CNY 81".parse()?))?;
    /// let context = Context::on("2026-01-01".parse()?);
    /// let reading = DebtPolicy::default().read(account.view(), &context);
    /// assert_eq!(reading.payment_within_limit().map(|total| total.minor()), Some(1_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn payment_within_limit(&self) -> Option<Total> {
        let objects = |arm| self.finding(arm).and_then(Finding::level).is_some();
        match self.limit {
            LimitInForce::NotSet if objects(Arm::NoLimit) => Some(self.exposure),
            LimitInForce::Amount(limit) if objects(Arm::Utilisation) => {
                // Utilisation is compared strictly, so the whole part of limit × ratio is allowed.
                let allowed = share_of_limit(limit, self.watch_above);
                Some(self.exposure.minus(allowed))
            }
            LimitInForce::NotSet | LimitInForce::Unlimited | LimitInForce::Amount(_) => None,
        }
    }

    fn limit_value(&self) -> Value {
        match self.limit {
            LimitInForce::Amount(limit) => Value::Money(limit, self.currency),
            limit @ (LimitInForce::NotSet | LimitInForce::Unlimited) => {
                Value::Text(limit.spoken(self.currency))
            }
        }
    }

    fn money(&self, total: Total) -> String {
        total.with_currency(self.currency).to_string()
    }
}

impl Reading for DebtReading {
    const RULE: Rule = Rule::Debt;

    fn arms(&self) -> &[ArmFinding] {
        &self.arms
    }

    fn has_feed(&self) -> bool {
        self.feed
    }

    fn clause(&self, arm: Arm) -> String {
        let exposure = self.money(self.exposure);
        match (arm, self.limit, self.utilisation()) {
            (Arm::Ageing, _, _) if self.oldest_days_past_due > 0 => format!(
                "{} overdue, the oldest by {}",
                self.money(self.overdue),
                Value::Days(self.oldest_days_past_due),
            ),
            (Arm::Ageing, _, _) if self.overdue.is_positive() => {
                format!("{} overdue, all of it small change", self.money(self.overdue))
            }
            (Arm::Ageing, _, _) => "nothing overdue".to_owned(),
            (_, LimitInForce::Amount(limit), Some(used)) => format!(
                "exposure {exposure} is {} of the limit {}",
                used.percent(),
                self.money(limit),
            ),
            (_, LimitInForce::Amount(_), None) if self.exposure.is_positive() => {
                format!("owes {exposure} on cash terms")
            }
            (_, LimitInForce::NotSet, _) if self.exposure.is_positive() => {
                format!("owes {exposure} although no credit limit is agreed")
            }
            (_, LimitInForce::NotSet | LimitInForce::Unlimited | LimitInForce::Amount(_), _) => {
                "owes nothing".to_owned()
            }
        }
    }

    fn figures(&self) -> Vec<Figure> {
        let money = |total| Value::Money(total, self.currency);
        let mut figures = vec![
            Figure { label: "exposure", value: money(self.exposure) },
            Figure { label: "open items", value: money(self.standing.ageing.open()) },
            Figure { label: "open orders", value: money(self.orders) },
            Figure { label: "unapplied credit", value: money(self.standing.unapplied) },
            Figure { label: "disputed", value: money(self.standing.disputed) },
            Figure { label: "limit", value: self.limit_value() },
        ];
        // Most customers have none of these.
        let rare = [
            ("earmarked credit", self.standing.earmarked),
            ("written off", self.standing.written_off),
            ("floor stock", self.standing.floor_stock),
            ("bills not honoured yet", self.bills),
            ("delivered, not posted", self.deliveries),
            ("returned, not credited", self.returned),
            ("secured", self.secured),
        ];
        let rare = rare.into_iter().filter(|(_, total)| *total != Total::ZERO);
        figures.extend(rare.map(|(label, total)| Figure { label, value: money(total) }));
        let used = self.utilisation().map(Value::Share);
        figures.extend(used.map(|value| Figure { label: "utilisation", value }));
        figures.push(Figure { label: "overdue", value: money(self.overdue) });
        let oldest = Value::Days(self.oldest_days_past_due);
        figures.push(Figure { label: "oldest past due", value: oldest });
        let to_clear = self.payment_within_limit().map(money);
        figures.extend(to_clear.map(|value| Figure { label: "payment to reach limit", value }));
        figures
    }
}

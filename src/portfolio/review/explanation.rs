use std::fmt;

use super::{Assessor, LostCustomer, Readings, Review};
use crate::account::{AccountAsOf, AccountView, Feeds};
use crate::calendar::{AsOf, Day, Window};
use crate::contract::{Coverage, coverage, is_in_force_on};
use crate::id::CustomerKey;
use crate::lapse::OneOff;
use crate::measure::{plural, proven};
use crate::money::{Amount, Currency, Total};
use crate::segment::{Class, Quadrant};

/// Goods sold in the last year on days without a contract in force.
///
/// # Rule
///
/// > S5: every trading customer has a contract; trading without a contract in force is a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TradeWithoutContract {
    /// Order days without a contract in force.
    pub order_days: u32,
    /// Net purchases of these days.
    pub amount: Total,
    /// The last of them.
    pub last: Day,
    currency: Currency,
}

impl TradeWithoutContract {
    fn find(account: AccountView<'_>, t: AsOf) -> Option<Self> {
        let window = t.last_days(365);
        let sales = account.sales().up_to(t.day());
        let mut uncovered = sales
            .active_days_latest_first()
            .take_while(|day| window.contains(*day))
            .filter(|day| !is_in_force_on(account.contracts(), *day, t));
        let bought_on = |day| sales.net(Window::inclusive(day, day));
        let last = uncovered.next()?;
        let found =
            Self { order_days: 1, amount: bought_on(last), last, currency: account.currency() };
        Some(uncovered.fold(found, |it, day| Self {
            order_days: proven!(it.order_days.checked_add(1), else u32::MAX, "a year of days"),
            amount: it.amount.plus(bought_on(day)),
            ..it
        }))
    }
}

impl fmt::Display for TradeWithoutContract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = plural(self.order_days, "day", "days");
        let amount = self.amount.with_currency(self.currency);
        let Self { order_days, last, .. } = self;
        write!(
            f,
            "bought {amount} on {order_days} {days} without a contract in force, last on {last}"
        )
    }
}

/// Everything that is judged of one customer.
///
/// The verdicts with their sentences come from [`readings`](Self::readings):
/// `explanation.readings().verdict(Rule::Debt)`.
///
/// Written with `customer`, `currency`, `purchases`, `class`, `loyalty` (`null` where it is not
/// applicable), `quadrant`, `contract`, `trade_without_contract`, `debt`, `lapse` (`null` for a
/// customer that never bought), `lost` with `last_order`, `since` and `bought_before` where it is
/// lost, `one_off` with its `day` and `amount` where it has one, and every
/// rule once: those that object in `warnings` (`rule`,
/// `level`, the `arms` that object, `sentence`, `figures`, `findings`), those that do not in
/// `clear_rules`, those that judged nothing in `silent_rules` (`rule`, `outcome`, `why` in words,
/// `reasons` by arm). Amounts are in major units, as text; fractions have up to six digits.
#[doc(alias = "判定依据")]
#[derive(Clone)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(with = "written::Written<'b>")
)]
pub struct Explanation<'b> {
    /// The customer.
    pub key: CustomerKey,
    /// Its name.
    pub name: &'b str,
    /// Net purchases of the window that classes go by.
    pub purchases: Amount,
    /// The class by these purchases.
    pub class: Class,
    /// The quadrant; absent where loyalty is not applicable.
    pub quadrant: Option<Quadrant>,
    /// The one-off among the purchases, which the value at risk leaves out.
    pub one_off: Option<OneOff>,
    /// The last order day, and what it bought before, of a customer that is lost.
    pub lost: Option<LostCustomer>,
    /// Loss if the customer stayed away, weighted by its probability.
    pub value_at_risk: Total,
    /// The coverage by contracts; `None` when the book had no contract yet.
    pub contract: Option<Coverage>,
    /// Trade without a contract in force; `None` also when the book had no contract yet.
    pub trade_without_contract: Option<TradeWithoutContract>,
    account: AccountAsOf<'b>,
    assessor: Assessor<'b>,
}

/// The figures and the readings, without the facts that they are made from.
impl fmt::Debug for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explanation")
            .field("key", &self.key)
            .field("name", &self.name)
            .field("purchases", &self.purchases)
            .field("class", &self.class)
            .field("quadrant", &self.quadrant)
            .field("one_off", &self.one_off)
            .field("lost", &self.lost)
            .field("value_at_risk", &self.value_at_risk)
            .field("contract", &self.contract)
            .field("trade_without_contract", &self.trade_without_contract)
            .field("readings", &self.readings())
            .finish()
    }
}

/// Explanations are equal when they say the same.
impl PartialEq for Explanation<'_> {
    fn eq(&self, other: &Self) -> bool {
        let said = |it: &Self| {
            let contract = (it.contract, it.trade_without_contract);
            let bought = (it.purchases, it.one_off, it.lost, it.value_at_risk);
            (it.key, bought, it.class, it.quadrant, contract)
        };
        let same = said(self) == said(other) && self.name == other.name;
        same && self.readings() == other.readings()
    }
}

impl<'b> Explanation<'b> {
    pub(super) fn new(review: &Review<'b>, row: usize, key: CustomerKey) -> Option<Self> {
        let (book, t) = (review.book(), review.as_of());
        let account = review.account(key)?;
        let view = account.view();
        let purchases = *review.purchases().get(row)?;
        let readings = review.assessor().read(view);
        let contracted = Feeds::began(view.feeds().contracts_from, t);
        Some(Self {
            key,
            name: book.name(key),
            purchases,
            class: review.cuts().class(*review.class_amounts().get(row)?),
            quadrant: *review.quadrants().get(row)?,
            one_off: review.one_off(key),
            lost: LostCustomer::from_readings(key, view, &readings, review.policy()),
            value_at_risk: *review.values_at_risk().get(row)?,
            contract: contracted.then(|| coverage(view.contracts(), t)),
            trade_without_contract: if contracted {
                TradeWithoutContract::find(view, t)
            } else {
                None
            },
            account,
            assessor: review.assessor().clone(),
        })
    }

    /// The readings of all rules, made anew at each call.
    pub fn readings(&self) -> Readings<'_> {
        self.assessor.read(self.account.view())
    }
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Serialize, Serializer};

    use super::{Explanation, LostCustomer, Readings, TradeWithoutContract};
    use crate::calendar::Day;
    use crate::contract::Coverage;
    use crate::evidence::{Evidence, Reasons};
    use crate::lapse::{Gap, OneOff, PurchaseStatus};
    use crate::measure::Probability;
    use crate::money::{Currency, Total};
    use crate::segment::{Class, LoyaltyReading, Quadrant};
    use crate::valid::AsText;
    use crate::warning::{Arm, ArmFinding, DebtReading, Level, Outcome, Rule, Verdict};

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    pub(super) struct Written<'a> {
        /// The name.
        customer: &'a str,
        /// The currency of all amounts.
        currency: Currency,
        /// Net purchases of the window that classes go by.
        purchases: String,
        /// The class by these purchases.
        class: Class,
        /// The reading of loyalty; `null` where it is not applicable.
        loyalty: Option<&'a LoyaltyReading>,
        /// The quadrant; `null` where loyalty is not applicable.
        quadrant: Option<Quadrant>,
        /// The coverage by contracts; `null` when the book had no contract yet.
        contract: Option<Coverage>,
        /// The trade of the last year without a contract in force.
        trade_without_contract: Option<WrittenTrade>,
        /// The figures of the debt rule.
        debt: &'a DebtReading,
        /// The end of its purchases, where it is lost.
        #[serde(skip_serializing_if = "Option::is_none")]
        lost: Option<WrittenLost>,
        /// The one-off that the value at risk leaves out, where it has one.
        #[serde(skip_serializing_if = "Option::is_none")]
        one_off: Option<WrittenOneOff>,
        /// The meaning of its silence; `null` for a customer that never bought.
        lapse: Option<Lapse>,
        /// The rules that object.
        warnings: Vec<Warning>,
        /// The rules that do not.
        clear_rules: Vec<ClearRule>,
        /// The rules that judged nothing.
        silent_rules: Vec<SilentRule>,
    }

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    struct WrittenTrade {
        /// Order days without a contract in force.
        order_days: u32,
        /// Net purchases of these days.
        amount: String,
        /// The last of them.
        last: Day,
    }

    impl From<TradeWithoutContract> for WrittenTrade {
        fn from(it: TradeWithoutContract) -> Self {
            let TradeWithoutContract { order_days, amount, last, currency } = it;
            Self { order_days, amount: amount.plain(currency).to_string(), last }
        }
    }

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    struct WrittenOneOff {
        /// The order day.
        day: Day,
        /// Its net purchases.
        amount: String,
    }

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    struct WrittenLost {
        /// The last order day.
        last_order: Day,
        /// The day from which the customer is lost.
        since: Day,
        /// Net purchases of the year before its silence.
        bought_before: String,
    }

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    struct Lapse {
        /// The status of its purchases.
        status: PurchaseStatus,
        /// The probability that it still buys.
        p_alive: AsText<Probability>,
        /// The probability of no order within the horizon.
        p_no_order: AsText<Probability>,
        /// The probability of no order by which levels go.
        p_level: AsText<Probability>,
        /// The usual gap between its order days.
        usual_gap_days: AsText<Gap>,
        /// The share of this that rests on its own history.
        own_share: AsText<Probability>,
        /// Order days ever.
        order_days: u32,
        /// The last of them.
        last_order_day: Day,
        /// Days without an order.
        days_silent: i32,
        /// The loss if it stayed away, weighted by its probability.
        value_at_risk: String,
    }

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    struct Warning {
        /// The rule.
        rule: Rule,
        /// The highest level of its arms.
        level: Level,
        /// The arms that object.
        arms: Vec<Arm>,
        #[serde(flatten)]
        evidence: Evidence,
    }

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    struct ClearRule {
        /// The rule.
        rule: Rule,
        #[serde(flatten)]
        evidence: Evidence,
    }

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    struct SilentRule {
        /// The rule.
        rule: Rule,
        /// Not applicable, or without data.
        outcome: Outcome,
        /// The outcome and its reasons in words.
        why: String,
        /// The reasons by arm.
        reasons: Reasons,
    }

    impl<'a> Written<'a> {
        fn new(it: &'a Explanation<'_>, readings: &'a Readings<'_>) -> Self {
            let currency = readings.debt.currency;
            let plain = |total: Total| total.plain(currency).to_string();
            let lapse = readings.loss.signal.map(|signal| Lapse {
                status: readings.loss.status,
                p_alive: AsText(signal.alive),
                p_no_order: AsText(signal.no_order),
                p_level: AsText(signal.stays_away),
                usual_gap_days: AsText(signal.usual_gap),
                own_share: AsText(signal.own_share),
                order_days: signal.rhythm.order_days(),
                last_order_day: signal.rhythm.last(),
                days_silent: readings.loss.days_silent,
                value_at_risk: plain(it.value_at_risk),
            });
            Self {
                customer: it.name,
                currency,
                purchases: plain(it.purchases.to_total()),
                class: it.class,
                loyalty: readings.loyalty.is_loyal().map(|_| &readings.loyalty),
                quadrant: it.quadrant,
                contract: it.contract,
                trade_without_contract: it.trade_without_contract.map(WrittenTrade::from),
                debt: &readings.debt,
                lost: it.lost.map(|LostCustomer { last_order, since, bought_before, .. }| {
                    WrittenLost { last_order, since, bought_before: plain(bought_before) }
                }),
                one_off: it
                    .one_off
                    .map(|OneOff { day, amount }| WrittenOneOff { day, amount: plain(amount) }),
                lapse,
                warnings: Vec::new(),
                clear_rules: Vec::new(),
                silent_rules: Vec::new(),
            }
        }

        fn with_rules(mut self, readings: &Readings<'_>) -> Self {
            for rule in Rule::ALL {
                let outcome = readings.outcome(rule);
                match readings.verdict(rule) {
                    Verdict::Breach(level, evidence) => {
                        let arms = readings.arms(rule).iter();
                        let raised = arms.filter(|it| it.finding.level().is_some());
                        let arms = raised.map(|it: &ArmFinding| it.arm).collect();
                        self.warnings.push(Warning { rule, level, arms, evidence });
                    }
                    Verdict::Clear(evidence) => self.clear_rules.push(ClearRule { rule, evidence }),
                    Verdict::NotApplicable(reasons) | Verdict::NoData(reasons) => {
                        let why = format!("{outcome}: {reasons}");
                        self.silent_rules.push(SilentRule { rule, outcome, why, reasons });
                    }
                }
            }
            self
        }
    }

    impl Serialize for Explanation<'_> {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let readings = self.readings();
            Written::new(self, &readings).with_rules(&readings).serialize(to)
        }
    }
}

use std::fmt;

use crate::calendar::{AsOf, Day, Period};
use crate::measure::Ratio;
use crate::money::{Amount, Currency, Money, Total};

/// The terms of a right to rotate stock: goods that do not sell come back against others.
#[doc(alias = "库存调换")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct RotationTerms {
    /// The most of the purchases of the last quarter; none by default, so that the share of two
    /// quarters holds.
    pub of_quarter: Ratio,
    /// The most of the purchases of the last two quarters, where that allows more; 25 % by default.
    pub of_two_quarters: Ratio,
    /// The days from the number in which the goods are back, 30 by default.
    pub back_days: u16,
}

impl Default for RotationTerms {
    fn default() -> Self {
        Self { of_quarter: Ratio::ZERO, of_two_quarters: Ratio::from_percent(25), back_days: 30 }
    }
}

/// A rotation of stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotation {
    /// The day of the number.
    pub on: Day,
    /// The goods that come back, at the price that was paid.
    pub returned: Amount,
    /// The order that comes with it.
    pub ordered: Amount,
    /// The day on which the goods were back; `None` while they are out.
    pub back: Option<Day>,
}

/// A limit that a rotation breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RotationFault {
    /// There was one in the quarter.
    SecondInQuarter {
        /// The day of the first.
        first: Day,
    },
    /// The second month of the quarter is over.
    TooLate {
        /// The last day of that month.
        last: Day,
    },
    /// It is more than the quota.
    AboveQuota {
        /// The goods that would come back.
        returned: Amount,
        /// The purchases of the last quarter.
        last: Amount,
        /// The purchases of the last two quarters.
        last_two: Total,
    },
    /// The order that comes with it is smaller.
    OrderTooSmall {
        /// The order.
        ordered: Amount,
        /// The goods that would come back.
        returned: Amount,
    },
    /// The goods are not back in time.
    NotBack {
        /// The last day.
        last: Day,
    },
}

impl RotationTerms {
    /// All limits that a rotation breaks as of a date, by those before it and the purchases of the
    /// last quarter and the one before. Goods that are out after their days are not back in time,
    /// as those that came too late.
    ///
    /// # Rule
    ///
    /// > S27: once a quarter, by the end of its second month, at most a share of the purchases of
    /// > the last quarter or of the last two, with an order at least as large, and the goods back
    /// > within 30 days.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::day;
    /// use guanxi::goods_return::{Rotation, RotationTerms};
    /// use guanxi::measure::Ratio;
    /// use guanxi::money::{Amount, Currency};
    ///
    /// let terms = RotationTerms {
    ///     of_quarter: Ratio::from_percent(15),
    ///     of_two_quarters: Ratio::from_percent(25),
    ///     back_days: 30,
    /// };
    /// let yuan = |units: i64| Amount::from_minor(units * 100);
    /// let (returned, ordered) = (yuan(4_000), yuan(3_000));
    /// let asked = Rotation { on: day!(2026, 5, 4), returned, ordered, back: None };
    /// let faults = terms.faults(&[], asked, [yuan(20_000), yuan(10_000)], AsOf::new(asked.on));
    /// let said: Vec<String> =
    ///     faults.iter().map(|it| it.spoken(Currency::CNY).to_string()).collect();
    /// assert_eq!(said, ["the order of CNY 3,000.00 is smaller than the goods of CNY 4,000.00"]);
    /// ```
    pub fn faults(
        &self,
        before: &[Rotation],
        asked: Rotation,
        [last_bought, bought_before]: [Amount; 2],
        t: AsOf,
    ) -> Vec<RotationFault> {
        let quarter = Period::Quarter.first_month(asked.on);
        let same = before.iter().filter(|it| Period::Quarter.first_month(it.on) == quarter);
        let same = same.min_by_key(|it| it.on);
        let last = quarter.offset(1).last_day();
        let (returned, ordered) = (asked.returned, asked.ordered);
        let last_two = last_bought.to_total().plus(bought_before);
        let is_above = is_above(self.of_quarter, returned, last_bought.to_total())
            && is_above(self.of_two_quarters, returned, last_two);
        let all = [
            same.map(|it| RotationFault::SecondInQuarter { first: it.on }),
            (asked.on > last).then_some(RotationFault::TooLate { last }),
            is_above.then_some(RotationFault::AboveQuota { returned, last: last_bought, last_two }),
            (ordered < returned).then_some(RotationFault::OrderTooSmall { ordered, returned }),
            self.not_back(asked, t),
        ];
        all.into_iter().flatten().collect()
    }
}

impl RotationTerms {
    /// The limit that a rotation breaks whose goods were not back in time, as of a date: a list of
    /// those that are out is to be asked for.
    pub fn not_back(&self, rotation: Rotation, t: AsOf) -> Option<RotationFault> {
        let last = rotation.on.offset(self.back_days.into());
        let back = rotation.back.filter(|back| t.sees(*back)).unwrap_or(t.day());
        (back > last).then_some(RotationFault::NotBack { last })
    }
}

/// Returns `true` when goods are more than a share of purchases; without purchases any are.
fn is_above(share: Ratio, returned: Amount, bought: Total) -> bool {
    let returned = returned.to_total();
    if bought.is_positive() {
        share.is_exceeded_by(returned.minor(), bought.minor())
    } else {
        returned.is_positive()
    }
}

impl RotationFault {
    /// The limit for a sentence, with amounts in a currency.
    pub fn spoken(self, currency: Currency) -> impl fmt::Display {
        SpokenFault { fault: self, currency }
    }
}

struct SpokenFault {
    fault: RotationFault,
    currency: Currency,
}

impl fmt::Display for SpokenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |amount: Amount| Money::new(amount, self.currency);
        match self.fault {
            RotationFault::SecondInQuarter { first } => {
                write!(f, "stock was rotated on {first}, in the same quarter")
            }
            RotationFault::TooLate { last } => write!(f, "stock was to be rotated by {last}"),
            RotationFault::AboveQuota { returned, last, last_two } => write!(
                f,
                "goods of {} are too many for purchases of {} in a quarter and {} in two",
                money(returned),
                money(last),
                last_two.with_currency(self.currency)
            ),
            RotationFault::OrderTooSmall { ordered, returned } => {
                let (ordered, returned) = (money(ordered), money(returned));
                write!(f, "the order of {ordered} is smaller than the goods of {returned}")
            }
            RotationFault::NotBack { last } => write!(f, "the goods were to be back by {last}"),
        }
    }
}

use std::fmt;

use crate::calendar::{Day, Period};
use crate::measure::Ratio;
use crate::money::{Amount, Total};

/// The terms of a right to rotate stock: goods that do not sell come back against others.
#[doc(alias = "库存调换")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct RotationTerms {
    /// The most of the purchases of the last quarter.
    pub of_quarter: Ratio,
    /// The days from the number in which the goods are back.
    pub back_days: u16,
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
        bought: Amount,
        /// The most of them.
        of_quarter: Ratio,
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
    /// All limits that a rotation breaks, by those before it and the purchases of the quarter
    /// before.
    ///
    /// # Rule
    ///
    /// > S27: once a quarter, by the end of its second month, at most a share of the purchases of
    /// > the last quarter, with an order at least as large, and the goods back within 30 days.
    pub fn faults(
        &self,
        before: &[Rotation],
        asked: Rotation,
        bought: Amount,
    ) -> Vec<RotationFault> {
        let quarter = Period::Quarter.first_month(asked.on);
        let same = before.iter().find(|it| Period::Quarter.first_month(it.on) == quarter);
        let last = quarter.offset(1).last_day();
        let (returned, ordered) = (asked.returned, asked.ordered);
        let of_quarter = self.of_quarter;
        let whole = bought.to_total().minor();
        let is_above = if whole > 0 {
            of_quarter.is_exceeded_by(returned.to_total().minor(), whole)
        } else {
            returned.to_total() > Total::ZERO
        };
        let back_by = asked.on.offset(self.back_days.into());
        let all = [
            same.map(|it| RotationFault::SecondInQuarter { first: it.on }),
            (asked.on > last).then_some(RotationFault::TooLate { last }),
            is_above.then_some(RotationFault::AboveQuota { returned, bought, of_quarter }),
            (ordered < returned).then_some(RotationFault::OrderTooSmall { ordered, returned }),
            asked
                .back
                .filter(|back| *back > back_by)
                .map(|_| RotationFault::NotBack { last: back_by }),
        ];
        all.into_iter().flatten().collect()
    }
}

impl fmt::Display for RotationFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SecondInQuarter { first } => write!(f, "stock was rotated on {first}"),
            Self::TooLate { last } => write!(f, "stock is rotated until {last}"),
            Self::AboveQuota { returned, bought, of_quarter } => write!(
                f,
                "at most {of_quarter} of {} come back, were {}",
                bought.minor(),
                returned.minor()
            ),
            Self::OrderTooSmall { ordered, returned } => write!(
                f,
                "an order of {} comes with goods of {}",
                ordered.minor(),
                returned.minor()
            ),
            Self::NotBack { last } => write!(f, "the goods were to be back by {last}"),
        }
    }
}

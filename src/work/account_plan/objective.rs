use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::calendar::Day;
use crate::id::{ObjectiveId, StaffId};
use crate::measure::{plain_decimal, write_micros};
use crate::valid::{codes, words};

words! {
    /// The thing that an objective measures.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ObjectiveMeasure as "a measure of an objective" {
        /// Sales.
        Sales = "sales",
        /// Margin.
        Margin = "margin",
        /// Share of wallet.
        WalletShare = "wallet_share" => "share of wallet",
        /// Prices and terms.
        Price = "price",
        /// Quality of goods.
        Quality = "quality",
        /// Service.
        Service = "service",
        /// The relation with its people.
        Relation = "relation",
        /// Anything else.
        Other = "other",
    }
}

/// A text that is no value of an objective.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ObjectiveValueError {
    /// The text is no decimal number.
    #[error("a value of an objective is a plain decimal number, was {text:?}")]
    NotANumber {
        /// The text that was read.
        text: String,
    },
    /// The number has more than six digits after the point, or is too large.
    #[error(
        "a value of an objective has at most 6 digits after the point and 12 before, was {text}"
    )]
    Unfit {
        /// The text that was read.
        text: String,
    },
}

codes! {
    ObjectiveValueError {
        NotANumber = "value_not_a_number",
        Unfit = "unfit_value",
    }
}

mod sealed {
    /// A value of an objective in the unit of the objective, in whole millionths: `"128.5"`.
    ///
    /// ```
    /// use guanxi::account_plan::ObjectiveValue;
    ///
    /// let value: ObjectiveValue = "128.50".parse()?;
    /// assert_eq!(value.to_string(), "128.5");
    /// assert!("128,5".parse::<ObjectiveValue>().is_err());
    /// # Ok::<(), guanxi::account_plan::ObjectiveValueError>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(into = "String"))]
    pub struct ObjectiveValue(i64);

    impl ObjectiveValue {
        pub(in super::super) const fn from_micros(micros: i64) -> Self {
            Self(micros)
        }

        pub(in super::super) const fn micros(self) -> i64 {
            self.0
        }
    }
}
pub use sealed::ObjectiveValue;

impl FromStr for ObjectiveValue {
    type Err = ObjectiveValueError;

    fn from_str(text: &str) -> Result<Self, ObjectiveValueError> {
        let number = plain_decimal(text)
            .ok_or_else(|| ObjectiveValueError::NotANumber { text: text.to_owned() })?;
        let micros = number.checked_mul(Decimal::from(1_000_000)).filter(Decimal::is_integer);
        let micros = micros.and_then(|micros| i64::try_from(micros).ok());
        let bound = 1_000_000_000_000_000_000_u64;
        let micros = micros.filter(|micros| micros.unsigned_abs() < bound);
        let unfit = || ObjectiveValueError::Unfit { text: text.to_owned() };
        micros.map(Self::from_micros).ok_or_else(unfit)
    }
}

impl fmt::Display for ObjectiveValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, self.micros().into())
    }
}

crate::valid::text_form!(ObjectiveValue, "a number as text, such as \"128.5\"");

/// A measured value, with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct DatedValue {
    /// The value.
    pub value: ObjectiveValue,
    /// The day.
    pub on: Day,
}

/// A measurement of an objective. Of two of one day the later in a list counts, so a list is given
/// in the order in which it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Measurement {
    /// The objective.
    pub objective: ObjectiveId,
    /// The value, with its day.
    pub measured: DatedValue,
}

/// An objective of the plan of a key account.
#[doc(alias = "客户目标")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Objective {
    /// The objective.
    pub id: ObjectiveId,
    /// The thing that it measures.
    pub measure: ObjectiveMeasure,
    /// The value at the beginning; without one the objective cannot be judged.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub baseline: Option<DatedValue>,
    /// The value to reach, which may lie below the baseline; the baseline itself is to be held.
    pub target: ObjectiveValue,
    /// The last day.
    pub due: Day,
    /// The staff member who answers for it.
    pub owner: StaffId,
    /// The day by which it is measured next.
    pub review_on: Day,
}

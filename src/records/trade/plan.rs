use std::borrow::Cow;

use crate::calendar::Month;
use crate::intake::{Fault, Field, Intake, Monthly, Record};
use crate::money::Money;

/// The planned purchases of a customer in a month.
#[doc(alias = "销售计划")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Plan {
    /// The month; one plan a month.
    pub month: Month,
    /// The target, not negative.
    pub amount: Money,
}

impl Plan {
    /// The plan of a month.
    pub const fn new(month: Month, amount: Money) -> Self {
        Self { month, amount }
    }
}

impl Record for Plan {
    fn name(&self) -> Cow<'_, str> {
        self.month.to_string().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { month, amount } = self;
        vec![Field::new("month", month), Field::new("amount", amount)]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.not_negative(self.amount)
    }
}

impl Monthly for Plan {
    fn month(&self) -> Month {
        self.month
    }

    fn amount(&self) -> Money {
        self.amount
    }

    fn with_amount(&self, amount: Money) -> Self {
        Self { amount, ..*self }
    }
}

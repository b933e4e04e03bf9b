use std::borrow::Cow;

use crate::calendar::{Day, Month};
use crate::engine::Interner;
use crate::id::DocumentId;
use crate::intake::{
    Documented, Fault, Feed, Field, Intake, Monthly, Names, Plain, Record, TableDocument, Tabled,
};
use crate::money::Money;
use crate::timeline::{Addition, DayTotal};

/// Money spent on selling to a customer: promotion, travel, staff, support.
#[doc(alias = "销售费用")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Expense {
    /// The number of the document, unique among expenses.
    pub document: DocumentId,
    /// The day of the expense.
    pub date: Day,
    /// The amount; negative when an expense is taken back.
    pub amount: Money,
}

impl Expense {
    /// An expense.
    pub const fn new(document: DocumentId, date: Day, amount: Money) -> Self {
        Self { document, date, amount }
    }
}

/// The largest planned expense on a customer in a month.
#[doc(alias = "费用预算")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Budget {
    /// The month; one budget a month.
    pub month: Month,
    /// The amount, not negative.
    pub amount: Money,
}

impl Budget {
    /// The budget of a month.
    pub const fn new(month: Month, amount: Money) -> Self {
        Self { month, amount }
    }
}

impl Record for Expense {
    fn name(&self) -> Cow<'_, str> {
        self.document.as_str().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { document, date, amount } = self;
        vec![
            Field::new("document", document),
            Field::new("date", date),
            Field::new("amount", amount),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.amount(self.amount)
    }
}

impl Documented for Expense {
    const NUMBERS_ARE_CUSTOMERS: bool = true;
    const FEED: Option<Feed> = Some(Feed::Expenses);
    const NAMES: Names = Names::Nothing;

    fn document(&self) -> &DocumentId {
        &self.document
    }

    fn day(&self) -> Day {
        self.date
    }

    fn amount(&self) -> Money {
        self.amount
    }
}

/// Expenses come together in a timeline.
impl Tabled for Expense {
    type Fact = Self;
    type Entry = DayTotal;
    type Placement = Addition;

    fn fact(&self) -> &Self {
        self
    }

    fn repeats(&self, _recorded: u32, _run: &[DayTotal]) -> bool {
        true
    }

    fn place(&self, _document: u32, run: &[DayTotal], _numbers: &Interner) -> Option<Addition> {
        Addition::plan(run, self.date, self.amount.amount())
    }
}

impl Plain for Expense {
    fn from_table(document: TableDocument<Self::Entry>) -> Option<Self> {
        Some(Self::new(document.number, document.day, document.amount))
    }
}

impl Record for Budget {
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

impl Monthly for Budget {
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

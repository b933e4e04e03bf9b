use crate::calendar::{Day, Month};
use crate::id::DocumentId;
use crate::money::Money;

/// Money spent on selling to a customer: promotion, travel, staff, support.
///
/// ```
/// use guanxi::expense::Expense;
/// let fair = Expense::new("E-1".parse()?, "2026-03-05".parse()?, "CNY 800".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "销售费用")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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
    ///
    /// ```
    /// # use guanxi::expense::Expense;
    /// let expense = Expense::new("E-1".parse()?, "2026-03-05".parse()?, "CNY 8".parse()?);
    /// assert_eq!(expense.document.as_str(), "E-1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn new(document: DocumentId, date: Day, amount: Money) -> Self {
        Self { document, date, amount }
    }
}

/// What may be spent on a customer in a month.
///
/// ```
/// use guanxi::expense::Budget;
/// let budget = Budget::new("2026-03".parse()?, "CNY 1000".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "费用预算")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Budget {
    /// The month; one budget a month.
    pub month: Month,
    /// The amount, not negative.
    pub amount: Money,
}

impl Budget {
    /// The budget of a month.
    ///
    /// ```
    /// # use guanxi::expense::Budget;
    /// assert_eq!(Budget::new("2026-03".parse()?, "CNY 1".parse()?).month.to_string(), "2026-03");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn new(month: Month, amount: Money) -> Self {
        Self { month, amount }
    }
}

use crate::calendar::Month;
use crate::money::Amount;

/// An amount agreed for a month: a sales plan, an expense budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MonthAmount {
    pub(crate) month: Month,
    /// Of use only while amounts are put in order; nothing otherwise.
    pub(crate) tag: u32,
    pub(crate) amount: Amount,
}

impl MonthAmount {
    /// The month.
    ///
    /// ```
    /// assert_eq!(guanxi::timeline::MonthAmount::default().month().to_string(), "0000-01");
    /// ```
    pub const fn month(self) -> Month {
        self.month
    }

    /// The amount.
    ///
    /// ```
    /// assert_eq!(guanxi::timeline::MonthAmount::default().amount().minor(), 0);
    /// ```
    pub const fn amount(self) -> Amount {
        self.amount
    }
}

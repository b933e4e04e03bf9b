use crate::calendar::Month;
use crate::money::Amount;

/// An amount agreed for a month: a sales plan, an expense budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MonthAmount {
    pub(crate) month: Month,
    /// The position of the customer while a load puts amounts in order; 0 afterwards.
    pub(crate) tag: u32,
    pub(crate) amount: Amount,
}

impl MonthAmount {
    /// The month.
    pub const fn month(self) -> Month {
        self.month
    }

    /// The amount.
    pub const fn amount(self) -> Amount {
        self.amount
    }
}

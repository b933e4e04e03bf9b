use crate::calendar::Month;
use crate::money::Amount;

/// An amount agreed for a month: a sales plan, an expense budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MonthAmount {
    month: Month,
    /// The owner while a load puts amounts in order; 0 otherwise. It stands in the gap that the
    /// layout leaves between month and amount, so a load moves no more memory for it.
    owner: u32,
    amount: Amount,
}

impl MonthAmount {
    /// The amount of a month.
    pub(crate) const fn new(month: Month, amount: Amount) -> Self {
        Self { month, owner: 0, amount }
    }

    /// The month.
    pub const fn month(self) -> Month {
        self.month
    }

    /// The amount.
    pub const fn amount(self) -> Amount {
        self.amount
    }

    /// The amount with the number of its owner, while a load puts amounts in order.
    pub(crate) const fn of_owner(self, owner: u32) -> Self {
        Self { owner, ..self }
    }

    /// The owner; 0 once a load is finished.
    pub(crate) const fn owner(self) -> u32 {
        self.owner
    }
}

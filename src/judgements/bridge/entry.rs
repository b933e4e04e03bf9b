use super::{BridgeError, BridgeRow, BridgeWindows};
use crate::account::AccountView;
use crate::id::CustomerKey;
use crate::money::Total;

/// The net purchases of a customer in both windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BridgePurchases {
    /// The customer.
    pub customer: CustomerKey,
    /// Net purchases in the first window.
    pub before: Total,
    /// Net purchases in the second window.
    pub after: Total,
    /// `true` when it ordered before the second window: in the first one or earlier.
    pub ordered_before: bool,
}

impl BridgePurchases {
    /// The purchases of an account. An order day is one with a positive amount.
    pub fn from_account(
        customer: CustomerKey,
        account: AccountView<'_>,
        windows: BridgeWindows,
    ) -> Self {
        let sales = account.sales();
        let first_order = sales.first_active_day();
        let begins_after = windows.after().after;
        Self {
            customer,
            before: sales.net(windows.before()),
            after: sales.net(windows.after()),
            // In windows that overlap, days of both lie in the first.
            ordered_before: first_order.is_some_and(|day| day <= begins_after),
        }
    }

    pub(super) fn check(&self, windows: BridgeWindows) -> Result<(), BridgeError> {
        let bought = self.before.is_positive() && !self.ordered_before;
        // Days of an overlap lie in the second window, too.
        if bought && !windows.overlap() {
            return Err(BridgeError::NeverOrdered { customer: self.customer });
        }
        Ok(())
    }

    /// The row of the customer; `None` if its purchases, with returns beyond sales as 0, are
    /// unchanged.
    pub fn row(&self) -> Option<BridgeRow> {
        let (before, after) = (self.before.or_zero(), self.after.or_zero());
        match (before.is_positive(), after.is_positive()) {
            (false, true) if self.ordered_before => Some(BridgeRow::WonBack),
            (false, true) => Some(BridgeRow::New),
            (true, false) => Some(BridgeRow::Lost),
            (true, true) if after > before => Some(BridgeRow::Expansion),
            (true, true) if after < before => Some(BridgeRow::Contraction),
            (false, false) | (true, true) => None,
        }
    }

    /// The amount of its row.
    pub(super) fn change(&self) -> Total {
        self.after.or_zero().minus(self.before.or_zero())
    }

    /// The returns beyond sales: those of the second window less those of the first.
    pub(super) fn residue(&self) -> Total {
        self.after.minus(self.before).minus(self.change())
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            customer: self.customer,
            before: self.before.plus(other.before),
            after: self.after.plus(other.after),
            ordered_before: self.ordered_before || other.ordered_before,
        }
    }
}

/// A customer in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BridgeEntry {
    /// The customer, the survivor of those that are one.
    pub customer: CustomerKey,
    /// Its row.
    pub row: BridgeRow,
    /// Its net purchases in the first window.
    pub before: Total,
    /// Its net purchases in the second window.
    pub after: Total,
}

impl BridgeEntry {
    /// The money that it moved, without its sign.
    pub fn moved(self) -> Total {
        self.after.minus(self.before).size()
    }
}

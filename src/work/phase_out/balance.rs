use std::fmt;

use crate::calendar::Day;
use crate::id::StaffId;
use crate::lifecycle::Reason;
use crate::money::Money;
use crate::valid::words;

words! {
    /// A balance with a customer that ends at zero or is waived by name before the customer goes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum BalanceKind as "a balance" {
        /// Orders taken and not delivered or billed.
        OpenOrders = "open_orders" => "open orders",
        /// Invoices that are not paid.
        Debt = "debt",
        /// Bills (承兑汇票) that are not honoured yet.
        Bills = "bills" => "bills not honoured yet",
        /// Floor stock (铺底) that is not paid.
        FloorStock = "floor_stock" => "floor stock",
        /// Our goods at the customer, on consignment or to be taken back.
        Goods = "goods" => "goods of ours",
        /// The deposit (保证金) that we hold.
        Deposit = "deposit",
        /// Rebates that we owe.
        Rebates = "rebates" => "rebates owed",
        /// Money paid in advance or too much, which we owe.
        Credit = "credit" => "credit owed",
        /// Cards of the customer that are lent, and things of ours that are lent to it.
        Loans = "loans" => "cards and things lent",
        /// Contracts that grant trading rights.
        Rights = "rights" => "trading rights",
        /// Outlets served through the customer that have no successor.
        Outlets = "outlets" => "outlets without a successor",
    }
}

impl BalanceKind {
    /// Returns `true` for a balance of money; the others are numbers.
    pub const fn is_money(self) -> bool {
        match self {
            Self::OpenOrders
            | Self::Debt
            | Self::Bills
            | Self::FloorStock
            | Self::Goods
            | Self::Deposit
            | Self::Rebates
            | Self::Credit => true,
            Self::Loans | Self::Rights | Self::Outlets => false,
        }
    }
}

/// The rest of a balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum BalanceLeft {
    /// Money; never negative.
    Money(Money),
    /// A number of contracts, outlets or things.
    Number(u32),
}

impl BalanceLeft {
    /// Returns `true` when nothing is left.
    pub const fn is_zero(self) -> bool {
        match self {
            Self::Money(money) => money.amount().minor() == 0,
            Self::Number(number) => number == 0,
        }
    }
}

impl fmt::Display for BalanceLeft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Money(money) => money.fmt(f),
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// A balance as of a day, by the last step that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "state", rename_all = "snake_case")
)]
pub enum BalanceState {
    /// Nobody has counted it: not known is not zero.
    NotCounted,
    /// Counted, and something is left.
    Left {
        /// The day of the count.
        on: Day,
        /// The rest.
        left: BalanceLeft,
    },
    /// Counted, and nothing is left.
    Zero {
        /// The day of the count.
        on: Day,
    },
    /// Waived by name.
    Waived {
        /// The day.
        on: Day,
        /// The staff member who waived it.
        by: StaffId,
        /// The reason.
        reason: Reason,
    },
}

impl BalanceState {
    /// Returns `true` unless the balance is zero or waived.
    pub const fn is_open(&self) -> bool {
        match self {
            Self::NotCounted | Self::Left { .. } => true,
            Self::Zero { .. } | Self::Waived { .. } => false,
        }
    }
}

impl fmt::Display for BalanceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCounted => f.write_str("not counted"),
            Self::Left { on, left } => write!(f, "{left} left on {on}"),
            Self::Zero { on } => write!(f, "zero on {on}"),
            Self::Waived { on, by, reason } => write!(f, "waived by {by} on {on}: {reason}"),
        }
    }
}

/// A balance that is neither zero nor waived.
///
/// Displayed as `debt (CNY 120.00 left on 2026-03-31)`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct UnsettledBalance {
    /// The balance.
    pub balance: BalanceKind,
    /// Its state.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub state: BalanceState,
}

impl fmt::Display for UnsettledBalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.balance, self.state)
    }
}

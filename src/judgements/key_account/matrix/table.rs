use std::collections::BTreeMap;
use std::fmt;

use super::{CellVerdict, KeyAccountCell};
use crate::id::CustomerId;
use crate::key_account::KeyAccountError;
use crate::key_account::error::in_currency;
use crate::measure::plural;
use crate::money::{Currency, Money};

/// An account in the matrix, with its money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedKeyAccount {
    /// The customer.
    pub customer: CustomerId,
    /// Its cell, as far as it is known.
    pub verdict: CellVerdict,
    /// Its sales.
    pub sales: Money,
    /// Its margin; `None` where it is not known.
    pub margin: Option<Money>,
    /// Its exposure.
    pub exposure: Money,
}

/// The accounts of a cell, and their exact sums.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CellTotals {
    /// The customers, by name.
    pub customers: Vec<CustomerId>,
    /// The sum of their sales.
    pub sales: Money,
    /// The sum of the margins that are known.
    pub margin: Money,
    /// The number of accounts without a known margin.
    pub without_margin: u32,
    /// The sum of their exposure.
    pub exposure: Money,
}

/// All accounts by cell, those without a certain cell apart.
///
/// # Rule
///
/// > S17: margin is a column of every cell, with its exact sum. Fiocca's matrix (1982) was
/// > criticised for leaving profitability out.
#[doc(alias = "客户组合矩阵")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrategyTable {
    cells: BTreeMap<KeyAccountCell, CellTotals>,
    open: CellTotals,
}

impl CellTotals {
    fn none(currency: Currency) -> Self {
        let nothing = Money::zero(currency);
        Self {
            customers: Vec::new(),
            sales: nothing,
            margin: nothing,
            without_margin: 0,
            exposure: nothing,
        }
    }

    fn add(&mut self, account: &PlacedKeyAccount) -> Result<(), KeyAccountError> {
        let currency = self.sales.currency();
        let own = |what: &str, amount| {
            in_currency(format!("the {what} of {}", account.customer), amount, currency)
        };
        let margin = match account.margin {
            Some(margin) => self.margin.checked_add(own("margin", margin)?)?,
            None => self.margin,
        };
        let more = u32::from(account.margin.is_none());
        let without_margin = self.without_margin.checked_add(more);
        let too_wide = KeyAccountError::TooWide { what: "the number of accounts" };
        *self = Self {
            sales: self.sales.checked_add(own("sales", account.sales)?)?,
            margin,
            without_margin: without_margin.ok_or(too_wide)?,
            exposure: self.exposure.checked_add(own("exposure", account.exposure)?)?,
            customers: std::mem::take(&mut self.customers),
        };
        self.customers.push(account.customer.clone());
        Ok(())
    }
}

impl StrategyTable {
    /// The table of accounts.
    ///
    /// # Errors
    ///
    /// When a customer is listed twice, currencies differ, or a sum does not fit.
    pub fn try_from_accounts(
        currency: Currency,
        accounts: &[PlacedKeyAccount],
    ) -> Result<Self, KeyAccountError> {
        let mut sorted: Vec<&PlacedKeyAccount> = accounts.iter().collect();
        sorted.sort_by(|one, other| one.customer.cmp(&other.customer));
        if let Some(twice) = sorted.windows(2).find_map(|pair| match pair {
            [one, other] if one.customer == other.customer => Some(one),
            _ => None,
        }) {
            let name = twice.customer.to_string();
            return Err(KeyAccountError::Twice { what: "customer", name });
        }
        let mut cells: BTreeMap<KeyAccountCell, CellTotals> =
            KeyAccountCell::all().map(|cell| (cell, CellTotals::none(currency))).collect();
        let mut open = CellTotals::none(currency);
        for account in sorted {
            let totals = account.verdict.cell().and_then(|cell| cells.get_mut(&cell));
            totals.unwrap_or(&mut open).add(account)?;
        }
        Ok(Self { cells, open })
    }

    /// The nine cells, by attractiveness, then relationship.
    pub fn cells(&self) -> impl Iterator<Item = (&KeyAccountCell, &CellTotals)> {
        self.cells.iter()
    }

    /// The accounts of a cell.
    pub fn cell(&self, cell: KeyAccountCell) -> Option<&CellTotals> {
        self.cells.get(&cell)
    }

    /// The accounts without a certain cell.
    pub const fn open(&self) -> &CellTotals {
        &self.open
    }
}

impl fmt::Display for CellTotals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.customers.len();
        let accounts = plural(count, "account", "accounts");
        write!(f, "{count} {accounts}, sales {}, margin {}", self.sales, self.margin)?;
        if self.without_margin > 0 {
            write!(f, " ({} without)", self.without_margin)?;
        }
        write!(f, ", exposure {}", self.exposure)
    }
}

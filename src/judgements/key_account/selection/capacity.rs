use std::collections::BTreeSet;
use std::fmt;

use super::SelectionRules;
use crate::id::CustomerId;
use crate::key_account::KeyAccountError;
use crate::key_account::error::in_currency;
use crate::measure::proven;
use crate::money::Money;

/// The hours that a key account takes in a year, and its sales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyAccountHours {
    /// The customer.
    pub customer: CustomerId,
    /// The hours.
    pub hours: u32,
    /// Its sales.
    pub sales: Money,
}

/// The hours that key accounts take against those that they may take.
///
/// # Rule
///
/// > S16: key accounts take at most 60 % of the time (S24). Otherwise the marginal ones are named:
/// > those of least sales, as few as it takes.
///
/// Exactly 60 % fits. An account that takes no hours is not named: without it nothing is gained.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CapacityCheck {
    /// The hours that they take.
    pub taken: u64,
    /// The hours that all our people have.
    pub available: u64,
    /// The customers that do not fit, the one of least sales first.
    pub marginal: Vec<CustomerId>,
}

impl CapacityCheck {
    /// The check of the hours of all key accounts against those that all our people have.
    ///
    /// # Errors
    ///
    /// When a customer is listed twice, its sales are in another currency than those of the first,
    /// or the hours do not fit into 64 bits.
    pub fn try_from_hours(
        accounts: &[KeyAccountHours],
        available: u64,
        rules: &SelectionRules,
    ) -> Result<Self, KeyAccountError> {
        let mut seen = BTreeSet::new();
        for account in accounts {
            if !seen.insert(&account.customer) {
                let name = account.customer.to_string();
                return Err(KeyAccountError::Twice { what: "customer", name });
            }
            let what = format!("the sales of {}", account.customer);
            let first = accounts.first().map_or(account.sales, |it| it.sales);
            in_currency(what, account.sales, first.currency())?;
        }
        let hours = accounts.iter().map(|it| u64::from(it.hours));
        let taken = hours.into_iter().try_fold(0_u64, u64::checked_add);
        let taken = taken.ok_or(KeyAccountError::TooWide { what: "the hours of key accounts" })?;
        let mut rising: Vec<&KeyAccountHours> = accounts.iter().filter(|it| it.hours > 0).collect();
        rising.sort_by(|one, other| {
            let by_sales = one.sales.amount().cmp(&other.sales.amount());
            by_sales.then_with(|| other.customer.cmp(&one.customer))
        });
        let (mut left, mut marginal) = (taken, Vec::new());
        for account in rising {
            if !rules.most_hours.is_exceeded_by(left.into(), available.into()) {
                break;
            }
            let less = left.checked_sub(account.hours.into());
            left = proven!(less, else 0, "a part of the sum of all hours");
            marginal.push(account.customer.clone());
        }
        Ok(Self { taken, available, marginal })
    }
}

impl fmt::Display for CapacityCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "key accounts take {} of {} hours", self.taken, self.available)?;
        if self.marginal.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = self.marginal.iter().map(ToString::to_string).collect();
        write!(f, ", more than they may: give up {}", names.join(", "))
    }
}

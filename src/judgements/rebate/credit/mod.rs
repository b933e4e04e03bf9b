//! Rebate credit against goods, and what we owe each customer.

mod error;
mod owed;
mod rebate_credit;

pub use error::CreditError;
pub use owed::{Netting, OwedItem, OwedKind, OwedSchedule, SetOff};
pub use rebate_credit::{CreditBalance, CreditStep, CreditUse, RebateCredit};

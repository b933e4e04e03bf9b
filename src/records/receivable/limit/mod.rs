//! Credit limits: the base limit, its validity, and limits that replace it for a while.

mod credit_limit;
mod limit_validity;
mod temporary_limit;

pub use credit_limit::{CreditLimit, CreditLimitError};
pub use limit_validity::LimitValidity;
pub use temporary_limit::TemporaryLimit;

//! What the customer owes: invoices, payments, limits, and how payments settle invoices (S10, S20).
//!
//! | type | what it is |
//! |---|---|
//! | [`Invoice`], [`Payment`] | the facts |
//! | [`InvoiceLine`], [`PaymentLine`] | the same, recorded |
//! | [`Standing`] | what is open, overdue, unapplied as of a day, with ageing |
//! | [`Bucket`] | the ageing buckets: not due, 1–30, 31–60, 61–90, 91–120, over 120 days past due |
//! | [`DaysBeyondTerms`], [`overdue_share`] | how a customer pays |
//! | [`CreditLimit`], [`TemporaryLimit`], [`LimitTerms`] | how much may be owed, and until when |
//! | [`Security`] | guarantees and insurances, for a while |
//!
//! Which payment settles which invoice is not stored: it is a function of the invoices issued and
//! the payments made up to the day that is asked, so the past can be asked as it was.

mod ageing;
mod conduct;
mod fact;
mod limit;
mod line;
mod security;
mod settle;

pub use ageing::{Ageing, Bucket};
pub use conduct::{DaysBeyondTerms, overdue_share};
pub use fact::{Invoice, Payment};
pub use limit::{CreditLimit, CreditLimitError, TemporaryLimit};
pub use line::{InvoiceLine, PaymentLine};
pub use security::{LimitTerms, Security, SecurityKind};
pub(crate) use settle::settle_with;
pub use settle::{OpenItem, Standing, settle};

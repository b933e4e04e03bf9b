//! What the customer owes: invoices, payments, limits, and how payments settle invoices (S10, S20).
//!
//! | type | what it is |
//! |---|---|
//! | [`Invoice`], [`Payment`] | the facts |
//! | [`RecordedInvoice`], [`RecordedPayment`] | the same, recorded |
//! | [`OpenBalance`] | what is open, overdue, unapplied as of a day, with ageing |
//! | [`Bucket`] | the ageing buckets: not due, 1–30, 31–60, 61–90, 91–120, over 120 days past due |
//! | [`AgeingPartition`] | any other buckets, by due date or invoice date, per instalment |
//! | [`PaymentTerms`] | when a bill is to be paid: prepaid, on delivery, net, end of month, in instalments |
//! | [`DaysBeyondTerms`], [`overdue_share`], [`PaymentIndexPolicy`] | how a customer pays |
//! | [`SalesWindow`], [`count_back_dso`] | how long money stays out, how much of it is collected |
//! | [`Promise`], [`DunningPolicy`] | promises to pay and whether they are kept; which reminder is due when |
//! | [`CreditLimit`], [`TemporaryLimit`], [`LimitValidity`] | how much may be owed, and until when |
//! | [`Collateral`] | guarantees and insurances, for a while |
//!
//! Which payment settles which invoice is not stored: it is a function of the invoices issued and
//! the payments made up to the day that is asked, so the past can be asked as it was.

mod ageing;
mod conduct;
mod dso;
mod dunning;
mod fact;
mod inclusion;
mod limit;
mod line;
mod partition;
mod payment_index;
mod promise;
mod security;
mod settle;
mod terms;

pub use ageing::{Ageing, Bucket};
pub use conduct::{DaysBeyondTerms, overdue_share};
pub use dso::{SalesWindow, count_back_dso};
pub use dunning::{DunningBasis, DunningDraft, DunningLevel, DunningPolicy};
pub use fact::{Invoice, Payment};
pub use inclusion::Inclusion;
pub use limit::{CreditLimit, CreditLimitError, TemporaryLimit};
pub use line::{RecordedInvoice, RecordedPayment};
pub use partition::{AgedItems, AgeingBasis, AgeingDraft, AgeingError, AgeingPartition};
pub use payment_index::{IndexPoint, NoPaymentIndex, PaymentIndexDraft, PaymentIndexPolicy};
pub use promise::{Promise, PromiseStatus, promises};
pub use security::{Collateral, CollateralKind, LimitValidity};
pub(crate) use settle::settle_with;
pub use settle::{OpenBalance, OpenItem, settle};
pub use terms::{Instalment, InstalmentPart, PaymentTerms, PaymentTermsDraft, open_instalments};

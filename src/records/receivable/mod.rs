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
//!
//! Systems of the domain: [S6], [S10], [S20].
//!
//! [S6]: crate::docs::domain#s6
//! [S10]: crate::docs::domain#s10
//! [S20]: crate::docs::domain#s20

mod collateral;
mod collection;
mod conduct;
mod inclusion;
mod invoice;
mod limit;
mod payment;
mod recorded_invoice;
mod recorded_payment;
mod settlement;
mod terms;

pub use collateral::{Collateral, CollateralKind};
pub use collection::{
    AgedItems, AgeingBasis, AgeingDraft, AgeingError, AgeingPartition, DunningBasis, DunningDraft,
    DunningLevel, DunningPolicy, Promise, PromiseStatus, promises,
};
pub use conduct::{
    DaysBeyondTerms, IndexPoint, PaymentIndexDraft, PaymentIndexError, PaymentIndexPolicy,
    SalesWindow, count_back_dso, overdue_share,
};
pub use inclusion::Inclusion;
pub use invoice::Invoice;
pub use limit::{CreditLimit, CreditLimitError, LimitValidity, TemporaryLimit};
pub use payment::Payment;
pub use recorded_invoice::RecordedInvoice;
pub use recorded_payment::RecordedPayment;
pub(crate) use settlement::settle_with_receipt;
pub use settlement::{Ageing, Bucket, OpenBalance, OpenItem, settle};
pub use terms::{Instalment, InstalmentPart, PaymentTerms, PaymentTermsDraft, open_instalments};

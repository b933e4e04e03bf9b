//! The receivables of a customer: invoices, payments, limits, and the settlement of invoices by
//! payments (S10, S20).
//!
//! | type | meaning |
//! |---|---|
//! | [`Invoice`], [`Payment`] | the facts |
//! | [`InvoiceInstalments`], [`InvoiceInstalment`] | parts of an invoice due by themselves |
//! | [`Dispute`] | a part of an invoice that is in dispute |
//! | [`Bill`] | a bill by which a customer pays: it settles, and is not money yet |
//! | [`FloorStock`] | an agreement about goods on standing credit |
//! | [`Deposit`] | a deposit of a customer: owed by us, and a security |
//! | [`Statement`] | a statement of account, sent and answered |
//! | [`SettlementKind`], [`Allocation`] | the kind of a settlement; its part for one invoice |
//! | [`RecordedInvoice`], [`RecordedPayment`] | the facts as an account holds them |
//! | [`Receivables`] | the invoices of a customer and what settles them |
//! | [`OpenBalance`] | open, overdue and unapplied money as of a day, with its ageing |
//! | [`OpenItem`] | an invoice that is not paid in full |
//! | [`Ageing`] | open items by bucket, in minor units |
//! | [`settle`] | settles invoices with payments up to a day |
//! | [`SmallChange`] | the tolerance below which an open item is not judged |
//! | [`Bucket`] | a bucket of ageing: not due, 1–30, 31–60, 61–90, 91–120, over 120 days past due |
//! | [`AgeingPartition`] | any other buckets, by due date or invoice date, per instalment |
//! | [`PaymentTerms`] | terms: prepaid, on delivery, net, end of month, in instalments |
//! | [`DaysBeyondTerms`], [`overdue_share`], [`PaymentIndexPolicy`] | the conduct of payment |
//! | [`PaymentHistory`], [`BilledMonth`] | the conduct of a year at a glance; its highest month |
//! | [`SettledItem`], [`settled_items`] | an invoice that was settled, with its day and its delay |
//! | [`SalesWindow`], [`count_back_dso`] | days sales outstanding, and the share collected |
//! | [`Promise`], [`DunningPolicy`] | promises to pay, and reminders |
//! | [`CreditLimit`], [`TemporaryLimit`], [`LimitValidity`] | the most that may be owed, and when |
//! | [`Collateral`] | a guarantee or an insurance, for a while |
//! | [`Inclusion`] | the choice of a policy whether a part of the debt counts |
//!
//! Which payment settles which invoice is not stored: it is a function of the invoices issued and
//! the payments made up to the day that is asked, so the past can be asked as it was.
//!
//! Parts, plain forms and errors:
//!
//! | type | meaning |
//! |---|---|
//! | [`AgeingPartitionDraft`] | the plain form of an ageing partition |
//! | [`AgeingBasis`] | the day from which the age of an item is counted: due date or invoice date |
//! | [`AgedItems`] | open items by bucket, and the credit that is not applied to any |
//! | [`AgedPart`] | an open part of an invoice, or an open item from elsewhere |
//! | [`AgeingError`] | the reason why columns cannot be aged |
//! | [`PaymentTermsDraft`] | the plain form of payment terms |
//! | [`BillDays`] | the days from which the due dates of a bill are counted |
//! | [`TermDays`], [`TermsFrom`] | days from which terms run; the event that starts them |
//! | [`StatutoryTerms`], [`StatutoryPayer`] | the longest terms that the law allows, by payer |
//! | [`BeyondStatutoryTerm`], [`ItemBeyondTerm`] | a due date later than the law allows; its item |
//! | [`Instalment`] | a part of a bill and its due date |
//! | [`InstalmentPart`] | a part of instalment terms |
//! | [`open_instalments`] | the open rest of each instalment of a bill |
//! | [`TimedPayment`] | a payment, with the days from the due date to the payment |
//! | [`PaymentIndexPolicyDraft`] | the plain form of a payment index policy |
//! | [`IndexPoint`] | a point of the table by which days beyond terms become an index |
//! | [`PaymentIndexError`] | the reason why there is no index |
//! | [`Collectable`] | receivables at the beginning of a window, and those not overdue at its end |
//! | [`MonthlySales`] | credit sales of a month |
//! | [`promises`] | the promises of a customer with their status, as of a day |
//! | [`PromiseStatus`] | the status of a promise: open, kept, broken |
//! | [`DunningPolicyDraft`] | the plain form of a dunning policy |
//! | [`DunningLevel`] | a level of reminders |
//! | [`DunningBasis`] | the way in which the days of a level are counted |
//! | [`Reminder`] | a reminder that was sent |
//! | [`CreditLimitError`] | the reason why a credit limit is refused |
//! | [`CollateralKind`] | the effect of collateral on credit |
//! | [`AcceptorKind`], [`Recourse`] | the acceptor of a bill; the liability for one passed on |
//! | [`PassedOn`], [`BillFate`], [`BillState`] | endorsement; fate; the state on a date |
//! | [`DepositUse`], [`DepositUseKind`] | a part of a deposit that was returned or set off |
//! | [`StatementAnswer`] | the answer of a customer to a statement |
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
mod instruments;
mod invoice;
mod limit;
mod parts;
mod payment;
mod recorded_invoice;
mod settlement;
mod terms;

pub use collateral::{Collateral, CollateralKind};
pub use collection::{
    AgedItems, AgedPart, AgeingBasis, AgeingError, AgeingPartition, AgeingPartitionDraft,
    DunningBasis, DunningLevel, DunningPolicy, DunningPolicyDraft, Promise, PromiseStatus,
    Reminder, promises,
};
pub use conduct::{
    BilledMonth, Collectable, DaysBeyondTerms, IndexPoint, MonthlySales, PaymentHistory,
    PaymentIndexError, PaymentIndexPolicy, PaymentIndexPolicyDraft, SalesWindow, SettledItem,
    TimedPayment, count_back_dso, overdue_share, settled_items,
};
pub use inclusion::Inclusion;
pub use instruments::{
    AcceptorKind, Bill, BillFate, BillState, Deposit, DepositUse, DepositUseKind, FloorStock,
    PassedOn, Recourse, Statement, StatementAnswer,
};
pub use invoice::Invoice;
pub use limit::{CreditLimit, CreditLimitError, LimitValidity, TemporaryLimit};
pub use parts::{Dispute, InvoiceInstalment, InvoiceInstalments};
pub use payment::{Allocation, Payment, RecordedPayment, SettlementKind};
pub use recorded_invoice::RecordedInvoice;
pub use settlement::{Ageing, Bucket, OpenBalance, OpenItem, Receivables, SmallChange, settle};
pub(crate) use settlement::{InvoiceParts, SettledPart, Settlement, settle_with_receipt};
pub use terms::{
    BeyondStatutoryTerm, BillDays, Instalment, InstalmentPart, ItemBeyondTerm, PaymentTerms,
    PaymentTermsDraft, StatutoryPayer, StatutoryTerms, TermDays, TermsFrom, open_instalments,
};

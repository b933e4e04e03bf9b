//! Conduct of payment: days beyond terms, days sales outstanding, overdue share, payment index,
//! and the payment history at a glance.

mod days_beyond_terms;
mod overdue_share;
mod payment_history;
mod payment_index_policy;
mod sales_window;
mod settled_item;

pub use days_beyond_terms::{DaysBeyondTerms, TimedPayment};
pub use overdue_share::overdue_share;
pub use payment_history::{BilledMonth, PaymentHistory};
pub use payment_index_policy::{
    IndexPoint, PaymentIndexError, PaymentIndexPolicy, PaymentIndexPolicyDraft,
};
pub use sales_window::{Collectable, MonthlySales, SalesWindow, count_back_dso};
pub use settled_item::{SettledItem, settled_items};

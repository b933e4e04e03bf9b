//! The days on which money is expected, and the sums of each week.

mod cash_in_policy;
mod forecast;
mod payment_habit;

pub use cash_in_policy::{CashInDebtor, CashInPolicy, CashInPolicyDraft};
pub use forecast::{CashInForecast, CashInWeek, ExpectedReceipt, ReceiptBasis};
pub use payment_habit::{DaysInterval, PaymentHabit};

//! Terms of payment and the instalments of a bill.

mod instalment;
mod payment_terms;

pub use instalment::{Instalment, open_instalments};
pub use payment_terms::{BillDays, InstalmentPart, PaymentTerms, PaymentTermsDraft};

//! Terms of payment and the instalments of a bill.

mod instalment;
mod payment_terms;
mod statutory_term;
mod terms_start;

pub use instalment::{Instalment, open_instalments};
pub use payment_terms::{BillDays, InstalmentPart, PaymentTerms, PaymentTermsDraft};
pub use statutory_term::{BeyondStatutoryTerm, ItemBeyondTerm, StatutoryPayer, StatutoryTerms};
pub use terms_start::{TermDays, TermsFrom};

//! Parts of an invoice: instalments with a retention, and what is in dispute.

mod dispute;
mod invoice_instalments;

pub use dispute::Dispute;
pub use invoice_instalments::{InvoiceInstalment, InvoiceInstalments};

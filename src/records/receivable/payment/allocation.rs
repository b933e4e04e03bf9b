use crate::id::DocumentId;
use crate::money::Money;

/// The part of a payment that is meant for one invoice.
///
/// ```
/// use guanxi::receivable::{Allocation, Payment};
///
/// let cheque = Payment::new("cheque 1001".parse()?, "2026-03-20".parse()?, "CNY 125".parse()?);
/// let cheque = cheque
///     .allocated(Allocation { invoice: "I-1".parse()?, amount: "CNY 60".parse()? })
///     .allocated(Allocation { invoice: "I-2".parse()?, amount: "CNY 40".parse()? });
/// assert_eq!(cheque.allocations.len(), 2, "the rest of 25 names no invoice");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "核销分配")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Allocation {
    /// The number of the invoice.
    pub invoice: DocumentId,
    /// The amount, positive.
    pub amount: Money,
}

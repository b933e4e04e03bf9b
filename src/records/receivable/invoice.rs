use crate::calendar::Day;
use crate::id::DocumentId;
use crate::money::Money;

/// A bill to a customer.
///
/// ```
/// use guanxi::receivable::Invoice;
/// let invoice = Invoice::new(
///     "I-1".parse()?, "2026-03-01".parse()?, "2026-03-31".parse()?, "CNY 500".parse()?,
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "发票")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Invoice {
    /// The number of the invoice, unique among invoices.
    pub document: DocumentId,
    /// The day of issue.
    pub issued: Day,
    /// The day by which it is to be paid, not before the issue. Due today is not overdue.
    pub due: Day,
    /// The amount, positive.
    pub amount: Money,
    /// Whether the customer disputes it. A disputed invoice stays in the exposure unless the policy
    /// leaves it out.
    pub disputed: bool,
}

impl Invoice {
    /// An undisputed invoice.
    ///
    /// ```
    /// # use guanxi::receivable::Invoice;
    /// # let (day, amount) = ("2026-03-01".parse()?, "CNY 500".parse()?);
    /// assert!(!Invoice::new("I-1".parse()?, day, day, amount).disputed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn new(document: DocumentId, issued: Day, due: Day, amount: Money) -> Self {
        Self { document, issued, due, amount, disputed: false }
    }

    /// The same invoice, disputed.
    ///
    /// ```
    /// # use guanxi::receivable::Invoice;
    /// # let (day, amount) = ("2026-03-01".parse()?, "CNY 500".parse()?);
    /// assert!(Invoice::new("I-1".parse()?, day, day, amount).in_dispute().disputed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn in_dispute(self) -> Self {
        Self { disputed: true, ..self }
    }
}

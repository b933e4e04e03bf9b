use std::borrow::Cow;

use crate::calendar::Day;
use crate::id::DocumentId;
use crate::intake::{Fault, Feed, Intake, Record};
use crate::money::Money;

/// Money received from a customer.
#[doc(alias = "回款")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Payment {
    /// The number of the payment, unique among payments.
    pub document: DocumentId,
    /// The day of receipt.
    pub date: Day,
    /// The amount, positive.
    pub amount: Money,
    /// The invoice that it names. A payment without one settles the invoices that are due first.
    pub invoice: Option<DocumentId>,
}

impl Payment {
    /// A payment that names no invoice.
    ///
    /// ```
    /// use guanxi::receivable::Payment;
    ///
    /// let payment = Payment::new("P-1".parse()?, "2026-03-20".parse()?, "CNY 500".parse()?);
    /// let named = payment.for_invoice("I-1".parse()?);
    /// assert_eq!(named.invoice, Some("I-1".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn new(document: DocumentId, date: Day, amount: Money) -> Self {
        Self { document, date, amount, invoice: None }
    }

    /// The payment, with the name of the invoice that it pays.
    pub fn for_invoice(self, invoice: DocumentId) -> Self {
        Self { invoice: Some(invoice), ..self }
    }
}

impl Record for Payment {
    fn name(&self) -> Cow<'_, str> {
        self.document.as_str().into()
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.positive(self.amount)
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Receivables, self.date))
    }
}

use super::{Fault, Intake, Listed, NamedDocument, NamedInvoice, Names};
use crate::calendar::Day;
use crate::id::DocumentId;

/// A fact of the dealings with a customer, kept whole in a list of its own: what was agreed,
/// claimed, moved or broken.
pub(crate) trait Dealing: Listed {
    /// The documents that facts of the kind name.
    const NAMES: Names;

    /// `true` for a term of one customer: a merge leaves that of the merged customer aside.
    const IS_TERM: bool;

    /// `true` where a fact can rule out another of its kind that goes by another name.
    const IS_EXCLUSIVE: bool;

    /// `true` where several facts can go by one name, as reports of one fire. The name then means
    /// all of them.
    const SHARES_NAMES: bool;

    /// `true` where the own day of a fact makes the customer start.
    const STARTS_CUSTOMER: bool;

    /// The day of the fact, before which nobody knows of it; `None` for what is agreed and can be
    /// known before the days for which it holds.
    fn own_day(&self) -> Option<Day>;

    /// The invoice that the fact is about; `None` unless the kind names invoices.
    fn invoice(&self) -> Option<&DocumentId>;

    /// Checks the fact against the invoice that it is about.
    fn check_invoice(&self, _invoice: NamedInvoice, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }

    /// Takes the name of an erased document out of the fact. Tells whether it is left: most facts
    /// are gone with the document that they name.
    fn forget(&mut self, erased: NamedDocument<'_>) -> bool {
        !self.names(erased)
    }

    /// Tells whether the fact names a document.
    fn names(&self, document: NamedDocument<'_>) -> bool {
        match document {
            NamedDocument::Invoice(number) => {
                self.invoice().is_some_and(|invoice| invoice.as_str() == number)
            }
            NamedDocument::Order(_) => false,
        }
    }
}

use std::borrow::Cow;

use super::RecordedInvoice;
use crate::calendar::Day;
use crate::engine::Interner;
use crate::id::DocumentId;
use crate::intake::{
    Documented, Fault, Feed, Field, Insertion, Intake, Names, Plain, Record, TableDocument, Tabled,
};
use crate::money::Money;

/// A bill to a customer.
#[doc(alias = "发票")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Invoice {
    /// The number of the invoice, unique among invoices.
    pub document: DocumentId,
    /// The day of issue.
    pub issued: Day,
    /// The due date, not before the issue. An invoice that is due today is not overdue.
    pub due: Day,
    /// The amount, positive.
    pub amount: Money,
    /// `true` when the customer disputes it. A disputed invoice stays in the exposure unless the
    /// policy leaves it out.
    pub disputed: bool,
}

impl Invoice {
    /// An undisputed invoice.
    ///
    /// ```
    /// use guanxi::receivable::Invoice;
    ///
    /// let (issued, due) = ("2026-03-01".parse()?, "2026-03-31".parse()?);
    /// let invoice = Invoice::new("I-1".parse()?, issued, due, "CNY 500".parse()?);
    /// assert!(!invoice.disputed && invoice.in_dispute().disputed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn new(document: DocumentId, issued: Day, due: Day, amount: Money) -> Self {
        Self { document, issued, due, amount, disputed: false }
    }

    /// The invoice, disputed by the customer.
    pub fn in_dispute(self) -> Self {
        Self { disputed: true, ..self }
    }
}

impl Record for Invoice {
    fn name(&self) -> Cow<'_, str> {
        self.document.as_str().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { document, issued, due, amount, disputed } = self;
        vec![
            Field::new("document", document),
            Field::new("issued", issued),
            Field::new("due", due),
            Field::new("amount", amount),
            Field::new("disputed", disputed),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.positive(self.amount)?;
        Intake::not_before("due", self.due, self.issued)
    }
}

impl Documented for Invoice {
    const NUMBERS_ARE_CUSTOMERS: bool = false;
    const FEED: Option<Feed> = Some(Feed::Receivables);
    const NAMES: Names = Names::Nothing;

    fn document(&self) -> &DocumentId {
        &self.document
    }

    fn day(&self) -> Day {
        self.issued
    }

    fn amount(&self) -> Money {
        self.amount
    }
}

/// Invoices stand in the order in which free money settles them: due date, then number.
impl Tabled for Invoice {
    type Fact = Self;
    type Entry = RecordedInvoice;
    type Placement = Insertion<RecordedInvoice>;

    fn fact(&self) -> &Self {
        self
    }

    fn repeats(&self, recorded: u32, run: &[RecordedInvoice]) -> bool {
        let mut recorded = run.iter().filter(|it| it.document == recorded);
        recorded.any(|it| it.due == self.due && it.is_disputed() == self.disputed)
    }

    fn place(
        &self,
        document: u32,
        run: &[RecordedInvoice],
        numbers: &Interner,
    ) -> Option<Insertion<RecordedInvoice>> {
        let Self { issued, due, .. } = *self;
        let amount = self.amount.amount();
        let entry = RecordedInvoice::new(amount, issued, due, document).disputed(self.disputed);
        Some(Insertion::before(run, entry, |it| {
            let number = || numbers.name(it.document).cmp(self.document.as_str());
            it.due.cmp(&due).then_with(number).is_ge()
        }))
    }
}

impl Plain for Invoice {
    fn from_table(document: TableDocument<Self::Entry>) -> Option<Self> {
        let TableDocument { number, day, amount, entry, .. } = document;
        let entry = entry?;
        let invoice = Self::new(number, day, entry.due, amount);
        Some(Self { disputed: entry.is_disputed(), ..invoice })
    }

    /// As issued when it becomes known: money that names it waits for it.
    fn awaited(&self, known_from: Day) -> Option<Self> {
        Some(Self { issued: known_from, ..self.clone() })
    }
}

use std::borrow::Cow;

use crate::calendar::Day;
use crate::id::DocumentId;
use crate::intake::{Dealing, Fault, Field, Intake, Listed, NamedInvoice, Names, Record};
use crate::money::{Money, Total};

/// A part of an invoice that is due by itself.
#[doc(alias = "分期付款")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct InvoiceInstalment {
    /// The due date.
    pub due: Day,
    /// The amount, positive.
    pub amount: Money,
    /// True for the retention: the last part, kept back until the goods have proved good.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_no_retention"))]
    #[doc(alias = "质保金")]
    pub is_retention: bool,
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_no_retention(is_retention: &bool) -> bool {
    !*is_retention
}

impl InvoiceInstalment {
    /// An instalment.
    pub const fn new(due: Day, amount: Money) -> Self {
        Self { due, amount, is_retention: false }
    }

    /// The retention.
    pub const fn retention(due: Day, amount: Money) -> Self {
        Self { due, amount, is_retention: true }
    }
}

/// The instalments of an invoice, as agreed on a day.
///
/// # Rule
///
/// > S10: an invoice may have instalments (due day, amount) and a retention (a last part, due
/// > later); together they add up to it, and every rule goes by them: allocation by due day,
/// > ageing, dunning, order check, index.
///
/// From their day on they take the place of the invoice's own due date. Where a later version of
/// the invoice bills another amount, they do not add up to it any more, and it is due as a whole
/// until they are revised, too; so where it is issued after their day or the first part is due.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::receivable::{Invoice, InvoiceInstalment, InvoiceInstalments, OpenBalance};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (issued, due) = ("2026-03-01".parse()?, "2026-03-31".parse()?);
/// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 100".parse()?))?;
/// let half = |due: &str| -> Result<InvoiceInstalment, Box<dyn std::error::Error>> {
///     Ok(InvoiceInstalment::new(due.parse()?, "CNY 50".parse()?))
/// };
/// let parts = vec![half("2026-03-15")?, half("2026-03-31")?];
/// account.record(InvoiceInstalments { invoice: "I1".parse()?, from: issued, parts })?;
/// let balance = OpenBalance::as_of(account.view().receivables(), "2026-03-29".parse()?);
/// assert_eq!((balance.ageing.overdue().minor(), balance.oldest_days_past_due), (50_00, 14));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "分期付款")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct InvoiceInstalments {
    /// The number of the invoice.
    pub invoice: DocumentId,
    /// The day from which they hold: that of the invoice, or a later one.
    pub from: Day,
    /// The parts in the order of their due dates, none due before the issue of the invoice. A
    /// retention is the last.
    pub parts: Vec<InvoiceInstalment>,
}

impl InvoiceInstalments {
    /// The sum of the parts.
    pub fn sum(&self) -> Total {
        self.parts.iter().map(|part| part.amount.amount()).collect()
    }
}

impl Record for InvoiceInstalments {
    fn name(&self) -> Cow<'_, str> {
        self.invoice.as_str().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { invoice, from, parts } = self;
        let part = |part: &InvoiceInstalment| {
            let InvoiceInstalment { due, amount, is_retention } = part;
            format!("{}{amount} due {due}", if *is_retention { "retention of " } else { "" })
        };
        vec![
            Field::new("invoice", invoice),
            Field::new("from", from),
            Field::listed("parts", parts.iter().map(part)),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        let bound = || "be at least one".to_owned();
        Intake::demand(!self.parts.is_empty(), "parts", bound, || "none".to_owned())?;
        for part in &self.parts {
            intake.positive(part.amount)?;
        }
        for (before, part) in self.parts.iter().zip(self.parts.iter().skip(1)) {
            Intake::not_before("due", part.due, before.due)?;
            let bound = || "be the last part".to_owned();
            Intake::demand(!before.is_retention, "retention", bound, || before.due.to_string())?;
        }
        Ok(())
    }
}

/// The list stands in the order of the invoices, each of which has instalments once.
impl Listed for InvoiceInstalments {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.invoice == recorded.invoice
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.invoice <= recorded.invoice
    }
}

impl Dealing for InvoiceInstalments {
    const NAMES: Names = Names::Invoices;
    const IS_TERM: bool = false;
    const IS_EXCLUSIVE: bool = false;
    const SHARES_NAMES: bool = false;
    const STARTS_CUSTOMER: bool = false;

    fn own_day(&self) -> Option<Day> {
        Some(self.from)
    }

    fn invoice(&self) -> Option<&DocumentId> {
        Some(&self.invoice)
    }

    /// Instalments add up to their invoice, and none is before it.
    fn check_invoice(&self, invoice: NamedInvoice, intake: Intake) -> Result<(), Fault> {
        let first = self.parts.first().map_or(invoice.issued, |part| part.due);
        Intake::not_before("from", self.from, invoice.issued)?;
        Intake::not_before("due", first, invoice.issued)?;
        let (sum, whole) = (self.sum(), invoice.amount.to_total());
        let bound = || format!("add up to {}", whole.with_currency(intake.currency()));
        let found = || sum.with_currency(intake.currency()).to_string();
        Intake::demand(sum == whole, "parts", bound, found)
    }
}

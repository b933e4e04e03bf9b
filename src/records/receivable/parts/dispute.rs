use std::borrow::Cow;

use crate::calendar::{AsOf, Day, Validity};
use crate::id::DocumentId;
use crate::intake::{Dealing, Fault, Field, Intake, Listed, NamedInvoice, Names, Record};
use crate::money::Money;

/// A dispute about an invoice, from a day until it is settled.
///
/// # Rule
///
/// > S10: an invoice has at most one dispute a day: from a day, of an amount (the whole by
/// > default), up to the day it is settled, which is undisputed again. The undisputed part is
/// > settled first.
///
/// A dispute does not hold beside a later version of the invoice that bills less than its part, or
/// is issued after its first day, until it is revised, too: it was about another bill.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::receivable::{Dispute, Invoice, OpenBalance};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (issued, due) = ("2026-02-01".parse()?, "2026-03-01".parse()?);
/// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 1000".parse()?))?;
/// let dispute = Dispute::new("I1".parse()?, "2026-04-02".parse()?);
/// account.record(dispute.about("CNY 100".parse()?).settled_on("2026-05-10".parse()?))?;
/// let disputed = |t| OpenBalance::as_of(account.view().receivables(), t).disputed.minor();
/// assert_eq!(disputed("2026-04-01".parse()?), 0);
/// assert_eq!(disputed("2026-04-02".parse()?), 100_00);
/// assert_eq!(disputed("2026-05-10".parse()?), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "争议")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Dispute {
    /// The number of the invoice.
    pub invoice: DocumentId,
    /// The first day of the dispute, not before the issue of the invoice.
    pub from: Day,
    /// The day on which it is settled: the first without dispute, after `from`. `None` while it is
    /// open.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub to: Option<Day>,
    /// The part in dispute, positive and at most the invoice; the whole when none is named.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub amount: Option<Money>,
}

impl Dispute {
    /// An open dispute about a whole invoice.
    pub const fn new(invoice: DocumentId, from: Day) -> Self {
        Self { invoice, from, to: None, amount: None }
    }

    /// The dispute, about a part of the invoice.
    #[must_use]
    pub fn about(self, amount: Money) -> Self {
        Self { amount: Some(amount), ..self }
    }

    /// The dispute, settled on a day.
    #[must_use]
    pub fn settled_on(self, to: Day) -> Self {
        Self { to: Some(to), ..self }
    }

    /// Tells whether the invoice is in dispute at `t`.
    pub fn holds_at(&self, t: AsOf) -> bool {
        t.sees(self.from) && self.to.is_none_or(|to| t.day() < to)
    }

    fn is_over_by(&self, day: Day) -> bool {
        self.to.is_some_and(|to| to <= day)
    }
}

impl Record for Dispute {
    fn name(&self) -> Cow<'_, str> {
        format!("{} from {}", self.invoice, self.from).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { invoice, from, to, amount } = self;
        vec![
            Field::new("invoice", invoice),
            Field::new("from", from),
            Field::optional("to", *to),
            Field::optional("amount", *amount),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        if let Some(amount) = self.amount {
            intake.positive(amount)?;
        }
        let Some(to) = self.to else { return Ok(()) };
        let bound = || format!("be after {}", self.from);
        Intake::demand(to > self.from, "to", bound, || to.to_string())
    }
}

/// The list stands in the order of invoices, then days.
impl Listed for Dispute {
    fn contradicts(&self, recorded: &Self) -> bool {
        let are_apart = self.is_over_by(recorded.from) || recorded.is_over_by(self.from);
        self.invoice == recorded.invoice && !are_apart
    }

    fn sole_days(&self) -> Option<Validity> {
        let last = self.to.map(|to| to.offset(-1));
        Validity::try_new(self.from, last).ok()
    }

    fn is_before(&self, recorded: &Self) -> bool {
        (&self.invoice, self.from) <= (&recorded.invoice, recorded.from)
    }
}

impl Dealing for Dispute {
    const NAMES: Names = Names::Invoices;
    const IS_TERM: bool = false;
    const IS_EXCLUSIVE: bool = true;
    const SHARES_NAMES: bool = false;
    const STARTS_CUSTOMER: bool = false;

    fn own_day(&self) -> Option<Day> {
        Some(self.from)
    }

    fn invoice(&self) -> Option<&DocumentId> {
        Some(&self.invoice)
    }

    /// A dispute is about no more than its invoice, not before it, and not about one that is
    /// disputed from its issue on.
    fn check_invoice(&self, invoice: NamedInvoice, intake: Intake) -> Result<(), Fault> {
        Intake::not_before("from", self.from, invoice.issued)?;
        if let Some(amount) = self.amount {
            let bound = || {
                let whole = invoice.amount.to_total().with_currency(intake.currency());
                format!("be at most {whole}, the amount of the invoice")
            };
            let fits = amount.amount() <= invoice.amount;
            Intake::demand(fits, "amount", bound, || amount.to_string())?;
        }
        let bound = || "not be disputed from its issue on".to_owned();
        Intake::demand(!invoice.is_disputed, "invoice", bound, || self.invoice.to_string())
    }
}

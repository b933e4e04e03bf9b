use std::borrow::Cow;

use super::settlement_kind::InvoiceName;
use super::{Allocation, SettlementKind};
use crate::calendar::Day;
use crate::id::DocumentId;
use crate::intake::{Documented, Fault, Feed, Field, Intake, NamedDocument, Names, Record};
use crate::money::{Amount, Money, Total};

/// Money received from a customer, or what else settles invoices.
///
/// # Rule
///
/// > S10: a settlement has a kind. One payment may settle several invoices: allocations that add up
/// > to at most its amount; the rest names no invoice. A settlement that never becomes credit names
/// > its invoices for all of its amount, a refund names none.
#[doc(alias = "回款")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Payment {
    /// The number of the payment, unique among payments.
    pub document: DocumentId,
    /// The day of receipt.
    pub date: Day,
    /// The amount: positive, or of either sign for a difference of exchange.
    pub amount: Money,
    /// The invoice that it names. A payment without one settles the invoices that are due first.
    pub invoice: Option<DocumentId>,
    /// The kind; money received by default.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_received"))]
    pub kind: SettlementKind,
    /// The parts meant for several invoices, each named once; none beside `invoice`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub allocations: Vec<Allocation>,
    /// The paper of which this is a share, where one paper pays for several customers. It joins
    /// nothing else: each share is a payment of its own.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub paper: Option<DocumentId>,
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_received(kind: &SettlementKind) -> bool {
    *kind == SettlementKind::Received
}

impl Payment {
    /// Money received that names no invoice.
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
        let kind = SettlementKind::Received;
        Self { document, date, amount, invoice: None, kind, allocations: Vec::new(), paper: None }
    }

    /// The payment, with the name of the invoice that it pays.
    pub fn for_invoice(self, invoice: DocumentId) -> Self {
        Self { invoice: Some(invoice), ..self }
    }

    /// The settlement, of another kind.
    ///
    /// ```
    /// use guanxi::receivable::{Payment, SettlementKind};
    ///
    /// let kept = Payment::new("D-1".parse()?, "2026-03-20".parse()?, "CNY 20".parse()?);
    /// let kept = kept.for_invoice("I-1".parse()?).of_kind(SettlementKind::CashDiscount);
    /// assert_eq!(kept.kind.to_string(), "cash discount");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_kind(self, kind: SettlementKind) -> Self {
        Self { kind, ..self }
    }

    /// The payment, with one more part meant for an invoice.
    pub fn allocated(mut self, allocation: Allocation) -> Self {
        self.allocations.push(allocation);
        self
    }

    /// The payment, as a share of a paper that pays for several customers.
    pub fn on_paper(self, paper: DocumentId) -> Self {
        Self { paper: Some(paper), ..self }
    }

    /// Takes the name of an erased invoice out. Money stays as money without a name; of what must
    /// name an invoice the part is gone. Tells whether anything is left.
    fn forget_invoice(&mut self, number: &str) -> bool {
        let is_it = |invoice: &DocumentId| invoice.as_str() == number;
        let must_name = self.kind.must_name_invoice();
        let is_forgotten = self.invoice.take_if(|invoice| is_it(invoice)).is_some();
        let before = self.allocations.len();
        self.allocations.retain(|it| !is_it(&it.invoice));
        if must_name && self.allocations.len() < before {
            self.amount = match self.allocated_sum().to_amount() {
                Some(sum) => Money::new(sum, self.amount.currency()),
                None => self.amount,
            };
        }
        // One invoice that is named for all of it is named as a whole.
        if let [only] = self.allocations.as_slice()
            && only.amount == self.amount
        {
            self.invoice = Some(only.invoice.clone());
            self.allocations.clear();
            return true;
        }
        let is_gone = is_forgotten || before > 0 && self.allocations.is_empty();
        !(must_name && is_gone)
    }

    /// The sum of the allocations.
    fn allocated_sum(&self) -> Total {
        self.allocations.iter().map(|it| it.amount.amount()).collect()
    }

    /// The part that names no invoice; nothing where all of it does.
    pub(crate) fn rest(&self) -> Option<Amount> {
        if self.invoice.is_some() {
            return None;
        }
        let rest = self.amount.amount().to_total().minus(self.allocated_sum());
        rest.to_amount().filter(|rest| *rest != Amount::ZERO)
    }

    fn check_amount(&self, intake: Intake) -> Result<(), Fault> {
        if self.kind != SettlementKind::ExchangeDifference {
            return intake.positive(self.amount);
        }
        intake.amount(self.amount)?;
        let bound = || "not be zero".to_owned();
        let is_one = self.amount.amount() != Amount::ZERO;
        Intake::demand(is_one, "amount", bound, || self.amount.to_string())
    }

    /// Each allocation is positive, in the currency of the book, and names another invoice; there
    /// is none beside `invoice`.
    fn check_allocations(&self, intake: Intake) -> Result<(), Fault> {
        let field = "allocations";
        if let Some(invoice) = &self.invoice {
            let bound = || format!("be left out beside invoice {invoice}");
            let count = self.allocations.len();
            Intake::demand(count == 0, field, bound, || count.to_string())?;
        }
        if self.allocations.is_empty() {
            return Ok(());
        }
        for (place, allocation) in self.allocations.iter().enumerate() {
            let Allocation { invoice, amount } = allocation;
            let expected = intake.currency();
            let bound = || format!("give invoice {invoice} an amount in {expected}");
            Intake::demand(amount.currency() == expected, field, bound, || amount.to_string())?;
            let bound = || format!("give invoice {invoice} an amount above zero");
            Intake::demand(amount.amount().is_positive(), field, bound, || amount.to_string())?;
            let mut before = self.allocations.iter().take(place);
            let is_first = before.all(|it| it.invoice != *invoice);
            let bound = || format!("name invoice {invoice} once");
            Intake::demand(is_first, field, bound, || "twice".to_owned())?;
        }
        let sum = self.allocated_sum();
        let bound = || format!("add up to at most {}", self.amount);
        let fits = sum <= self.amount.amount().to_total();
        Intake::demand(fits, field, bound, || sum.with_currency(self.amount.currency()).to_string())
    }

    /// Each kind names an invoice, or names none, as it must.
    fn check_names(&self) -> Result<(), Fault> {
        let kind = self.kind;
        match kind.invoice_name() {
            InvoiceName::May => Ok(()),
            InvoiceName::MustNot => {
                let mut allocated = self.allocations.iter().map(|it| &it.invoice);
                let named = self.invoice.as_ref().or_else(|| allocated.next());
                let bound = || format!("not be named by a {kind}");
                let found = || named.map_or_else(String::new, ToString::to_string);
                Intake::demand(named.is_none(), "invoice", bound, found)
            }
            InvoiceName::Must => {
                let rest = self.rest().map(|rest| Money::new(rest, self.amount.currency()));
                let bound = || format!("be named for all of the amount, as its kind is {kind}");
                let found = || rest.map_or_else(String::new, |it| format!("missing for {it}"));
                Intake::demand(rest.is_none(), "invoice", bound, found)
            }
        }
    }
}

/// The invoices that a payment names, told in one way: a single allocation of all of the amount is
/// the name of an invoice. The order of allocations says nothing.
struct Named<'a> {
    invoice: Option<&'a DocumentId>,
    allocations: Vec<String>,
}

impl<'a> Named<'a> {
    fn of(payment: &'a Payment) -> Self {
        if let [Allocation { invoice, amount }] = payment.allocations.as_slice()
            && *amount == payment.amount
        {
            return Self { invoice: Some(invoice), allocations: Vec::new() };
        }
        let told = |it: &Allocation| format!("{} to {}", it.amount, it.invoice);
        let mut allocations: Vec<String> = payment.allocations.iter().map(told).collect();
        allocations.sort_unstable();
        Self { invoice: payment.invoice.as_ref(), allocations }
    }
}

impl Record for Payment {
    fn name(&self) -> Cow<'_, str> {
        self.document.as_str().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { document, date, amount, invoice: _, kind, allocations: _, paper } = self;
        let Named { invoice, allocations } = Named::of(self);
        vec![
            Field::new("document", document),
            Field::new("date", date),
            Field::new("amount", amount),
            Field::optional("invoice", invoice),
            Field::new("kind", kind),
            Field::listed("allocations", allocations.iter()),
            Field::optional("paper", paper.as_ref()),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        self.check_amount(intake)?;
        self.check_allocations(intake)?;
        self.check_names()
    }
}

impl Documented for Payment {
    const NUMBERS_ARE_CUSTOMERS: bool = true;
    const FEED: Option<Feed> = Some(Feed::Receivables);
    const NAMES: Names = Names::Invoices;

    fn document(&self) -> &DocumentId {
        &self.document
    }

    fn day(&self) -> Day {
        self.date
    }

    fn amount(&self) -> Money {
        self.amount
    }

    fn named_invoices(&self) -> Vec<&DocumentId> {
        self.invoice.iter().chain(self.allocations.iter().map(|it| &it.invoice)).collect()
    }

    fn forget(&mut self, erased: NamedDocument<'_>) -> bool {
        match erased {
            NamedDocument::Invoice(number) => self.forget_invoice(number),
            NamedDocument::Order(_) => true,
        }
    }
}

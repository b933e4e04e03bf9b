use std::borrow::Cow;

use crate::account::ledger::{DocumentHeader, DocumentName, Documents, Ledger, Lists, Row};
use crate::account::{Fact, FactKind, FactName, facts};
use crate::engine::Interner;
use crate::expense::Expense;
use crate::id::{CustomerKey, DocumentId};
use crate::money::{Amount, Money, Total};
use crate::receivable::{Allocation, Invoice, Payment, RecordedInvoice, RecordedPayment};
use crate::timeline::DayTotal;
use crate::trade::{OpenOrder, RecordedOrder, Sale};

/// The facts that stand of a customer now, made again from what the tables hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recorded<'a> {
    ledger: &'a Ledger,
    key: CustomerKey,
    row: &'a Row,
}

impl<'a> Recorded<'a> {
    /// The beginning of the number of a fact that was loaded without one.
    pub(crate) const NO_NUMBER: &'static str = "no number, ";

    /// The facts of a customer; `None` when there is no such customer.
    pub(crate) fn of(ledger: &'a Ledger, key: CustomerKey) -> Option<Self> {
        Some(Self { ledger, key, row: ledger.row(key).ok()? })
    }

    /// A fact by its name, with the handle of its document where it has one.
    pub(crate) fn find(self, name: &FactName) -> Option<(Option<u32>, Fact)> {
        if self.documents(name.kind).is_some() {
            let handle = self.handle(name)?;
            return Some((Some(handle), self.document(name.kind, handle)?));
        }
        let mut named = self.others().filter(|it| it.kind() == name.kind && it.name() == *name);
        named.next().map(|fact| (None, fact))
    }

    /// The handle of a document of the customer.
    pub(crate) fn handle(self, name: &FactName) -> Option<u32> {
        let document = name.number.parse().ok()?;
        let named = DocumentName { customer: self.key, document: &document, line: name.line };
        let (handle, header) = self.documents(name.kind)?.find(name.kind, named)?;
        (header.customer == self.key).then_some(handle)
    }

    /// Tells whether another customer has a document of this name.
    pub(crate) fn is_of_another(self, name: &FactName) -> bool {
        let Ok(document) = name.number.parse::<DocumentId>() else { return false };
        let named = DocumentName { customer: self.key, document: &document, line: name.line };
        let found = self.documents(name.kind).and_then(|it| it.find(name.kind, named));
        found.is_some_and(|(_, header)| header.customer != self.key)
    }

    const fn documents(self, kind: FactKind) -> Option<&'a Documents> {
        self.ledger.tables.documents(kind)
    }

    /// The header of a document of a timeline.
    pub(crate) fn header(self, kind: FactKind, handle: u32) -> Option<DocumentHeader> {
        self.documents(kind)?.header(handle)
    }

    pub(crate) fn sales(self) -> &'a [DayTotal] {
        self.ledger.tables.sales.run(self.row.spans.sales)
    }

    pub(crate) fn expenses(self) -> &'a [DayTotal] {
        self.ledger.tables.expenses.run(self.row.spans.expenses)
    }

    pub(crate) fn orders(self) -> &'a [RecordedOrder] {
        self.ledger.tables.orders.run(self.row.spans.orders)
    }

    pub(crate) fn invoices(self) -> &'a [RecordedInvoice] {
        self.ledger.tables.invoices.run(self.row.spans.invoices)
    }

    pub(crate) fn payments(self) -> &'a [RecordedPayment] {
        self.ledger.tables.payments.run(self.row.spans.payments)
    }

    pub(crate) fn money(self, amount: Amount) -> Money {
        Money::new(amount, self.ledger.currency)
    }

    /// A sale by what is kept of its document. One that is void stands here still.
    fn sale(self, handle: u32) -> Option<Sale> {
        let table = &self.ledger.tables.sales;
        let DocumentHeader { day, amount, .. } = table.documents().header(handle)?;
        let (number, line) = DocumentName::read(FactKind::Sale, table.numbers().name(handle));
        let sale = Sale::new(number.parse().ok()?, day, self.money(amount));
        let groups = &self.ledger.groups;
        Some(Sale { line, groups: groups.names_of(handle), ..sale })
    }

    fn expense(self, handle: u32) -> Option<Expense> {
        let table = &self.ledger.tables.expenses;
        let DocumentHeader { day, amount, .. } = table.documents().header(handle)?;
        let (number, _) = DocumentName::read(FactKind::Expense, table.numbers().name(handle));
        Some(Expense::new(number.parse().ok()?, day, self.money(amount)))
    }

    pub(crate) fn order(self, it: &RecordedOrder) -> Option<OpenOrder> {
        let number = self.ledger.tables.orders.numbers().name(it.document);
        Some(OpenOrder::new(number.parse().ok()?, it.ordered, it.deliver, self.money(it.amount)))
    }

    /// The number of an invoice; of one without, a number that says so.
    pub(crate) fn invoice_number(self, handle: u32) -> Option<DocumentId> {
        number_or(self.ledger.tables.invoices.numbers(), handle).parse().ok()
    }

    pub(crate) fn invoice(self, it: &RecordedInvoice) -> Option<Invoice> {
        let number = self.invoice_number(it.document)?;
        let invoice = Invoice::new(number, it.issued, it.due, self.money(it.amount));
        Some(Invoice { disputed: it.is_disputed(), ..invoice })
    }

    fn payment(self, handle: u32) -> Option<Payment> {
        let tables = &self.ledger.tables;
        let run = tables.payments.run(self.row.spans.payments);
        let entries: Vec<_> = run.iter().filter(|it| it.document == handle).copied().collect();
        let (number, _) =
            DocumentName::read(FactKind::Payment, tables.payments.numbers().name(handle));
        let payment = self.payment_of(number.parse().ok()?, &entries)?;
        let papers = self.ledger.sparse(self.key).map_or(&[][..], |sparse| &sparse.papers);
        let paper = papers.iter().find(|(payment, _)| *payment == handle);
        Some(Payment { paper: paper.map(|(_, paper)| paper.clone()), ..payment })
    }

    /// The payment of its entries.
    pub(crate) fn payment_of(
        self,
        number: DocumentId,
        entries: &[RecordedPayment],
    ) -> Option<Payment> {
        let first = entries.first()?;
        let amount: Total = entries.iter().map(|it| it.amount).collect();
        let amount = self.money(amount.to_amount()?);
        let payment = Payment::new(number, first.day, amount).of_kind(first.kind());
        let mut named = entries.iter().filter(|it| it.invoice != RecordedPayment::NO_INVOICE);
        if entries.len() == 1 {
            let invoice = named.next().map(|it| self.invoice_number(it.invoice));
            return Some(match invoice {
                Some(invoice) => payment.for_invoice(invoice?),
                None => payment,
            });
        }
        named.try_fold(payment, |payment, it| {
            let invoice = self.invoice_number(it.invoice)?;
            Some(payment.allocated(Allocation { invoice, amount: self.money(it.amount) }))
        })
    }
}

/// A documented fact, made again from what its table holds.
trait Made: Sized {
    /// The fact of a document that stands.
    fn made(recorded: Recorded<'_>, handle: u32) -> Option<Self>;
}

impl Made for Sale {
    fn made(recorded: Recorded<'_>, handle: u32) -> Option<Self> {
        recorded.sale(handle)
    }
}

impl Made for Expense {
    fn made(recorded: Recorded<'_>, handle: u32) -> Option<Self> {
        recorded.expense(handle)
    }
}

impl Made for OpenOrder {
    fn made(recorded: Recorded<'_>, handle: u32) -> Option<Self> {
        recorded.order(recorded.orders().iter().find(|it| it.document == handle)?)
    }
}

impl Made for Invoice {
    fn made(recorded: Recorded<'_>, handle: u32) -> Option<Self> {
        recorded.invoice(recorded.invoices().iter().find(|it| it.document == handle)?)
    }
}

impl Made for Payment {
    fn made(recorded: Recorded<'_>, handle: u32) -> Option<Self> {
        recorded.payment(handle)
    }
}

macro_rules! define_recorded {
    (
        documented {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $table:ident: [$Entry:ty] by $record:ident;)*
        }
        monthly {
            $($(#[$month_about:meta])* $MonthKind:ident($MonthType:ty) = $month_word:literal,
                $months:ident: [$Month:ty] by $record_month:ident;)*
        }
        listed {
            $($(#[$list_about:meta])* $ListKind:ident($ListType:ty) = $list_word:literal,
                $list:ident: [$Item:ty] by $record_listed:ident;)*
        }
        kept {
            $($(#[$kept_about:meta])* $KeptKind:ident($KeptType:ty) = $kept_word:literal,
                $kept:ident: [$Kept:ty] by $record_kept:ident;)*
        }
    ) => {
        impl<'a> Recorded<'a> {
            /// The fact of a document of the customer that stands.
            pub(crate) fn document(self, kind: FactKind, handle: u32) -> Option<Fact> {
                match kind {
                    $(FactKind::$Kind => <$Type>::made(self, handle).map(Fact::$Kind),)*
                    $(FactKind::$MonthKind)|*
                    | $(FactKind::$ListKind)|*
                    | $(FactKind::$KeptKind)|*
                    | FactKind::Limit => None,
                }
            }

            /// The facts without a document of a table: amounts of months and those kept whole.
            pub(crate) fn others(self) -> impl Iterator<Item = Fact> + 'a {
                let (tables, spans) = (&self.ledger.tables, &self.row.spans);
                let months = std::iter::empty()$(.chain(
                    tables.$months.slice(spans.$months).iter().map(move |it| {
                        let fact = <$MonthType>::new(it.month(), self.money(it.amount()));
                        Fact::$MonthKind(fact)
                    }),
                ))*;
                let lists = self.ledger.sparse(self.key).map(|sparse| &sparse.lists);
                months.chain(lists.into_iter().flat_map(Lists::facts))
            }
        }
    };
}

facts!(define_recorded);

/// The number of a document; of one without, a number that says so.
fn number_or(numbers: &Interner, handle: u32) -> Cow<'_, str> {
    match numbers.name(handle) {
        "" => format!("{}invoice {handle}", Recorded::NO_NUMBER).into(),
        number => number.into(),
    }
}

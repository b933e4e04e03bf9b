use std::borrow::Cow;

use crate::account::ledger::{DocumentHeader, DocumentName, Documents, Ledger, Lists, Row, Stored};
use crate::account::{Fact, FactKind, FactName, facts};
use crate::engine::Interner;
use crate::id::{CustomerKey, DocumentId};
use crate::intake::{Entry, EntryDocument, Plain, TableDocument, Tabled};
use crate::money::{Amount, Money, Total};
use crate::receivable::{Allocation, Invoice, Payment, RecordedPayment};
use crate::timeline::DayTotal;
use crate::trade::Sale;

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

    /// The run of a kind.
    fn run<F: Stored>(self) -> &'a [F::Entry] {
        let mut spans = self.row.spans;
        F::stored(&self.ledger.tables).run(*F::span(&mut spans))
    }

    pub(crate) fn sales(self) -> &'a [DayTotal] {
        self.ledger.tables.sales.run(self.row.spans.sales)
    }

    pub(crate) fn expenses(self) -> &'a [DayTotal] {
        self.ledger.tables.expenses.run(self.row.spans.expenses)
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

    /// The number of an invoice; of one without, a number that says so.
    fn invoice_number(self, handle: u32) -> Option<DocumentId> {
        number_or::<Invoice>(self.ledger.tables.invoices.numbers(), handle).parse().ok()
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

/// A documented fact, made again from what the ledger holds of it.
pub(super) trait Made: Stored {
    /// The fact of a document that stands.
    fn made(recorded: Recorded<'_>, handle: u32) -> Option<Self>;

    /// Gives the facts for which the run alone tells all, in its order; none in a timeline.
    fn each_of_run(_recorded: Recorded<'_>, _give: &mut impl FnMut(u32, Self)) {}
}

impl<F: Plain + Stored<Entry = <F as Tabled>::Entry>> Made for F {
    fn made(recorded: Recorded<'_>, handle: u32) -> Option<Self> {
        let table = Self::stored(&recorded.ledger.tables);
        let header = table.documents().header(handle)?;
        let mut entry = None;
        if !<F as Stored>::Entry::IS_TIMELINE {
            let is_it = |it: &&<F as Stored>::Entry| {
                it.document().is_some_and(|document| document.handle == handle)
            };
            entry = Some(*recorded.run::<F>().iter().find(is_it)?);
        }
        let (number, line) = DocumentName::read(F::KIND, table.numbers().name(handle));
        let (day, amount) = (header.day, recorded.money(header.amount));
        F::from_table(TableDocument { number: number.parse().ok()?, line, day, amount, entry })
    }

    fn each_of_run(recorded: Recorded<'_>, give: &mut impl FnMut(u32, Self)) {
        let numbers = Self::stored(&recorded.ledger.tables).numbers();
        for entry in recorded.run::<F>() {
            let Some(EntryDocument { handle, day, amount }) = entry.document() else { continue };
            let number = number_or::<F>(numbers, handle);
            let (number, line) = DocumentName::read(F::KIND, &number);
            let Ok(number) = number.parse() else { continue };
            let (amount, entry) = (recorded.money(amount), Some(*entry));
            let document = TableDocument { number, line, day, amount, entry };
            if let Some(fact) = F::from_table(document) {
                give(handle, fact);
            }
        }
    }
}

impl Made for Sale {
    fn made(recorded: Recorded<'_>, handle: u32) -> Option<Self> {
        recorded.sale(handle)
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

            /// The facts for which their run alone tells all, each with the handle of its document.
            pub(crate) fn each_of_runs(self, mut give: impl FnMut(u32, Fact)) {
                $(<$Type>::each_of_run(self, &mut |handle, fact| give(handle, fact.into()));)*
            }

            /// The number of items in the runs that are no timelines.
            pub(crate) fn count_of_runs(self) -> usize {
                let (tables, spans) = (&self.ledger.tables, &self.row.spans);
                let counts = [$((<$Entry>::IS_TIMELINE, tables.$table.run(spans.$table).len()),)*];
                counts.into_iter().filter(|(is_timeline, _)| !is_timeline).map(|(_, it)| it).sum()
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
fn number_or<F: Stored>(numbers: &Interner, handle: u32) -> Cow<'_, str> {
    match numbers.name(handle) {
        "" => format!("{}{} {handle}", Recorded::NO_NUMBER, F::KIND).into(),
        number => number.into(),
    }
}

//! The parts of invoices: instalments, and disputes.

use std::collections::BTreeMap;

use guanxi::account::{FactKind, FactName};
use guanxi::calendar::Day;
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::money::Money;
use guanxi::receivable::{Dispute, Invoice, InvoiceInstalment, InvoiceInstalments};

use super::Loader;
use super::table::{Place, Refused, Row, Table};
use super::versions::{RowKind, Version, Versions};

pub(crate) const INSTALMENTS: Table = Table {
    name: "instalments.csv",
    columns: &["invoice", "due", "amount"],
    optional: &["retention", "known_from", "void"],
};
pub(crate) const DISPUTES: Table =
    Table { name: "disputes.csv", columns: &["invoice", "from"], optional: &["to", "amount"] };

/// The invoices of the folder, by number, and their instalments.
#[derive(Debug, Default)]
pub(crate) struct Invoices {
    billed: BTreeMap<DocumentId, Billed>,
    instalments: BTreeMap<(DocumentId, Option<Day>), Instalments>,
}

/// Whose an invoice is, and the day of its first row.
#[derive(Debug, Clone, Copy)]
struct Billed {
    key: CustomerKey,
    issued: Day,
}

/// The instalments of an invoice that are known from one day on.
#[derive(Debug)]
struct Instalments {
    /// The first row.
    place: Place,
    parts: Vec<InvoiceInstalment>,
}

impl Invoices {
    pub(crate) fn add(&mut self, key: CustomerKey, invoice: &Invoice) {
        let billed = Billed { key, issued: invoice.issued };
        self.billed.entry(invoice.document.clone()).or_insert(billed);
    }

    fn find(&self, number: &DocumentId) -> Result<Billed, String> {
        self.billed.get(number).copied().ok_or_else(|| format!("there is no invoice {number}"))
    }
}

impl Loader {
    /// A part of an invoice, which is kept until all parts are there.
    pub(crate) fn instalment(&mut self, row: &Row<'_>) -> Result<(), String> {
        let invoice: DocumentId = row.parse("invoice")?;
        self.invoices.find(&invoice)?;
        let known = row.maybe_day("known_from")?;
        let part = if row.yes("void")? {
            known.ok_or("known_from: a void version needs its day")?;
            None
        } else {
            let (due, amount) = (row.day("due")?, self.money(row)?);
            let is_retention = row.yes("retention")?;
            Some(InvoiceInstalment { is_retention, ..InvoiceInstalment::new(due, amount) })
        };
        let none = Instalments { place: row.place, parts: Vec::new() };
        self.invoices.instalments.entry((invoice, known)).or_insert(none).parts.extend(part);
        Ok(())
    }

    /// Puts the instalments together, invoice by invoice and version by version.
    pub(crate) fn take_instalments(&mut self) -> Vec<Refused> {
        let mut versions = Versions::default();
        for ((invoice, known_from), set) in std::mem::take(&mut self.invoices.instalments) {
            let Instalments { place, mut parts } = set;
            let Ok(Billed { key, issued }) = self.invoices.find(&invoice) else { continue };
            parts.sort_by_key(|part| (part.is_retention, part.due, part.amount.amount()));
            let name = FactName::new(FactKind::Instalments, invoice.as_str());
            let known = known_from.unwrap_or(issued);
            let kind = if known_from.is_none() { RowKind::Plain } else { RowKind::Version };
            let fact = InvoiceInstalments { invoice, from: known, parts };
            let fact = (!fact.parts.is_empty()).then(|| fact.into());
            versions.add(Version {
                place,
                key,
                name,
                known,
                kind,
                fact,
                line: None,
                counted: None,
            });
        }
        let mut refused = Vec::new();
        for version in versions.in_order() {
            let place = version.place;
            let put = versions.put(&mut self.book, version);
            refused.extend(put.err().map(|problem| Refused { place, problem }));
        }
        refused.sort();
        refused
    }

    /// A dispute about an invoice, or about an amount of it.
    pub(crate) fn dispute(&mut self, row: &Row<'_>) -> Result<(), String> {
        let mut dispute = Dispute::new(row.parse("invoice")?, row.day("from")?);
        dispute.to = row.maybe_day("to")?;
        dispute.amount = self.maybe_money(row)?;
        let Billed { key, .. } = self.invoices.find(&dispute.invoice)?;
        self.book.record(key, dispute).map_err(|error| error.to_string())
    }

    fn maybe_money(&self, row: &Row<'_>) -> Result<Option<Money>, String> {
        if row.text("amount").is_empty() { Ok(None) } else { self.money(row).map(Some) }
    }
}

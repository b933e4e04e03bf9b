//! The files with one fact a row.

use guanxi::account::{Fact, FactKind};
use guanxi::calendar::Validity;
use guanxi::contract::Contract;
use guanxi::expense::{Budget, Expense};
use guanxi::incident::{Impact, Incident};
use guanxi::receivable::{Invoice, Payment, TemporaryLimit};
use guanxi::trade::{Breach, OpenOrder, Plan, Sale};

use super::Loader;
use super::agreed::{CONTRACTS, PLANS, with_clauses};
use super::bills::{BILLS, bill};
use super::table::{Row, Table};

/// A file with one fact a row.
pub(crate) struct FactFile {
    pub(crate) table: Table,
    pub(crate) kind: FactKind,
    /// The column that names the fact.
    pub(crate) number: &'static str,
    /// The column with the day or the month from which it is known unless it says otherwise.
    pub(crate) day: &'static str,
    /// Makes the fact of a row.
    pub(crate) fact: fn(&Loader, &Row<'_>) -> Result<Fact, String>,
}

/// In the order in which they build on each other: invoices before their payments.
pub(crate) const FACT_FILES: [FactFile; 12] = [
    FactFile {
        table: Table {
            name: "sales.csv",
            columns: &["customer", "date", "document", "amount"],
            optional: &[
                "line",
                "product",
                "quantity",
                "unit",
                "batch",
                "invoice",
                "known_from",
                "void",
            ],
        },
        kind: FactKind::Sale,
        number: "document",
        day: "date",
        fact: sale,
    },
    FactFile {
        table: Table {
            name: "invoices.csv",
            columns: &["invoice", "customer", "issued", "due", "amount"],
            optional: &["disputed", "known_from", "void"],
        },
        kind: FactKind::Invoice,
        number: "invoice",
        day: "issued",
        fact: invoice,
    },
    FactFile {
        table: Table {
            name: "payments.csv",
            columns: &["customer", "date", "document", "amount"],
            optional: &["invoice", "kind", "known_from", "void"],
        },
        kind: FactKind::Payment,
        number: "document",
        day: "date",
        fact: payment,
    },
    FactFile {
        table: Table {
            name: BILLS,
            columns: &["bill", "customer", "kind", "received", "matures", "amount"],
            optional: &["invoice", "passed_on", "recourse", "honoured", "refused"],
        },
        kind: FactKind::Bill,
        number: "bill",
        day: "received",
        fact: bill,
    },
    FactFile {
        table: Table {
            name: "orders.csv",
            columns: &["customer", "ordered", "deliver", "document", "amount"],
            optional: &["known_from", "void"],
        },
        kind: FactKind::Order,
        number: "document",
        day: "ordered",
        fact: order,
    },
    FactFile {
        table: Table {
            name: "limits.csv",
            columns: &["customer", "from", "to", "amount"],
            optional: &["known_from", "void"],
        },
        kind: FactKind::TemporaryLimit,
        number: "from",
        day: "from",
        fact: temporary_limit,
    },
    FactFile {
        table: Table {
            name: "expenses.csv",
            columns: &["customer", "date", "document", "amount"],
            optional: &["known_from", "void"],
        },
        kind: FactKind::Expense,
        number: "document",
        day: "date",
        fact: expense,
    },
    FactFile {
        table: Table {
            name: PLANS,
            columns: &["customer", "month", "amount"],
            optional: &["known_from", "void"],
        },
        kind: FactKind::Plan,
        number: "month",
        day: "month",
        fact: plan,
    },
    FactFile {
        table: Table {
            name: "budgets.csv",
            columns: &["customer", "month", "amount"],
            optional: &["known_from", "void"],
        },
        kind: FactKind::Budget,
        number: "month",
        day: "month",
        fact: budget,
    },
    FactFile {
        table: Table {
            name: "incidents.csv",
            columns: &[
                "customer",
                "occurred",
                "reported",
                "kind",
                "credibility",
                "impact",
                "resolved",
            ],
            optional: &[],
        },
        kind: FactKind::Incident,
        number: "kind",
        day: "reported",
        fact: incident,
    },
    FactFile {
        table: Table {
            name: CONTRACTS,
            columns: &["contract", "customer", "signed", "from", "to"],
            optional: &[
                "renewal",
                "notice",
                "declined",
                "minimum",
                "minimum_months",
                "known_from",
                "void",
            ],
        },
        kind: FactKind::Contract,
        number: "contract",
        day: "signed",
        fact: contract,
    },
    FactFile {
        table: Table {
            name: "breaches.csv",
            columns: &["customer", "date", "kind", "upheld"],
            optional: &[],
        },
        kind: FactKind::Breach,
        number: "kind",
        day: "date",
        fact: breach,
    },
];

fn sale(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let sale = Sale::new(row.parse("document")?, row.day("date")?, loader.money(row)?);
    let sale = sale.with_groups(row.maybe("product")?);
    Ok(match row.line()? {
        Some(line) => sale.on_line(line).into(),
        None => sale.into(),
    })
}

fn invoice(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (issued, due) = (row.day("issued")?, row.day("due")?);
    let invoice = Invoice::new(row.parse("invoice")?, issued, due, loader.money(row)?);
    let disputed = row.yes("disputed")?;
    Ok(if disputed { invoice.in_dispute().into() } else { invoice.into() })
}

fn payment(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let mut payment = Payment::new(row.parse("document")?, row.day("date")?, loader.money(row)?);
    payment.invoice = row.maybe("invoice")?;
    payment.kind = row.maybe("kind")?.unwrap_or_default();
    Ok(payment.into())
}

fn order(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (ordered, deliver) = (row.day("ordered")?, row.day("deliver")?);
    Ok(OpenOrder::new(row.parse("document")?, ordered, deliver, loader.money(row)?).into())
}

fn temporary_limit(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (from, to) = (row.day("from")?, row.day("to")?);
    Ok(TemporaryLimit { from, to, limit: loader.money(row)? }.into())
}

fn expense(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    Ok(Expense::new(row.parse("document")?, row.day("date")?, loader.money(row)?).into())
}

fn plan(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    Ok(Plan::new(row.month("month")?, loader.money(row)?).into())
}

fn budget(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    Ok(Budget::new(row.month("month")?, loader.money(row)?).into())
}

fn incident(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let bounds = format!("an impact lies in 0..={}", Impact::MAX);
    let impact = row.number("impact", |degree| Impact::try_new(degree).ok(), bounds)?;
    let incident = Incident {
        kind: row.parse("kind")?,
        occurred: row.day("occurred")?,
        reported: row.day("reported")?,
        credibility: row.parse("credibility")?,
        impact,
        resolved: row.maybe_day("resolved")?,
    };
    Ok(incident.into())
}

fn contract(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (signed, from) = (row.day("signed")?, row.day("from")?);
    let term = Validity::try_new(from, row.maybe_day("to")?).map_err(|error| error.to_string())?;
    let contract = Contract::signed_elsewhere(row.parse("contract")?, signed, term);
    Ok(with_clauses(loader, contract.map_err(|error| error.to_string())?, row)?.into())
}

fn breach(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let (date, kind) = (row.day("date")?, row.parse("kind")?);
    Ok(Breach { date, kind, upheld: row.yes("upheld")? }.into())
}

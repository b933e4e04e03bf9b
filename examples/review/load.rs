//! A folder of CSV files becomes a book. Every refused row is a line of its own: file, line, what
//! is wrong.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::contract::Contract;
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::incident::{Impact, Incident};
use guanxi::money::{Currency, Money};
use guanxi::receivable::{CreditLimit, Invoice, Payment, TemporaryLimit};
use guanxi::trade::{Breach, OpenOrder, Plan, Sale};

/// A book, and the other contents of its folder.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) book: Book,
    /// The last day of any sale, payment or expense.
    pub(crate) as_of: Option<AsOf>,
    /// True when there is a file of contracts, be it an empty one.
    pub(crate) has_contracts: bool,
}

/// The way of a row into the book.
type Take = fn(&mut Loader, &Row<'_>) -> Result<(), String>;

/// A file: its name, its columns (optional ones last, behind `|`), and the way of its rows.
struct File {
    name: &'static str,
    columns: &'static [&'static str],
    optional: &'static [&'static str],
    take: Take,
}

const REQUIRED: [&str; 2] = ["customers.csv", "sales.csv"];

/// In the order in which they build on each other: customers first, invoices before their payments.
const FILES: [File; 12] = [
    File {
        name: "customers.csv",
        columns: &["customer", "since", "credit_limit", "attitude"],
        optional: &["group"],
        take: Loader::customer,
    },
    File {
        name: "sales.csv",
        columns: &["customer", "date", "document", "amount"],
        optional: &[],
        take: Loader::sale,
    },
    File {
        name: "invoices.csv",
        columns: &["invoice", "customer", "issued", "due", "amount"],
        optional: &["disputed"],
        take: Loader::invoice,
    },
    File {
        name: "payments.csv",
        columns: &["customer", "date", "document", "amount"],
        optional: &["invoice"],
        take: Loader::payment,
    },
    File {
        name: "orders.csv",
        columns: &["customer", "ordered", "deliver", "document", "amount"],
        optional: &[],
        take: Loader::order,
    },
    File {
        name: "limits.csv",
        columns: &["customer", "from", "to", "amount"],
        optional: &[],
        take: Loader::temporary_limit,
    },
    File {
        name: "expenses.csv",
        columns: &["customer", "date", "document", "amount"],
        optional: &[],
        take: Loader::expense,
    },
    File {
        name: "plans.csv",
        columns: &["customer", "month", "amount"],
        optional: &[],
        take: Loader::plan,
    },
    File {
        name: "budgets.csv",
        columns: &["customer", "month", "amount"],
        optional: &[],
        take: Loader::budget,
    },
    File {
        name: "incidents.csv",
        columns: &["customer", "occurred", "reported", "kind", "credibility", "impact", "resolved"],
        optional: &[],
        take: Loader::incident,
    },
    File {
        name: "contracts.csv",
        columns: &["contract", "customer", "signed", "from", "to"],
        optional: &[],
        take: Loader::contract,
    },
    File {
        name: "breaches.csv",
        columns: &["customer", "date", "kind", "upheld"],
        optional: &[],
        take: Loader::breach,
    },
];

/// Loads a folder.
///
/// # Errors
///
/// Everything that is wrong, a line each; with `skip_bad` only what concerns whole files, and
/// refused rows are reported on standard error.
pub(crate) fn folder(folder: &Path, currency: Currency, skip_bad: bool) -> Result<Loaded, String> {
    let mut loader =
        Loader { book: Book::new(currency), currency, last: None, has_contracts: false };
    let mut problems = Vec::new();
    for file in &FILES {
        let bytes = match fs::read(folder.join(file.name)) {
            Ok(bytes) => bytes,
            Err(error)
                if error.kind() == io::ErrorKind::NotFound && !REQUIRED.contains(&file.name) =>
            {
                continue;
            }
            Err(error) => return Err(format!("{}: {error}", folder.join(file.name).display())),
        };
        loader.has_contracts |= file.name == "contracts.csv";
        let refused = loader.rows(file, &bytes)?;
        if skip_bad {
            for line in refused {
                let _ = writeln!(io::stderr(), "{line}");
            }
        } else {
            problems.extend(refused);
        }
    }
    if !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    let as_of = loader.last.map(AsOf::new);
    Ok(Loaded { book: loader.book, as_of, has_contracts: loader.has_contracts })
}

/// One row with its columns by name.
struct Row<'a> {
    columns: &'a [String],
    fields: Vec<&'a str>,
}

impl Row<'_> {
    /// The field of a column; an optional column that the file does not have is empty.
    fn text(&self, column: &str) -> &str {
        let place = self.columns.iter().position(|name| name == column);
        place.and_then(|place| self.fields.get(place)).copied().unwrap_or("")
    }

    fn parse<T>(&self, column: &str) -> Result<T, String>
    where
        T: std::str::FromStr<Err: std::fmt::Display>,
    {
        self.text(column).parse().map_err(|error| format!("{column}: {error}"))
    }

    /// The field, or nothing where it is empty.
    fn maybe<T>(&self, column: &str) -> Result<Option<T>, String>
    where
        T: std::str::FromStr<Err: std::fmt::Display>,
    {
        if self.text(column).is_empty() { Ok(None) } else { self.parse(column).map(Some) }
    }

    fn yes(&self, column: &str) -> Result<bool, String> {
        match self.text(column) {
            "yes" => Ok(true),
            "no" | "" => Ok(false),
            other => Err(format!("{column}: {other:?} is neither yes nor no")),
        }
    }
}

struct Loader {
    book: Book,
    currency: Currency,
    last: Option<Day>,
    has_contracts: bool,
}

impl Loader {
    /// Takes all rows of a file and gives a line for each that is refused.
    fn rows(&mut self, file: &File, bytes: &[u8]) -> Result<Vec<String>, String> {
        let name = file.name;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header = reader.byte_headers().map_err(|error| format!("{name}:1: {error}"))?.clone();
        let columns = columns(file, &header)?;
        let mut refused = Vec::new();
        let mut record = csv::ByteRecord::new();
        loop {
            match reader.read_byte_record(&mut record) {
                Ok(false) => return Ok(refused),
                Ok(true) => {}
                Err(error) => return Err(format!("{name}: {error}")),
            }
            let line = record.position().map_or(0, csv::Position::line);
            let taken = row(&columns, &record).and_then(|row| (file.take)(self, &row));
            refused.extend(taken.err().map(|problem| format!("{name}:{line}: {problem}")));
        }
    }

    fn key(&self, row: &Row<'_>) -> Result<CustomerKey, String> {
        let customer: CustomerId = row.parse("customer")?;
        self.book.key(&customer).map_err(|error| error.to_string())
    }

    fn money(&self, row: &Row<'_>) -> Result<Money, String> {
        Money::try_from_text(row.text("amount"), self.currency).map_err(|error| error.to_string())
    }

    fn record(
        &mut self,
        row: &Row<'_>,
        fact: impl Into<guanxi::account::Fact>,
    ) -> Result<(), String> {
        let key = self.key(row)?;
        self.book.record(key, fact).map_err(|error| error.to_string())
    }

    fn note(&mut self, day: Day) {
        self.last = self.last.max(Some(day));
    }

    fn customer(&mut self, row: &Row<'_>) -> Result<(), String> {
        let mut customer = Customer::new(row.parse("customer")?);
        customer.since = row.maybe("since")?;
        customer.attitude = row.maybe("attitude")?;
        customer.group = row.maybe("group")?;
        let limit = CreditLimit::try_from_text(row.text("credit_limit"), self.currency);
        let limit = limit.map_err(|error| format!("credit_limit: {error}"))?;
        let key = self.book.register(customer).map_err(|error| error.to_string())?;
        self.book.agree_limit(key, limit).map_err(|error| error.to_string())
    }

    fn sale(&mut self, row: &Row<'_>) -> Result<(), String> {
        let date = row.parse("date")?;
        self.record(row, Sale::new(row.parse("document")?, date, self.money(row)?))?;
        self.note(date);
        Ok(())
    }

    fn invoice(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (issued, due) = (row.parse("issued")?, row.parse("due")?);
        let invoice = Invoice::new(row.parse("invoice")?, issued, due, self.money(row)?);
        let disputed = row.yes("disputed")?;
        self.record(row, if disputed { invoice.in_dispute() } else { invoice })
    }

    fn payment(&mut self, row: &Row<'_>) -> Result<(), String> {
        let date = row.parse("date")?;
        let mut payment = Payment::new(row.parse("document")?, date, self.money(row)?);
        payment.invoice = row.maybe("invoice")?;
        self.record(row, payment)?;
        self.note(date);
        Ok(())
    }

    fn order(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (ordered, deliver) = (row.parse("ordered")?, row.parse("deliver")?);
        self.record(row, OpenOrder::new(row.parse("document")?, ordered, deliver, self.money(row)?))
    }

    fn temporary_limit(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (from, to) = (row.parse("from")?, row.parse("to")?);
        self.record(row, TemporaryLimit { from, to, limit: self.money(row)? })
    }

    fn expense(&mut self, row: &Row<'_>) -> Result<(), String> {
        let date = row.parse("date")?;
        self.record(row, Expense::new(row.parse("document")?, date, self.money(row)?))?;
        self.note(date);
        Ok(())
    }

    fn plan(&mut self, row: &Row<'_>) -> Result<(), String> {
        self.record(row, Plan::new(row.parse("month")?, self.money(row)?))
    }

    fn budget(&mut self, row: &Row<'_>) -> Result<(), String> {
        self.record(row, Budget::new(row.parse("month")?, self.money(row)?))
    }

    fn incident(&mut self, row: &Row<'_>) -> Result<(), String> {
        let impact = Impact::try_new(row.parse("impact")?).map_err(|error| error.to_string())?;
        let incident = Incident {
            kind: row.parse("kind")?,
            occurred: row.parse("occurred")?,
            reported: row.parse("reported")?,
            credibility: row.parse("credibility")?,
            impact,
            resolved: row.maybe("resolved")?,
        };
        self.record(row, incident)
    }

    fn contract(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (signed, from) = (row.parse("signed")?, row.parse("from")?);
        let term = Validity::try_new(from, row.maybe("to")?).map_err(|error| error.to_string())?;
        let contract = Contract::signed_elsewhere(row.parse("contract")?, signed, term);
        self.record(row, contract.map_err(|error| error.to_string())?)
    }

    fn breach(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (date, kind) = (row.parse("date")?, row.parse("kind")?);
        self.record(row, Breach { date, kind, upheld: row.yes("upheld")? })
    }
}

/// The columns of a header: all that are asked for, none that is unknown, none twice.
fn columns(file: &File, header: &csv::ByteRecord) -> Result<Vec<String>, String> {
    let name = file.name;
    if header.is_empty() {
        return Err(format!(
            "{name}:1: the file is empty, a header is needed: {}",
            file.columns.join(",")
        ));
    }
    let mut columns: Vec<String> = Vec::new();
    for field in header {
        let column =
            str::from_utf8(field).map_err(|_| format!("{name}:1: the header is not UTF-8"))?;
        if !file.columns.contains(&column) && !file.optional.contains(&column) {
            let known = [file.columns, file.optional].concat().join(", ");
            return Err(format!("{name}:1: unknown column {column:?}, known are {known}"));
        }
        if columns.iter().any(|earlier| earlier == column) {
            return Err(format!("{name}:1: column {column:?} stands twice"));
        }
        columns.push(column.to_owned());
    }
    let missing: Vec<&str> = file
        .columns
        .iter()
        .copied()
        .filter(|it| !columns.iter().any(|column| column == it))
        .collect();
    if missing.is_empty() {
        Ok(columns)
    } else {
        Err(format!("{name}:1: no column {}", missing.join(", ")))
    }
}

/// A record as a row.
fn row<'a>(columns: &'a [String], record: &'a csv::ByteRecord) -> Result<Row<'a>, String> {
    if record.len() != columns.len() {
        let (found, expected) = (record.len(), columns.len());
        return Err(format!("{found} fields where the header has {expected}"));
    }
    let fields = record
        .iter()
        .zip(columns)
        .map(|(field, column)| str::from_utf8(field).map_err(|_| format!("{column} is not UTF-8")));
    Ok(Row { columns, fields: fields.collect::<Result<_, _>>()? })
}

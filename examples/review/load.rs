//! A folder of CSV files becomes a book. Every refused row is a line of its own: file, line, what
//! is wrong.
//!
//! Columns are found by name, in any order; an empty field means the default. `customers.csv` and
//! `sales.csv` are required.
//!
//! | file | columns, optional ones in brackets |
//! |---|---|
//! | `customers.csv` | customer, since, `credit_limit`, attitude (group) |
//! | `terms.csv` | customer, from (`credit_limit`, attitude, group) |
//! | `sales.csv` V | customer, date, document, amount (line, product) |
//! | `invoices.csv` V | invoice, customer, issued, due, amount (disputed) |
//! | `instalments.csv` V | invoice, due, amount (retention) |
//! | `disputes.csv` | invoice, from (to, amount) |
//! | `payments.csv` V | customer, date, document, amount (invoice, kind) |
//! | `allocations.csv` V | customer, payment, invoice, amount |
//! | `orders.csv` V | customer, ordered, deliver, document, amount |
//! | `limits.csv` V | customer, from, to, amount |
//! | `expenses.csv` V | customer, date, document, amount |
//! | `plans.csv`, `budgets.csv` V | customer, month, amount |
//! | `incidents.csv` | customer, occurred, reported, kind, credibility, impact, resolved |
//! | `contracts.csv` V | contract, customer, signed, from, to (renewal, notice, declined, |
//! | | minimum, `minimum_months`) |
//! | `rebates.csv` | agreement, customer, from, to, bound, rate, mode (forecast) |
//! | `bills.csv` | bill, customer, kind, received, matures, amount (invoice, `passed_on`, |
//! | | recourse, honoured, refused) |
//! | `statements.csv` | customer, day, balance (sent, answered, `their_balance`) |
//! | `demands.csv` | customer, received |
//! | `approvals.csv` | customer, applied, by, limit, days (until, decision, decided, granted, |
//! | | from, `review_by`, ended) |
//! | `payment_plans.csv` | customer, agreed, due, amount (ended) |
//! | `rights.csv` | contract, customer, level, exclusivity, territories, brands, from (to, |
//! | | `carved_out`, products, channels, `shared_in`) |
//! | `territories.csv` | territory, within |
//! | `licences.csv` | brand, territories, exclusivity, from, to |
//! | `breaches.csv` | customer, date, kind, upheld |
//! | `ended.csv` | customer, on, why (until) |
//! | `merges.csv` | customer, into, on (until) |
//! | `cards.csv` | customer, field, value, recorded, author (observed, source, absent) |
//! | `rulings.csv` | customer, field, value, on, by, reason (absent) |
//! | `numbers.csv` | customer, register, number (scope) |
//! | `distinct.csv` | customer, other, on, by, reason |
//! | `decisions.csv` | customer, on, decision, by, reason |
//! | `assignments.csv` | customer, staff, role, from (to) |
//! | `interactions.csv` | customer, date, kind, staff (persons) |
//! | `posts.csv` | customer, person, roles, from (title, to) |
//! | `permits.csv` | customer, kind, number, from (to, scope) |
//! | `checks.csv` | customer, salesperson, date, manager |
//! | `debriefs.csv` | customer, salesperson, about, date, manager |
//! | `ratings.csv` | customer, date, question, reply (person, scale, rivals, importance) |
//! | `claims.csv` | customer, date, kind, amount, due, `heard_by` (person) |
//! | `wallet.csv` | customer, date, ours, total (`main_rival`, source) |
//! | `class_decisions.csv` | customer, date, computed, decided, reason, until, present |
//! | `placements.csv` | customer, from, territory, level, business |
//! | `enquiries.csv` | customer, date, product, quantity, by (person, quoted, amount, until, |
//! | | asked, about, closed, order, reason) |
//! | `surveys.csv` | customer, date, need (person, importance, expectation, ours, rivals, |
//! | | `importance_scale`, scale) |
//! | `scores.csv` | customer, card, criterion, level, by, date |
//! | `strategic.csv` | customer, date, by, reason, until |
//! | `promises.csv` | promise, customer, kind, what, made, due, by (item, amount, handed, holder, |
//! | | kept, broken, released, person) |
//! | `complaints.csv` | complaint, customer, received, by, topic, words (owner, acknowledged, |
//! | | severity, assessed, held, until, told, decision, remedy, `remedy_by`, done, closed) |
//! | `letters.csv` | letter, customer, received, by, words (acknowledged, held, until, |
//! | | answered, answer) |
//! | `services.csv` | customer, service, date |
//! | `snoozes.csv` | customer, date, until, by, reason (clock) |
//! | `closed_days.csv` | day |
//! | `watermarks.csv` | feed, `complete_to` |
//! | `gaps.csv` | feed, from, to |
//!
//! Terms are known and hold from their day; an empty field leaves a term as it was, `none` takes it
//! away. The allocations of a payment that are known from one day on are one version of it, and so
//! are the instalments of an invoice.
//!
//! V: a row may say from which day it is known (`known_from`), or that the document never was
//! (`void`, with the names and `known_from` alone). Such a row is a version of the document; a row
//! that says neither, of a number that is known, is a repetition and refused.

#[path = "load/agreed.rs"]
pub(crate) mod agreed;
#[path = "load/approvals.rs"]
pub(crate) mod approvals;
#[path = "load/bills.rs"]
pub(crate) mod bills;
#[path = "load/complaints.rs"]
pub(crate) mod complaints;
#[path = "load/facts.rs"]
mod facts;
#[path = "load/feeds.rs"]
pub(crate) mod feeds;
#[path = "load/files.rs"]
mod files;
#[path = "load/judged.rs"]
pub(crate) mod judged;
#[path = "load/known.rs"]
pub(crate) mod known;
#[path = "load/parts.rs"]
mod parts;
#[path = "load/promised.rs"]
pub(crate) mod promised;
#[path = "load/records.rs"]
mod records;
#[path = "load/rights.rs"]
pub(crate) mod rights;
#[path = "load/served.rs"]
pub(crate) mod served;
#[path = "load/sold.rs"]
mod sold;
#[path = "load/statements.rs"]
pub(crate) mod statements;
#[path = "load/table.rs"]
mod table;
#[path = "load/terms.rs"]
mod terms;
#[path = "load/versions.rs"]
mod versions;
#[path = "load/wishes.rs"]
mod wishes;
#[path = "load/withheld.rs"]
pub(crate) mod withheld;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use guanxi::account::{Fact, FactKind, FactName, TermKind};
use guanxi::book::{Book, BookError};
use guanxi::calendar::{AsOf, Day, Month};
use guanxi::confidence::Clearance;
use guanxi::customer::{Customer, Field};
use guanxi::id::{CustomerId, CustomerKey, DocumentId};
use guanxi::money::{Currency, Money};
use guanxi::policy::Policy;
use guanxi::receivable::{Allocation, CreditLimit};

use agreed::REBATES;
use approvals::APPROVALS;
use complaints::COMPLAINTS;
use facts::{FACT_FILES, FactFile};
use feeds::{CLOSED_DAYS, GAPS, WATERMARKS};
use files::Files;
use judged::{Cards, JUDGED_FACTS, Judged, SCORES, STRATEGIC};
use known::{CARDS, DECISIONS, DISTINCT, KNOWN_FACTS, Known, NUMBERS, RULINGS};
use parts::{DISPUTES, INSTALMENTS, Invoices};
use promised::PAYMENT_PLANS;
use rights::{LICENCES, RIGHTS, TERRITORIES};
use served::{LETTERS, PROMISES, SERVICES, SNOOZES};
use statements::DEMANDS;
use table::{Place, Refused, Row, Table};
use terms::{ENDED, End, MERGES, Merge, TERMS};
use versions::{Allocations, RowKind, Version, Versions};
use withheld::without_accounts;

/// A book, and the other contents of its folder.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) book: Book,
    /// The last day of any sale, payment or expense.
    pub(crate) as_of: Option<AsOf>,
    /// True when there is a file of contracts, be it an empty one.
    pub(crate) has_contracts: bool,
    /// The days on which the company is closed; `None` without a file of them.
    pub(crate) closed_days: Option<BTreeSet<Day>>,
    /// The contents of the files about customers themselves.
    pub(crate) known: Known,
    /// The contents of the files by which customers are judged.
    pub(crate) judged: Judged,
    pub(crate) refused: LeftOut,
}

/// The numbers of rows and of files that were refused.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LeftOut {
    pub(crate) rows: usize,
    pub(crate) files: usize,
}

impl LeftOut {
    pub(crate) const fn all(self) -> usize {
        self.rows.saturating_add(self.files)
    }
}

/// The days after which a later one, alone, is taken for a slip of the pen.
const FAR: i32 = 366;

const CUSTOMERS: Table = Table {
    name: "customers.csv",
    columns: &["customer", "since", "credit_limit", "attitude"],
    optional: &["group"],
};
/// Read before the payments, of which they are parts.
const ALLOCATIONS: Table = Table {
    name: "allocations.csv",
    columns: &["customer", "payment", "invoice", "amount"],
    optional: &["known_from", "void"],
};

/// Loads a folder. With `day_option`, the option by which a day may be stated, the day follows from
/// the data.
///
/// # Errors
///
/// Everything that is wrong, a line each; with `skip_bad` only what concerns whole files, and
/// refused rows are reported on standard error.
pub(crate) fn folder(
    folder: &Path,
    currency: Currency,
    skip_bad: bool,
    day_option: Option<&str>,
    policy: &Policy,
) -> Result<Loaded, String> {
    let cards = Cards::of(policy)?;
    let mut loader = Loader::new(currency, policy);
    let mut files = Files::new(folder);
    files.rows(&CUSTOMERS, |row| loader.customer(row))?;
    files.refuse(loader.take_customers());
    files.rows(&TERMS, |row| loader.terms(row))?;
    files.rows(&ALLOCATIONS, |row| loader.allocation(row))?;
    for file in FACT_FILES.iter().chain(&KNOWN_FACTS).chain(&JUDGED_FACTS) {
        let is_there = files.rows(&file.table, |row| loader.fact(file, row))?;
        files.refuse(loader.take_versions());
        loader.has_contracts |= is_there && file.kind == FactKind::Contract;
        if file.kind == FactKind::Invoice {
            files.rows(&INSTALMENTS, |row| loader.instalment(row))?;
            files.refuse(loader.take_instalments());
            files.rows(&DISPUTES, |row| loader.dispute(row))?;
        }
    }
    files.rows(&ENDED, |row| loader.ended(row))?;
    files.refuse(loader.take_ends());
    files.rows(&MERGES, |row| loader.merge(row))?;
    files.refuse(loader.take_merges());
    files.rows(&CARDS, |row| loader.card(row))?;
    files.rows(&RULINGS, |row| loader.ruling(row))?;
    files.rows(&NUMBERS, |row| loader.number(row))?;
    files.rows(&DISTINCT, |row| loader.distinct(row))?;
    files.rows(&DECISIONS, |row| loader.decision(row))?;
    loader.hold_dropped()?;
    files.rows(&SCORES, |row| loader.score(row, &cards))?;
    files.rows(&STRATEGIC, |row| loader.strategic(row))?;
    files.rows(&REBATES, |row| loader.rebate(row))?;
    files.refuse(loader.take_rebates());
    files.rows(&DEMANDS, |row| loader.demand(row))?;
    files.rows(&APPROVALS, |row| loader.approval(row))?;
    files.rows(&PAYMENT_PLANS, |row| loader.plan_part(row))?;
    files.refuse(loader.take_plans());
    files.rows(&RIGHTS, |row| loader.right(row))?;
    files.rows(&TERRITORIES, |row| loader.territory(row))?;
    files.rows(&LICENCES, |row| loader.licence(row))?;
    files.rows(&PROMISES, |row| loader.promise(row))?;
    files.rows(&COMPLAINTS, |row| loader.complaint(row))?;
    files.rows(&LETTERS, |row| loader.letter(row))?;
    files.rows(&SERVICES, |row| loader.service(row))?;
    files.rows(&SNOOZES, |row| loader.snooze(row))?;
    files.rows(&WATERMARKS, |row| loader.watermark(row))?;
    files.rows(&GAPS, |row| loader.gap(row))?;
    let is_there = files.rows(&CLOSED_DAYS, |row| loader.closed_day(row))?;
    files.refused.extend(loader.unused_allocations());
    let unknown = files.unknown()?;
    let as_of = day_option.and_then(|option| loader.last_day(option, &mut files.refused));
    let refused = LeftOut { rows: files.refused.len(), files: unknown.len() };
    let is_customer =
        |text: &str| text.parse().is_ok_and(|id: CustomerId| loader.book.key(&id).is_ok());
    // A person writes the bounds of a number with a word.
    let rows = files
        .refused
        .iter()
        .map(|it| without_accounts(&it.to_string().replace("..=", " to "), is_customer));
    let lines: Vec<String> = rows.chain(unknown).collect();
    if !skip_bad && !lines.is_empty() {
        return Err(lines.join("\n"));
    }
    for line in lines {
        // Standard error may be closed as well; there is nobody left to tell.
        let _ = writeln!(io::stderr(), "{line}");
    }
    let Loader { mut book, has_contracts, closed_days, mut known, mut judged, .. } = loader;
    known.end(&mut book, &files.present)?;
    judged.end(&files.present);
    let closed_days = is_there.then_some(closed_days);
    Ok(Loaded { book, as_of, has_contracts, closed_days, known, judged, refused })
}

struct Loader {
    book: Book,
    currency: Currency,
    has_contracts: bool,
    /// Customers that wait until all of them are read, with their limits.
    customers: Vec<(Customer, CreditLimit, Place)>,
    /// The days of sales, payments and expenses, each with the first row that has it.
    days: BTreeMap<Day, Place>,
    /// Allocations of payments that are still to come.
    allocations: Allocations,
    /// The payments by customer and number.
    payments: BTreeSet<(CustomerKey, DocumentId)>,
    /// The invoices, with the instalments that are still to be put together.
    invoices: Invoices,
    /// The rows of a file that wait until all of it is read.
    versions: Versions,
    closed_days: BTreeSet<Day>,
    /// Ends and merges that wait until all of them are read.
    ends: Vec<End>,
    merges: Vec<Merge>,
    /// The terms of the folder, each with the customer and the day from which it holds.
    stated: BTreeSet<(CustomerKey, Day, TermKind)>,
    known: Known,
    judged: Judged,
    /// The fields of cards whose values stand in no message, since not everybody may see them.
    confidential: BTreeSet<Field>,
}

impl Loader {
    fn new(currency: Currency, policy: &Policy) -> Self {
        let fields = Field::ALL.into_iter();
        let is_hidden = |it: &Field| policy.card.clearance(*it) > Clearance::Internal;
        Self {
            confidential: fields.filter(is_hidden).collect(),
            book: Book::new(currency),
            currency,
            has_contracts: false,
            customers: Vec::new(),
            days: BTreeMap::new(),
            allocations: Allocations::default(),
            payments: BTreeSet::new(),
            invoices: Invoices::default(),
            versions: Versions::default(),
            closed_days: BTreeSet::new(),
            ends: Vec::new(),
            merges: Vec::new(),
            stated: BTreeSet::new(),
            known: Known::default(),
            judged: Judged::of(policy),
        }
    }

    fn key(&self, row: &Row<'_>) -> Result<CustomerKey, String> {
        let customer: CustomerId = row.parse("customer")?;
        self.book.key(&customer).map_err(|error| error.to_string())
    }

    fn money(&self, row: &Row<'_>) -> Result<Money, String> {
        Money::try_from_text(row.text("amount"), self.currency).map_err(|error| error.to_string())
    }

    fn limit(&self, text: &str) -> Result<CreditLimit, String> {
        let limit = CreditLimit::try_from_text(text, self.currency);
        limit.map_err(|error| format!("credit_limit: {error}"))
    }

    fn customer(&mut self, row: &Row<'_>) -> Result<(), String> {
        let mut customer = Customer::new(row.parse("customer")?);
        customer.since = row.maybe_day("since")?;
        customer.attitude = row.maybe("attitude")?;
        if row.text("group") == "none" {
            return Err("group: \"none\" is no name of a group, leave it empty".to_owned());
        }
        customer.group = row.maybe("group")?;
        let limit = self.limit(row.text("credit_limit"))?;
        self.customers.push((customer, limit, row.place));
        Ok(())
    }

    /// Registers the customers by their names, so that the order of rows makes no difference.
    fn take_customers(&mut self) -> Vec<Refused> {
        let mut customers = std::mem::take(&mut self.customers);
        customers.sort_by(|(one, _, line), (other, _, other_line)| {
            (&one.id, line).cmp(&(&other.id, other_line))
        });
        let mut refused = Vec::new();
        for (customer, limit, place) in customers {
            let key = self.book.register(customer);
            let agreed = key.and_then(|key| self.book.agree_limit(key, limit));
            let problem = agreed.err().map(|error| error.to_string());
            refused.extend(problem.map(|problem| Refused { place, problem }));
        }
        refused
    }

    /// A part of a payment, which is kept until the payment comes.
    fn allocation(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, payment) = (self.key(row)?, row.parse("payment")?);
        let known = row.maybe_day("known_from")?;
        let part = if row.yes("void")? {
            known.ok_or("known_from: a void version needs its day")?;
            None
        } else {
            Some(Allocation { invoice: row.parse("invoice")?, amount: self.money(row)? })
        };
        self.allocations.add((key, payment), known, row.place, part);
        Ok(())
    }

    /// A fact is recorded at once where its file has no versions, and else waits for all of them.
    fn fact(&mut self, file: &FactFile, row: &Row<'_>) -> Result<(), String> {
        let key = self.key(row)?;
        let void = row.yes("void")?;
        let mut fact = if void { None } else { Some((file.fact)(self, row)?) };
        let mut waits = row.has_versions();
        if let Some(Fact::Invoice(invoice)) = &fact {
            self.invoices.add(key, invoice);
        }
        if let Some(Fact::Contract(contract)) = &fact {
            self.judged.rights.contracted.insert(contract.id().clone(), key);
        }
        if let Some(Fact::Payment(payment)) = &mut fact {
            self.payments.insert((key, payment.document.clone()));
            let name = (key, payment.document.clone());
            waits |= self.allocations.have_versions(&name);
            if !waits {
                payment.allocations = self.allocations.take(&name);
            }
        }
        let told = match &fact {
            Some(Fact::Payment(payment)) => self.allocations.told(&(key, payment.document.clone())),
            _ => String::new(),
        };
        let line = match &fact {
            Some(Fact::Sale(sale)) => sold::line(row, sale)?,
            _ => None,
        };
        let refused = |error: BookError| format!("{error}{told}");
        let counts = matches!(file.kind, FactKind::Sale | FactKind::Payment | FactKind::Expense);
        let counted = if counts && !void { row.maybe_day(file.day)? } else { None };
        if waits {
            let name = FactName::new(file.kind, row.text(file.number));
            let name = row.line()?.map_or(name.clone(), |line| name.on_line(line));
            let known_from = row.maybe_day("known_from")?;
            let is_plain = known_from.is_none() && !void;
            let kind = if is_plain { RowKind::Plain } else { RowKind::Version };
            let known = known_from.map_or_else(|| own_day(file, row), Ok)?;
            let place = row.place;
            self.versions.add(Version { place, key, name, known, kind, fact, line, counted });
            return Ok(());
        }
        let Some(fact) = fact else { return Ok(()) };
        if let Some(line) = line {
            // Neither is recorded where one of them is refused.
            self.book.would_take(key, &fact).map_err(refused)?;
            self.book.record(key, line).map_err(refused)?;
        }
        self.book.record(key, fact).map_err(refused)?;
        self.count(counted, row.place);
        Ok(())
    }

    /// Records the facts that waited, version by version.
    fn take_versions(&mut self) -> Vec<Refused> {
        let mut refused = self.versions.allocate(&mut self.allocations);
        for version in self.versions.in_order() {
            let (place, counted) = (version.place, version.counted);
            let told = match &version.fact {
                Some(Fact::Payment(payment)) => {
                    self.allocations.told(&(version.key, payment.document.clone()))
                }
                _ => String::new(),
            };
            match self.versions.put(&mut self.book, version) {
                Ok(()) => self.count(counted, place),
                Err(problem) => refused.push(Refused { place, problem: problem + &told }),
            }
        }
        self.versions = Versions::default();
        refused.sort();
        refused
    }

    fn count(&mut self, day: Option<Day>, place: Place) {
        if let Some(day) = day {
            let first = self.days.entry(day).or_insert(place);
            *first = (*first).min(place);
        }
    }

    /// Allocations of payments that never came.
    fn unused_allocations(&self) -> Vec<Refused> {
        let mut refused = Vec::new();
        for ((key, payment), places) in self.allocations.unused() {
            let customer = self.book.name(*key);
            let problem = format!("customer {customer}: there is no payment {payment}");
            let of = |place| Refused { place, problem: problem.clone() };
            refused.extend(places.into_iter().map(of));
        }
        refused.sort();
        refused
    }

    /// The last day of any sale, payment or expense. One that lies far beyond all others is
    /// refused, not followed.
    fn last_day(&self, option: &str, refused: &mut Vec<Refused>) -> Option<AsOf> {
        let mut days = self.days.iter().rev();
        let (last, place) = days.next()?;
        let before = days.next().map(|(day, _)| *day);
        match before.filter(|day| last.days_since(*day) > FAR) {
            None => Some(AsOf::new(*last)),
            Some(before) => {
                let problem = format!(
                    "{last} lies more than {FAR} days after the next day, {before}: state a day with {option}"
                );
                refused.push(Refused { place: *place, problem });
                Some(AsOf::new(before))
            }
        }
    }
}

/// The day from which a fact is known that does not say so.
fn own_day(file: &FactFile, row: &Row<'_>) -> Result<Day, String> {
    if row.text(file.day).is_empty() {
        return Err("known_from: a void version needs its day".to_owned());
    }
    if matches!(file.kind, FactKind::Plan | FactKind::Budget) {
        row.month(file.day).map(Month::first_day)
    } else {
        row.day(file.day)
    }
}

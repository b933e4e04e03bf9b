//! A book with packed facts, as `MessagePack`, is the book of entries one by one.

use guanxi::account::{Fact, RecordedFact};
use guanxi::book::{
    Book, BookEntry, BookHead, BookReadError, BookReader, BookSnapshot, FactEntry, PackedFacts,
};
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::CustomerKey;
use guanxi::money::Currency;
use guanxi::receivable::{Invoice, Payment};
use guanxi::trade::{OpenOrder, Plan, Sale};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{day, small};

/// The book as `MessagePack`, its facts packed.
pub(crate) fn written_packed(book: &Book) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut to = rmp_serde::Serializer::new(&mut bytes).with_struct_map();
    for entry in BookEntry::packed_entries_of(book) {
        entry.serialize(&mut to).unwrap();
    }
    bytes
}

/// The book of entries that were written as `MessagePack`.
pub(crate) fn read_message_pack(bytes: &[u8]) -> Book {
    let mut from = rmp_serde::Deserializer::new(bytes);
    let entries = std::iter::from_fn(|| {
        let is_over = from.get_ref().is_empty();
        (!is_over).then(|| BookEntry::deserialize(&mut from).map_err(|error| error.to_string()))
    });
    let mut reader = BookReader::default();
    reader.take_all(entries.map(|it| Ok::<_, Failed>(it?))).unwrap();
    reader.finish().unwrap()
}

/// The reason why a book was not read from bytes.
#[derive(Debug)]
struct Failed(#[allow(dead_code, reason = "shown by its form for developers")] String);

impl From<String> for Failed {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<BookReadError> for Failed {
    fn from(error: BookReadError) -> Self {
        Self(error.to_string())
    }
}

/// The entries with each fact in one of its own.
fn unpacked(entries: impl Iterator<Item = BookEntry>) -> Vec<BookEntry> {
    let one_by_one = |facts: PackedFacts| {
        let facts: Vec<_> = facts.facts(Currency::CNY).map(Result::unwrap).collect();
        facts.into_iter().map(|it| {
            let content = guanxi::account::FactContent::First(it.fact);
            let fact = RecordedFact { customer: it.customer, known_from: None, content };
            BookEntry::Fact(FactEntry::from(fact))
        })
    };
    let unpacked = entries.flat_map(|entry| {
        if let BookEntry::Facts(facts) = entry {
            return one_by_one(facts).collect();
        }
        if let BookEntry::Head(BookHead { version: 2, currency }) = entry {
            return vec![BookEntry::Head(BookHead { version: BookHead::VERSION, currency })];
        }
        vec![entry]
    });
    unpacked.collect()
}

/// A book of one customer with a fact of each kind that has columns, and some that have more to
/// say than these hold.
fn book() -> Book {
    let mut book = Book::new(Currency::CNY);
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    for fact in facts() {
        book.record(li, fact).unwrap();
    }
    book
}

fn facts() -> Vec<Fact> {
    let number = |text: &str| text.parse().unwrap();
    let (first, due) = (day("2026-03-01"), day("2026-03-31"));
    let amount = "CNY 120".parse().unwrap();
    let sale = |text: &str| Sale::new(number(text), first, amount);
    let month = "2026-03".parse().unwrap();
    vec![
        sale("S-1").into(),
        Sale { line: Some(7.try_into().unwrap()), ..sale("S-2") }.into(),
        sale("S-3").with_groups(["Nails", "Tools"].map(|it| it.parse().unwrap())).into(),
        Expense::new(number("E-1"), first, amount).into(),
        OpenOrder::new(number("O-1"), first, due, amount).into(),
        Invoice::new(number("I-1"), first, due, amount).into(),
        Invoice::new(number("I-2"), first, due, amount).in_dispute().into(),
        Plan::new(month, amount).into(),
        Budget::new(month, amount).into(),
        Payment::new(number("P-1"), due, amount).into(),
        Payment::new(number("P-2"), due, amount).for_invoice(number("I-1")).into(),
        Payment::new(number("P-3"), due, amount).on_paper(number("Paper")).into(),
    ]
}

#[test]
fn packed_facts_are_the_facts_in_their_order() {
    for book in [book(), small().0] {
        let entries: Vec<_> = BookEntry::packed_entries_of(&book).collect();
        assert_eq!(entries[0], BookEntry::Head(BookHead { version: 2, currency: Currency::CNY }));
        assert!(entries.iter().any(|it| matches!(it, BookEntry::Facts(_))));
        assert_eq!(unpacked(entries.into_iter()), BookSnapshot::from_book(&book).entries);
        let restored = read_message_pack(&written_packed(&book));
        assert_eq!(BookSnapshot::from_book(&restored), BookSnapshot::from_book(&book));
    }
}

#[test]
fn what_has_no_column_stands_in_an_entry_of_its_own() {
    let book = book();
    let entries = BookEntry::packed_entries_of(&book).skip(2);
    let written: Vec<Value> = entries.map(|it| serde_json::to_value(it).unwrap()).collect();
    let expected = json!([
        { "facts": {
            "customers": [0, 0, 0, 0],
            "kinds": ["sale", "expense", "order", "invoice"],
            "counts": [3, 1, 1, 1],
            "days": [20513, 20513, 20513, 20513, 20513, 20513],
            "amounts": [12000, 12000, 12000, 12000, 12000, 12000],
            "numbers": "S-1\nS-2\nS-3\nE-1\nO-1\nI-1\n",
            "due": [20543, 20543],
            "invoices": "",
            "lines": [0, 7, 0],
            "groups": "\n\nNails\tTools\t\n",
        } },
    ]);
    assert_eq!(json!(written[..1]), expected);
    let kinds: Vec<_> = written.iter().map(|it| it["facts"]["kinds"].clone()).collect();
    assert_eq!(
        kinds,
        [
            json!(["sale", "expense", "order", "invoice"]),
            Value::Null,
            json!(["plan", "budget", "payment"]),
            Value::Null,
        ]
    );
}

#[test]
fn a_book_of_any_size_is_packed_in_parts() {
    let mut book = Book::new(Currency::CNY);
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    for number in 0..10_000 {
        let number = format!("{number}").parse().unwrap();
        let sale = Sale::new(number, day("2026-03-01"), "CNY 1".parse().unwrap());
        book.record(li, sale).unwrap();
    }
    let sizes = BookEntry::packed_entries_of(&book)
        .filter_map(|it| if let BookEntry::Facts(facts) = it { Some(facts.len()) } else { None });
    assert_eq!(sizes.collect::<Vec<_>>(), [4096, 4096, 1808]);
    let restored = read_message_pack(&written_packed(&book));
    assert!(restored.facts().eq(book.facts()));
}

/// The refusal of a book of one customer with packed facts, after a change of the columns.
#[track_caller]
fn refusal(change: impl FnOnce(&mut Value)) -> String {
    let mut columns = json!({
        "customers": [0, 0, 0],
        "kinds": ["sale", "invoice", "payment"],
        "counts": [2, 1, 1],
        "days": [20513, 20514, 20513, 20520],
        "amounts": [100, 200, 300, 400],
        "numbers": "S-1\nS-2\nI-1\nP-1\n",
        "due": [20543],
        "invoices": "I-1\n",
    });
    change(&mut columns);
    let entries = json!([
        { "head": { "version": 2, "currency": "CNY" } },
        { "customer": { "id": "Li" } },
        { "facts": columns },
    ]);
    let snapshot: BookSnapshot = match serde_json::from_value(entries) {
        Ok(snapshot) => snapshot,
        Err(error) => return error.to_string(),
    };
    match snapshot.restore() {
        Ok(book) => format!("{} facts", book.facts().count()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn columns_that_give_no_fact_are_refused_with_their_place() {
    let put = |column: &'static str, value: Value| refusal(move |it| it[column] = value);
    assert_eq!(refusal(|_| ()), "4 facts");
    let few = |column: &str| format!("the column {column} has too few values");
    let many = |column: &str| format!("the column {column} has more values than there are facts");
    assert_eq!(put("days", json!([20513, 20514])), format!("entry 2, fact 2: {}", few("days")));
    assert_eq!(put("amounts", json!([])), format!("entry 2, fact 0: {}", few("amounts")));
    assert_eq!(put("numbers", json!("S-1\nS")), format!("entry 2, fact 1: {}", few("numbers")));
    assert_eq!(put("due", json!([])), format!("entry 2, fact 2: {}", few("due")));
    assert_eq!(put("invoices", json!("")), format!("entry 2, fact 3: {}", few("invoices")));
    assert_eq!(put("lines", json!([1])), format!("entry 2, fact 1: {}", few("lines")));
    assert_eq!(put("groups", json!("\n")), format!("entry 2, fact 1: {}", few("groups")));
    assert_eq!(put("customers", json!([0])), format!("entry 2, fact 2: {}", few("customers")));
    assert_eq!(put("kinds", json!(["sale"])), format!("entry 2, fact 2: {}", few("kinds")));
    let goes_on = |column: &'static str, value: Value| {
        let (column, found) = (many(column), put(column, value));
        assert!(found.ends_with(&column), "{found}");
    };
    goes_on("customers", json!([0, 0, 0, 0]));
    goes_on("kinds", json!(["sale", "invoice", "payment", "sale"]));
    goes_on("days", json!([20513, 20514, 20513, 20520, 20520]));
    goes_on("amounts", json!([100, 200, 300, 400, 500]));
    goes_on("numbers", json!("S-1\nS-2\nI-1\nP-1\nP-2\n"));
    goes_on("due", json!([20543, 20543]));
    goes_on("invoices", json!("I-1\n\n"));
    goes_on("lines", json!([0, 0, 1]));
    goes_on("groups", json!("\n\n\n"));
    let short = put("counts", json!([2, 1]));
    assert_eq!(short, format!("entry 2, fact 3: {}", many("customers")));
    assert_eq!(
        put("days", json!([i32::MAX, 0, 0, 0])),
        "entry 2, fact 0: 2147483647 days since 1970 lie outside the calendar"
    );
    assert_eq!(
        put("numbers", json!("S-1\n S-2\nI-1\nP-1\n")),
        "entry 2, fact 1: an id holds no control character and no blank at its ends, was \" S-2\""
    );
    assert_eq!(
        put("groups", json!("\t\n\n")),
        "entry 2, fact 0: an id has 1..=128 characters, \"\" has 0"
    );
    assert_eq!(
        put("kinds", json!(["plan", "invoice", "payment"])),
        "entry 2, fact 1: a month is written as its first day, was 2026-03-02"
    );
    assert!(put("kinds", json!(["dispute"])).starts_with("unknown variant `dispute`"));
    assert!(put("weights", json!([1])).starts_with("unknown field `weights`"));
}

#[test]
fn packed_facts_pass_the_checks_of_new_ones() {
    let put = |column: &'static str, value: Value| refusal(move |it| it[column] = value);
    assert_eq!(
        put("numbers", json!("S-1\nS-1\nI-1\nP-1\n")),
        "entry 2, fact 1: customer Li: sale S-1 is recorded already with other content: \
         date 2026-03-01, not 2026-03-02; amount CNY 1.00, not CNY 2.00"
    );
    assert_eq!(
        put("customers", json!([0, 1, 0])),
        "entry 2, fact 2: there is no customer at position 1"
    );
    assert_eq!(
        put("invoices", json!("I-2\n")),
        "entry 2, fact 3: customer Li: payment P-1 names invoice I-2, which is not an invoice of the customer"
    );
    assert_eq!(
        put("amounts", json!([100, 200, -300, 400])),
        "entry 2, fact 2: customer Li: amount of invoice I-1 must be positive, was CNY -3.00"
    );
}

#[test]
fn a_reader_goes_on_after_refused_packed_facts() {
    let mut reader = BookReader::default();
    let head = BookHead { version: 2, currency: Currency::CNY };
    reader.take(BookEntry::Head(head)).unwrap();
    let facts: PackedFacts = serde_json::from_value(json!({
        "customers": [0], "kinds": ["plan"], "counts": [1], "days": [20513], "amounts": [100],
        "numbers": "", "due": [], "invoices": "",
    }))
    .unwrap();
    let refused = reader.take(BookEntry::Facts(facts.clone())).unwrap_err();
    assert!(matches!(refused, BookReadError::RefusedFact { place: 1, row: 0, .. }));
    assert_eq!(refused.code(), "unknown_customer");
    let mut book = Book::new(Currency::CNY);
    book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let customer = BookEntry::entries_of(&book).nth(1).unwrap();
    reader.take(customer).unwrap();
    reader.take(BookEntry::Facts(facts)).unwrap();
    assert_eq!(reader.finish().unwrap().facts_of(CustomerKey::from_position(0)).count(), 1);
}

#[test]
fn a_reader_takes_entries_up_to_the_first_error() {
    let book = book();
    let entries = || BookEntry::packed_entries_of(&book);
    let mut reader = BookReader::default();
    let broken = entries().take(2).map(Ok).chain([Err(Failed("cut".to_owned()))]);
    let failed = reader.take_all(broken.chain(entries().skip(2).map(Ok))).unwrap_err();
    assert_eq!(failed.0, "cut");
    assert_eq!(reader.finish().unwrap().facts().count(), 0);
    let mut reader = BookReader::default();
    let failed = reader.take_all(entries().skip(1).map(Ok::<_, Failed>)).unwrap_err();
    assert!(failed.0.ends_with("entry 0 is another one"), "{}", failed.0);
}

#[test]
fn sales_of_a_customer_may_lie_apart() {
    let sizes = refusal(|it| {
        it["customers"] = json!([1, 0, 1, 0]);
        it["kinds"] = json!(["sale", "invoice", "sale", "sale"]);
        it["counts"] = json!([1, 1, 1, 1]);
        it["invoices"] = json!("");
    });
    assert_eq!(sizes, "entry 2, fact 0: there is no customer at position 1");
    let sizes = refusal(|it| {
        it["customers"] = json!([0, 0, 0, 0]);
        it["kinds"] = json!(["sale", "invoice", "sale", "sale"]);
        it["counts"] = json!([1, 1, 1, 1]);
        it["invoices"] = json!("");
    });
    assert_eq!(sizes, "4 facts");
}

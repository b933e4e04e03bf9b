//! Bad input of each kind that corrects a book: a named error with its place, and nothing changes.

use guanxi::account::{
    CustomerTerm, Erasure, Fact, FactKind, FactName, Feeds, OpenMoney, RecordedFact,
};
use guanxi::book::{Book, BookError, BookSnapshot};
use guanxi::calendar::Day;
use guanxi::customer::Customer;
use guanxi::feed::{Feed, FeedError, FeedGap, FeedStatement, FeedStatements};
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::lifecycle::Reason;
use guanxi::receivable::{
    Allocation, Dispute, Invoice, InvoiceInstalment, InvoiceInstalments, Payment, SettlementKind,
};
use guanxi::trade::Sale;

use crate::given::{currency, day, document, yuan};

const LI: CustomerKey = CustomerKey::from_position(0);
const WANG: CustomerKey = CustomerKey::from_position(1);
const ZHAO: CustomerKey = CustomerKey::from_position(2);

/// Everything that comes out of a book.
#[derive(Debug, PartialEq)]
struct Whole {
    facts: Vec<RecordedFact>,
    snapshot: BookSnapshot,
    statements: FeedStatements,
    feeds: Feeds,
    erasures: Vec<Erasure>,
}

impl Whole {
    fn of(book: &Book) -> Self {
        Self {
            facts: book.facts().collect(),
            snapshot: BookSnapshot::from_book(book),
            statements: book.feed_statements().clone(),
            feeds: book.feeds(),
            erasures: book.erasures().to_vec(),
        }
    }
}

/// The text of a refusal, after which the book is as before.
#[track_caller]
fn refused<E: std::fmt::Display>(
    book: &mut Book,
    act: impl FnOnce(&mut Book) -> Result<(), E>,
) -> String {
    let before = Whole::of(book);
    let Err(error) = act(book) else { panic!("it is taken") };
    assert_eq!(Whole::of(book), before, "nothing has changed");
    error.to_string()
}

fn sale(number: &str, on: &str, amount: &str) -> Sale {
    Sale::new(document(number), day(on), yuan(amount))
}

fn invoice(number: &str, on: &str, amount: &str) -> Invoice {
    Invoice::new(document(number), day(on), day("2026-03-31"), yuan(amount))
}

/// Li with a sale, one that was revised, and an invoice of 100; Wang and Zhao with an invoice each.
fn book() -> Book {
    let mut book = Book::new(currency("CNY"));
    for name in ["Li", "Wang", "Zhao"] {
        book.register(Customer::new(name.parse().unwrap())).unwrap();
    }
    book.record(LI, sale("S-1", "2026-03-01", "10")).unwrap();
    book.record(LI, sale("S-2", "2026-03-01", "10")).unwrap();
    let revised = Some(sale("S-2", "2026-03-02", "9").into());
    book.revise(LI, &name(FactKind::Sale, "S-2"), day("2026-03-10"), revised).unwrap();
    for (key, number) in [(LI, "I-1"), (WANG, "I-2"), (ZHAO, "I-3")] {
        book.record(key, invoice(number, "2026-03-01", "100")).unwrap();
    }
    book
}

fn name(kind: FactKind, number: &str) -> FactName {
    FactName::new(kind, number)
}

fn revise(
    kind: FactKind,
    number: &str,
    on: &str,
    version: Option<Fact>,
) -> impl FnOnce(&mut Book) -> Result<(), BookError> {
    let (name, on) = (name(kind, number), day(on));
    move |book| book.revise(LI, &name, on, version)
}

fn record(fact: impl Into<Fact>) -> impl FnOnce(&mut Book) -> Result<(), BookError> {
    let fact = fact.into();
    move |book| book.record(LI, fact)
}

fn merge(
    merged: CustomerKey,
    survivor: CustomerKey,
    on: &str,
) -> impl FnOnce(&mut Book) -> Result<(), BookError> {
    let on = day(on);
    move |book| book.customers_mut().merge(merged, survivor, on)
}

#[test]
fn a_void_version_of_an_unknown_document() {
    let mut book = book();
    for (kind, number) in [
        (FactKind::Sale, "S-9"),
        (FactKind::Invoice, "I-9"),
        (FactKind::Payment, "P-9"),
        (FactKind::Plan, "2026-03"),
        (FactKind::Contract, "K-9"),
        (FactKind::Dispute, "I-1 from 2026-03-10"),
    ] {
        let said = refused(&mut book, revise(kind, number, "2026-03-20", None));
        assert_eq!(said, format!("customer Li: there is no {kind} {number} to revise"));
    }
    let said = refused(&mut book, revise(FactKind::Invoice, "I-2", "2026-03-20", None));
    assert_eq!(said, "customer Li: invoice I-2 is a document of another customer");
}

#[test]
fn a_version_dated_before_its_document() {
    let mut book = book();
    assert_eq!(
        refused(&mut book, revise(FactKind::Sale, "S-1", "2026-02-28", None)),
        "customer Li: a version of sale S-1 must be known on 2026-03-01 or later, was 2026-02-28"
    );
    let later = Some(sale("S-1", "2026-03-06", "10").into());
    assert_eq!(
        refused(&mut book, revise(FactKind::Sale, "S-1", "2026-03-05", later)),
        "customer Li: a version of sale S-1 must be known on 2026-03-06 or later, was 2026-03-05"
    );
    let early =
        |book: &mut Book| book.record_known(LI, sale("S-3", "2026-03-01", "1"), day("2026-02-28"));
    assert_eq!(
        refused(&mut book, early),
        "customer Li: a version of sale S-3 must be known on 2026-03-01 or later, was 2026-02-28"
    );
    // On the day itself.
    revise(FactKind::Sale, "S-1", "2026-03-01", None)(&mut book).unwrap();
}

#[test]
fn a_version_dated_before_the_last_one() {
    let mut book = book();
    assert_eq!(
        refused(&mut book, revise(FactKind::Sale, "S-2", "2026-03-09", None)),
        "customer Li: a version of sale S-2 must be known on 2026-03-10 or later, was 2026-03-09"
    );
    revise(FactKind::Sale, "S-2", "2026-03-10", None)(&mut book).unwrap();
    assert_eq!(
        refused(&mut book, revise(FactKind::Sale, "S-2", "2026-03-11", None)),
        "customer Li: sale S-2 is void already"
    );
}

#[test]
fn a_version_that_changes_nothing() {
    let mut book = book();
    let same = Some(sale("S-2", "2026-03-02", "9").into());
    assert_eq!(
        refused(&mut book, revise(FactKind::Sale, "S-2", "2026-03-20", same)),
        "customer Li: sale S-2 has this content already"
    );
    let same = Some(invoice("I-1", "2026-03-01", "100").into());
    assert_eq!(
        refused(&mut book, revise(FactKind::Invoice, "I-1", "2026-03-20", same)),
        "customer Li: invoice I-1 has this content already"
    );
}

#[test]
fn a_version_of_another_kind_number_line_or_currency() {
    let mut book = book();
    let other = Some(invoice("S-1", "2026-03-01", "10").into());
    assert_eq!(
        refused(&mut book, revise(FactKind::Sale, "S-1", "2026-03-20", other)),
        "customer Li: sale S-1 cannot become invoice S-1"
    );
    let other = Some(sale("S-9", "2026-03-01", "10").into());
    assert_eq!(
        refused(&mut book, revise(FactKind::Sale, "S-1", "2026-03-20", other)),
        "customer Li: sale S-1 cannot become sale S-9"
    );
    let line = sale("S-1", "2026-03-01", "10").on_line(1.try_into().unwrap());
    assert_eq!(
        refused(&mut book, revise(FactKind::Sale, "S-1", "2026-03-20", Some(line.into()))),
        "customer Li: sale S-1 cannot become sale S-1 line 1"
    );
    let dollars = Sale { amount: "USD 5".parse().unwrap(), ..sale("S-1", "2026-03-01", "10") };
    assert_eq!(
        refused(&mut book, revise(FactKind::Sale, "S-1", "2026-03-20", Some(dollars.into()))),
        "customer Li: sale S-1 is in USD, the book is in CNY"
    );
}

#[test]
fn allocations_beyond_the_payment() {
    let mut book = book();
    book.record(LI, invoice("I-4", "2026-03-01", "100")).unwrap();
    let paid = |first: &str, second: &str| {
        let part =
            |number: &str, amount| Allocation { invoice: document(number), amount: yuan(amount) };
        let payment = Payment::new(document("P-1"), day("2026-03-20"), yuan("50"));
        payment.allocated(part("I-1", first)).allocated(part("I-4", second))
    };
    assert_eq!(
        refused(&mut book, record(paid("30", "20.01"))),
        "customer Li: allocations of payment P-1 must add up to at most CNY 50.00, was CNY 50.01"
    );
    let to_another = paid("30", "20");
    let to_another = Payment {
        allocations: vec![Allocation { invoice: document("I-2"), amount: yuan("1") }],
        ..to_another
    };
    assert_eq!(
        refused(&mut book, record(to_another)),
        "customer Li: payment P-1 names invoice I-2, which is not an invoice of the customer"
    );
    let discount = Payment::new(document("D-1"), day("2026-03-20"), yuan("5"));
    assert_eq!(
        refused(&mut book, record(discount.of_kind(SettlementKind::CashDiscount))),
        "customer Li: invoice of payment D-1 must be named for all of the amount, as its kind is \
         cash discount, was missing for CNY 5.00"
    );
    record(paid("30", "20"))(&mut book).unwrap();
    // A version is checked as a new one is.
    let version = Some(paid("50", "0.01").into());
    assert_eq!(
        refused(&mut book, revise(FactKind::Payment, "P-1", "2026-03-21", version)),
        "customer Li: allocations of payment P-1 must add up to at most CNY 50.00, was CNY 50.01"
    );
}

#[test]
fn instalments_that_do_not_add_up() {
    let mut book = book();
    let parts = |first: &str, second: &str| InvoiceInstalments {
        invoice: document("I-1"),
        from: day("2026-03-01"),
        parts: vec![
            InvoiceInstalment::new(day("2026-03-15"), yuan(first)),
            InvoiceInstalment::new(day("2026-03-31"), yuan(second)),
        ],
    };
    for (second, sum) in [("49.99", "99.99"), ("50.01", "100.01")] {
        assert_eq!(
            refused(&mut book, record(parts("50", second))),
            format!(
                "customer Li: parts of instalments I-1 must add up to CNY 100.00, was CNY {sum}"
            )
        );
    }
    record(parts("50", "50"))(&mut book).unwrap();
    let version = Some(parts("60", "39.99").into());
    assert_eq!(
        refused(&mut book, revise(FactKind::Instalments, "I-1", "2026-03-10", version)),
        "customer Li: parts of instalments I-1 must add up to CNY 100.00, was CNY 99.99"
    );
}

#[test]
fn a_dispute_beyond_the_invoice() {
    let mut book = book();
    let dispute = |amount| Dispute::new(document("I-1"), day("2026-03-10")).about(yuan(amount));
    let said = "customer Li: amount of dispute I-1 from 2026-03-10 must be at most CNY 100.00, the \
                amount of the invoice, was CNY 100.01";
    assert_eq!(refused(&mut book, record(dispute("100.01"))), said);
    record(dispute("100"))(&mut book).unwrap();
    let version = Some(dispute("100.01").into());
    let on_it = "I-1 from 2026-03-10";
    assert_eq!(refused(&mut book, revise(FactKind::Dispute, on_it, "2026-03-11", version)), said);
}

#[test]
fn a_second_dispute_on_a_disputed_day() {
    let mut book = book();
    let dispute = |from| Dispute::new(document("I-1"), day(from));
    record(dispute("2026-03-10").settled_on(day("2026-03-20")))(&mut book).unwrap();
    for (from, refusal, days) in [
        ("2026-03-09", "overlaps one that is recorded", "against 2026-03-10 to 2026-03-19"),
        ("2026-03-10", "is recorded already", "to 2026-03-20, not none; amount none, not CNY 1.00"),
        ("2026-03-19", "overlaps one that is recorded", "against 2026-03-10 to 2026-03-19"),
    ] {
        let said = refused(&mut book, record(dispute(from).about(yuan("1"))));
        let place = format!("customer Li: dispute I-1 from {from} {refusal}");
        assert!(said.starts_with(&place), "{said}");
        assert!(said.ends_with(days), "{said}");
    }
    record(dispute("2026-03-20"))(&mut book).unwrap();
    // One that is prolonged over the next.
    let longer = Some(dispute("2026-03-10").settled_on(day("2026-03-21")).into());
    let on_it = "I-1 from 2026-03-10";
    let said = refused(&mut book, revise(FactKind::Dispute, on_it, "2026-03-25", longer));
    assert_eq!(
        said,
        "customer Li: dispute I-1 from 2026-03-10 overlaps one that is recorded: 2026-03-10 to \
         2026-03-20 against 2026-03-20 without end"
    );
}

#[test]
fn a_merge_into_itself() {
    let mut book = book();
    let said = refused(&mut book, merge(LI, LI, "2026-04-01"));
    assert_eq!(said, "customer Li: a customer cannot be merged into itself");
}

#[test]
fn a_merge_in_a_circle() {
    let mut book = book();
    merge(WANG, LI, "2026-04-01")(&mut book).unwrap();
    merge(LI, ZHAO, "2026-05-01")(&mut book).unwrap();
    for (merged, survivor, on, from) in [
        (LI, WANG, "2026-04-30", None),
        (ZHAO, WANG, "2026-06-01", Some("2026-05-01")),
        (ZHAO, LI, "2026-03-01", Some("2026-05-01")),
    ] {
        let said = refused(&mut book, merge(merged, survivor, on));
        match from {
            Some(from) => assert_eq!(
                said,
                format!(
                    "customer Zhao: the customer that is to go on is merged into this one, \
                     straight or through others, by merges begun by {from}: a circle"
                )
            ),
            None => assert_eq!(
                said,
                "customer Li: the customer is merged into another from 2026-05-01 on already, was \
                 to be from 2026-04-30"
            ),
        }
    }
    assert_eq!(
        refused(&mut book, merge(CustomerKey::from_position(9), LI, "2026-04-01")),
        "there is no customer at position 9"
    );
    let undo = |book: &mut Book| book.customers_mut().undo_merge(WANG, day("2026-03-31"));
    assert_eq!(
        refused(&mut book, undo),
        "customer Wang: the customer is not merged into another on 2026-03-31"
    );
}

#[test]
fn an_end_before_the_start() {
    let mut book = book();
    let ended = || CustomerTerm::Ended(Some(Reason::try_new("bankrupt").unwrap()));
    let end = |on: Day| move |book: &mut Book| book.state(LI, on, ended());
    assert_eq!(
        refused(&mut book, end(day("2026-02-28"))),
        "customer Li: the end of the relationship must not be before 2026-03-01, its start, was \
         2026-02-28"
    );
    end(day("2026-03-01"))(&mut book).unwrap();
}

fn complete(to: &str) -> FeedStatement {
    FeedStatement::Complete { feed: Feed::Sales, to: day(to) }
}

fn state(on: &str, statement: FeedStatement) -> impl FnOnce(&mut Book) -> Result<(), FeedError> {
    let on = day(on);
    move |book| book.feed_statements_mut().state(on, statement)
}

#[test]
fn a_watermark_of_a_day_to_come() {
    let mut book = book();
    assert_eq!(
        refused(&mut book, state("2026-03-10", complete("2026-03-11"))),
        "on 2026-03-10 sales are complete up to that day at most, was 2026-03-11"
    );
    state("2026-03-10", complete("2026-03-10"))(&mut book).unwrap();
    // An import that was thought to be complete may turn out not to be: that is no error.
    state("2026-03-11", complete("2026-03-05"))(&mut book).unwrap();
}

#[test]
fn a_gap_that_ends_before_it_begins_is_to_come_or_was_never_stated() {
    let mut book = book();
    let gap = |from, to| FeedGap::try_new(Feed::Sales, day(from), day(to));
    assert_eq!(
        gap("2026-03-10", "2026-03-09").unwrap_err().to_string(),
        "a gap of sales from 2026-03-10 ends on that day or later, was 2026-03-09"
    );
    let known = gap("2026-03-10", "2026-03-12").unwrap();
    assert_eq!(
        refused(&mut book, state("2026-03-09", FeedStatement::Gap(known))),
        "on 2026-03-09 no gap is known that begins after that day, was the gap of sales from \
         2026-03-10 to 2026-03-12"
    );
    state("2026-03-13", FeedStatement::Gap(known))(&mut book).unwrap();
    // One that overlaps is another statement of days that are missing: their days count once.
    let overlaps = gap("2026-03-12", "2026-03-14").unwrap();
    state("2026-03-14", FeedStatement::Gap(overlaps))(&mut book).unwrap();
    let part = gap("2026-03-10", "2026-03-14").unwrap();
    assert_eq!(
        refused(&mut book, state("2026-03-20", FeedStatement::Filled(part))),
        "there is no gap of sales from 2026-03-10 to 2026-03-14 to fill"
    );
}

#[test]
fn an_erasure_while_money_is_open_or_of_what_is_not_there() {
    let mut book = book();
    let erase = |number: &str, open_money| {
        let (name, by) = (name(FactKind::Invoice, number), "Chen".parse().unwrap());
        move |book: &mut Book| {
            book.customers_mut().erase_fact(LI, &name, day("2026-05-01"), by, open_money)
        }
    };
    let said = "customer Li: CNY 100.00 is open with the customer, and CNY 0.00 in orders";
    assert_eq!(refused(&mut book, erase("I-1", OpenMoney::Refuse)), said);
    assert_eq!(
        refused(&mut book, erase("I-2", OpenMoney::Erase)),
        "customer Li: there is no invoice I-2 to erase"
    );
}

#[test]
fn whatever_is_told_of_a_customer_that_was_erased() {
    let mut book = book();
    let by = || "Chen".parse().unwrap();
    book.customers_mut().erase(LI, day("2026-05-01"), by(), OpenMoney::Erase).unwrap();
    let said = "there is no customer at position 0";
    assert_eq!(refused(&mut book, record(sale("S-7", "2026-05-02", "1"))), said);
    let known =
        |book: &mut Book| book.record_known(LI, sale("S-7", "2026-05-02", "1"), day("2026-05-03"));
    assert_eq!(refused(&mut book, known), said);
    assert_eq!(refused(&mut book, revise(FactKind::Sale, "S-1", "2026-05-02", None)), said);
    let ended = CustomerTerm::Ended(Some(Reason::try_new("gone").unwrap()));
    assert_eq!(refused(&mut book, |it| it.state(LI, day("2026-05-02"), ended)), said);
    let since = CustomerTerm::Since(Some(day("2020-01-01")));
    assert_eq!(refused(&mut book, |it| it.state_for_all_days(LI, since)), said);
    assert_eq!(refused(&mut book, merge(LI, WANG, "2026-05-02")), said);
    assert_eq!(refused(&mut book, merge(WANG, LI, "2026-05-02")), said);
    let renamed = |it: &mut Book| it.customers_mut().rename(LI, &"Li again".parse().unwrap());
    assert_eq!(refused(&mut book, renamed), said);
    let card = |it: &mut Book| it.customers_mut().set_card(LI, guanxi::customer::Card::default());
    assert_eq!(refused(&mut book, card), said);
    let columns = guanxi::account::FactColumns {
        sales: Some(guanxi::account::DatedColumns {
            customers: &[1, 0],
            days: &[20_500, 20_500],
            amounts: &[5, 5],
        }),
        ..Default::default()
    };
    let loaded = refused(&mut book, |it| it.load(columns));
    assert_eq!(loaded, "sale row 1: there is no customer at position 0");
    assert_eq!(
        refused(&mut book, |it| it.customers_mut().erase(
            LI,
            day("2026-05-02"),
            by(),
            OpenMoney::Erase
        )),
        "customer : the customer is erased already"
    );
}

#[test]
fn a_sum_of_merged_customers_that_does_not_fit() {
    const MOST: &str = "92233720368547758.07";
    let mut book = book();
    record(sale("S-7", "2026-03-05", "92233720368547000.00"))(&mut book).unwrap();
    book.record(WANG, sale("S-8", "2026-03-05", "700")).unwrap();
    merge(WANG, LI, "2026-04-01")(&mut book).unwrap();
    // Each alone has room for it, both together have not: on none of their days.
    let said = "customer Wang: sale S-9 of CNY 100.00 takes a running total of the customer out of \
                range";
    let another = |book: &mut Book| book.record(WANG, sale("S-9", "2026-03-06", "100"));
    assert_eq!(refused(&mut book, another), said);
    let known = |book: &mut Book| {
        book.record_known(WANG, sale("S-9", "2026-03-06", "100"), day("2026-03-07"))
    };
    assert_eq!(refused(&mut book, known), said);
    let version = sale("S-8", "2026-03-05", "800").into();
    let version = |book: &mut Book| {
        book.revise(WANG, &name(FactKind::Sale, "S-8"), day("2026-03-20"), Some(version))
    };
    assert_eq!(
        refused(&mut book, version),
        "customer Wang: sale S-8 of CNY 800.00 takes a running total of the customer out of range"
    );
    let columns = guanxi::account::FactColumns {
        sales: Some(guanxi::account::DatedColumns {
            customers: &[1],
            days: &[20_500],
            amounts: &[100_00],
        }),
        ..Default::default()
    };
    let loaded = refused(&mut book, |it| it.load(columns));
    assert!(loaded.contains("take a running total of the customer at position 0"), "{loaded}");
    assert!(book.account_at(WANG, crate::given::as_of("2026-04-01")).is_ok());
    // A third one that does not fit beside them.
    book.record(ZHAO, sale("S-10", "2026-03-05", MOST)).unwrap();
    assert_eq!(
        refused(&mut book, merge(ZHAO, WANG, "2026-04-01")),
        "customer Zhao: the running totals of both customers together do not fit"
    );
    // One that is undone holds on its days all the same.
    book.customers_mut().undo_merge(WANG, day("2026-05-01")).unwrap();
    assert_eq!(refused(&mut book, another), said);
}

#[test]
fn columns_of_a_month_that_do_not_fit_over_merged_customers() {
    use guanxi::account::{FactColumns, MonthlyColumns};
    let columns = |amounts: &'static [i64]| MonthlyColumns {
        customers: &[0, 1],
        months: &[2026 * 12 + 2, 2026 * 12 + 2],
        amounts,
    };
    let mut book = book();
    merge(WANG, LI, "2026-04-01")(&mut book).unwrap();
    let most: &[i64] = &[i64::MAX, 1];
    let plans = FactColumns { plans: Some(columns(most)), ..Default::default() };
    let budgets = FactColumns { budgets: Some(columns(most)), ..Default::default() };
    for (kind, columns) in [("plan", plans), ("budget", budgets)] {
        let said = refused(&mut book, |it| it.load(columns));
        let range = "columns take a running total of the customer at position 0 out of range";
        assert!(said.starts_with(&format!("{kind} {range}")), "{said}");
    }
    // One less fits, so that both are one and the book is read back.
    let fits = FactColumns { plans: Some(columns(&[i64::MAX - 1, 1])), ..Default::default() };
    book.load(fits).unwrap();
    let account = book.account_at(LI, crate::given::as_of("2026-04-01")).unwrap();
    assert_eq!(account.view().plans()[0].amount().minor(), i64::MAX);
    assert!(guanxi::book::BookSnapshot::from_book(&book).restore().is_ok());
}

#[test]
fn a_fact_of_one_that_names_a_document_of_another() {
    let mut book = book();
    let number = |text: &str| -> DocumentId { document(text) };
    let dispute = Dispute::new(number("I-2"), day("2026-03-10"));
    assert_eq!(
        refused(&mut book, record(dispute.clone())),
        "customer Li: dispute I-2 from 2026-03-10 names invoice I-2, which is not an invoice of \
         the customer"
    );
    // From the day on which both are one it is the survivor's, too.
    merge(WANG, LI, "2026-03-10")(&mut book).unwrap();
    let early = Dispute { from: day("2026-03-09"), ..dispute.clone() };
    assert!(refused(&mut book, record(early)).ends_with("is not an invoice of the customer"));
    record(dispute)(&mut book).unwrap();
    let moved = Invoice { due: day("2026-06-30"), ..invoice("I-2", "2026-03-01", "100") };
    assert_eq!(
        refused(
            &mut book,
            revise(FactKind::Invoice, "I-2", "2026-03-09", Some(moved.clone().into()))
        ),
        "customer Li: invoice I-2 is a document of another customer"
    );
    revise(FactKind::Invoice, "I-2", "2026-03-10", Some(moved.into()))(&mut book).unwrap();
}

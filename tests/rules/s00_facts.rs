//! Facts come out of a book with their versions, in an order in which they can be taken again.

use guanxi::account::{
    DatedColumns, Fact, FactColumns, FactContent, FactName, InvoiceColumns, PaymentColumns,
    ReceivableColumns, RecordedFact, ReviseError,
};
use guanxi::book::{Book, BookError};
use guanxi::expense::Expense;
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Money};
use guanxi::policy::Policy;
use guanxi::trade::Sale;

use crate::given::{as_of, currency, day, document, yuan};

/// Two customers without names, with facts in columns: a day with a sale that was returned, and
/// one with nothing but a return.
fn loaded() -> Book {
    let mut book = Book::new(currency("CNY"));
    book.open_unnamed(2).unwrap();
    let sales = DatedColumns {
        customers: &[0, 0, 0, 1],
        days: &[20_500, 20_500, 20_501, 20_500],
        amounts: &[100, -100, -30, 70],
    };
    let expenses = DatedColumns { customers: &[1], days: &[20_510], amounts: &[5] };
    let invoices = InvoiceColumns {
        customers: &[0, 1],
        issued: &[20_500, 20_500],
        due: &[20_530, 20_530],
        amounts: &[100, 70],
    };
    let payments = PaymentColumns {
        customers: &[1, 0],
        days: &[20_520, 20_521],
        amounts: &[70, 10],
        invoices: &[1, PaymentColumns::NO_INVOICE],
    };
    book.load(FactColumns {
        sales: Some(sales),
        expenses: Some(expenses),
        receivables: Some(ReceivableColumns { invoices, payments }),
        ..FactColumns::default()
    })
    .unwrap();
    book
}

fn copied(book: &Book) -> Book {
    let mut copy = Book::new(currency("CNY"));
    copy.open_unnamed(book.len()).unwrap();
    for fact in book.facts() {
        copy.take(&fact).unwrap();
    }
    copy
}

fn says(book: &Book, t: &str) -> Vec<String> {
    let policy = Policy::default();
    let review = book.review(as_of(t), &policy).unwrap();
    let explained = review.customers().iter().map(|key| format!("{:?}", review.explain(*key)));
    explained.chain([format!("{:?}", review.summary())]).collect()
}

#[test]
fn facts_of_columns_come_out_under_numbers_that_say_so_and_are_not_revised() {
    let book = loaded();
    let numbers: Vec<String> = book
        .facts_of(CustomerKey::from_position(0))
        .map(|it| match it.content {
            FactContent::First(fact) => fact.name().to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        numbers,
        [
            "invoice no number, invoice 2147483648",
            "sale no number, 0: sale 2026-02-16 1",
            "sale no number, 0: sale 2026-02-16 2",
            "sale no number, 0: sale 2026-02-17 1",
            "payment no number, 0: payment 0",
        ]
    );
    let mut copy = copied(&book);
    for t in ["2026-02-15", "2026-02-16", "2026-02-17", "2026-03-31", "2026-12-31"] {
        assert_eq!(says(&copy, t), says(&book, t), "as of {t}");
    }
    let fact = book.facts().next().unwrap();
    let RecordedFact { customer, content: FactContent::First(fact), .. } = fact else {
        panic!("a first version")
    };
    for book in [&mut copy, &mut loaded()] {
        let refused = book.revise(customer, &fact.name(), day("2026-03-31"), None).unwrap_err();
        assert!(
            matches!(&refused, BookError::Revision { refusal, .. }
                if matches!(**refusal, ReviseError::NoNumber { .. })),
            "{refused}"
        );
    }
}

#[test]
fn an_order_day_of_columns_stays_when_a_numbered_sale_of_the_day_is_void() {
    let mut book = loaded();
    let key = CustomerKey::from_position(0);
    let sale = |number: &str, date: &str| Sale::new(document(number), day(date), yuan("5"));
    let order_days =
        |book: &Book| book.view(key).unwrap().sales().at(day("2026-12-31")).active_days;
    assert_eq!(order_days(&book), 1);
    // On the day whose loaded sale was returned, and on the day of nothing but a return.
    for (number, date, before) in [("S-1", "2026-02-16", 1), ("S-2", "2026-02-17", 2)] {
        book.record(key, sale(number, date)).unwrap();
        assert_eq!(order_days(&book), before);
        let name = Fact::from(sale(number, date)).name();
        book.revise(key, &name, day("2026-03-01"), None).unwrap();
        assert_eq!(order_days(&book), 1);
    }
    let view = book.view(key).unwrap();
    assert_eq!(view.sales().at(day("2026-12-31")).total.minor(), -30);
}

#[test]
fn versions_come_out_in_the_order_in_which_they_are_taken_again() {
    let mut book = Book::new(currency("CNY"));
    book.open_unnamed(1).unwrap();
    let key = CustomerKey::from_position(0);
    let sale =
        |amount: &str| Fact::from(Sale::new(document("S-1"), day("2026-03-01"), yuan(amount)));
    let name: FactName = sale("1").name();
    book.record_known(key, sale("1"), day("2026-03-04")).unwrap();
    book.revise(key, &name, day("2026-03-05"), Some(sale("2"))).unwrap();
    book.revise(key, &name, day("2026-03-05"), None).unwrap();
    let of = |known_from: &str, content| RecordedFact {
        customer: key,
        known_from: Some(day(known_from)),
        content,
    };
    let facts: Vec<_> = book.facts_of(key).collect();
    assert_eq!(
        facts,
        [
            of("2026-03-04", FactContent::First(sale("1"))),
            of("2026-03-05", FactContent::Version(sale("2"))),
            of("2026-03-05", FactContent::Void(name)),
        ]
    );
    assert!(copied(&book).facts().eq(facts));
}

#[test]
fn columns_that_would_not_fit_beside_a_version_of_the_past_are_refused() {
    let mut book = Book::new(currency("CNY"));
    book.open_unnamed(1).unwrap();
    let key = CustomerKey::from_position(0);
    let most = Sale::new(document("S-1"), day("2026-03-01"), yuan("50000000000000000"));
    let name = Fact::from(most.clone()).name();
    book.record(key, most).unwrap();
    book.revise(key, &name, day("2026-03-05"), None).unwrap();
    let columns =
        DatedColumns { customers: &[0], days: &[20_500], amounts: &[5_000_000_000_000_000_000] };
    let load = |book: &mut Book| book.load(FactColumns::from_sales(columns));
    assert!(load(&mut book).is_err(), "as of 2026-03-04 the two would not fit");
    assert!(load(&mut loaded()).is_ok());
}

#[test]
fn a_large_sale_is_voided_and_brought_back() {
    // Refused before above a third of what an amount holds: the void was counted twice.
    let most = Money::new(Amount::MAX, currency("CNY"));
    for amount in [yuan("31000000000000000"), yuan("47000000000000000"), most] {
        let (mut book, key) = (Book::new(currency("CNY")), CustomerKey::from_position(0));
        book.open_unnamed(1).unwrap();
        let sale = Fact::from(Sale::new(document("S-1"), day("2026-03-01"), amount));
        let expense = Fact::from(Expense::new(document("E-1"), day("2026-03-01"), amount));
        for fact in [sale, expense] {
            let name = fact.name();
            book.record(key, fact.clone()).unwrap();
            book.revise(key, &name, day("2026-03-05"), None).unwrap();
            book.revise(key, &name, day("2026-03-06"), Some(fact)).unwrap();
            book.revise(key, &name, day("2026-03-07"), None).unwrap();
        }
        let bought = |t| {
            let account = book.account_at(key, as_of(t)).unwrap();
            account.view().sales().at(day(t)).total
        };
        assert_eq!(bought("2026-03-04"), amount.amount());
        assert_eq!(bought("2026-03-05"), Amount::ZERO);
        assert_eq!(bought("2026-03-06"), amount.amount());
        assert_eq!(bought("2026-03-07"), Amount::ZERO);
    }
}

#[test]
fn versions_fit_up_to_the_last_minor_unit_by_any_choice() {
    let sale = |number: &str, minor: i64| {
        let amount = Money::new(Amount::from_minor(minor), currency("CNY"));
        Fact::from(Sale::new(document(number), day("2026-03-01"), amount))
    };
    let (mut book, key) = (Book::new(currency("CNY")), CustomerKey::from_position(0));
    book.open_unnamed(1).unwrap();
    book.record(key, sale("firm", i64::MAX - 100)).unwrap();
    book.record(key, sale("S-1", 60)).unwrap();
    let name = sale("S-1", 60).name();
    book.revise(key, &name, day("2026-03-05"), Some(sale("S-1", -100))).unwrap();
    let refused = book.revise(key, &name, day("2026-03-06"), Some(sale("S-1", 101)));
    assert!(refused.unwrap_err().to_string().contains("takes a running total"));
    book.revise(key, &name, day("2026-03-06"), Some(sale("S-1", 99))).unwrap();
    book.revise(key, &name, day("2026-03-07"), None).unwrap();
    // As of 6 March 1 is left beside 99, as of 7 March 100.
    assert!(book.record(key, sale("S-2", 2)).is_err());
    book.record(key, sale("S-2", 1)).unwrap();
}

#[test]
fn columns_begin_a_feed_beside_versions() {
    let mut book = loaded();
    let key = CustomerKey::from_position(0);
    let sale = Sale::new(document("S-1"), day("2026-03-01"), yuan("5"));
    book.record_known(key, sale, day("2026-03-05")).unwrap();
    let columns = DatedColumns { customers: &[0], days: &[20_000], amounts: &[10] };
    book.load(FactColumns::from_sales(columns)).unwrap();
    let copy = copied(&book);
    for t in ["2024-10-03", "2024-10-04", "2026-02-16", "2026-03-04", "2026-03-05"] {
        assert_eq!(says(&copy, t), says(&book, t), "as of {t}");
    }
}

#[test]
fn instalments_and_disputes_come_out_after_an_invoice_with_versions() {
    use guanxi::receivable::{Dispute, Invoice, InvoiceInstalment, InvoiceInstalments};
    let mut book = Book::new(currency("CNY"));
    let li = CustomerKey::from_position(book.open_unnamed(1).unwrap());
    let on = day("2026-03-01");
    let invoice =
        |number: &str, amount| Invoice::new(document(number), on, day("2026-03-31"), yuan(amount));
    let halves = |number: &str, half| InvoiceInstalments {
        invoice: document(number),
        from: on,
        parts: vec![InvoiceInstalment::new(day("2026-03-15"), yuan(half)); 2],
    };
    // Known later than it is dated, with instalments that are not.
    book.record_known(li, invoice("I-1", "100"), day("2026-03-05")).unwrap();
    book.record(li, halves("I-1", "50")).unwrap();
    book.record(li, Dispute::new(document("I-1"), on).about(yuan("100"))).unwrap();
    // Instalments that did add up, and a dispute that was within, until the invoice was revised.
    book.record(li, invoice("I-2", "100")).unwrap();
    book.record(li, halves("I-2", "50")).unwrap();
    book.record(li, Dispute::new(document("I-2"), on).about(yuan("100"))).unwrap();
    let less = Some(invoice("I-2", "90").into());
    book.revise(li, &FactName::new(guanxi::account::FactKind::Invoice, "I-2"), on, less).unwrap();
    let copy = copied(&book);
    assert!(copy.facts().eq(book.facts()));
    for t in ["2026-03-01", "2026-03-04", "2026-03-05", "2026-03-20"] {
        assert_eq!(says(&copy, t), says(&book, t), "{t}");
    }
}

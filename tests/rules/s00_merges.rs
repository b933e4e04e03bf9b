//! RULES §0, Merged: customers that turned out to be one, as of every day.

use guanxi::account::{CustomerTerm, FactKind, FactName, MergeError};
use guanxi::book::{Book, BookError, BookSnapshot, OrderInputs, SentReminder};
use guanxi::calendar::AsOf;
use guanxi::credit::OrderRequest;
use guanxi::customer::{Attitude, Customer};
use guanxi::id::CustomerKey;
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Dispute, Invoice, OpenBalance, Payment};
use guanxi::trade::{DocumentFlow, DocumentStage, OpenOrder, Plan, Sale, StagedDocument};
use guanxi::warning::{Level, Outcome, Rule};

use crate::given::{as_of, currency, day, document, month, yuan};

fn limit(text: &str) -> CreditLimit {
    CreditLimit::try_from_money(yuan(text), currency("CNY")).unwrap()
}

fn billed(number: &str, amount: &str) -> Invoice {
    Invoice::new(document(number), day("2026-01-10"), day("2026-12-31"), yuan(amount))
}

/// Two ids of one firm with 900 owed on each; the limit of the first is 1,000.
fn two_ids() -> (Book, CustomerKey, CustomerKey) {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let twin = book.register(Customer::new("Li & Sons".parse().unwrap())).unwrap();
    book.record(li, billed("I-1", "900")).unwrap();
    book.record(twin, billed("I-2", "900")).unwrap();
    book.state_for_all_days(li, CustomerTerm::CreditLimit(limit("1000"))).unwrap();
    (book, li, twin)
}

fn customers(book: &Book, t: &str) -> Vec<CustomerKey> {
    let policy = Policy::default();
    book.review(as_of(t), &policy).unwrap().customers().to_vec()
}

fn debt(book: &Book, key: CustomerKey, t: &str) -> String {
    let policy = Policy::default();
    let assessor = book.assessor(as_of(t), &policy);
    let account = book.account_at(key, as_of(t)).unwrap();
    assessor.read(account.view()).verdict(Rule::Debt).to_string()
}

fn merged_on(book: &mut Book, merged: CustomerKey, survivor: CustomerKey, on: &str) {
    book.customers_mut().merge(merged, survivor, day(on)).unwrap();
}

#[test]
fn f11_two_ids_of_one_firm_are_one_customer_from_a_day() {
    let (mut book, li, twin) = two_ids();
    merged_on(&mut book, twin, li, "2026-03-01");
    assert_eq!(customers(&book, "2026-02-28"), [li, twin]);
    assert_eq!(
        debt(&book, li, "2026-02-28"),
        "watch: exposure CNY 900.00 is 90% of the limit CNY 1,000.00"
    );
    assert_eq!(customers(&book, "2026-03-01"), [li]);
    let both = "critical: exposure CNY 1,800.00 is 180% of the limit CNY 1,000.00";
    assert_eq!(debt(&book, li, "2026-03-01"), both);
    assert_eq!(debt(&book, twin, "2026-03-01"), both, "the old key leads to the survivor");
}

#[test]
fn f11_a_merge_is_undone_from_a_day_and_each_has_its_own_again() {
    let (mut book, li, twin) = two_ids();
    let before = book.review(as_of("2026-05-01"), &Policy::default()).unwrap().purchases().to_vec();
    merged_on(&mut book, twin, li, "2026-03-01");
    book.customers_mut().undo_merge(twin, day("2026-05-01")).unwrap();
    assert_eq!(customers(&book, "2026-04-30"), [li], "the past keeps its word");
    assert_eq!(customers(&book, "2026-05-01"), [li, twin]);
    let after = book.review(as_of("2026-05-01"), &Policy::default()).unwrap().purchases().to_vec();
    assert_eq!(after, before);
    merged_on(&mut book, twin, li, "2026-06-01");
    assert_eq!(customers(&book, "2026-05-31"), [li, twin]);
    assert_eq!(customers(&book, "2026-06-01"), [li]);
}

#[test]
fn f11_one_history_of_purchases_and_a_rename_keeps_it() {
    let (mut book, li, twin) = two_ids();
    for (key, number, on) in
        [(li, "S1", "2026-01-05"), (twin, "S2", "2026-01-05"), (twin, "S3", "2026-02-05")]
    {
        book.record(key, Sale::new(document(number), day(on), yuan("100"))).unwrap();
    }
    merged_on(&mut book, twin, li, "2026-03-01");
    let days = |book: &Book, t: AsOf| {
        let account = book.account_at(li, t).unwrap();
        account.view().sales().days().map(|it| (it.day, it.net.minor())).collect::<Vec<_>>()
    };
    let own = [(day("2026-01-05"), 100_00)];
    let one = [(day("2026-01-05"), 200_00), (day("2026-02-05"), 100_00)];
    assert_eq!(days(&book, as_of("2026-02-28")), own);
    assert_eq!(days(&book, as_of("2026-03-01")), one);
    book.customers_mut().rename(li, &"Li Group".parse().unwrap()).unwrap();
    assert_eq!(book.key(&"Li Group".parse().unwrap()), Ok(li));
    assert!(book.key(&"Li".parse().unwrap()).is_err());
    assert_eq!(book.name(li), "Li Group");
    assert_eq!(days(&book, as_of("2026-03-01")), one);
}

#[test]
fn what_comes_later_under_the_old_id_is_the_survivors() {
    let (mut book, li, twin) = two_ids();
    merged_on(&mut book, twin, li, "2026-03-01");
    book.record(
        twin,
        Invoice::new(document("I-3"), day("2026-03-02"), day("2026-12-31"), yuan("50")),
    )
    .unwrap();
    let owed = "critical: exposure CNY 1,850.00 is 185% of the limit CNY 1,000.00";
    assert_eq!(debt(&book, li, "2026-03-02"), owed);
}

#[test]
fn money_for_an_invoice_of_the_other_settles_it_while_both_are_one() {
    let (mut book, li, twin) = two_ids();
    let paid = |number: &str, on: &str| {
        Payment::new(document(number), day(on), yuan("900")).for_invoice(document("I-2"))
    };
    let early = book.record(li, paid("P-0", "2026-02-28")).unwrap_err();
    assert_eq!(
        early.to_string(),
        "customer Li: payment P-0 names invoice I-2, which is not an invoice of the customer"
    );
    merged_on(&mut book, twin, li, "2026-03-01");
    book.record(li, paid("P-1", "2026-03-02")).unwrap();
    let owes = "watch: exposure CNY 900.00 is 90% of the limit CNY 1,000.00";
    assert_eq!(debt(&book, li, "2026-03-02"), owes);
    book.customers_mut().undo_merge(twin, day("2026-04-01")).unwrap();
    assert_eq!(debt(&book, li, "2026-04-01"), owes, "the invoice of the twin is paid, its own not");
    let account = book.account_at(twin, as_of("2026-04-01")).unwrap();
    assert_eq!(account.view().payments().len(), 1, "the money is kept with the invoice");
}

#[test]
fn terms_are_the_survivors_since_the_earlier_and_plans_of_a_month_add_up() {
    let (mut book, li, twin) = two_ids();
    let state = |book: &mut Book, key, term| book.state_for_all_days(key, term).unwrap();
    state(&mut book, li, CustomerTerm::Since(Some(day("2020-05-01"))));
    state(&mut book, twin, CustomerTerm::Since(Some(day("2018-05-01"))));
    state(&mut book, twin, CustomerTerm::CreditLimit(limit("9000")));
    state(&mut book, twin, CustomerTerm::Attitude(Some(Attitude::Loyal)));
    for (key, amount) in [(li, "100"), (twin, "30")] {
        book.record(key, Plan::new(month("2026-03"), yuan(amount))).unwrap();
    }
    book.record(twin, Plan::new(month("2026-04"), yuan("7"))).unwrap();
    merged_on(&mut book, twin, li, "2026-03-01");
    let account = book.account_at(li, as_of("2026-03-01")).unwrap();
    let view = account.view();
    assert_eq!(view.start(as_of("2026-03-01")), Some(day("2018-05-01")));
    assert_eq!(view.base_limit(), limit("1000"));
    assert_eq!(view.attitude(), None);
    let plans: Vec<_> = view.plans().iter().map(|it| (it.month(), it.amount().minor())).collect();
    assert_eq!(plans, [(month("2026-03"), 130_00), (month("2026-04"), 7_00)]);
}

#[test]
fn chains_are_followed_and_circles_refused() {
    let (mut book, li, twin) = two_ids();
    let third = book.register(Customer::new("Third".parse().unwrap())).unwrap();
    book.record(third, billed("I-3", "100")).unwrap();
    merged_on(&mut book, third, twin, "2026-02-01");
    merged_on(&mut book, twin, li, "2026-03-01");
    assert_eq!(customers(&book, "2026-02-01"), [li, twin]);
    assert_eq!(customers(&book, "2026-03-01"), [li]);
    let all = "critical: exposure CNY 1,900.00 is 190% of the limit CNY 1,000.00";
    assert_eq!(debt(&book, third, "2026-03-01"), all);
    let refused = |book: &mut Book, merged, survivor, on: &str| match book
        .customers_mut()
        .merge(merged, survivor, day(on))
        .unwrap_err()
    {
        BookError::Merge { refusal, .. } => refusal,
        other => panic!("{other}"),
    };
    let circle = MergeError::Circle { on: day("2026-03-01") };
    assert_eq!(refused(&mut book, li, third, "2026-04-01"), circle);
    assert_eq!(refused(&mut book, li, li, "2026-04-01"), MergeError::Itself);
    let again = MergeError::Merged { from: day("2026-03-01"), on: day("2026-04-01") };
    assert_eq!(refused(&mut book, twin, third, "2026-04-01"), again);
    let nobody = CustomerKey::from_position(9);
    assert_eq!(
        book.customers_mut().merge(nobody, li, day("2026-04-01")),
        Err(BookError::UnknownKey { position: 9 })
    );
    assert_eq!(
        book.customers_mut().undo_merge(li, day("2026-04-01")).unwrap_err().to_string(),
        "customer Li: the customer is not merged into another on 2026-04-01"
    );
    assert_eq!(
        book.customers_mut().undo_merge(twin, day("2026-02-28")).unwrap_err().to_string(),
        "customer Li & Sons: the customer is not merged into another on 2026-02-28"
    );
    assert_eq!(customers(&book, "2026-04-01"), [li], "nothing has changed");
}

#[test]
fn the_consequences_of_a_merge_can_be_looked_at_before() {
    let (mut book, li, twin) = two_ids();
    book.state_for_all_days(twin, CustomerTerm::CreditLimit(limit("500"))).unwrap();
    book.record(li, Sale::new(document("S1"), day("2026-01-05"), yuan("100"))).unwrap();
    book.record(twin, Sale::new(document("S2"), day("2026-01-07"), yuan("70"))).unwrap();
    let policy = Policy::default();
    let t = as_of("2026-03-01");
    let review = book.review(t, &policy).unwrap();
    let preview = review.merge_preview(twin, li).unwrap();
    assert_eq!(preview.merged.exposure.minor(), 900_00);
    assert_eq!(preview.survivor.exposure.minor(), 900_00);
    assert_eq!(preview.together.exposure.minor(), 1800_00);
    assert_eq!(preview.together.purchases.minor(), 170_00);
    assert_eq!(preview.together.limit, limit("1000"));
    assert_eq!(*preview.survivor.outcomes.get(Rule::Debt), Outcome::Breach(Level::Watch));
    assert_eq!(*preview.together.outcomes.get(Rule::Debt), Outcome::Breach(Level::Critical));
    let [clash] = preview.clashes.as_slice() else { panic!("one term differs") };
    assert_eq!(clash.merged, CustomerTerm::CreditLimit(limit("500")));
    assert_eq!(clash.survivor, CustomerTerm::CreditLimit(limit("1000")));
    drop(review);
    merged_on(&mut book, twin, li, "2026-03-01");
    let merged = book.review(t, &policy).unwrap();
    assert_eq!(merged.purchases()[0].to_total(), preview.together.purchases);
    let outcome = merged.outcomes(Rule::Debt)[0];
    assert_eq!(outcome, *preview.together.outcomes.get(Rule::Debt), "as it was shown");
}

#[test]
fn an_order_of_the_one_merged_is_checked_as_the_survivors() {
    let (mut book, li, twin) = two_ids();
    let on = day("2026-02-01");
    book.record(twin, OpenOrder::new(document("O-1"), on, on, yuan("40"))).unwrap();
    merged_on(&mut book, twin, li, "2026-03-01");
    let account = book.account_at(li, as_of("2026-03-01")).unwrap();
    let open = account.view().open_order(&document("O-1"), as_of("2026-03-01"));
    assert_eq!(open.map(|it| it.open.minor()), Some(40_00));
    let before = book.account_at(li, as_of("2026-02-28")).unwrap();
    assert!(before.view().open_order(&document("O-1"), as_of("2026-02-28")).is_none());
}

#[test]
fn merges_that_hold_one_after_the_other_are_no_circle_for_others() {
    let (mut book, li, sons) = two_ids();
    let wang = book.register(Customer::new("Wang".parse().unwrap())).unwrap();
    merged_on(&mut book, sons, li, "2026-04-01");
    book.customers_mut().undo_merge(sons, day("2026-05-01")).unwrap();
    merged_on(&mut book, li, sons, "2026-06-01");
    merged_on(&mut book, wang, li, "2026-03-01");
    assert_eq!(customers(&book, "2026-03-31"), [li, sons]);
    assert_eq!(customers(&book, "2026-06-01"), [sons]);
}

#[test]
fn money_known_later_for_an_invoice_of_the_other_is_kept_with_the_invoice() {
    let (mut book, li, sons) = two_ids();
    book.record(li, billed("I-9", "100")).unwrap();
    merged_on(&mut book, sons, li, "2026-01-01");
    let paid = Payment::new(document("P-9"), day("2026-03-10"), yuan("100"));
    let paid = paid.for_invoice(document("I-9"));
    book.record_known(sons, paid, day("2026-03-20")).unwrap();
    let payments = |t| book.account_at(li, as_of(t)).unwrap().view().payments().len();
    assert_eq!((payments("2026-03-20") - payments("2026-03-19")), 1);
    let known = book.facts_of(li).filter_map(|it| it.known_from);
    assert!(known.eq([day("2026-03-20")]));
}

fn read_back(book: &Book) -> Book {
    BookSnapshot::from_book(book).restore().unwrap()
}

#[test]
fn customers_merged_one_way_and_later_the_other_are_read_back() {
    let (mut book, li, twin) = two_ids();
    merged_on(&mut book, li, twin, "2026-02-01");
    book.customers_mut().undo_merge(li, day("2026-03-01")).unwrap();
    merged_on(&mut book, twin, li, "2026-03-01");
    book.customers_mut().undo_merge(twin, day("2026-04-01")).unwrap();
    // Undone on its first day, and the other way round on the same.
    merged_on(&mut book, twin, li, "2026-05-01");
    book.customers_mut().undo_merge(twin, day("2026-05-01")).unwrap();
    merged_on(&mut book, li, twin, "2026-05-01");
    let restored = read_back(&book);
    assert_eq!(BookSnapshot::from_book(&restored), BookSnapshot::from_book(&book));
    for (t, one) in [
        ("2026-01-31", vec![li, twin]),
        ("2026-02-01", vec![twin]),
        ("2026-03-01", vec![li]),
        ("2026-04-01", vec![li, twin]),
        ("2026-05-01", vec![twin]),
    ] {
        assert_eq!(customers(&book, t), one, "{t}");
        assert_eq!(customers(&restored, t), one, "read back, {t}");
    }
}

/// The balance of a customer in minor units.
fn owed(book: &Book, key: CustomerKey, t: &str) -> i128 {
    let account = book.account_at(key, as_of(t)).unwrap();
    OpenBalance::as_of(account.view().receivables(), as_of(t)).balance().minor()
}

#[test]
fn money_for_an_invoice_of_the_other_is_known_from_its_day_and_loses_the_name_of_a_void_one() {
    let (mut book, li, twin) = two_ids();
    merged_on(&mut book, twin, li, "2026-03-01");
    let paid = Payment::new(document("P-1"), day("2026-03-02"), yuan("900"));
    let paid = paid.for_invoice(document("I-2"));
    book.record_known(li, paid, day("2026-03-09")).unwrap();
    assert_eq!([owed(&book, li, "2026-03-08"), owed(&book, li, "2026-03-09")], [1800_00, 900_00]);
    // Both are revised under either id.
    let payment = FactName::new(FactKind::Payment, "P-1");
    let less = Payment::new(document("P-1"), day("2026-03-02"), yuan("800"));
    let less = less.for_invoice(document("I-2"));
    book.revise(li, &payment, day("2026-03-10"), Some(less.into())).unwrap();
    assert_eq!(owed(&book, li, "2026-03-10"), 1000_00);
    let invoice = FactName::new(FactKind::Invoice, "I-2");
    book.revise(li, &invoice, day("2026-03-11"), None).unwrap();
    assert_eq!(owed(&book, li, "2026-03-11"), 100_00, "it settles the invoice that is left");
    assert_eq!(owed(&read_back(&book), li, "2026-03-11"), 100_00);
    book.customers_mut().undo_merge(twin, day("2026-04-01")).unwrap();
    assert_eq!([owed(&book, li, "2026-04-01"), owed(&book, twin, "2026-04-01")], [900_00, -800_00]);
}

#[test]
fn what_names_a_document_of_the_other_is_taken_while_both_are_one() {
    let (mut book, li, twin) = two_ids();
    let on = day("2026-02-01");
    book.record(twin, OpenOrder::new(document("O-1"), on, on, yuan("40"))).unwrap();
    let dispute = |from| Dispute::new(document("I-2"), day(from)).about(yuan("100"));
    let flow = |from, to, date| DocumentFlow { from, to, date: day(date), amount: yuan("30") };
    let ordered = StagedDocument::new(DocumentStage::Ordered, document("O-1"));
    let delivered = StagedDocument::new(DocumentStage::Delivered, document("D-1"));
    let billed = StagedDocument::new(DocumentStage::Billed, document("B-1"));
    let early = flow(ordered.clone(), delivered.clone(), "2026-02-28");
    assert!(book.record(li, early).is_err(), "each is its own customer");
    assert!(book.record(li, dispute("2026-02-28")).is_err());
    merged_on(&mut book, twin, li, "2026-03-01");
    book.record(li, dispute("2026-03-02")).unwrap();
    book.record(li, flow(ordered, delivered.clone(), "2026-03-02")).unwrap();
    book.record(li, flow(delivered, billed, "2026-03-03")).unwrap();
    let account = book.account_at(li, as_of("2026-03-03")).unwrap();
    let view = account.view();
    let balance = OpenBalance::as_of(view.receivables(), as_of("2026-03-03"));
    assert_eq!(balance.disputed.minor(), 100_00);
    assert_eq!(view.standing_at(DocumentStage::Billed, as_of("2026-03-03")).minor(), 30_00);
    assert_eq!(BookSnapshot::from_book(&read_back(&book)), BookSnapshot::from_book(&book));
}

#[test]
fn an_order_under_either_id_is_checked_by_the_terms_reminders_and_reservations_of_both() {
    let (mut book, li, twin) = two_ids();
    let (policy, given) = (Policy::default(), OrderInputs::default());
    let late = Invoice::new(document("I-9"), day("2026-01-10"), day("2026-02-01"), yuan("5"));
    book.record(twin, late).unwrap();
    book.state_for_all_days(twin, CustomerTerm::CreditLimit(limit("9000"))).unwrap();
    let reminder = SentReminder { on: day("2026-02-20"), level: 3 };
    book.order_desk_mut().register_reminder(twin, reminder);
    let order = |amount, number| {
        let order = OrderRequest::try_new(yuan(amount), day("2026-03-20")).unwrap();
        order.numbered(document(number))
    };
    let t = as_of("2026-02-28");
    let until = day("2026-04-30");
    let no_reminders = {
        let mut book = book.clone();
        *book.order_desk_mut() = guanxi::book::OrderDesk::default();
        book
    };
    book = no_reminders;
    let (check, desk) = (&policy.order_check, order("100", "O-7"));
    book.reserve_order(twin, &desk, &given, check, t, until).unwrap();
    merged_on(&mut book, twin, li, "2026-03-01");
    let t = as_of("2026-03-01");
    let checked = |book: &Book, key| {
        let check = book.check_order(key, &order("50", "O-8"), &given, check, t).unwrap();
        format!("{check:?}")
    };
    assert_eq!(checked(&book, twin), checked(&book, li), "one customer, one answer");
    let said = book.check_order(li, &order("50", "O-8"), &given, check, t).unwrap().to_string();
    assert!(said.contains("1,955.00"), "both debts, what is reserved, and the order: {said}");
    book.order_desk_mut().register_reminder(twin, reminder);
    let said = book.check_order(li, &order("50", "O-8"), &given, check, t).unwrap();
    assert_eq!(checked(&book, twin), checked(&book, li));
    assert!(
        format!("{said:?}").contains("dunning_level: Some(3)")
            || said.to_string().contains("reminder 3"),
        "{said}"
    );
}

#[test]
fn the_cuts_of_a_book_count_the_purchases_of_one_merged_once() {
    let (mut book, li, twin) = two_ids();
    let mut bought = |key: CustomerKey, amount: &str| {
        let number = format!("S-{}", key.position());
        let sale = Sale::new(document(&number), day("2026-02-01"), yuan(amount));
        book.record(key, sale).unwrap();
    };
    bought(li, "300");
    bought(twin, "300");
    for (name, amount) in [("Wang", "100"), ("Zhao", "60"), ("Sun", "40")] {
        let key = book.register(Customer::new(name.parse().unwrap())).unwrap();
        let sale = Sale::new(document(name), day("2026-02-01"), yuan(amount));
        book.record(key, sale).unwrap();
    }
    merged_on(&mut book, twin, li, "2026-03-01");
    let policy = Policy::default();
    let cut = |t: &str| book.cuts(as_of(t), &policy).unwrap().a.map(guanxi::money::Amount::minor);
    assert_eq!(cut("2026-02-28"), Some(100_00), "300, 300 and 100 are 80% of 800");
    assert_eq!(cut("2026-03-01"), Some(100_00), "600 and 100 are");
    let review = book.review(as_of("2026-03-01"), &policy).unwrap();
    assert_eq!(book.cuts(as_of("2026-03-01"), &policy).unwrap(), *review.cuts());
}

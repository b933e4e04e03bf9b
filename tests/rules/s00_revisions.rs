//! RULES §0, Revisions: a document has versions, each known from a day on.

use guanxi::account::{Account, Fact, FactKind, FactName, Feeds, RecordError, ReviseError};
use guanxi::book::{Book, BookError, OrderInputs};
use guanxi::calendar::Validity;
use guanxi::contract::{Contract, ContractStep};
use guanxi::credit::{OrderCheckPolicy, OrderRequest};
use guanxi::customer::Customer;
use guanxi::expense::Expense;
use guanxi::id::{CustomerKey, LineNumber};
use guanxi::lifecycle::Entry;
use guanxi::measure::Ratio;
use guanxi::money::Currency;
use guanxi::policy::Policy;
use guanxi::receivable::{
    Collateral, CollateralKind, CreditLimit, Dispute, Invoice, OpenBalance, Payment,
    SettlementKind, TemporaryLimit,
};
use guanxi::review::Assessor;
use guanxi::trade::{Breach, BreachKind, OpenOrder, Plan, Sale};
use guanxi::warning::{Outcome, Rule};

use crate::given::{as_of, currency, day, document, handover, month, yuan};

fn li() -> Account {
    Account::new("Li".parse().unwrap(), currency("CNY"))
}

fn two() -> (Book, CustomerKey, CustomerKey) {
    let mut book = Book::new(currency("CNY"));
    let mut register = |name: &str| book.register(Customer::new(name.parse().unwrap())).unwrap();
    let (a, b) = (register("A"), register("B"));
    (book, a, b)
}

fn sold(number: &str, date: &str, amount: &str) -> Sale {
    Sale::new(document(number), day(date), yuan(amount))
}

fn billed(number: &str, issued: &str, due: &str, amount: &str) -> Invoice {
    Invoice::new(document(number), day(issued), day(due), yuan(amount))
}

fn paid(number: &str, date: &str, amount: &str) -> Payment {
    Payment::new(document(number), day(date), yuan(amount))
}

fn name(kind: FactKind, number: &str) -> FactName {
    FactName::new(kind, number)
}

/// What is open at `t`, in minor units, and the money that has settled nothing.
fn open(account: &Account, t: &str) -> (i128, i128) {
    let known = account.as_of(as_of(t));
    let view = known.view();
    let balance = OpenBalance::as_of(view.receivables(), as_of(t));
    (balance.balance().minor(), balance.unapplied.minor())
}

fn bought(account: &Account, t: &str) -> i64 {
    let known = account.as_of(as_of(t));
    known.view().sales().at(day(t)).total.minor()
}

fn order_days(account: &Account, t: &str) -> u32 {
    let known = account.as_of(as_of(t));
    known.view().sales().at(day(t)).active_days
}

fn verdict(account: &Account, rule: Rule, t: &str) -> String {
    let policy = Policy::default();
    let assessor = Assessor::new(&policy, policy.context(as_of(t)));
    let known = account.as_of(as_of(t));
    assessor.read(known.view()).verdict(rule).to_string()
}

#[test]
fn f1_a_returned_cheque_opens_its_invoice_again_with_its_old_due_date() {
    let mut li = li();
    li.record(billed("I-1", "2026-01-01", "2026-01-31", "500")).unwrap();
    li.record(paid("1001", "2026-01-30", "500").for_invoice(document("I-1"))).unwrap();
    li.revise(&name(FactKind::Payment, "1001"), day("2026-02-05"), None).unwrap();
    assert_eq!(open(&li, "2026-02-02"), (0, 0));
    assert_eq!(open(&li, "2026-02-04"), (0, 0));
    assert_eq!(open(&li, "2026-02-05"), (500_00, 0));
    assert_eq!(open(&li, "2026-02-28"), (500_00, 0));
    let known = li.as_of(as_of("2026-02-28"));
    let view = known.view();
    let balance = OpenBalance::as_of(view.receivables(), as_of("2026-02-28"));
    assert_eq!(balance.oldest_days_past_due, 28);
}

#[test]
fn f2_an_invoice_that_was_recorded_twice_is_gone_from_the_day_on_which_one_is_cancelled() {
    let mut li = li();
    li.record(billed("I-7", "2026-03-01", "2026-03-31", "70")).unwrap();
    li.record(billed("I-8", "2026-03-01", "2026-03-31", "70")).unwrap();
    li.revise(&name(FactKind::Invoice, "I-8"), day("2026-03-10"), None).unwrap();
    assert_eq!(open(&li, "2026-03-09"), (140_00, 0));
    assert_eq!(open(&li, "2026-03-10"), (70_00, 0));
}

#[test]
fn f3_a_payment_booked_to_the_wrong_customer_is_where_it_was_known_to_be() {
    let (mut book, a, b) = two();
    for (key, number) in [(a, "I-1"), (b, "I-2")] {
        book.record(key, billed(number, "2026-03-01", "2026-03-31", "60")).unwrap();
    }
    let wrong = Fact::from(paid("1", "2026-03-10", "60"));
    book.record(a, wrong.clone()).unwrap();
    book.revise(a, &wrong.name(), day("2026-03-17"), None).unwrap();
    book.record_known(b, wrong, day("2026-03-17")).unwrap();
    let open = |key, t: &str| {
        let known = book.account_at(key, as_of(t)).unwrap();
        let view = known.view();
        OpenBalance::as_of(view.receivables(), as_of(t)).balance().minor()
    };
    assert_eq!((open(a, "2026-03-16"), open(b, "2026-03-16")), (0, 60_00));
    assert_eq!((open(a, "2026-03-17"), open(b, "2026-03-17")), (60_00, 0));
}

#[test]
fn f4_a_sale_that_was_cancelled_the_same_day_is_no_order_day() {
    let mut li = li();
    // A monthly buyer for a year, then silent for 211 days.
    for place in 0..13 {
        let date = day("2024-09-01").offset(place * 30);
        li.record(Sale::new(document(&format!("S-{place}")), date, yuan("300"))).unwrap();
    }
    let last = day("2024-09-01").offset(12 * 30);
    let t = last.offset(211);
    let silent = verdict(&li, Rule::Loss, &t.to_string());
    let loyal = |li: &Account| {
        let (policy, t) = (Policy::default(), as_of(&t.to_string()));
        let judgement = Assessor::new(&policy, policy.context(t)).judge(li.as_of(t).view());
        (judgement.is_loyal, judgement.purchases)
    };
    let before = loyal(&li);
    let wrong = t.offset(-1);
    let cancelled = Fact::from(Sale::new(document("S-99"), wrong, yuan("9000")));
    li.record(cancelled.clone()).unwrap();
    assert_ne!(verdict(&li, Rule::Loss, &t.to_string()), silent);
    li.revise(&cancelled.name(), wrong, None).unwrap();
    assert_eq!(verdict(&li, Rule::Loss, &t.to_string()), silent);
    assert!(silent.starts_with("critical") && silent.contains("211 days"), "{silent}");
    assert_eq!(order_days(&li, &t.to_string()), 13);
    assert_eq!(loyal(&li), before, "no gain in loyalty");
}

#[test]
fn f5_a_payment_that_was_mistyped_is_one_payment_of_the_right_amount() {
    let mut li = li();
    li.record(billed("I-1", "2026-03-01", "2026-03-31", "100")).unwrap();
    li.record(paid("P-1", "2026-03-05", "100").for_invoice(document("I-1"))).unwrap();
    let right = paid("P-1", "2026-03-05", "90").for_invoice(document("I-1"));
    li.revise(&name(FactKind::Payment, "P-1"), day("2026-03-07"), Some(right.into())).unwrap();
    assert_eq!(open(&li, "2026-03-06"), (0, 0));
    assert_eq!(open(&li, "2026-03-07"), (10_00, 0));
    assert_eq!(li.view().payments().len(), 1);
}

#[test]
fn f7_a_plan_that_was_cut_is_the_old_one_until_then() {
    let mut li = li();
    li.record(Plan::new(month("2026-03"), yuan("1000"))).unwrap();
    let cut = Plan::new(month("2026-03"), yuan("600"));
    li.revise(&name(FactKind::Plan, "2026-03"), day("2026-03-15"), Some(cut.into())).unwrap();
    let plan = |t: &str| li.as_of(as_of(t)).view().plans()[0].amount().minor();
    assert_eq!((plan("2026-03-14"), plan("2026-03-15")), (1000_00, 600_00));
}

#[test]
fn f8_the_book_takes_the_event_of_a_contract_that_its_lifecycle_allows() {
    let mut li = li();
    let term = Validity::try_new(day("2026-01-01"), Some(day("2026-12-31"))).unwrap();
    let signed = day("2026-01-01");
    let contract = Contract::signed_elsewhere("C-1".parse().unwrap(), signed, term).unwrap();
    li.record(contract).unwrap();
    let number = "C-1".parse().unwrap();
    let end = ContractStep::Terminate { reason: "insolvent".to_owned() };
    let event = |on: &str| Entry::new(end.clone(), day(on), "Zhao".parse().unwrap());
    li.take_contract_step(&number, event("2026-03-15")).unwrap();
    let in_force = |t: &str| {
        let known = li.as_of(as_of(t));
        guanxi::contract::is_in_force_on(known.view().contracts(), day(t), as_of(t))
    };
    assert!(in_force("2026-03-14") && !in_force("2026-04-30"), "lapsed");
    let again = li.take_contract_step(&number, event("2026-04-01")).unwrap_err();
    assert!(matches!(again, ReviseError::ContractStep { .. }), "{again}");
    let unknown = li.take_contract_step(&"C-2".parse().unwrap(), event("2026-04-01")).unwrap_err();
    assert_eq!(unknown.to_string(), "there is no contract C-2 to revise");
}

#[test]
fn f8_collateral_and_temporary_limits_are_cut_and_withdrawn() {
    let mut li = li();
    let insurance = |value: &str| Collateral {
        document: document("V-1"),
        kind: CollateralKind::Insurance,
        from: day("2026-01-01"),
        to: day("2026-12-31"),
        value: yuan(value),
        share: Ratio::ONE,
    };
    li.record(insurance("900")).unwrap();
    let guarantee = Collateral {
        document: document("G-1"),
        kind: CollateralKind::Guarantee,
        ..insurance("50")
    };
    li.record(guarantee).unwrap();
    let limit =
        TemporaryLimit { from: day("2026-03-01"), to: day("2026-03-31"), limit: yuan("700") };
    li.record(limit).unwrap();
    let cut = insurance("300");
    li.revise(&name(FactKind::Security, "V-1"), day("2026-03-15"), Some(cut.into())).unwrap();
    li.revise(&name(FactKind::Security, "G-1"), day("2026-03-15"), None).unwrap();
    li.revise(&name(FactKind::TemporaryLimit, "2026-03-01"), day("2026-03-15"), None).unwrap();
    let known = |t: &str| {
        let account = li.as_of(as_of(t));
        let view = account.view();
        let values: Vec<i64> =
            view.collateral().iter().map(|it| it.value.amount().minor()).collect();
        (values, view.limit(as_of(t)))
    };
    let before = (vec![50_00, 900_00], CreditLimit::Amount(yuan("700").amount()));
    assert_eq!(known("2026-03-14"), before);
    assert_eq!(known("2026-03-15"), (vec![300_00], CreditLimit::NotSet));
    // The days are free again for another limit, under another first day.
    li.record(TemporaryLimit { from: day("2026-03-02"), ..limit }).unwrap();
    let again = li.record(limit).unwrap_err();
    assert!(
        matches!(again, RecordError::Void { from, .. } if from == day("2026-03-15")),
        "{again}"
    );
}

#[test]
fn f9_a_due_date_and_an_order_are_moved_under_their_numbers() {
    let mut li = li();
    li.record(billed("I-1", "2026-01-30", "2026-03-01", "60")).unwrap();
    let moved = billed("I-1", "2026-01-30", "2026-04-30", "60");
    li.revise(&name(FactKind::Invoice, "I-1"), day("2026-02-20"), Some(moved.into())).unwrap();
    let due = |t: &str| li.as_of(as_of(t)).view().invoices()[0].due();
    assert_eq!((due("2026-02-19"), due("2026-02-20")), (day("2026-03-01"), day("2026-04-30")));
    assert_eq!(open(&li, "2026-04-01"), (60_00, 0));

    let order = |deliver: &str, amount: &str| {
        OpenOrder::new(document("O-1"), day("2026-03-01"), day(deliver), yuan(amount))
    };
    li.record(order("2026-03-20", "100")).unwrap();
    li.record(handover("ordered O-1", "delivered D-1", "2026-03-05", yuan("30"))).unwrap();
    let moved = order("2026-04-20", "120");
    li.revise(&name(FactKind::Order, "O-1"), day("2026-03-10"), Some(moved.into())).unwrap();
    let left = |t: &str| {
        let known = li.as_of(as_of(t));
        let balance = known.view().open_orders(as_of(t)).next().unwrap();
        (balance.order.deliver(), balance.open.minor())
    };
    assert_eq!(left("2026-03-09"), (day("2026-03-20"), 70_00));
    assert_eq!(left("2026-03-10"), (day("2026-04-20"), 90_00));
}

#[test]
fn c6_a_contract_of_july_is_no_feed_of_march() {
    let (mut book, a, _) = two();
    book.agree_limit(a, CreditLimit::Unlimited).unwrap();
    let term = Validity::try_new(day("2026-01-01"), None).unwrap();
    let contract = Contract::signed_elsewhere("C-1".parse().unwrap(), day("2026-01-01"), term);
    book.record_known(a, contract.unwrap(), day("2026-07-01")).unwrap();
    let order = OrderRequest::try_new(yuan("5"), day("2026-03-31")).unwrap();
    let said = |t: &str| {
        let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
        book.check_order(a, &order, &given, &policy, as_of(t)).unwrap().to_string()
    };
    assert!(!said("2026-03-31").contains("contract"), "{}", said("2026-03-31"));
    let policy = Policy::default();
    let contracted = |t: &str| {
        let review = book.review(as_of(t), &policy).unwrap();
        review.explain(a).map(|it| it.contract.is_some())
    };
    assert_eq!(contracted("2026-07-01"), Some(true));
    assert_ne!(contracted("2026-06-30"), Some(true), "the book had no contract feed by then");
}

#[test]
fn c6_a_contract_that_is_signed_in_july_is_none_that_was_missing_in_march() {
    let (mut book, a, _) = two();
    book.agree_limit(a, CreditLimit::Unlimited).unwrap();
    let term = Validity::try_new(day("2026-07-01"), None).unwrap();
    let contract = Contract::signed_elsewhere("C-1".parse().unwrap(), day("2026-07-01"), term);
    book.record(a, contract.unwrap()).unwrap();
    let order = OrderRequest::try_new(yuan("5"), day("2026-03-31")).unwrap();
    let said = |t: &str| {
        let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
        book.check_order(a, &order, &given, &policy, as_of(t)).unwrap().to_string()
    };
    for t in ["2026-03-31", "2026-06-30", "2026-07-01"] {
        assert!(!said(t).contains("contract"), "{t}: {}", said(t));
    }
}

#[test]
fn a_version_stands_from_the_day_on_which_it_is_known_until_the_next() {
    let mut li = li();
    let sale = name(FactKind::Sale, "S-1");
    li.record_known(sold("S-1", "2026-03-01", "10"), day("2026-03-05")).unwrap();
    for (on, amount) in [("2026-03-10", "20"), ("2026-03-10", "30"), ("2026-03-20", "40")] {
        let version = sold("S-1", "2026-03-01", amount);
        li.revise(&sale, day(on), Some(version.into())).unwrap();
    }
    let days = ["2026-03-04", "2026-03-05", "2026-03-09", "2026-03-10", "2026-03-19", "2026-03-20"];
    assert_eq!(days.map(|t| bought(&li, t)), [0, 10_00, 10_00, 30_00, 30_00, 40_00]);
}

#[test]
fn a_version_replaces_the_content_whole_day_and_what_it_names_included() {
    let mut li = li();
    for number in ["I-1", "I-2"] {
        li.record(billed(number, "2026-03-01", "2026-03-31", "50")).unwrap();
    }
    li.record(paid("P-1", "2026-03-05", "50").for_invoice(document("I-2"))).unwrap();
    let named = paid("P-1", "2026-03-06", "50").for_invoice(document("I-1"));
    li.revise(&name(FactKind::Payment, "P-1"), day("2026-03-10"), Some(named.into())).unwrap();
    let (account, later) = (li.as_of(as_of("2026-03-09")), li.as_of(as_of("2026-03-10")));
    assert_eq!(account.view().payments()[0].day(), day("2026-03-05"));
    assert_eq!(later.view().payments()[0].day(), day("2026-03-06"));
}

#[test]
fn a_version_after_a_void_one_brings_the_fact_back_and_the_number_stays_taken() {
    let mut li = li();
    let sale = sold("S-1", "2026-03-01", "10");
    li.record(sale.clone()).unwrap();
    let named = name(FactKind::Sale, "S-1");
    li.revise(&named, day("2026-03-05"), None).unwrap();
    let taken = li.record(sale.clone()).unwrap_err();
    let void = "sale S-1 is void from 2026-03-05 on; a later version brings it back";
    assert_eq!(taken.to_string(), void);
    li.revise(&named, day("2026-03-08"), Some(sale.into())).unwrap();
    assert_eq!(
        ["2026-03-04", "2026-03-07", "2026-03-08"].map(|t| bought(&li, t)),
        [10_00, 0, 10_00]
    );
}

#[test]
fn money_for_a_void_invoice_is_money_without_a_name() {
    let mut li = li();
    li.record(billed("I-1", "2026-03-01", "2026-03-31", "50")).unwrap();
    li.record(billed("I-2", "2026-03-01", "2026-04-30", "50")).unwrap();
    li.record(paid("P-1", "2026-03-05", "50").for_invoice(document("I-1"))).unwrap();
    li.revise(&name(FactKind::Invoice, "I-1"), day("2026-03-10"), None).unwrap();
    let open = |t: &str| {
        let known = li.as_of(as_of(t));
        let view = known.view();
        OpenBalance::as_of(view.receivables(), as_of(t)).balance().minor()
    };
    assert_eq!((open("2026-03-09"), open("2026-03-10")), (50_00, 0), "it settles what is left");
    // Money that comes later and names it has no name either.
    li.record(paid("P-2", "2026-03-12", "20").for_invoice(document("I-1"))).unwrap();
    assert_eq!(crate::s00_revisions::open(&li, "2026-03-12"), (-20_00, 20_00));
    // The invoice comes back: both payments name it again.
    let back = billed("I-1", "2026-03-01", "2026-03-31", "50");
    li.revise(&name(FactKind::Invoice, "I-1"), day("2026-03-20"), Some(back.into())).unwrap();
    assert_eq!(crate::s00_revisions::open(&li, "2026-03-19"), (-20_00, 20_00));
    assert_eq!(crate::s00_revisions::open(&li, "2026-03-20"), (30_00, 0));
}

#[test]
fn hand_overs_of_a_void_document_are_void_with_it() {
    let mut li = li();
    let order = OpenOrder::new(document("O-1"), day("2026-03-01"), day("2026-03-20"), yuan("100"));
    li.record(order.clone()).unwrap();
    li.record(handover("ordered O-1", "delivered D-1", "2026-03-05", yuan("60"))).unwrap();
    li.record(handover("delivered D-1", "billed B-1", "2026-03-06", yuan("40"))).unwrap();
    li.revise(&name(FactKind::Order, "O-1"), day("2026-03-10"), None).unwrap();
    let count = |li: &Account, t: &str| {
        let known = li.as_of(as_of(t));
        known.view().document_flows(as_of(t)).count()
    };
    assert_eq!((count(&li, "2026-03-09"), count(&li, "2026-03-10")), (2, 0));
    let refused = handover("ordered O-1", "delivered D-2", "2026-03-12", yuan("5"));
    let refused = li.record(refused).unwrap_err();
    assert!(matches!(refused, RecordError::UnknownSource { .. }), "{refused}");
    li.revise(&name(FactKind::Order, "O-1"), day("2026-03-20"), Some(order.into())).unwrap();
    assert_eq!((count(&li, "2026-03-19"), count(&li, "2026-03-20")), (0, 2));
}

#[test]
fn a_sale_that_is_gone_leaves_its_day_an_order_day_where_another_stands() {
    let mut li = li();
    for number in ["S-1", "S-2"] {
        li.record(sold(number, "2026-03-01", "10")).unwrap();
    }
    li.record(sold("R-1", "2026-03-02", "-5")).unwrap();
    li.record(sold("S-3", "2026-03-02", "5")).unwrap();
    li.revise(&name(FactKind::Sale, "S-1"), day("2026-03-05"), None).unwrap();
    assert_eq!((order_days(&li, "2026-03-04"), order_days(&li, "2026-03-05")), (2, 2));
    li.revise(&name(FactKind::Sale, "S-2"), day("2026-03-06"), None).unwrap();
    li.revise(&name(FactKind::Sale, "S-3"), day("2026-03-07"), None).unwrap();
    let days = ["2026-03-05", "2026-03-06", "2026-03-07"].map(|t| order_days(&li, t));
    assert_eq!(days, [2, 1, 0]);
    assert_eq!(bought(&li, "2026-03-07"), -5_00);
    // Another one comes on a day that is no order day any more.
    li.record(sold("S-4", "2026-03-01", "1")).unwrap();
    assert_eq!((order_days(&li, "2026-03-05"), order_days(&li, "2026-03-07")), (2, 1));
}

#[test]
fn lines_have_versions_of_their_own_and_a_void_one_without_a_line_voids_them_all() {
    let mut li = li();
    let line = |number: u32, amount: &str| {
        sold("S-1", "2026-03-01", amount).on_line(LineNumber::try_new(number).unwrap())
    };
    for (number, amount) in [(1, "5"), (2, "7"), (3, "9")] {
        li.record(line(number, amount)).unwrap();
    }
    let second = Fact::from(line(2, "8"));
    li.revise(&second.name(), day("2026-03-05"), Some(second.clone())).unwrap();
    li.revise(&Fact::from(line(1, "5")).name(), day("2026-03-06"), None).unwrap();
    let days = ["2026-03-04", "2026-03-05", "2026-03-06"].map(|t| bought(&li, t));
    assert_eq!(days, [21_00, 22_00, 17_00]);
    let all = name(FactKind::Sale, "S-1");
    li.revise(&all, day("2026-03-10"), None).unwrap();
    assert_eq!((bought(&li, "2026-03-09"), bought(&li, "2026-03-10")), (17_00, 0));
    let again = li.revise(&all, day("2026-03-11"), None).unwrap_err();
    assert!(matches!(again, ReviseError::Unknown { .. }), "{again}");
}

#[test]
fn feeds_begin_when_their_facts_are_known_and_end_when_they_are_void() {
    let mut li = li();
    li.record_known(Expense::new(document("E-1"), day("2026-03-01"), yuan("5")), day("2026-03-05"))
        .unwrap();
    li.revise(&name(FactKind::Expense, "E-1"), day("2026-03-10"), None).unwrap();
    let policy = Policy::default();
    let outcome = |t: &str| {
        let assessor = Assessor::new(&policy, policy.context(as_of(t)));
        let known = li.as_of(as_of(t));
        assessor.judge(known.view()).outcome(Rule::Expense)
    };
    assert_eq!(outcome("2026-03-04"), Outcome::NoData);
    assert_ne!(outcome("2026-03-05"), Outcome::NoData);
    assert_eq!(outcome("2026-03-10"), Outcome::NoData);
}

#[test]
fn a_revision_that_cannot_be_is_refused_and_changes_nothing() {
    let (mut book, a, b) = two();
    book.record(a, sold("S-1", "2026-03-01", "10")).unwrap();
    let sale = name(FactKind::Sale, "S-1");
    let version =
        |number: &str, date: &str, amount: &str| Some(Fact::from(sold(number, date, amount)));
    let mut refused = |key, name: &FactName, on: &str, fact: Option<Fact>| {
        book.revise(key, name, day(on), fact).unwrap_err().to_string()
    };
    let unknown = name(FactKind::Sale, "S-2");
    assert_eq!(
        refused(a, &unknown, "2026-03-05", None),
        "customer A: there is no sale S-2 to revise"
    );
    assert_eq!(
        refused(b, &sale, "2026-03-05", None),
        "customer B: sale S-1 is a document of another customer"
    );
    assert_eq!(
        refused(a, &sale, "2026-02-28", None),
        "customer A: a version of sale S-1 must be known on 2026-03-01 or later, was 2026-02-28"
    );
    assert_eq!(
        refused(a, &sale, "2026-03-05", version("S-1", "2026-03-06", "9")),
        "customer A: a version of sale S-1 must be known on 2026-03-06 or later, was 2026-03-05"
    );
    assert_eq!(
        refused(a, &sale, "2026-03-05", version("S-1", "2026-03-01", "10")),
        "customer A: sale S-1 has this content already"
    );
    assert_eq!(
        refused(a, &sale, "2026-03-05", version("S-3", "2026-03-01", "9")),
        "customer A: sale S-1 cannot become sale S-3"
    );
    let order = OpenOrder::new(document("S-1"), day("2026-03-01"), day("2026-03-02"), yuan("1"));
    assert_eq!(
        refused(a, &sale, "2026-03-05", Some(order.into())),
        "customer A: sale S-1 cannot become order S-1"
    );
    let dollars = Sale::new(document("S-1"), day("2026-03-01"), "USD 5".parse().unwrap());
    assert_eq!(
        refused(a, &sale, "2026-03-05", Some(dollars.into())),
        "customer A: sale S-1 is in USD, the book is in CNY"
    );
    assert!(matches!(
        book.record_known(a, sold("S-4", "2026-03-01", "1"), day("2026-02-28")),
        Err(BookError::Revision { refusal, .. }) if matches!(*refusal, ReviseError::TooEarly { .. })
    ));
    book.revise(a, &sale, day("2026-03-10"), None).unwrap();
    let error = book.revise(a, &sale, day("2026-03-10"), None).unwrap_err();
    assert_eq!(error.to_string(), "customer A: sale S-1 is void already");
    let error = book.revise(a, &sale, day("2026-03-09"), version("S-1", "2026-03-01", "9"));
    assert_eq!(
        error.unwrap_err().to_string(),
        "customer A: a version of sale S-1 must be known on 2026-03-10 or later, was 2026-03-09"
    );
}

#[test]
fn a_void_version_beside_which_others_do_not_fit_is_refused() {
    let mut li = li();
    let most = "92233720368547758.07";
    for (number, date, amount) in
        [("S-1", "2026-03-01", most), ("R-1", "2026-03-02", "-10"), ("S-2", "2026-03-03", "10")]
    {
        li.record(sold(number, date, amount)).unwrap();
    }
    let refused = li.revise(&name(FactKind::Sale, "R-1"), day("2026-03-05"), None).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "sale R-1 of CNY -10.00 takes a running total of the customer out of range"
    );
    assert_eq!(bought(&li, "2026-03-05"), i64::MAX);
}

/// Each line can be void without the other, but not both.
#[test]
fn a_void_version_of_all_lines_that_is_refused_leaves_all_lines() {
    let line = |number: u32| {
        sold("S-1", "2026-03-01", "-10").on_line(LineNumber::try_new(number).unwrap())
    };
    let given = || {
        let mut li = li();
        li.record(line(1)).unwrap();
        li.record(line(2)).unwrap();
        li.record(sold("S-2", "2026-03-02", "92233720368547758.07")).unwrap();
        li.record(sold("S-3", "2026-03-03", "5")).unwrap();
        li
    };
    let all = name(FactKind::Sale, "S-1");
    let (mut li, mut untouched) = (given(), given());
    let refused = li.revise(&all, day("2026-03-05"), None).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "sale S-1 of CNY -10.00 takes a running total of the customer out of range"
    );
    assert_eq!(bought(&li, "2026-03-05"), bought(&untouched, "2026-03-05"));
    for li in [&mut li, &mut untouched] {
        li.revise(&Fact::from(line(1)).name(), day("2026-03-05"), None).unwrap();
        let other = li.revise(&Fact::from(line(2)).name(), day("2026-03-05"), None);
        assert_eq!(other.unwrap_err().to_string(), refused.to_string());
        li.revise(&name(FactKind::Sale, "S-3"), day("2026-03-06"), None).unwrap();
    }
    for t in ["2026-03-04", "2026-03-05", "2026-03-06"] {
        assert_eq!(bought(&li, t), bought(&untouched, t), "{t}");
    }
}

#[test]
fn reports_that_share_a_name_and_facts_without_a_number_are_not_revised() {
    let mut li = li();
    let breach = |upheld| Breach { date: day("2026-03-01"), kind: BreachKind::Diversion, upheld };
    li.record(breach(false)).unwrap();
    li.record(breach(true)).unwrap();
    let named = name(FactKind::Breach, "diversion of 2026-03-01");
    let refused = li.revise(&named, day("2026-03-05"), None).unwrap_err();
    assert_eq!(refused.to_string(), "breach diversion of 2026-03-01 is not one fact but several");
    let late = li.record_known(breach(true), day("2026-03-05")).unwrap_err();
    assert!(matches!(late, ReviseError::Ambiguous { .. }), "{late}");
    let loaded = name(FactKind::Invoice, "no number, invoice 7");
    let refused = li.revise(&loaded, day("2026-03-05"), None).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "invoice no number, invoice 7 was loaded without a number and cannot be revised"
    );
}

/// Money that names an invoice with versions has versions from its recording on.
#[test]
fn void_money_for_an_invoice_with_versions_began_no_feed() {
    let began = |li: &Account, t: &str| {
        let known = li.as_of(as_of(t));
        Feeds::began(known.view().feeds().receivables_from, as_of(t))
    };
    let mut li = li();
    let invoice = billed("I-1", "2026-03-01", "2026-03-31", "100");
    li.record_known(invoice, day("2026-03-05")).unwrap();
    li.record(paid("P-1", "2026-03-02", "100").for_invoice(document("I-1"))).unwrap();
    assert!(!began(&li, "2026-03-01") && began(&li, "2026-03-02"));
    li.revise(&name(FactKind::Payment, "P-1"), day("2026-03-03"), None).unwrap();
    assert!(began(&li, "2026-03-02") && !began(&li, "2026-03-03"), "no money, no invoice yet");
    assert!(!began(&li, "2026-03-04") && began(&li, "2026-03-05"));
    li.revise(&name(FactKind::Invoice, "I-1"), day("2026-03-06"), None).unwrap();
    assert!(began(&li, "2026-03-05") && !began(&li, "2026-03-06"));
}

#[test]
fn a_revised_sale_without_product_groups_leaves_a_book_without_any() {
    let (mut book, a, _) = two();
    let sale = sold("S1", "2026-01-05", "100");
    book.record(a, sale.clone()).unwrap();
    let version = Sale { amount: yuan("90"), ..sale.clone() };
    let name = Fact::from(sale).name();
    book.revise(a, &name, day("2026-02-01"), Some(version.clone().into())).unwrap();
    let policy = Policy::default();
    assert_eq!(book.group_prior(as_of("2026-03-01"), &policy), None);
    let with_group = version.with_groups(["Tools".parse().unwrap()]);
    book.revise(a, &name, day("2026-02-02"), Some(with_group.into())).unwrap();
    assert!(book.group_prior(as_of("2026-03-01"), &policy).is_some());
}

#[test]
fn a_dispute_about_more_than_a_later_version_bills_does_not_hold_any_more() {
    let mut book = Book::new(Currency::CNY);
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let issued = day("2026-01-01");
    let bill = |amount: &str| {
        Fact::from(Invoice::new("I1".parse().unwrap(), issued, issued, amount.parse().unwrap()))
    };
    book.record(li, bill("CNY 21")).unwrap();
    let name = bill("CNY 21").name();
    let dispute = Dispute::new("I1".parse().unwrap(), day("2026-01-02"));
    book.record(li, dispute.about("CNY 2".parse().unwrap())).unwrap();
    book.revise(li, &name, day("2026-01-10"), Some(bill("CNY 2"))).unwrap();
    book.revise(li, &name, day("2026-01-11"), Some(bill("CNY 1.99"))).unwrap();
    let disputed = |t: &str| {
        let t = as_of(t);
        OpenBalance::as_of(book.account_at(li, t).unwrap().view().receivables(), t).disputed.minor()
    };
    assert_eq!(["2026-01-09", "2026-01-10", "2026-01-11"].map(disputed), [2_00, 2_00, 0]);
}

#[test]
fn a_dispute_from_before_the_invoice_that_stood_does_not_hold_then() {
    let mut book = Book::new(Currency::CNY);
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let bill = |issued: &str| {
        let (issued, amount) = (day(issued), "CNY 100".parse().unwrap());
        Fact::from(Invoice::new("I1".parse().unwrap(), issued, issued, amount))
    };
    // Issued on the 7th, as was thought until the 20th: then it turned out to be of the 1st.
    book.record(li, bill("2026-01-07")).unwrap();
    let name = bill("2026-01-07").name();
    book.revise(li, &name, day("2026-01-20"), Some(bill("2026-01-01"))).unwrap();
    book.record(li, Dispute::new("I1".parse().unwrap(), day("2026-01-01"))).unwrap();
    let disputed = |t: &str| {
        let t = as_of(t);
        OpenBalance::as_of(book.account_at(li, t).unwrap().view().receivables(), t).disputed.minor()
    };
    assert_eq!(["2026-01-07", "2026-01-19", "2026-01-20"].map(disputed), [0, 0, 100_00]);
}

/// A discount stands beside its invoice only: it is void with it, and stands again with it.
#[test]
fn a_discount_of_a_void_invoice_begins_no_feed() {
    let mut li = li();
    li.record(billed("I-1", "2026-03-01", "2026-03-31", "100")).unwrap();
    let discount = paid("P-1", "2026-03-02", "100").of_kind(SettlementKind::CashDiscount);
    li.record(discount.for_invoice(document("I-1"))).unwrap();
    let invoice = name(FactKind::Invoice, "I-1");
    li.revise(&invoice, day("2026-03-03"), None).unwrap();
    let began = |li: &Account, t: &str| {
        Feeds::began(li.as_of(as_of(t)).view().feeds().receivables_from, as_of(t))
    };
    assert!(began(&li, "2026-03-02") && !began(&li, "2026-03-03"));
    assert_eq!(li.view().feeds().receivables_from, None);
    let again = billed("I-1", "2026-03-04", "2026-03-31", "100");
    li.revise(&invoice, day("2026-03-05"), Some(again.into())).unwrap();
    assert!(!began(&li, "2026-03-04") && began(&li, "2026-03-05"));
    assert_eq!(li.view().feeds().receivables_from, Some(day("2026-03-02")));
}

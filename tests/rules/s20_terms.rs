//! RULES §0, Revisions of what is agreed and declared, and Start: terms are known from a day.

use guanxi::account::{Account, CustomerTerm, RecordError, TermStatement};
use guanxi::book::{Book, BookError, OrderInputs};
use guanxi::credit::{GroupNode, GroupTree, OrderCheckPolicy, OrderRequest};
use guanxi::customer::{Attitude, Customer};
use guanxi::id::CustomerKey;
use guanxi::lifecycle::Reason;
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, LimitValidity, PaymentTerms, PaymentTermsDraft};
use guanxi::trade::Sale;
use guanxi::warning::{Level, Outcome, Rule};

use crate::given::{as_of, currency, day, document, yuan};

fn book() -> (Book, CustomerKey) {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    (book, li)
}

fn limit(text: &str) -> CreditLimit {
    CreditLimit::try_from_money(yuan(text), currency("CNY")).unwrap()
}

fn billed(number: &str, issued: &str, due: &str, amount: &str) -> Invoice {
    Invoice::new(document(number), day(issued), day(due), yuan(amount))
}

fn debt(book: &Book, key: CustomerKey, t: &str) -> String {
    let policy = Policy::default();
    let review = book.review(as_of(t), &policy).unwrap();
    review.explain(key).unwrap().readings().verdict(Rule::Debt).to_string()
}

#[test]
fn f6_a_limit_that_was_cut_is_the_old_one_when_march_is_asked_in_july() {
    let (mut book, li) = book();
    book.record(li, billed("I-1", "2026-03-01", "2026-12-31", "1000")).unwrap();
    book.state_for_all_days(li, CustomerTerm::CreditLimit(limit("2000"))).unwrap();
    book.state(li, day("2026-06-01"), CustomerTerm::CreditLimit(limit("500"))).unwrap();
    let half = "clear: exposure CNY 1,000.00 is 50% of the limit CNY 2,000.00; nothing overdue";
    assert_eq!(debt(&book, li, "2026-03-15"), half);
    assert_eq!(debt(&book, li, "2026-05-31"), half);
    let twice = "critical: exposure CNY 1,000.00 is 200% of the limit CNY 500.00";
    assert_eq!(debt(&book, li, "2026-06-01"), twice);
    assert_eq!(debt(&book, li, "2026-07-15"), twice);
}

#[test]
fn f6_every_term_is_the_one_that_was_known_on_the_day() {
    let (mut book, li) = book();
    let net = |days| PaymentTerms::try_new(PaymentTermsDraft::Net { days }).unwrap();
    let validity = LimitValidity { valid_to: Some(day("2026-12-31")), review_on: None };
    let terms = [
        CustomerTerm::Since(Some(day("2026-01-05"))),
        CustomerTerm::Attitude(Some(Attitude::Loyal)),
        CustomerTerm::Group(Some("Lin".parse().unwrap())),
        CustomerTerm::CreditLimit(limit("500")),
        CustomerTerm::LimitValidity(validity),
        CustomerTerm::PaymentTerms(Some(net(30))),
        CustomerTerm::Ended(Some(Reason::try_new("bankrupt").unwrap())),
    ];
    let before = book.terms_as_of(li, as_of("2026-05-31")).unwrap();
    for term in terms {
        book.state(li, day("2026-06-01"), term.clone()).unwrap();
        let statement = TermStatement { on: Some(day("2026-06-01")), term };
        assert!(book.term_statements(li).unwrap().contains(&statement));
    }
    assert_eq!(book.terms_as_of(li, as_of("2026-05-31")).unwrap(), before);
    let after = book.terms_as_of(li, as_of("2026-06-01")).unwrap();
    assert_eq!(after.since, Some(day("2026-01-05")));
    assert_eq!(after.attitude, Some(Attitude::Loyal));
    assert_eq!(after.group, Some("Lin".parse().unwrap()));
    assert_eq!(after.credit_limit, limit("500"));
    assert_eq!(after.limit_validity, validity);
    assert_eq!(after.payment_terms, Some(net(30)));
    assert_eq!(after.ended, Some(Reason::try_new("bankrupt").unwrap()));
}

#[test]
fn the_order_in_which_days_are_stated_does_not_matter_and_on_one_day_the_later_word_holds() {
    let (mut book, li) = book();
    let mut state = |on, yuan| {
        book.state(li, day(on), CustomerTerm::CreditLimit(limit(yuan))).unwrap();
    };
    state("2026-06-01", "600");
    state("2026-03-01", "300");
    state("2026-06-01", "650");
    let by = |t| book.terms_as_of(li, as_of(t)).unwrap().credit_limit;
    assert_eq!(by("2026-02-28"), CreditLimit::NotSet);
    assert_eq!(by("2026-03-01"), limit("300"));
    assert_eq!(by("2026-05-31"), limit("300"));
    assert_eq!(by("2026-06-01"), limit("650"));
    assert_eq!(book.view(li).unwrap().base_limit(), limit("650"), "what holds by all statements");
}

#[test]
fn a_statement_without_a_day_replaces_all_that_was_stated_of_its_kind() {
    let (mut book, li) = book();
    let attitude = |it| CustomerTerm::Attitude(Some(it));
    book.state(li, day("2026-03-01"), attitude(Attitude::Switcher)).unwrap();
    book.state(li, day("2026-03-01"), CustomerTerm::CreditLimit(limit("5"))).unwrap();
    book.state_for_all_days(li, attitude(Attitude::Loyal)).unwrap();
    for t in ["2026-02-28", "2026-03-01"] {
        let terms = book.terms_as_of(li, as_of(t)).unwrap();
        assert_eq!(terms.attitude, Some(Attitude::Loyal), "{t}");
    }
    let terms = book.terms_as_of(li, as_of("2026-02-28")).unwrap();
    assert_eq!(terms.credit_limit, CreditLimit::NotSet, "another kind keeps its days");
}

#[test]
fn f13_a_customer_is_in_the_pool_of_its_group_from_the_day_it_joined() {
    let (mut book, li) = book();
    book.record(li, billed("I-1", "2026-01-01", "2026-12-31", "1000")).unwrap();
    book.state(li, day("2026-04-01"), CustomerTerm::Group(Some("Lin".parse().unwrap()))).unwrap();
    let owed = |book: &Book, t| {
        let owed = book.owed_by_group(as_of(t));
        owed.get(&"Lin".parse().unwrap()).map(|total| total.minor())
    };
    assert_eq!(owed(&book, "2026-03-31"), None);
    assert_eq!(owed(&book, "2026-04-01"), Some(1000_00));
    // Its orders are checked against the pool from that day on, too.
    let node = GroupNode {
        id: "Lin".parse().unwrap(),
        parent: None,
        pool: limit("1000"),
        allotment: yuan("0").amount(),
    };
    book.order_desk_mut().set_groups(GroupTree::try_new(vec![node]).unwrap());
    book.state_for_all_days(li, CustomerTerm::CreditLimit(CreditLimit::Unlimited)).unwrap();
    let is_over = |t| {
        let (given, policy) = (OrderInputs::default(), OrderCheckPolicy::default());
        let order = OrderRequest::try_new(yuan("1"), day("2026-04-30")).unwrap();
        let check = book.check_order(li, &order, &given, &policy, as_of(t)).unwrap();
        check.failed().any(|it| it.reason == guanxi::credit::Reason::OverGroupLimit)
    };
    assert!(!is_over("2026-03-31") && is_over("2026-04-01"));
    book.state(li, day("2026-05-01"), CustomerTerm::Group(None)).unwrap();
    assert_eq!(owed(&book, "2026-04-30"), Some(1000_00));
    assert_eq!(owed(&book, "2026-05-01"), None);
}

#[test]
fn f16_who_owes_at_the_turn_of_the_year_is_in_that_review() {
    let mut book = Book::new(currency("CNY"));
    let li = Customer::new("Li".parse().unwrap()).with_since(day("2026-01-01"));
    let li = book.register(li).unwrap();
    book.record(li, billed("I-1", "2025-11-15", "2025-12-15", "5000")).unwrap();
    let policy = Policy::default();
    let review = book.review(as_of("2025-12-31"), &policy).unwrap();
    assert_eq!(review.customers(), [li]);
    assert_eq!(review.outcomes(Rule::Debt), [Outcome::Breach(Level::Warning)]);
    let before = book.review(as_of("2025-11-14"), &policy).unwrap();
    assert!(before.is_empty(), "no fact stands yet and `since` lies after");
}

#[test]
fn a_start_is_the_earliest_of_since_and_the_first_fact_of_any_kind() {
    let mut account = Account::new("Li".parse().unwrap(), currency("CNY"));
    let start = |account: &Account, t| account.view().start(as_of(t));
    account.record(Sale::new(document("S"), day("2026-03-03"), yuan("5"))).unwrap();
    account.record(billed("I", "2026-03-02", "2026-03-30", "5")).unwrap();
    assert_eq!(start(&account, "2026-03-01"), None, "facts of later days are not seen");
    assert_eq!(start(&account, "2026-03-02"), Some(day("2026-03-02")));
    account.state_since(Some(day("2026-03-05")));
    assert_eq!(start(&account, "2026-03-31"), Some(day("2026-03-02")));
    account.state_since(Some(day("2026-02-28")));
    assert_eq!(start(&account, "2026-03-31"), Some(day("2026-02-28")));
    assert_eq!(start(&account, "2026-01-01"), Some(day("2026-02-28")), "since is stated");
}

#[test]
fn a_relationship_cannot_end_before_its_start() {
    let (mut book, li) = book();
    book.record(li, billed("I-1", "2026-03-01", "2026-03-31", "5")).unwrap();
    let ended = || CustomerTerm::Ended(Some(Reason::try_new("bankrupt").unwrap()));
    let before = book.term_statements(li).unwrap();
    let refused = book.state(li, day("2026-02-28"), ended()).unwrap_err();
    let (on, start) = (day("2026-02-28"), day("2026-03-01"));
    let refusal = RecordError::EndedBeforeStart { on, start };
    assert_eq!(refused, BookError::Refused { customer: "Li".to_owned(), refusal });
    assert_eq!(
        refused.to_string(),
        "customer Li: the end of the relationship must not be before 2026-03-01, its start, was \
         2026-02-28"
    );
    assert_eq!(book.term_statements(li).unwrap(), before, "nothing has changed");
    assert_eq!(book.state(li, day("2026-03-01"), ended()), Ok(()), "on the day of its start");
}

fn ended() -> CustomerTerm {
    CustomerTerm::Ended(Some(Reason::try_new("out of business").unwrap()))
}

/// Wang bought once a month for a year and owes 1,000; Li buys on.
fn with_one_out_of_business() -> (Book, CustomerKey, CustomerKey) {
    let (mut book, li) = book();
    let wang = book.register(Customer::new("Wang".parse().unwrap())).unwrap();
    for month in 1..=12 {
        let on = day(&format!("2025-{month:02}-10"));
        for (key, name) in [(li, "L"), (wang, "W")] {
            let number = document(&format!("{name}{month}"));
            book.record(key, Sale::new(number, on, yuan("100"))).unwrap();
        }
    }
    book.record(wang, billed("I-1", "2025-12-01", "2025-12-31", "1000")).unwrap();
    book.state(wang, day("2026-02-01"), ended()).unwrap();
    (book, li, wang)
}

#[test]
fn f12_who_is_out_of_business_is_counted_apart_and_still_owes() {
    let (book, li, wang) = with_one_out_of_business();
    let policy = Policy::default();
    let review = book.review(as_of("2026-03-01"), &policy).unwrap();
    assert_eq!(review.customers(), [li]);
    assert_eq!(review.explain(wang), None);
    let [gone] = review.ended() else { panic!("one has ended") };
    assert_eq!((gone.customer, gone.debt), (wang, Outcome::Breach(Level::Critical)));
    assert_eq!(
        review.explain_ended(wang).unwrap().to_string(),
        "critical: CNY 1,000.00 overdue, the oldest by 60 days; owes CNY 1,000.00 although no credit \
         limit is agreed"
    );
    assert_eq!(review.explain_ended(li), None);
    let summary = review.summary();
    assert_eq!((summary.customers, summary.ended), (1, 1));
    assert_eq!(summary.count_ended(Outcome::Breach(Level::Critical)), 1);
    assert_eq!(summary.balance.minor(), 1000_00, "what it owes is owed");
    assert_eq!(summary.purchases.minor(), review.purchases()[0].to_total().minor());
}

#[test]
fn f12_before_the_day_of_its_end_it_is_a_customer_like_others() {
    let (book, li, wang) = with_one_out_of_business();
    let policy = Policy::default();
    let review = book.review(as_of("2026-01-31"), &policy).unwrap();
    assert_eq!(review.customers(), [li, wang]);
    assert!(review.ended().is_empty());
    let review = book.review(as_of("2026-02-01"), &policy).unwrap();
    assert_eq!(review.customers(), [li], "on the day itself it has ended");
}

#[test]
fn f12_it_is_taken_up_again_from_a_day_and_a_fact_after_its_end_is_taken() {
    let (mut book, li, wang) = with_one_out_of_business();
    book.record(wang, Sale::new(document("W13"), day("2026-02-10"), yuan("5"))).unwrap();
    book.state(wang, day("2026-04-01"), CustomerTerm::Ended(None)).unwrap();
    let policy = Policy::default();
    let customers = |t| book.review(as_of(t), &policy).unwrap().customers().to_vec();
    assert_eq!(customers("2026-03-31"), [li]);
    assert_eq!(customers("2026-04-01"), [li, wang]);
}

#[test]
fn an_ended_customer_is_judged_for_debt_only_wherever_it_is_asked() {
    let (mut book, _, wang) = with_one_out_of_business();
    let policy = Policy::default();
    let assessor = book.assessor(as_of("2026-03-01"), &policy);
    let judged = book.judge(wang, &assessor).unwrap();
    assert_eq!(judged.outcome(Rule::Debt), Outcome::Breach(Level::Critical));
    for rule in [Rule::Progress, Rule::Expense, Rule::Loss, Rule::Incident] {
        assert_eq!(judged.outcome(rule), Outcome::NotApplicable, "{rule}");
    }
    assert_eq!(judged.is_loyal, None);
    assert_eq!(judged.value_at_risk.minor(), 0);
    let sale = Sale::new(document("W14"), day("2026-02-20"), yuan("5"));
    let judged = book.record_and_judge(wang, sale, &assessor).unwrap();
    assert_eq!(judged.outcome(Rule::Loss), Outcome::NotApplicable);
}

#[test]
fn an_ended_customer_says_nothing_of_the_rhythm_of_those_who_stay() {
    let (book, _, wang) = with_one_out_of_business();
    let t = as_of("2026-03-01");
    let policy = Policy::default();
    let with = book.moments(t, &policy);
    let mut without = Book::new(currency("CNY"));
    let li = without.register(Customer::new("Li".parse().unwrap())).unwrap();
    for month in 1..=12 {
        let on = day(&format!("2025-{month:02}-10"));
        let sale = Sale::new(document(&format!("L{month}")), on, yuan("100"));
        without.record(li, sale).unwrap();
    }
    assert_eq!(with, without.moments(t, &policy));
    let before = as_of("2026-01-31");
    assert_ne!(book.moments(before, &policy), without.moments(before, &policy), "{wang:?}");
}

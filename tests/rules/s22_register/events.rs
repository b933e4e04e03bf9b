//! S22: a register is stepped for one customer straight from an event, and for those that are due.

use guanxi::book::{Book, BookError};
use guanxi::casework::{CasePolicy, Effect, Notice, Register, RegisterError, WarningKey};
use guanxi::id::CustomerKey;
use guanxi::incident::{Credibility, Impact, Incident};
use guanxi::policy::Policy;
use guanxi::receivable::Invoice;
use guanxi::review::{EventStepError, RegisterDay, StepContext};
use guanxi::warning::Level::{Critical, Warning, Watch};
use guanxi::warning::Rule;

use super::registered;
use crate::given::{document, yuan};
use crate::s22_given::{Office, WELL, assign, d, ill, key, policy, raised, said, shelve, t};

/// A book in which the first customer owes without a limit, and a register begun with it.
#[track_caller]
fn begun(policy: &Policy, cases: &CasePolicy) -> (Book, Register) {
    let mut book = Book::new("CNY".parse().unwrap());
    let li = registered(&mut book, "Li");
    registered(&mut book, "Wu");
    book.record(li, Invoice::new(document("I1"), d(-40), d(30), yuan("100"))).unwrap();
    let mut register = Register::default();
    let review = book.review(t(0), policy).unwrap();
    review.step(&mut register, 1, &StepContext::default(), cases).unwrap();
    (book, register)
}

fn theft() -> Incident {
    Incident {
        kind: "theft".parse().unwrap(),
        occurred: d(1),
        reported: d(1),
        credibility: Credibility::Verified,
        impact: Impact::try_new(3).unwrap(),
        resolved: None,
    }
}

#[test]
fn an_event_steps_its_customer_with_the_influences_of_its_rules() {
    let (policy, cases) = (Policy::default(), policy(|_| ()));
    let (mut book, mut register) = begun(&policy, &cases);
    let (mut other_book, mut other) = (book.clone(), register.clone());
    let li = CustomerKey::from_position(0);
    let (assessor, cuts) = (book.assessor(t(1), &policy), book.cuts(t(1), &policy).unwrap());
    let context = StepContext::default();
    let day = RegisterDay { assessor: &assessor, cuts, context, cases: &cases };
    let news = day.record(&mut book, &mut register, 2, li, theft()).unwrap();
    // A verified incident raises the debt by one level and is a candidate cause.
    let rises = Effect::Escalated { from: Warning, to: Critical };
    let both = [said(0, Rule::Debt, rises), said(0, Rule::Incident, raised(Critical))];
    assert!(both.iter().all(|it| news.contains(it)), "{news:?}");
    // A review of the whole book says the same.
    other_book.record(li, theft()).unwrap();
    let review = other_book.review(t(1), &policy).unwrap();
    assert_eq!(review.step(&mut other, 2, &context, &cases).unwrap(), news);
    assert!(other.episodes().eq(register.episodes()));
}

#[test]
fn an_event_that_is_refused_changes_neither_book_nor_register() {
    let (policy, cases) = (Policy::default(), policy(|_| ()));
    let (mut book, mut register) = begun(&policy, &cases);
    let li = CustomerKey::from_position(0);
    let before = (book.view(li).unwrap().invoices().len(), register.clone());
    let context = StepContext::default();
    let invoice = || Invoice::new(document("I2"), d(-40), d(30), yuan("5"));
    let refused = |register: &mut Register, number, on, book: &mut Book| {
        let assessor = book.assessor(t(on), &policy);
        let cuts = book.cuts(t(on), &policy).unwrap();
        let day = RegisterDay { assessor: &assessor, cuts, context, cases: &cases };
        day.record(book, register, number, li, invoice())
    };
    let none = refused(&mut Register::default(), 1, 1, &mut book).unwrap_err();
    assert_eq!(none, RegisterError::NoBaseline { number: 1 }.into());
    let early = refused(&mut register, 2, -1, &mut book).unwrap_err();
    assert_eq!(early, RegisterError::OutOfOrder { on: d(-1), last: d(0) }.into());
    let taken = refused(&mut register, 1, 1, &mut book).unwrap_err();
    assert_eq!(taken, RegisterError::NumberTaken { number: 1, taken: d(0), on: d(1) }.into());
    assert_eq!((book.view(li).unwrap().invoices().len(), register.clone()), before);
    refused(&mut register, 2, 1, &mut book).unwrap();
    let before = register.clone();
    let again = refused(&mut register, 3, 1, &mut book).unwrap_err();
    assert!(matches!(again, EventStepError::Book(BookError::Refused { .. })), "{again}");
    assert_eq!(register, before, "the same event twice");
}

#[test]
fn an_event_under_the_number_of_an_evaluation_is_refused_before_the_book_has_changed() {
    let (policy, cases) = (Policy::default(), policy(|_| ()));
    let (mut book, mut register) = begun(&policy, &cases);
    let (li, wu) = (CustomerKey::from_position(0), CustomerKey::from_position(1));
    let (assessor, cuts) = (book.assessor(t(1), &policy), book.cuts(t(1), &policy).unwrap());
    let day =
        RegisterDay { assessor: &assessor, cuts, context: StepContext::default(), cases: &cases };
    day.step(&book, &mut register, 2, &[wu]).unwrap();
    let before = register.clone();
    let invoice = Invoice::new(document("I2"), d(-40), d(30), yuan("5"));
    let refused = day.record(&mut book, &mut register, 1, li, invoice).unwrap_err();
    assert_eq!(refused, RegisterError::NumberTaken { number: 1, taken: d(0), on: d(1) }.into());
    assert_eq!((book.view(li).unwrap().invoices().len(), register), (1, before));
}

#[test]
fn for_a_customer_that_was_merged_into_another_the_days_pass_as_in_a_review() {
    let (policy, cases) = (Policy::default(), policy(|_| ()));
    let (mut book, mut part) = begun(&policy, &cases);
    let (li, wu) = (CustomerKey::from_position(0), CustomerKey::from_position(1));
    book.customers_mut().merge(li, wu, d(1)).unwrap();
    let (mut whole, context) = (part.clone(), StepContext::default());
    for on in 1..60 {
        let number = u64::try_from(on).unwrap() + 1;
        let (assessor, cuts) = (book.assessor(t(on), &policy), book.cuts(t(on), &policy).unwrap());
        let day = RegisterDay { assessor: &assessor, cuts, context, cases: &cases };
        let review = book.review(t(on), &policy).unwrap();
        let mut told = review.step(&mut whole, number, &context, &cases).unwrap();
        let mut of_part = day.step(&book, &mut part, number, &[li, wu]).unwrap();
        told.sort();
        of_part.sort();
        assert_eq!(of_part, told, "on day {on}");
        assert!(whole.episodes().eq(part.episodes()), "on day {on}");
    }
    let old = WarningKey { customer: li, rule: Rule::Debt };
    assert_eq!(part.episode(old).unwrap().last_evaluation(), Some(1));
}

#[test]
fn those_that_are_due_are_stepped_without_an_event() {
    let (policy, cases) = (Policy::default(), policy(|_| ()));
    let (book, mut register) = begun(&policy, &cases);
    let li = CustomerKey::from_position(0);
    assert_eq!(register.due(t(300), &cases), [], "a case of the baseline waits");
    let debt = WarningKey { customer: li, rule: Rule::Debt };
    let step = guanxi::casework::Input::Step {
        number: 9,
        by: "Wang".parse().unwrap(),
        step: guanxi::casework::CaseStep::Acknowledge,
    };
    register.apply(debt, step, t(0), &cases).unwrap();
    assert_eq!(register.due(t(0), &cases), []);
    let due = register.due(t(1), &cases);
    assert_eq!(due, [li], "a reminder");
    let assessor = book.assessor(t(1), &policy);
    let (cuts, context) = (book.cuts(t(1), &policy).unwrap(), StepContext::default());
    let day = RegisterDay { assessor: &assessor, cuts, context, cases: &cases };
    let reminded = said(0, Rule::Debt, Effect::Reminder(0));
    assert_eq!(day.step(&book, &mut register, 2, &due), Ok(vec![reminded]));
}

#[test]
fn a_part_of_the_book_is_stepped_and_nothing_happens_to_the_others() {
    let mut office = Office::new(policy(|_| ()));
    let rows = [ill([(Rule::Debt, Warning)]), ill([(Rule::Debt, Warning)])];
    office.reviews(0, &rows);
    let before = office.register.episode(key(0, Rule::Debt)).unwrap().clone();
    let reminded = said(1, Rule::Debt, Effect::Reminder(0));
    assert_eq!(office.tries_part(1, &[(1, rows[1])]), Ok(vec![reminded]));
    assert_eq!(office.tries_part(1, &[(2, WELL)]), Ok(vec![]));
    assert_eq!(*office.register.episode(key(0, Rule::Debt)).unwrap(), before);
    // The whole book is not stepped behind it.
    let refused = office.tries_part(0, &[(2, WELL)]).unwrap_err();
    assert_eq!(refused, RegisterError::OutOfOrder { on: d(0), last: d(1) });
    assert_eq!(office.reviews(1, &rows), [said(0, Rule::Debt, Effect::Reminder(0))]);
}

#[test]
fn what_a_partial_step_changes_is_saved() {
    let mut office = Office::new(policy(|_| ()));
    let rows = [ill([(Rule::Debt, Watch)]), ill([(Rule::Debt, Watch)])];
    office.reviews(0, &rows);
    let mut saved = office.saves();
    office.tries_part(0, &[(1, rows[1])]).unwrap();
    office.tries_part(1, &[(0, WELL)]).unwrap();
    saved.apply(office.saves_since(saved.mark().unwrap())).unwrap();
    assert_eq!(saved, office.saves());
}

#[test]
fn a_shelf_is_due_after_its_last_day() {
    let mut office = Office::new(policy(|_| ()));
    office.reviews(0, &[ill([(Rule::Debt, Watch)])]);
    office.does(0, key(0, Rule::Debt), assign("Sun"));
    office.does(0, key(0, Rule::Debt), shelve(9));
    assert_eq!(office.register.due(t(9), &office.policy), []);
    assert_eq!(office.register.due(t(10), &office.policy), [CustomerKey::from_position(0)]);
    let off: Vec<Notice> = office.tries_part(10, &[(0, ill([(Rule::Debt, Watch)]))]).unwrap();
    assert!(off.contains(&said(0, Rule::Debt, Effect::Unshelved(Some(Watch)))));
}

/// A customer that is not reviewed is part of the content of a step, too: its day passes.
#[test]
fn c4_the_customers_of_a_step_are_its_content_whether_or_not_they_are_reviewed() {
    let (policy, cases) = (Policy::default(), policy(|_| ()));
    let (book, mut register) = begun(&policy, &cases);
    let (li, wu) = (CustomerKey::from_position(0), CustomerKey::from_position(1));
    let (assessor, cuts) = (book.assessor(t(1), &policy), book.cuts(t(1), &policy).unwrap());
    let context = StepContext::default();
    let day = RegisterDay { assessor: &assessor, cuts, context, cases: &cases };
    day.step(&book, &mut register, 2, &[li, wu]).unwrap();
    let before = register.clone();
    assert!(day.step(&book, &mut register, 2, &[li]).is_err(), "without the one not started");
    let repeated = [Notice::Repeated { number: 2, on: d(1) }];
    assert_eq!(day.step(&book, &mut register, 2, &[li, wu]).unwrap(), repeated);
    assert_eq!(register, before);
}

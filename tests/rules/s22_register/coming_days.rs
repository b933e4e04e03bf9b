//! S22: the day on which a customer is evaluated again although nothing happened to it, and the
//! days that a step of some customers leaves to the others.

use guanxi::account::CustomerTerm;
use guanxi::book::{Book, BookError};
use guanxi::casework::{CaseStep, Effect, RaisedArm, Register};
use guanxi::feed::{Feed, FeedStatement};
use guanxi::id::CustomerKey;
use guanxi::incident::{Credibility, Impact, Incident};
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment, TemporaryLimit};
use guanxi::review::NextEvaluation::{Differs, Unchanged};
use guanxi::review::{NextEvaluation, RegisterDay, StepContext};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::Level::Watch;
use guanxi::warning::{Arm, ByRule, Outcome, Rule};

use super::registered;
use crate::given::{document, month, yuan};
use crate::s22_given::{Office, WELL, accept, cause, d, ill, key, policy, said, t};

/// A book of one customer with a limit of 100 yuan.
fn begun() -> (Book, CustomerKey) {
    let mut book = Book::new("CNY".parse().unwrap());
    let li = registered(&mut book, "Li");
    let limit = CreditLimit::Amount(yuan("100").amount());
    book.agree_limit(li, limit).unwrap();
    (book, li)
}

#[track_caller]
fn asked(book: &Book, customer: CustomerKey, on: i32) -> Result<NextEvaluation, BookError> {
    let policy = Policy::default();
    let (assessor, cuts) = (book.assessor(t(on), &policy), book.cuts(t(on), &policy).unwrap());
    let (context, cases) = (StepContext::default(), &policy.cases);
    let day = RegisterDay { assessor: &assessor, cuts, context, cases };
    day.coming_days(book, 25.try_into().unwrap()).next_evaluation(book, customer)
}

#[track_caller]
fn next(book: &Book, customer: CustomerKey, on: i32) -> NextEvaluation {
    asked(book, customer, on).unwrap()
}

#[test]
fn an_item_that_grows_older_differs_at_5_15_and_30_days_past_due() {
    let (mut book, li) = begun();
    book.record(li, Invoice::new(document("I1"), d(-30), d(0), yuan("10"))).unwrap();
    let days = [0, 4, 5, 14, 15, 29].map(|on| next(&book, li, on));
    assert_eq!(days, [5, 5, 15, 15, 30, 30].map(|on| Differs(d(on))));
    assert_eq!(next(&book, li, 30), Unchanged(d(55)), "critical, and nothing above it");
    assert_eq!(next(&book, li, 30).day(), d(55));
}

#[test]
fn a_limit_that_begins_and_ends_differs_on_its_first_day_and_after_its_last() {
    let (mut book, li) = begun();
    book.record(li, Invoice::new(document("I1"), d(-30), d(90), yuan("90"))).unwrap();
    book.record(li, TemporaryLimit { from: d(10), to: d(20), limit: yuan("1000") }).unwrap();
    assert_eq!(next(&book, li, 0), Differs(d(10)), "90 % of 100, then 9 % of 1,000");
    assert_eq!(next(&book, li, 10), Differs(d(21)));
    book.state(li, d(5), CustomerTerm::CreditLimit(CreditLimit::Unlimited)).unwrap();
    assert_eq!(next(&book, li, 0), Differs(d(5)), "a limit that is agreed from a day on");
}

#[test]
fn facts_dated_ahead_and_known_later_differ_on_the_day_from_which_they_count() {
    let (mut book, li) = begun();
    book.record(li, Invoice::new(document("I1"), d(-30), d(90), yuan("90"))).unwrap();
    assert_eq!(next(&book, li, 0), Unchanged(d(25)));
    book.record(li, Payment::new(document("P1"), d(12), yuan("80"))).unwrap();
    assert_eq!(next(&book, li, 0), Differs(d(12)), "paid ahead: a recovery");
    let invoice = Invoice::new(document("I2"), d(-1), d(80), yuan("20"));
    book.record_known(li, invoice, d(7)).unwrap();
    assert_eq!(next(&book, li, 0), Differs(d(7)), "learnt later: 110 %");
    let incident = Incident {
        kind: "theft".parse().unwrap(),
        occurred: d(-3),
        reported: d(-3),
        credibility: Credibility::Verified,
        impact: Impact::try_new(2).unwrap(),
        resolved: Some(d(3)),
    };
    book.record(li, incident).unwrap();
    assert_eq!(next(&book, li, 0), Differs(d(3)), "resolved");
}

#[test]
fn the_plan_to_date_differs_when_the_purchases_fall_behind_it() {
    let (mut book, li) = begun();
    book.record(li, Plan::new(month("2026-03"), yuan("310"))).unwrap();
    book.record(li, Sale::new(document("S1"), d(-1), yuan("100"))).unwrap();
    // From 11 days of 10 yuan on less than 95 %, from 12 on less than 85 %, from 15 on than 70 %.
    let days = [0, 9, 10, 13].map(|on| next(&book, li, on));
    assert_eq!(days, [9, 10, 13, 30].map(|on| Differs(d(on))), "then the new quarter");
}

#[test]
fn an_end_and_a_merge_differ_on_their_day() {
    let (mut book, li) = begun();
    let wu = registered(&mut book, "Wu");
    book.record(li, Invoice::new(document("I1"), d(-30), d(90), yuan("90"))).unwrap();
    book.record(wu, Invoice::new(document("I2"), d(-30), d(90), yuan("5"))).unwrap();
    book.customers_mut().merge(li, wu, d(6)).unwrap();
    assert_eq!(next(&book, li, 0), Differs(d(6)), "it is in no review from then on");
    assert_eq!(next(&book, li, 6), Unchanged(d(31)));
    let ended = CustomerTerm::Ended(Some("bankrupt".parse().unwrap()));
    let mut book = begun().0;
    book.record(li, Sale::new(document("S1"), d(-1), yuan("100"))).unwrap();
    book.state(li, d(4), ended).unwrap();
    assert_eq!(next(&book, li, 0), Differs(d(4)));
}

#[test]
fn a_feed_is_as_late_on_the_days_to_come_as_today() {
    let (mut book, li) = begun();
    book.record(li, Sale::new(document("S1"), d(-1), yuan("100"))).unwrap();
    let complete = FeedStatement::Complete { feed: Feed::Sales, to: d(-1) };
    book.feed_statements_mut().state(d(0), complete).unwrap();
    assert_eq!(next(&book, li, 0), Unchanged(d(25)));
}

#[test]
fn nobody_is_asked_about_a_customer_that_is_not_there() {
    let nobody = CustomerKey::from_position(7);
    let refused = asked(&begun().0, nobody, 0);
    assert_eq!(refused, Err(BookError::UnknownKey { position: 7 }));
}

#[test]
fn an_assessor_with_the_figures_of_another_day_judges_by_them() {
    let policy = Policy::default();
    let mut book = Book::new("CNY".parse().unwrap());
    for who in 0..8 {
        let key = registered(&mut book, &format!("Customer {who}"));
        for order in 0..6 {
            let day = d(-10 * order - who);
            let number = document(&format!("S{who}-{order}"));
            book.record(key, Sale::new(number, day, yuan("5"))).unwrap();
        }
        let last = Sale::new(document(&format!("S{who}-last")), d(3), yuan("5"));
        book.record(key, last).unwrap();
    }
    let figures = book.assessor(t(0), &policy);
    let later = figures.for_day(&book, t(20));
    assert_eq!(later.as_of(), t(20));
    assert_eq!(later.context().prior(), figures.context().prior());
    assert_ne!(later.context().prior(), book.assessor(t(20), &policy).context().prior());
    assert_eq!(later.context().pace(), book.assessor(t(20), &policy).context().pace());
}

// The register

/// One customer whose plan raised progress and whose risk is accepted, so that nothing else is due.
fn accepted() -> Office {
    let mut office = Office::new(policy(|it| it.silent_days = 10));
    office.around.arms = vec![RaisedArm { arm: Arm::Plan, level: Watch }];
    office.reviews(0, &[ill([(Rule::Progress, Watch)])]);
    for step in [CaseStep::Investigate, cause("competitor"), accept(150)] {
        office.does(0, key(0, Rule::Progress), step);
    }
    (office.around.arms, office.around.silent) = (Vec::new(), vec![Arm::Plan]);
    office
}

#[test]
fn an_arm_is_silent_since_the_day_on_which_it_fell_silent_and_due_when_that_is_told() {
    let mut office = accepted();
    for on in 1..=4 {
        assert_eq!(office.tries_part(on, &[]), Ok(vec![]), "nothing has changed of anybody");
    }
    assert_eq!(office.tries_part(5, &[(0, WELL)]), Ok(vec![]));
    assert_eq!(office.tries_part(14, &[(0, WELL)]), Ok(vec![]));
    assert_eq!(office.register.due(t(15), &office.policy), [CustomerKey::from_position(0)]);
    let told = said(0, Rule::Progress, Effect::Silent { arm: Some(Arm::Plan), since: d(4) });
    assert_eq!(office.tries_part(15, &[(0, WELL)]), Ok(vec![told]));
    assert_eq!(office.tries_part(16, &[(0, WELL)]), Ok(vec![]), "told once");
}

#[test]
fn between_two_reviews_of_all_nothing_is_known_of_an_arm() {
    let mut office = accepted();
    assert_eq!(office.reviews(7, &[WELL]), []);
    let told = said(0, Rule::Progress, Effect::Silent { arm: Some(Arm::Plan), since: d(0) });
    assert_eq!(office.reviews(11, &[WELL]), [told], "it last spoke in the review before");
}

#[test]
fn a_rule_that_is_silent_for_too_long_is_due() {
    let mut office = accepted();
    let none = ByRule::each(|_| Outcome::NotApplicable);
    for on in 1..=3 {
        office.tries_part(on, &[]).unwrap();
    }
    assert_eq!(office.tries_part(4, &[(0, none)]), Ok(vec![]));
    assert_eq!(office.tries_part(13, &[(0, none)]), Ok(vec![]));
    assert_eq!(office.register.due(t(14), &office.policy), [CustomerKey::from_position(0)]);
    let told = said(0, Rule::Progress, Effect::Silent { arm: None, since: d(3) });
    assert_eq!(office.tries_part(14, &[(0, none)]), Ok(vec![told]));
}

#[test]
fn the_day_passes_for_a_customer_that_is_merged_into_another() {
    let (policy, cases) = (Policy::default(), policy(|_| ()));
    let mut book = Book::new("CNY".parse().unwrap());
    let (li, wu) = (registered(&mut book, "Li"), registered(&mut book, "Wu"));
    for (who, number) in [(li, "I1"), (wu, "I2")] {
        book.record(who, Invoice::new(document(number), d(-40), d(-20), yuan("100"))).unwrap();
    }
    let mut register = Register::begun_empty(t(-1));
    let context = StepContext::default();
    let review = book.review(t(0), &policy).unwrap();
    review.step(&mut register, 1, &context, &cases).unwrap();
    book.customers_mut().merge(li, wu, d(5)).unwrap();
    let mut other = register.clone();
    let (assessor, cuts) = (book.assessor(t(20), &policy), book.cuts(t(20), &policy).unwrap());
    let day = RegisterDay { assessor: &assessor, cuts, context, cases: &cases };
    let due = register.due(t(20), &cases);
    assert_eq!(due, [li, wu], "deadlines of both");
    let of_some = day.step(&book, &mut register, 2, &due).unwrap();
    let review = book.review(t(20), &policy).unwrap();
    assert_eq!(review.step(&mut other, 2, &context, &cases).unwrap(), of_some);
    assert!(other.episodes().eq(register.episodes()));
}

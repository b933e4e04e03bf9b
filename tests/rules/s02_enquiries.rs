//! S2: enquiries, from the question to the order, and what tells of a wish to buy.

use chrono::Weekday;
use guanxi::calendar::{WorkCalendar, WorkCalendarDraft};
use guanxi::enquiry::{
    Enquiry, EnquiryOpening, EnquiryPolicy, EnquiryStage, EnquiryStep, QuestionTopic,
};
use guanxi::lifecycle::{Entry, table_faults};

use crate::given::{as_of, day, shows_table, yuan};

/// A Monday.
const MONDAY: &str = "2026-03-02";

fn opening() -> EnquiryOpening {
    EnquiryOpening {
        person: None,
        on: day(MONDAY),
        product: "feed".parse().unwrap(),
        quantity: "10 t".parse().unwrap(),
        by: "Wang".parse().unwrap(),
    }
}

fn entry(step: EnquiryStep, on: &str) -> Entry<EnquiryStep> {
    Entry::new(step, day(on), "Wang".parse().unwrap())
}

fn quote(until: &str) -> EnquiryStep {
    EnquiryStep::Quote { sum: yuan("30000"), until: day(until) }
}

fn ask(about: QuestionTopic) -> EnquiryStep {
    EnquiryStep::Ask { about, words: "so they asked".parse().unwrap() }
}

fn told(steps: &[(&str, EnquiryStep)]) -> Enquiry {
    let events = steps.iter().map(|(on, step)| entry(step.clone(), on));
    Enquiry::replay(opening(), events).unwrap()
}

fn weekdays() -> WorkCalendar {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

#[test]
fn the_page_shows_the_table_of_stages() {
    assert_eq!(table_faults::<EnquiryStage>(), []);
    assert!(shows_table::<EnquiryStage>(include_str!("../../src/records/enquiry/mod.rs")));
}

#[test]
fn an_enquiry_is_quoted_then_ordered_lost_or_lapsed() {
    let order = EnquiryStep::Order { document: "O1".parse().unwrap() };
    let lose = EnquiryStep::Lose { reason: "cheaper elsewhere".parse().unwrap() };
    let ends = [
        (order, EnquiryStage::Ordered),
        (lose, EnquiryStage::Lost),
        (EnquiryStep::Lapse, EnquiryStage::Lapsed),
    ];
    for (step, stage) in ends {
        let enquiry = told(&[("2026-03-03", quote("2026-03-10")), ("2026-03-11", step)]);
        let on = |t| enquiry.stage_as_of(as_of(t));
        assert_eq!(on("2026-03-01"), None);
        assert_eq!(on(MONDAY), Some(EnquiryStage::Open));
        assert_eq!(on("2026-03-10"), Some(EnquiryStage::Quoted));
        assert_eq!(on("2026-03-11"), Some(stage));
    }
}

#[test]
fn a_question_about_delivery_terms_or_use_after_a_quote_is_a_signal() {
    let policy = EnquiryPolicy::default();
    let signal = |about, asked: &str, t: &str| {
        let enquiry = told(&[("2026-03-03", quote("2026-03-31")), (asked, ask(about))]);
        enquiry.buying_signal(as_of(t), &policy).map(|it| it.to_string())
    };
    let sentence = "asked about delivery on 2026-03-04; the quote holds until 2026-03-31";
    let delivery = QuestionTopic::Delivery;
    assert_eq!(signal(delivery, "2026-03-04", "2026-03-03"), None);
    assert_eq!(signal(delivery, "2026-03-04", "2026-03-04").as_deref(), Some(sentence));
    assert_eq!(signal(delivery, "2026-03-04", "2026-03-18").as_deref(), Some(sentence), "14 days");
    assert_eq!(signal(delivery, "2026-03-04", "2026-03-19"), None, "15 days");
    let is_signal = |about| signal(about, "2026-03-04", "2026-03-04").is_some();
    assert_eq!(QuestionTopic::ALL.map(is_signal), [true, true, true, false, false]);
}

#[test]
fn a_question_before_the_quote_or_after_the_order_is_none() {
    let policy = EnquiryPolicy::default();
    let before =
        told(&[("2026-03-02", ask(QuestionTopic::Use)), ("2026-03-03", quote("2026-03-31"))]);
    assert_eq!(before.buying_signal(as_of("2026-03-04"), &policy), None);
    let ordered = told(&[
        ("2026-03-03", quote("2026-03-31")),
        ("2026-03-04", ask(QuestionTopic::Use)),
        ("2026-03-05", EnquiryStep::Order { document: "O1".parse().unwrap() }),
    ]);
    assert!(ordered.buying_signal(as_of("2026-03-04"), &policy).is_some());
    assert_eq!(ordered.buying_signal(as_of("2026-03-05"), &policy), None);
}

#[test]
fn an_enquiry_is_quoted_within_two_worked_days() {
    let policy = EnquiryPolicy::default();
    let found = |enquiry: &Enquiry, t| {
        enquiry.finding(as_of(t), &policy, &weekdays()).map(|it| it.to_string())
    };
    let open = told(&[]);
    assert_eq!(found(&open, "2026-03-04"), None, "the last day");
    let late = "the enquiry of 2026-03-02 was to be quoted by 2026-03-04";
    assert_eq!(found(&open, "2026-03-05").as_deref(), Some(late));
    assert_eq!(found(&told(&[("2026-03-05", quote("2026-03-31"))]), "2026-03-05"), None);
}

#[test]
fn a_quote_that_ran_out_wants_an_outcome() {
    let policy = EnquiryPolicy::default();
    let quoted = told(&[("2026-03-03", quote("2026-03-10"))]);
    let found = |t| quoted.finding(as_of(t), &policy, &weekdays()).map(|it| it.to_string());
    assert_eq!(found("2026-03-10"), None);
    let ran_out = "the quote ran out on 2026-03-10 without an outcome";
    assert_eq!(found("2026-03-11").as_deref(), Some(ran_out));
}

#[test]
fn steps_out_of_turn_or_with_wrong_days_are_refused() {
    let refused = |steps: &[(&str, EnquiryStep)], on: &str, step: EnquiryStep| {
        let mut enquiry = told(steps);
        let before = enquiry.clone();
        let refusal = enquiry.apply(entry(step, on)).unwrap_err().to_string();
        assert_eq!(enquiry, before, "nothing changes");
        refusal
    };
    let quoted = [("2026-03-03", quote("2026-03-10"))];
    let order = EnquiryStep::Order { document: "O1".parse().unwrap() };
    assert!(refused(&[], "2026-03-03", order).contains("an enquiry"));
    assert_eq!(
        refused(&[], "2026-03-01", quote("2026-03-10")),
        "a step of 2026-03-01 cannot come before the enquiry of 2026-03-02"
    );
    assert_eq!(
        refused(&[], "2026-03-03", quote("2026-03-02")),
        "a quote of 2026-03-03 holds until then at least, was until 2026-03-02"
    );
    assert_eq!(
        refused(&quoted, "2026-03-10", EnquiryStep::Lapse),
        "the quote holds until 2026-03-10, so it has not lapsed on 2026-03-10"
    );
}

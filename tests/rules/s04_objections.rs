//! S4: an objection is a wish for more to be known.

use std::collections::BTreeSet;

use chrono::Weekday;
use guanxi::calendar::{Day, WorkCalendar, WorkCalendarDraft};
use guanxi::id::{AnswerId, CustomerId, QuestionId};
use guanxi::lifecycle::{Entry, table_faults};
use guanxi::objection::{
    AnswerRate, CommonObjection, CustomerObjections, Objection, ObjectionFinding, ObjectionGuide,
    ObjectionOpening, ObjectionPolicy, ObjectionPolicyDraft, ObjectionStage, ObjectionStep,
    answer_rates, common_objections,
};

use crate::given::{as_of, day, shows_table};

/// A Monday.
const MONDAY: &str = "2026-03-02";

fn opening(kind: &str, on: &str) -> ObjectionOpening {
    ObjectionOpening {
        person: None,
        kind: kind.parse().unwrap(),
        on: day(on),
        words: "so they said".parse().unwrap(),
        by: "Wang".parse().unwrap(),
    }
}

fn answer(code: &str) -> ObjectionStep {
    ObjectionStep::Answer { answer: code.parse().unwrap() }
}

fn establish(code: &str) -> ObjectionStep {
    ObjectionStep::Establish {
        question: code.parse().unwrap(),
        finding: "as they told".parse().unwrap(),
    }
}

fn entry(step: ObjectionStep, on: &str) -> Entry<ObjectionStep> {
    Entry::new(step, day(on), "Wang".parse().unwrap())
}

/// An objection with steps, each on its day.
fn told(kind: &str, steps: &[(&str, ObjectionStep)]) -> Objection {
    let policy = ObjectionPolicy::default();
    let mut objection = Objection::open(opening(kind, MONDAY), &policy).unwrap();
    for (on, step) in steps {
        objection.apply(entry(step.clone(), on), &policy).unwrap();
    }
    objection
}

/// Monday to Friday but for some holidays.
fn weekdays(holidays: &[Day]) -> WorkCalendar {
    WorkCalendar::try_new(WorkCalendarDraft {
        rest_days: vec![Weekday::Sat, Weekday::Sun],
        holidays: holidays.iter().copied().collect(),
        ..Default::default()
    })
    .unwrap()
}

fn findings(objection: &Objection, t: &str) -> Vec<String> {
    let found = objection.findings(as_of(t), &ObjectionPolicy::default(), &weekdays(&[]));
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn the_page_shows_the_table_of_stages() {
    assert_eq!(table_faults::<ObjectionStage>(), []);
    assert!(shows_table::<ObjectionStage>(include_str!("../../src/records/objection/mod.rs")));
}

#[test]
fn the_stage_is_a_function_of_the_steps_seen() {
    let objection = told(
        "too_expensive",
        &[
            ("2026-03-03", establish("compared_with")),
            ("2026-03-04", answer("reference")),
            ("2026-03-05", ObjectionStep::Repeat),
            ("2026-03-06", answer("trial")),
            ("2026-03-09", ObjectionStep::Advance),
        ],
    );
    let on = |t: &str| objection.stage_as_of(as_of(t));
    assert_eq!(on("2026-03-01"), None, "not raised yet");
    assert_eq!(on(MONDAY), Some(ObjectionStage::Open));
    assert_eq!(on("2026-03-03"), Some(ObjectionStage::Establishing));
    assert_eq!(on("2026-03-04"), Some(ObjectionStage::Answered));
    assert_eq!(on("2026-03-05"), Some(ObjectionStage::Repeated));
    assert_eq!(on("2026-03-06"), Some(ObjectionStage::Answered));
    assert_eq!(on("2026-03-09"), Some(ObjectionStage::Advanced));
}

#[test]
fn each_standing_kind_names_what_to_establish_and_the_next_step() {
    let policy = ObjectionPolicy::default();
    let kinds: Vec<(&str, usize, bool)> = policy
        .kinds
        .iter()
        .map(|(kind, guide)| (kind.as_str(), guide.establish.len(), guide.follow_up))
        .collect();
    let expected = [
        ("not_responsible", 4, false),
        ("own_production", 3, false),
        ("send_material", 3, true),
        ("too_expensive", 3, false),
    ];
    assert_eq!(kinds, expected);
    assert!(policy.kinds.values().all(|guide| !guide.next_step.trim().is_empty()));
}

#[test]
fn an_answer_with_nothing_established_is_a_finding() {
    let blind = told("too_expensive", &[("2026-03-03", answer("discount"))]);
    let expected = "answered on 2026-03-03 with nothing established of compared_with, \
                    doubted_value, life_and_volume";
    assert_eq!(findings(&blind, "2026-03-03"), [expected]);
    assert_eq!(findings(&blind, MONDAY), [""; 0], "not answered yet");

    let steps = [("2026-03-03", establish("compared_with")), ("2026-03-03", answer("reference"))];
    let asked = told("too_expensive", &steps);
    assert_eq!(findings(&asked, "2026-03-31"), [""; 0]);
    let policy = ObjectionPolicy::default();
    let open: Vec<&str> =
        asked.open_questions(as_of(MONDAY), &policy).map(QuestionId::as_str).collect();
    assert_eq!(open, ["compared_with", "doubted_value", "life_and_volume"]);
    assert_eq!(asked.open_questions(as_of("2026-03-03"), &policy).count(), 2);
}

/// Material that is sent on the Monday, with what is known of it.
fn material(after: &[(&str, ObjectionStep)]) -> Objection {
    let first = [(MONDAY, establish("arrived")), (MONDAY, answer("catalogue"))];
    told("send_material", &[&first, after].concat())
}

#[test]
fn material_is_followed_up_within_three_worked_days() {
    let sent = material(&[]);
    assert_eq!(findings(&sent, "2026-03-05"), [""; 0], "Thursday, the last day");
    let late = ["answered on 2026-03-02 and not followed up by 2026-03-05"];
    assert_eq!(findings(&sent, "2026-03-06"), late);

    let visited = material(&[("2026-03-05", ObjectionStep::FollowUp)]);
    assert_eq!(findings(&visited, "2026-03-31"), [""; 0]);
    let too_late = material(&[("2026-03-09", ObjectionStep::FollowUp)]);
    assert_eq!(findings(&too_late, "2026-03-06"), late);
    assert_eq!(findings(&too_late, "2026-03-09"), [""; 0]);
}

#[test]
fn days_off_do_not_count_for_the_follow_up() {
    let calendar = weekdays(&[day("2026-03-03"), day("2026-03-04")]);
    let policy = ObjectionPolicy::default();
    // Thursday, Friday, and the Monday after.
    let found = |t: &str| material(&[]).findings(as_of(t), &policy, &calendar).len();
    assert_eq!((found("2026-03-09"), found("2026-03-10")), (0, 1));
}

#[test]
fn other_kinds_need_no_follow_up() {
    let steps = [(MONDAY, establish("compared_with")), (MONDAY, answer("reference"))];
    assert_eq!(findings(&told("too_expensive", &steps), "2026-12-31"), [""; 0]);
}

#[test]
fn the_same_answer_three_times_over_is_a_finding() {
    let repeat = || ObjectionStep::Repeat;
    let steps = |last: &str| {
        vec![
            ("2026-03-02", establish("compared_with")),
            ("2026-03-03", answer("discount")),
            ("2026-03-04", repeat()),
            ("2026-03-05", answer("discount")),
            ("2026-03-06", repeat()),
            ("2026-03-09", answer(last)),
            ("2026-03-10", repeat()),
        ]
    };
    let same = told("too_expensive", &steps("discount"));
    assert_eq!(findings(&same, "2026-03-06"), [""; 0], "twice");
    assert_eq!(findings(&same, "2026-03-09"), [""; 0], "the third answer may still do");
    assert_eq!(
        findings(&same, "2026-03-10"),
        ["repeated, and answered 3 times in a row by discount"]
    );
    let other = told("too_expensive", &steps("reference"));
    assert_eq!(findings(&other, "2026-03-10"), [""; 0]);
}

#[test]
fn a_refused_step_changes_nothing() {
    let policy = ObjectionPolicy::default();
    let objection = told("too_expensive", &[("2026-03-03", establish("compared_with"))]);
    let refuse = |step: ObjectionStep, on: &str| {
        let mut tried = objection.clone();
        let error = tried.apply(entry(step, on), &policy).unwrap_err().to_string();
        assert_eq!(tried, objection);
        error
    };
    assert_eq!(
        refuse(ObjectionStep::Advance, "2026-03-03"),
        "cannot advance an objection that is being established"
    );
    assert_eq!(
        refuse(answer("discount"), "2026-03-02"),
        "a step of 2026-03-02 cannot follow one of 2026-03-03"
    );
    assert_eq!(
        refuse(establish("capability"), "2026-03-04"),
        "an objection of kind too_expensive does not ask for capability"
    );
}

#[test]
fn a_step_does_not_come_before_its_objection() {
    let policy = ObjectionPolicy::default();
    let mut objection = Objection::open(opening("send_material", MONDAY), &policy).unwrap();
    let error = objection.apply(entry(answer("catalogue"), "2026-03-01"), &policy).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a step of 2026-03-01 cannot come before the objection of 2026-03-02"
    );
}

#[test]
fn an_outcome_needs_an_answer_except_closing() {
    let policy = ObjectionPolicy::default();
    let objection = Objection::open(opening("send_material", MONDAY), &policy).unwrap();
    for step in [ObjectionStep::Advance, ObjectionStep::Repeat] {
        assert!(objection.clone().apply(entry(step, MONDAY), &policy).is_err());
    }
    let close = ObjectionStep::Close { reason: "bankrupt".parse().unwrap() };
    let mut closed = objection;
    closed.apply(entry(close, MONDAY), &policy).unwrap();
    assert_eq!(closed.stage(as_of(MONDAY)), ObjectionStage::Closed);
}

#[test]
fn a_kind_without_a_guide_is_refused_and_kept_ones_are_read() {
    let policy = ObjectionPolicy::default();
    let error = Objection::open(opening("too_heavy", MONDAY), &policy).unwrap_err();
    assert_eq!(error.to_string(), "the policy has no guide to objections of kind too_heavy");

    let mut draft = ObjectionPolicyDraft::default();
    let guide = ObjectionGuide {
        establish: ["carried_by".parse().unwrap()].into(),
        next_step: "show the light one".to_owned(),
        follow_up: false,
    };
    draft.kinds.insert("too_heavy".parse().unwrap(), guide);
    let wider = ObjectionPolicy::try_new(draft).unwrap();
    let mut objection = Objection::open(opening("too_heavy", MONDAY), &wider).unwrap();
    let step = entry(establish("carried_by"), MONDAY);
    objection.apply(step.clone(), &wider).unwrap();
    // Under a policy without the kind the past stands, and no step can be added.
    let again = Objection::replay(objection.opening().clone(), [step]).unwrap();
    assert_eq!(again, objection);
    let error = objection.apply(entry(answer("light"), MONDAY), &policy).unwrap_err();
    assert_eq!(error.to_string(), "the policy has no guide to objections of kind too_heavy");
    assert_eq!(objection.open_questions(as_of(MONDAY), &policy).count(), 0);
}

#[test]
fn a_policy_that_contradicts_itself_does_not_load() {
    let mut draft = ObjectionPolicyDraft { equal_answers: 1, ..Default::default() };
    let empty =
        ObjectionGuide { establish: BTreeSet::new(), next_step: " ".to_owned(), follow_up: false };
    draft.kinds.insert("too_heavy".parse().unwrap(), empty);
    assert_eq!(
        ObjectionPolicy::try_new(draft).unwrap_err().to_string(),
        "kinds.too_heavy.establish must have at least one question; \
         kinds.too_heavy.next_step must not be blank, was \" \"; \
         equal_answers must be at least 2, was 1"
    );
}

#[test]
fn answers_are_rated_by_kind_and_answer() {
    let asked = || ("2026-03-02", establish("compared_with"));
    let won = told(
        "too_expensive",
        &[asked(), ("2026-03-03", answer("reference")), ("2026-03-04", ObjectionStep::Advance)],
    );
    let turned = told(
        "too_expensive",
        &[
            asked(),
            ("2026-03-03", answer("discount")),
            ("2026-03-04", ObjectionStep::Repeat),
            ("2026-03-05", answer("reference")),
            ("2026-03-06", ObjectionStep::Close { reason: "no budget".parse().unwrap() }),
        ],
    );
    let waiting = told("too_expensive", &[asked(), ("2026-03-03", answer("reference"))]);
    let all = [won, turned, waiting];
    let rates = answer_rates(&all, as_of("2026-03-31")).unwrap();
    let told: Vec<(Option<&str>, String, u32, u32, u32)> = rates
        .iter()
        .map(|AnswerRate { answer, advanced, repeated, closed, pending, .. }| {
            let answer = answer.as_ref().map(AnswerId::as_str);
            (answer, advanced.to_string(), *repeated, *closed, *pending)
        })
        .collect();
    let expected = [
        (None, "1 of 3".to_owned(), 1, 1, 1),
        (Some("discount"), "0 of 1".to_owned(), 1, 0, 0),
        (Some("reference"), "1 of 2".to_owned(), 0, 1, 1),
    ];
    assert_eq!(told, expected);
    let before = answer_rates(&all, as_of("2026-03-03")).unwrap();
    assert!(before.iter().all(|rate| rate.advanced.whole() == 0), "no outcome is seen yet");
}

#[test]
fn a_kind_is_common_from_three_customers_and_a_fifth_of_those_met() {
    let policy = ObjectionPolicy::default();
    let of = |customers: &[&str], met: usize, t: &str| {
        let customers: Vec<CustomerId> = customers.iter().map(|it| it.parse().unwrap()).collect();
        let objection = [told("too_expensive", &[])];
        let objections = customers
            .iter()
            .map(|customer| CustomerObjections { customer, objections: &objection });
        let met: BTreeSet<CustomerId> =
            (0..met).map(|n| format!("C-{n:02}").parse().unwrap()).collect();
        common_objections(objections, &met, as_of(t), &policy)
    };
    let three = ["C-00", "C-01", "C-02"];
    let [CommonObjection { kind, customers }] = &of(&three, 15, MONDAY)[..] else {
        panic!("20 % exactly")
    };
    assert_eq!((kind.as_str(), customers.to_string()), ("too_expensive", "3 of 15".to_owned()));
    assert_eq!(of(&three, 16, MONDAY), [], "under a fifth");
    assert_eq!(of(&["C-00", "C-01", "C-01"], 4, MONDAY), [], "two customers");
    assert_eq!(of(&["C-00", "C-01", "C-99"], 4, MONDAY), [], "one was not met");
    assert_eq!(of(&three, 15, "2026-05-30").len(), 1, "89 days later");
    assert_eq!(of(&three, 15, "2026-05-31"), [], "90 days later");
    assert_eq!(of(&three, 15, "2026-03-01"), [], "not raised yet");
}

#[test]
fn findings_are_told_in_one_order() {
    let objection = told("send_material", &[("2026-03-02", answer("catalogue"))]);
    let policy = ObjectionPolicy::default();
    let found = objection.findings(as_of("2026-03-31"), &policy, &weekdays(&[]));
    let [ObjectionFinding::NothingEstablished { .. }, ObjectionFinding::NotFollowedUp { due, .. }] =
        found[..]
    else {
        panic!("{found:?}")
    };
    assert_eq!(due, day("2026-03-05"));
}

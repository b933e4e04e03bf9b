//! S22: a number with the same content says *repeated*; with another day or content it is an error.

use guanxi::casework::{
    CaseStep, CustomerContext, Effect, Evaluation, EvaluationError, EvaluationInContext,
    Evaluations, Input, Notice, RegisterError, Watermarks,
};
use guanxi::id::CustomerKey;
use guanxi::segment::Class;
use guanxi::warning::Level::{Warning, Watch};
use guanxi::warning::{ByRule, Outcome, Rule};

use crate::s22_given::{Desk, Office, Row, WELL, assign, d, ill, key, policy, t, who};

/// A step of one customer under a number of the caller.
#[track_caller]
fn steps(
    office: &mut Office,
    number: u64,
    on: i32,
    row: Row,
) -> Result<Vec<Notice>, RegisterError> {
    let customers = [CustomerKey::from_position(0)];
    let columns = ByRule::each(|rule| [*row.get(rule)]);
    let outcomes =
        ByRule::each(|rule| -> &[Outcome] { ByRule::<[Outcome; 1]>::get(&columns, rule) });
    let looks = Evaluations { customers: &customers, outcomes, speaks_since: ByRule::default() };
    let (around, told) = (|_| CustomerContext::new(Class::A), office.watermarks);
    office.register.step(number, looks, &told, around, t(on), &office.policy)
}

#[test]
fn c4_the_step_of_30_march_under_the_number_of_2_february_is_an_error() {
    let mut office = Office::new(policy(|_| ()));
    steps(&mut office, 5, 0, WELL).unwrap();
    let before = office.register.clone();
    let refused = steps(&mut office, 5, 56, ill([(Rule::Debt, Watch)])).unwrap_err();
    assert_eq!(refused, RegisterError::NumberTaken { number: 5, taken: d(0), on: d(56) });
    assert_eq!(office.register, before, "and eight weeks of news are not lost");
    assert_eq!(steps(&mut office, 6, 56, ill([(Rule::Debt, Watch)])).unwrap().len(), 1);
}

#[test]
fn c4_the_same_number_on_the_same_day_is_repeated_when_its_content_is_the_same() {
    let mut office = Office::new(policy(|_| ()));
    let row = ill([(Rule::Debt, Watch)]);
    steps(&mut office, 5, 0, row).unwrap();
    let before = office.register.clone();
    assert_eq!(steps(&mut office, 5, 0, row), Ok(vec![Notice::Repeated { number: 5, on: d(0) }]));
    let taken = Err(RegisterError::NumberTaken { number: 5, taken: d(0), on: d(0) });
    for other in [WELL, ill([(Rule::Debt, Warning)]), ill([(Rule::Loss, Watch)])] {
        assert_eq!(steps(&mut office, 5, 0, other), taken);
    }
    office.watermarks = Watermarks { sales: Some(d(0)), ..Watermarks::default() };
    assert_eq!(steps(&mut office, 5, 0, row), taken, "the feeds are another content");
    assert_eq!(office.register, before);
}

#[test]
fn c4_the_content_of_the_last_step_is_kept_with_the_register() {
    let mut office = Office::new(policy(|_| ()));
    steps(&mut office, 5, 0, WELL).unwrap();
    let saved = office.saves();
    let restored =
        guanxi::casework::Register::restore(saved, &office.policy, crate::s22_given::key_of);
    office.register = restored.unwrap().register;
    assert!(steps(&mut office, 5, 0, ill([(Rule::Debt, Watch)])).is_err());
    assert_eq!(steps(&mut office, 5, 0, WELL), Ok(vec![Notice::Repeated { number: 5, on: d(0) }]));
}

#[test]
fn c4_the_number_of_a_partial_step_is_that_of_no_other_customer() {
    let mut office = Office::new(policy(|_| ()));
    let row = ill([(Rule::Debt, Watch)]);
    office.tries_part(0, &[(0, row)]).unwrap();
    let one = office.register.last_step().unwrap();
    office.tries_part(0, &[(1, row)]).unwrap();
    let refused = steps(&mut office, one.number, 1, row).unwrap_err();
    assert_eq!(refused, RegisterError::NumberTaken { number: one.number, taken: d(0), on: d(1) });
}

#[test]
fn c4_last_numbers_and_day_can_be_asked() {
    let mut office = Office::new(policy(|_| ()));
    steps(&mut office, 5, 3, ill([(Rule::Debt, Watch)])).unwrap();
    let debt = key(0, Rule::Debt);
    for (number, on) in [(40, 4), (9, 6)] {
        let input = Input::Step { number, by: who("Wang"), step: assign("Sun") };
        office.register.apply(debt, input, t(on), &office.policy).unwrap();
    }
    let last = office.register.last_step().unwrap();
    assert_eq!((last.number, last.on), (5, d(3)));
    let episode = office.register.episode(debt).unwrap();
    assert_eq!((episode.last_evaluation(), episode.last_step()), (Some(5), Some(40)));
    assert_eq!(episode.last_day(), Some(d(6)));
}

#[test]
fn c4_the_number_of_a_step_of_a_person_with_another_content_is_an_error() {
    let mut desk = Desk::raised(Warning);
    let step = |step| Input::Step { number: 7, by: who("Wang"), step };
    let mut takes = |on, input: Input| desk.episode.apply(input, t(on), &desk.policy);
    takes(1, step(CaseStep::Acknowledge)).unwrap();
    assert_eq!(takes(1, step(CaseStep::Acknowledge)), Ok(vec![Effect::Repeated]));
    let refused = |it: Result<_, guanxi::casework::EpisodeError>| it.unwrap_err().to_string();
    assert_eq!(
        refused(takes(2, step(CaseStep::Acknowledge))),
        "step 7 is recorded with other content: on 2026-03-03, not 2026-03-04",
    );
    assert_eq!(
        refused(takes(1, step(CaseStep::Investigate))),
        "step 7 is recorded with other content: step Acknowledge, not Investigate",
    );
    let by_sun = Input::Step { number: 7, by: who("Sun"), step: CaseStep::Acknowledge };
    assert_eq!(
        refused(takes(1, by_sun)),
        "step 7 is recorded with other content: by Wang, not Sun",
    );
}

#[test]
fn c4_the_number_of_an_evaluation_with_another_day_or_content_is_an_error() {
    let mut desk = Desk::new(Rule::Progress, policy(|_| ()));
    let seen = |level| EvaluationInContext::new(Evaluation::at(level), Class::A);
    let mut takes = |on, seen| {
        desk.episode.apply(Input::Evaluation { evaluation: 3, seen }, t(on), &desk.policy)
    };
    takes(0, seen(Some(Watch))).unwrap();
    assert_eq!(takes(0, seen(Some(Watch))), Ok(vec![Effect::Repeated]));
    let refused =
        |on| Err(EvaluationError::NumberTaken { number: 3, taken: d(0), on: d(on) }.into());
    assert_eq!(takes(1, seen(Some(Watch))), refused(1));
    assert_eq!(takes(0, seen(None)), refused(0));
    let unknown = EvaluationInContext::new(Evaluation::NoData, Class::A);
    assert_eq!(takes(0, unknown), refused(0));
    assert_eq!(takes(0, EvaluationInContext { class: Class::B, ..seen(Some(Watch)) }), refused(0));
}

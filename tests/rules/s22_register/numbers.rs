//! S22: a number with the same content says *repeated*; with another day or content it is an error.

use guanxi::casework::{
    CaseStep, Condition, ConditionPolicy, CustomerContext, Effect, EpisodeError, Evaluation,
    EvaluationError, EvaluationInContext, Evaluations, Input, Notice, RaisedArm, Register,
    RegisterError, SeenArms, Watermarks,
};
use guanxi::id::CustomerKey;
use guanxi::segment::Class;
use guanxi::warning::Level::{self, Warning, Watch};
use guanxi::warning::{Arm, ByRule, Outcome, Rule};

use crate::s22_given::{Desk, Office, Row, WELL, assign, d, ill, key, key_of, policy, t, who};

/// A step of one customer under a number of the caller.
fn steps(
    office: &mut Office,
    number: u64,
    on: i32,
    row: Row,
) -> Result<Vec<Notice>, RegisterError> {
    steps_with(office, number, on, row, &known(), false)
}

fn known() -> CustomerContext {
    CustomerContext::new(Class::A)
}

/// Such a step with what is known of the customer, of the whole book or of a part.
fn steps_with(
    office: &mut Office,
    number: u64,
    on: i32,
    row: Row,
    known: &CustomerContext,
    is_part: bool,
) -> Result<Vec<Notice>, RegisterError> {
    let customers = [CustomerKey::from_position(0)];
    let columns = ByRule::each(|rule| [*row.get(rule)]);
    let outcomes =
        ByRule::each(|rule| -> &[Outcome] { ByRule::<[Outcome; 1]>::get(&columns, rule) });
    let looks = Evaluations { customers: &customers, outcomes, speaks_since: ByRule::default() };
    let (around, told, by) = (|_| known.clone(), office.watermarks, &office.policy);
    if is_part {
        office.register.step_part(number, looks, &told, around, t(on), by)
    } else {
        office.register.step(number, looks, &told, around, t(on), by)
    }
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

/// The same step in which one thing differs that is known of the customer besides its outcomes.
#[test]
fn c4_the_same_outcomes_with_another_context_are_another_content() {
    let arm = |arm, level| RaisedArm { arm, level };
    let plan = || CustomerContext { arms: vec![arm(Arm::Plan, Warning)], ..known() };
    let others: [(&str, CustomerContext); 9] = [
        ("class", CustomerContext { class: Class::B, ..plan() }),
        ("arm", CustomerContext { arms: vec![arm(Arm::LastYear, Warning)], ..plan() }),
        ("level of an arm", CustomerContext { arms: vec![arm(Arm::Plan, Watch)], ..plan() }),
        ("silent", CustomerContext { silent: vec![Arm::Frequency], ..plan() }),
        ("retained", {
            let mut other = plan();
            other.retained.progress = Some(Level::Critical);
            other
        }),
        ("incident", CustomerContext { has_verified_incident: true, ..plan() }),
        ("hold", CustomerContext { is_on_hold: true, ..plan() }),
        ("group", CustomerContext { group: Some("Lin".parse().unwrap()), ..plan() }),
        ("lost", CustomerContext { is_lost: true, ..plan() }),
    ];
    let row = ill([(Rule::Progress, Warning)]);
    for part in [false, true] {
        let mut office = Office::new(policy(|_| ()));
        let takes = |office: &mut Office, around: &CustomerContext| {
            steps_with(office, 5, 0, row, around, part)
        };
        takes(&mut office, &plan()).unwrap();
        let before = office.register.clone();
        let refused = Err(RegisterError::NumberTaken { number: 5, taken: d(0), on: d(0) });
        for (name, other) in &others {
            assert_eq!(takes(&mut office, other), refused, "{name}");
        }
        let repeated = Ok(vec![Notice::Repeated { number: 5, on: d(0) }]);
        assert_eq!(takes(&mut office, &plan()), repeated);
        assert_eq!(steps_with(&mut office, 5, 0, row, &plan(), !part), refused, "another reach");
        assert_eq!(office.register, before);
    }
}

#[test]
fn c4_the_day_from_which_a_rule_speaks_is_part_of_the_content() {
    let mut office = Office::new(policy(|_| ()));
    steps(&mut office, 5, 0, WELL).unwrap();
    let customers = [CustomerKey::from_position(0)];
    let outcomes = ByRule::each(|_| -> &[Outcome] { &[Outcome::Clear] });
    let speaks_since = ByRule { progress: Some(d(0)), ..ByRule::default() };
    let looks = Evaluations { customers: &customers, outcomes, speaks_since };
    let (told, by) = (office.watermarks, office.policy.clone());
    let again = office.register.step(5, looks, &told, |_| known(), t(0), &by);
    assert_eq!(again, Err(RegisterError::NumberTaken { number: 5, taken: d(0), on: d(0) }));
}

/// A condition of the customer cleared in the step, so that nothing of it remains.
#[test]
fn c4_a_step_that_leaves_nothing_of_a_customer_is_repeated() {
    let slow = policy(|it| it.conditions.debt.timing.watch.raise_after = 3);
    let mut office = Office::new(slow);
    steps(&mut office, 5, 0, ill([(Rule::Debt, Watch)])).unwrap();
    assert_eq!(office.register.episodes().count(), 1, "pending");
    steps(&mut office, 6, 1, WELL).unwrap();
    assert_eq!(office.register.episodes().count(), 0);
    assert_eq!(steps(&mut office, 6, 1, WELL), Ok(vec![Notice::Repeated { number: 6, on: d(1) }]));
}

/// Every field of an evaluation, whatever of it the episode remembers.
#[test]
fn c4_an_evaluation_of_an_episode_is_repeated_with_all_its_fields_alone() {
    let raised = |arm| [RaisedArm { arm, level: Watch }];
    let seen = || EvaluationInContext {
        arms: SeenArms::of(Rule::Progress, &raised(Arm::Plan), &[Arm::Frequency]),
        ..EvaluationInContext::new(Evaluation::at(Some(Watch)), Class::A)
    };
    let kept = Evaluation::Seen { raised: Some(Watch), retained: Some(Warning) };
    let others: [(&str, EvaluationInContext); 8] = [
        ("retained", EvaluationInContext { evaluation: kept, ..seen() }),
        ("failed", EvaluationInContext { evaluation: Evaluation::Failed, ..seen() }),
        ("cause", {
            EvaluationInContext { suggested: vec!["competitor".parse().unwrap()], ..seen() }
        }),
        ("baseline", EvaluationInContext { is_baseline: true, ..seen() }),
        ("lost", EvaluationInContext { is_lost: true, ..seen() }),
        ("boosted", EvaluationInContext { is_boosted: true, ..seen() }),
        ("arm", {
            let arms = SeenArms::of(Rule::Progress, &raised(Arm::LastYear), &[Arm::Frequency]);
            EvaluationInContext { arms, ..seen() }
        }),
        ("silent arm", {
            let arms = SeenArms::of(Rule::Progress, &raised(Arm::Plan), &[]);
            EvaluationInContext { arms, ..seen() }
        }),
    ];
    let mut desk = Desk::new(Rule::Progress, policy(|_| ()));
    let mut takes =
        |seen| desk.episode.apply(Input::Evaluation { evaluation: 3, seen }, t(0), &desk.policy);
    takes(seen()).unwrap();
    let refused: EpisodeError =
        EvaluationError::NumberTaken { number: 3, taken: d(0), on: d(0) }.into();
    for (name, other) in others {
        assert_eq!(takes(other), Err(refused.clone()), "{name}");
    }
    assert_eq!(takes(seen()), Ok(vec![Effect::Repeated]));
}

#[test]
fn c4_a_condition_alone_refuses_another_content_under_its_number() {
    let (by, t) = (ConditionPolicy::default(), t(0));
    let (well, ill) = (Evaluation::at(None), Evaluation::at(Some(Watch)));
    let arms = |silent: &[Arm]| SeenArms::of(Rule::Progress, &[], silent);
    let first = Condition::default().step_by_arms(1, ill, arms(&[]), t, &by).unwrap().condition;
    let taken = EvaluationError::NumberTaken { number: 1, taken: d(0), on: d(0) };
    assert_eq!(first.step(1, well, t, &by), Err(taken.clone()));
    assert_eq!(first.step_by_arms(1, ill, arms(&[Arm::Plan]), t, &by), Err(taken));
    assert_eq!(first.step(1, ill, t, &by).unwrap().condition, first);
}

/// A register of which a flood holds back debt of ten customers, none of them judged in step 3.
fn flooded() -> Office {
    let mut office = Office::new(policy(|it| it.flood_guard.fewest_steps = 1));
    office.reviews(0, &[WELL; 10]);
    office.reviews(1, &[ill([(Rule::Debt, Watch)]); 10]);
    assert_eq!(office.register.floods().len(), 1);
    office.reviews(2, &[UNKNOWN; 10]);
    office
}

/// No rule can judge.
const UNKNOWN: Row = ByRule {
    debt: Outcome::NoData,
    progress: Outcome::NoData,
    expense: Outcome::NoData,
    loss: Outcome::NoData,
    incident: Outcome::NoData,
};

#[test]
fn a_step_is_repeated_after_a_batch_was_accepted_or_rejected() {
    let repeated = [Notice::Repeated { number: 3, on: d(2) }];
    for is_bad in [false, true] {
        let mut office = flooded();
        assert_eq!(office.repeats(2, &[UNKNOWN; 10]).unwrap(), repeated);
        let register = &mut office.register;
        if is_bad {
            assert_eq!(register.reject_batch(Rule::Debt, t(2), &office.policy), Ok(vec![]));
            assert_eq!(register.episodes().count(), 0);
        } else {
            register.accept_batch(Rule::Debt, t(2), &office.policy).unwrap();
        }
        let read = Register::restore(office.saves(), &office.policy, key_of).unwrap();
        assert_eq!(read.register, office.register);
        assert_eq!(office.repeats(2, &[UNKNOWN; 10]).unwrap(), repeated, "{is_bad}");
    }
}

#[test]
fn a_rejected_batch_of_the_step_itself_leaves_its_content() {
    let mut office = Office::new(policy(|it| it.flood_guard.fewest_steps = 1));
    let row = ill([(Rule::Debt, Watch)]);
    office.reviews(0, &[WELL; 10]);
    office.reviews(1, &[row; 10]);
    office.register.reject_batch(Rule::Debt, t(1), &office.policy).unwrap();
    let repeated = [Notice::Repeated { number: 2, on: d(1) }];
    assert_eq!(office.repeats(1, &[row; 10]).unwrap(), repeated);
    // The data are put right and stepped under the number of the bad ones.
    let taken = RegisterError::NumberTaken { number: 2, taken: d(1), on: d(1) };
    assert_eq!(office.repeats(1, &[WELL; 10]), Err(taken));
}

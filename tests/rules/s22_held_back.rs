//! RULES §0, §8: an arm that does not speak clears nothing, whatever the reason; one that an
//! influence holds back is still judged.

use guanxi::account::CustomerTerm;
use guanxi::book::Book;
use guanxi::casework::{
    CaseError, CasePolicy, Closing, Effect, Evaluation, EvaluationInContext, Notice, Phase,
    RaisedArm, Register, SeenArms, Watermarks,
};
use guanxi::customer::Customer;
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::review::StepContext;
use guanxi::segment::Class;
use guanxi::warning::Level::{self, Critical, Warning, Watch};
use guanxi::warning::{Arm, Outcome, Rule};

use crate::given::{document, yuan};
use crate::s22_given::{Desk, Office, Row, WELL, d, ill, key, policy, raised, said, t, withdraw};

const EXPENSE: Rule = Rule::Expense;
const BUDGET: (Arm, Level) = (Arm::OverBudget, Watch);
const SPENDING: (Arm, Level) = (Arm::SpendingWithoutSales, Critical);

fn arms(office: &mut Office, objecting: &[(Arm, Level)], silent: &[Arm]) {
    office.around.arms =
        objecting.iter().map(|(arm, level)| RaisedArm { arm: *arm, level: *level }).collect();
    office.around.silent = silent.to_vec();
}

/// An expense that is over budget, and spent without sales.
#[track_caller]
fn spending() -> Office {
    let mut office = Office::new(policy(|_| ()));
    arms(&mut office, &[BUDGET, SPENDING], &[]);
    let raised = said(0, EXPENSE, raised(Critical));
    assert_eq!(office.reviews(0, &[ill([(EXPENSE, Critical)])]), [raised]);
    office
}

fn phase(office: &Office) -> Phase {
    office.register.episode(key(0, EXPENSE)).unwrap().condition().phase()
}

/// News of the expense but for reminders, deadlines and hand-overs.
fn news(notices: Vec<Notice>) -> Vec<Effect> {
    let of_expense = |it| match it {
        Notice::Warning(at, effect) => (at == key(0, EXPENSE)).then_some(effect),
        _ => None,
    };
    let is_chase = |it: &Effect| {
        matches!(it, Effect::Reminder(_) | Effect::DeadlineMissed(_) | Effect::HandOver)
    };
    notices.into_iter().filter_map(of_expense).filter(|it| !is_chase(it)).collect()
}

fn lost_too() -> Row {
    ill([(EXPENSE, Critical), (Rule::Loss, Warning)])
}

#[test]
fn an_arm_that_an_influence_holds_back_keeps_what_it_raised() {
    let mut office = spending();
    for on in 1..=20 {
        assert_eq!(news(office.reviews(on, &[lost_too()])), [], "day {on}");
        assert_eq!(phase(&office), Phase::Raised(Critical));
    }
    // The customer buys again: the arm speaks, and is content.
    arms(&mut office, &[BUDGET], &[]);
    let falls = Effect::DeEscalated { from: Critical, to: Watch };
    assert_eq!(news(office.reviews(21, &[ill([(EXPENSE, Watch)])])), [falls]);
}

#[test]
fn days_on_which_an_arm_is_held_back_do_not_count() {
    let slow = policy(|it| it.conditions.expense.timing.critical.clear_after = 3);
    let mut office = Office::new(slow);
    arms(&mut office, &[BUDGET, SPENDING], &[]);
    office.reviews(0, &[ill([(EXPENSE, Critical)])]);
    arms(&mut office, &[BUDGET], &[]);
    office.reviews(1, &[ill([(EXPENSE, Watch)])]);
    office.reviews(3, &[ill([(EXPENSE, Watch)])]);
    assert_eq!(phase(&office), Phase::Recovering(Critical), "two of three days");
    arms(&mut office, &[BUDGET, SPENDING], &[]);
    for on in 4..=9 {
        assert_eq!(news(office.reviews(on, &[lost_too()])), [], "day {on}");
    }
    arms(&mut office, &[BUDGET], &[]);
    assert_eq!(news(office.reviews(10, &[ill([(EXPENSE, Watch)])])), [], "it speaks again");
    let falls = Effect::DeEscalated { from: Critical, to: Watch };
    assert_eq!(news(office.reviews(11, &[ill([(EXPENSE, Watch)])])), [falls]);
}

#[test]
fn what_is_held_back_is_judged_and_so_never_told_as_silent() {
    let mut office = spending();
    for on in 1..=120 {
        assert_eq!(news(office.reviews(on, &[lost_too()])), [], "day {on}");
    }
    let mut episode = office.register.episode(key(0, EXPENSE)).unwrap().clone();
    let step = guanxi::casework::Input::Step {
        number: 900,
        by: crate::s22_given::who("Qian"),
        step: withdraw(),
    };
    let refused = episode.apply(step, t(120), &office.policy).unwrap_err();
    assert_eq!(refused, CaseError::StillJudged.into());
}

#[test]
fn the_silence_of_an_arm_counts_from_the_last_day_on_which_it_was_held_back() {
    let mut office = spending();
    for on in 1..=50 {
        office.reviews(on, &[lost_too()]);
    }
    arms(&mut office, &[BUDGET], &[Arm::SpendingWithoutSales]);
    for on in 51..=142 {
        assert_eq!(news(office.reviews(on, &[ill([(EXPENSE, Watch)])])), [], "day {on}");
    }
    let silent = Effect::Silent { arm: Some(Arm::SpendingWithoutSales), since: d(50) };
    assert_eq!(news(office.reviews(143, &[ill([(EXPENSE, Watch)])])), [silent]);
}

#[test]
fn an_arm_that_is_left_keeps_what_nothing_raises_any_more() {
    let mut office = spending();
    arms(&mut office, &[(Arm::OverBudget, Critical), SPENDING], &[]);
    office.reviews(1, &[ill([(EXPENSE, Critical)])]);
    // Both are better, and neither is past its clearing threshold.
    arms(&mut office, &[BUDGET, (Arm::SpendingWithoutSales, Watch)], &[]);
    office.around.retained.expense = Some(Critical);
    let row = ill([(EXPENSE, Watch), (Rule::Loss, Warning)]);
    assert_eq!(news(office.reviews(2, &[row])), []);
    assert_eq!(phase(&office), Phase::Raised(Critical));
}

/// An outcome that says less than the arms that object, as no review gives one: it is no error.
#[test]
fn an_outcome_below_its_arms_is_taken_at_the_level_of_the_arms_that_are_left() {
    let mut office = spending();
    arms(&mut office, &[(Arm::OverBudget, Warning), SPENDING], &[]);
    office.around.retained.expense = Some(Watch);
    assert_eq!(news(office.reviews(1, &[ill([(Rule::Loss, Warning)])])), []);
    assert_eq!(phase(&office), Phase::Raised(Critical));
}

type Quiet = (&'static str, fn(&mut Office, i32) -> Vec<Notice>);

#[test]
fn no_reason_for_which_an_arm_does_not_speak_clears_a_condition() {
    let rows: [Quiet; 5] = [
        ("held back", |office, on| office.reviews(on, &[lost_too()])),
        ("silent: early, out of season, a gap", |office, on| {
            arms(office, &[BUDGET], &[Arm::SpendingWithoutSales]);
            office.reviews(on, &[ill([(EXPENSE, Watch)])])
        }),
        ("the rule as a whole", |office, on| {
            arms(office, &[], &[]);
            office.reviews(on, &[Row { expense: Outcome::NotApplicable, ..WELL }])
        }),
        ("a feed that is late", |office, on| {
            arms(office, &[], &[]);
            office.watermarks = Watermarks { expenses: Some(d(0)), ..Watermarks::default() };
            office.reviews(on, &[WELL])
        }),
        ("no longer reviewed: ended, merged, erased", |office, on| office.reviews(on, &[])),
    ];
    for (reason, step) in rows {
        let mut office = spending();
        for on in 1..=92 {
            // A feed is told as late on the day on which it becomes so.
            assert_eq!(news(step(&mut office, if on < 5 { 5 } else { on })), [], "{reason}");
            assert_eq!(phase(&office), Phase::Raised(Critical), "{reason}");
        }
    }
}

#[test]
fn of_a_customer_that_is_no_longer_reviewed_a_case_is_told_once_and_withdrawn() {
    let mut office = spending();
    for on in 1..=92 {
        assert_eq!(news(office.reviews(on, &[])), [], "day {on}");
    }
    let silent = Effect::Silent { arm: None, since: d(0) };
    assert_eq!(news(office.reviews(93, &[])), [silent]);
    assert_eq!(news(office.reviews(94, &[])), [], "once");
    let closed = office.does(94, key(0, EXPENSE), withdraw());
    assert_eq!(closed, [Effect::Closed(Closing::NoLongerJudged)]);
    // It is reviewed again.
    let again = office.reviews(95, &[ill([(EXPENSE, Critical)])]);
    assert_eq!(news(again), [raised(Critical)]);
}

#[test]
fn an_arm_that_objects_for_the_first_time_while_it_is_held_back_raises_nothing_before_it_speaks() {
    let mut desk = Desk::new(EXPENSE, policy(|_| ()));
    let seen = |level, arms| EvaluationInContext {
        arms,
        ..EvaluationInContext::new(Evaluation::at(Some(level)), Class::A)
    };
    let both = [BUDGET, SPENDING].map(|(arm, level)| RaisedArm { arm, level });
    let all = SeenArms::of(EXPENSE, &both, &[]);
    let held = all.holding_back(|arm| arm == Arm::SpendingWithoutSales);
    assert_eq!(desk.observes(0, seen(Watch, held)), [raised(Watch)]);
    let rises = Effect::Escalated { from: Watch, to: Critical };
    assert!(desk.observes(1, seen(Critical, all)).contains(&rises));
}

/// Debt of 850 against a limit of 1,000: a watch, which clears below 750.
#[test]
fn a_customer_that_ended_keeps_the_arms_of_its_debt() {
    let mut book = Book::new("CNY".parse().unwrap());
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let limit = CreditLimit::Amount(yuan("1000").amount());
    book.state(li, d(-40), CustomerTerm::CreditLimit(limit)).unwrap();
    book.record(li, Invoice::new(document("I1"), d(-40), d(300), yuan("850"))).unwrap();
    let (policy, cases, context) =
        (Policy::default(), CasePolicy::default(), StepContext::default());
    let mut register = Register::default();
    let review = book.review(t(0), &policy).unwrap();
    review.step(&mut register, 1, &context, &cases).unwrap();
    let ended = CustomerTerm::Ended(Some("closed".parse().unwrap()));
    book.state(li, d(1), ended).unwrap();
    book.record(li, Payment::new(document("P1"), d(1), yuan("70"))).unwrap();
    for on in 1..=20 {
        let review = book.review(t(on), &policy).unwrap();
        assert_eq!(review.ended().len(), 1);
        let number = u64::try_from(on).unwrap() + 1;
        review.step(&mut register, number, &context, &cases).unwrap();
        let episode = register.episode(key(0, Rule::Debt));
        assert_eq!(episode.unwrap().condition().phase(), Phase::Raised(Watch), "78 % on day {on}");
    }
}

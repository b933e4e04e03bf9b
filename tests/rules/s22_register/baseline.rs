//! S22: a register begins with a baseline: what stands is told as one list, and nothing is due
//! before somebody takes it up.

use guanxi::casework::{
    CasePolicy, CaseStep, Closing, Deadline, Digest, Effect, ListReason, ListedWarning, Notice,
    Register, RegisterError, WarningList,
};
use guanxi::warning::Level::{self, Critical, Warning, Watch};
use guanxi::warning::{Outcome, Rule};

use crate::s22_given::{
    Office, Row, WELL, assign, cause, d, dismiss, ill, key, key_of, policy, raised, said, who,
};

/// An office whose register has not begun.
fn new_office(policy: CasePolicy) -> Office {
    let mut office = Office::new(policy);
    office.register = Register::default();
    office
}

fn list(warnings: &[(u32, Rule, Level)]) -> Notice {
    let listed =
        |&(at, rule, level): &(u32, Rule, Level)| ListedWarning { key: key(at, rule), level };
    let warnings = warnings.iter().map(listed).collect();
    Notice::List(WarningList { reason: ListReason::Baseline, warnings, lost: Vec::new() })
}

/// A standing book of customers: every second one is lost.
fn standing(customers: usize) -> Vec<Row> {
    let row = |at: usize| if at.is_multiple_of(2) { ill([(Rule::Loss, Critical)]) } else { WELL };
    (0..customers).map(row).collect()
}

#[test]
fn s3_the_first_step_on_a_standing_book_is_one_list_and_nothing_is_due() {
    let mut office = new_office(CasePolicy::default());
    let rows = standing(100);
    let all: Vec<_> = (0..100).step_by(2).map(|at| (at, Rule::Loss, Critical)).collect();
    assert_eq!(office.reviews(0, &rows), [list(&all)], "one notice with its cases");
    assert_eq!(office.register.open().count(), 50, "their cases are open");
    for on in 1..200 {
        assert_eq!(office.reviews(on, &rows), [], "no deadline and no reminder on day {on}");
    }
    let case = office.register.episode(key(0, Rule::Loss)).unwrap().open_case().unwrap();
    assert!(case.is_listed());
    assert_eq!((case.urgency(), case.opened()), (0, d(0)));
    // What comes later is news of its own.
    let mut rows = rows;
    rows[1] = ill([(Rule::Loss, Watch)]);
    assert_eq!(office.reviews(200, &rows), [said(1, Rule::Loss, raised(Watch))]);
}

#[test]
fn the_days_of_a_case_of_the_baseline_begin_when_a_person_takes_it_up() {
    let mut office = new_office(policy(|_| ()));
    let rows = [ill([(Rule::Loss, Warning)])];
    let loss = key(0, Rule::Loss);
    office.reviews(0, &rows);
    office.reviews(100, &rows);
    let listed = office.register.episode(loss).unwrap().open_case().unwrap();
    assert_eq!(Deadline::ALL.map(|it| listed.due(it)), [None; 3], "nothing is due in a list");
    office.does(100, loss, assign("Sun"));
    let case = office.register.episode(loss).unwrap().open_case().unwrap();
    assert!(!case.is_listed());
    assert_eq!(Deadline::ALL.map(|it| case.due(it)), [d(102), d(105), d(110)].map(Some));
    assert_eq!(office.reviews(101, &rows), [said(0, Rule::Loss, Effect::Reminder(0))]);
    assert_eq!(office.reviews(102, &rows), []);
    let missed = said(0, Rule::Loss, Effect::DeadlineMissed(Deadline::Acknowledge));
    assert!(office.reviews(103, &rows).contains(&missed));
}

#[test]
fn a_case_of_the_baseline_is_handed_over_after_its_days_with_the_one_who_took_it_up() {
    let mut office = new_office(policy(|it| it.open_days = 20));
    let rows = [ill([(Rule::Loss, Warning)])];
    office.reviews(0, &rows);
    office.does(50, key(0, Rule::Loss), CaseStep::Acknowledge);
    let handed = said(0, Rule::Loss, Effect::HandOver);
    assert!(!office.reviews(70, &rows).contains(&handed), "twenty days");
    assert!(office.reviews(71, &rows).contains(&handed));
}

#[test]
fn the_days_of_a_case_of_the_baseline_begin_when_its_level_rises() {
    let mut office = new_office(policy(|_| ()));
    office.reviews(0, &[ill([(Rule::Loss, Watch)])]);
    let rises = Effect::Escalated { from: Watch, to: Critical };
    assert_eq!(office.reviews(50, &[ill([(Rule::Loss, Critical)])]), [said(0, Rule::Loss, rises)]);
    let case = office.register.episode(key(0, Rule::Loss)).unwrap().open_case().unwrap();
    assert_eq!(Deadline::ALL.map(|it| case.due(it)), [d(51), d(52), d(55)].map(Some));
    // A fall is told, and nothing is due.
    let mut falling = new_office(policy(|_| ()));
    falling.reviews(0, &[ill([(Rule::Loss, Critical)])]);
    let falls = Effect::DeEscalated { from: Critical, to: Watch };
    assert_eq!(falling.reviews(9, &[ill([(Rule::Loss, Watch)])]), [said(0, Rule::Loss, falls)]);
    assert_eq!(falling.reviews(90, &[ill([(Rule::Loss, Watch)])]), []);
}

#[test]
fn a_case_of_the_baseline_clears_and_comes_back_as_any_other() {
    let mut office = new_office(policy(|_| ()));
    office.reviews(0, &[ill([(Rule::Debt, Watch)]), ill([(Rule::Debt, Warning)])]);
    let over = [
        said(0, Rule::Debt, Effect::Recovered { from: Watch }),
        said(0, Rule::Debt, Effect::Closed(Closing::SelfCleared)),
        said(1, Rule::Debt, Effect::Recovered { from: Warning }),
    ];
    assert_eq!(office.reviews(5, &[WELL, WELL]), over);
    assert_eq!(office.reviews(30, &[WELL, WELL]), []);
    let back = said(1, Rule::Debt, Effect::CameBack { level: Warning });
    assert_eq!(office.reviews(31, &[WELL, ill([(Rule::Debt, Warning)])]), [back]);
    let reminded = said(1, Rule::Debt, Effect::Reminder(0));
    assert_eq!(office.reviews(32, &[WELL, ill([(Rule::Debt, Warning)])]), [reminded]);
}

#[test]
fn what_takes_days_to_be_raised_is_raised_at_once_by_a_baseline() {
    // A debt is watched for two days before it is raised.
    let mut office = new_office(CasePolicy::default());
    let rows = [ill([(Rule::Debt, Watch)])];
    assert_eq!(office.reviews(0, &rows), [list(&[(0, Rule::Debt, Watch)])]);
    assert_eq!(office.reviews(2, &rows), []);
}

#[test]
fn a_cause_that_is_suggested_in_a_baseline_is_told_when_the_case_is_taken_up() {
    let mut office = new_office(policy(|_| ()));
    office.around.is_on_hold = true;
    let rows = [ill([(Rule::Loss, Warning)])];
    assert_eq!(office.reviews(0, &rows), [list(&[(0, Rule::Loss, Warning)])]);
    assert_eq!(office.reviews(1, &rows), []);
    let loss = key(0, Rule::Loss);
    let hint = Effect::CauseSuggested("supplier_hold".parse().unwrap());
    assert_eq!(office.does(1, loss, CaseStep::Investigate), [hint]);
    assert_eq!(office.does(1, loss, cause("supplier_hold")), []);
}

#[test]
fn what_a_baseline_finds_held_back_is_not_listed() {
    let mut office = new_office(policy(|_| ()));
    let rows = [ill([(Rule::Loss, Warning), (Rule::Progress, Critical)])];
    assert_eq!(office.reviews(0, &rows), [list(&[(0, Rule::Loss, Warning)])]);
}

#[test]
fn a_baseline_is_no_flood_and_makes_no_mean() {
    let mut office = new_office(policy(|it| it.flood_guard.fewest_steps = 1));
    let ill_from = |first: usize, count: usize| -> Vec<Row> {
        let row = |at| if at < first { WELL } else { ill([(Rule::Debt, Watch)]) };
        (0..count).map(row).collect()
    };
    let first = office.reviews(0, &ill_from(0, 100));
    assert!(matches!(&first[..], [Notice::List(list)] if list.warnings.len() == 100));
    office.reviews(1, &ill_from(0, 100));
    let flood = Notice::Flood { rule: Rule::Debt, raised: 20, of: 120 };
    assert!(office.reviews(2, &ill_from(0, 120)).contains(&flood));
}

#[test]
fn a_later_step_may_be_declared_a_baseline() {
    let mut office = Office::new(policy(|it| it.flood_guard.fewest_steps = 1));
    office.reviews(0, &[ill([(Rule::Debt, Watch)]), WELL, WELL]);
    office.does(0, key(0, Rule::Debt), CaseStep::Acknowledge);
    // A new rule speaks of two; the case of the first goes on as ever.
    let rows =
        [ill([(Rule::Debt, Critical), (Rule::Loss, Watch)]), ill([(Rule::Loss, Warning)]), WELL];
    let rises = said(0, Rule::Debt, Effect::Escalated { from: Watch, to: Critical });
    let reminded = said(0, Rule::Debt, Effect::Reminder(0));
    let listed = list(&[(0, Rule::Loss, Watch), (1, Rule::Loss, Warning)]);
    assert_eq!(office.reviews_as_baseline(1, &rows), [rises, reminded, listed]);
}

#[test]
fn a_partial_step_before_the_baseline_is_refused() {
    let mut office = new_office(policy(|_| ()));
    let refused = office.tries_part(0, &[(0, ill([(Rule::Debt, Watch)]))]).unwrap_err();
    assert_eq!(refused, RegisterError::NoBaseline { number: 1 });
    assert_eq!(office.register, Register::default());
    office.reviews(0, &[]);
    let raised = [said(0, Rule::Debt, raised(Watch))];
    assert_eq!(office.tries_part(0, &[(0, ill([(Rule::Debt, Watch)]))]), Ok(raised.to_vec()));
}

#[test]
fn a_register_that_begins_empty_tells_each_warning_by_itself() {
    let mut office = Office::new(policy(|_| ()));
    assert_eq!(office.register.last_step().map(|it| (it.number, it.on)), Some((0, d(-1))));
    let raised = said(0, Rule::Debt, raised(Watch));
    assert_eq!(office.reviews(0, &[ill([(Rule::Debt, Watch)])]), [raised]);
}

#[test]
fn the_list_is_in_the_digest_of_whoever_owns_the_cases() {
    let mut office = Office::new(policy(|it| it.mute_days = 0));
    office.reviews(0, &[ill([(Rule::Debt, Watch)])]);
    office.does(0, key(0, Rule::Debt), assign("Sun"));
    office.does(0, key(0, Rule::Debt), dismiss());
    office.reviews(1, &[WELL]);
    let row = ill([(Rule::Debt, Watch)]);
    let notices = office.reviews_as_baseline(2, &[row, row]);
    let digests = Digest::by_owner(&notices, &office.register, |customer| customer);
    let listed: Vec<_> = digests
        .iter()
        .map(|it| (it.owner.clone(), it.listed.iter().map(|it| it.key).collect::<Vec<_>>()))
        .collect();
    let sun = Some("Sun".parse().unwrap());
    assert_eq!(listed, [(None, vec![key(1, Rule::Debt)]), (sun, vec![key(0, Rule::Debt)])]);
}

#[test]
fn a_listed_case_is_read_back_as_one() {
    let mut office = new_office(policy(|_| ()));
    let rows = [ill([(Rule::Loss, Warning)]), ill([(Rule::Loss, Warning)])];
    office.reviews(0, &rows);
    office.does(3, key(1, Rule::Loss), CaseStep::Acknowledge);
    let restored = Register::restore(office.saves(), &office.policy, key_of).unwrap().register;
    assert_eq!(restored, office.register);
    let case = |at| restored.episode(key(at, Rule::Loss)).unwrap().open_case().unwrap();
    assert_eq!([0, 1].map(|at| case(at).is_listed()), [true, false]);
}

/// Two customers become lost on the day of a declared baseline; one has a warning besides.
#[test]
fn customers_that_are_lost_in_a_baseline_stand_in_its_list() {
    let mut office = Office::new(policy(|_| ()));
    let both = ill([(Rule::Loss, Warning)]);
    office.reviews(0, &[both, both]);
    office.does(0, key(1, Rule::Loss), assign("Sun"));
    office.around.is_lost = true;
    let gone = Row { loss: Outcome::NotApplicable, ..WELL };
    let rows = [Row { debt: Outcome::Breach(Watch), ..gone }, gone];
    let notices = office.reviews_as_baseline(1, &rows);
    // A lost customer raises its debt by one level.
    let warnings = vec![ListedWarning { key: key(0, Rule::Debt), level: Warning }];
    let lost = vec![key(0, Rule::Loss).customer, key(1, Rule::Loss).customer];
    let told = WarningList { reason: ListReason::Baseline, warnings, lost };
    assert_eq!(notices, [Notice::List(told)]);
    assert_eq!(office.reviews(2, &rows), [], "and they are told once");
    // In the digests they are news of the people who look after them.
    let digests = Digest::by_owner(&notices, &office.register, |it| it);
    let of = |owner: Option<&str>| {
        let digest = digests.iter().find(|it| it.owner == owner.map(who)).unwrap();
        let news = digest.customers.iter().flat_map(|it| it.news.clone());
        (news.map(|it| (it.key, it.effect)).collect::<Vec<_>>(), digest.listed.len())
    };
    assert_eq!(of(None), (vec![(key(0, Rule::Loss), Effect::Lost)], 1));
    assert_eq!(of(Some("Sun")), (vec![(key(1, Rule::Loss), Effect::Lost)], 0));
}

#[test]
fn a_list_may_be_of_lost_customers_alone() {
    let mut office = Office::new(policy(|_| ()));
    office.reviews(0, &[ill([(Rule::Loss, Warning)])]);
    office.around.is_lost = true;
    let notices = office.reviews_as_baseline(1, &[Row { loss: Outcome::NotApplicable, ..WELL }]);
    let lost = vec![key(0, Rule::Loss).customer];
    let told = WarningList { reason: ListReason::Baseline, warnings: Vec::new(), lost };
    assert_eq!(notices, [Notice::List(told)]);
}

//! A bad load: a flood of new warnings of a rule is held back until a person looks at them.

use guanxi::casework::{
    CasePolicyDraft, HeldFlood, Inhibitor, ListReason, Notice, Register, WarningList, Watermarks,
};
use guanxi::id::CustomerKey;
use guanxi::measure::Ratio;
use guanxi::warning::Level::{self, Warning, Watch};
use guanxi::warning::{Outcome, Rule};

use super::LOST;
use crate::s22_given::{Office, Row, WELL, d, dismiss, ill, key, key_of, policy, raised, said, t};

const SUSPECT: Inhibitor = Inhibitor::Flood;

/// A book of customers: the first `wrong` of them have a breach of a level.
fn book(customers: usize, wrong: usize, rule: Rule, level: Level) -> Vec<Row> {
    let row = |place| if place < wrong { ill([(rule, level)]) } else { WELL };
    (0..customers).map(row).collect()
}

/// An office with a number of customers, after three quiet days.
#[track_caller]
fn after_quiet_days(customers: usize, change: impl FnOnce(&mut CasePolicyDraft)) -> Office {
    let mut office = Office::new(policy(change));
    for on in 0..3 {
        assert_eq!(office.reviews(on, &book(customers, 0, Rule::Debt, Watch)), []);
    }
    office
}

fn suspect(rule: Rule, raised: u64, customers: u64) -> Notice {
    Notice::Flood { rule, raised, of: customers }
}

/// The number of warnings raised.
fn raises(notices: &[Notice]) -> usize {
    let is_raise =
        |it: &&Notice| matches!(it, Notice::Warning(_, guanxi::casework::Effect::Raised { .. }));
    notices.iter().filter(is_raise).count()
}

#[test]
fn more_than_the_share_at_once_is_suspect_and_exactly_the_share_is_not() {
    let mut office = after_quiet_days(400, |_| ());
    assert_eq!(raises(&office.reviews(3, &book(400, 20, Rule::Debt, Watch))), 20, "5%");
    let mut office = after_quiet_days(400, |_| ());
    let notices = office.reviews(3, &book(400, 21, Rule::Debt, Watch));
    assert_eq!(notices, [suspect(Rule::Debt, 21, 400)]);
    let held = office.register.episode(key(0, Rule::Debt)).unwrap();
    assert_eq!((held.held_back_by(), held.open_case()), (Some(SUSPECT), None));
}

#[test]
fn more_than_four_times_the_mean_is_suspect_and_exactly_four_times_is_not() {
    let ill_at = |customers: usize, some: std::ops::Range<usize>| -> Vec<Row> {
        let row = |at| if some.contains(&at) { ill([(Rule::Loss, Watch)]) } else { WELL };
        (0..customers).map(row).collect()
    };
    for (wrong, is_suspect) in [(40, false), (41, true)] {
        let mut office =
            Office::new(policy(|it| it.flood_guard.share_above = Ratio::from_percent(1)));
        // One in a hundred is new in each of three steps: four in a hundred are four times as much.
        for (on, at) in [(0, 0), (1, 1), (2, 2)] {
            assert_eq!(raises(&office.reviews(on, &ill_at(100, at..at + 1))), 1);
        }
        let notices = office.reviews(3, &ill_at(1000, 3..3 + wrong));
        let expected = suspect(Rule::Loss, u64::try_from(wrong).unwrap(), 1000);
        assert_eq!(notices.contains(&expected), is_suspect, "{wrong}");
    }
}

#[test]
fn before_there_is_a_mean_nothing_is_suspect() {
    let mut office = Office::new(policy(|_| ()));
    assert_eq!(raises(&office.reviews(0, &book(100, 100, Rule::Debt, Watch))), 100);
    let mut office = Office::new(policy(|it| it.flood_guard.fewest_steps = 1));
    office.reviews(0, &book(100, 0, Rule::Debt, Watch));
    let notices = office.reviews(1, &book(100, 100, Rule::Debt, Watch));
    assert_eq!(notices, [suspect(Rule::Debt, 100, 100)]);
}

#[test]
fn a_few_warnings_of_a_small_book_are_no_bad_load() {
    let mut office = after_quiet_days(12, |_| ());
    assert_eq!(raises(&office.reviews(3, &book(12, 9, Rule::Debt, Watch))), 9);
    let mut office = after_quiet_days(12, |_| ());
    let notices = office.reviews(3, &book(12, 10, Rule::Debt, Watch));
    assert_eq!(notices, [suspect(Rule::Debt, 10, 12)]);
}

#[test]
fn a_share_is_one_of_those_of_whom_the_rule_could_speak() {
    let mut office = after_quiet_days(400, |_| ());
    let silent = Row { debt: Outcome::NotApplicable, ..WELL };
    let unknown = Row { debt: Outcome::NoData, ..WELL };
    let mut rows = book(400, 20, Rule::Debt, Watch);
    (rows[398], rows[399]) = (silent, unknown);
    assert_eq!(office.reviews(3, &rows), [suspect(Rule::Debt, 20, 398)]);
}

/// What is suspect when sales progress begins to speak on a day, half of a hundred customers being
/// wrong on the fourth.
#[track_caller]
fn suspect_when_it_begins(since: i32) -> Vec<Notice> {
    let mut office = after_quiet_days(100, |_| ());
    office.speaks_since.progress = Some(d(since));
    let mut notices = office.reviews(3, &book(100, 50, Rule::Progress, Watch));
    notices.retain(|it| matches!(it, Notice::Flood { .. }));
    notices
}

#[test]
fn a_step_in_which_a_rule_begins_to_speak_is_not_suspect() {
    let batch = [suspect(Rule::Progress, 50, 100)];
    assert_eq!(suspect_when_it_begins(3), [], "on this day");
    assert_eq!(suspect_when_it_begins(2), batch, "it spoke in the last step");
    assert_eq!(suspect_when_it_begins(4), batch, "it does not speak yet");
    // A step a week: it began in between.
    let mut office = after_quiet_days(100, |_| ());
    office.speaks_since.progress = Some(d(5));
    assert_eq!(raises(&office.reviews(9, &book(100, 50, Rule::Progress, Watch))), 50);
}

#[test]
fn what_was_raised_when_a_rule_began_to_speak_makes_no_mean() {
    let mut office = after_quiet_days(100, |_| ());
    office.speaks_since.progress = Some(d(3));
    assert_eq!(raises(&office.reviews(3, &book(100, 50, Rule::Progress, Watch))), 50);
    let notices = office.reviews(4, &book(100, 70, Rule::Progress, Watch));
    assert!(notices.contains(&suspect(Rule::Progress, 20, 100)), "{notices:?}");
}

#[test]
fn when_one_rule_begins_to_speak_the_others_are_judged_as_ever() {
    let mut office = after_quiet_days(100, |_| ());
    office.speaks_since.progress = Some(d(3));
    let row = ill([(Rule::Debt, Watch), (Rule::Progress, Watch)]);
    let rows: Vec<Row> = (0..100).map(|place| if place < 50 { row } else { WELL }).collect();
    let notices = office.reviews(3, &rows);
    assert_eq!((raises(&notices), &notices[0]), (50, &suspect(Rule::Debt, 50, 100)));
}

#[test]
fn a_level_that_takes_days_is_raised_as_many_after_its_rule_began_to_speak() {
    let slow = |it: &mut CasePolicyDraft| it.conditions.progress.timing.watch.raise_after = 2;
    let mut office = after_quiet_days(100, slow);
    office.speaks_since.progress = Some(d(3));
    let rows = book(100, 50, Rule::Progress, Watch);
    assert_eq!((office.reviews(3, &rows), office.reviews(4, &rows)), (vec![], vec![]));
    assert_eq!(raises(&office.reviews(5, &rows)), 50);
    let mut later = after_quiet_days(100, slow);
    later.speaks_since.progress = Some(d(3));
    later.reviews(3, &book(100, 0, Rule::Progress, Watch));
    later.reviews(4, &rows);
    later.reviews(5, &rows);
    assert_eq!(later.reviews(6, &rows), [suspect(Rule::Progress, 50, 100)], "a day later");
}

#[test]
fn a_suspect_rule_holds_back_no_other() {
    let mut office = after_quiet_days(100, |_| ());
    let mut rows = book(100, 50, Rule::Debt, Watch);
    rows[99] = ill([(Rule::Incident, Warning)]);
    let notices = office.reviews(3, &rows);
    let other = said(99, Rule::Incident, raised(Warning));
    assert_eq!(notices, [suspect(Rule::Debt, 50, 100), other]);
}

#[test]
fn what_is_suspect_is_said_once_and_stays_held_back_until_a_person_decides() {
    let mut office = after_quiet_days(100, |it| it.flood_guard.times_out_after = 0);
    let rows = book(100, 50, Rule::Debt, Watch);
    office.reviews(3, &rows);
    assert_eq!((office.reviews(4, &rows), office.reviews(40, &rows)), (vec![], vec![]));
    let notices = office.register.accept_batch(Rule::Debt, t(40), &office.policy).unwrap();
    assert_eq!(raises(&notices), 50);
    assert_eq!(notices[0], said(0, Rule::Debt, raised(Watch)));
    let again = office.register.accept_batch(Rule::Debt, t(40), &office.policy).unwrap();
    assert_eq!(again, []);
}

#[test]
fn what_is_rejected_never_was() {
    let mut office = after_quiet_days(100, |_| ());
    office.reviews(3, &book(100, 50, Rule::Debt, Watch));
    let rejected = office.register.reject_batch(Rule::Debt, t(3), &office.policy).unwrap();
    assert_eq!((rejected, office.register.episodes().count()), (vec![], 0));
    // The data are mended.
    assert_eq!(office.reviews(4, &book(100, 0, Rule::Debt, Watch)), []);
    let mut bad = after_quiet_days(100, |_| ());
    bad.reviews(3, &book(100, 50, Rule::Debt, Watch));
    bad.register.reject_batch(Rule::Debt, t(3), &bad.policy).unwrap();
    let notices = bad.reviews(4, &book(100, 50, Rule::Debt, Watch));
    assert_eq!(notices, [suspect(Rule::Debt, 50, 100)], "they are not, and as suspect as before");
}

#[test]
fn only_the_rule_that_is_named_is_decided() {
    let mut office = after_quiet_days(100, |_| ());
    let row = ill([(Rule::Debt, Watch), (Rule::Loss, Watch)]);
    let rows: Vec<Row> = (0..100).map(|place| if place < 50 { row } else { WELL }).collect();
    assert_eq!(office.reviews(3, &rows).len(), 2);
    let accepted = office.register.accept_batch(Rule::Loss, t(3), &office.policy).unwrap();
    assert_eq!(raises(&accepted), 50);
    let left = office.register.episode(key(0, Rule::Debt)).unwrap();
    assert_eq!(left.held_back_by(), Some(SUSPECT));
}

#[test]
fn what_clears_while_it_is_suspect_is_forgotten() {
    let mut office = after_quiet_days(100, |_| ());
    office.reviews(3, &book(100, 50, Rule::Debt, Watch));
    assert_eq!(office.reviews(4, &book(100, 0, Rule::Debt, Watch)), []);
    assert_eq!(office.register.episodes().count(), 0);
}

#[test]
fn what_is_open_already_goes_on_while_the_new_is_suspect() {
    let mut office = after_quiet_days(100, |_| ());
    office.reviews(3, &book(100, 1, Rule::Debt, Watch));
    let notices = office.reviews(4, &book(100, 50, Rule::Debt, Warning));
    let rises =
        said(0, Rule::Debt, guanxi::casework::Effect::Escalated { from: Watch, to: Warning });
    assert!(notices.contains(&rises), "{notices:?}");
    assert!(notices.contains(&suspect(Rule::Debt, 49, 100)));
}

#[test]
fn what_is_not_yet_raised_is_counted_on_the_day_on_which_it_is() {
    let slow = |it: &mut CasePolicyDraft| it.conditions.debt.timing.watch.raise_after = 2;
    let mut office = after_quiet_days(100, slow);
    let rows = book(100, 50, Rule::Debt, Watch);
    assert_eq!((office.reviews(3, &rows), office.reviews(4, &rows)), (vec![], vec![]));
    assert_eq!(office.reviews(5, &rows), [suspect(Rule::Debt, 50, 100)]);
    assert_eq!(office.reviews(6, &rows), []);
}

#[test]
fn what_was_dismissed_is_not_new() {
    let mut office = Office::new(policy(|it| it.flood_guard.fewest_steps = 1));
    office.reviews(0, &book(100, 50, Rule::Debt, Watch));
    for position in 0..50 {
        office.does(0, key(position, Rule::Debt), dismiss());
    }
    office.reviews(1, &book(100, 0, Rule::Debt, Watch));
    assert_eq!(office.reviews(2, &book(100, 50, Rule::Debt, Watch)), []);
}

#[test]
fn what_something_else_holds_back_is_not_part_of_the_batch() {
    let mut office = after_quiet_days(100, |_| ());
    let mut rows = book(100, 0, Rule::Debt, Watch);
    rows[0] = ill([(Rule::Progress, Watch), (Rule::Loss, Warning)]);
    assert_eq!(raises(&office.reviews(3, &rows)), 1, "the loss");
    for row in rows.iter_mut().skip(1).take(50) {
        *row = ill([(Rule::Progress, Watch)]);
    }
    office.reviews(4, &rows);
    let held = |office: &Office, at| {
        office.register.episode(key(at, Rule::Progress)).unwrap().held_back_by()
    };
    assert_eq!((held(&office, 0), held(&office, 1)), (Some(LOST), Some(SUSPECT)));
    let accepted = office.register.accept_batch(Rule::Progress, t(4), &office.policy).unwrap();
    assert_eq!(raises(&accepted), 50);
    assert_eq!(held(&office, 0), Some(LOST));
}

#[test]
fn what_is_suspect_and_then_held_back_still_waits_for_a_person() {
    let mut office = after_quiet_days(100, |it| it.release_grace = 0);
    let mut rows = book(100, 50, Rule::Progress, Watch);
    office.reviews(3, &rows);
    rows[0] = ill([(Rule::Progress, Watch), (Rule::Loss, Warning)]);
    office.reviews(4, &rows);
    rows[0] = ill([(Rule::Progress, Watch)]);
    let is_progress = |it: &Notice| *it == said(0, Rule::Progress, raised(Watch));
    assert!(
        !office.reviews(5, &rows).iter().any(is_progress),
        "the loss is over, the batch is not"
    );
    assert!(!office.reviews(6, &rows).iter().any(is_progress));
    // Accepted while the customer is lost, it is held back by that.
    rows[0] = ill([(Rule::Progress, Watch), (Rule::Loss, Warning)]);
    office.reviews(7, &rows);
    let accepted = office.register.accept_batch(Rule::Progress, t(7), &office.policy).unwrap();
    assert_eq!(raises(&accepted), 49);
    let by = office.register.episode(key(0, Rule::Progress)).unwrap().held_back_by();
    assert_eq!(by, Some(LOST));
}

#[test]
fn a_decision_before_the_last_step_is_refused_and_changes_nothing() {
    let mut office = after_quiet_days(100, |_| ());
    office.reviews(3, &book(100, 50, Rule::Debt, Watch));
    // One of them has been told of a later day.
    let last = key(49, Rule::Debt);
    office.register.apply(last, guanxi::casework::Input::Day, t(9), &office.policy).unwrap();
    let before = office.register.clone();
    let refused = office.register.accept_batch(Rule::Debt, t(8), &office.policy).unwrap_err();
    assert_eq!(refused.to_string(), "a step of 2026-03-10 cannot follow one of 2026-03-11");
    assert_eq!(office.register, before);
    assert!(office.register.reject_batch(Rule::Debt, t(2), &office.policy).is_err());
    assert_eq!(office.register, before);
}

fn held(rule: Rule, goes_out: Option<i32>, customers: u32) -> HeldFlood {
    let customers = (0..customers).map(CustomerKey::from_position).collect();
    HeldFlood { rule, goes_out: goes_out.map(d), customers }
}

#[test]
fn floods_are_listed_with_the_day_from_which_they_go_out() {
    let mut office = after_quiet_days(100, |_| ());
    assert_eq!(office.register.floods(), []);
    let row = ill([(Rule::Debt, Watch), (Rule::Loss, Watch)]);
    let rows: Vec<Row> = (0..100).map(|place| if place < 50 { row } else { WELL }).collect();
    office.reviews(3, &rows);
    let both = [held(Rule::Debt, Some(8), 50), held(Rule::Loss, Some(8), 50)];
    assert_eq!(office.register.floods(), both);
    let restored = Register::restore(office.saves(), &office.policy, key_of).unwrap().register;
    assert_eq!(restored.floods(), both);
    office.register.accept_batch(Rule::Loss, t(4), &office.policy).unwrap();
    assert_eq!(office.register.floods(), [held(Rule::Debt, Some(8), 50)]);
    let mut never = after_quiet_days(100, |it| it.flood_guard.times_out_after = 0);
    never.reviews(3, &book(100, 50, Rule::Debt, Watch));
    assert_eq!(never.register.floods(), [held(Rule::Debt, None, 50)], "until somebody answers");
}

#[test]
fn what_nobody_answers_goes_out_after_its_days_as_one_list() {
    let mut office = after_quiet_days(100, |_| ());
    office.reviews(3, &book(100, 50, Rule::Debt, Watch));
    // Twenty of them are mended meanwhile.
    let rows = book(100, 30, Rule::Debt, Watch);
    assert_eq!((office.reviews(6, &rows), office.reviews(7, &rows)), (vec![], vec![]));
    let notices = office.reviews(8, &rows);
    let [Notice::List(WarningList { reason, warnings, lost })] = notices.as_slice() else {
        panic!("{notices:?}")
    };
    assert_eq!((*reason, warnings.len()), (ListReason::FloodTimedOut(Rule::Debt), 30));
    assert_eq!(lost, &[], "those of a baseline alone");
    assert_eq!((office.register.floods(), office.register.open().count()), (vec![], 30));
    assert_eq!(office.reviews(60, &rows), [], "nothing is due before somebody takes one up");
}

#[test]
fn what_is_not_known_any_more_does_not_go_out() {
    let mut office = after_quiet_days(100, |_| ());
    let rows = book(100, 50, Rule::Debt, Watch);
    office.reviews(3, &rows);
    office.watermarks = Watermarks { receivables: Some(d(3)), ..Watermarks::default() };
    assert_eq!(office.reviews(9, &rows).len(), 1, "the feed is stale");
    office.watermarks.receivables = Some(d(10));
    assert!(matches!(office.reviews(10, &rows)[..], [Notice::FeedBack(_), Notice::List(_)]));
}

//! How well a rule serves those who answer it: a month worked out by hand.

use guanxi::calendar::Window;
use guanxi::casework::{CaseStep, Evaluation, RulePerformance};
use guanxi::measure::Quotient;
use guanxi::warning::Level::{Warning, Watch};
use guanxi::warning::Rule;

use crate::s22_given::{
    Desk, Office, Row, WELL, assign, cause, complete, d, dismiss, ill, key, plan, policy, t,
};

/// A number of days from the first day on.
fn first(days: i32) -> Window {
    Window::inclusive(d(0), d(days - 1))
}

#[track_caller]
fn share(part: i128, whole: i128) -> Quotient {
    Quotient::try_new(part, whole).unwrap()
}

/// Twelve customers: eight are ill once, one three times, one is well. Of the eleven cases of debt
///
/// - 0 is Sun's: cause after two days, done after four, closed after fourteen;
/// - 1 is Sun's: cause after three days, done after nine, not yet closed;
/// - 2 is dismissed by Zhou on the day on which it is raised;
/// - 3 is watched only, three times, and clears by itself each time;
/// - 4 to 8 are open, and nobody looks after them.
#[track_caller]
fn month() -> Office {
    let mut office = Office::new(policy(|it| {
        it.open_days = 10;
        it.recurrence_days = 0;
        it.flood_guard.fewest_raised = u16::MAX;
    }));
    let rows = |wrong: &dyn Fn(usize) -> bool| -> Vec<Row> {
        let level = |at| if at == 3 { Watch } else { Warning };
        let row = |at| if wrong(at) { ill([(Rule::Debt, level(at))]) } else { WELL };
        (0..12).map(row).collect()
    };
    let debt = |at| key(at, Rule::Debt);
    office.reviews(0, &rows(&|at| at < 9));
    for (at, who) in [(0, "Sun"), (1, "Sun"), (2, "Zhou")] {
        office.does(0, debt(at), assign(who));
    }
    office.does(0, debt(2), dismiss());
    for at in [0, 1] {
        office.does(0, debt(at), CaseStep::Investigate);
    }
    let others = |at: usize| at < 9 && at != 3;
    office.reviews(1, &rows(&others));
    office.reviews(2, &rows(&|at| at < 9));
    office.does(2, debt(0), cause("slow_payer"));
    office.reviews(3, &rows(&others));
    office.does(3, debt(1), cause("dispute"));
    office.does(3, debt(0), plan("dunning_call"));
    office.reviews(4, &rows(&|at| at < 9));
    office.does(4, debt(0), complete(0));
    office.reviews(4, &rows(&|at| others(at) && at != 0));
    office.does(8, debt(1), plan("resolve_dispute"));
    office.does(9, debt(1), complete(0));
    office.reviews(14, &rows(&|at| (4..9).contains(&at)));
    office
}

#[test]
fn a_month_of_debt() {
    let office = month();
    let figures =
        RulePerformance::measure(&office.register, Rule::Debt, first(28), t(14), &office.policy);
    let expected = RulePerformance {
        raised: 11,
        owners: 2,
        days: 28,
        closed: 5,
        dismissed: 1,
        self_cleared: 3,
        flaps: 0,
        open_too_long: 6,
        of_top_ten: 11,
        days_to_cause: Some(2),
        days_to_remedy: Some(4),
    };
    assert_eq!(figures, expected);
    assert_eq!(figures.raised_per_owner_and_week(), Some(share(11 * 7, 2 * 28)));
    assert_eq!(figures.dismissed_share(), Some(share(1, 5)));
    assert_eq!(figures.self_cleared_share(), Some(share(3, 5)));
    assert_eq!(figures.top_ten_share(), Some(share(11, 11)));
}

#[test]
fn only_what_was_raised_or_closed_in_the_window_is_counted() {
    let office = month();
    let of = |window, on| {
        RulePerformance::measure(&office.register, Rule::Debt, window, t(on), &office.policy)
    };
    // Two more raisings of customer 3 on the second and fourth day.
    let later = of(Window::inclusive(d(1), d(3)), 14);
    assert_eq!((later.raised, later.owners, later.closed), (1, 1, 2));
    assert_eq!((later.days_to_cause, later.days_to_remedy), (None, None));
    assert_eq!(later.dismissed_share(), Some(share(0, 2)));
    let last = of(Window::inclusive(d(14), d(14)), 14);
    assert_eq!((last.raised, last.owners, last.closed, last.dismissed), (0, 0, 1, 0));
    assert_eq!((last.raised_per_owner_and_week(), last.top_ten_share()), (None, None));
    let other =
        RulePerformance::measure(&office.register, Rule::Loss, first(28), t(14), &office.policy);
    assert_eq!((other.raised, other.closed, other.dismissed_share()), (0, 0, None));
}

#[test]
fn a_case_is_open_too_long_on_the_day_after() {
    let office = month();
    let long = |on| {
        RulePerformance::measure(&office.register, Rule::Debt, first(28), t(on), &office.policy)
            .open_too_long
    };
    assert_eq!((long(10), long(11)), (0, 6), "one that is resolved is open, too");
}

#[test]
fn the_ten_customers_with_the_most_have_their_share() {
    let mut office = Office::new(policy(|it| it.flood_guard.fewest_raised = u16::MAX));
    let watched = [ill([(Rule::Loss, Watch)]); 12];
    office.reviews(0, &watched);
    let figures =
        RulePerformance::measure(&office.register, Rule::Loss, first(7), t(0), &office.policy);
    assert_eq!(figures.top_ten_share(), Some(share(10, 12)));
    assert_eq!(
        figures.raised_per_owner_and_week(),
        Some(share(12 * 7, 7)),
        "nobody's are somebody's"
    );
}

#[test]
fn what_comes_back_while_it_recovers_is_counted() {
    let by = policy(|it| it.conditions.debt.timing.watch.clear_after = 9);
    let mut office = Office::new(by.clone());
    let mut desk = Desk::new(Rule::Debt, by);
    for on in 0..6 {
        let is_ill = on % 2 == 0;
        office.reviews(on, &[if is_ill { ill([(Rule::Debt, Watch)]) } else { WELL }]);
        desk.looks(on, Evaluation::at(is_ill.then_some(Watch)));
    }
    let figures =
        RulePerformance::measure(&office.register, Rule::Debt, first(7), t(5), &office.policy);
    assert_eq!((figures.flaps, desk.episode.condition().flaps()), (2, 2));
}

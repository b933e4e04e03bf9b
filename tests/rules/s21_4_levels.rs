//! S21.4: levels that order the risk, and customers that are lost or bought once, in a whole book.

use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{Episode, Register, Source};
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::lapse::PurchaseStatus;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{Review, StepContext};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Level, LossMethod, Outcome, Rule};

use crate::given::{currency, day, document, month, yuan};

const BEGIN: &str = "2024-01-01";

fn date(number: i32) -> Day {
    day(BEGIN).offset(number)
}

fn on(number: i32) -> AsOf {
    AsOf::new(date(number))
}

/// Dice of a linear congruential generator, the same everywhere.
struct Dice(u64);

impl Dice {
    /// A number from 0 up to below a bound.
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// The order days of a made-up customer: it orders each day with a chance of its own, and may leave
/// after every order, most often after the first.
fn orders(dice: &mut Dice, until: i32) -> Vec<i32> {
    let every = 10 + dice.below(110);
    let mut last = i32::try_from(dice.below(500)).unwrap();
    let (mut days, mut stays) = (vec![last], dice.below(100) >= 35);
    while stays {
        last += 1;
        while dice.below(every) != 0 {
            last += 1;
        }
        if last >= until {
            break;
        }
        days.push(last);
        stays = dice.below(100) >= 12;
    }
    days
}

const T: i32 = 700;
/// Days within which no order means lost.
const AFTER: i32 = 183;

/// A book of many customers that leave at random, and of each whether it orders nothing after the
/// day.
fn many() -> (Book, Vec<bool>) {
    let (mut book, mut dice, mut gone) = (Book::new(currency("CNY")), Dice(1), Vec::new());
    for number in 0..1_000 {
        let key = book.register(Customer::new(format!("C{number:04}").parse().unwrap())).unwrap();
        let days = orders(&mut dice, T + AFTER + 1);
        for day in &days {
            let sale = Sale::new(document(&format!("{number}-{day}")), date(*day), yuan("10"));
            book.record(key, sale).unwrap();
        }
        gone.push(!days.iter().any(|day| (T + 1..=T + AFTER).contains(day)));
    }
    (book, gone)
}

/// The customers at a level, and those of them that were gone.
type Count = (usize, usize);

/// The counts of none, watch, warning and critical among customers of some statuses.
fn counts(review: &Review<'_>, gone: &[bool], of: impl Fn(PurchaseStatus) -> bool) -> [Count; 4] {
    let mut counts = [(0, 0); 4];
    let rows = review.customers().iter().zip(review.statuses()).zip(review.outcomes(Rule::Loss));
    for ((key, status), outcome) in rows.filter(|((_, status), _)| of(**status)) {
        let place = outcome.level().map_or(0, |level| level as usize + 1);
        let is_gone = gone[key.position() as usize];
        counts[place] = (counts[place].0 + 1, counts[place].1 + usize::from(is_gone));
        assert_ne!(*status, PurchaseStatus::NeverBought);
    }
    counts
}

/// `true` when the share of the first is larger than that of the second.
fn is_riskier((all, gone): Count, (other_all, other_gone): Count) -> bool {
    gone * other_all > other_gone * all
}

#[test]
fn s2_levels_order_the_risk_of_active_customers_and_few_are_critical() {
    let (book, gone) = many();
    let policy = Policy::default();
    let review = book.review(on(T), &policy).unwrap();
    let [none, watch, warning, critical] =
        counts(&review, &gone, |it| it == PurchaseStatus::Active);
    assert!(is_riskier(critical, warning), "{critical:?} {warning:?}");
    assert!(is_riskier(warning, watch), "{warning:?} {watch:?}");
    assert!(is_riskier(watch, none), "{watch:?} {none:?}");
    let active = none.0 + watch.0 + warning.0 + critical.0;
    assert!(critical.0 * 4 < active, "{} of {active}", critical.0);
    assert!(critical.0 * 2 < active - none.0, "{} of {}", critical.0, active - none.0);
    // Nobody is flagged within its usual gap.
    for (key, outcome) in review.customers().iter().zip(review.outcomes(Rule::Loss)) {
        let readings = review.explain(*key).unwrap();
        let loss = readings.readings().loss;
        let signal = loss.signal.unwrap();
        let within =
            u64::try_from(loss.days_silent).unwrap() * 1_000_000 <= signal.usual_gap.micros();
        assert!(!within || outcome.level().is_none(), "{}", key.position());
    }
    // Of those lost and bought once most never come back, whatever their level.
    let lost = counts(&review, &gone, |it| it == PurchaseStatus::Lost);
    assert_eq!([lost[1].0, lost[2].0, lost[3].0], [0; 3], "lost customers are no alarm");
    let once = counts(&review, &gone, |it| it == PurchaseStatus::BoughtOnce);
    assert_eq!([once[2].0, once[3].0], [0; 2], "watch at most");
    assert!(is_riskier(lost[0], none) && is_riskier(once[1], none));
}

#[test]
fn s2_by_the_rules_of_before_nearly_every_alarm_was_critical() {
    let (book, gone) = many();
    let mut draft = PolicyDraft::default();
    draft.loss.silence = LossMethod::alive();
    (draft.loss.hard_cap_usual_gaps, draft.loss.hard_cap_level) = (0, Level::Critical);
    (draft.loss.bought_once.at_most, draft.loss.lost) = (Level::Critical, None);
    draft.loss.lapse.most_book_order_days = 1_000.try_into().unwrap();
    let before = Policy::try_from(draft).unwrap();
    let review = book.review(on(T), &before).unwrap();
    let [_, watch, warning, critical] = counts(&review, &gone, |_| true);
    let alarms = watch.0 + warning.0 + critical.0;
    assert!(critical.0 * 100 > alarms * 85, "{} of {alarms}", critical.0);
}

/// Weekly buyers up to a day, a customer with one order, and one that never bought.
struct Four {
    book: Book,
    active: CustomerKey,
    lost: CustomerKey,
    once: CustomerKey,
    never: CustomerKey,
}

impl Four {
    fn new() -> Self {
        let mut book = Book::new(currency("CNY"));
        let mut sold = |name: &str, days: &[i32]| {
            let customer = Customer::new(name.parse().unwrap()).with_since(date(0));
            let key = book.register(customer).unwrap();
            for day in days {
                let sale = Sale::new(document(&format!("{name}{day}")), date(*day), yuan("100"));
                book.record(key, sale).unwrap();
            }
            key
        };
        let weekly = |until: i32| (0..=until).step_by(7).collect::<Vec<_>>();
        let (active, lost) = (sold("active", &weekly(693)), sold("lost", &weekly(280)));
        let (once, never) = (sold("once", &[500]), sold("never", &[]));
        Self { book, active, lost, once, never }
    }
}

#[test]
fn the_status_of_each_customer_stands_in_the_columns_and_in_the_summary() {
    use PurchaseStatus::{Active, BoughtOnce, Lost, NeverBought};
    let Four { book, lost, .. } = Four::new();
    let policy = Policy::default();
    let review = book.review(on(T), &policy).unwrap();
    assert_eq!(review.statuses(), [Active, Lost, BoughtOnce, NeverBought]);
    let by = |number| {
        let review = book.review(on(number), &policy).unwrap();
        review.statuses()[lost.position() as usize]
    };
    assert_eq!((by(280 + 365), by(280 + 366)), (Active, Lost));
    let summary = review.summary();
    let customers = PurchaseStatus::ALL.map(|it| summary.status(it).customers);
    assert_eq!(customers, [1; 4]);
    // The 41 weeks of its last year; of the active one the 53 order days of 365 days up to 700.
    assert_eq!(summary.status(Lost).purchases.minor(), 41 * 100_00);
    assert_eq!(summary.status(BoughtOnce).purchases.minor(), 100_00);
    let bought = review.purchases().iter().map(|it| it.minor()).collect::<Vec<_>>();
    assert_eq!(summary.status(Active).purchases.minor(), i128::from(bought[0]));
    let outcomes = review.outcomes(Rule::Loss);
    let na = Outcome::NotApplicable;
    assert_eq!(outcomes, [Outcome::Clear, na, Outcome::Breach(Level::Watch), na]);
}

#[test]
fn a_lost_customer_is_told_with_what_it_bought_in_the_year_up_to_its_last_order_day() {
    let Four { mut book, lost, .. } = Four::new();
    // 366 days before the last order day, and a return after it.
    book.record(lost, Sale::new(document("old"), date(280 - 366), yuan("7"))).unwrap();
    book.record(lost, Sale::new(document("back"), date(300), yuan("-50"))).unwrap();
    let policy = Policy::default();
    let review = book.review(on(T), &policy).unwrap();
    let all = review.lost();
    let [found] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(found.customer, lost);
    assert_eq!((found.last_order, found.since), (date(280), date(280 + 366)));
    assert_eq!(found.bought_before.minor(), 41 * 100_00);
    assert_eq!(review.explain(lost).unwrap().lost, Some(*found));
    assert_eq!(book.review(on(400), &policy).unwrap().lost(), []);
}

#[test]
fn the_call_list_has_no_lost_customer_and_marks_those_that_bought_once() {
    let Four { mut book, active, once, lost, .. } = Four::new();
    // By a shorter rule it is lost although it bought within the year.
    let mut draft = PolicyDraft::default();
    draft.loss.lost.as_mut().unwrap().days = 100;
    let policy = Policy::try_from(draft).unwrap();
    book.record(lost, Sale::new(document("late"), date(T - 120), yuan("9000"))).unwrap();
    let review = book.review(on(T), &policy).unwrap();
    assert_eq!(review.statuses()[lost.position() as usize], PurchaseStatus::Lost);
    assert!(review.purchases()[lost.position() as usize].is_positive());
    let calls = review.call_list(9);
    let called: Vec<_> = calls.iter().map(|it| (it.customer, it.bought_once)).collect();
    assert!(called.contains(&(active, false)) && !called.iter().any(|it| it.0 == lost));
    let draft = PolicyDraft::default();
    let policy = Policy::try_from(draft).unwrap();
    let review = book.review(on(T), &policy).unwrap();
    let calls = review.call_list(9);
    assert!(calls.iter().any(|it| it.customer == once && it.bought_once));
}

/// The rules with an open case after a step of a register, by customer.
#[track_caller]
fn cases(book: &Book, number: i32, policy: &Policy) -> Vec<(CustomerKey, Rule)> {
    let review = book.review(on(number), policy).unwrap();
    let mut register = Register::default();
    review.step(&mut register, 1, &StepContext::default(), &policy.cases).unwrap();
    register.open().map(|(key, _)| (key.customer, key.rule)).collect()
}

#[test]
fn the_loss_of_a_customer_that_bought_once_opens_no_case() {
    let Four { book, once, .. } = Four::new();
    let policy = Policy::default();
    let review = book.review(on(T), &policy).unwrap();
    assert!(review.outcomes(Rule::Loss)[once.position() as usize].level().is_some());
    let judged = |policy: &Policy| {
        let review = book.review(on(T), policy).unwrap();
        review.evaluations().outcomes.loss[once.position() as usize]
    };
    assert_eq!(judged(&policy), Outcome::NotApplicable);
    let of_loss = |policy: &Policy| {
        let all = cases(&book, T, policy);
        all.into_iter().filter(|(_, rule)| *rule == Rule::Loss).collect::<Vec<_>>()
    };
    assert_eq!(of_loss(&policy), []);
    let mut draft = PolicyDraft::default();
    draft.loss.bought_once.opens_case = true;
    draft.cases.conditions.loss.timing.watch.raise_after = 0;
    let policy = Policy::try_from(draft).unwrap();
    assert_eq!(judged(&policy), Outcome::Breach(Level::Watch));
    assert_eq!(of_loss(&policy), [(once, Rule::Loss)]);
}

#[test]
fn a_lost_customer_acts_on_other_rules_as_one_whose_loss_is_critical() {
    let Four { mut book, lost, active, .. } = Four::new();
    // Both are far behind plan.
    for key in [lost, active] {
        for text in ["2025-10", "2025-11", "2025-12"] {
            book.record(key, Plan::new(month(text), yuan("9000"))).unwrap();
        }
    }
    let policy = Policy::default();
    let review = book.review(on(T), &policy).unwrap();
    let critical = Outcome::Breach(Level::Critical);
    for key in [lost, active] {
        assert_eq!(review.outcomes(Rule::Progress)[key.position() as usize], critical);
    }
    assert!(review.customer_context(lost).unwrap().is_lost);
    assert!(!review.customer_context(active).unwrap().is_lost);
    let mut register = Register::default();
    review.step(&mut register, 1, &StepContext::default(), &policy.cases).unwrap();
    let of = |customer| {
        let key = guanxi::casework::WarningKey { customer, rule: Rule::Progress };
        register.episode(key).and_then(Episode::held_back_by)
    };
    let by_loss = Source::Raised { rule: Rule::Loss, from: Level::Warning };
    assert_eq!(of(lost), Some(guanxi::casework::Inhibitor::Influence(by_loss)));
    assert_eq!(of(active), None);
}

#[test]
fn a_judgement_has_the_status_and_an_ended_customer_none() {
    let Four { mut book, once, never, lost, active } = Four::new();
    let policy = Policy::default();
    let ended = guanxi::lifecycle::Reason::try_new("closed").unwrap();
    let term = guanxi::account::CustomerTerm::Ended(Some(ended));
    book.state(active, date(600), term).unwrap();
    let assessor = book.assessor(on(T), &policy);
    let status = |key| book.judge(key, &assessor).unwrap().status;
    assert_eq!(status(once), Some(PurchaseStatus::BoughtOnce));
    assert_eq!(status(never), Some(PurchaseStatus::NeverBought));
    assert_eq!(status(lost), Some(PurchaseStatus::Lost));
    assert_eq!(status(active), None);
}

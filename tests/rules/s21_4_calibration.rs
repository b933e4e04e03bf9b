//! S21.4: thresholds found on past days: those of the largest gain within the capacity, tried on
//! later days.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use guanxi::backtest::{
    Backtest, BacktestRequest, Calibration, CalibrationError, CalibrationRequest, Capacity,
    Hindsight, NoOrderWithin, Sightings,
};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Period};
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Total};
#[cfg(feature = "toml")]
use guanxi::policy::Preset;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Arm, Level, Levels, LossMethod, Outcome, Rule, Utilisation};

use crate::given::{currency, day, document, yuan};
use crate::numbered::{date, on};

const MANY: Capacity = Capacity {
    calls_per_week: 1_000,
    cost_per_call: Amount::from_minor(1_00),
    saved: Ratio::from_percent(100),
};

fn request<'a>(policy: &'a Policy, rule: Rule, days: &'a [AsOf]) -> CalibrationRequest<'a> {
    CalibrationRequest {
        policy,
        rule,
        level: Level::Watch,
        days,
        tried_from: date(100),
        horizon_days: 30,
        capacity: MANY,
    }
}

/// A book of customers with a limit of 100.00 each, that owe an amount from day 50 on, and again
/// another from the day 120 on. Nothing is ever due.
fn debtors(amounts: &[i64]) -> Book {
    let mut book = Book::new(currency("CNY"));
    for (number, amount) in amounts.iter().enumerate() {
        let key = book.register(Customer::new(format!("C{number:03}").parse().unwrap())).unwrap();
        let limit = CreditLimit::try_from_money(yuan("100.00"), currency("CNY")).unwrap();
        book.agree_limit(key, limit).unwrap();
        for (name, from, paid) in [("A", 50, 90), ("B", 120, 900)] {
            let invoice = document(&format!("{name}{number}"));
            let money = yuan(&format!("{amount}.00"));
            book.record(key, Invoice::new(invoice.clone(), date(from), date(2_000), money))
                .unwrap();
            let payment = Payment::new(document(&format!("P{name}{number}")), date(paid), money);
            book.record(key, payment.for_invoice(invoice)).unwrap();
        }
    }
    book
}

/// True of the customers from a number on.
fn from_number(first: u32) -> impl Fn(&Book, CustomerKey, AsOf) -> Hindsight + Sync {
    move |_, key, _| {
        if key.position() >= first { Hindsight::CameTrue } else { Hindsight::DidNot }
    }
}

fn thresholds(found: &Calibration) -> Vec<&str> {
    found.thresholds.iter().map(|it| it.after.as_str()).collect()
}

const DAYS: [i32; 4] = [40, 60, 110, 130];

fn days() -> Vec<AsOf> {
    DAYS.map(on).to_vec()
}

#[test]
fn the_utilisation_that_parts_true_from_false_is_found() {
    // 10 % to 190 % in steps of ten: true from the customer at `n` × 10 % on.
    let amounts: Vec<i64> = (1..20).map(|it| it * 10).collect();
    let (book, policy, days) = (debtors(&amounts), Policy::default(), days());
    for (first, utilisation) in [(1, "19%"), (7, "79%"), (8, "80%"), (9, "90%"), (18, "180%")] {
        let found =
            Calibration::find(&book, &request(&policy, Rule::Debt, &days), from_number(first));
        let found = found.unwrap();
        // Raised strictly above: 10 % below up to the next ten; the nearest to 80 % is taken.
        assert_eq!(thresholds(&found), [utilisation, "5"], "{first}");
        let calls = Sightings { came_true: 19 - u64::from(first), did_not: 0, unknowable: 0 };
        assert_eq!((found.learnt.calls, found.tried.calls), (calls, calls));
        assert!(found.is_within_capacity);
    }
}

#[test]
fn the_level_of_the_calls_is_sought_and_the_others_move_along() {
    let amounts: Vec<i64> = (1..20).map(|it| it * 10).collect();
    let (book, policy, days) = (debtors(&amounts), Policy::default(), days());
    let found = |level, first| {
        let request = CalibrationRequest { level, ..request(&policy, Rule::Debt, &days) };
        let found = Calibration::find(&book, &request, from_number(first)).unwrap();
        let Levels { watch, warning, critical } = found.policy.debt.utilisation.raise;
        let clear = found.policy.debt.utilisation.clear;
        let clear = [clear.watch, clear.warning, clear.critical].map(|it| it.to_string());
        ([watch, warning, critical].map(|it| it.to_string()), clear)
    };
    let levels = |watch: &str, warning: &str, critical: &str| {
        [watch.to_owned(), warning.to_owned(), critical.to_owned()]
    };
    // Cleared at 75 %, 95 % and 110 % before: 5, 5 and 10 below. A level clears below the next one.
    let clear = levels("130%", "131%", "132%");
    assert_eq!(found(Level::Watch, 14), (levels("140%", "141%", "142%"), clear));
    let clear = levels("53%", "54%", "110%");
    assert_eq!(found(Level::Warning, 5), (levels("58%", "59%", "120%"), clear));
    let clear = levels("47%", "48%", "49%");
    assert_eq!(found(Level::Critical, 5), (levels("57%", "58%", "59%"), clear));
    let clear = levels("14%", "95%", "110%");
    assert_eq!(found(Level::Watch, 1), (levels("19%", "100%", "120%"), clear));
}

/// A fault that was found: of all thresholds that moved only the one that was sought was named.
#[test]
fn thresholds_that_move_along_are_told() {
    let amounts: Vec<i64> = (1..20).map(|it| it * 10).collect();
    let (book, policy, days) = (debtors(&amounts), Policy::default(), days());
    let found = |level, first| {
        let request = CalibrationRequest { level, ..request(&policy, Rule::Debt, &days) };
        Calibration::find(&book, &request, from_number(first)).unwrap()
    };
    let moved = |level, first| {
        let moved = found(level, first).moved_along.into_iter();
        moved.map(|it| format!("{}: {} → {}", it.path, it.before, it.after)).collect::<Vec<_>>()
    };
    assert_eq!(moved(Level::Watch, 8), [""; 0], "80 % as before");
    assert_eq!(moved(Level::Watch, 1), ["debt.utilisation.clear.watch: 75% → 14%"]);
    let along = [
        "debt.utilisation.raise.warning: 100% → 141%",
        "debt.utilisation.raise.critical: 120% → 142%",
        "debt.utilisation.clear.watch: 75% → 130%",
        "debt.utilisation.clear.warning: 95% → 131%",
        "debt.utilisation.clear.critical: 110% → 132%",
    ];
    assert_eq!(moved(Level::Watch, 14), along);
    let said = found(Level::Watch, 14).to_string();
    let line = "\ndebt.ageing.watch: 5, was 5\n\
                debt.utilisation.raise.warning: 141%, was 100% (moved along)\n";
    assert!(said.contains(line), "{said}");
}

/// A fault that was found: the threshold to clear was left behind by the one to raise, so that a
/// warning raised at 140 % stayed down to 75 %.
#[test]
fn the_threshold_to_clear_keeps_its_distance_and_stays_above_zero() {
    // Of 1 to 9: nobody owes more than a tenth of a limit.
    let amounts: Vec<i64> = (1..10).collect();
    let (book, days) = (debtors(&amounts), days());
    let policy = Policy::default();
    let raised = |first| {
        let found =
            Calibration::find(&book, &request(&policy, Rule::Debt, &days), from_number(first));
        let Utilisation { raise, clear } = found.unwrap().policy.debt.utilisation;
        (raise.watch.to_string(), clear.watch.to_string())
    };
    for (first, raise, clear) in [(8, "8%", "3%"), (5, "5%", "1%"), (3, "3%", "1%")] {
        assert_eq!(raised(first), (raise.to_owned(), clear.to_owned()), "{first}");
    }
}

/// A fault that was found: a policy with other thresholds had the version of the one before.
#[test]
fn a_policy_that_differs_has_no_version_and_is_in_force_from_no_day() {
    let (book, days) = (debtors(&[70, 90]), days());
    let mut draft = PolicyDraft::default();
    (draft.id, draft.version) = (Some("dealers".parse().unwrap()), Some("1".parse().unwrap()));
    draft.effective_from = Some(day("2024-01-01"));
    let policy = Policy::try_from(draft).unwrap();
    let found = |first| {
        Calibration::find(&book, &request(&policy, Rule::Debt, &days), from_number(first)).unwrap()
    };
    let same = found(1);
    assert_eq!(same.policy, policy, "70 % is not called by 80 %");
    let said = same.to_string();
    assert!(!said.contains("version") && !said.contains("effective_from"), "{said}");
    let other = found(0);
    assert_eq!(thresholds(&other), ["69%", "5"]);
    assert_eq!(other.policy.id, policy.id);
    assert_eq!((&other.policy.version, other.policy.effective_from), (&None, None));
    let stated = "\nversion: to be stated, was 1\neffective_from: to be stated, was 2024-01-01\n";
    assert!(other.to_string().contains(stated), "{other}");
    assert_eq!(other.effective_from_before, Some(day("2024-01-01")));
}

#[test]
fn days_past_due_and_utilisation_are_sought_together() {
    // Customers below the limit, of which some pay ten days late and others never.
    let mut book = Book::new(currency("CNY"));
    for number in 0..8 {
        let key = book.register(Customer::new(format!("C{number}").parse().unwrap())).unwrap();
        let limit = CreditLimit::try_from_money(yuan("100.00"), currency("CNY")).unwrap();
        book.agree_limit(key, limit).unwrap();
        for (name, due) in [("A", 20), ("B", 110)] {
            let invoice = document(&format!("{name}{number}"));
            let of = Invoice::new(invoice.clone(), date(0), date(due), yuan("30.00"));
            book.record(key, of).unwrap();
            if number < 4 {
                let payment = document(&format!("P{name}{number}"));
                let payment = Payment::new(payment, date(due + 10), yuan("30.00"));
                book.record(key, payment.for_invoice(invoice)).unwrap();
            }
        }
    }
    let (policy, days) = (Policy::default(), (0..160).map(on).collect::<Vec<_>>());
    let found = Calibration::find(&book, &request(&policy, Rule::Debt, &days), from_number(4));
    let found = found.unwrap();
    // Nine days past due on the last day before the payment.
    assert_eq!(thresholds(&found), ["80%", "10"], "the utilisation stays as it was");
    assert_eq!((found.learnt.calls.came_true, found.learnt.calls.did_not), (4, 0));
}

#[test]
fn the_share_of_a_plan_that_parts_true_from_false_is_found() {
    let mut book = Book::new(currency("CNY"));
    for number in 0..10 {
        let key = book.register(Customer::new(format!("C{number}").parse().unwrap())).unwrap();
        for month in ["2025-02", "2025-05"] {
            book.record(key, Plan::new(month.parse().unwrap(), yuan("100.00"))).unwrap();
            // 95 % of the plan down to 50 %.
            let sale = document(&format!("{month}-{number}"));
            let first = day(&format!("{month}-01"));
            book.record(key, Sale::new(sale, first, yuan(&format!("{}.00", 95 - 5 * number))))
                .unwrap();
        }
    }
    let mut draft = PolicyDraft::default();
    draft.progress.period = Period::Month;
    let policy = Policy::try_from(draft).unwrap();
    let days =
        ["2025-01-31", "2025-02-28", "2025-04-30", "2025-05-31"].map(|it| AsOf::new(day(it)));
    for (first, plan) in [(0, "96%"), (1, "95%"), (6, "70%"), (9, "55%")] {
        let found =
            Calibration::find(&book, &request(&policy, Rule::Progress, &days), from_number(first));
        let found = found.unwrap();
        assert_eq!(found.thresholds[0].after, plan, "strictly below, the nearest to 95 %");
        assert_eq!(found.tried.calls.came_true, 10 - u64::from(first));
    }
}

#[test]
fn no_more_is_called_than_the_capacity_allows_and_more_is_told_in_the_curve() {
    let amounts: Vec<i64> = (1..20).map(|it| it * 10).collect();
    let (book, policy, days) = (debtors(&amounts), Policy::default(), days());
    // 20 days from the first day learnt from to the last: 2 calls a week are 5 calls.
    let capacity = Capacity { calls_per_week: 2, ..MANY };
    let request = CalibrationRequest { capacity, ..request(&policy, Rule::Debt, &days) };
    let found = Calibration::find(&book, &request, from_number(0)).unwrap();
    assert_eq!(found.learnt.calls.all(), 5);
    assert_eq!(thresholds(&found), ["140%", "5"], "the five that owe most");
    // 150 + 160 + 170 + 180 + 190 are owed, less five calls of 1.00.
    assert_eq!(found.learnt.gain.minor(), 845_00);
    let curve: Vec<(u32, u64)> =
        found.curve.iter().map(|it| (it.calls_per_week, it.learnt.calls.all())).collect();
    assert_eq!(curve, [(1, 2), (2, 5), (3, 8), (4, 11), (6, 17), (8, 19)]);
    let none = Capacity { calls_per_week: 0, ..MANY };
    let found =
        Calibration::find(&book, &CalibrationRequest { capacity: none, ..request }, from_number(0));
    let found = found.unwrap();
    assert_eq!((found.learnt.calls.all(), found.is_within_capacity), (0, true));
    assert_eq!(thresholds(&found)[0], "190%", "nobody owes more");
}

/// A fault that was found: of equals that of 1 % was taken where the policy lies between steps.
#[test]
fn of_equal_thresholds_the_nearest_is_found_between_steps_too() {
    // Nobody uses more than a tenth of a limit, and nothing comes true: no call is best.
    let mut draft = PolicyDraft::default();
    draft.debt.utilisation.raise.watch = "82.5%".parse().unwrap();
    let (book, policy, days) = (debtors(&[10]), Policy::try_from(draft).unwrap(), days());
    let found =
        Calibration::find(&book, &request(&policy, Rule::Debt, &days), from_number(1)).unwrap();
    assert_eq!(thresholds(&found)[0], "82%");
}

#[test]
fn calls_that_cost_more_than_they_save_are_not_made() {
    let (book, policy, days) = (debtors(&[100, 110, 120]), Policy::default(), days());
    for (cost, calls) in [(54_99, 2), (55_01, 1), (60_01, 0)] {
        // Half of what is owed is saved: 50.00, 55.00 and 60.00.
        let cost_per_call = Amount::from_minor(cost);
        let capacity = Capacity { cost_per_call, saved: Ratio::from_percent(50), ..MANY };
        let request = CalibrationRequest { capacity, ..request(&policy, Rule::Debt, &days) };
        let found = Calibration::find(&book, &request, from_number(0)).unwrap();
        assert_eq!(found.learnt.calls.all(), calls, "{cost}");
    }
}

#[test]
fn what_other_arms_raise_is_called_at_every_threshold() {
    // Nothing is agreed with these: a warning whatever is owed.
    let mut book = debtors(&[10]);
    for number in 0..30 {
        let key = book.register(Customer::new(format!("N{number}").parse().unwrap())).unwrap();
        for from in [50, 120] {
            let invoice = document(&format!("N{number}-{from}"));
            let of = Invoice::new(invoice.clone(), date(from), date(2_000), yuan("5.00"));
            book.record(key, of).unwrap();
            let payment = Payment::new(
                document(&format!("PN{number}-{from}")),
                date(from + 40),
                yuan("5.00"),
            );
            book.record(key, payment.for_invoice(invoice)).unwrap();
        }
    }
    let (policy, days) = (Policy::default(), days());
    let capacity = Capacity { calls_per_week: 5, ..MANY };
    let request = CalibrationRequest { capacity, ..request(&policy, Rule::Debt, &days) };
    let found = Calibration::find(&book, &request, from_number(0)).unwrap();
    assert_eq!((found.learnt.calls.all(), found.is_within_capacity), (30, false));
    let fewest = "nothing fits 5 calls a week: other arms, as the hard cap, call at every threshold; \
                  these have the fewest calls, 10.5 a week\n";
    assert!(found.to_string().contains(fewest), "{found}");
    let within: Vec<(u32, bool)> =
        found.curve.iter().map(|it| (it.calls_per_week, it.is_within_capacity)).collect();
    assert_eq!(within, [(2, false), (5, false), (7, false), (10, false), (15, true), (20, true)]);
    let said = found.to_string();
    let curve = "\nwith 2 to 10 calls a week: 80%, 5, a gain of CNY 120.00 by 10.5 calls a week, the \
                 fewest\nwith 15 to 20 calls a week: 9%, 5, a gain of CNY 129.00\n";
    assert!(said.ends_with(curve), "{said}");
}

#[test]
fn days_are_learnt_from_when_their_outcomes_were_known_by_the_first_day_to_be_tried_on() {
    let (book, policy) = (debtors(&[100, 110]), Policy::default());
    let learnt = |days: &[i32]| {
        let days: Vec<AsOf> = days.iter().map(|it| on(*it)).collect();
        let found = Calibration::find(&book, &request(&policy, Rule::Debt, &days), from_number(0));
        found.map(|it| (it.learnt.last, it.tried.first, it.learnt.days, it.tried.days))
    };
    // Tried from day 100 on, by an outcome of 30 days.
    let found = learnt(&[130, 40, 60, 69, 70, 99, 100, 60]).unwrap();
    assert_eq!(found, (date(69), date(100), 3, 2));
    let tried_from = date(100);
    assert_eq!(
        learnt(&[40, 70, 130, 131]),
        Err(CalibrationError::TooFewToLearn { days: 1, tried_from })
    );
    assert_eq!(
        learnt(&[40, 60, 99, 100]),
        Err(CalibrationError::TooFewToTry { days: 1, tried_from })
    );
}

#[test]
fn rules_and_methods_without_sought_thresholds_are_refused() {
    let (book, days) = (debtors(&[100]), days());
    let refused = |policy: &Policy, rule| {
        Calibration::find(&book, &request(policy, rule, &days), from_number(0)).unwrap_err()
    };
    let usual = Policy::default();
    for rule in [Rule::Expense, Rule::Incident] {
        assert_eq!(refused(&usual, rule), CalibrationError::Rule { rule });
    }
    let mut draft = PolicyDraft::default();
    draft.loss.silence = LossMethod::cadence();
    let cadence = Policy::try_from(draft).unwrap();
    assert_eq!(refused(&cadence, Rule::Loss), CalibrationError::Method);
}

/// Customers that buy at their own pace, and of which some stop.
fn buyers() -> Book {
    let mut book = Book::new(currency("CNY"));
    for number in 0..40_i32 {
        let key = book.register(Customer::new(format!("C{number:02}").parse().unwrap())).unwrap();
        let gap = usize::try_from(5 + number * 3 % 31).unwrap();
        let last = if number % 4 == 0 { -200 + 9 * number } else { 400 };
        for sold in (-500 + number..last).step_by(gap) {
            let late = if sold % 7 == 0 { 20 } else { 0 };
            let sale = document(&format!("{number}-{sold}"));
            let money = yuan(&format!("{}.00", 100 + number * 37 % 300));
            book.record(key, Sale::new(sale, date(sold + late), money)).unwrap();
        }
    }
    book
}

/// The gain of a policy by reviews of each day. Called are customers that are at the level or above
/// and were below on the day before; the money of a loss is saved once, where a call is in time.
fn naive_gain(book: &Book, policy: &Policy, request: &CalibrationRequest<'_>, until: Day) -> i128 {
    let outcome = NoOrderWithin { days: 30.try_into().unwrap(), known: on(400) };
    let mut raised = BTreeMap::<CustomerKey, bool>::new();
    let mut losses = BTreeMap::<CustomerKey, (Total, bool)>::new();
    let (mut saved, mut calls) = (Total::ZERO, 0_i128);
    let mut end = |(money, is_called): (Total, bool)| {
        saved = saved.plus(if is_called { money } else { Total::ZERO });
    };
    for (place, t) in request.days.iter().filter(|it| it.day() <= until).enumerate() {
        let review = book.review(*t, policy).unwrap();
        for (key, said) in review.customers().iter().zip(review.outcomes(Rule::Loss)) {
            let mut is_called = false;
            if *said >= Outcome::Clear {
                let is_raised = said.level() >= Some(request.level);
                let before = raised.insert(*key, is_raised).unwrap_or(false);
                is_called = is_raised && !before && place > 0;
            }
            calls += i128::from(is_called);
            let it = outcome.aftermath(book, *key, *t);
            if it.hindsight == Hindsight::DidNot {
                losses.remove(key).into_iter().for_each(&mut end);
            } else if it.hindsight == Hindsight::CameTrue && it.on.unwrap() >= t.day() {
                let account = book.account_at(*key, *t).unwrap();
                let at_stake = account.view().sales().net(t.last_days(365)).or_zero();
                let (money, called) = losses.entry(*key).or_default();
                (*money, *called) = ((*money).max(at_stake), *called | is_called);
            }
        }
    }
    losses.into_values().for_each(end);
    let Capacity { cost_per_call, saved: share, .. } = request.capacity;
    let saved = saved.minor() * i128::from(share.parts_per_million()) / 1_000_000;
    saved - calls * i128::from(cost_per_call.minor())
}

#[test]
fn the_probability_found_has_the_gain_of_the_best_of_all_that_are_tried_one_by_one() {
    let (book, policy) = (buyers(), Policy::default());
    let days: Vec<AsOf> = (-150..250).step_by(25).map(on).collect();
    for (level, cost) in [(Level::Watch, 300_00), (Level::Critical, 20_00)] {
        let cost_per_call = Amount::from_minor(cost);
        let capacity = Capacity { cost_per_call, saved: Ratio::from_percent(20), ..MANY };
        let request = CalibrationRequest { level, capacity, ..request(&policy, Rule::Loss, &days) };
        let outcome = NoOrderWithin { days: 30.try_into().unwrap(), known: on(400) };
        let of = |book: &Book, key, t| outcome.aftermath(book, key, t);
        let found = Calibration::find(&book, &request, of).unwrap();
        let last = found.learnt.last;
        let tried = (3..=98_u16).map(|percent| {
            let mut draft = PolicyDraft::default();
            let percent = |more: u16| Ratio::from_percent(percent + more);
            let no_order_from =
                Levels { watch: percent(0), warning: percent(1), critical: percent(2) };
            draft.loss.silence = LossMethod::Probability { no_order_from };
            naive_gain(&book, &Policy::try_from(draft).unwrap(), &request, last)
        });
        let tried: Vec<i128> = tried.collect();
        let (best, worst) = (*tried.iter().max().unwrap(), *tried.iter().min().unwrap());
        assert_eq!(naive_gain(&book, &found.policy, &request, last), found.learnt.gain.minor());
        assert_eq!(found.learnt.gain.minor(), best, "{found}");
        assert!(best > worst, "a choice");
    }
}

#[test]
fn calls_are_those_that_a_backtest_counts() {
    let (book, policy) = (buyers(), Policy::default());
    let days: Vec<AsOf> = (-150..250).step_by(25).map(on).collect();
    let outcome = NoOrderWithin { days: 30.try_into().unwrap(), known: on(400) };
    let of = |book: &Book, key, t| outcome.aftermath(book, key, t);
    let found = Calibration::find(&book, &request(&policy, Rule::Loss, &days), of).unwrap();
    let (learnt, tried) = found.before.unwrap();
    for (part, policy) in [
        (&learnt, &policy),
        (&tried, &policy),
        (&found.learnt, &found.policy),
        (&found.tried, &found.policy),
    ] {
        let days: Vec<AsOf> = days
            .iter()
            .copied()
            .filter(|it| (part.first..=part.last).contains(&it.day()))
            .collect();
        let request = BacktestRequest { policies: &[policy], days: &days, rules: &[Rule::Loss] };
        let figures = Backtest::run(&book, &request, of).unwrap().figures(0, Rule::Loss).unwrap();
        assert_eq!(figures.levels.watch.announced, part.calls);
        assert_eq!(figures.levels.watch.calls_per_week(), part.calls_per_week());
    }
    assert!(learnt.calls.all() > 0 && tried.calls.all() > 0);
}

#[cfg(feature = "toml")]
#[test]
fn the_answer_is_a_policy_file_with_its_evidence() {
    let amounts: Vec<i64> = (1..20).map(|it| it * 10).collect();
    let (book, policy, days) = (debtors(&amounts), Policy::default(), days());
    let found = Calibration::find(&book, &request(&policy, Rule::Debt, &days), from_number(14));
    let found = found.unwrap();
    let text = found.to_toml(Preset::Standard);
    let head = "# debt, called from watch on: at most 1000 calls a week at CNY 1.00; a call in time \
                saves 100% of the money\n\
                # debt.utilisation.raise.watch: 140%, was 80%\n\
                # debt.ageing.watch: 5, was 5\n\
                # debt.utilisation.raise.warning: 141%, was 100% (moved along)\n\
                # debt.utilisation.raise.critical: 142%, was 120% (moved along)\n\
                # debt.utilisation.clear.watch: 130%, was 75% (moved along)\n\
                # debt.utilisation.clear.warning: 131%, was 95% (moved along)\n\
                # debt.utilisation.clear.critical: 132%, was 110% (moved along)\n\
                # learnt on 2 days from 2025-02-10 to 2025-03-02: 1.8 calls a week, 100% (56.5% to \
                100%) of 5 came true, CNY 850.00 caught, a gain of CNY 845.00\n\
                # tried on 2 days from 2025-04-21 to 2025-05-11: 1.8 calls a week, 100% (56.5% to \
                100%) of 5 came true, CNY 850.00 caught, a gain of CNY 845.00\n\
                # before, learnt on 2 days from 2025-02-10 to 2025-03-02: 3.9 calls a week, 45.4% \
                (21.2% to 71.9%) of 11 came true, CNY 850.00 caught, a gain of CNY 839.00\n";
    assert!(text.starts_with(head), "{text}");
    let file = "\nschema = 2\n\n[debt.utilisation.raise]\nwatch = \"140%\"\nwarning = \"141%\"\n\
                critical = \"142%\"\n\n[debt.utilisation.clear]\nwatch = \"130%\"\nwarning = \"131%\"\ncritical = \
                \"132%\"\n";
    assert!(text.ends_with(file), "{text}");
    assert_eq!(Policy::from_toml(&text).unwrap(), found.policy);
    let written = serde_json::to_value(&found).unwrap();
    assert_eq!(written["learnt"]["gain"], "845.00");
    assert_eq!(written["thresholds"][0]["path"], "debt.utilisation.raise.watch");
    assert_eq!(written["moved_along"][2]["after"], "130%");
    assert_eq!(written["effective_from_before"], serde_json::Value::Null);
}

#[test]
fn a_calibration_tells_each_day_that_it_has_judged_and_can_be_stopped() {
    let (book, days) = (debtors(&[70, 90]), days());
    let policy = Policy::default();
    let request = request(&policy, Rule::Debt, &days);
    let whole = Calibration::find(&book, &request, from_number(1)).unwrap();
    let counted = whole.learnt.days + whole.tried.days;
    let stopped_after = |most: usize| {
        let mut told = Vec::new();
        let found = Calibration::find_with_progress(&book, &request, from_number(1), |it| {
            told.push((it.done, it.all));
            if it.done == most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        (found.unwrap(), told)
    };
    let all = |most: usize| (1..=most).map(|done| (done, counted)).collect::<Vec<_>>();
    let (found, told) = stopped_after(usize::MAX);
    assert_eq!((found, told), (Some(whole), all(counted)));
    for most in [1, counted - 1, counted] {
        assert_eq!(stopped_after(most), (None, all(most)), "{most}");
    }
}

/// Of two debtors the larger one is bad while it is learnt, and the smaller one afterwards.
#[test]
fn thresholds_that_did_worse_where_they_were_tried_are_told() {
    let (book, days) = (debtors(&[70, 90]), days());
    let policy = Policy::default();
    let turned = |_: &Book, key: CustomerKey, t: AsOf| {
        let is_bad = (key.position() == 0) == (t.day() >= date(100));
        if is_bad { Hindsight::CameTrue } else { Hindsight::DidNot }
    };
    let found = |outcome: &(dyn Fn(&Book, CustomerKey, AsOf) -> Hindsight + Sync)| {
        let mut wide = PolicyDraft::from(policy.clone());
        wide.debt.utilisation.raise.watch = Ratio::from_percent(60);
        wide.debt.utilisation.clear.watch = Ratio::from_percent(55);
        let wide = Policy::try_from(wide).unwrap();
        let found = Calibration::find(&book, &request(&wide, Rule::Debt, &days), outcome);
        found.unwrap().to_string()
    };
    let told = "on the days tried these thresholds did worse than those before";
    assert!(found(&turned).contains(told), "{}", found(&turned));
    assert!(!found(&from_number(1)).contains(told), "{}", found(&from_number(1)));
}

/// Nobody owes anything while it is learnt, and all of them on the days tried.
#[test]
fn calls_beyond_the_capacity_on_the_days_tried_are_told() {
    let (book, policy, days) = (debtors(&[100, 110, 120]), Policy::default(), days());
    let said = |calls_per_week, days: &[AsOf]| {
        let capacity = Capacity { calls_per_week, ..MANY };
        let request = CalibrationRequest { capacity, ..request(&policy, Rule::Debt, days) };
        Calibration::find(&book, &request, from_number(0)).unwrap().to_string()
    };
    // Three calls in 20 days are 1.05 a week, in 21 days just one.
    let told = "\non the days tried it took 1.1 calls a week, more than 1\n";
    let learnt = [on(30), on(60), on(110)];
    for (last, is_told) in [(130, true), (131, false)] {
        let days = [&learnt[..], &[on(last)]].concat();
        assert_eq!(said(1, &days).contains(told), is_told, "{}", said(1, &days));
    }
    assert!(!said(2, &days).contains("more than"), "{}", said(2, &days));
}

#[test]
fn calls_of_unknown_outcome_are_told() {
    let (book, policy, days) = (debtors(&[100, 110, 120]), Policy::default(), days());
    let said = |known: u32| {
        let outcome = move |_: &Book, key: CustomerKey, _| {
            if key.position() < known { Hindsight::CameTrue } else { Hindsight::Unknowable }
        };
        let found = Calibration::find(&book, &request(&policy, Rule::Debt, &days), outcome);
        let found = found.unwrap();
        let (_, tried) = found.before.unwrap();
        assert_eq!(tried.calls.unknowable, u64::from(3 - known));
        let said = found.to_string();
        said.lines().find(|it| it.starts_with("before, tried on")).unwrap().to_owned()
    };
    let share = "1.1 calls a week, 100% (34.2% to 100%) of the 2 of which it is known came true, 1 \
                 unknown, ";
    assert!(said(2).contains(share), "{}", said(2));
    assert!(said(0).contains("1.1 calls a week, 3 unknown, "), "{}", said(0));
    assert!(said(3).contains(" of 3 came true, CNY"), "{}", said(3));
}

#[test]
fn a_call_costs_nothing_or_more_and_saves_at_most_everything() {
    let (book, policy, days) = (debtors(&[100]), Policy::default(), days());
    let found = |minor, saved| {
        let cost_per_call = Amount::from_minor(minor);
        let capacity = Capacity { cost_per_call, saved, ..MANY };
        let request = CalibrationRequest { capacity, ..request(&policy, Rule::Debt, &days) };
        Calibration::find(&book, &request, from_number(0)).map(|it| it.learnt.calls.all())
    };
    let above = "100.0001%".parse().unwrap();
    assert_eq!(found(0, Ratio::ONE), Ok(1));
    assert_eq!(found(-1, Ratio::ONE), Err(CalibrationError::Cost { cost: yuan("-0.01") }));
    assert_eq!(found(0, above), Err(CalibrationError::Saved { saved: above }));
}

/// A fault that was found: of a threshold of an arm that is off the nearest step was "learnt".
#[test]
fn a_threshold_of_an_arm_that_is_off_stays() {
    let (book, days) = (debtors(&[70, 90]), days());
    let found = |off: &[Arm]| {
        let mut draft = PolicyDraft::default();
        draft.debt.off = off.iter().copied().collect();
        draft.debt.utilisation.raise.watch = "79.5%".parse().unwrap();
        let policy = Policy::try_from(draft).unwrap();
        let found = Calibration::find(&book, &request(&policy, Rule::Debt, &days), from_number(1));
        found.map(|it| it.policy.debt.utilisation.raise.watch.to_string())
    };
    assert_eq!(found(&[]), Ok("79%".to_owned()), "the nearest step that calls 90 % and not 70 %");
    assert_eq!(found(&[Arm::Utilisation]), Ok("79.5%".to_owned()));
    let off = CalibrationError::Off { rule: Rule::Debt };
    assert_eq!(found(&[Arm::Utilisation, Arm::Ageing]), Err(off));
}

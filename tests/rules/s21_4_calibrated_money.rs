//! S21.4: the money of a calibration counts once for each loss, at thresholds that call in time.

use guanxi::backtest::{
    Aftermath, Backtest, BacktestRequest, Calibration, CalibrationRequest, Capacity, Hindsight,
    NoOrderWithin,
};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::measure::Ratio;
use guanxi::money::Amount;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::trade::Sale;
use guanxi::warning::{Arm, Finding, Level, LossMethod, Reading, Rule};

use crate::given::{currency, document, finding, yuan};
use crate::numbered::{date, key, on};

/// An amount that is owed from a day on, up to the day before another.
type Owed = (i32, i32, i64);

/// Customers with a limit of 100.00 each that owe these amounts. Nothing is ever due.
fn owing(customers: &[&[Owed]]) -> Book {
    let mut book = Book::new(currency("CNY"));
    for (number, owed) in customers.iter().enumerate() {
        let key = book.register(Customer::new(format!("C{number}").parse().unwrap())).unwrap();
        let limit = CreditLimit::try_from_money(yuan("100.00"), currency("CNY")).unwrap();
        book.agree_limit(key, limit).unwrap();
        for (place, (from, to, amount)) in owed.iter().enumerate() {
            let invoice = document(&format!("I{number}-{place}"));
            let money = yuan(&format!("{amount}.00"));
            book.record(key, Invoice::new(invoice.clone(), date(*from), date(2_000), money))
                .unwrap();
            let payment = document(&format!("P{number}-{place}"));
            let payment = Payment::new(payment, date(*to), money).for_invoice(invoice);
            book.record(key, payment).unwrap();
        }
    }
    book
}

/// The calibration of debt from watch on over these days, at 1.00 a call that saves all; tried on
/// two days on which nobody owes anything.
fn debt(
    book: &Book,
    days: &[i32],
    outcome: impl Fn(CustomerKey, AsOf) -> Aftermath + Sync,
) -> Calibration {
    let days: Vec<AsOf> = days.iter().chain(&[1_000, 1_010]).map(|it| on(*it)).collect();
    let request = CalibrationRequest {
        policy: &Policy::default(),
        rule: Rule::Debt,
        level: Level::Watch,
        days: &days,
        tried_from: date(1_000),
        horizon_days: 30,
        capacity: Capacity {
            calls_per_week: 1_000,
            cost_per_call: Amount::from_minor(1_00),
            saved: Ratio::from_percent(100),
        },
    };
    Calibration::find(book, &request, |_, key, t| outcome(key, t)).unwrap()
}

/// The calls that came true by the policy to begin with, and the money that they caught.
fn before(found: &Calibration) -> (u64, i128) {
    let learnt = found.before.unwrap().0;
    (learnt.calls.came_true, learnt.caught_money.minor())
}

/// A fault that was found: the money counted for each call, so a late threshold that calls twice
/// seemed better than an early one that calls once.
#[test]
fn the_money_of_a_loss_counts_once_however_often_its_customer_is_called() {
    let book = owing(&[&[(50, 70, 60), (55, 60, 35), (65, 70, 35)]]);
    let found = debt(&book, &[40, 50, 55, 60, 65], |_, _| Hindsight::CameTrue.into());
    assert_eq!(before(&found), (2, 95_00), "called on the days 55 and 65");
    assert_eq!(found.thresholds[0].after, "59%", "the nearest that calls once, on day 50");
    assert_eq!(found.learnt.gain.minor(), 94_00);
}

#[test]
fn a_loss_is_over_with_a_day_that_did_not_come_true_and_outlasts_one_of_which_nobody_can_tell() {
    let book = owing(&[&[(50, 55, 90), (60, 65, 95)]]);
    for (meanwhile, caught) in [
        (Hindsight::CameTrue, 95_00),
        (Hindsight::Unknowable, 95_00),
        (Hindsight::DidNot, 90_00 + 95_00),
    ] {
        let outcome = |_, t: AsOf| {
            let is_between = (date(55)..date(60)).contains(&t.day());
            if is_between { meanwhile.into() } else { Hindsight::CameTrue.into() }
        };
        let found = debt(&book, &[40, 50, 55, 60], outcome);
        assert_eq!(before(&found), (2, caught), "{meanwhile}");
    }
}

/// Days on which the rule does not judge end no loss either.
#[test]
fn a_loss_of_two_parts_of_the_days_counts_in_each() {
    let book = owing(&[&[(50, 2_000, 90)]]);
    let days = [40, 50, 60, 990, 1_005].map(on);
    let request = CalibrationRequest {
        policy: &Policy::default(),
        rule: Rule::Debt,
        level: Level::Watch,
        days: &days,
        tried_from: date(990),
        horizon_days: 30,
        capacity: Capacity {
            calls_per_week: 1_000,
            cost_per_call: Amount::from_minor(1_00),
            saved: Ratio::from_percent(100),
        },
    };
    let of = |_: &Book, _, _| Hindsight::CameTrue;
    let found = Calibration::find(&book, &request, of).unwrap();
    let (learnt, tried) = found.before.unwrap();
    assert_eq!((learnt.calls.all(), learnt.caught_money.minor()), (1, 90_00));
    // It stands from the first day to try on, on which nobody is called.
    assert_eq!((tried.calls.all(), tried.caught_money.minor()), (0, 0));
}

#[test]
fn a_call_after_the_day_on_which_it_came_true_saves_nothing() {
    let book = owing(&[&[(50, 70, 30), (60, 70, 60)]]);
    for (came, threshold, gain) in [(59, "29%", 29_00), (60, "80%", 89_00)] {
        let outcome = |_, _| Aftermath::came_true_on(date(came));
        let found = debt(&book, &[40, 50, 60], outcome);
        assert_eq!(found.thresholds[0].after, threshold, "came true on day {came}");
        assert_eq!(found.learnt.gain.minor(), gain, "came true on day {came}");
    }
}

/// A fault that was found: what was owed by a customer that is merged while its loss lasts counted
/// for it and again for the survivor.
#[test]
fn the_money_of_a_merged_customer_counts_once() {
    let mut book = owing(&[&[(50, 900, 90)], &[(50, 900, 10)]]);
    book.customers_mut().merge(key(0), key(1), date(58)).unwrap();
    // The survivor is in trouble from the merge on.
    let outcome = |who: CustomerKey, t: AsOf| {
        let is_true = who == key(0) || t.day() >= date(58);
        if is_true { Hindsight::CameTrue.into() } else { Hindsight::DidNot.into() }
    };
    let found = debt(&book, &[40, 50, 60, 70], outcome);
    assert_eq!(before(&found), (2, 100_00), "one call before the merge, one after it");
}

/// Customers that buy tools at their own pace; of half of them the paint is lost after a year.
fn narrowing() -> Book {
    let mut book = Book::new(currency("CNY"));
    for number in 0..12_i32 {
        let key = book.register(Customer::new(format!("C{number:02}").parse().unwrap())).unwrap();
        for (place, sold) in (-600 + number..400).step_by(7).enumerate() {
            let late = if place % 3 == 0 { 4 } else { 0 };
            let stops = if number % 2 == 0 { -200 + 13 * number } else { 400 };
            let mut groups = vec!["Tools".parse().unwrap()];
            if place % 2 == 0 && sold < stops {
                groups.push("Paint".parse().unwrap());
            }
            let sale =
                Sale::new(document(&format!("{number}-{sold}")), date(sold + late), yuan("9"));
            book.record(key, sale.with_groups(groups)).unwrap();
        }
    }
    book
}

/// A fault that was found: at the threshold that raises most a customer is silent, so that the
/// product groups that it has lost called nobody at any other threshold.
#[test]
fn a_lost_product_group_calls_at_every_threshold() {
    let book = narrowing();
    let policy = Policy::default();
    let days: Vec<AsOf> = (-250..250).step_by(9).map(on).collect();
    let outcome = NoOrderWithin { days: 30.try_into().unwrap(), known: on(400) };
    let of = |book: &Book, key, t| outcome.aftermath(book, key, t);
    let request = CalibrationRequest {
        policy: &policy,
        rule: Rule::Loss,
        level: Level::Watch,
        days: &days,
        tried_from: date(0),
        horizon_days: 30,
        capacity: Capacity {
            calls_per_week: 1_000,
            cost_per_call: Amount::ZERO,
            saved: Ratio::from_percent(20),
        },
    };
    let found = Calibration::find(&book, &request, of).unwrap();
    let mut draft = PolicyDraft::default();
    let LossMethod::Probability { no_order_from } = &mut draft.loss.silence else { panic!() };
    no_order_from.watch = Ratio::from_percent(1);
    let (widest, mut hidden) = (Policy::try_from(draft).unwrap(), 0);
    for t in &days {
        let arm = |policy: &Policy, number: u32| {
            let account = book.account_at(key(number), *t).unwrap();
            let assessor = book.assessor(*t, policy);
            let reading = policy.loss.read(account.view(), assessor.context());
            finding(reading.arms(), Arm::Narrowing)
        };
        let raised = Finding::Raised(Level::Watch);
        hidden +=
            (0..12).filter(|it| arm(&policy, *it) == raised && arm(&widest, *it) != raised).count();
    }
    assert!(hidden > 0, "the case that is tested");
    let (learnt, _) = found.before.unwrap();
    let until: Vec<AsOf> = days.iter().copied().filter(|it| it.day() <= learnt.last).collect();
    let request = BacktestRequest { policies: &[&policy], days: &until, rules: &[Rule::Loss] };
    let figures = Backtest::run(&book, &request, of).unwrap().figures(0, Rule::Loss).unwrap();
    assert!(learnt.calls.all() > 0);
    assert_eq!(figures.levels.watch.announced, learnt.calls);
}

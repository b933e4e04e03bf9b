//! Thresholds found on past days, against a plain definition that judges one policy by itself.

use std::collections::BTreeMap;

use guanxi::backtest::{
    Aftermath, CalibratedPart, Calibration, CalibrationRequest, Capacity, Hindsight, Sightings,
};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Total};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice, OpenBalance, Payment};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Level, Levels, LossMethod, Outcome, Rule};
use proptest::prelude::*;

use crate::strategies::{date, document, money, yuan};

const CUSTOMERS: u32 = 4;
/// Days to learn from, and days to try on.
const LEARN: [i32; 9] = [400, 407, 414, 430, 437, 444, 460, 480, 500];
const TRY_ON: [i32; 5] = [560, 570, 580, 600, 610];

fn key(place: u32) -> CustomerKey {
    CustomerKey::from_position(place)
}

/// Customers of different rhythms, with a limit and a plan, and what else they bought and owed.
fn book_of(rows: &[(u32, u8, i32, i64)]) -> Book {
    let mut book = Book::new(yuan());
    for place in 0..CUSTOMERS {
        let key = book.register(Customer::new(format!("C{place}").parse().unwrap())).unwrap();
        let limit = CreditLimit::try_from_money(money(50_000), yuan()).unwrap();
        book.agree_limit(key, limit).unwrap();
        let (every, last) = ([7, 30, 9, 45][place as usize], [620, 620, 410, 480][place as usize]);
        for day in (0..last).step_by(every) {
            let number = document(&format!("{place}-{day}"));
            book.record(key, Sale::new(number, date(day), money(10_000))).unwrap();
        }
        for month in 12..21 {
            let month = date(0).month().offset(month);
            book.record(key, Plan::new(month, money(30_000))).unwrap();
        }
    }
    for (place, (customer, kind, day, amount)) in rows.iter().enumerate() {
        let (on, money, number) = (date(*day), money(*amount), document(&format!("F{place}")));
        let key = key(*customer);
        match kind {
            0..2 => book.record(key, Sale::new(number, on, money)),
            2..4 => book.record(key, Invoice::new(number, on, on.offset(20), money)),
            _ => book.record(key, Payment::new(number, on, money)),
        }
        .unwrap();
    }
    book
}

/// A policy with its first threshold at some percent, and its second at some percent or days. The
/// other levels are a step away.
fn policy_of(rule: Rule, first: u16, second: u16) -> Policy {
    let mut draft = PolicyDraft::default();
    let rising = |it: u16| {
        let percent = |more: u16| Ratio::from_percent(it + more);
        Levels { watch: percent(0), warning: percent(1), critical: percent(2) }
    };
    let falling = |it: u16| {
        let percent = |less: u16| Ratio::from_percent(101 - it - less);
        Levels { watch: percent(0), warning: percent(1), critical: percent(2) }
    };
    match rule {
        Rule::Loss => {
            draft.loss.silence = LossMethod::Probability { no_order_from: rising(first) };
        }
        Rule::Debt => {
            draft.debt.utilisation.raise = rising(first);
            draft.debt.utilisation.clear = rising(first);
            draft.debt.ageing = Levels { watch: second, warning: second + 1, critical: second + 2 };
        }
        Rule::Progress | Rule::Expense | Rule::Incident => {
            (draft.progress.plan, draft.progress.last_year) = (falling(first), falling(second));
        }
    }
    Policy::try_from(draft).unwrap()
}

/// The outcome of a customer and a day: any, and some of those that came true with their day.
fn aftermath(seed: u64, who: CustomerKey, t: AsOf) -> Aftermath {
    // The days of a loss lie together: the outcome changes once in a few days.
    let stretch = t.day().days_since(date(0)) / 25;
    let mixed = (seed ^ (u64::from(who.position()) << 32) ^ u64::try_from(stretch).unwrap())
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    match mixed >> 61 {
        0 => Hindsight::Unknowable.into(),
        1 | 2 => Hindsight::DidNot.into(),
        3 | 4 => Aftermath::came_true_on(date(stretch * 25 + 12)),
        _ => Hindsight::CameTrue.into(),
    }
}

/// A loss that lasts: its money, and whether anybody has been called in it.
#[derive(Default, Clone, Copy)]
struct Loss {
    money: Total,
    is_called: bool,
}

/// The calls and the money caught on some days by reviews of one policy.
fn plainly(
    book: &Book,
    policy: &Policy,
    (rule, level): (Rule, Level),
    days: &[AsOf],
    outcome: impl Fn(CustomerKey, AsOf) -> Aftermath,
) -> (Sightings, Total) {
    let mut raised = BTreeMap::<CustomerKey, bool>::new();
    let mut losses = BTreeMap::<CustomerKey, Loss>::new();
    let (mut calls, mut caught) = (Sightings::default(), Total::ZERO);
    let mut end = |it: Loss| {
        if it.is_called {
            caught = caught.plus(it.money);
        }
    };
    for (place, t) in days.iter().enumerate() {
        for who in (0..CUSTOMERS).map(key) {
            let survivor = book.ledger().survivor_at(who, *t);
            if survivor != who
                && let Some(loss) = losses.remove(&who)
            {
                let own = losses.entry(survivor).or_default();
                own.money = own.money.plus(loss.money);
                own.is_called |= loss.is_called;
            }
        }
        let review = book.review(*t, policy).unwrap();
        for (who, said) in review.customers().iter().zip(review.outcomes(rule)) {
            let it = outcome(*who, *t);
            let mut is_called = false;
            if *said >= Outcome::Clear {
                let is_raised = said.level() >= Some(level);
                let before = raised.insert(*who, is_raised).unwrap_or(false);
                is_called = is_raised && !before && place > 0;
            }
            if is_called {
                match it.hindsight {
                    Hindsight::CameTrue => calls.came_true += 1,
                    Hindsight::DidNot => calls.did_not += 1,
                    Hindsight::Unknowable => calls.unknowable += 1,
                }
            }
            if it.hindsight == Hindsight::DidNot {
                losses.remove(who).into_iter().for_each(&mut end);
            } else if it.hindsight == Hindsight::CameTrue && it.on.is_none_or(|on| on >= t.day()) {
                let account = book.account_at(*who, *t).unwrap();
                let at_stake = match rule {
                    Rule::Debt => OpenBalance::as_of(account.view().receivables(), *t).balance(),
                    _ => account.view().sales().net(t.last_days(365)),
                };
                let loss = losses.entry(*who).or_default();
                loss.money = loss.money.max(at_stake.or_zero());
                loss.is_called |= is_called;
            }
        }
    }
    losses.into_values().for_each(end);
    (calls, caught)
}

fn counted(part: &CalibratedPart) -> (Sightings, Total) {
    (part.calls, part.caught_money)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The worth of any thresholds is that of their policy by itself, and none is worth more than
    /// those that are found.
    #[test]
    fn the_worth_of_thresholds_is_that_of_reviews_by_their_policy(
        rows in prop::collection::vec((0..CUSTOMERS, 0_u8..5, 380..610, 1_i64..60_000), 0..60),
        merged in prop::option::of((0..CUSTOMERS, 1..CUSTOMERS, 380..600, prop::option::of(1..90))),
        seed in any::<u64>(),
        rule in prop::sample::select(vec![Rule::Debt, Rule::Progress, Rule::Loss]),
        level in prop::sample::select(Level::ALL.to_vec()),
        (first, second) in (1_u16..99, 1_u16..99),
        cost in 0_i64..20_000,
    ) {
        let mut book = book_of(&rows);
        if let Some((one, more, on, days)) = merged {
            let (one, other) = (key(one), key((one + more) % CUSTOMERS));
            book.customers_mut().merge(one, other, date(on)).unwrap();
            if let Some(days) = days {
                book.customers_mut().undo_merge(one, date(on + days)).unwrap();
            }
        }
        let policy = policy_of(rule, first, second);
        let learn = LEARN.map(|it| AsOf::new(date(it)));
        let try_on = TRY_ON.map(|it| AsOf::new(date(it)));
        let days: Vec<AsOf> = learn.into_iter().chain(try_on).collect();
        let of = |_: &Book, who, t| aftermath(seed, who, t);
        let request = CalibrationRequest {
            policy: &policy,
            rule,
            level,
            days: &days,
            tried_from: date(550),
            horizon_days: 20,
            capacity: Capacity {
                calls_per_week: 1_000,
                cost_per_call: Amount::from_minor(cost),
                saved: Ratio::from_percent(50),
            },
        };
        let found = Calibration::find(&book, &request, of).unwrap();
        let outcome = |who, t| aftermath(seed, who, t);
        let plain = |policy, days: &[AsOf]| plainly(&book, policy, (rule, level), days, outcome);
        let (learnt, tried) = found.before.unwrap();
        prop_assert_eq!(counted(&learnt), plain(&policy, &learn));
        prop_assert_eq!(counted(&tried), plain(&policy, &try_on));
        prop_assert_eq!(counted(&found.learnt), plain(&found.policy, &learn));
        prop_assert_eq!(counted(&found.tried), plain(&found.policy, &try_on));
        prop_assert!(found.learnt.gain >= learnt.gain, "{}", found);
    }
}

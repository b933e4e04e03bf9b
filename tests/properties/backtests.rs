//! Past days that are judged again: nobody looks ahead.

use guanxi::account::{CustomerTerm, FactKind, FactName};
use guanxi::backtest::{
    Aftermath, Backtest, BacktestRequest, Calibration, CalibrationError, CalibrationRequest,
    Capacity, EarlierDays, FellBelow, Hindsight, NoOrderWithin, PaidLaterThan, RuleFigures,
    WroteOff,
};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::expense::Expense;
use guanxi::id::CustomerKey;
use guanxi::lifecycle::Reason;
use guanxi::measure::Ratio;
use guanxi::money::Amount;
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment, SettlementKind};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Arm, Level, LossMethod, Outcome, Rule};
use proptest::prelude::*;

use crate::strategies::{date, document, drafts, money, yuan};

/// Customers of a book.
const CUSTOMERS: u32 = 4;

/// The past days, and the days after each.
const DAYS: [i32; 3] = [400, 430, 500];
const HORIZON: i32 = 60;

/// The last day that an outcome looks at.
const END: i32 = DAYS[2] + HORIZON;

/// A fact of a customer: which kind, its day, its amount, and the days until it is known.
type Row = (u32, u8, i32, i64, i32);

fn rows(days: std::ops::Range<i32>, most: usize) -> impl Strategy<Value = Vec<Row>> {
    let row = (0..CUSTOMERS, 0_u8..10, days, 1_i64..90_000, 0_i32..40);
    prop::collection::vec(row, 0..most)
}

fn key(place: u32) -> CustomerKey {
    CustomerKey::from_position(place)
}

/// A book that all tests begin with: weekly and monthly buyers with a limit.
fn begun() -> Book {
    let mut book = Book::new(yuan());
    for place in 0..CUSTOMERS {
        let key = book.register(Customer::new(format!("C{place}").parse().unwrap())).unwrap();
        let limit = CreditLimit::try_from_money(money(50_000), yuan()).unwrap();
        book.agree_limit(key, limit).unwrap();
        let every = [7, 30, 7, 45][place as usize];
        let last = [600, 600, 380, 410][place as usize];
        for day in (0..last).step_by(every) {
            let number = document(&format!("{place}-{day}"));
            book.record(key, Sale::new(number, date(day), money(10_000))).unwrap();
        }
    }
    book
}

/// Records facts, each known some days after its own.
fn record(book: &mut Book, prefix: &str, rows: &[Row]) {
    for (place, row) in rows.iter().enumerate() {
        record_one(book, &format!("{prefix}{place}"), row);
    }
}

/// Records a fact by its number.
fn record_one(book: &mut Book, name: &str, (customer, kind, day, amount, later): &Row) {
    let (on, money, number) = (date(*day), money(*amount), document(name));
    let (key, known) = (key(*customer), on.offset(*later));
    let invoice = Invoice::new(number.clone(), on, on.offset(20), money);
    let taken = match kind {
        0..3 => book.record_known(key, Sale::new(number, on, money), known),
        3 | 4 => book.record_known(key, invoice, known),
        5 => book.record_known(key, Payment::new(number, on, money), known),
        6 => book.record_known(key, Expense::new(number, on, money), known),
        7 => {
            let refund = Payment::new(number, on, money).of_kind(SettlementKind::Refunded);
            book.record_known(key, refund, known)
        }
        8 => {
            book.record_known(key, invoice, known).unwrap();
            let off = Payment::new(document(&format!("{name}-off")), on, money);
            let off = off.of_kind(SettlementKind::WriteOff).for_invoice(number);
            book.record_known(key, off, known)
        }
        // One plan a month: later ones are repetitions.
        _ => {
            let month = on.month().offset(1);
            let _ = book.record_known(key, Plan::new(month, money), known.max(month.last_day()));
            Ok(())
        }
    };
    taken.unwrap();
}

/// The same facts, learnt on days after another.
fn known_after(rows: Vec<Row>, last: i32) -> Vec<Row> {
    let learnt = |(customer, kind, day, amount, later): Row| {
        (customer, kind, day, amount, last + 1 - day + later)
    };
    rows.into_iter().map(learnt).collect()
}

fn tested(book: &Book, outcome: impl Fn(&Book, CustomerKey, AsOf) -> Hindsight + Sync) -> Backtest {
    let days = DAYS.map(|day| AsOf::new(date(day)));
    let request =
        BacktestRequest { policies: &[&Policy::default()], days: &days, rules: &Rule::ALL };
    Backtest::run(book, &request, outcome).unwrap()
}

/// What came of a day within its days by each of the ready-made outcomes, as it is known on a day.
fn sequels(book: &Book, key: CustomerKey, t: AsOf, known: i32) -> [Aftermath; 4] {
    let days = u16::try_from(HORIZON).unwrap().try_into().unwrap();
    let known = AsOf::new(date(known));
    let (share, of) = (Ratio::from_percent(80), EarlierDays::DaysBefore);
    let (late, at_least) = (PaidLaterThan { days_past_due: 10, days, known }, Amount::ZERO);
    [
        NoOrderWithin { days, known }.aftermath(book, key, t),
        FellBelow { share, of, days, known }.aftermath(book, key, t),
        late.aftermath(book, key, t),
        WroteOff { at_least, days, known }.aftermath(book, key, t),
    ]
}

/// The counts with what came of each day by each of the ready-made outcomes.
fn by_outcomes(book: &Book, known: i32) -> [Backtest; 4] {
    [0, 1, 2, 3]
        .map(|place| tested(book, |book, key, t| sequels(book, key, t, known)[place].hindsight))
}

/// Voids facts of rows, each with the day on which that is known.
fn void(book: &mut Book, prefix: &str, rows: &[Row], voids: &[(usize, i32)]) {
    for (place, on) in voids {
        let Some((customer, kind, ..)) = rows.get(*place) else { continue };
        let kind = match kind {
            0..3 => FactKind::Sale,
            3 | 4 | 8 => FactKind::Invoice,
            5 | 7 => FactKind::Payment,
            _ => FactKind::Expense,
        };
        let name = FactName::new(kind, format!("{prefix}{place}"));
        // What is not known by then, or void already, is refused.
        let _ = book.revise(key(*customer), &name, date(*on), None);
    }
}

fn no_order(known: i32) -> NoOrderWithin {
    let days = u16::try_from(HORIZON).unwrap().try_into().unwrap();
    NoOrderWithin { days, known: AsOf::new(date(known)) }
}

/// Counts of a rule that have to fit one another.
fn agree(figures: &RuleFigures, found: &Backtest) -> Result<(), TestCaseError> {
    let tally = found.total(0, figures.rule);
    let money = |level: Level| {
        let it = figures.levels.get(level);
        it.caught_money.plus(it.missed_money)
    };
    prop_assert_eq!(money(Level::Watch), money(Level::Critical));
    prop_assert_eq!(figures.unjudged, tally.unjudged());
    let area = figures.area.area().map(|it| it >= Ratio::ZERO && it <= Ratio::ONE);
    prop_assert_ne!(area, Some(false));
    for level in Level::ALL {
        let it = figures.levels.get(level);
        let all = it.standing.came_true + it.missed;
        prop_assert_eq!(all, tally.judged().came_true, "{}", level);
        prop_assert!(it.flaps <= it.announced.all() && it.announced.all() <= it.standing.all());
        prop_assert!(it.lead_days.is_none() || it.announced.all() > 0);
    }
    Ok(())
}

/// The verdicts alone.
fn verdicts(book: &Book) -> Backtest {
    tested(book, |_, _, _| Hindsight::Unknowable)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Facts of days after the last as-of day and its horizon are seen by no judgement and by no
    /// outcome.
    #[test]
    fn facts_after_the_last_horizon_change_nothing(
        facts in rows(0..END, 30),
        later in rows(END + 1..END + 200, 30),
        known in END..END + 300,
        merged in prop::option::of((0..CUSTOMERS, 1..CUSTOMERS, 380..END)),
    ) {
        let mut book = begun();
        record(&mut book, "F", &facts);
        if let Some((one, more, on)) = merged {
            let other = key((one + more) % CUSTOMERS);
            book.customers_mut().merge(key(one), other, date(on)).unwrap();
        }
        let before = by_outcomes(&book, known);
        record(&mut book, "L", &later);
        prop_assert_eq!(by_outcomes(&book, known), before);
    }

    /// What is learnt after a day never changes its judgement: facts of any day, versions that
    /// move, change or void one, ends and merges.
    #[test]
    fn what_is_learnt_after_the_last_day_changes_no_verdict(
        facts in rows(0..DAYS[2], 30),
        learnt in rows(0..DAYS[2], 20),
        revised in prop::collection::vec((0..CUSTOMERS, 0_i32..14, 0_u8..3, 1_i32..600), 0..8),
        ended in prop::option::of(0..CUSTOMERS),
        merged in prop::option::of((0..CUSTOMERS, 1..CUSTOMERS)),
    ) {
        let mut book = begun();
        record(&mut book, "F", &facts);
        let before = verdicts(&book);
        // All of it is known from a day after the last one on.
        record(&mut book, "L", &known_after(learnt, DAYS[2]));
        for (place, (customer, which, how, moved)) in revised.iter().enumerate() {
            let every = [7, 30, 7, 45][*customer as usize];
            let number = format!("{customer}-{}", which * every);
            let name = FactName::new(FactKind::Sale, &*number);
            let sale = |day, amount| Some(Sale::new(document(&number), date(day), money(amount)).into());
            let on = date(DAYS[2] + 700 + place as i32);
            let version = match how {
                0 => None,
                1 => sale(*moved, 10_000),
                _ => sale(which * every, 12_345),
            };
            // A version that says the same again, or voids what is void, is refused.
            let _ = book.revise(key(*customer), &name, on, version);
        }
        let after = date(DAYS[2] + 1);
        if let Some(customer) = ended {
            let gone = CustomerTerm::Ended(Some(Reason::try_new("closed").unwrap()));
            book.state(key(customer), after, gone).unwrap();
        }
        if let Some((one, more)) = merged {
            book.customers_mut().merge(key(one), key((one + more) % CUSTOMERS), after).unwrap();
        }
        prop_assert_eq!(verdicts(&book), before);
    }

    /// What is learnt between two past days changes the later one alone.
    #[test]
    fn what_is_learnt_between_two_days_changes_the_later_ones_only(
        facts in rows(0..DAYS[0], 20),
        learnt in rows(0..DAYS[0], 20),
    ) {
        let mut book = begun();
        record(&mut book, "F", &facts);
        let before = verdicts(&book);
        record(&mut book, "L", &known_after(learnt, DAYS[1]));
        let after = verdicts(&book);
        prop_assert_eq!(&after.days(0)[..2], &before.days(0)[..2]);
    }

    /// Each day is judged as in a book that holds what was known by it and nothing else: versions
    /// of then, and no fact that was learnt later.
    #[test]
    fn each_day_is_that_of_a_book_that_knows_no_more(
        facts in rows(0..DAYS[2], 40),
        revised in prop::collection::vec((0..CUSTOMERS, 0_i32..14, any::<bool>(), 0_i32..600), 0..8),
        voids in prop::collection::vec((0_usize..40, 0_i32..600), 0..8),
        draft in drafts(),
    ) {
        let (mut revised, mut voids) = (revised, voids);
        revised.sort_by_key(|it| it.3);
        voids.sort_by_key(|it| it.1);
        let known_by = |last: i32| {
            let mut book = begun();
            for (place, row) in facts.iter().enumerate().filter(|(_, it)| it.2 + it.4 <= last) {
                record_one(&mut book, &format!("F{place}"), row);
            }
            let voids: Vec<_> = voids.iter().copied().filter(|(_, on)| *on <= last).collect();
            void(&mut book, "F", &facts, &voids);
            for (customer, which, is_void, on) in &revised {
                let every = [7, 30, 7, 45][*customer as usize];
                let (number, on) = (format!("{customer}-{}", which * every), *on);
                let name = FactName::new(FactKind::Sale, &*number);
                let sale = Sale::new(document(&number), date(which * every), money(12_345));
                let version = (!is_void).then(|| sale.into());
                if on <= last {
                    // A version before its fact, one that says the same again, or voids what is
                    // void, is refused in every book.
                    let _ = book.revise(key(*customer), &name, date(on), version);
                }
            }
            book
        };
        let days = DAYS.map(|day| AsOf::new(date(day)));
        let policy = Policy::try_from(draft).unwrap();
        let request = BacktestRequest { policies: &[&policy], days: &days, rules: &Rule::ALL };
        let unknown = |_: &Book, _, _| Hindsight::Unknowable;
        let found = Backtest::run(&known_by(i32::MAX), &request, unknown).unwrap();
        for (day, counted) in DAYS.iter().zip(found.days(0)) {
            let book = known_by(*day);
            let review = book.review(AsOf::new(date(*day)), &policy).unwrap();
            for rule in Rule::ALL {
                for outcome in [Outcome::NoData, Outcome::NotApplicable, Outcome::Clear]
                    .into_iter()
                    .chain(Level::ALL.map(Outcome::Breach))
                {
                    let said = review.outcomes(rule).iter().filter(|it| **it == outcome).count();
                    let all = counted.rules.get(rule).standing(outcome).all();
                    prop_assert_eq!(all, said as u64, "{} {} on {}", rule, outcome, day);
                }
            }
        }
    }

    /// A policy that loads judges every book on every day, against every outcome, and its figures
    /// agree with one another.
    #[test]
    fn a_policy_that_loads_is_tested_on_any_book(
        facts in rows(0..END, 40),
        voids in prop::collection::vec((0_usize..40, 0..END), 0..8),
        draft in drafts(),
        which in 0_usize..4,
    ) {
        let mut book = begun();
        record(&mut book, "F", &facts);
        void(&mut book, "F", &facts, &voids);
        let policy = Policy::try_from(draft).unwrap();
        let days = DAYS.map(|day| AsOf::new(date(day)));
        let request = BacktestRequest { policies: &[&policy], days: &days, rules: &Rule::ALL };
        let of = |book: &Book, key, t| sequels(book, key, t, END)[which];
        let found = Backtest::run(&book, &request, of).unwrap();
        for rule in Rule::ALL {
            agree(&found.figures(0, rule).unwrap(), &found)?;
        }
    }

    /// The calls of thresholds found and of those before are the raises that a backtest of the same
    /// policy counts, and nothing found is worse than the policy to begin with.
    #[test]
    fn thresholds_are_found_by_what_a_backtest_counts(
        facts in rows(0..END, 60),
        level in prop::sample::select(Level::ALL.to_vec()),
        rule in prop::sample::select(vec![Rule::Debt, Rule::Progress, Rule::Loss]),
        calls_per_week in 0_u32..4,
    ) {
        let mut book = begun();
        record(&mut book, "F", &facts);
        let (policy, outcome) = (Policy::default(), no_order(END));
        let of = |book: &Book, key, t| outcome.aftermath(book, key, t);
        let days: Vec<AsOf> = (200..END - HORIZON).step_by(20).map(|it| AsOf::new(date(it))).collect();
        let (cost_per_call, saved) = (Amount::from_minor(30_00), Ratio::from_percent(10));
        let request = CalibrationRequest {
            policy: &policy,
            rule,
            level,
            days: &days,
            tried_from: date(420),
            horizon_days: 60,
            capacity: Capacity { calls_per_week, cost_per_call, saved },
        };
        let found = Calibration::find(&book, &request, of).unwrap();
        let (learnt, tried) = found.before.unwrap();
        let parts = [
            (&learnt, &policy), (&tried, &policy),
            (&found.learnt, &found.policy), (&found.tried, &found.policy),
        ];
        for (part, policy) in parts {
            let within = |it: &&AsOf| (part.first..=part.last).contains(&it.day());
            let days: Vec<AsOf> = days.iter().filter(within).copied().collect();
            let request = BacktestRequest { policies: &[policy], days: &days, rules: &[rule] };
            let figures = Backtest::run(&book, &request, of).unwrap().figures(0, rule).unwrap();
            prop_assert_eq!(figures.levels.get(level).announced, part.calls);
        }
        let most = u64::from(calls_per_week) * learnt.last.days_since(learnt.first) as u64;
        if learnt.calls.all() * 7 <= most {
            prop_assert!(found.is_within_capacity && found.learnt.gain >= learnt.gain, "{}", found);
        }
        prop_assert_eq!(found.is_within_capacity, found.learnt.calls.all() * 7 <= most);
    }

    /// Thresholds are found over any policy that loads, unless its method is another one or their
    /// arms are off.
    #[test]
    fn thresholds_are_found_over_any_policy_that_loads(
        facts in rows(0..END, 30),
        draft in drafts(),
        level in prop::sample::select(Level::ALL.to_vec()),
        rule in prop::sample::select(vec![Rule::Debt, Rule::Progress, Rule::Loss]),
    ) {
        let mut book = begun();
        record(&mut book, "F", &facts);
        let (policy, outcome) = (Policy::try_from(draft).unwrap(), no_order(END));
        let days = [350, 380, 480, 500].map(|it| AsOf::new(date(it)));
        let capacity = Capacity {
            calls_per_week: 2, cost_per_call: Amount::ZERO, saved: Ratio::ONE,
        };
        let (tried_from, horizon_days) = (date(450), 60);
        let policy = &policy;
        let request = CalibrationRequest {
            policy, rule, level, days: &days, tried_from, horizon_days, capacity,
        };
        let of = |book: &Book, key, t| outcome.aftermath(book, key, t);
        match Calibration::find(&book, &request, of) {
            Ok(found) => prop_assert_eq!(found.rule, rule),
            Err(CalibrationError::Method) => {
                let is_by_probability =
                    matches!(policy.loss.silence, LossMethod::Probability { .. });
                prop_assert!(rule == Rule::Loss && !is_by_probability);
            }
            Err(error) => {
                let (off, sought) = match rule {
                    Rule::Debt => (&policy.debt.off, &[Arm::Utilisation, Arm::Ageing][..]),
                    Rule::Progress => (&policy.progress.off, &[Arm::Plan, Arm::LastYear][..]),
                    _ => (&policy.loss.off, &[Arm::Silence][..]),
                };
                prop_assert_eq!(error, CalibrationError::Off { rule });
                prop_assert!(sought.iter().all(|it| off.contains(it)));
            }
        }
    }
}

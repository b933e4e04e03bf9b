//! `casework/episode`: one look at one rule of one customer. `casework/register`: a whole book
//! looked at again, one customer in twenty with an open case. `casework/tell`: the same of a
//! review, which is asked for what it knows of those customers. `casework/register/partial`: one
//! customer of a hundred thousand looked at again, one in twenty of which has an open case.
//! `casework/event`: a sale of a customer with an open case, up to the judgement, up to what a
//! register has to know of it, and up to the step. `casework/save`: a register of ten thousand
//! customers after two years, saved as a whole, and what one step of a person changed; the sizes
//! are printed.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

#[path = "input/book.rs"]
mod book;
mod input;
#[cfg(feature = "serde")]
#[path = "input/stream.rs"]
mod stream;

use std::cell::LazyCell;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use guanxi::calendar::AsOf;
use guanxi::casework::{
    CasePolicy, CaseStep, CustomerContext, Effect, Episode, Evaluation, EvaluationInContext,
    Evaluations, Input, Notice, Register, RegisterError, Watermarks,
};
use guanxi::id::CustomerKey;
use guanxi::policy::Policy;
use guanxi::review::{RegisterDay, StepContext};
use guanxi::segment::Class;
use guanxi::trade::Sale;
use guanxi::warning::{ByRule, Level, Outcome, Rule};
use input::SplitMix;
#[cfg(feature = "serde")]
use stream::{Firm, Weather};

fn day(number: u64) -> AsOf {
    AsOf::new(book::review_day().day().offset(i32::try_from(number).unwrap()))
}

fn look(evaluation: u64, level: Level) -> Input {
    Input::Evaluation {
        evaluation,
        seen: EvaluationInContext::new(Evaluation::at(Some(level)), Class::B),
    }
}

/// A case that was raised, seen and looked at for a month.
fn open_episode(policy: &CasePolicy) -> Episode {
    let mut episode = Episode::new(Rule::Progress);
    episode.apply(look(1, Level::Watch), day(1), policy).unwrap();
    let step = CaseStep::Acknowledge;
    let step = Input::Step { number: 1, by: "Wang".parse().unwrap(), step };
    episode.apply(step, day(2), policy).unwrap();
    for number in 2..32 {
        episode.apply(look(number, Level::Watch), day(number), policy).unwrap();
    }
    assert!(episode.open_case().is_some());
    episode
}

fn episode(criterion: &mut Criterion) {
    let policy = CasePolicy::default();
    let (before, last) = (open_episode(&policy), day(31));
    let mut group = criterion.benchmark_group("casework/episode/step");
    group.throughput(Throughput::Elements(1));
    group.bench_function("quiet", |bencher| {
        let (mut episode, mut number) = (before.clone(), 1_000);
        bencher.iter(|| {
            number += 1;
            let input = black_box(look(number, Level::Watch));
            let effects = episode.apply(input, last, &policy).unwrap();
            assert_eq!(effects, []);
        });
        assert_eq!(episode.trail().len(), before.trail().len(), "counted to the last entry");
    });
    group.bench_function("escalation", |bencher| {
        let escalated = [Effect::Escalated { from: Level::Watch, to: Level::Warning }];
        bencher.iter_batched_ref(
            || (before.clone(), Some(look(1_000, Level::Warning))),
            |(episode, input)| {
                let effects = episode.apply(input.take().unwrap(), last, &policy).unwrap();
                assert_eq!(effects, escalated);
                effects
            },
            // Few enough to stay near.
            BatchSize::NumIterations(64),
        );
    });
}

/// The outcomes of a book on a day.
struct Columns {
    customers: Vec<CustomerKey>,
    outcomes: ByRule<Vec<Outcome>>,
}

impl Columns {
    /// One customer in twenty has a warning of one rule. Each further review finds one in a hundred
    /// of those worse, another one well again, and another warning where there was none.
    fn new(customers: usize, review: u64) -> Self {
        let mut dice = SplitMix::new(67);
        let mut outcomes = ByRule::each(|_| vec![Outcome::Clear; customers]);
        for row in (0..customers).step_by(20) {
            let (rule, fate) = (dice.below(5), dice.below(100));
            let moved = u64::try_from(fate).unwrap() < review;
            let level = match (moved, dice.below(3)) {
                (false, _) => Some(Level::Watch),
                (true, 0) => Some(Level::Warning),
                (true, 1) => None,
                (true, _) => {
                    set(&mut outcomes.debt, row + 1, Level::Critical);
                    Some(Level::Watch)
                }
            };
            let rule = Rule::ALL.into_iter().nth(rule as usize).unwrap();
            if let Some(level) = level {
                set(outcomes.get_mut(rule), row, level);
            }
        }
        let customers = (0..customers).map(|it| u32::try_from(it).unwrap());
        Self { customers: customers.map(CustomerKey::from_position).collect(), outcomes }
    }

    fn looks(&self) -> Evaluations<'_> {
        let outcomes = ByRule::each(|rule| self.outcomes.get(rule).as_slice());
        Evaluations { customers: &self.customers, outcomes, speaks_since: ByRule::default() }
    }

    fn step(
        &self,
        register: &mut Register,
        number: u64,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, RegisterError> {
        let around = |_| CustomerContext::new(Class::B);
        register.step(number, self.looks(), &Watermarks::default(), around, day(number), policy)
    }
}

fn set(column: &mut [Outcome], row: usize, level: Level) {
    *column.get_mut(row).unwrap() = Outcome::Breach(level);
}

fn register(criterion: &mut Criterion) {
    const CUSTOMERS: usize = 1_000_000;
    const OPEN: usize = CUSTOMERS / 20;
    let policy = CasePolicy::default();
    let input = LazyCell::new(|| {
        let mut register = Register::default();
        // Four reviews, so that debts of a watch have stood long enough to be raised.
        for number in 1..5 {
            Columns::new(CUSTOMERS, 0).step(&mut register, number, &policy).unwrap();
        }
        assert_eq!(register.open().count(), OPEN);
        let next = Columns::new(CUSTOMERS, 3);
        let mut after = register.clone();
        let notices = next.step(&mut after, 5, &policy).unwrap().len();
        let open = after.open().count();
        assert!(open > OPEN && notices > 1_000, "{open} open, {notices} notices");
        (register, next, notices, open)
    });
    let mut group = criterion.benchmark_group("casework/register");
    group.throughput(Throughput::Elements(OPEN as u64));
    group.sample_size(20);
    group.bench_function("1m_customers_50k_open", |bencher| {
        let (register, next, notices, _) = &*input;
        bencher.iter_batched(
            || register.clone(),
            |mut register| {
                let found = next.step(&mut register, 5, &policy).unwrap();
                assert_eq!(found.len(), *notices);
                (register, found)
            },
            BatchSize::PerIteration,
        );
        let (mut register, open) = (register.clone(), input.3);
        next.step(&mut register, 5, &policy).unwrap();
        assert_eq!(register.open().count(), open);
    });
}

/// One customer with its outcomes.
struct OneRow {
    customer: [CustomerKey; 1],
    outcomes: ByRule<[Outcome; 1]>,
}

impl OneRow {
    fn step(
        &self,
        register: &mut Register,
        number: u64,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, RegisterError> {
        let outcomes = ByRule::each(|rule| self.outcomes.get(rule).as_slice());
        let customers = &self.customer;
        let looks = Evaluations { customers, outcomes, speaks_since: ByRule::default() };
        let around = |_| CustomerContext::new(Class::B);
        register.step_part(number, looks, &Watermarks::default(), around, day(5), policy)
    }
}

fn partial(criterion: &mut Criterion) {
    const CUSTOMERS: usize = 100_000;
    const OPEN: usize = CUSTOMERS / 20;
    let policy = CasePolicy::default();
    let input = LazyCell::new(|| {
        let (mut register, columns) = (Register::default(), Columns::new(CUSTOMERS, 0));
        for number in 1..5 {
            columns.step(&mut register, number, &policy).unwrap();
        }
        assert_eq!(register.open().count(), OPEN);
        let row = |place: usize| OneRow {
            customer: [columns.customers[place]],
            outcomes: ByRule::each(|rule| [columns.outcomes.get(rule)[place]]),
        };
        let open: Vec<OneRow> = (0..CUSTOMERS).step_by(20).map(row).collect();
        // Customers without a case, one of whose rules now objects.
        let raised = (1..CUSTOMERS).step_by(20).map(row).map(|mut it| {
            it.outcomes.debt = [Outcome::Breach(Level::Critical)];
            it
        });
        (register, open, raised.collect::<Vec<_>>())
    });
    let mut group = criterion.benchmark_group("casework/register/partial");
    group.throughput(Throughput::Elements(OPEN as u64));
    group.sample_size(20);
    let each = |rows: &[OneRow], register: &mut Register| {
        let steps = rows.iter().zip(100..);
        steps.map(|(row, number)| row.step(register, number, &policy).unwrap().len()).sum::<usize>()
    };
    group.bench_function("open", |bencher| {
        let (register, open, _) = &*input;
        bencher.iter_batched_ref(
            || register.clone(),
            |register| assert_eq!(each(open, register), 0),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("raised", |bencher| {
        let (register, _, raised) = &*input;
        bencher.iter_batched_ref(
            || register.clone(),
            |register| assert_eq!(each(raised, register), OPEN),
            BatchSize::PerIteration,
        );
    });
}

/// Sales of some customers on the day of their last review, each time with numbers of their own.
#[derive(Clone)]
struct Sales {
    customers: Vec<CustomerKey>,
    on: AsOf,
    recorded: usize,
}

impl Sales {
    fn next(&mut self) -> Vec<(CustomerKey, Sale)> {
        let first = self.recorded;
        self.recorded += self.customers.len();
        let sale = |(number, key): (usize, &CustomerKey)| {
            let document = format!("event {number}").parse().unwrap();
            (*key, Sale::new(document, self.on.day(), book::money(50_000)))
        };
        (first..).zip(&self.customers).map(sale).collect()
    }
}

fn event(criterion: &mut Criterion) {
    const EVENTS: usize = 5_000;
    let (policy, context) = (Policy::default(), StepContext::default());
    let t = day(3);
    let input = LazyCell::new(|| {
        let (book, mut register) = (book::book(100_000), Register::default());
        for number in 1..4 {
            let review = book.review(day(number), &policy).unwrap();
            review.step(&mut register, number, &context, &policy.cases).unwrap();
        }
        let mut open: Vec<_> = register.open().map(|(key, _)| key.customer).collect();
        open.dedup();
        println!("{} customers with an open case", open.len());
        let customers = open.iter().step_by(open.len() / EVENTS).take(EVENTS).copied();
        let sales = Sales { customers: customers.collect(), on: t, recorded: 0 };
        (book, register, sales)
    });
    let mut group = criterion.benchmark_group("casework/event");
    group.throughput(Throughput::Elements(EVENTS as u64));
    group.sample_size(20);
    // Up to the judgement, and up to all that a register has to know of the customer.
    for (name, is_read) in [("judge", false), ("judge_and_read", true)] {
        group.bench_function(name, |bencher| {
            let (mut book, _, mut sales) = input.clone();
            let assessor = book.assessor(t, &policy);
            let mut judge = |(key, sale)| {
                black_box(book.record_and_judge(key, sale, &assessor).unwrap());
                if is_read {
                    let account = book.account_at(key, t).unwrap();
                    black_box(assessor.read(account.view()));
                }
            };
            bencher.iter_batched(
                || sales.next(),
                |sales| sales.into_iter().for_each(&mut judge),
                BatchSize::PerIteration,
            );
        });
    }
    group.bench_function("register", |bencher| {
        let (mut book, mut register, mut sales) = input.clone();
        let (assessor, cuts) = (book.assessor(t, &policy), book.cuts(t, &policy).unwrap());
        let today = RegisterDay { assessor: &assessor, cuts, context, cases: &policy.cases };
        let mut number = 100;
        let mut step = |(key, sale)| {
            number += 1;
            black_box(today.record(&mut book, &mut register, number, key, sale).unwrap());
        };
        bencher.iter_batched(
            || sales.next(),
            |sales| sales.into_iter().for_each(&mut step),
            BatchSize::PerIteration,
        );
    });
}

fn tell(criterion: &mut Criterion) {
    const CUSTOMERS: usize = 10_000;
    let (policy, cases, beside) =
        (Policy::default(), CasePolicy::default(), StepContext::default());
    let input = LazyCell::new(|| {
        let book = book::book(i32::try_from(CUSTOMERS).unwrap());
        let mut register = Register::default();
        for number in 1..5 {
            let review = book.review(day(number), &policy).unwrap();
            review.step(&mut register, number, &beside, &cases).unwrap();
        }
        let open = register.open().count();
        assert!(open > CUSTOMERS / 20, "{open} open");
        (book, register)
    });
    let mut group = criterion.benchmark_group("casework/tell");
    group.throughput(Throughput::Elements(CUSTOMERS as u64));
    group.sample_size(20);
    group.bench_function("10k_customers", |bencher| {
        let (book, register) = &*input;
        let review = book.review(day(5), &policy).unwrap();
        let expected = review.step(&mut register.clone(), 5, &beside, &cases).unwrap();
        bencher.iter_batched(
            || register.clone(),
            |mut register| {
                let notices = review.step(&mut register, 5, &beside, &cases).unwrap();
                assert_eq!(notices.len(), expected.len());
                (register, notices)
            },
            BatchSize::PerIteration,
        );
    });
}

#[cfg(feature = "serde")]
fn save(criterion: &mut Criterion) {
    const MOST: usize = 100_000_000;
    let size = |firm: &Firm| {
        let snapshot = firm.register.snapshot(&firm.policy, stream::id_of);
        serde_json::to_vec(&snapshot).unwrap().len()
    };
    let firm = LazyCell::new(|| {
        let firm = Firm::after_two_years(Weather::Changing);
        let mut tomorrow = firm.clone();
        tomorrow.pass_day();
        let (register, policy) = (&tomorrow.register, &tomorrow.policy);
        let mark = firm.register.mark();
        let delta = register.changes_since(mark, policy, stream::id_of).unwrap();
        let day = serde_json::to_vec(&delta).unwrap().len();
        let whole = size(&firm);
        let (all, open) = (register.episodes().count(), register.open().count());
        let closed: usize = register.episodes().map(|(_, it)| it.closed_cases().len()).sum();
        let trail: usize = register.episodes().map(|(_, it)| it.trail().len()).sum();
        println!("{all} episodes, {open} open, {closed} closed cases, {trail} entries");
        println!("after two years: {whole} bytes, what a day changes: {day} bytes");
        assert!(whole < MOST, "{whole} bytes");
        let noise = size(&Firm::after_two_years(Weather::Noise));
        println!("after two years of noise: {noise} bytes");
        assert!(noise < MOST, "{noise} bytes");
        firm
    });
    let mut group = criterion.benchmark_group("casework/save");
    group.throughput(Throughput::Elements(1));
    group.sample_size(20);
    group.bench_function("one_change", |bencher| {
        let mut firm = firm.clone();
        let (key, _) = firm.register.open().next().unwrap();
        let mark = firm.register.mark();
        firm.works(key, CaseStep::Assign { to: "Sun".parse().unwrap() });
        bencher.iter(|| {
            let (register, policy) = (&firm.register, &firm.policy);
            let delta = register.changes_since(mark, policy, stream::id_of).unwrap();
            let bytes = serde_json::to_vec(&delta).unwrap();
            assert!(bytes.len() < 10_000);
            bytes
        });
    });
    group.bench_function("10k_customers", |bencher| {
        bencher.iter(|| size(&firm));
    });
}

#[cfg(not(feature = "serde"))]
const fn save(_: &mut Criterion) {}

criterion_group!(benches, episode, register, partial, event, tell, save);
criterion_main!(benches);

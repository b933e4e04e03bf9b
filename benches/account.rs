//! `account`: one customer judged by each of the five rules and by all, its facts in the cache.
//!
//! The customer has twenty sales, four invoices, three payments, a limit, plans, budgets and
//! expenses of half a year and one incident, so every arm that can speak does. What is timed is the
//! outcome; sentences are made only when asked for. `all` reads what evidence is told from, too,
//! and like `all, no evidence` what quadrants, classes and call lists go by.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use guanxi::account::{Account, AccountView};
use guanxi::calendar::{AsOf, Day, Month};
use guanxi::expense::{Budget, Expense};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::review::Assessor;
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Level, Outcome, Reading, Rule};

fn account() -> Account {
    let mut account = Account::new("Li & Sons".parse().unwrap(), "CNY".parse().unwrap());
    let limit = "CNY 9000".parse().unwrap();
    let limit = CreditLimit::try_from_money(limit, account.currency()).unwrap();
    account.agree_limit(limit).unwrap();
    let first: Day = "2025-05-01".parse().unwrap();
    let amount = "CNY 2500".parse().unwrap();
    for number in 0..20 {
        let (document, day) = (format!("{number}"), first.offset(number * 19));
        let sale = Sale::new(document.parse().unwrap(), day, amount);
        account.record(sale).unwrap();
        if number >= 16 {
            let invoice = Invoice::new(document.parse().unwrap(), day, day.offset(30), amount);
            account.record(invoice).unwrap();
        }
        if (16..19).contains(&number) {
            let payment = Payment::new(document.parse().unwrap(), day.offset(32), amount);
            let invoice = document.parse().unwrap();
            account.record(payment.for_invoice(invoice)).unwrap();
        }
    }
    let january: Month = "2026-01".parse().unwrap();
    for month in (0..6).map(|it| january.offset(it)) {
        let plan = Plan::new(month, "CNY 4000".parse().unwrap());
        let budget = Budget::new(month, "CNY 200".parse().unwrap());
        let spent = "CNY 215".parse().unwrap();
        let day = month.first_day().offset(9);
        let expense = Expense::new(month.to_string().parse().unwrap(), day, spent);
        account.record(plan).unwrap();
        account.record(budget).unwrap();
        account.record(expense).unwrap();
    }
    let incident = Incident {
        kind: IncidentKind::Lawsuit,
        occurred: "2026-03-01".parse().unwrap(),
        reported: "2026-03-04".parse().unwrap(),
        credibility: Credibility::Reported,
        impact: Impact::try_new(2).unwrap(),
        resolved: None,
    };
    account.record(incident).unwrap();
    account
}

fn judge(criterion: &mut Criterion) {
    let account = account();
    let policy = Policy::default();
    let t: AsOf = "2026-06-15".parse().unwrap();
    let context = policy.context(t);
    let assessor = Assessor::new(&policy, context.clone());
    let (warning, critical) = (Level::Warning, Level::Critical);

    let mut group = criterion.benchmark_group("account");
    group.throughput(Throughput::Elements(1));
    let mut bench = |name: &str, expected: Outcome, read: &dyn Fn(AccountView<'_>) -> Outcome| {
        group.bench_function(name, |bencher| {
            bencher.iter(|| assert_eq!(read(black_box(account.view())), expected));
        });
    };
    bench("debt", Outcome::Breach(warning), &|view| policy.debt.read(view, &context).outcome());
    bench("progress", Outcome::Breach(critical), &|view| {
        policy.progress.read(view, &context).outcome()
    });
    bench("expense", Outcome::Breach(critical), &|view| {
        policy.expense.read(view, &context).outcome()
    });
    bench("loss", Outcome::Clear, &|view| policy.loss.read(view, &context).outcome());
    bench("incident", Outcome::Breach(warning), &|view| {
        policy.incident.read(view, &context).outcome()
    });
    let expected = assessor.read(account.view());
    let expected = Rule::ALL.map(|rule| expected.outcome(rule));
    group.bench_function("all", |bencher| {
        bencher.iter(|| {
            let readings = assessor.read(black_box(account.view()));
            assert_eq!(Rule::ALL.map(|rule| readings.outcome(rule)), expected);
        });
    });
    group.bench_function("all, no evidence", |bencher| {
        bencher.iter(|| {
            let judgement = assessor.judge(black_box(account.view()));
            assert_eq!(Rule::ALL.map(|rule| judgement.outcome(rule)), expected);
        });
    });
    group.bench_function("five rules", |bencher| {
        bencher.iter(|| {
            let outcomes = assessor.outcomes(black_box(account.view()));
            assert_eq!(Rule::ALL.map(|rule| *outcomes.get(rule)), expected);
        });
    });
}

criterion_group!(benches, judge);
criterion_main!(benches);

//! `order_check`: one order against an account of a thousand open items. `remedies`: what would
//! free it when it is held. `ageing`: a million open items put into six buckets.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_sign_loss,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

mod input;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use guanxi::account::Account;
use guanxi::calendar::AsOf;
use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderRequest, OrderVerdict};
use guanxi::money::{Amount, Money};
use guanxi::receivable::{AgeingPartition, CreditLimit, Invoice};
use input::SplitMix;

fn today() -> AsOf {
    "2026-06-15".parse().unwrap()
}

fn money(minor: i32) -> Money {
    Money::new(Amount::from_minor(minor.into()), "CNY".parse().unwrap())
}

/// An account of open invoices of 1,000 yuan each, due within the next months.
fn account(items: i32) -> Account {
    let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
    let mut dice = SplitMix::new(59);
    for number in 0..items {
        let issued = today().day().offset(-dice.below(60));
        let (document, due) =
            (format!("I{number}").parse().unwrap(), today().day().offset(dice.below(60)));
        account.record(Invoice::new(document, issued, due, money(100_000))).unwrap();
    }
    account
}

fn order_check(criterion: &mut Criterion) {
    let mut account = account(1_000);
    let limit = CreditLimit::try_from_money(money(100_500_000), account.currency()).unwrap();
    account.agree_limit(limit).unwrap();
    let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    let small = OrderRequest::try_new(money(500_000), today().day()).unwrap();
    let large = OrderRequest::try_new(money(500_001), today().day()).unwrap();
    let mut group = criterion.benchmark_group("credit");
    group.bench_function("order_check/1000_items", |bencher| {
        bencher.iter(|| {
            let check = policy.check(account.view(), &small, &inputs, today()).unwrap();
            assert_eq!(check.verdict(), OrderVerdict::Approve);
            check
        });
    });
    group.bench_function("remedies/1000_items", |bencher| {
        bencher.iter(|| {
            let remedies = policy.remedies(account.view(), &large, &inputs, today(), 30).unwrap();
            assert_eq!(remedies.payment, Some(Amount::from_minor(1)));
            remedies
        });
    });
    group.finish();
}

fn ageing(criterion: &mut Criterion) {
    const ITEMS: usize = 1_000_000;
    let mut dice = SplitMix::new(61);
    let today_days = today().day().to_epoch_days();
    let due: Vec<i32> = (0..ITEMS).map(|_| today_days - dice.below(250) + 60).collect();
    let open: Vec<i64> = (0..ITEMS).map(|_| i64::from(dice.below(1_000_000))).collect();
    let all: i128 = open.iter().map(|minor| i128::from(*minor)).sum();
    let partition = AgeingPartition::default();
    let mut group = criterion.benchmark_group("receivable");
    group.throughput(Throughput::Elements(ITEMS as u64));
    group.sample_size(20);
    group.bench_function("ageing/1m_items", |bencher| {
        bencher.iter(|| {
            let aged = partition.age_columns(&due, &open, today()).unwrap();
            assert_eq!(aged.balance().minor(), all);
            aged
        });
    });
    group.finish();
}

criterion_group!(benches, order_check, ageing);
criterion_main!(benches);

//! `identity/search`: the duplicates among all customers by four keys and a number.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

#[expect(dead_code, reason = "other benches draw small numbers")]
mod input;

use std::cell::LazyCell;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use guanxi::calendar::AsOf;
use guanxi::day;
use guanxi::duplicate::{DuplicatePolicy, IdentityFacts, IdentityIndex, IdentityRecord, Query};
use guanxi::id::CustomerKey;
use guanxi::identity::{DistinctRulings, IdentityNumber, NameForms, NumberKind};
use input::SplitMix;

/// One of this number of customers is a second record of the one before.
const ONE_IN: u32 = 50;

/// A customer with a number, a bank account, a telephone, a name and an address, all as written by
/// people. A twin has another spelling of the name, the telephone with its country, and no number.
fn facts(forms: &NameForms, dice: &mut SplitMix, is_twin: bool, customer: u64) -> IdentityFacts {
    let name = format!("华东{customer}贸易");
    let (phone, account) = (13_000_000_000 + customer * 7, 622_200_000_000_000_000 + customer * 11);
    // Several shops share an address.
    let address = format!("Zhongshan Road {}", dice.next() % 400_000);
    let facts = IdentityFacts::default().with_address(&address);
    if is_twin {
        let facts = facts.with_name(forms, &format!("{name}（集团）有限公司"));
        return facts.with_phone(&format!("+86 {phone}"));
    }
    let number = IdentityNumber::try_new(NumberKind::Duns, &format!("{customer:09}")).unwrap();
    let facts = facts.with_name(forms, &format!("{name}有限公司")).with_number(number);
    facts.with_phone(&phone.to_string()).with_bank_account(&account.to_string())
}

fn records(count: u32) -> Vec<IdentityRecord> {
    let (forms, mut dice) = (DuplicatePolicy::default().name_forms(), SplitMix::new(29));
    let customers = (0..count).map(|place| {
        let is_twin = place % ONE_IN == ONE_IN - 1;
        let customer = u64::from(place) - u64::from(is_twin);
        let facts = facts(&forms, &mut dice, is_twin, customer);
        IdentityRecord::new(CustomerKey::from_position(place), facts)
    });
    customers.collect()
}

fn t() -> AsOf {
    AsOf::new(day!(2026, 3, 31))
}

fn search(c: &mut Criterion) {
    let mut group = c.benchmark_group("identity/search");
    group.sample_size(10);
    for (id, count) in [("10k_customers", 10_000_u32), ("1M_customers", 1_000_000)] {
        let records = LazyCell::new(|| records(count));
        let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
        group.throughput(Throughput::Elements(count.into()));
        group.bench_function(id, |b| {
            let records: &[IdentityRecord] = &records;
            b.iter(|| {
                let index =
                    IdentityIndex::try_new(&policy, black_box(records), &rulings, t()).unwrap();
                let found = index.search();
                let clusters = index.clusters(&found);
                assert_eq!(clusters.len(), usize::try_from(count / ONE_IN).unwrap());
                (found, clusters)
            });
        });
    }
    group.finish();
}

/// A record that is to be saved, looked for among all.
fn query(c: &mut Criterion) {
    let mut group = c.benchmark_group("identity/query");
    let records = LazyCell::new(|| records(10_000));
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    group.bench_function("10k_customers", |b| {
        let index = IdentityIndex::try_new(&policy, &records, &rulings, t()).unwrap();
        let facts = &records.iter().find(|it| it.customer.position() == ONE_IN - 2).unwrap().facts;
        b.iter(|| {
            let matches = index.matches(Query::New(black_box(facts)));
            assert!(matches.is_ambiguous());
            matches
        });
    });
    group.finish();
}

/// The normal forms of a record from texts as people write them.
fn normal_forms(c: &mut Criterion) {
    let mut group = c.benchmark_group("identity/normal_forms");
    let forms = DuplicatePolicy::default().name_forms();
    group.bench_function("one_record", |b| {
        let mut dice = SplitMix::new(31);
        b.iter_batched(
            || dice.next() % 1_000_000,
            |it| {
                let mut dice = SplitMix::new(it);
                facts(&forms, &mut dice, false, black_box(it))
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, search, query, normal_forms);
criterion_main!(benches);

//! `service/due`: the entitlements due to a million customers. `service/silence`: the silent ones
//! among a million customers, in order. `visits/weekly_plan`: the visits of 2,000 customers by 50
//! people over a week, gathered from a review and planned.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use guanxi::assignment::{Assignment, AssignmentRole, Placement};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Validity, Window, WorkCalendar};
use guanxi::communication::{CommunicationPolicy, ContactClock, CustomerContacts, LastContacts};
use guanxi::contract::ChannelLevel;
use guanxi::customer::Customer;
use guanxi::id::StaffId;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::money::{Amount, Total};
use guanxi::policy::Policy;
use guanxi::review::VisitRequest;
use guanxi::segment::Class;
use guanxi::service::{ClassStatement, ServiceClass, ServiceDelivery, ServicePolicy};
use guanxi::trade::Sale;

const SERVED: u32 = 1_000_000;
const VISITED: u32 = 2_000;
const PEOPLE: u32 = 50;

fn due(bench: &mut Criterion) {
    let t: Day = "2026-03-31".parse().unwrap();
    let policy = ServicePolicy::default();
    let back = |days: u32| t.offset(-i32::try_from(days).unwrap());
    let statement = |it: u32| ClassStatement {
        on: back(it % 700 + 1),
        class: *Class::ALL.get(usize::try_from(it % 20 / 5).unwrap()).unwrap_or(&Class::C),
        by: None,
    };
    let delivery =
        |code: &str, days| ServiceDelivery { entitlement: code.parse().unwrap(), on: back(days) };
    let customers: Vec<([ClassStatement; 1], [ServiceDelivery; 2])> = (0..SERVED)
        .map(|it| {
            let deliveries = [delivery("card", it % 300), delivery("news", it % 200)];
            ([statement(it)], deliveries)
        })
        .collect();
    let count = || -> usize {
        let of_one = |(stated, deliveries): &([ClassStatement; 1], [ServiceDelivery; 2])| {
            let class = ServiceClass::on(stated, policy.class_interval_days, AsOf::new(t))?;
            Some(policy.due(class, deliveries, AsOf::new(t)).count())
        };
        black_box(&customers).iter().filter_map(of_one).sum()
    };
    let found = count();
    assert!(found > 500_000, "services are due: {found}");
    let mut group = bench.benchmark_group("service");
    group.sample_size(10).throughput(Throughput::Elements(SERVED.into()));
    group.bench_function("due/1m_customers", |bench| {
        bench.iter(|| assert_eq!(count(), found));
    });
    group.finish();
}

fn silence(bench: &mut Criterion) {
    let t: Day = "2026-03-31".parse().unwrap();
    let policy = CommunicationPolicy::default();
    let back = |days: u32| t.offset(-i32::try_from(days).unwrap());
    let contacts: Vec<[(Day, InteractionKind); 2]> = (0..SERVED)
        .map(|it| {
            let (bulletin, call) = (back(it % 90), back(it % 400));
            [(bulletin, InteractionKind::Bulletin), (call, InteractionKind::Call)]
        })
        .collect();
    let count = || {
        let customers: Vec<CustomerContacts<'_>> = (0_u32..)
            .zip(black_box(&contacts))
            .map(|(it, contacts)| CustomerContacts {
                class: Some(match it % 20 {
                    0..5 => Class::A,
                    5..10 => Class::B,
                    _ => Class::C,
                }),
                last: LastContacts::read(back(800), contacts.iter().copied(), AsOf::new(t)),
                snoozes: &[],
                value_at_risk: Total::from(Amount::from_minor((it % 1_000).into())),
            })
            .collect();
        policy.silences(&customers, ContactClock::HeardFrom, AsOf::new(t)).len()
    };
    let found = count();
    assert!(found > 500_000, "customers are silent: {found}");
    let mut group = bench.benchmark_group("service");
    group.sample_size(10).throughput(Throughput::Elements(SERVED.into()));
    group.bench_function("silence/1m_customers", |bench| {
        bench.iter(|| assert_eq!(count(), found));
    });
    group.finish();
}

fn book(t: Day) -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    for it in 0..VISITED {
        let key = book.register(Customer::new(format!("C{it:04}").parse().unwrap())).unwrap();
        let back = |days: u32| t.offset(-i32::try_from(days).unwrap());
        for month in 0..12 {
            let number = format!("{it} {month}").parse().unwrap();
            let yuan = format!("CNY {}", 1 + 100_000 / (it + 1)).parse().unwrap();
            book.record(key, Sale::new(number, back(month * 30 + it % 30), yuan)).unwrap();
        }
        let staff: StaffId = format!("S{:02}", it % PEOPLE).parse().unwrap();
        let term = Validity::open_ended(back(800));
        let role = AssignmentRole::Salesperson;
        book.record(key, Assignment { staff: staff.clone(), role, term }).unwrap();
        let (kind, persons) = (InteractionKind::Visit, BTreeSet::new());
        let visit = Interaction::try_new(back(it % 120), kind, [staff].into(), persons).unwrap();
        book.record(key, visit).unwrap();
        let placement = Placement {
            territory: format!("area {}", it % 200).parse().unwrap(),
            level: ChannelLevel::Retail,
            business: "shop".parse().unwrap(),
            from: back(800),
        };
        book.record(key, placement).unwrap();
    }
    book
}

fn weekly_plan(bench: &mut Criterion) {
    let t: Day = "2026-03-27".parse().unwrap();
    let (book, policy) = (book(t), Policy::default());
    let review = book.review(AsOf::new(t), &policy).unwrap();
    let calendar = WorkCalendar::default();
    let request = VisitRequest {
        days: Window::inclusive(t.offset(3), t.offset(7)),
        calendar: &calendar,
        absences: &BTreeMap::new(),
        spent: &BTreeMap::new(),
        key_accounts: &BTreeSet::new(),
        duties: &[],
    };
    let count = || {
        let needs = black_box(&review).visit_needs(&request);
        let plans = needs.plans(&policy).unwrap();
        plans.iter().flat_map(|it| &it.days).map(|it| it.visits.len()).sum::<usize>()
    };
    let found = count();
    assert!(found > 200, "people are visited: {found}");
    let mut group = bench.benchmark_group("visits");
    group.throughput(Throughput::Elements(VISITED.into()));
    group.bench_function("weekly_plan/2k_customers_50_people", |bench| {
        bench.iter(|| assert_eq!(count(), found));
    });
    group.finish();
}

criterion_group!(benches, due, silence, weekly_plan);
criterion_main!(benches);

//! `card_audit/week`: the weekly audit of the cards of a salesperson.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use guanxi::account::Account;
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::calendar::{AsOf, Day, Validity, WorkCalendar};
use guanxi::card_audit::{AuditCheck, AuditPolicy, AuditScope, AuditedCustomer};
use guanxi::custody::Consultation;
use guanxi::customer::{Card, CardPolicy, CardView, Entry, Field, Importance};
use guanxi::day;
use guanxi::id::StaffId;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::receivable::{Invoice, Payment};

const CARDS: u16 = 10_000;
const T: Day = day!(2026, 3, 6);

/// A customer with a card of thirty fields, each confirmed once, a visit a month and an invoice.
fn customer(number: u16, staff: &StaffId) -> (Account, Card) {
    let mut account = Account::new(format!("C{number}").parse().unwrap(), "CNY".parse().unwrap());
    let term = Validity::open_ended(day!(2025, 1, 1));
    let role = AssignmentRole::Salesperson;
    account.record(Assignment { staff: staff.clone(), role, term }).unwrap();
    let mut card = Card::default();
    for month in 0..6 {
        let day = T.offset(-30 * month - i32::from(number % 7));
        let ours = [staff.clone()].into();
        let visit = Interaction::try_new(day, InteractionKind::Visit, ours, [].into()).unwrap();
        account.record(visit).unwrap();
        account.record(Consultation { staff: staff.clone(), day: day.offset(-1) }).unwrap();
    }
    let issued = T.offset(-60);
    let (due, sum) = (T.offset(-30), "CNY 900".parse().unwrap());
    account.record(Invoice::new("I".parse().unwrap(), issued, due, sum)).unwrap();
    account.record(Payment::new("P".parse().unwrap(), due, sum)).unwrap();
    for (place, field) in Field::ALL.into_iter().enumerate() {
        let age = i32::try_from(place).unwrap() * 3;
        for days in [age + 120, age] {
            let entry = Entry::try_new("as told", T.offset(-days), staff.clone()).unwrap();
            card.record(field, entry).unwrap();
        }
    }
    (account, card)
}

fn week(c: &mut Criterion) {
    let staff: StaffId = "Wang".parse().unwrap();
    let customers: Vec<_> = (0..CARDS).map(|number| customer(number, &staff)).collect();
    let (policy, card_policy) = (AuditPolicy::default(), CardPolicy::default());
    let calendar = WorkCalendar::default();
    let window = AsOf::new(T).last_days(policy.every_days);
    let scope = AuditScope { staff: &staff, window, calendar: &calendar };
    let audited = || {
        customers.iter().map(|(account, card)| AuditedCustomer {
            customer: account.id(),
            card: CardView::in_full(card, &card_policy),
            importance: Importance::B,
            account: account.view(),
            sensitive: None,
        })
    };
    let mut group = c.benchmark_group("card_audit/week");
    group.throughput(Throughput::Elements(CARDS.into()));
    group.bench_function("10k_cards", |b| {
        b.iter(|| {
            let audit = policy.audit(black_box(scope), audited());
            assert_eq!(audit.counts.complete.of, u32::from(CARDS));
            assert_eq!(audit.findings(AuditCheck::Balance), Some(0));
            audit
        });
    });
    group.finish();
}

criterion_group!(benches, week);
criterion_main!(benches);

//! `card/completeness`: one full card, as its keeper and as a colleague see it.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a bench may panic, and its inputs are small"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use guanxi::calendar::AsOf;
use guanxi::confidence::{Clearance, Reader};
use guanxi::customer::{
    Card, CardPolicy, CardView, Entry, EntrySource, Field, Importance, completeness,
};
use guanxi::day;

/// A card of thirty fields: what a document said, what a visit confirmed; every fifth field has
/// another value before.
fn card() -> Card {
    let mut card = Card::default();
    let entry = |text: String, days, source| {
        let recorded = day!(2026, 1, 1).offset(days);
        Entry::try_new(text, recorded, "Wang".parse().unwrap()).unwrap().with_source(source)
    };
    for (field, place) in Field::ALL.into_iter().zip(0..) {
        let text = format!("{field} of Li & Sons, Zhongshan Road 1");
        card.record(field, entry(text.clone(), place, EntrySource::Document)).unwrap();
        card.record(field, entry(text.to_uppercase(), place + 30, EntrySource::Visit)).unwrap();
        if place % 5 == 0 {
            let before = format!("{field} of Li senior");
            card.record(field, entry(before, place - 60, EntrySource::Stated)).unwrap();
        }
    }
    card
}

fn one_card(c: &mut Criterion) {
    let (card, policy) = (card(), CardPolicy::default());
    let t = AsOf::new(day!(2026, 3, 31));
    let colleague = Reader { clearance: Clearance::Internal, need_to_know: false };
    let mut group = c.benchmark_group("card/completeness");
    for (id, view, of) in [
        ("keeper", CardView::in_full(&card, &policy), 30),
        ("colleague", CardView::for_reader(&card, &policy, colleague), 26),
    ] {
        group.bench_function(id, |b| {
            b.iter(|| {
                let found = completeness(black_box(&view), t, Importance::B);
                assert_eq!((found.overall().complete, found.overall().of), (of, of));
            });
        });
    }
    group.finish();
}

criterion_group!(benches, one_card);
criterion_main!(benches);

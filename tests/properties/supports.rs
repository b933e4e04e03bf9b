//! Plans of support, fairness and promises of ours against plain definitions.

use std::collections::BTreeSet;

use guanxi::calendar::AsOf;
use guanxi::contract::ChannelLevel;
use guanxi::lifecycle::Entry;
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Currency, Money, Total};
use guanxi::our_promise::{
    OurPromise, OurPromiseKind, OurPromiseOpening, OurPromiseRate, OurPromiseSource,
    OurPromiseState, OurPromiseStep,
};
use guanxi::support::{
    PersonDays, SupportEntry, SupportEvent, SupportItem, SupportLine, SupportPlan,
    SupportPlanDraft, SupportPolicyDraft, SupportTotals, SupportedCustomer,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::strategies::date;

fn money(minor: i64) -> Money {
    Money::new(Amount::from_minor(minor), Currency::CNY)
}

/// A plan with a line of each item, and people, named by their place.
fn plan(lines: usize) -> SupportPlan {
    let line = |place: usize| SupportLine {
        id: format!("L{place}").parse().unwrap(),
        item: SupportItem::ALL.get(place.wrapping_mul(7) % 33).copied(),
        promised: "support".parse().unwrap(),
        from: date(0),
        to: date(364),
        money: money(1_000),
        person_days: PersonDays::from_days(3),
        effect: "more".parse().unwrap(),
        manner: "so".parse().unwrap(),
        responsible: "Sun".parse().unwrap(),
    };
    let draft = SupportPlanDraft {
        customer: "Li".parse().unwrap(),
        currency: Currency::CNY,
        from: date(0),
        to: date(364),
        lines: (0..lines).map(line).collect(),
    };
    SupportPlan::try_new(draft).unwrap()
}

/// An entry of a line, a day, a kind and an amount.
fn entry((line, on, kind, amount): (usize, i32, u8, i64)) -> SupportEntry {
    let event = match kind {
        0 => SupportEvent::Begun,
        1 => SupportEvent::Given,
        2 => SupportEvent::Spent { amount: money(amount) },
        3 => SupportEvent::Worked {
            person_days: PersonDays::from_half_days(amount.unsigned_abs().try_into().unwrap()),
        },
        _ => SupportEvent::Proved { proof: "photo".parse().unwrap() },
    };
    let (line, by) = (format!("L{line}").parse().unwrap(), "Sun".parse().unwrap());
    SupportEntry { line, on: date(on), by, event }
}

/// A customer of a market with its support and its purchases.
fn supported(place: usize, (area, support, purchases): (u8, i64, i64)) -> SupportedCustomer {
    SupportedCustomer {
        customer: format!("{place:02}").parse().unwrap(),
        level: if area % 2 == 0 { ChannelLevel::FirstTier } else { ChannelLevel::Retail },
        area: format!("{}", area / 2).parse().unwrap(),
        support: Amount::from_minor(support),
        purchases: Amount::from_minor(purchases),
    }
}

/// The customers below the best of their market by more than a spread in millionths, by crosswise
/// products.
fn below(customers: &[SupportedCustomer], spread: i128) -> BTreeSet<String> {
    let rate =
        |it: &SupportedCustomer| (i128::from(it.support.minor()), i128::from(it.purchases.minor()));
    let competes = |one: &SupportedCustomer, other: &SupportedCustomer| {
        (one.level, &one.area) == (other.level, &other.area) && other.purchases.is_positive()
    };
    let is_below = |it: &&SupportedCustomer| {
        let (support, purchases) = rate(it);
        customers.iter().filter(|other| competes(it, other)).any(|other| {
            let (more, bought) = rate(other);
            (more * purchases - support * bought) * 1_000_000 > spread * purchases * bought
        })
    };
    let buyers = customers.iter().filter(|it| it.purchases.is_positive());
    buyers.filter(is_below).map(|it| it.customer.to_string()).collect()
}

/// A promise of a last day, with at most one step of its kind after some days.
fn promise(place: usize, (due, step, after): (i32, u8, i32)) -> OurPromise {
    let mut promise = OurPromise::try_open(OurPromiseOpening {
        id: format!("P{place}").parse().unwrap(),
        customer: "Li".parse().unwrap(),
        to: None,
        kind: OurPromiseKind::Answer,
        what: "an answer".parse().unwrap(),
        item: None,
        amount: None,
        person_days: None,
        extra_cost: None,
        on: date(0),
        due: date(due),
        by: "Wang".parse().unwrap(),
        from: OurPromiseSource::Letter,
        reference: None,
    })
    .unwrap();
    let reason = "so".parse().unwrap();
    let step = match step {
        0 => OurPromiseStep::Keep { proof: None },
        1 => OurPromiseStep::Break { reason },
        2 => OurPromiseStep::Release { person: "An".parse().unwrap(), reason },
        3 => OurPromiseStep::HandOver { to: "Zhao".parse().unwrap() },
        _ => return promise,
    };
    promise.apply(Entry::new(step, date(after), "Sun".parse().unwrap())).unwrap();
    promise
}

proptest! {
    #[test]
    fn a_plan_adds_up_whatever_the_order_of_its_entries(
        lines in 1_usize..12,
        rows in vec((0_usize..14, 0_i32..400, 0_u8..5, -500_i64..2_000), 0..40),
        t in 0_i32..400,
        turn in any::<prop::sample::Index>(),
    ) {
        let plan = plan(lines);
        let entries: Vec<SupportEntry> = rows.iter().copied().map(entry).collect();
        let (policy, as_of) = (SupportPolicyDraft::default(), AsOf::new(date(t)));
        let reading = plan.read(&entries, &policy, as_of).unwrap();

        let seen = rows.iter().filter(|(line, on, ..)| *line < lines && *on <= t);
        let spent: i64 = seen.filter(|row| row.2 == 2).map(|row| row.3).sum();
        prop_assert_eq!(reading.totals.spent.minor(), i128::from(spent));
        let sum = |all: &mut dyn Iterator<Item = SupportTotals>| {
            all.fold(SupportTotals::default(), SupportTotals::plus)
        };
        prop_assert_eq!(sum(&mut reading.lines.iter().map(|it| it.totals)), reading.totals);
        prop_assert_eq!(sum(&mut reading.kinds.iter().map(|it| it.totals)), reading.totals);
        let counted: usize = reading.kinds.iter().map(|it| it.lines_with_findings as usize).sum();
        prop_assert_eq!(counted, reading.with_findings().count());
        let beside = rows.iter().filter(|(line, on, ..)| *line >= lines && *on <= t);
        let beside: BTreeSet<usize> = beside.map(|row| row.0).collect();
        prop_assert_eq!(reading.unplanned.len(), beside.len());

        let mut turned = entries.clone();
        if !turned.is_empty() {
            turned.rotate_left(turn.index(entries.len()));
        }
        prop_assert_eq!(plan.read(&turned, &policy, as_of).unwrap().lines, reading.lines);
    }

    #[test]
    fn fairness_is_that_of_crosswise_products(
        rows in vec((0_u8..4, -5_i64..400, -2_i64..1_000), 0..16),
        spread in 0_u32..300_000,
    ) {
        let mut customers: Vec<SupportedCustomer> =
            rows.iter().enumerate().map(|(place, row)| supported(place, *row)).collect();
        let policy = SupportPolicyDraft {
            spread: Ratio::from_parts_per_million(spread),
            ..SupportPolicyDraft::default()
        };
        let told = |customers: &[SupportedCustomer]| {
            let fairness = policy.fairness(customers, Currency::CNY);
            let names = fairness.findings.iter();
            names.map(|it| (it.customer.clone(), it.favoured.clone())).collect::<Vec<_>>()
        };
        let found = told(&customers);
        let names: BTreeSet<String> = found.iter().map(|it| it.0.customer.to_string()).collect();
        prop_assert_eq!(names, below(&customers, spread.into()));
        customers.reverse();
        prop_assert_eq!(told(&customers), found);

        let fairness = policy.fairness(&customers, Currency::CNY);
        let buyers = customers.iter().filter(|it| it.purchases.is_positive()).count();
        prop_assert_eq!(fairness.compared + fairness.without_competitor.len(), buyers);
    }

    #[test]
    fn each_promise_is_counted_once_for_one_person(
        rows in vec((0_i32..30, 0_u8..5, 0_i32..60), 0..20),
        t in -1_i32..70,
    ) {
        let promises: Vec<OurPromise> =
            rows.iter().enumerate().map(|(place, row)| promise(place, *row)).collect();
        let as_of = AsOf::new(date(t));
        let rates = OurPromiseRate::by_person_and_kind(&promises, as_of);
        let total = |count: fn(&OurPromiseRate) -> u32| rates.iter().map(count).sum::<u32>() as usize;
        let states: Vec<_> = promises.iter().filter_map(|it| it.state(as_of)).collect();
        let of = |state| states.iter().filter(|it| **it == state).count();
        prop_assert_eq!(total(|it| it.open), of(OurPromiseState::Open));
        prop_assert_eq!(total(|it| it.late), of(OurPromiseState::Late));
        prop_assert_eq!(total(|it| it.kept), of(OurPromiseState::Kept));
        prop_assert_eq!(total(|it| it.kept_late), of(OurPromiseState::KeptLate));
        prop_assert_eq!(total(|it| it.broken), of(OurPromiseState::Broken));
        prop_assert_eq!(total(|it| it.released), of(OurPromiseState::Released));
        prop_assert_eq!(states.len(), if t < 0 { 0 } else { promises.len() });
        let owed = of(OurPromiseState::Open) + of(OurPromiseState::Late);
        prop_assert_eq!(OurPromise::owed(&promises, as_of, 100).len(), owed);
        for (promise, (due, step, after)) in promises.iter().zip(&rows) {
            let is_theirs = *step == 3 && *after <= *due && *after <= t;
            prop_assert_eq!(promise.answerable(as_of).as_str() == "Zhao", is_theirs);
        }
    }

    #[test]
    fn a_split_among_lines_re_sums_whatever_the_order(
        whole in any::<i64>(),
        weights in vec(-3_i64..1_000, 1..12),
        turn in any::<prop::sample::Index>(),
    ) {
        let mut shares: Vec<_> = weights
            .iter()
            .enumerate()
            .map(|(place, weight)| (format!("L{place}").parse().unwrap(), Amount::from_minor(*weight)))
            .collect();
        let parts = guanxi::support::split_among_lines(money(whole), &shares);
        prop_assert_eq!(parts.is_some(), weights.iter().any(|it| *it > 0));
        if let Some(parts) = &parts {
            let sum: Total = parts.iter().map(|(_, part)| part.amount()).collect();
            prop_assert_eq!(sum.minor(), i128::from(whole));
        }
        shares.rotate_left(turn.index(weights.len()));
        prop_assert_eq!(guanxi::support::split_among_lines(money(whole), &shares), parts);
    }
}

//! Service by class: entitlements that grow, samples that reach everybody, shares that add up.

use guanxi::calendar::AsOf;
use guanxi::id::CustomerId;
use guanxi::measure::Ratio;
use guanxi::segment::Class;
use guanxi::service::{
    AllocationBasis, ClassStatement, Entitlement, SampleCandidate, SampleCycle, ServiceClass,
    ServicePolicy, ServicePolicyDraft, ServiceRhythm, ShortageTerms, SupplyRequest,
    sampled_customers,
};
use proptest::prelude::*;

use crate::strategies::date;

fn class() -> impl Strategy<Value = Class> {
    prop::sample::select(Class::ALL.to_vec())
}

fn names(count: usize) -> Vec<CustomerId> {
    (0..count).map(|place| format!("C{place:03}").parse().unwrap()).collect()
}

proptest! {
    #[test]
    fn entitlements_grow_with_the_class(
        from in prop::collection::vec(class(), 0..6),
        lower in class(),
        upper in class(),
    ) {
        prop_assume!(upper <= lower);
        let rows = from.into_iter().enumerate().map(|(place, from)| Entitlement {
            code: format!("E-{place}").parse().unwrap(),
            from,
            rhythm: ServiceRhythm::Within { days: 30 },
            owner: "salesperson".parse().unwrap(),
        });
        let entitlements = rows.collect();
        let draft = ServicePolicyDraft { entitlements, ..ServicePolicyDraft::default() };
        let policy = ServicePolicy::try_new(draft).unwrap();
        let above: Vec<_> = policy.entitlements_of(upper).collect();
        prop_assert!(policy.entitlements_of(lower).all(|it| above.contains(&it)));
    }

    /// A naive clock: each day is lived through, one after the other.
    #[test]
    fn a_class_of_service_is_that_of_every_day_lived_through(
        stated in prop::collection::btree_map(0_i32..200, class(), 1..6),
        interval in 1_u16..60,
        until in 0_i32..260,
    ) {
        let statements: Vec<ClassStatement> = stated
            .iter()
            .map(|(on, class)| ClassStatement { on: date(*on), class: *class, by: None })
            .collect();
        let mut now: Option<(Class, i32)> = None;
        let mut aim = Class::A;
        for day in 0..=until {
            // The end of an interval comes before what is stated on the day.
            if let Some((class, entered)) = now {
                let is_end = day > entered && (day - entered) % i32::from(interval) == 0;
                if is_end && aim > class {
                    let next = if class == Class::A { Class::B } else { Class::C };
                    now = Some((next, day));
                }
            }
            if let Some(class) = stated.get(&day) {
                aim = *class;
                if now.is_none_or(|(now, _)| aim < now) {
                    now = Some((aim, day));
                }
            }
        }
        let found = ServiceClass::on(&statements, interval, AsOf::new(date(until)));
        prop_assert_eq!(found.map(ServiceClass::class), now.map(|(class, _)| class));
    }

    #[test]
    fn samples_reach_everybody_in_as_few_rounds_as_can_be(
        count in 1_usize..40,
        number in 1_u16..12,
        last in prop::collection::vec(prop::option::of(-9_i32..0), 40),
    ) {
        let names = names(count);
        let mut last: Vec<_> = last.into_iter().take(count).collect();
        let rounds = count.div_ceil(usize::from(number));
        let mut reached = std::collections::BTreeSet::new();
        for round in 0..rounds {
            let candidates: Vec<SampleCandidate<'_>> = names
                .iter()
                .zip(&last)
                .map(|(customer, last)| SampleCandidate { customer, last: last.map(date) })
                .collect();
            for customer in sampled_customers(&candidates, number) {
                reached.insert(customer.clone());
                let place = names.iter().position(|it| it == customer).unwrap();
                last[place] = Some(i32::try_from(round).unwrap());
            }
        }
        prop_assert_eq!(reached.len(), count);
    }

    /// The law of the open order holds of the secret one in each of two cycles.
    #[test]
    fn samples_by_a_secret_key_reach_everybody_in_as_few_rounds_as_can_be(
        count in 1_usize..40,
        number in 1_u16..12,
        key in prop::array::uniform16(any::<u8>()),
        last in prop::collection::vec(prop::option::of(-9_i32..0), 40),
    ) {
        let names = names(count);
        let mut last: Vec<_> = last.into_iter().take(count).collect();
        let rounds = i32::try_from(count.div_ceil(usize::from(number))).unwrap();
        for since in [0, rounds] {
            let cycle = SampleCycle::new(key, date(since));
            let mut reached = std::collections::BTreeSet::new();
            for round in since..since + rounds {
                let mut candidates: Vec<SampleCandidate<'_>> = names
                    .iter()
                    .zip(&last)
                    .map(|(customer, last)| SampleCandidate { customer, last: last.map(date) })
                    .collect();
                prop_assert!(!cycle.is_over(&candidates));
                let sampled = cycle.sampled_customers(&candidates, number);
                candidates.reverse();
                prop_assert_eq!(&sampled, &cycle.sampled_customers(&candidates, number));
                prop_assert_eq!(sampled.len(), count.min(usize::from(number)));
                for customer in sampled {
                    reached.insert(customer.clone());
                    let place = names.iter().position(|it| it == customer).unwrap();
                    last[place] = Some(round);
                }
            }
            prop_assert_eq!(reached.len(), count);
        }
    }

    #[test]
    fn shares_add_up_and_nobody_gets_more_than_asked_for(
        asked in prop::collection::vec((class(), 0_u32..50, 0_u32..50), 0..12),
        units in 0_u32..400,
        floor in 0_u16..=100,
        by_past in any::<bool>(),
    ) {
        let basis = if by_past { AllocationBasis::PastPurchases } else { AllocationBasis::Requests };
        let shortage = ShortageTerms { floor: Ratio::from_percent(floor), basis };
        let draft = ServicePolicyDraft { shortage, ..Default::default() };
        let policy = ServicePolicy::try_new(draft).unwrap();
        let requests: Vec<SupplyRequest> = names(asked.len())
            .into_iter()
            .zip(&asked)
            .map(|(customer, (class, units, past_units))| SupplyRequest {
                customer,
                class: *class,
                units: *units,
                past_units: *past_units,
            })
            .collect();
        let shares = policy.shortage.allocate(units, &requests, &policy.priorities).unwrap();
        let all: u32 = asked.iter().map(|it| it.1).sum();
        prop_assert_eq!(shares.iter().map(|it| it.units).sum::<u32>(), units.min(all));
        prop_assert!(shares.iter().all(|it| it.units <= it.request.units));
        let mut turned = requests.clone();
        turned.reverse();
        prop_assert_eq!(shares, policy.shortage.allocate(units, &turned, &policy.priorities).unwrap());
        // Below the floor a class gets nothing before the one above has all.
        if floor == 0 {
            let shares = policy.shortage.allocate(units, &requests, &policy.priorities).unwrap();
            let open = |it: &Class| {
                shares.iter().any(|s| s.request.class == *it && s.units < s.request.units)
            };
            for share in shares.iter().filter(|it| it.units > 0) {
                prop_assert!(!Class::ALL.iter().any(|it| *it < share.request.class && open(it)));
            }
        }
    }
}

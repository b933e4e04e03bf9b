//! The effect of support against the plainest definition: pairs by a walk over all candidates,
//! sums of fractions, and no dependence on the order in which customers are given.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use guanxi::calendar::{AsOf, Day, Window, WorkCalendar, WorkCalendarDraft};
use guanxi::contact::Threads;
use guanxi::contract::ChannelLevel;
use guanxi::id::StaffId;
use guanxi::measure::Quotient;
use guanxi::money::{Amount, Currency, Total};
use guanxi::segment::Class;
use guanxi::support::{
    BenefitMix, CardSecrets, CustomerBonds, EffectCustomer, EffectDoubt, EffectError,
    EffectExclusion, EffectFacts, EffectPeers, EffectPolicy, EffectPurchases, EffectVerdict,
    EffectWindows, StaffDependence, SupportChoice, SupportEffect,
};
use proptest::prelude::*;

fn first() -> Day {
    Day::try_from_ymd(2026, 1, 1).unwrap()
}

/// Whole months from January 2026 on: 31, 28, 31 and 30 days.
fn windows() -> EffectWindows {
    let month = |month| {
        let on = |month| Day::try_from_ymd(2026, month, 1).unwrap();
        Window::inclusive(on(month), on(month + 1).offset(-1))
    };
    EffectWindows::try_new(month(1), month(2), month(3), Some(month(4))).unwrap()
}

fn total(minor: i64) -> Total {
    Total::from(Amount::from_minor(minor))
}

/// A customer with purchases in coarse steps, so that many are alike.
fn customer() -> impl Strategy<Value = EffectCustomer> {
    let steps = (0..40_i64, -1..12_i64, 0..60_i64, 0..40_i64);
    let place = (proptest::option::weighted(0.9, 0..3_u8), 0..9_u8);
    (steps, place).prop_map(|((earlier, before, after, later), (peers, out))| EffectCustomer {
        // The name is given by the list.
        customer: "none".parse().unwrap(),
        peers: peers.map(|it| EffectPeers {
            class: if it == 0 { Class::A } else { Class::B },
            level: ChannelLevel::FirstTier,
            area: if it == 1 { "north" } else { "south" }.parse().unwrap(),
        }),
        purchases: EffectPurchases {
            earlier: total(earlier * 10),
            before: total(before * 40),
            after: total(after * 10),
            later: Some(total(later * 10)),
        },
        excluded: EffectExclusion::ALL.into_iter().nth(usize::from(out)).filter(|_| out < 2),
    })
}

fn customers(letter: &'static str) -> impl Strategy<Value = Vec<EffectCustomer>> {
    proptest::collection::vec(customer(), 5..40).prop_map(move |mut all| {
        for (number, it) in all.iter_mut().enumerate() {
            it.customer = format!("{letter}{number}").parse().unwrap();
        }
        all
    })
}

fn read(
    supported: &[EffectCustomer],
    candidates: &[EffectCustomer],
    holidays: &[u8],
) -> Result<SupportEffect, EffectError> {
    let facts = EffectFacts {
        windows: windows(),
        calendar: &calendar(holidays),
        currency: Currency::CNY,
        chosen: SupportChoice::Otherwise,
        supported,
        candidates,
    };
    let t = AsOf::new(first().offset(120));
    SupportEffect::try_from_facts(&facts, &EffectPolicy::default(), t)
}

fn calendar(holidays: &[u8]) -> WorkCalendar {
    let holidays = holidays.iter().map(|it| first().offset((*it).into())).collect();
    WorkCalendar::try_new(WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() }).unwrap()
}

/// The pairs by a walk over all candidates for each of the supported, the largest first.
fn naive_pairs<'a>(
    supported: &'a [EffectCustomer],
    candidates: &'a [EffectCustomer],
) -> BTreeMap<&'a str, &'a EffectCustomer> {
    let takes_part = |it: &&EffectCustomer| it.excluded.is_none() && it.peers.is_some();
    let mut choosers: Vec<&EffectCustomer> = supported.iter().filter(takes_part).collect();
    choosers.sort_by_key(|it| (Reverse(it.purchases.before), it.customer.clone()));
    let mut pairs: BTreeMap<&str, &EffectCustomer> = BTreeMap::new();
    for it in choosers {
        let own = it.purchases.before.minor();
        let distance = |other: &EffectCustomer| (other.purchases.before.minor() - own).abs();
        let free = candidates.iter().filter(takes_part).filter(|other| {
            let is_taken = pairs.values().any(|taken| taken.customer == other.customer);
            other.peers == it.peers && distance(other) * 4 <= own.abs() && !is_taken
        });
        let nearest = free.min_by_key(|other| (distance(other), other.customer.clone()));
        if let Some(nearest) = nearest {
            pairs.insert(it.customer.as_str(), nearest);
        }
    }
    pairs
}

/// `a / b` as an exact pair of terms, large enough for all sums here.
type Fraction = (i128, i128);

fn plus((a, b): Fraction, (c, d): Fraction) -> Fraction {
    (a * d + c * b, b * d)
}

fn times((a, b): Fraction, by: i128) -> Fraction {
    (a * by, b)
}

fn quotient((a, b): Fraction) -> Quotient {
    Quotient::try_new(a, b).unwrap()
}

/// The change a worked day of one, less that of its control, summed over all pairs.
fn naive_change(
    pairs: &[(&EffectCustomer, &EffectCustomer)],
    from: (fn(&EffectPurchases) -> Total, u32),
    to: (fn(&EffectPurchases) -> Total, u32),
) -> Fraction {
    let ((from, from_days), (to, to_days)) = (from, to);
    let rise = |it: &EffectCustomer| {
        let (to, from) = (to(&it.purchases).minor(), from(&it.purchases).minor());
        plus((to, to_days.into()), (-from, from_days.into()))
    };
    let (mut part, whole) = (0, i128::from(from_days) * i128::from(to_days));
    for (it, control) in pairs {
        part += rise(it).0 - rise(control).0;
    }
    (part, whole * pairs.len() as i128)
}

proptest! {
    #[test]
    fn an_effect_is_that_of_the_plainest_definition(
        supported in customers("S"),
        candidates in customers("C"),
        holidays in proptest::collection::vec(0..120_u8, 0..20),
    ) {
        let pairs = naive_pairs(&supported, &candidates);
        let found = match read(&supported, &candidates, &holidays) {
            Ok(found) => found,
            Err(EffectError::TooFew { pairs: few, .. }) => {
                prop_assert_eq!(few, pairs.len());
                prop_assert!(few < 5);
                return Ok(());
            }
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        prop_assert_eq!(found.pairs.len(), pairs.len());
        for pair in &found.pairs {
            prop_assert_eq!(&pairs[pair.supported.as_str()].customer, &pair.control);
        }
        let both: Vec<(&EffectCustomer, &EffectCustomer)> = pairs
            .iter()
            .map(|(name, control)| {
                let it = supported.iter().find(|it| it.customer.as_str() == *name).unwrap();
                (it, *control)
            })
            .collect();
        let calendar = calendar(&holidays);
        let days = |window| calendar.days_worked(window);
        let [earlier, before, after, later] = [
            days(windows().earlier()),
            days(windows().before()),
            days(windows().after()),
            days(windows().later().unwrap()),
        ];
        let of_before: fn(&EffectPurchases) -> Total = |it| it.before;
        let change = naive_change(&both, (of_before, before), (|it| it.after, after));
        let drift = naive_change(&both, (|it| it.earlier, earlier), (of_before, before));
        let next = naive_change(&both, (of_before, before), (|it| it.later.unwrap(), later));
        let each = times(change, after.into());
        prop_assert_eq!(found.each, quotient(each));
        prop_assert_eq!(found.earlier_each, quotient(times(drift, before.into())));
        prop_assert_eq!(found.later_each, Some(quotient(times(next, later.into()))));
        let all = times(plus(each, times(next, later.into())), both.len() as i128);
        prop_assert_eq!(found.all, quotient(all));

        let is_alike = |it: Fraction| quotient((4 * it.0.abs(), it.1)) <= quotient((change.0.abs(), change.1));
        prop_assert_eq!(found.doubts.contains(&EffectDoubt::TrendsDiffer), !is_alike(drift));
        let is_missing = next.0 < 0 && !is_alike(next);
        prop_assert_eq!(found.doubts.contains(&EffectDoubt::MovedForward), is_missing);
        prop_assert_eq!(found.verdict() == EffectVerdict::NoGain, all.0 <= 0);
        let takes_part = |it: &&EffectCustomer| it.excluded.is_none() && it.peers.is_some();
        let is_used = |list: &[EffectCustomer]| list.iter().filter(takes_part).count();
        prop_assert_eq!(found.pairs.len() + found.unmatched.len(), is_used(&supported));
        let excluded: u32 = found.candidates_excluded.values().sum();
        prop_assert_eq!(excluded as usize + is_used(&candidates), candidates.len());
    }

    #[test]
    fn the_order_of_customers_does_not_matter(
        (supported, shuffled) in customers("S").prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
        (candidates, others) in customers("C").prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
    ) {
        prop_assert_eq!(read(&supported, &candidates, &[]), read(&shuffled, &others, &[]));
    }

    #[test]
    fn concentration_holds_every_completion_of_what_is_unknown(
        known in proptest::collection::vec((0..4_u8, 0..100_i64), 1..8),
        unknown in proptest::collection::vec((0..5_u8, 0..100_i64), 0..5),
    ) {
        let bonds = |number: usize, sales, threads| CustomerBonds {
            customer: format!("K{number}").parse().unwrap(),
            class: None,
            sales: total(sales),
            threads,
            benefits: BenefitMix::default(),
            met_by_manager: false,
            promised_by: Vec::new(),
            secrets: CardSecrets::default(),
        };
        let single = |staff: u8| {
            let ours: StaffId = format!("W{staff}").parse().unwrap();
            Threads::Single { ours: Some(ours), theirs: None }
        };
        let certain = known.iter().map(|(staff, sales)| (*sales, single(*staff)));
        let read = |rest: &[(i64, Threads)]| {
            let all = certain.clone().chain(rest.iter().cloned());
            let all = all.enumerate().map(|(number, (sales, threads))| bonds(number, sales, threads));
            StaffDependence::of(&all.collect::<Vec<_>>())
        };
        let open: Vec<_> = unknown.iter().map(|(_, sales)| (*sales, Threads::NoData)).collect();
        let closed: Vec<_> = unknown
            .iter()
            .map(|(staff, sales)| (*sales, if *staff == 4 { Threads::None } else { single(*staff) }))
            .collect();
        match (read(&open).concentration, read(&closed).concentration) {
            (Some(open), Some(closed)) => {
                prop_assert_eq!(closed.low, closed.high);
                prop_assert!(open.low <= closed.low && closed.low <= open.high);
            }
            (open, closed) => prop_assert_eq!(open, closed),
        }
    }
}

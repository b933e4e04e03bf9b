//! Diversion, distribution and the channel against the plainest definitions: order, completion of
//! what is unknown, goods that change hands.

use std::collections::BTreeSet;

use guanxi::calendar::{AsOf, Day, Validity, Window};
use guanxi::channel::{ChannelEvent, ChannelMove, ChannelStock};
use guanxi::distribution::{
    Assortment, Distribution, DistributionFacts, DistributionPolicy, HandlerBasis, OutletWeight,
    ShareInHandlers, ShareInterval,
};
use guanxi::diversion::{
    DiversionGrants, DiversionInquiry, DiversionPolicy, DiversionRoute, InquiryFacts,
    InquiryVerdict, NeighbourFacts, NeighbourPair, NeighbourSignal, ResaleChange, Sighting,
    Solicitation, SwapConsent,
};
use guanxi::forest::Forest;
use guanxi::measure::{DifferenceInDifferences, GroupChange, Quotient};
use guanxi::outlet::{
    HandlingKind, Outlet, OutletHandling, OutletRegister, OutletRegisterDraft, OutletState,
    OutletVisit, Universe,
};
use proptest::prelude::*;

fn today() -> Day {
    Day::try_from_ymd(2026, 6, 30).unwrap()
}

fn sightings() -> impl Strategy<Value = Vec<Sighting>> {
    let one = (
        -9..3_i32,
        0..3_u8,
        proptest::option::of(0..9_i32),
        0..5_u64,
        0..3_u8,
        0..3_u8,
        any::<bool>(),
    );
    let one = one.prop_map(|(seen, place, sold, quantity, route, side, has_batch)| Sighting {
        seen: today().offset(seen),
        territory: format!("T{place}").parse().unwrap(),
        brand: "Panda".parse().unwrap(),
        sold: sold.map(|it| today().offset(-it)),
        quantity,
        batch: has_batch.then(|| "B".parse().unwrap()),
        is_sale_proved: false,
        solicitation: Solicitation::ALL[usize::from(side)],
        route: DiversionRoute::ALL[usize::from(route)],
    });
    proptest::collection::vec(one, 0..12)
}

fn inquiry(sightings: &[Sighting]) -> DiversionInquiry {
    let days = Validity::try_new(today().offset(-4), None).unwrap();
    let (territory, brand) = ("T0".parse().unwrap(), "Panda".parse().unwrap());
    let consents = [SwapConsent { territory, brand, days }];
    let territories = Forest::default();
    let grants = DiversionGrants { contracts: &[], consents: &consents, territories: &territories };
    let policy = DiversionPolicy::default();
    let facts =
        InquiryFacts { sightings, grants: &grants, signals: &[], causes: &[], policy: &policy };
    DiversionInquiry::read(&facts, AsOf::new(today()))
}

/// An outlet with its weight, whether it handles the product, and whether it was visited.
type Shop = (Option<u64>, bool, bool);

fn shops() -> impl Strategy<Value = Vec<Shop>> {
    let weight = proptest::option::of(0..100_u64);
    proptest::collection::vec((weight, any::<bool>(), any::<bool>()), 1..8)
}

/// A reading of shops, with the products that each handles.
fn read<R>(
    shops: &[(Option<u64>, Vec<u8>, bool)],
    read: impl FnOnce(&DistributionFacts<'_>) -> R,
) -> R {
    let id = |place: usize| place.to_string().parse().unwrap();
    let outlets = shops.iter().enumerate().map(|(place, (category, _, _))| {
        let area = "north".parse().unwrap();
        let from = today().offset(-400);
        let state = OutletState { from, area, tier: 2, all_goods: None, category: *category };
        Outlet::new(id(place), state)
    });
    let register =
        OutletRegister::try_new(OutletRegisterDraft { outlets: outlets.collect() }).unwrap();
    let handling = shops.iter().enumerate().flat_map(|(place, (_, products, _))| {
        products.iter().map(move |it| OutletHandling {
            outlet: id(place),
            day: today(),
            product: format!("P{it}").parse().unwrap(),
            kind: HandlingKind::Sale,
        })
    });
    let handling: Vec<OutletHandling> = handling.collect();
    let visited = shops.iter().enumerate().filter(|(_, it)| it.2);
    let visits =
        visited.map(|(place, _)| OutletVisit { outlet: id(place), day: today(), position: None });
    let visits: Vec<OutletVisit> = visits.collect();
    read(&DistributionFacts {
        universe: &Universe::new(&register, AsOf::new(today())),
        handling: &handling,
        visits: &visits,
        window: Window::inclusive(today(), today()),
        policy: &DistributionPolicy::default(),
    })
}

fn distribution(shops: &[Shop]) -> Distribution {
    let of_one = |(weight, handles, seen): &Shop| {
        (*weight, if *handles { vec![0] } else { Vec::new() }, *seen)
    };
    let shops: Vec<_> = shops.iter().map(of_one).collect();
    let tea = "P0".parse().unwrap();
    read(&shops, |it| Distribution::read(&tea, HandlerBasis::Handling, OutletWeight::Category, it))
}

fn stock(at_start: u64, events: &[ChannelEvent]) -> ChannelStock {
    let window = Window::inclusive(today(), today().offset(40));
    ChannelStock::try_new(&"tea".parse().unwrap(), at_start, window, events, &[]).unwrap()
}

proptest! {
    #[test]
    fn the_order_of_sightings_changes_nothing(
        (sightings, shuffled) in sightings().prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
    ) {
        let found = inquiry(&sightings);
        prop_assert_eq!(&found, &inquiry(&shuffled));
        let twice = [sightings.clone(), shuffled].concat();
        prop_assert_eq!(&found, &inquiry(&twice), "stated twice");
        // From the rule: consent for T0 from four days ago on, no grant at all.
        let known = sightings.iter().filter(|it| it.seen <= today());
        let is_open = |it: &&Sighting| {
            let consents = |sold| it.territory.as_str() == "T0" && sold >= today().offset(-4);
            match (it.sold, it.route, it.solicitation) {
                (Some(sold), _, _) if consents(sold) => None,
                (Some(_), DiversionRoute::ThroughOther, _)
                | (Some(_), DiversionRoute::Direct, Solicitation::Passive) => None,
                (Some(_), DiversionRoute::HelpRefused, _)
                | (Some(_), DiversionRoute::Direct, Solicitation::Active) => {
                    Some(it.batch.is_some())
                }
                (None, _, _) | (Some(_), DiversionRoute::Direct, Solicitation::Unknown) => {
                    Some(false)
                }
            }
        };
        let verdict = match known.filter_map(|it| is_open(&it)).max() {
            None => InquiryVerdict::Nothing,
            Some(false) => InquiryVerdict::Inquiry,
            Some(true) => InquiryVerdict::Case,
        };
        prop_assert_eq!(found.verdict, verdict);
    }

    #[test]
    fn intervals_hold_the_truth_however_the_unknown_turns_out(
        shops in shops(),
        truth in proptest::collection::vec((0..1_000_u64, any::<bool>()), 8),
    ) {
        let found = distribution(&shops);
        // What is missing is filled in: a weight, and what an outlet that nobody saw handles.
        let whole: Vec<Shop> = shops.iter().zip(&truth).map(|(shop, (weight, handles))| {
            let (known, seen_handling, is_seen) = *shop;
            (known.or(Some(*weight)), seen_handling || (!is_seen && *handles), true)
        }).collect();
        let told = distribution(&whole);
        let (numeric, weighted) = (told.numeric_seen.unwrap(), told.weighted);
        prop_assert!(numeric.is_exact());
        let bounds = found.numeric_seen.unwrap();
        prop_assert!(bounds.low <= numeric.low && numeric.low <= bounds.high);
        if let (Some(bounds), Some(exact)) = (found.weighted_seen, weighted) {
            prop_assert!(exact.is_exact());
            prop_assert!(bounds.low <= exact.low && exact.low <= bounds.high, "{bounds}: {exact}");
            let seen = found.weighted.unwrap();
            prop_assert!(bounds.low <= seen.low && seen.high <= bounds.high);
        }
    }

    #[test]
    fn market_share_is_weighted_distribution_times_share_in_handlers(
        shops in proptest::collection::vec((1..1_000_u64, proptest::option::of(0..1_000_u64)), 1..8),
    ) {
        let outlets: Vec<Shop> =
            shops.iter().map(|(category, ours)| (Some(*category), ours.is_some(), true)).collect();
        let weighted = distribution(&outlets).weighted.unwrap();
        let sum = |of: fn(&(u64, Option<u64>)) -> u64| shops.iter().map(of).sum::<u64>();
        let category_in_handlers = sum(|it| if it.1.is_some() { it.0 } else { 0 });
        let (ours, category) = (sum(|it| it.1.unwrap_or(0)), sum(|it| it.0));
        let share = ShareInHandlers { ours, category_in_handlers, category };
        prop_assert!(weighted.is_exact());
        prop_assert_eq!(Some(weighted.low), share.weighted());
        prop_assert_eq!(share.market_share(), Quotient::try_new(ours.into(), category.into()));
        let Some(in_handlers) = share.share_in_handlers() else {
            prop_assert_eq!(ours, 0);
            return Ok(());
        };
        prop_assert_eq!(in_handlers, Quotient::try_new(ours.into(), category_in_handlers.into()).unwrap());
    }

    #[test]
    fn lines_are_counted_at_each_outlet(
        shops in proptest::collection::vec((0..100_u64, proptest::collection::btree_set(0..4_u8, 0..5)), 1..8),
    ) {
        let rows: Vec<_> = shops
            .iter()
            .map(|(weight, lines)| (Some(*weight), lines.iter().copied().collect(), true))
            .collect();
        let products: BTreeSet<_> = (0..4).map(|it| format!("P{it}").parse().unwrap()).collect();
        let found = read(&rows, |facts| {
            Assortment::read(&products, HandlerBasis::Handling, OutletWeight::Category, facts)
        });
        let handlers = shops.iter().filter(|it| !it.1.is_empty()).count();
        let lines: usize = shops.iter().map(|it| it.1.len()).sum();
        prop_assert_eq!(found.lines_per_handler(), Quotient::try_new(lines as i128, handlers as i128));
        let all: u64 = shops.iter().map(|it| it.0).sum();
        let points: u64 = shops.iter().map(|it| it.0 * it.1.len() as u64).sum();
        let total = found.points().map(|it| it.total);
        prop_assert_eq!(total.map(|it| it.low), Quotient::try_new(points.into(), all.into()));
        prop_assert!(total.is_none_or(ShareInterval::is_exact));
    }

    #[test]
    fn goods_that_go_from_dealer_to_dealer_are_neither_made_nor_lost(
        starts in proptest::collection::vec(0..1_000_u64, 2..5),
        moves in proptest::collection::vec((0..40_i32, 0..5_usize, 0..5_usize, 0..1_000_u64), 0..40),
        sold_in in 0..1_000_u64,
        sold_out in 0..1_000_u64,
    ) {
        let event = |day, kind, quantity| ChannelEvent {
            day: today().offset(day),
            product: "tea".parse().unwrap(),
            kind,
            quantity,
        };
        let mut events: Vec<Vec<ChannelEvent>> = starts.iter().map(|_| Vec::new()).collect();
        for (day, from, to, quantity) in moves {
            let (from, to) = (from % starts.len(), to % starts.len());
            events[from].push(event(day, ChannelMove::TransferOut, quantity));
            events[to].push(event(day, ChannelMove::TransferIn, quantity));
        }
        events[0].push(event(0, ChannelMove::SellIn, sold_in));
        events[1].push(event(0, ChannelMove::SellOut, sold_out));
        let stocks = starts.iter().zip(&events).map(|(start, events)| stock(*start, events));
        let sum: i128 = stocks.map(|it| it.computed()).sum();
        let before: i128 = starts.iter().map(|it| i128::from(*it)).sum();
        prop_assert_eq!(sum, before + i128::from(sold_in) - i128::from(sold_out));
    }

    #[test]
    fn an_effect_is_the_difference_of_two_means(
        (t0, t1, n) in (any::<i64>(), any::<i64>(), 1..=u32::MAX),
        (c0, c1, m) in (any::<i64>(), any::<i64>(), 1..=u32::MAX),
    ) {
        let group = |before, after, cases| GroupChange { before, after, cases };
        let found = DifferenceInDifferences::try_new(group(t0, t1, n), group(c0, c1, m)).unwrap();
        let [t, c] = [(t0, t1), (c0, c1)].map(|(a, b)| i128::from(b) - i128::from(a));
        let (n, m) = (i128::from(n), i128::from(m));
        prop_assert_eq!(found.value(), Quotient::try_new(t * m - c * n, n * m).unwrap());
        prop_assert_eq!(found.total(), Quotient::try_new(t * m - c * n, m).unwrap());
        let swapped =
            DifferenceInDifferences::try_new(found.controls(), found.treated()).unwrap().value();
        prop_assert_eq!(swapped, Quotient::try_new(c * n - t * m, n * m).unwrap());
    }

    #[test]
    fn neighbours_without_controls_that_differ_never_speak(
        own in any::<(i32, i32)>(),
        pairs in proptest::collection::vec(any::<(i32, i32)>(), 1..12),
    ) {
        let change = |(before, after): (i32, i32)| ResaleChange { before: before.into(), after: after.into() };
        let same = |it: &(i32, i32)| NeighbourPair { neighbour: change(*it), control: change(*it) };
        let pairs: Vec<NeighbourPair> = pairs.iter().map(same).collect();
        let facts = NeighbourFacts { own: change(own), pairs: &pairs, earlier: None };
        let found = NeighbourSignal::read(&facts, &DiversionPolicy::default()).unwrap();
        prop_assert!(!found.speaks);
        prop_assert_eq!(found.neighbours.value(), Quotient::ZERO);
    }
}

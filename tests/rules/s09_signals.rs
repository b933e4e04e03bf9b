//! S9: signals of diversion that read resale, candidate causes, and the inquiry of both.

use std::collections::BTreeSet;

use guanxi::calendar::{Validity, Window};
use guanxi::channel::{ChannelEvent, ChannelMove, ChannelStock, StockReport};
use guanxi::contract::ChannelLevel;
use guanxi::diversion::{
    DiversionCause, DiversionGrants, DiversionInquiry, DiversionPolicy, DiversionRoute,
    DiversionSignal, InquiryFacts, InquiryVerdict, NeighbourFacts, NeighbourPair, NeighbourSignal,
    ResaleChange, ResaleSignal, ScanSignal, Sighting, Solicitation, VolumeSignal,
};
use guanxi::forest::Forest;
use guanxi::id::TerritoryId;
use guanxi::measure::{DifferenceInDifferences, GroupChange, Proportion};
use guanxi::money::Currency;
use guanxi::rebate::{ListPrice, PriceSystem, PriceSystemDraft};

use crate::given::{as_of, day, percent};
use crate::s06_rebate::major;

fn change(before: i64, after: i64) -> ResaleChange {
    ResaleChange { before, after }
}

/// Neighbours that fell to 70 and to 130 of 100; their controls stood still.
fn pairs(fell: usize, rose: usize) -> Vec<NeighbourPair> {
    let pair = |after| NeighbourPair { neighbour: change(100, after), control: change(100, 100) };
    let (fell, rose) = (std::iter::repeat_n(70, fell), std::iter::repeat_n(130, rose));
    fell.chain(rose).map(pair).collect()
}

fn signal(own: ResaleChange, pairs: &[NeighbourPair]) -> NeighbourSignal {
    let facts = NeighbourFacts { own, pairs, earlier: None };
    NeighbourSignal::read(&facts, &DiversionPolicy::default()).unwrap()
}

fn speaks(own: ResaleChange, pairs: &[NeighbourPair]) -> bool {
    signal(own, pairs).speaks
}

#[test]
fn neighbours_that_fall_while_the_customer_rises_speak() {
    let own = change(100, 180);
    let found = signal(own, &pairs(5, 0));
    assert!(found.speaks);
    assert_eq!(
        found.to_string(),
        "neighbours -30 for each of 5 beyond 5 controls, own +80 for each of 1 beyond 5 controls; \
         against the controls 5 of 5 fell, by chance with probability 3.1%"
    );
    assert!(!speaks(own, &pairs(4, 0)), "4 pairs: 1 in 16");
    assert!(!speaks(own, &pairs(5, 1)), "7 of 64");
    assert!(speaks(own, &pairs(7, 1)), "9 of 256");
    assert!(!speaks(own, &pairs(6, 2)), "37 of 256");
    assert!(!speaks(change(100, 100), &pairs(5, 0)), "the customer does not rise");
}

#[test]
fn the_market_is_no_signal() {
    let all_fall = NeighbourPair { neighbour: change(100, 70), control: change(100, 70) };
    let found = signal(change(100, 180), &[all_fall; 9]);
    assert!(!found.speaks, "the controls fell as well");
    assert_eq!((found.pairs.fell(), found.pairs.rose()), (0, 0), "equal ones are left out");
    let all_rise = NeighbourPair { neighbour: change(100, 110), control: change(100, 150) };
    assert!(!speaks(change(100, 180), &[all_rise; 9]), "the neighbours rose");
    assert!(!speaks(change(100, 140), &[all_rise; 9]), "the customer less than the controls");
    let controls_rise = NeighbourPair { neighbour: change(100, 90), control: change(100, 150) };
    assert!(!speaks(change(100, 140), &[controls_rise; 9]), "the customer less than the controls");
    assert!(speaks(change(100, 151), &[controls_rise; 9]));
}

#[test]
fn groups_that_moved_apart_before_do_not_speak() {
    let pairs = pairs(5, 0);
    let read = |drift: i64| {
        let group = |after| GroupChange { before: 500, after, cases: 5 };
        let earlier = DifferenceInDifferences::try_new(group(500 + drift), group(500));
        let facts = NeighbourFacts { own: change(100, 180), pairs: &pairs, earlier };
        let found = NeighbourSignal::read(&facts, &DiversionPolicy::default()).unwrap();
        (found.moved_alike, found.speaks)
    };
    // A quarter of 30 each: 7.5, in all 37.5.
    assert_eq!(read(-37), (Some(true), true));
    assert_eq!(read(-38), (Some(false), false));
    let none = NeighbourFacts { own: change(1, 2), pairs: &[], earlier: None };
    assert_eq!(NeighbourSignal::read(&none, &DiversionPolicy::default()), None);
}

fn stock(at_start: u64, moves: &[(ChannelMove, u64)], counted: Option<u64>) -> ChannelStock {
    let tea = || "tea".parse().unwrap();
    let on = day("2026-03-31");
    let event = |(kind, quantity): &(ChannelMove, u64)| {
        let (kind, quantity) = (*kind, *quantity);
        ChannelEvent { day: on, product: tea(), kind, quantity }
    };
    let events: Vec<ChannelEvent> = moves.iter().map(event).collect();
    let report = counted.map(|quantity| StockReport { day: on, product: tea(), quantity });
    let reports: Vec<StockReport> = report.into_iter().collect();
    let quarter = Window::inclusive(day("2026-01-01"), on);
    ChannelStock::try_new(&tea(), at_start, quarter, &events, &reports).unwrap()
}

fn resale(
    at_start: u64,
    moves: &[(ChannelMove, u64)],
    counted: Option<u64>,
) -> Option<(u128, bool)> {
    let found = ResaleSignal::read(&stock(at_start, moves, counted), &DiversionPolicy::default());
    found.map(|it| (it.without_trace, it.speaks))
}

#[test]
fn goods_sold_in_without_a_reported_resale_speak() {
    use ChannelMove::{Returned, SellIn, SellOut, Shortage, TransferOut};

    assert_eq!(resale(10, &[(SellIn, 100), (SellOut, 50)], None), Some((50, false)), "half");
    assert_eq!(resale(10, &[(SellIn, 100), (SellOut, 49)], None), Some((51, true)));
    let left = [(SellIn, 100), (SellOut, 10), (Returned, 20), (TransferOut, 10), (Shortage, 10)];
    assert_eq!(resale(0, &left, None), Some((50, false)), "all that left has a trace");
    assert_eq!(resale(10, &[(SellIn, 100)], Some(60)), Some((50, false)), "counted");
    assert_eq!(resale(10, &[(SellIn, 100)], Some(59)), Some((51, true)));
    assert_eq!(resale(0, &[(SellIn, 100)], Some(500)), Some((0, false)), "more than computed");
    assert_eq!(resale(100, &[(SellOut, 1)], None), None, "nothing was sold in");
    let found = ResaleSignal::read(
        &stock(0, &[(SellIn, 100), (SellOut, 25)], None),
        &DiversionPolicy::default(),
    );
    assert_eq!(
        found.unwrap().to_string(),
        "75 without a trace, 75% of what was sold in; resale reported for 25% of what was sold in, \
         last report on 2026-03-31"
    );
}

fn prices() -> PriceSystem {
    let price = |territory: Option<&str>, price: &str| ListPrice {
        product: "tea".parse().unwrap(),
        level: ChannelLevel::FirstTier,
        territory: territory.map(|it| it.parse().unwrap()),
        price: major(price),
        days: Validity::try_new(day("2026-01-01"), Some(day("2026-06-30"))).unwrap(),
    };
    let prices = vec![price(None, "110"), price(Some("north"), "100"), price(Some("west"), "95")];
    let (authority, resale) = (Vec::new(), Vec::new());
    let (currency, gap) = (Currency::CNY, percent("10%"));
    PriceSystem::try_new(PriceSystemDraft {
        currency,
        prices,
        authority,
        resale,
        gap,
        specials: Vec::new(),
    })
    .unwrap()
}

#[test]
fn prices_that_make_a_journey_worth_while_are_a_candidate_cause() {
    let causes = |granted: &[&str], seen: &str, on: &str| {
        let granted: Vec<TerritoryId> = granted.iter().map(|it| it.parse().unwrap()).collect();
        let products = BTreeSet::from(["coffee".parse().unwrap(), "tea".parse().unwrap()]);
        let (level, seen) = (ChannelLevel::FirstTier, seen.parse().unwrap());
        let places = (&granted[..], &seen);
        let found = DiversionCause::of_prices(&prices(), &products, level, places, day(on));
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let on = "2026-06-01";
    assert_eq!(causes(&["north"], "south", on), [""; 0], "exactly the gap of the policy");
    let west = "prices: tea for first tier: 95 in west and 110 elsewhere, 15.7% apart";
    assert_eq!(causes(&["west"], "south", on), [west]);
    assert_eq!(causes(&["north", "west"], "south", on), [west], "the cheapest of both");
    assert_eq!(causes(&["south"], "west", on), [""; 0], "from the dearer one to the cheaper one");
    assert_eq!(causes(&["west"], "west", on), [""; 0]);
    assert_eq!(causes(&["west"], "south", "2026-07-01"), [""; 0], "no price on the day");
}

#[test]
fn outlets_that_nobody_visits_are_a_candidate_cause() {
    let cause = |part, whole| {
        let stale = Proportion::try_new(part, whole).unwrap();
        DiversionCause::of_visits(stale).map(|it| it.to_string())
    };
    assert_eq!(cause(2, 4), None);
    assert_eq!(cause(3, 4).as_deref(), Some("no visits: 3 of 4 outlets not seen lately"));
    assert_eq!(cause(0, 0), None);
}

fn sighting(territory: &str) -> Sighting {
    Sighting {
        seen: day("2026-06-10"),
        territory: territory.parse().unwrap(),
        brand: "Panda".parse().unwrap(),
        sold: Some(day("2026-06-01")),
        quantity: 40,
        batch: Some("B-7".parse().unwrap()),
        is_sale_proved: true,
        solicitation: Solicitation::Active,
        route: DiversionRoute::Direct,
    }
}

fn inquiry(sightings: &[Sighting], signals: &[DiversionSignal]) -> DiversionInquiry {
    let territories = Forest::default();
    let grants = DiversionGrants { contracts: &[], consents: &[], territories: &territories };
    let stale = Proportion::try_new(3, 4).unwrap();
    let causes = [DiversionCause::of_visits(stale).unwrap()];
    let policy = DiversionPolicy::default();
    let facts =
        InquiryFacts { sightings, grants: &grants, signals, causes: &causes, policy: &policy };
    DiversionInquiry::read(&facts, as_of("2026-06-30"))
}

#[test]
fn evidence_opens_a_case_and_a_signal_an_inquiry() {
    let verdict =
        |sightings: &[Sighting], signals: &[DiversionSignal]| inquiry(sightings, signals).verdict;
    let proof = sighting("south");
    let hearsay = Sighting { batch: None, ..proof.clone() };
    let undated = Sighting { sold: None, ..proof.clone() };
    let passive = Sighting { solicitation: Solicitation::Passive, ..proof.clone() };
    let late = Sighting { seen: day("2026-07-01"), ..proof.clone() };
    let scans = |part| {
        let share = Proportion::try_new(part, 50).unwrap();
        DiversionSignal::Scans(ScanSignal::read(share, &DiversionPolicy::default()).unwrap())
    };
    assert_eq!(verdict(&[], &[]), InquiryVerdict::Nothing);
    assert_eq!(verdict(&[passive], &[scans(5)]), InquiryVerdict::Nothing);
    assert_eq!(verdict(&[late], &[]), InquiryVerdict::Nothing, "not known on the day");
    assert_eq!(verdict(&[hearsay], &[]), InquiryVerdict::Inquiry);
    assert_eq!(verdict(&[undated], &[]), InquiryVerdict::Inquiry);
    assert_eq!(verdict(&[], &[scans(6)]), InquiryVerdict::Inquiry, "a signal is no case");
    assert_eq!(verdict(&[proof], &[]), InquiryVerdict::Case);
}

#[test]
fn signals_say_how_often_they_are_false_alarms() {
    let policy = DiversionPolicy::default();
    let scans = Proportion::try_new(6, 50).and_then(|it| ScanSignal::read(it, &policy)).unwrap();
    let volume = VolumeSignal::read(400, &[90, 95, 100, 100, 105, 110, 120, 400], &policy).unwrap();
    let lost = stock(0, &[(ChannelMove::SellIn, 100)], None);
    let signals = [
        DiversionSignal::Scans(scans),
        DiversionSignal::Volume(volume),
        DiversionSignal::Neighbours(signal(change(100, 180), &pairs(3, 0))),
        DiversionSignal::Resale(ResaleSignal::read(&lost, &policy).unwrap()),
    ];
    let rates = signals.map(|it| it.false_alarm(&policy));
    assert_eq!(rates, [Some(percent("0.1%")), None, Some(percent("5%")), None]);
    assert_eq!(signals.map(|it| it.speaks()), [true, true, false, true]);
    let twice = [sighting("south"), sighting("south"), sighting("west")];
    let found = inquiry(&twice, &signals);
    assert_eq!((found.provable.sightings, found.provable.quantity), (2, 80), "stated twice");
    assert_eq!(
        found.to_string(),
        "case: 2 breaches that can be upheld, of 80; 6 of 50 where 2% are usual, by chance with \
         probability below 0.1%: an inquiry is opened; a volume of 400 where the median is 102.5: \
         an inquiry is opened; 100 without a trace, 100% of what was sold in; resale reported for \
         0% of what was sold in, no report; false alarms at most 5.1% besides 2 signals without a \
         rate; candidate cause no visits: 3 of 4 outlets not seen lately"
    );
}

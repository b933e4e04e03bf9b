//! Rights that are granted twice, beside our own sales, or not held.

use guanxi::calendar::Validity;
use guanxi::contract::{ChannelLevel, Clauses, Contract, ContractStep, Exclusivity, Rights};
use guanxi::forest::Forest;
use guanxi::id::{ContractId, CustomerKey};
use guanxi::trading_rights::{
    DirectSales, Grant, OwnRights, RightsFinding, RightsMap, SourceRight, rights_conflicts,
    rights_findings,
};

use super::given::{apply, as_of, clauses, contract, day, rights, term, terminate};

/// A grant by its customer, contract, rights and days.
#[derive(Clone)]
struct Given(u32, ContractId, Rights, Validity);

#[track_caller]
fn given(customer: u32, id: &str, rights: Rights, days: Validity) -> Given {
    Given(customer, id.parse().unwrap(), rights, days)
}

fn grants(given: &[Given]) -> Vec<Grant<'_>> {
    let grants = given.iter().map(|Given(customer, contract, rights, days)| Grant {
        customer: CustomerKey::from_position(*customer),
        contract,
        rights,
        exclusivity: rights.exclusivity,
        days: *days,
    });
    grants.collect()
}

#[track_caller]
fn conflicts(given: &[Given], map: &RightsMap) -> Vec<String> {
    let mut turned = given.to_vec();
    turned.reverse();
    let found = rights_conflicts(&grants(given), map);
    assert_eq!(rights_conflicts(&grants(&turned), map), found, "whatever the order");
    found.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn findings(given: &[Given], own: &OwnRights, map: &RightsMap) -> Vec<String> {
    let found: Vec<RightsFinding> = rights_findings(&grants(given), own, map);
    found.iter().map(ToString::to_string).collect()
}

/// China holds Guangdong, which holds Foshan and Shenzhen; feed holds pig feed.
#[track_caller]
fn china() -> RightsMap {
    let places = [("Guangdong", "China"), ("Foshan", "Guangdong"), ("Shenzhen", "Guangdong")];
    let places = places.map(|(name, place)| (name.parse().unwrap(), place.parse().unwrap()));
    let products = [("pig feed".parse().unwrap(), "feed".parse().unwrap())];
    RightsMap {
        territories: Forest::try_new(places).unwrap(),
        products: Forest::try_new(products).unwrap(),
        ..RightsMap::default()
    }
}

fn exclusive(territory: &str) -> Rights {
    rights(Exclusivity::Exclusive, &[territory], &["Crane"])
}

fn year() -> Validity {
    term("2026-01-01", "2026-12-31")
}

#[test]
fn g5_7_the_witness_is_the_days_of_both() {
    let found = conflicts(
        &[
            given(0, "C-1", exclusive("Foshan"), term("2017-06-01", "2017-06-30")),
            given(1, "C-2", exclusive("Foshan"), term("2017-06-15", "2017-06-30")),
        ],
        &RightsMap::default(),
    );
    assert_eq!(
        found,
        ["C-1 and C-2 both grant Crane in Foshan exclusively at level first tier, \
          2017-06-15 to 2017-06-30"]
    );
}

#[test]
fn g5_8_a_carve_out_makes_room_and_a_shared_day_does_not() {
    let mut li = exclusive("Guangdong");
    li.excluded = ["Shenzhen".parse().unwrap()].into();
    let li = given(0, "C-1", li, year());
    let wang = given(1, "C-2", exclusive("Shenzhen"), year());
    assert_eq!(conflicts(&[li.clone(), wang.clone()], &china()), Vec::<String>::new());
    let zhao = given(2, "C-3", exclusive("Foshan"), term("2026-12-31", "2027-12-31"));
    assert_eq!(
        conflicts(&[li.clone(), wang, zhao], &china()),
        ["C-1 and C-3 both grant Crane in Foshan exclusively at level first tier, \
          2026-12-31 to 2026-12-31"]
    );
    let next = given(2, "C-3", exclusive("Foshan"), term("2027-01-01", "2027-12-31"));
    assert_eq!(conflicts(&[li, next], &china()), Vec::<String>::new());
}

#[test]
fn g5_9_an_exclusive_right_conflicts_with_any_other() {
    let chen = rights(Exclusivity::NonExclusive, &["Foshan"], &["Crane"]);
    let found = conflicts(
        &[
            given(0, "C-1", exclusive("Guangdong"), year()),
            given(1, "C-2", chen.clone(), term("2026-03-01", "2027-02-28")),
            given(2, "C-3", chen, year()),
        ],
        &china(),
    );
    assert_eq!(
        found,
        [
            "C-1 (exclusive) and C-2 (non-exclusive) both grant Crane in Foshan at level \
             first tier, 2026-03-01 to 2026-12-31",
            "C-1 (exclusive) and C-3 (non-exclusive) both grant Crane in Foshan at level \
             first tier, 2026-01-01 to 2026-12-31",
        ],
        "two that restrict nobody do not conflict"
    );
}

#[test]
fn g5_10_five_share_a_right_and_a_sixth_is_a_finding() {
    let shared = || {
        let mut rights = exclusive("Guangdong");
        rights.group = Some("delta".parse().unwrap());
        rights
    };
    let mut six: Vec<Given> = (0..6)
        .map(|place| {
            let from = day("2026-01-01").offset(i32::try_from(place).unwrap());
            given(place, &format!("C-{place}"), shared(), Validity::open_ended(from))
        })
        .collect();
    let own = OwnRights::default();
    assert_eq!(conflicts(&six, &china()), Vec::<String>::new());
    assert_eq!(findings(&six[..5], &own, &china()), Vec::<String>::new());
    assert_eq!(
        findings(&six, &own, &china()),
        ["6 customers share Crane in Guangdong as delta from 2026-01-06, at most 5 may"]
    );
    six[5].0 = 0;
    let told = findings(&six, &own, &china());
    assert!(told.iter().all(|it| !it.contains("share")), "five customers, one twice: {told:?}");
    six[5].0 = 9;
    six[5].2.group = Some("north".parse().unwrap());
    assert_eq!(conflicts(&six, &china()).len(), 5, "another group");
}

#[test]
fn rights_conflict_by_customer_days_level_brand_product_channel_and_territory() {
    let held = || given(0, "C-1", exclusive("Guangdong"), year());
    let count = |customer, rights: Rights, days| {
        conflicts(&[held(), given(customer, "C-2", rights, days)], &china()).len()
    };
    let same = exclusive("Guangdong");
    assert_eq!(count(1, same.clone(), year()), 1);
    assert_eq!(count(0, same.clone(), year()), 0, "one customer");
    for (from, to, expected) in [
        ("2026-12-31", "2027-12-31", 1),
        ("2027-01-01", "2027-12-31", 0),
        ("2025-01-01", "2026-01-01", 1),
        ("2025-01-01", "2025-12-31", 0),
    ] {
        assert_eq!(count(1, same.clone(), term(from, to)), expected, "{from} to {to}");
    }
    for (territory, expected) in [("China", 1), ("Foshan", 1), ("Shenzhen", 1), ("Hubei", 0)] {
        assert_eq!(count(1, exclusive(territory), year()), expected, "{territory}");
    }
    assert_eq!(count(1, rights(Exclusivity::Exclusive, &["China"], &["Heron"]), year()), 0);
    for (level, expected) in [
        (ChannelLevel::GeneralAgent, 1),
        (ChannelLevel::FirstTier, 1),
        (ChannelLevel::SecondTier, 0),
        (ChannelLevel::Retail, 0),
    ] {
        assert_eq!(count(1, Rights { level, ..same.clone() }, year()), expected, "{level}");
    }
    let of = |product: &str| Rights { products: [product.parse().unwrap()].into(), ..same.clone() };
    let by = |way: &str| Rights { channels: [way.parse().unwrap()].into(), ..same.clone() };
    let pair = |one: Rights, other: Rights| {
        conflicts(&[given(0, "C-1", one, year()), given(1, "C-2", other, year())], &china()).len()
    };
    assert_eq!(pair(of("feed"), same.clone()), 1, "all products");
    assert_eq!(pair(of("feed"), of("pig feed")), 1);
    assert_eq!(pair(of("pig feed"), of("chicken feed")), 0);
    assert_eq!(pair(by("online"), same.clone()), 1, "all ways of selling");
    assert_eq!(pair(by("online"), by("online")), 1);
    assert_eq!(pair(by("online"), by("stores")), 0);
}

#[test]
fn a_conflict_has_one_witness_for_a_pair_the_first_by_name_and_day() {
    let both = rights(Exclusivity::Exclusive, &["Foshan", "Zhuhai"], &["Crane", "Heron"]);
    let one = rights(Exclusivity::Exclusive, &["Zhuhai"], &["Crane", "Heron"]);
    let found = conflicts(
        &[
            given(0, "C-1", both, year()),
            given(1, "C-2", one.clone(), term("2026-07-01", "2027-06-30")),
            given(2, "C-3", one, Validity::open_ended(day("2027-06-30"))),
        ],
        &RightsMap::default(),
    );
    assert_eq!(
        found,
        [
            "C-1 and C-2 both grant Crane in Zhuhai exclusively at level first tier, 2026-07-01 to \
             2026-12-31",
            "C-2 and C-3 both grant Crane in Zhuhai exclusively at level first tier, 2027-06-30 to \
             2027-06-30",
        ]
    );
}

#[test]
fn territories_carved_out_by_both_together_leave_nothing() {
    let without = |name: &str| {
        let mut rights = exclusive("Guangdong");
        rights.excluded = [name.parse().unwrap()].into();
        rights
    };
    let pair = |one: &str, other: &str| {
        let given =
            [given(0, "C-1", without(one), year()), given(1, "C-2", without(other), year())];
        conflicts(&given, &china()).len()
    };
    assert_eq!(pair("Foshan", "Shenzhen"), 0);
    assert_eq!(pair("Foshan", "Foshan"), 1, "Shenzhen is left");
    assert_eq!(pair("Guangdong", "Foshan"), 0);
}

#[track_caller]
fn granted(id: &str, term: Validity, rights: Rights) -> Contract {
    let mut contract = Contract::new(id.parse().unwrap(), term);
    contract.write(Clauses { rights: Some(rights), ..clauses() }).unwrap();
    contract
}

#[test]
fn a_termination_that_is_seen_ends_the_right_before_its_day() {
    let mut ended =
        contract("C-1", [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign]);
    apply(&mut ended, terminate(), "2026-06-30", "Wang").unwrap();
    let next = |from: &str| granted("C-2", Validity::open_ended(day(from)), exclusive("Foshan"));
    let count = |from, t| {
        let (next, t) = (next(from), as_of(t));
        let grants = [(0, &ended), (1, &next)].map(|(customer, contract)| {
            Grant::from_contract(CustomerKey::from_position(customer), contract, None, t)
        });
        let grants = grants.concat();
        rights_conflicts(&grants, &RightsMap::default()).len()
    };
    assert_eq!(count("2026-06-30", "2026-06-30"), 0);
    assert_eq!(count("2026-06-29", "2026-06-30"), 1);
    assert_eq!(count("2026-06-30", "2026-06-29"), 1, "not known by then");
    let without = Contract::new("C-3".parse().unwrap(), year());
    assert_eq!(
        Grant::from_contract(CustomerKey::from_position(0), &without, None, as_of("2026-01-01")),
        []
    );
}

fn licence(territory: &str, exclusivity: Exclusivity, days: Validity) -> SourceRight {
    let territories = [territory.parse().unwrap()].into();
    SourceRight { brand: "Crane".parse().unwrap(), territories, exclusivity, days }
}

#[test]
fn a_right_that_we_do_not_hold_is_a_finding_with_its_days() {
    let ours = |sources: Vec<SourceRight>| OwnRights { sources, direct: Vec::new() };
    let told = |exclusivity, sources| {
        let granted = given(0, "C-1", rights(exclusivity, &["Foshan"], &["Crane"]), year());
        findings(&[granted], &ours(sources), &china())
    };
    let (exclusive, open) = (Exclusivity::Exclusive, Exclusivity::NonExclusive);
    assert_eq!(told(exclusive, vec![]), Vec::<String>::new(), "the brand is our own");
    assert_eq!(told(exclusive, vec![licence("China", exclusive, year())]), Vec::<String>::new());
    assert_eq!(
        told(open, vec![licence("Shenzhen", exclusive, year())]),
        ["C-1 grants Crane in Foshan, for which we hold no right: 2026-01-01 to 2026-12-31"]
    );
    let halves = |second: &str| {
        vec![
            licence("China", exclusive, term(second, "2027-12-31")),
            licence("Guangdong", exclusive, term("2025-01-01", "2026-06-30")),
        ]
    };
    assert_eq!(told(exclusive, halves("2026-07-01")), Vec::<String>::new());
    assert_eq!(
        told(exclusive, halves("2026-07-02")),
        ["C-1 grants Crane in Foshan, for which we hold no right: 2026-07-01 to 2026-07-01"]
    );
    assert_eq!(
        told(open, vec![licence("China", exclusive, term("2026-01-01", "2026-12-30"))]),
        ["C-1 grants Crane in Foshan, for which we hold no right: 2026-12-31 to 2026-12-31"]
    );
    let shared = || vec![licence("China", open, year())];
    assert_eq!(told(open, shared()), Vec::<String>::new());
    for restricting in [Exclusivity::Exclusive, Exclusivity::Sole] {
        assert_eq!(
            told(restricting, shared()),
            ["C-1 grants Crane in Foshan exclusively, we do not hold it so: 2026-01-01 to \
              2026-12-31"]
        );
    }
}

#[test]
fn our_own_sales_stand_against_an_exclusive_right_and_not_against_a_sole_one() {
    let sold = |territory: &str, channels: &[&str]| DirectSales {
        brand: "Crane".parse().unwrap(),
        territory: territory.parse().unwrap(),
        channels: channels.iter().map(|name| name.parse().unwrap()).collect(),
        days: Validity::open_ended(day("2026-12-01")),
    };
    let told = |mut rights: Rights, direct| {
        rights.excluded = ["Shenzhen".parse().unwrap()].into();
        let own = OwnRights { sources: Vec::new(), direct: vec![direct] };
        findings(&[given(0, "C-1", rights, year())], &own, &china())
    };
    let sentence = |place: &str| {
        format!(
            "C-1 grants Crane in {place} exclusively, we sell there ourselves: 2026-12-01 to \
             2026-12-31"
        )
    };
    assert_eq!(told(exclusive("Guangdong"), sold("Foshan", &[])), [sentence("Foshan")]);
    assert_eq!(told(exclusive("Guangdong"), sold("China", &[])), [sentence("Guangdong")]);
    assert_eq!(told(exclusive("Guangdong"), sold("Shenzhen", &[])), Vec::<String>::new());
    let alone = rights(Exclusivity::Sole, &["Guangdong"], &["Crane"]);
    assert_eq!(told(alone, sold("Foshan", &[])), Vec::<String>::new());
    let mut online = exclusive("Guangdong");
    online.channels = ["online".parse().unwrap()].into();
    assert_eq!(told(online.clone(), sold("Foshan", &["stores"])), Vec::<String>::new());
    assert_eq!(told(online, sold("Foshan", &["online"])), [sentence("Foshan")]);
}

#[test]
fn a_territory_is_on_the_map_and_a_carve_out_within_the_grant() {
    let mut wrong = exclusive("Guangdong");
    wrong.territories.insert("Atlantis".parse().unwrap());
    wrong.excluded = ["China".parse().unwrap(), "Foshan".parse().unwrap()].into();
    let given = [given(0, "C-1", wrong, year())];
    assert_eq!(
        findings(&given, &OwnRights::default(), &china()),
        [
            "C-1 grants Atlantis, which is not on the map",
            "C-1 carves out China, which it does not grant",
        ]
    );
    let flat = findings(&given, &OwnRights::default(), &RightsMap::default());
    assert_eq!(flat.len(), 2, "without a map nothing is unknown: {flat:?}");
}

#[test]
fn two_terms_of_one_customer_overlap_unless_one_succeeds_the_other() {
    let first = given(0, "C-1", exclusive("Guangdong"), year());
    let told = |from: &str| {
        let second = given(0, "C-2", exclusive("Foshan"), Validity::open_ended(day(from)));
        findings(&[second, first.clone()], &OwnRights::default(), &china())
    };
    assert_eq!(told("2027-01-01"), Vec::<String>::new());
    assert_eq!(
        told("2026-12-31"),
        ["C-1 and C-2 of one customer both grant Crane in Foshan: 2026-12-31 to 2026-12-31"]
    );
}

#[test]
fn a_forest_has_no_circle_and_one_place_for_a_name() {
    let forest = |pairs: &[(&str, &str)]| {
        let pairs =
            pairs.iter().map(|(name, place)| (name.parse().unwrap(), place.parse().unwrap()));
        Forest::<guanxi::id::TerritoryId>::try_new(pairs).map_err(|error| error.to_string())
    };
    assert!(forest(&[("a", "b"), ("a", "b")]).is_ok());
    assert_eq!(
        forest(&[("a", "b"), ("a", "c")]).unwrap_err(),
        "a stands in one place, was put in b and in c"
    );
    assert_eq!(forest(&[("a", "a")]).unwrap_err(), "a stands in itself");
    assert_eq!(forest(&[("a", "b"), ("b", "c"), ("c", "b")]).unwrap_err(), "b stands in itself");
}

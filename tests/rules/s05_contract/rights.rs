//! Exclusive rights that are granted twice.

use guanxi::calendar::Validity;
use guanxi::contract::{
    ChannelLevel, Clauses, Contract, ContractStep, Exclusivity, Rights, rights_conflicts,
};

use super::given::{apply, as_of, clauses, contract, day, rights, term, terminate};

#[track_caller]
fn granted(id: &str, term: Validity, rights: Rights) -> Contract {
    let mut contract = Contract::new(id.parse().unwrap(), term);
    contract.write(Clauses { rights: Some(rights), ..clauses() }).unwrap();
    contract
}

#[test]
fn exclusive_rights_conflict_by_territory_brand_level_and_term() {
    let year = term("2026-01-01", "2026-12-31");
    let held = || granted("C-1", year, rights(Exclusivity::Exclusive, &["Foshan"], &["Crane"]));
    let t = as_of("2026-03-02");
    let count = |term, rights| rights_conflicts(&[held(), granted("C-2", term, rights)], t).len();
    let same = rights(Exclusivity::Exclusive, &["Foshan"], &["Crane"]);
    assert_eq!(count(year, same.clone()), 1);
    assert_eq!(count(year, rights(Exclusivity::Exclusive, &["Zhuhai"], &["Crane"])), 0);
    assert_eq!(count(year, rights(Exclusivity::Exclusive, &["Foshan"], &["Heron"])), 0);
    assert_eq!(count(year, rights(Exclusivity::NonExclusive, &["Foshan"], &["Crane"])), 0);
    assert_eq!(count(year, Rights { level: ChannelLevel::Retail, ..same.clone() }), 0);
    assert_eq!(count(term("2026-12-31", "2027-12-31"), same.clone()), 1);
    assert_eq!(count(term("2027-01-01", "2027-12-31"), same.clone()), 0);
    assert_eq!(count(term("2025-01-01", "2026-01-01"), same.clone()), 1);
    assert_eq!(count(term("2025-01-01", "2025-12-31"), same.clone()), 0);
    assert_eq!(count(Validity::open_ended(day("2026-12-31")), same), 1);
}

#[test]
fn a_conflict_names_its_witness_whatever_the_order() {
    let both = rights(Exclusivity::Exclusive, &["Foshan", "Zhuhai"], &["Crane", "Heron"]);
    let one = rights(Exclusivity::Exclusive, &["Zhuhai"], &["Crane", "Heron"]);
    let a = granted("C-1", term("2026-01-01", "2026-12-31"), both);
    let b = granted("C-2", term("2026-07-01", "2027-06-30"), one.clone());
    let c = granted("C-3", Validity::open_ended(day("2027-06-30")), one);
    let t = as_of("2026-03-02");
    let words = |first, second, brand, days| {
        format!(
            "{first} and {second} both grant {brand} in Zhuhai exclusively at level first_tier, {days}"
        )
    };
    let (autumn, a_day) = ("2026-07-01 to 2026-12-31", "2027-06-30 to 2027-06-30");
    let expected = [
        words("C-1", "C-2", "Crane", autumn),
        words("C-2", "C-3", "Crane", a_day),
        words("C-1", "C-2", "Heron", autumn),
        words("C-2", "C-3", "Heron", a_day),
    ];
    for contracts in [[a.clone(), b.clone(), c.clone()], [c, b, a]] {
        let found = rights_conflicts(&contracts, t);
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_termination_that_is_seen_ends_the_right_before_its_day() {
    let mut ended =
        contract("C-1", [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign]);
    apply(&mut ended, terminate(), "2026-06-30", "Wang").unwrap();
    let same = rights(Exclusivity::Exclusive, &["Foshan"], &["Crane"]);
    let next = |from: &str| granted("C-2", Validity::open_ended(day(from)), same.clone());
    let count = |from, t| rights_conflicts(&[ended.clone(), next(from)], as_of(t)).len();
    assert_eq!(count("2026-06-30", "2026-06-30"), 0);
    assert_eq!(count("2026-06-29", "2026-06-30"), 1);
    assert_eq!(count("2026-06-30", "2026-06-29"), 1, "not known by then");
}

//! Contracts signed elsewhere, coverage, and days without a contract in force.

use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::contract::{
    Contract, ContractOrigin, ContractStatus, ContractStep, Coverage, coverage, is_in_force_on,
};

use super::given::{apply, as_of, contract, day, elsewhere, terminate};

#[test]
fn a_contract_signed_elsewhere_begins_with_its_signature() {
    let contract = elsewhere("2025-12-20", "2026-01-01", None);
    assert_eq!(contract.origin(), ContractOrigin::SignedElsewhere { signed: day("2025-12-20") });
    assert_eq!(contract.trail().entries(), []);
    assert_eq!(contract.status(as_of("2025-12-19")), ContractStatus::Drafted);
    assert_eq!(contract.status(as_of("2025-12-20")), ContractStatus::Signed);
    assert_eq!(contract.status(as_of("2026-01-01")), ContractStatus::InForce);
    assert_eq!(contract.status(AsOf::new(Day::MAX)), ContractStatus::InForce);
}

#[test]
fn a_contract_signed_elsewhere_is_terminated_after_its_signature() {
    let mut contract = elsewhere("2025-12-20", "2026-01-01", None);
    assert_eq!(
        apply(&mut contract, terminate(), "2025-12-19", "Wang").unwrap_err(),
        "cannot terminate on 2025-12-19, before the last step on 2025-12-20"
    );
    assert_eq!(apply(&mut contract, terminate(), "2025-12-20", "Wang"), Ok(()));
    assert_eq!(coverage(&[contract], as_of("2026-03-02")), Coverage::None);
}

#[test]
fn a_contract_signed_elsewhere_with_impossible_days_is_refused() {
    let refused = |signed, from, to| {
        let id = "C-1".parse().unwrap();
        let term =
            Validity::try_new(day(from), Some(day(to))).map_err(|error| error.to_string())?;
        let made = Contract::signed_elsewhere(id, day(signed), term);
        made.map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(refused("2026-12-31", "2026-01-01", "2026-12-31"), Ok(()));
    assert_eq!(
        refused("2027-01-01", "2026-01-01", "2026-12-31").unwrap_err(),
        "a contract that ended on 2026-12-31 is signed by then, was signed on 2027-01-01"
    );
    assert_eq!(
        refused("2027-01-01", "2026-01-01", "2025-12-31").unwrap_err(),
        "a term from 2026-01-01 ends on that day or later, was 2025-12-31"
    );
}

#[test]
fn a_successor_begins_on_the_day_after_the_end() {
    let contracts = [
        elsewhere("2025-12-01", "2026-01-01", Some("2026-12-31")),
        elsewhere("2026-12-01", "2027-01-01", Some("2027-12-31")),
    ];
    for t in ["2026-12-31", "2027-01-01", "2027-12-31"] {
        assert_eq!(coverage(&contracts, as_of(t)), Coverage::InForce, "{t}");
    }
    assert_eq!(contracts[0].term().overlap(contracts[1].term()), None);
    assert_eq!(coverage(&contracts, as_of("2028-01-01")), Coverage::Lapsed);
}

#[test]
fn lapsed_means_one_was_in_force_before_and_none_is_on_the_date() {
    let year = || [elsewhere("2025-12-20", "2026-01-01", Some("2026-12-31"))];
    assert_eq!(coverage(&[], as_of("2026-01-01")), Coverage::None);
    assert_eq!(coverage(&year(), as_of("2025-12-31")), Coverage::None);
    assert_eq!(coverage(&year(), as_of("2026-01-01")), Coverage::InForce);
    assert_eq!(coverage(&year(), as_of("2026-12-31")), Coverage::InForce);
    assert_eq!(coverage(&year(), as_of("2027-01-01")), Coverage::Lapsed);
    let unsigned = [contract("C-1", [ContractStep::Submit, ContractStep::Approve])];
    assert_eq!(coverage(&unsigned, as_of("2027-01-01")), Coverage::None);
    let late = [elsewhere("2026-02-10", "2026-01-01", None)];
    assert_eq!(coverage(&late, as_of("2026-02-09")), Coverage::None);
    assert_eq!(coverage(&late, as_of("2026-02-10")), Coverage::InForce);
}

#[test]
fn the_words_of_the_coverage() {
    let all = [Coverage::InForce, Coverage::Lapsed, Coverage::None];
    assert_eq!(all.map(|coverage| coverage.to_string()), ["in_force", "lapsed", "none"]);
}

#[test]
fn a_day_between_two_contracts_is_a_day_without() {
    let contracts = [
        elsewhere("2025-12-01", "2026-01-01", Some("2026-01-31")),
        elsewhere("2026-02-03", "2026-02-01", None),
    ];
    let t = as_of("2026-03-31");
    let without: Vec<_> = (-1..40)
        .map(|days| day("2026-01-01").offset(days))
        .filter(|day| !is_in_force_on(&contracts, *day, t))
        .map(|day| day.to_string())
        .collect();
    assert_eq!(without, ["2025-12-31", "2026-02-01", "2026-02-02"]);
    assert!(!is_in_force_on(&contracts, day("2026-02-03"), as_of("2026-02-02")));
}

/// The status and the days of trade are told by two ways; they agree on every day.
#[test]
fn in_force_by_status_is_in_force_by_day() {
    let mut ended =
        contract("C-1", [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign]);
    apply(&mut ended, terminate(), "2026-06-30", "Wang").unwrap();
    let contracts = [
        ended,
        contract("C-2", [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign]),
        contract("C-3", [ContractStep::Submit, ContractStep::Approve]),
        contract(
            "C-4",
            [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign, terminate()],
        ),
        elsewhere("2026-02-10", "2026-01-01", None),
    ];
    for contract in contracts {
        for days in -50..400 {
            let today = day("2026-01-01").offset(days);
            let t = AsOf::new(today);
            let by_status = contract.status(t) == ContractStatus::InForce;
            let by_day = is_in_force_on(std::slice::from_ref(&contract), today, t);
            assert_eq!(by_status, by_day, "{} on {today}", contract.id());
        }
    }
}

//! What is read back passes the same door.

use guanxi::contract::{ClauseGroup, Clauses, Contract, ContractStatus, ContractStep, Coverage};

use super::given::{apply, contract, elsewhere, terminate};

#[track_caller]
fn again(contract: &Contract) -> Contract {
    let written = serde_json::to_string(contract).unwrap();
    serde_json::from_str(&written).unwrap()
}

#[test]
fn every_word_is_the_word_of_its_name() {
    for status in ContractStatus::ALL {
        assert_eq!(serde_json::to_string(&status).unwrap(), format!("\"{}\"", status.code()));
    }
    for group in ClauseGroup::ALL {
        assert_eq!(serde_json::to_string(&group).unwrap(), format!("\"{}\"", group.code()));
    }
    for coverage in [Coverage::InForce, Coverage::Lapsed, Coverage::None] {
        assert_eq!(serde_json::to_string(&coverage).unwrap(), format!("\"{coverage}\""));
    }
}

#[test]
fn a_contract_is_read_back_as_it_was_written() {
    let way = [
        ContractStep::Submit,
        ContractStep::Return,
        ContractStep::Submit,
        ContractStep::Approve,
        ContractStep::Sign,
        terminate(),
    ];
    for steps in 0..=way.len() {
        let contract = contract("C-1", way[..steps].to_vec());
        assert_eq!(again(&contract), contract);
    }
    let mut imported = elsewhere("2025-12-20", "2026-01-01", None);
    assert_eq!(again(&imported), imported);
    apply(&mut imported, terminate(), "2026-03-02", "Wang").unwrap();
    assert_eq!(again(&imported), imported);
}

#[test]
fn a_draft_returned_and_taken_apart_is_read_back() {
    let mut draft = contract("C-1", [ContractStep::Submit, ContractStep::Return]);
    draft.write(Clauses::default()).unwrap();
    assert_eq!(again(&draft), draft);
}

#[test]
fn what_is_read_back_passes_the_same_door() {
    let signed = contract("C-1", [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign]);
    let written = serde_json::to_string(&signed).unwrap();
    let refused = |from: &str, to: &str| {
        assert!(written.contains(from), "{written}");
        let tampered = written.replace(from, to);
        serde_json::from_str::<Contract>(&tampered).unwrap_err().to_string()
    };
    assert_eq!(
        refused("\"by\":\"Zhao\"", "\"by\":\"Wang\""),
        "event 2 of the contract: cannot approve a contract as Wang, who submitted it"
    );
    assert_eq!(
        refused("\"quality\":\"agreed\"", "\"quality\":\"\""),
        "event 1 of the contract: cannot submit a contract without quality"
    );
    assert_eq!(
        refused("\"on\":\"2025-12-03\"", "\"on\":\"2025-12-01\""),
        "event 3 of the contract: cannot sign on 2025-12-01, before the last step on 2025-12-02"
    );
    assert!(
        refused("\"to\":\"2026-12-31\"", "\"to\":\"2025-12-31\"")
            .starts_with("a term from 2026-01-01 ends on that day or later, was 2025-12-31")
    );
}

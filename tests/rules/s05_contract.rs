//! S5: the contract, its term and its life.

mod acts;
mod amendments;
mod clauses;
mod competition;
mod completeness;
mod coverage;
pub(crate) mod given;
#[cfg(feature = "serde")]
mod read_back;
mod renewals;
mod rights;
mod terms;

use guanxi::calendar::Validity;
use guanxi::contract::{
    Contract, ContractAct, ContractOrigin, ContractStatus, ContractStep, ContractStepError,
    NoticePeriod, Renewal, TermClause, is_in_force_on,
};
use guanxi::lifecycle::{Stage, Transition, TurnError, table_faults, transitions};

use crate::given::shows_moves;
use given::{apply, as_of, contract, day, term, terminate};

#[test]
fn a_term_ends_on_its_first_day_or_later() {
    assert_eq!(term("2026-01-01", "2026-01-01").to_string(), "2026-01-01 to 2026-01-01");
    assert_eq!(Validity::open_ended(day("2026-01-01")).to_string(), "2026-01-01 without end");
    let reversed = Validity::try_new(day("2026-01-01"), Some(day("2025-12-31")));
    assert_eq!(
        reversed.unwrap_err().to_string(),
        "a term from 2026-01-01 ends on that day or later, was 2025-12-31"
    );
}

#[test]
fn the_life_of_a_contract_by_its_days() {
    let contract = contract(
        "C-1",
        [
            ContractStep::Submit,
            ContractStep::Return,
            ContractStep::Submit,
            ContractStep::Approve,
            ContractStep::Sign,
        ],
    );
    let rows = [
        ("2025-11-30", ContractStatus::Drafted),
        ("2025-12-01", ContractStatus::InReview),
        ("2025-12-02", ContractStatus::Drafted),
        ("2025-12-03", ContractStatus::InReview),
        ("2025-12-04", ContractStatus::Approved),
        ("2025-12-05", ContractStatus::Signed),
        ("2025-12-31", ContractStatus::Signed),
        ("2026-01-01", ContractStatus::InForce),
        ("2026-12-31", ContractStatus::InForce),
        ("2027-01-01", ContractStatus::Expired),
    ];
    for (t, status) in rows {
        assert_eq!(contract.status(as_of(t)), status, "{t}");
    }
}

#[test]
fn the_history_says_who_did_it_and_when() {
    let contract = contract("C-1", [ContractStep::Submit, ContractStep::Approve]);
    let told: Vec<_> = contract
        .trail()
        .entries()
        .iter()
        .map(|event| format!("{} {} {}", event.step, event.on, event.by))
        .collect();
    assert_eq!(told, ["submit 2025-12-01 Wang", "approve 2025-12-02 Zhao"]);
    assert_eq!(contract.origin(), ContractOrigin::Drafted);
}

#[test]
fn the_table_has_no_fault_and_the_page_shows_it() {
    assert_eq!(table_faults::<ContractStatus>(), []);
    let page = include_str!("../../src/records/contract/mod.rs");
    assert!(shows_moves::<ContractStatus>(page));
}

/// A contract that is in a status on a day; its clause provides for everything.
#[track_caller]
fn in_status(status: ContractStatus, renewal: Renewal) -> (Contract, &'static str) {
    let way = [
        (ContractStep::Submit, "2025-12-01", "Wang"),
        (ContractStep::Approve, "2025-12-02", "Zhao"),
        (ContractStep::Sign, "2025-12-03", "Wang"),
        (terminate(), "2026-01-04", "Wang"),
    ];
    let (steps, on) = match status {
        ContractStatus::Drafted => (0, "2025-12-20"),
        ContractStatus::InReview => (1, "2025-12-20"),
        ContractStatus::Approved => (2, "2025-12-20"),
        ContractStatus::Signed => (3, "2025-12-20"),
        ContractStatus::InForce => (3, "2026-01-01"),
        ContractStatus::Expired => (3, "2027-01-01"),
        ContractStatus::Terminated => (4, "2026-01-20"),
    };
    let mut made = contract("C-1", []);
    let termination = Some(NoticePeriod::Days(0));
    made.agree_term(TermClause { renewal, termination, ..TermClause::default() }).unwrap();
    for (step, on, by) in way.into_iter().take(steps) {
        apply(&mut made, step, on, by).unwrap();
    }
    (made, on)
}

fn step_of(act: ContractAct) -> ContractStep {
    let reason = || "diversion".to_owned();
    match act {
        ContractAct::Submit => ContractStep::Submit,
        ContractAct::Return => ContractStep::Return,
        ContractAct::Approve => ContractStep::Approve,
        ContractAct::Sign => ContractStep::Sign,
        ContractAct::Terminate => terminate(),
        ContractAct::DeclineRenewal => ContractStep::DeclineRenewal { reason: reason() },
        ContractAct::GiveNotice => {
            ContractStep::GiveNotice { effective: day("2030-01-01"), reason: reason() }
        }
        ContractAct::NotifyBreach => ContractStep::NotifyBreach { breach: reason() },
        ContractAct::AcceptCure => ContractStep::AcceptCure,
        ContractAct::Renew => ContractStep::Renew,
        ContractAct::Reopen => {
            ContractStep::Reopen { role: "head of sales".parse().unwrap(), reason: reason() }
        }
    }
}

/// Every act in every status: the status on the day of the step, or the refusal.
#[test]
fn every_cell_of_the_transition_table() {
    for cell in transitions::<ContractStatus>() {
        let Transition { from, act, to } = cell;
        // By silence it never expires.
        let renewal = if act == ContractAct::DeclineRenewal && from != ContractStatus::Expired {
            Renewal::tacit(12)
        } else {
            Renewal::express(12)
        };
        let (mut contract, on) = in_status(from, renewal);
        assert_eq!(contract.status(as_of(on)), from);
        if act == ContractAct::AcceptCure && to.is_some() {
            apply(&mut contract, step_of(ContractAct::NotifyBreach), on, "Qian").unwrap();
        }
        let before = contract.clone();
        let done = contract.apply(step_of(act), day(on), "Qian".parse().unwrap());
        if let Some(to) = to {
            assert_eq!(done, Ok(()), "{act} from {from}");
            assert_eq!(contract.status(as_of(on)), to, "{act} from {from}");
        } else {
            let refused = TurnError { stage: from, act, allowed: from.allowed() };
            assert_eq!(done, Err(ContractStepError::NotNow(refused)));
            assert_eq!(contract, before);
        }
    }
}

#[test]
fn a_signature_without_approval_is_an_error() {
    let mut draft = contract("C-1", []);
    assert_eq!(
        apply(&mut draft, ContractStep::Sign, "2025-12-20", "Wang").unwrap_err(),
        "cannot sign a contract that is drafted"
    );
    let mut submitted = contract("C-1", [ContractStep::Submit]);
    assert_eq!(
        apply(&mut submitted, ContractStep::Sign, "2025-12-20", "Wang").unwrap_err(),
        "cannot sign a contract that is in review"
    );
}

#[test]
fn who_submits_does_not_approve() {
    let mut submitted = contract("C-1", [ContractStep::Submit]);
    assert_eq!(
        apply(&mut submitted, ContractStep::Approve, "2025-12-02", "Wang").unwrap_err(),
        "cannot approve a contract as Wang, who submitted it"
    );
    assert_eq!(apply(&mut submitted, ContractStep::Approve, "2025-12-02", "Zhao"), Ok(()));
}

#[test]
fn only_the_last_submission_bars_from_approval() {
    let mut contract = contract("C-1", [ContractStep::Submit, ContractStep::Return]);
    apply(&mut contract, ContractStep::Submit, "2025-12-10", "Zhao").unwrap();
    assert!(apply(&mut contract, ContractStep::Approve, "2025-12-10", "Zhao").is_err());
    assert_eq!(apply(&mut contract, ContractStep::Approve, "2025-12-10", "Wang"), Ok(()));
}

#[test]
fn steps_are_taken_in_the_order_of_their_days() {
    let mut submitted = contract("C-1", [ContractStep::Submit]);
    assert_eq!(
        apply(&mut submitted, ContractStep::Approve, "2025-11-30", "Zhao").unwrap_err(),
        "cannot approve on 2025-11-30, before the last step on 2025-12-01"
    );
    assert_eq!(apply(&mut submitted, ContractStep::Approve, "2025-12-01", "Zhao"), Ok(()));
}

#[test]
fn a_termination_says_why() {
    let mut signed =
        contract("C-1", [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign]);
    let silent = ContractStep::Terminate { reason: " ".to_owned() };
    assert_eq!(
        apply(&mut signed, silent, "2026-03-02", "Wang").unwrap_err(),
        "cannot terminate a contract without a reason, was \" \""
    );
}

#[test]
fn a_contract_is_signed_by_its_last_day() {
    let approved = contract("C-1", [ContractStep::Submit, ContractStep::Approve]);
    let mut too_late = approved.clone();
    assert_eq!(
        apply(&mut too_late, ContractStep::Sign, "2027-01-01", "Wang").unwrap_err(),
        "cannot sign on 2027-01-01 a contract that ended on 2026-12-31"
    );
    assert_eq!(too_late.status(as_of("2027-01-01")), ContractStatus::Approved);
    let mut just = approved;
    apply(&mut just, ContractStep::Sign, "2026-12-31", "Wang").unwrap();
    assert_eq!(just.status(as_of("2026-12-30")), ContractStatus::Approved);
    assert_eq!(just.status(as_of("2026-12-31")), ContractStatus::InForce);
}

#[test]
fn terminated_on_a_day_the_day_before_is_the_last_in_force() {
    let mut signed =
        contract("C-1", [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign]);
    apply(&mut signed, terminate(), "2026-06-30", "Wang").unwrap();
    assert_eq!(signed.status(as_of("2026-06-29")), ContractStatus::InForce);
    assert_eq!(signed.status(as_of("2026-06-30")), ContractStatus::Terminated);
    assert_eq!(signed.status(as_of("2027-01-01")), ContractStatus::Terminated);
    let contracts = [signed];
    let seen = as_of("2027-01-01");
    assert!(is_in_force_on(&contracts, day("2026-06-29"), seen));
    assert!(!is_in_force_on(&contracts, day("2026-06-30"), seen));
    let unseen = as_of("2026-06-29");
    assert!(is_in_force_on(&contracts, day("2026-06-30"), unseen), "not known by then");
}

#[test]
fn the_last_day_of_the_term_can_be_terminated_and_the_next_cannot() {
    let signed = contract("C-1", [ContractStep::Submit, ContractStep::Approve, ContractStep::Sign]);
    let mut just = signed.clone();
    assert_eq!(apply(&mut just, terminate(), "2026-12-31", "Wang"), Ok(()));
    let mut over = signed;
    assert_eq!(
        apply(&mut over, terminate(), "2027-01-01", "Wang").unwrap_err(),
        "cannot terminate a contract that is expired"
    );
}

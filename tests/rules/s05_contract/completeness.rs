//! Completeness in tiers, limits of promises, parties, approval.

use std::collections::BTreeSet;

use guanxi::agreement::{
    ClausePolicy, ClausePolicyDraft, ContentApproval, ContractApprovalPolicyDraft, PartyCard,
    approve_content, content_number, party_mismatches,
};
use guanxi::contract::{
    Carry, ClauseItem, ClausePromise, Clauses, Contract, ContractStep, Exclusivity, NoticePeriod,
    Obligation, ObligationDraft, ObligationRemedy, Party, PartyItem, PurchaseEvent, PurchaseTarget,
    Renewal, TermClause,
};
use guanxi::id::RoleId;
use guanxi::lifecycle::{Approval, Quorum};
use guanxi::money::Major;

use super::given::{apply, as_of, clauses, contract, elsewhere, rights, term, text};

/// Clauses without a gap: a shared right, and parties that state all eight things.
fn full() -> Clauses {
    let mut full = clauses();
    full.rights = Some(rights(Exclusivity::NonExclusive, &["Foshan"], &["Crane"]));
    for party in [&mut full.parties.supplier, &mut full.parties.customer] {
        (party.contact, party.legal_representative, party.bank) = (text(), text(), text());
    }
    full
}

#[track_caller]
fn drafted(clauses: Clauses, clause: TermClause) -> Contract {
    let mut draft = Contract::new("C-1".parse().unwrap(), term("2026-01-01", "2026-12-31"));
    draft.write(clauses).unwrap();
    draft.agree_term(clause).unwrap();
    draft
}

#[track_caller]
fn gaps(clauses: Clauses, clause: TermClause) -> Vec<String> {
    let gaps = ClausePolicy::default().gaps(&drafted(clauses, clause));
    gaps.iter().map(ToString::to_string).collect()
}

const NO_CLAUSE: TermClause = TermClause {
    renewal: Renewal::None,
    notice: None,
    termination: None,
    minimum_months: 0,
    cure_days: None,
    sell_off_days: None,
};

#[test]
fn gaps_are_told_by_tiers() {
    assert_eq!(gaps(full(), NO_CLAUSE), Vec::<String>::new());
    let mut lacking = full();
    lacking.goods[0].quantity = 0;
    lacking.settlement = " ".to_owned();
    lacking.acceptance = String::new();
    lacking.parties.customer.bank = String::new();
    assert_eq!(
        gaps(lacking.clone(), NO_CLAUSE),
        [
            "essential: goods is not written in full",
            "curable: settlement is not written in full",
            "house: acceptance is not written in full",
            "house: the customer states no bank",
        ]
    );
    lacking.parties.supplier.name = String::new();
    let told = gaps(lacking, NO_CLAUSE);
    assert!(told.contains(&"essential: parties is not written in full".to_owned()), "{told:?}");
}

#[test]
fn a_place_holder_is_not_written() {
    for text in ["TBD", "待定", "___", " n/a ", "…", "–"] {
        let told = gaps(Clauses { quality: text.to_owned(), ..full() }, NO_CLAUSE);
        assert_eq!(told, ["curable: quality is not written in full"], "{text}");
    }
    for text in ["n/a: sold as seen", "TBD by the laboratory of Foshan", "一级"] {
        assert_eq!(
            gaps(Clauses { quality: text.to_owned(), ..full() }, NO_CLAUSE).len(),
            0,
            "{text}"
        );
    }
    let wrong = ClausePolicyDraft { place_holders: ["TBD".to_owned(), " ".to_owned()].into() };
    assert_eq!(
        ClausePolicy::try_new(wrong).unwrap_err().to_string(),
        "place_holders must not be blank, was \" \"; place_holders must be in lower case, was \
         \"TBD\""
    );
}

#[test]
fn the_law_fills_curable_gaps_of_a_contract_signed_elsewhere() {
    let foreign = elsewhere("2025-12-20", "2026-01-01", None);
    let gaps = ClausePolicy::default().gaps(&foreign);
    let filled: Vec<String> = gaps
        .iter()
        .filter(|gap| gap.is_filled_by_law(foreign.origin()))
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        filled,
        [
            "curable: quality is not written in full",
            "curable: delivery is not written in full",
            "curable: settlement is not written in full",
        ]
    );
    let ours = drafted(Clauses::default(), NO_CLAUSE);
    let gaps = ClausePolicy::default().gaps(&ours);
    assert!(gaps.iter().all(|gap| !gap.is_filled_by_law(ours.origin())));
}

/// Each promise without its limits, and with all of them.
#[test]
fn a_promise_without_its_limits_is_a_gap() {
    for promise in ClausePromise::ALL {
        let mut promised = full();
        promised.promises.insert(promise);
        let told = gaps(promised.clone(), NO_CLAUSE);
        let lacking = promise.items().iter().filter(|item| **item != ClauseItem::ProductList);
        let expected: BTreeSet<String> = lacking
            .map(|item| format!("conditional: {promise} is promised without {item}"))
            .collect();
        assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), expected);
        promised.items = promise.items().iter().map(|item| (*item, text())).collect();
        assert_eq!(gaps(promised.clone(), NO_CLAUSE), Vec::<String>::new(), "{promise}");
        promised.items.insert(promise.items()[0], "tbd".to_owned());
        assert_eq!(gaps(promised, NO_CLAUSE).len(), 1, "a place-holder");
    }
}

#[test]
fn an_item_limits_one_promise() {
    let mut seen = BTreeSet::new();
    for item in ClausePromise::ALL.iter().flat_map(|promise| promise.items()) {
        assert!(seen.insert(*item), "{item}");
    }
    assert_eq!(seen.len(), ClauseItem::ALL.len());
}

#[test]
fn promises_follow_from_rights_and_term_and_limits_from_facts() {
    let mut exclusive = full();
    exclusive.rights = Some(rights(Exclusivity::Sole, &["Foshan"], &["Crane"]));
    assert_eq!(
        gaps(exclusive.clone(), NO_CLAUSE),
        [
            "conditional: exclusive right is promised without minimum purchase",
            "conditional: exclusive right is promised without minimum cure",
            "conditional: exclusive right is promised without minimum remedy",
        ]
    );
    let owed = ObligationDraft {
        products: BTreeSet::new(),
        event: PurchaseEvent::Invoiced,
        months: 12,
        target: PurchaseTarget::Amount("CNY 100000".parse().unwrap()),
        carry: Carry::None,
        cure_days: 30,
        remedy: ObligationRemedy::Downgrade,
    };
    exclusive.obligations.push(Obligation::try_new(owed).unwrap());
    assert_eq!(gaps(exclusive, NO_CLAUSE), Vec::<String>::new());
    let tacit = TermClause { renewal: Renewal::tacit(12), ..NO_CLAUSE };
    assert_eq!(
        gaps(full(), tacit),
        [
            "conditional: tacit renewal is promised without renewal notice",
            "conditional: tacit renewal is promised without renewal party",
            "conditional: tacit renewal is promised without renewal longest",
        ]
    );
    let ended = TermClause { termination: Some(NoticePeriod::Months(3)), ..NO_CLAUSE };
    assert_eq!(gaps(full(), ended).len(), 6, "all but the notice");
}

#[test]
fn a_party_states_eight_things() {
    assert_eq!(Party::default().unstated(), PartyItem::ALL);
    assert_eq!(full().parties.customer.unstated(), []);
    assert_eq!(
        super::given::party("Li").unstated(),
        [PartyItem::Contact, PartyItem::LegalRepresentative, PartyItem::Bank]
    );
}

#[test]
fn name_and_number_agree_with_the_card() {
    let party = Party {
        name: "Foshan Li & Co.".to_owned(),
        tax_number: "91110000-600037341L".to_owned(),
        ..Party::default()
    };
    let told = |name, number| {
        let found = party_mismatches(&party, PartyCard { name, number });
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told("FOSHAN LI & CO", Some("91110000600037341L")), Vec::<String>::new());
    assert_eq!(told("Foshan Li & Co", None), Vec::<String>::new());
    assert_eq!(
        told("Foshan Wang", Some("91110000600037342L")),
        [
            "the name in the contract is \"Foshan Li & Co.\", on the card \"Foshan Wang\"",
            "the number in the contract is \"91110000-600037341L\", on the card \
             \"91110000600037342L\"",
        ]
    );
}

#[track_caller]
fn roles(names: &[&str]) -> BTreeSet<RoleId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn slots(quorum: &Quorum) -> Vec<&str> {
    quorum.slots.iter().map(|slot| slot.role.as_str()).collect()
}

#[test]
fn approvers_go_by_the_amount_at_stake_and_by_deviations() {
    let policy = ContractApprovalPolicyDraft::default();
    let money = |text: &str| text.parse().unwrap();
    let standard = full();
    let asked = |at_stake: &str, clauses: &Clauses| {
        let quorum = policy.approvers(money(at_stake), clauses, &standard);
        slots(&quorum).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(asked("CNY 99999.99", &standard), ["head of sales"]);
    assert_eq!(asked("CNY 100000", &standard), ["head of sales", "general manager"]);
    let other = Clauses {
        settlement: "90 days".to_owned(),
        breach_and_disputes: "our court".to_owned(),
        quality: "second grade".to_owned(),
        ..full()
    };
    assert_eq!(asked("CNY 1", &other), ["head of sales", "credit manager", "lawyer"]);
}

#[test]
fn an_approval_names_the_content_that_was_submitted() {
    let mut policy = ContractApprovalPolicyDraft::default();
    policy.quorum.bands[0].from = Major::from_units(1);
    let standard = clauses();
    let quorum = policy.approvers("CNY 1".parse().unwrap(), &standard, &standard);
    let mut contract = contract("C-1", [ContractStep::Submit]);
    let (t, mut given) = (as_of("2025-12-05"), Vec::new());
    let approval = |content, slot, by: &str| ContentApproval {
        content,
        approval: Approval { slot, by: by.parse().unwrap() },
    };
    let both = roles(&["head of sales", "general manager"]);
    let mut take = |contract: &Contract, approval: ContentApproval, t| {
        let taken = approve_content(contract, &quorum, &mut given, approval, &both, t);
        taken.map_err(|error| error.to_string())
    };
    assert_eq!(content_number(&contract, t), 1);
    assert_eq!(
        take(&contract, approval(1, 0, "Wang"), t).unwrap_err(),
        "cannot approve a contract as Wang, who submitted it"
    );
    assert_eq!(take(&contract, approval(1, 0, "Zhao"), t), Ok(false), "one of two");
    assert_eq!(
        take(&contract, approval(1, 1, "Zhao"), t).unwrap_err(),
        "Zhao approves in one place, and did in place 0"
    );
    apply(&mut contract, ContractStep::Return, "2025-12-05", "Zhao").unwrap();
    assert_eq!(
        take(&contract, approval(1, 1, "Qian"), t).unwrap_err(),
        "a contract is approved while it is in review, it is drafted"
    );
    apply(&mut contract, ContractStep::Submit, "2025-12-06", "Wang").unwrap();
    let t = as_of("2025-12-06");
    assert_eq!(
        take(&contract, approval(1, 1, "Qian"), t).unwrap_err(),
        "the content in review is number 2, 1 was approved"
    );
    assert_eq!(take(&contract, approval(2, 1, "Qian"), t), Ok(false), "the first is history");
    assert_eq!(take(&contract, approval(2, 0, "Zhao"), t), Ok(true));
    assert_eq!(given.len(), 3);
}

//! The mandatory clause groups.

use guanxi::contract::{ClauseGroup, Clauses, Contract, ContractStep, Exclusivity};
use guanxi::measure::{Quotient, Ratio};

use super::given::{apply, clauses, contract, day, rights, term};

#[test]
fn all_eleven_clause_groups_are_mandatory() {
    assert_eq!(Clauses::default().missing(), ClauseGroup::ALL);
    assert_eq!(Clauses::default().completeness(), Quotient::ZERO);
    assert_eq!(clauses().missing(), []);
    assert!(clauses().completeness() == Ratio::ONE);
}

type TakeAway = fn(&mut Clauses);

#[test]
fn a_group_is_written_when_all_its_items_are() {
    let full = clauses();
    let lacking: [(ClauseGroup, TakeAway); 19] = [
        (ClauseGroup::Goods, |c| c.goods.clear()),
        (ClauseGroup::Goods, |c| c.goods[0].variety.clear()),
        (ClauseGroup::Goods, |c| c.goods[0].quantity = 0),
        (ClauseGroup::Quality, |c| c.quality = " ".to_owned()),
        (ClauseGroup::Delivery, |c| c.delivery.time.clear()),
        (ClauseGroup::Delivery, |c| c.delivery.cost.clear()),
        (ClauseGroup::Acceptance, |c| c.acceptance.clear()),
        (ClauseGroup::TradingRights, |c| c.rights = None),
        (ClauseGroup::TradingRights, |c| {
            c.rights = Some(rights(Exclusivity::NonExclusive, &[], &["Crane"]));
        }),
        (ClauseGroup::TradingRights, |c| {
            c.rights = Some(rights(Exclusivity::NonExclusive, &["Foshan"], &[]));
        }),
        (ClauseGroup::Settlement, |c| c.settlement.clear()),
        (ClauseGroup::TradePolicy, |c| c.trade_policy.rebate.clear()),
        (ClauseGroup::TradePolicy, |c| c.trade_policy.staff.clear()),
        (ClauseGroup::OrderingAndReturns, |c| {
            c.ordering_and_returns.clear();
        }),
        (ClauseGroup::BreachAndDisputes, |c| {
            c.breach_and_disputes.clear();
        }),
        (ClauseGroup::Signature, |c| c.signing_place.clear()),
        (ClauseGroup::Parties, |c| c.parties.supplier.name.clear()),
        (ClauseGroup::Parties, |c| {
            c.parties.customer.representative.clear();
        }),
        (ClauseGroup::Parties, |c| {
            c.parties.customer.tax_number.clear();
        }),
    ];
    for (group, take_away) in lacking {
        let mut clauses = full.clone();
        take_away(&mut clauses);
        assert_eq!(clauses.missing(), [group]);
        assert_eq!(Some(clauses.completeness()), Quotient::try_new(10, 11));
    }
}

#[test]
fn a_contract_is_submitted_with_all_clause_groups() {
    let year = term("2026-01-01", "2026-12-31");
    let mut draft = Contract::new("C-1".parse().unwrap(), year);
    let lacking = Clauses { quality: String::new(), rights: None, ..clauses() };
    draft.write(lacking).unwrap();
    assert_eq!(
        apply(&mut draft, ContractStep::Submit, "2025-12-01", "Wang").unwrap_err(),
        "cannot submit a contract without quality, trading rights"
    );
    draft.write(clauses()).unwrap();
    assert_eq!(apply(&mut draft, ContractStep::Submit, "2025-12-01", "Wang"), Ok(()));
}

#[test]
fn only_a_draft_is_written() {
    let mut submitted = contract("C-1", [ContractStep::Submit]);
    assert_eq!(
        submitted.write(Clauses::default()).unwrap_err().to_string(),
        "the clauses of a contract are written while it is drafted, it is in review"
    );
    apply(&mut submitted, ContractStep::Return, "2025-12-02", "Zhao").unwrap();
    assert_eq!(submitted.write(Clauses::default()), Ok(()));
}

#[test]
fn clauses_of_a_contract_signed_elsewhere_are_written_freely_before_its_first_step() {
    let year = term("2026-01-01", "2026-12-31");
    let id = "C-1".parse().unwrap();
    let mut signed = Contract::signed_elsewhere(id, day("2025-12-20"), year).unwrap();
    signed.write(clauses()).unwrap();
    assert_eq!(signed.clauses(), &clauses());
    let terminate = ContractStep::Terminate { reason: "diversion".to_owned() };
    apply(&mut signed, terminate, "2026-03-01", "Wang").unwrap();
    assert_eq!(
        signed.write(Clauses::default()).unwrap_err().to_string(),
        "the clauses of a contract signed elsewhere are added to, goods is known and would change"
    );
}

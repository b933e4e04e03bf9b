//! What the tests of the contract are given.

use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::contract::{
    ChannelLevel, Clauses, Contract, ContractStep, Delivery, Exclusivity, GoodsLine, Parties,
    Party, Rights, TradePolicy,
};

#[track_caller]
pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[track_caller]
pub(super) fn as_of(text: &str) -> AsOf {
    AsOf::new(day(text))
}

#[track_caller]
pub(super) fn term(from: &str, to: &str) -> Validity {
    Validity::try_new(day(from), Some(day(to))).unwrap()
}

pub(super) fn text() -> String {
    "agreed".to_owned()
}

pub(super) fn party(name: &str) -> Party {
    Party {
        name: name.to_owned(),
        address: text(),
        representative: text(),
        account: text(),
        tax_number: text(),
        ..Party::default()
    }
}

#[track_caller]
pub(super) fn rights(exclusivity: Exclusivity, territories: &[&str], brands: &[&str]) -> Rights {
    let territories = territories.iter().map(|name| name.parse().unwrap()).collect();
    let brands = brands.iter().map(|name| name.parse().unwrap()).collect();
    Rights::new(ChannelLevel::FirstTier, exclusivity, territories, brands)
}

pub(crate) fn clauses() -> Clauses {
    Clauses {
        goods: vec![GoodsLine {
            variety: text(),
            brand: "Crane".parse().unwrap(),
            specification: text(),
            quantity: 1,
            price: "CNY 12.50".parse().unwrap(),
        }],
        quality: text(),
        delivery: Delivery { time: text(), place: text(), transport: text(), cost: text() },
        acceptance: text(),
        rights: Some(rights(Exclusivity::Exclusive, &["Foshan"], &["Crane"])),
        settlement: text(),
        trade_policy: TradePolicy {
            rebate: text(),
            annual_bonus: text(),
            promotion: text(),
            advertising: text(),
            staff: text(),
        },
        ordering_and_returns: text(),
        breach_and_disputes: text(),
        signing_place: text(),
        parties: Parties { supplier: party("We"), customer: party("Li & Co") },
        ..Clauses::default()
    }
}

/// Submitted by Wang on 1 December 2025 and so on, a step a day, for the year 2026.
#[track_caller]
pub(super) fn contract(id: &str, steps: impl IntoIterator<Item = ContractStep>) -> Contract {
    let year = term("2026-01-01", "2026-12-31");
    let mut contract = Contract::new(id.parse().unwrap(), year);
    contract.write(clauses()).unwrap();
    for (step, days) in steps.into_iter().zip(0..) {
        let by = if step == ContractStep::Approve { "Zhao" } else { "Wang" };
        let on = day("2025-12-01").offset(days);
        contract.apply(step, on, by.parse().unwrap()).unwrap();
    }
    contract
}

pub(super) fn terminate() -> ContractStep {
    ContractStep::Terminate { reason: "diversion".to_owned() }
}

#[track_caller]
pub(super) fn apply(
    contract: &mut Contract,
    step: ContractStep,
    on: &str,
    by: &str,
) -> Result<(), String> {
    let done = contract.apply(step, day(on), by.parse().unwrap());
    done.map_err(|refused| refused.to_string())
}

#[track_caller]
pub(super) fn elsewhere(signed: &str, from: &str, to: Option<&str>) -> Contract {
    let id = "C-1".parse().unwrap();
    let term = Validity::try_new(day(from), to.map(day)).unwrap();
    Contract::signed_elsewhere(id, day(signed), term).unwrap()
}

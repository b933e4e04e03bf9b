//! A morning at the desk of a contract manager: contracts to act on, a renewal that binds, rights
//! granted twice, an amendment, a minimum purchase behind its pace, and notices of competition law.
//!
//! The contracts, the deliveries and the map of territories stand in `desk.toml` beside this file,
//! in the form in which a program keeps them. Another file of that form can be given.
//!
//! ```text
//! cargo run --release --example contract_desk [FILE.toml]
//! ```

#![allow(clippy::disallowed_types, reason = "serde reads any number into a flattened field")]

use std::collections::BTreeMap;
use std::error::Error;

use guanxi::agreement::{
    ClausePolicy, CompetitionFacts, CompetitionPolicy, ObligationStage, Purchase, PurchaseLog,
    RenewalPolicy, TermStage, changes, competition_findings, notice_calendar, read_obligation,
};
use guanxi::calendar::{AsOf, Day, WorkCalendar};
use guanxi::contract::{Contract, ContractOrigin};
use guanxi::forest::Forest;
use guanxi::id::{ContractId, CustomerId, CustomerKey, TerritoryId};
use guanxi::money::Money;
use guanxi::phase::DayWeights;
use guanxi::trading_rights::{Grant, RightsMap, rights_conflicts};
use serde::Deserialize;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The days ahead that a contract to act on may lie.
const AHEAD: i32 = 90;

/// Everything on the desk.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Desk {
    today: Day,
    territories: Forest<TerritoryId>,
    contracts: Vec<Signed>,
    delivered: Vec<Delivery>,
    competition: Vec<Competition>,
}

/// A contract with its customer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    customer: CustomerId,
    contract: Contract,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Delivery {
    contract: ContractId,
    on: Day,
    amount: Money,
}

/// What is known of a contract beside its clauses.
#[derive(Deserialize)]
struct Competition {
    contract: ContractId,
    #[serde(flatten)]
    facts: CompetitionFacts,
}

impl Desk {
    fn read() -> Outcome<Self> {
        let text = match std::env::args_os().nth(1) {
            Some(path) => std::fs::read_to_string(path)?,
            None => include_str!("desk.toml").to_owned(),
        };
        Ok(toml::from_str(&text)?)
    }

    fn t(&self) -> AsOf {
        AsOf::new(self.today)
    }

    /// The contract with its customer, for a person: `Li & Sons (K-1)`.
    fn named(&self, id: &ContractId) -> String {
        let of = self.contracts.iter().find(|it| it.contract.id() == id);
        of.map_or_else(|| id.to_string(), |it| format!("{} ({id})", it.customer))
    }
}

fn main() -> Outcome {
    let desk = Desk::read()?;
    println!("{} contracts on {}", desk.contracts.len(), desk.today);
    to_act_on(&desk);
    conflicts(&desk);
    amended(&desk);
    minimums(&desk);
    competition(&desk);
    drafts(&desk);
    Ok(())
}

/// Contracts on which something has to be done, by day, with the terms ahead of the first.
fn to_act_on(desk: &Desk) {
    let (policy, calendar, t) = (RenewalPolicy::default(), WorkCalendar::default(), desk.t());
    let horizon = desk.today.offset(AHEAD);
    let mut due = Vec::new();
    for it in &desk.contracts {
        let Some(reading) = policy.read(&it.contract, t, &calendar) else { continue };
        let by = reading.act_by.or(reading.until).filter(|by| *by <= horizon);
        let by = by.or((reading.stage == TermStage::WillRenew).then_some(desk.today));
        due.extend(by.map(|by| (by, it, reading)));
    }
    due.sort_by_key(|(by, it, _)| (*by, &it.customer));
    println!("\nTo act on by {horizon}");
    for (by, it, reading) in &due {
        let last = reading.period.days.to().unwrap_or(*by);
        let todo = match reading.stage {
            TermStage::ToRenew => format!("ended on {last}; renew it by {by}, or it is over"),
            TermStage::WillRenew => {
                let until = reading.bound_until.map(|it| it.to_string()).unwrap_or_default();
                format!("nobody declined in time: it is bound until {until}, plan for that")
            }
            TermStage::NotBegun
            | TermStage::Running
            | TermStage::Watched
            | TermStage::Ending
            | TermStage::SellOff
            | TermStage::Over => {
                format!("decline or confirm by {by}; its term ends on {last}")
            }
        };
        println!("  {:<13} {}: {todo}", it.customer.as_str(), it.contract.id());
    }
    let renewed = due.iter().find(|(_, _, reading)| reading.stage == TermStage::Watched);
    let Some((_, first, _)) = renewed else { return };
    println!("\nIf nobody ever acts on {}", desk.named(first.contract.id()));
    for ahead in notice_calendar(&first.contract, t, 3, &policy, &calendar) {
        println!("  {ahead}");
    }
}

/// Rights granted against each other, those of drafts included.
fn conflicts(desk: &Desk) {
    // Each customer has a number of its own in a book; here it is its place in the list of names.
    let mut keys: BTreeMap<&CustomerId, CustomerKey> = BTreeMap::new();
    for (it, place) in desk.contracts.iter().zip(0..) {
        keys.entry(&it.customer).or_insert_with(|| CustomerKey::from_position(place));
    }
    let grants = desk
        .contracts
        .iter()
        .filter_map(|it| {
            let key = *keys.get(&it.customer)?;
            Some(Grant::from_contract(key, &it.contract, None, desk.t()))
        })
        .flatten();
    let grants: Vec<Grant<'_>> = grants.collect();
    let map = RightsMap { territories: desk.territories.clone(), ..RightsMap::default() };
    println!("\nRights granted twice, of {} contracts that grant any", grants.len());
    for it in rights_conflicts(&grants, &map) {
        println!("  {it}");
        println!("  change {} or {}", desk.named(&it.first), desk.named(&it.second));
    }
}

/// What amendments change until the end of the year.
fn amended(desk: &Desk) {
    let last = desk.today.month().offset(12).first_day();
    println!("\nWhat changes in contracts until {last}");
    for it in &desk.contracts {
        for change in changes(&it.contract, desk.today, last, desk.t()) {
            println!("  {}: {change}", desk.named(it.contract.id()));
        }
    }
}

/// Minimum purchases in the period that runs.
fn minimums(desk: &Desk) {
    let (weights, calendar) = (DayWeights::default(), WorkCalendar::default());
    println!("\nMinimum purchases");
    for it in &desk.contracts {
        let delivered = desk.delivered.iter().filter(|sale| sale.contract == *it.contract.id());
        let delivered =
            delivered.map(|sale| Purchase { on: sale.on, amount: sale.amount.amount() });
        let delivered: Vec<Purchase> = delivered.collect();
        let log = PurchaseLog { delivered: &delivered, ..PurchaseLog::default() };
        let first = it.contract.term().from();
        for duty in &it.contract.clauses().obligations {
            for reading in read_obligation(duty, first, &log, desk.t(), &weights, &calendar) {
                println!("  {}: {reading}", desk.named(it.contract.id()));
                if reading.stage == ObligationStage::Behind {
                    let last = reading.period.to().unwrap_or(desk.today);
                    let missing = reading.target.told(reading.shortfall);
                    println!("  {missing} are missing up to {last}, then: {}", duty.remedy);
                }
            }
        }
    }
}

/// Notices of competition law, for a lawyer to look at.
fn competition(desk: &Desk) {
    println!("\nFor a lawyer to look at");
    for it in &desk.competition {
        for finding in competition_findings(&it.facts, &CompetitionPolicy::default()) {
            println!("  {}: {finding}", desk.named(&it.contract));
        }
    }
}

/// The gaps of the drafts.
fn drafts(desk: &Desk) {
    let policy = ClausePolicy::default();
    let is_draft = |it: &&Signed| it.contract.origin() == ContractOrigin::Drafted;
    for it in desk.contracts.iter().filter(is_draft) {
        let gaps = policy.gaps(&it.contract);
        println!("\n{} is a draft with {} gaps, first", desk.named(it.contract.id()), gaps.len());
        for gap in gaps.iter().take(6) {
            println!("  {gap}");
        }
    }
}

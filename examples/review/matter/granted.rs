//! Rights that are granted against each other, or that are not ours to grant.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::contract::{Contract, Exclusivity};
use guanxi::forest::Forest;
use guanxi::id::{ContractId, CustomerKey};
use guanxi::review::Review;
use guanxi::trading_rights::{
    Grant, OwnRights, RightsFinding, RightsMap, rights_conflicts, rights_findings,
};

use crate::load::judged::Judged;
use crate::load::rights::GrantedRights;

/// Rights that call for somebody.
pub(crate) struct RightsDue<'a> {
    pub(crate) finding: &'static str,
    /// The contracts, each with its customer and its exclusivity.
    pub(crate) contracts: Vec<RightsHolder<'a>>,
    pub(crate) brand: Option<String>,
    pub(crate) territory: Option<String>,
    /// The days of which it is true; `None` for a fault of a row.
    pub(crate) days: Option<Validity>,
    pub(crate) problem: RightsProblem,
}

/// A contract that grants rights.
pub(crate) struct RightsHolder<'a> {
    pub(crate) customer: &'a str,
    pub(crate) contract: ContractId,
    pub(crate) exclusivity: Exclusivity,
}

/// The reason for which rights call for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RightsProblem {
    /// Two customers have the same right, and one of them is to have it alone.
    Conflict { level: String },
    /// We do not hold the right that we grant.
    NotHeld,
    /// We hold it, and not exclusively, as we grant it.
    NotHeldExclusively,
    /// Two contracts of one customer grant the same.
    Twice,
    /// The territory is in no row of the tree.
    Unknown,
    /// The territory is carved out and was not granted.
    CarvedOutside,
    /// In the words of the library.
    Other(String),
}

pub(super) fn rights<'a>(
    review: &Review<'a>,
    judged: &Judged,
    keys: &[CustomerKey],
) -> Result<Vec<RightsDue<'a>>, String> {
    let (book, t) = (review.book(), review.as_of());
    let files = &judged.rights;
    let mut terms = BTreeMap::new();
    for key in book.keys() {
        let account = book.account_at(key, t).map_err(|error| error.to_string())?;
        let contracts = account.view().contracts().iter();
        terms.extend(contracts.map(|it| (it.id().clone(), term(it, t))));
    }
    let grants = files.granted.iter().filter_map(|it| {
        let days = match terms.get(&it.contract) {
            None => it.days,
            Some(term) => it.days.overlap((*term)?)?,
        };
        let customer = book.survivor_at(it.customer, t);
        let exclusivity = it.rights.exclusivity;
        Some(Grant { customer, contract: &it.contract, rights: &it.rights, exclusivity, days })
    });
    let grants: Vec<Grant<'_>> = grants.filter(|it| !it.days.is_over_on(t.day())).collect();
    let territories = Forest::try_new(files.places.clone()).map_err(|error| error.to_string())?;
    let map = RightsMap { territories, ..RightsMap::default() };
    let own = OwnRights { sources: files.licences.clone(), direct: Vec::new() };
    let holder = |contract: &ContractId| {
        let it: &GrantedRights = files.granted.iter().find(|it| it.contract == *contract)?;
        let customer = book.name(book.survivor_at(it.customer, t));
        let exclusivity = it.rights.exclusivity;
        Some(RightsHolder { customer, contract: contract.clone(), exclusivity })
    };
    let conflicts = rights_conflicts(&grants, &map).into_iter().map(|it| RightsDue {
        finding: "conflict",
        contracts: [(&it.first, it.first_grants), (&it.second, it.second_grants)]
            .into_iter()
            .filter_map(|(contract, exclusivity)| {
                Some(RightsHolder { exclusivity, ..holder(contract)? })
            })
            .collect(),
        brand: Some(it.brand.to_string()),
        territory: Some(it.territory.to_string()),
        days: Some(it.overlap),
        problem: RightsProblem::Conflict { level: it.level.to_string() },
    });
    let findings = rights_findings(&grants, &own, &map);
    let findings = findings.into_iter().filter_map(|it| finding(it, &holder));
    let names: BTreeSet<&str> = keys.iter().map(|key| book.name(*key)).collect();
    let concerns = |it: &RightsDue<'_>| {
        let is_over = it.days.is_some_and(|days| days.is_over_on(t.day()));
        let is_asked =
            it.contracts.is_empty() || it.contracts.iter().any(|it| names.contains(it.customer));
        is_asked && !is_over
    };
    let mut all: Vec<RightsDue<'a>> = conflicts.chain(findings).filter(concerns).collect();
    // What holds already comes first, and what is to come by its day.
    all.sort_by_key(|it| {
        let from = it.days.map_or(t.day(), Validity::from).max(t.day());
        (from, it.contracts.iter().map(|it| it.contract.clone()).collect::<Vec<_>>())
    });
    Ok(all)
}

/// The days for which a contract binds; `None` where it was over before it began.
fn term(contract: &Contract, t: AsOf) -> Option<Validity> {
    contract.bound_term(t)
}

fn finding<'a>(
    finding: RightsFinding,
    holder: &impl Fn(&ContractId) -> Option<RightsHolder<'a>>,
) -> Option<RightsDue<'a>> {
    let words = finding.to_string();
    let due = |code, contracts: &[&ContractId], place: (Option<String>, String), days, problem| {
        let contracts = contracts.iter().filter_map(|it| holder(it)).collect();
        let (brand, territory) = (place.0, Some(place.1));
        Some(RightsDue { finding: code, contracts, brand, territory, days, problem })
    };
    match finding {
        RightsFinding::UnknownTerritory { contract, territory } => {
            let place = (None, territory.to_string());
            due("unknown_territory", &[&contract], place, None, RightsProblem::Unknown)
        }
        RightsFinding::CarveOutOutside { contract, territory } => {
            let place = (None, territory.to_string());
            due("carve_out_outside", &[&contract], place, None, RightsProblem::CarvedOutside)
        }
        RightsFinding::NotHeld { contract, brand, territory, days } => {
            let place = (Some(brand.to_string()), territory.to_string());
            due("not_held", &[&contract], place, Some(days), RightsProblem::NotHeld)
        }
        RightsFinding::NotHeldExclusively { contract, brand, territory, days } => {
            let place = (Some(brand.to_string()), territory.to_string());
            let problem = RightsProblem::NotHeldExclusively;
            due("not_held_exclusively", &[&contract], place, Some(days), problem)
        }
        RightsFinding::OwnOverlap { first, second, brand, territory, days } => {
            // Two rows of one contract are one grant in two parts.
            if first == second {
                return None;
            }
            let place = (Some(brand.to_string()), territory.to_string());
            due("own_overlap", &[&first, &second], place, Some(days), RightsProblem::Twice)
        }
        RightsFinding::CrowdedGroup { brand, territory, .. } => {
            let place = (Some(brand.to_string()), territory.to_string());
            due("crowded_group", &[], place, None, RightsProblem::Other(words))
        }
        RightsFinding::SoldDirectly { contract, brand, territory, days } => {
            let place = (Some(brand.to_string()), territory.to_string());
            due("sold_directly", &[&contract], place, Some(days), RightsProblem::Other(words))
        }
        _ => None,
    }
}

/// The first day on which rights are wrong, where that is still to come.
pub(crate) fn begins(days: Validity, t: AsOf) -> Option<Day> {
    (days.from() > t.day()).then_some(days.from())
}

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::numbering::{Node, Numbering};
use super::scope::{LevelClass, Scope, inner_of};
use super::{DirectSales, Grant, OwnRights, RightsMap};
use crate::calendar::{Day, Validity};
use crate::contract::Exclusivity;
use crate::id::{BrandId, ContractId, CustomerKey, ExclusivityGroupId, TerritoryId};

/// Something about granted rights that is not a conflict of two customers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum RightsFinding {
    /// The territory is not on the map.
    UnknownTerritory {
        /// The contract.
        contract: ContractId,
        /// The territory.
        territory: TerritoryId,
    },
    /// The territory that is carved out lies outside of the grant.
    CarveOutOutside {
        /// The contract.
        contract: ContractId,
        /// The territory.
        territory: TerritoryId,
    },
    /// We grant a brand in a territory for which we hold no right on some days.
    NotHeld {
        /// The contract.
        contract: ContractId,
        /// The brand.
        brand: BrandId,
        /// The territory.
        territory: TerritoryId,
        /// The first days without a right of ours.
        days: Validity,
    },
    /// We grant exclusively what we do not hold exclusively.
    NotHeldExclusively {
        /// The contract.
        contract: ContractId,
        /// The brand.
        brand: BrandId,
        /// The territory.
        territory: TerritoryId,
        /// The first days without an exclusive right of ours.
        days: Validity,
    },
    /// We sell ourselves where we granted exclusively.
    SoldDirectly {
        /// The contract.
        contract: ContractId,
        /// The brand.
        brand: BrandId,
        /// The territory.
        territory: TerritoryId,
        /// The days of both.
        days: Validity,
    },
    /// Two contracts of one customer grant the same for some of the same days, and neither succeeds
    /// the other.
    OwnOverlap {
        /// The contract whose right begins first.
        first: ContractId,
        /// The other contract.
        second: ContractId,
        /// The brand.
        brand: BrandId,
        /// The territory.
        territory: TerritoryId,
        /// The days of both.
        days: Validity,
    },
    /// More distributors share an exclusive right than policy allows.
    CrowdedGroup {
        /// The group.
        group: ExclusivityGroupId,
        /// The brand.
        brand: BrandId,
        /// The territory of the grant with which there are too many.
        territory: TerritoryId,
        /// The first day.
        on: Day,
        /// The number of customers.
        count: usize,
        /// The most customers.
        most: usize,
    },
}

/// Everything about some grants that is not a conflict of two customers, sorted by kind, contract
/// and place.
///
/// # Rule
///
/// > S5: no right held; held, but not exclusively; an exclusive right against our own sales; a
/// > territory that is no node; a carve-out outside the grant; two terms of one customer and scope
/// > that overlap; an exclusivity group larger than policy.
///
/// A territory is asked for on the map only where the map lists any.
#[doc(alias = "越权授权")]
pub fn rights_findings(
    grants: &[Grant<'_>],
    own: &OwnRights,
    map: &RightsMap,
) -> Vec<RightsFinding> {
    let named =
        grants.iter().flat_map(|it| it.rights.territories.iter().chain(&it.rights.excluded));
    let held = own.sources.iter().flat_map(|it| &it.territories);
    let sold = own.direct.iter().map(|it| &it.territory);
    let numbering = Numbering::new(&map.territories, named.chain(held).chain(sold));
    let mut found = BTreeSet::new();
    for grant in grants {
        found.extend(faults(grant, map));
        found.extend(unheld(grant, own, map));
        found.extend(own.direct.iter().filter_map(|it| sold_directly(grant, it, &numbering)));
    }
    found.extend(own_overlaps(grants, &numbering, map));
    found.extend(crowded_groups(grants, &numbering, map));
    found.into_iter().collect()
}

fn faults(grant: &Grant<'_>, map: &RightsMap) -> Vec<RightsFinding> {
    let (rights, contract) = (grant.rights, grant.contract);
    let is_mapped = !map.territories.places().is_empty();
    let named = rights.territories.iter().chain(&rights.excluded);
    let unknown = named.filter(|it| is_mapped && !map.territories.knows(it));
    let unknown = unknown.map(|it| RightsFinding::UnknownTerritory {
        contract: contract.clone(),
        territory: it.clone(),
    });
    let is_granted = |carved: &TerritoryId| {
        rights.territories.iter().any(|outer| map.territories.holds(outer, carved))
    };
    let outside = rights.excluded.iter().filter(|it| !is_granted(it));
    let outside = outside.map(|it| RightsFinding::CarveOutOutside {
        contract: contract.clone(),
        territory: it.clone(),
    });
    unknown.chain(outside).collect()
}

fn is_restricting(exclusivity: Exclusivity) -> bool {
    match exclusivity {
        Exclusivity::Exclusive | Exclusivity::Sole => true,
        Exclusivity::NonExclusive => false,
    }
}

/// The first territory of each brand that we do not hold, or not exclusively.
fn unheld(grant: &Grant<'_>, own: &OwnRights, map: &RightsMap) -> Vec<RightsFinding> {
    let mut found = Vec::new();
    let licensed = grant.rights.brands.iter();
    for brand in licensed.filter(|brand| own.sources.iter().any(|it| it.brand == **brand)) {
        for territory in &grant.rights.territories {
            let holds = |it: &TerritoryId| map.territories.holds(it, territory);
            let sources = own.sources.iter().filter(|it| it.brand == *brand);
            let sources = sources.filter(|it| it.territories.iter().any(holds));
            let of_kind = |is_wanted: fn(Exclusivity) -> bool| {
                let days = sources.clone().filter(|it| is_wanted(it.exclusivity));
                first_gap(grant.days, days.map(|it| it.days).collect())
            };
            let (contract, brand) = (grant.contract.clone(), brand.clone());
            let territory = territory.clone();
            if let Some(days) = of_kind(|_| true) {
                found.push(RightsFinding::NotHeld { contract, brand, territory, days });
            } else if let Some(days) = of_kind(is_restricting)
                && is_restricting(grant.exclusivity)
            {
                found.push(RightsFinding::NotHeldExclusively { contract, brand, territory, days });
            }
        }
    }
    found
}

/// The first days of a term that some other terms leave open.
fn first_gap(days: Validity, mut covers: Vec<Validity>) -> Option<Validity> {
    covers.sort_unstable();
    let mut rest = days;
    for cover in covers {
        if cover.from() > rest.from() {
            return rest.before(cover.from());
        }
        if cover.contains(rest.from()) {
            let next = cover.to()?.checked_offset(1)?;
            rest = rest.overlap(Validity::open_ended(next))?;
        }
    }
    Some(rest)
}

fn sold_directly(
    grant: &Grant<'_>,
    direct: &DirectSales,
    numbering: &Numbering<'_>,
) -> Option<RightsFinding> {
    let rights = grant.rights;
    let is_exclusive = match grant.exclusivity {
        Exclusivity::Exclusive => true,
        Exclusivity::Sole | Exclusivity::NonExclusive => false,
    };
    let channels = rights.channels.is_disjoint(&direct.channels)
        && !rights.channels.is_empty()
        && !direct.channels.is_empty();
    if !is_exclusive || channels || !rights.brands.contains(&direct.brand) {
        return None;
    }
    let days = grant.days.overlap(direct.days)?;
    let excluded = numbering.spans(&rights.excluded);
    let sold = numbering.number(&direct.territory)?;
    let inner = |territory: &TerritoryId| inner_of(numbering, numbering.number(territory)?, sold);
    let inners = rights.territories.iter().filter_map(inner);
    let node = inners.into_iter().find(|it| it.leaves.first_outside(&excluded).is_some())?;
    Some(RightsFinding::SoldDirectly {
        contract: grant.contract.clone(),
        brand: direct.brand.clone(),
        territory: node.name.clone(),
        days,
    })
}

/// Contracts of one customer that grant the same. Few customers have many contracts, so each pair
/// is compared.
fn own_overlaps(
    grants: &[Grant<'_>],
    numbering: &Numbering<'_>,
    map: &RightsMap,
) -> Vec<RightsFinding> {
    let mut of_customers: BTreeMap<CustomerKey, Vec<&Grant<'_>>> = BTreeMap::new();
    for grant in grants {
        of_customers.entry(grant.customer).or_default().push(grant);
    }
    let mut found = Vec::new();
    for mut own in of_customers.into_values() {
        own.sort_by_key(|it| (it.days.from(), it.contract.clone()));
        let mut rest = own.as_slice();
        while let Some((first, later)) = rest.split_first() {
            found.extend(later.iter().filter_map(|it| own_overlap(first, it, numbering, map)));
            rest = later;
        }
    }
    found
}

fn own_overlap(
    first: &Grant<'_>,
    second: &Grant<'_>,
    numbering: &Numbering<'_>,
    map: &RightsMap,
) -> Option<RightsFinding> {
    if LevelClass::new(first.rights.level) != LevelClass::new(second.rights.level) {
        return None;
    }
    let brand = first.rights.brands.intersection(&second.rights.brands).next()?;
    let spans = |grant: &Grant<'_>| numbering.spans(&grant.rights.excluded);
    let (one, other) = (spans(first), spans(second));
    let scope = Scope::new(first.rights, &one, first.days);
    let beside = Scope::new(second.rights, &other, second.days);
    let pairs = first.rights.territories.iter().flat_map(|territory| {
        second.rights.territories.iter().map(move |other| (territory, other))
    });
    let inner = |(one, other): (&TerritoryId, &TerritoryId)| -> Option<(Node<'_>, Validity)> {
        let node = inner_of(numbering, numbering.number(one)?, numbering.number(other)?)?;
        Some((node, scope.meeting(beside, node, map)?))
    };
    let (node, days) = pairs.filter_map(inner).min_by_key(|(node, _)| node.name)?;
    Some(RightsFinding::OwnOverlap {
        first: first.contract.clone(),
        second: second.contract.clone(),
        brand: brand.clone(),
        territory: node.name.clone(),
        days,
    })
}

/// Groups of more customers than policy allows, each with the first day.
fn crowded_groups(
    grants: &[Grant<'_>],
    numbering: &Numbering<'_>,
    map: &RightsMap,
) -> Vec<RightsFinding> {
    let mut groups: BTreeMap<_, Vec<&Grant<'_>>> = BTreeMap::new();
    for grant in grants {
        for (group, brand) in grant
            .rights
            .group
            .iter()
            .flat_map(|group| grant.rights.brands.iter().map(move |brand| (group, brand)))
        {
            let class = LevelClass::new(grant.rights.level);
            groups.entry((group, brand, class)).or_default().push(grant);
        }
    }
    let mut found = Vec::new();
    for ((group, brand, _), mut members) in groups {
        members.sort_by_key(|it| (it.days.from(), it.contract.clone()));
        let first = members.iter().find_map(|it| {
            let (node, count) = crowd(it, &members, numbering)?;
            (count > map.most_in_group).then_some((node, count, it.days.from()))
        });
        found.extend(first.map(|(node, count, on)| RightsFinding::CrowdedGroup {
            group: group.clone(),
            brand: brand.clone(),
            territory: node.name.clone(),
            on,
            count,
            most: map.most_in_group,
        }));
    }
    found
}

/// The territory of a grant in which most customers of the group have a right on its first day,
/// with their number.
fn crowd<'n>(
    grant: &Grant<'_>,
    members: &[&Grant<'_>],
    numbering: &Numbering<'n>,
) -> Option<(Node<'n>, usize)> {
    let within = members.iter().flat_map(|it| &it.rights.territories);
    let nodes = within.filter_map(|name| numbering.node(numbering.number(name)?));
    let own = grant.rights.territories.iter().filter_map(|it| numbering.number(it));
    let own: Vec<usize> = own.collect();
    let is_own = |node: &Node<'_>| {
        let number = numbering.number(node.name);
        number.is_some_and(|it| own.iter().any(|one| inner_of(numbering, *one, it).is_some()))
    };
    let day = grant.days.from();
    let counts = nodes.filter(is_own).map(|it| (it, count_on(it, day, members, numbering)));
    counts.max_by(|a, b| a.1.cmp(&b.1).then(b.0.name.cmp(a.0.name)))
}

/// The customers that have a right in a whole territory on a day.
fn count_on(node: Node<'_>, day: Day, members: &[&Grant<'_>], numbering: &Numbering<'_>) -> usize {
    let holds = |grant: &&&Grant<'_>| {
        let spans = numbering.spans(&grant.rights.territories);
        let carved = numbering.spans(&grant.rights.excluded);
        let is_carved = node.leaves.first_outside(&carved).is_none();
        grant.days.contains(day) && node.leaves.first_outside(&spans).is_none() && !is_carved
    };
    members.iter().filter(holds).map(|it| it.customer).collect::<BTreeSet<_>>().len()
}

impl fmt::Display for RightsFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownTerritory { contract, territory } => {
                write!(f, "{contract} grants {territory}, which is not on the map")
            }
            Self::CarveOutOutside { contract, territory } => {
                write!(f, "{contract} carves out {territory}, which it does not grant")
            }
            Self::NotHeld { contract, brand, territory, days } => write!(
                f,
                "{contract} grants {brand} in {territory}, for which we hold no right: {days}"
            ),
            Self::NotHeldExclusively { contract, brand, territory, days } => write!(
                f,
                "{contract} grants {brand} in {territory} exclusively, we do not hold it so: {days}"
            ),
            Self::SoldDirectly { contract, brand, territory, days } => write!(
                f,
                "{contract} grants {brand} in {territory} exclusively, we sell there ourselves: \
                 {days}"
            ),
            Self::OwnOverlap { first, second, brand, territory, days } => write!(
                f,
                "{first} and {second} of one customer both grant {brand} in {territory}: {days}"
            ),
            Self::CrowdedGroup { group, brand, territory, on, count, most } => write!(
                f,
                "{count} customers share {brand} in {territory} as {group} from {on}, at most \
                 {most} may"
            ),
        }
    }
}

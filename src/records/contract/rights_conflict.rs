use std::collections::BTreeMap;
use std::fmt;

use super::{ChannelLevel, Contract, Exclusivity};
use crate::calendar::{AsOf, Validity};
use crate::id::{BrandId, ContractId, TerritoryId};

/// Two contracts that grant the same exclusive right for some of the same days.
#[doc(alias = "独家权冲突")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RightsConflict {
    /// The contract whose right begins first, by number where both begin on the same day.
    pub first: ContractId,
    /// The other contract.
    pub second: ContractId,
    /// The level that both grant.
    pub level: ChannelLevel,
    /// The territory that both grant.
    pub territory: TerritoryId,
    /// The brand that both grant.
    pub brand: BrandId,
    /// The days on which both grant it.
    pub overlap: Validity,
}

impl fmt::Display for RightsConflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, second, level, territory, brand, overlap } = self;
        write!(
            f,
            "{first} and {second} both grant {brand} in {territory} exclusively at level {level}, {overlap}"
        )
    }
}

/// Finds exclusive rights that are granted twice, with one conflict for each pair of contracts,
/// level, territory and brand.
///
/// Contracts count from the draft on, so that a conflict is found before it is signed; a
/// termination seen on the date ends the right before its day. A territory and a brand conflict
/// only with themselves, by their names.
///
/// # Rule
///
/// > S5: Conflicts between exclusive rights: same territory, brand and level, overlapping term.
///
/// ```
/// use guanxi::calendar::{AsOf, Day, Validity};
/// use guanxi::contract::{
///     ChannelLevel, Clauses, Contract, Exclusivity, Rights, rights_conflicts,
/// };
///
/// let clauses = Clauses {
///     rights: Some(Rights {
///         level: ChannelLevel::FirstTier,
///         exclusivity: Exclusivity::Exclusive,
///         territories: ["Foshan".parse()?].into(),
///         brands: ["Crane".parse()?].into(),
///     }),
///     ..Clauses::default()
/// };
/// let draft = |id: &str, term| -> Result<Contract, Box<dyn std::error::Error>> {
///     let mut contract = Contract::new(id.parse()?, term);
///     contract.write(clauses.clone())?;
///     Ok(contract)
/// };
/// let day = |text: &str| text.parse::<Day>();
/// let old = draft("C-1", Validity::try_new(day("2026-01-01")?, Some(day("2026-12-31")?))?)?;
/// let new = draft("C-2", Validity::open_ended(day("2026-12-01")?))?;
/// let found = rights_conflicts(&[old, new], AsOf::new(day("2026-03-02")?));
/// assert_eq!(
///     found.iter().map(ToString::to_string).collect::<Vec<_>>(),
///     ["C-1 and C-2 both grant Crane in Foshan exclusively at level first_tier, \
///       2026-12-01 to 2026-12-31"]
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn rights_conflicts(contracts: &[Contract], t: AsOf) -> Vec<RightsConflict> {
    let mut granted: BTreeMap<_, Vec<(Validity, &ContractId)>> = BTreeMap::new();
    for contract in contracts {
        if let (Some(rights), Some(term)) = (&contract.clauses().rights, contract.term_as_of(t))
            && rights.exclusivity == Exclusivity::Exclusive
        {
            for territory in &rights.territories {
                for brand in &rights.brands {
                    let right = (rights.level, territory, brand);
                    granted.entry(right).or_default().push((term, contract.id()));
                }
            }
        }
    }
    let mut found = Vec::new();
    for ((level, territory, brand), mut grants) in granted {
        grants.sort();
        for (first, second, overlap) in overlaps(&grants) {
            found.push(RightsConflict {
                first: first.clone(),
                second: second.clone(),
                level,
                territory: territory.clone(),
                brand: brand.clone(),
                overlap,
            });
        }
    }
    found
}

/// All pairs of grants that overlap. The grants are in the order of their first days, so the first
/// later grant that begins after the end ends the search.
fn overlaps<'a>(
    grants: &[(Validity, &'a ContractId)],
) -> Vec<(&'a ContractId, &'a ContractId, Validity)> {
    let mut found = Vec::new();
    let mut rest = grants;
    while let Some(((term, first), later)) = rest.split_first() {
        found.extend(later.iter().map_while(|(other, second)| {
            let overlap = term.overlap(*other)?;
            Some((*first, *second, overlap))
        }));
        rest = later;
    }
    found
}

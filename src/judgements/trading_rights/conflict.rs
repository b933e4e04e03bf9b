use std::fmt;

use crate::calendar::Validity;
use crate::contract::{ChannelLevel, Exclusivity};
use crate::id::{BrandId, ContractId, TerritoryId};

/// Two contracts of different customers that grant rights against each other, with one witness: the
/// first brand and territory by name, and the first days, for which both grant.
#[doc(alias = "独家权冲突")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RightsConflict {
    /// The contract whose right begins first, by number where both begin on the same day.
    pub first: ContractId,
    /// The other contract.
    pub second: ContractId,
    /// The exclusivity of the first.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_exclusive"))]
    pub first_grants: Exclusivity,
    /// The exclusivity of the second.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_exclusive"))]
    pub second_grants: Exclusivity,
    /// The level of the first.
    pub level: ChannelLevel,
    /// The territory that both grant.
    pub territory: TerritoryId,
    /// The brand that both grant.
    pub brand: BrandId,
    /// The days on which both grant it.
    pub overlap: Validity,
}

/// The exclusivity is left out where it is exclusive: of old, no other was compared.
#[cfg(feature = "serde")]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_exclusive(exclusivity: &Exclusivity) -> bool {
    *exclusivity == Exclusivity::Exclusive
}

impl fmt::Display for RightsConflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, second, first_grants, second_grants, .. } = self;
        let Self { level, territory, brand, overlap, .. } = self;
        match (first_grants, second_grants) {
            (Exclusivity::Exclusive, Exclusivity::Exclusive) => write!(
                f,
                "{first} and {second} both grant {brand} in {territory} exclusively at level \
                 {level}, {overlap}"
            ),
            (
                Exclusivity::Exclusive | Exclusivity::Sole | Exclusivity::NonExclusive,
                Exclusivity::Exclusive | Exclusivity::Sole | Exclusivity::NonExclusive,
            ) => write!(
                f,
                "{first} ({first_grants}) and {second} ({second_grants}) both grant {brand} in \
                 {territory} at level {level}, {overlap}"
            ),
        }
    }
}

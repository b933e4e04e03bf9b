use std::fmt;

use super::DiversionPolicyDraft;
use crate::calendar::{AsOf, Day, Validity};
use crate::contract::{Contract, is_in_force_on};
use crate::forest::Forest;
use crate::id::{BatchId, BrandId, TerritoryId};
use crate::valid::words;

words! {
    /// The side from which a sale came about.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Solicitation as "a solicitation" {
        /// The seller sought the buyer out.
        Active = "active",
        /// The buyer came unsolicited.
        Passive = "passive",
        /// Nobody knows.
        Unknown = "unknown",
    }
}

words! {
    /// The way on which goods got to the place where they were seen.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DiversionRoute as "a route" {
        /// The customer sold them there.
        Direct = "direct",
        /// A customer of the customer did, and the customer helps to find out.
        ThroughOther = "through_other" => "through a customer of the customer",
        /// A customer of the customer did, and the customer refuses to help.
        HelpRefused = "help_refused" => "through a customer of the customer, help refused",
    }
}

words! {
    /// The grade of the evidence of a sighting, the strongest first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum EvidenceGrade as "a grade of evidence" {
        /// The serial number or batch of a named delivery, and a proof of sale.
        Proof = "proof",
        /// A batch alone.
        Batch = "batch",
        /// A low price, or hearsay.
        Hearsay = "hearsay",
    }
}

impl EvidenceGrade {
    /// Returns `true` for evidence that can be upheld.
    pub const fn can_be_upheld(self) -> bool {
        match self {
            Self::Proof | Self::Batch => true,
            Self::Hearsay => false,
        }
    }
}

/// Goods of a customer that were seen in a territory.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Sighting {
    /// The day on which they were seen.
    pub seen: Day,
    /// The territory in which they were seen.
    pub territory: TerritoryId,
    /// The brand.
    pub brand: BrandId,
    /// The day on which they were sold there; `None` where it is not known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub sold: Option<Day>,
    /// The quantity in base units.
    pub quantity: u64,
    /// The batch, where it was read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub batch: Option<BatchId>,
    /// `true` when the sale is proved: an invoice, a receipt, a bought sample.
    pub is_sale_proved: bool,
    /// The side from which the sale came about.
    pub solicitation: Solicitation,
    /// The way on which the goods got there.
    pub route: DiversionRoute,
}

impl Sighting {
    /// The grade of the evidence.
    pub const fn grade(&self) -> EvidenceGrade {
        match (&self.batch, self.is_sale_proved) {
            (Some(_), true) => EvidenceGrade::Proof,
            (Some(_), false) => EvidenceGrade::Batch,
            (None, _) => EvidenceGrade::Hearsay,
        }
    }

    /// Returns `true` when another sighting tells of the same facts: it is equal, or both name the
    /// same batch, brand, territory and day of sale.
    pub fn is_of_same_facts(&self, other: &Self) -> bool {
        let key = |of: &Self| {
            let (batch, sold) = (of.batch.clone()?, of.sold?);
            Some((batch, sold, of.brand.clone(), of.territory.clone()))
        };
        self == other || key(self).is_some_and(|it| key(other) == Some(it))
    }
}

/// A written consent to sell a brand in a territory outside of the grant, as for a swap between two
/// dealers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SwapConsent {
    /// The territory.
    pub territory: TerritoryId,
    /// The brand.
    pub brand: BrandId,
    /// The days for which it holds.
    pub days: Validity,
}

/// The grants of a customer, and our consents beyond them.
#[derive(Debug, Clone, Copy)]
pub struct DiversionGrants<'a> {
    /// Its contracts.
    pub contracts: &'a [Contract],
    /// The written consents.
    pub consents: &'a [SwapConsent],
    /// The territories within territories: a grant of a province holds for its towns. The default
    /// forest has none, and each territory is itself only.
    pub territories: &'a Forest<TerritoryId>,
}

impl DiversionGrants<'_> {
    /// Returns `true` when a contract grants the brand in the territory on a day, as known on a
    /// date.
    fn grants(&self, of: &Sighting, day: Day, t: AsOf) -> bool {
        let grants = |contract: &&Contract| {
            let rights = contract.clauses().rights.as_ref();
            rights.is_some_and(|rights| {
                rights.territories.iter().any(|it| self.territories.holds(it, &of.territory))
                    && rights.brands.contains(&of.brand)
            })
        };
        let mut contracts = self.contracts.iter().filter(grants);
        contracts.any(|it| is_in_force_on(std::slice::from_ref(it), day, t))
    }
}

words! {
    /// The kind of a sighting.
    #[doc(alias = "窜货")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DiversionKind as "a kind of diversion" {
        /// Sold where it was granted: no diversion.
        Inside = "inside" => "inside the grant",
        /// Consented to in writing.
        Permitted = "permitted",
        /// Stock sold off after the end of the grant.
        SellOff = "sell_off" => "sold off after the grant",
        /// Sold by a customer of the customer, who helps to find out.
        ThroughOther = "through_other" => "through a customer of the customer",
        /// Sold by a customer of the customer, who refuses to help.
        HelpRefused = "help_refused" => "through a customer of the customer, help refused",
        /// Sold outside, to a buyer who came unsolicited.
        Passive = "passive",
        /// Sold outside, to a buyer who was sought out.
        Outside = "outside" => "outside the grant",
        /// The day of the sale or its side is not known.
        Unknown = "unknown",
    }
}

impl DiversionKind {
    /// The kind of a sighting as known on a date.
    ///
    /// # Rule
    ///
    /// > S9: the grant on the day of the sale decides, not that on the day of the sighting. Written
    /// > consent comes before all else, then stock that is sold off after the end of a grant, then
    /// > the way of the goods, then the side from which the sale came about.
    pub fn of(
        sighting: &Sighting,
        grants: &DiversionGrants<'_>,
        policy: &DiversionPolicyDraft,
        t: AsOf,
    ) -> Self {
        let Some(sold) = sighting.sold else { return Self::Unknown };
        if grants.grants(sighting, sold, t) {
            return Self::Inside;
        }
        let consents = grants.consents.iter().filter(|it| {
            grants.territories.holds(&it.territory, &sighting.territory)
                && it.brand == sighting.brand
        });
        if consents.into_iter().any(|it| it.days.contains(sold)) {
            return Self::Permitted;
        }
        let mut days_before = (1..=i32::from(policy.sell_off_days))
            .filter_map(|days| sold.checked_offset(0_i32.checked_sub(days)?));
        if days_before.any(|day| grants.grants(sighting, day, t)) {
            return Self::SellOff;
        }
        match (sighting.route, sighting.solicitation) {
            (DiversionRoute::ThroughOther, _) => Self::ThroughOther,
            (DiversionRoute::HelpRefused, _) => Self::HelpRefused,
            (DiversionRoute::Direct, Solicitation::Active) => Self::Outside,
            (DiversionRoute::Direct, Solicitation::Passive) => Self::Passive,
            (DiversionRoute::Direct, Solicitation::Unknown) => Self::Unknown,
        }
    }

    /// Returns `true` for a kind that can be upheld as a breach.
    pub const fn is_breach(self, policy: &DiversionPolicyDraft) -> bool {
        match self {
            Self::Outside | Self::HelpRefused => true,
            Self::Passive => policy.forbids_passive,
            Self::Inside | Self::Permitted | Self::SellOff | Self::ThroughOther | Self::Unknown => {
                false
            }
        }
    }
}

impl fmt::Display for Sighting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seen, territory, brand, quantity, .. } = self;
        write!(f, "{quantity} of {brand} seen in {territory} on {seen}, by {}", self.grade())
    }
}

use crate::valid::words;

words! {
    /// A dimension of service quality, after Parasuraman, Zeithaml and Berry, *SERVQUAL* (1988).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ServiceDimension as "a dimension of service" {
        /// Promises are kept, dependably and accurately.
        Reliability = "reliability",
        /// Help comes promptly.
        Responsiveness = "responsiveness",
        /// Knowledge and courtesy that give confidence.
        Assurance = "assurance",
        /// Care for the single customer.
        Empathy = "empathy",
        /// Premises, equipment, people and papers.
        Tangibles = "tangibles",
    }
}

/// The weights of the dimensions, 100 in all. The defaults are the classic ones of Zeithaml,
/// Parasuraman and Berry, *Delivering Quality Service* (1990).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ServiceWeights {
    /// The weight of reliability, 32.
    pub reliability: u16,
    /// The weight of responsiveness, 22.
    pub responsiveness: u16,
    /// The weight of assurance, 19.
    pub assurance: u16,
    /// The weight of empathy, 16.
    pub empathy: u16,
    /// The weight of tangibles, 11.
    pub tangibles: u16,
}

impl Default for ServiceWeights {
    fn default() -> Self {
        Self { reliability: 32, responsiveness: 22, assurance: 19, empathy: 16, tangibles: 11 }
    }
}

impl ServiceWeights {
    /// The weight of a dimension.
    pub const fn weight(self, dimension: ServiceDimension) -> u16 {
        match dimension {
            ServiceDimension::Reliability => self.reliability,
            ServiceDimension::Responsiveness => self.responsiveness,
            ServiceDimension::Assurance => self.assurance,
            ServiceDimension::Empathy => self.empathy,
            ServiceDimension::Tangibles => self.tangibles,
        }
    }

    /// The sum of all weights.
    pub(super) fn total(self) -> u32 {
        ServiceDimension::ALL.into_iter().map(|it| u32::from(self.weight(it))).sum()
    }
}

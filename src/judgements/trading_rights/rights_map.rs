use crate::forest::Forest;
use crate::id::{ProductGroupId, TerritoryId};

/// The trees by which rights are compared, and the largest group that may share an exclusive right.
///
/// By default every territory and every product stands alone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct RightsMap {
    /// The territories within territories.
    #[doc(alias = "区域层级")]
    pub territories: Forest<TerritoryId>,
    /// The products within product groups.
    pub products: Forest<ProductGroupId>,
    /// The most distributors that may share an exclusive right: 5, the number up to which the
    /// European Union lets a supplier protect them from active sales of others.
    pub most_in_group: usize,
}

impl Default for RightsMap {
    fn default() -> Self {
        Self { territories: Forest::default(), products: Forest::default(), most_in_group: 5 }
    }
}

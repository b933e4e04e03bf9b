use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Distribution, DistributionFacts, DistributionPoints, HandlerBasis, OutletWeight};
use crate::id::{OutletId, ProductGroupId};
use crate::measure::{Proportion, Quotient, proven};

/// The distribution of several products: the range of lines that an outlet has of them, and their
/// points.
///
/// # Rule
///
/// > S9: mean lines per handler = Σ handlers of each product ÷ outlets that handle at least one.
/// > The share of outlets that were not seen lately stands beside.
#[doc(alias = "品项数")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Assortment {
    /// The distribution of each product.
    pub items: BTreeMap<ProductGroupId, Distribution>,
    /// The outlets that handle at least one product.
    pub handlers: u32,
    /// The lines of all outlets: the handlers of each product, added up.
    pub lines: u64,
    /// The outlets that were not visited within the fresh days, of all.
    pub stale: Proportion,
}

impl Assortment {
    /// The distribution of products.
    pub fn read(
        products: &BTreeSet<ProductGroupId>,
        basis: HandlerBasis,
        weight: OutletWeight,
        facts: &DistributionFacts<'_>,
    ) -> Self {
        let items = products.iter();
        let items = items.map(|it| (it.clone(), Distribution::read(it, basis, weight, facts)));
        let items: BTreeMap<_, _> = items.collect();
        let of_each = items.values().map(|it| &it.handlers);
        let all: BTreeSet<&OutletId> = of_each.clone().flatten().collect();
        let lines = u64::try_from(of_each.map(BTreeSet::len).sum::<usize>()).ok();
        let handlers = u32::try_from(all.len()).ok();
        Self {
            handlers: proven!(handlers, else u32::MAX, "nobody has 2^32 outlets"),
            lines: proven!(lines, else u64::MAX, "a length of memory"),
            stale: facts.stale_share(),
            items,
        }
    }

    /// The mean number of lines of an outlet that handles any; `None` without handlers.
    pub fn lines_per_handler(&self) -> Option<Quotient> {
        Quotient::try_new(self.lines.into(), self.handlers.into())
    }

    /// The points of all products; `None` when no weight is known, or the sum does not fit.
    pub fn points(&self) -> Option<DistributionPoints> {
        let weighted = self.items.values().map(|it| it.weighted).collect::<Option<Vec<_>>>()?;
        DistributionPoints::try_new(weighted)
    }
}

impl fmt::Display for Assortment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.lines_per_handler() {
            Some(lines) => write!(f, "{lines} of {} lines", self.items.len())?,
            None => write!(f, "none of {} lines", self.items.len())?,
        }
        write!(f, " for each of {} outlets; {} not seen lately", self.handlers, self.stale)
    }
}

use std::collections::BTreeSet;

use super::RightsMap;
use super::numbering::{Node, Numbering, Span};
use crate::calendar::Validity;
use crate::contract::{ChannelLevel, Rights};
use crate::forest::Forest;
use crate::id::{ProductGroupId, SalesChannelId};

/// Levels that meet: the general agent buys everything that the first tier of its territory would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LevelClass {
    Upper,
    SecondTier,
    Retail,
}

impl LevelClass {
    pub(super) const fn new(level: ChannelLevel) -> Self {
        match level {
            ChannelLevel::GeneralAgent | ChannelLevel::FirstTier => Self::Upper,
            ChannelLevel::SecondTier => Self::SecondTier,
            ChannelLevel::Retail => Self::Retail,
        }
    }
}

/// The part of a grant that all its cells share.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) products: &'a BTreeSet<ProductGroupId>,
    pub(super) channels: &'a BTreeSet<SalesChannelId>,
    pub(super) excluded: &'a [Span],
    pub(super) days: Validity,
}

impl<'a> Scope<'a> {
    pub(super) const fn new(rights: &'a Rights, excluded: &'a [Span], days: Validity) -> Self {
        Self { products: &rights.products, channels: &rights.channels, excluded, days }
    }

    /// The days that two grants share in a territory which both hold; `None` where they do not
    /// meet.
    pub(super) fn meeting(self, other: Self, inner: Node<'_>, map: &RightsMap) -> Option<Validity> {
        let days = self.days.overlap(other.days)?;
        let meets = share(self.channels, other.channels)
            && products_meet(self.products, other.products, &map.products)
            && inner.leaves.first_outside(&merged(self.excluded, other.excluded)).is_some();
        meets.then_some(days)
    }
}

/// Two lists of which an empty one names everything.
fn share<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
    one.is_empty() || other.is_empty() || !one.is_disjoint(other)
}

fn products_meet(
    one: &BTreeSet<ProductGroupId>,
    other: &BTreeSet<ProductGroupId>,
    products: &Forest<ProductGroupId>,
) -> bool {
    let meets = |product: &ProductGroupId| {
        other.iter().any(|second| products.meeting(product, second).is_some())
    };
    one.is_empty() || other.is_empty() || one.iter().any(meets)
}

fn merged(one: &[Span], other: &[Span]) -> Vec<Span> {
    let mut spans = [one, other].concat();
    spans.sort_unstable();
    spans
}

/// The inner of two territories of which one holds the other; `None` where they do not meet.
pub(super) fn inner_of<'n>(
    numbering: &Numbering<'n>,
    one: usize,
    other: usize,
) -> Option<Node<'n>> {
    let (outer, inner) = (one.min(other), one.max(other));
    let is_within = inner <= numbering.node(outer)?.last;
    if is_within { numbering.node(inner) } else { None }
}

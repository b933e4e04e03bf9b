use std::collections::BTreeMap;

use crate::measure::Quotient;

/// Goods that were traced to a tier of the channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct TierTrace {
    /// The tier: 1 for those that buy from us, 2 for those that buy from our dealer, as many as
    /// there are.
    pub tier: u8,
    /// The quantity in base units.
    pub quantity: u64,
}

/// The depth of the channel below a dealer: the tiers reached, and how much of our deliveries is
/// traced to each (渠道深度).
///
/// # Rule
///
/// > S9: depth is a number of tiers; the share of what we sold in that is traced to a tier is shown
/// > for each, at most 1.
///
/// Goods are traced by reports and not by visits, so no share of outlets that nobody saw lately
/// stands beside it; what is not traced is the rest of what was sold in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ChannelDepth {
    /// The deepest tier to which goods were traced; 0 without any.
    pub tiers: u8,
    /// The quantity traced, by tier.
    pub traced: BTreeMap<u8, u64>,
    /// The quantity that we sold in.
    pub sold_in: u64,
}

impl ChannelDepth {
    /// The depth of what was traced; `None` when a sum does not fit.
    pub fn try_new(sold_in: u64, goods: &[TierTrace]) -> Option<Self> {
        let mut traced = BTreeMap::new();
        for trace in goods.iter().filter(|it| it.quantity > 0) {
            let sum: &mut u64 = traced.entry(trace.tier).or_default();
            *sum = sum.checked_add(trace.quantity)?;
        }
        let tiers = traced.keys().next_back().copied().unwrap_or_default();
        Some(Self { tiers, traced, sold_in })
    }

    /// The share of what we sold in that is traced to a tier, at most 1; `None` when nothing was
    /// sold in.
    pub fn share(&self, tier: u8) -> Option<Quotient> {
        let traced = self.traced.get(&tier).copied().unwrap_or_default();
        Quotient::try_new(traced.min(self.sold_in).into(), self.sold_in.into())
    }
}

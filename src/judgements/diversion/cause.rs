use std::collections::BTreeSet;
use std::fmt;

use crate::calendar::Day;
use crate::channel::Stuffing;
use crate::contract::ChannelLevel;
use crate::id::{ProductGroupId, TerritoryId};
use crate::measure::Proportion;
use crate::rebate::{CliffPull, PriceGap, PriceSystemDraft};

/// A candidate cause of diversion: a finding of our own house that makes it worth while. A cause
/// excuses nobody and proves nothing; it says what to change so that it does not happen again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DiversionCause {
    /// The goods are cheaper where the customer buys them than where they were seen (乱价).
    #[doc(alias = "乱价")]
    PriceGap(PriceGap),
    /// A step of a rebate is near at the end of the period (年终台阶返利).
    CliffPull(CliffPull),
    /// Goods were pushed into the channel (压货).
    #[doc(alias = "压货")]
    Stuffing(Stuffing),
    /// Most of the outlets where the goods were seen are not visited (监管不力).
    WeakMonitoring {
        /// The outlets that were not visited within the fresh days, of all.
        stale: Proportion,
    },
}

impl DiversionCause {
    /// The gaps of price that make a journey worth while: products that are cheaper in a territory
    /// of the customer than where they were seen, on the day of the purchase.
    ///
    /// # Rule
    ///
    /// > S9: a gap between territories is a named cause of diversion where the goods went from the
    /// > cheaper one to the dearer one. Of several territories of the customer the cheapest counts.
    pub fn of_prices(
        prices: &PriceSystemDraft,
        products: &BTreeSet<ProductGroupId>,
        level: ChannelLevel,
        (granted, seen): (&[TerritoryId], &TerritoryId),
        day: Day,
    ) -> Vec<Self> {
        let of_product = |product: &ProductGroupId| {
            let homes = granted.iter().filter(|home| *home != seen);
            let gaps = homes.filter_map(|it| prices.gap_between(product, level, (it, seen), day));
            gaps.max_by(|a, b| a.gap.cmp(&b.gap).then_with(|| b.low.cmp(&a.low)))
        };
        products.iter().filter_map(of_product).map(Self::PriceGap).collect()
    }

    /// The cause of outlets that nobody visits: more than half of those where the goods were seen.
    pub fn of_visits(stale: Proportion) -> Option<Self> {
        let rest = stale.whole().checked_sub(stale.part())?;
        (stale.part() > rest).then_some(Self::WeakMonitoring { stale })
    }
}

impl fmt::Display for DiversionCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PriceGap(gap) => write!(f, "prices: {gap}"),
            Self::CliffPull(pull) => write!(f, "a step of the rebate: {pull}"),
            Self::Stuffing(stuffing) => write!(f, "goods pushed in: {stuffing}"),
            Self::WeakMonitoring { stale } => {
                write!(f, "no visits: {stale} outlets not seen lately")
            }
        }
    }
}

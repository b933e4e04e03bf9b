use std::collections::BTreeMap;
use std::fmt;

use super::{ListPrice, PriceSystemDraft};
use crate::calendar::Day;
use crate::contract::ChannelLevel;
use crate::id::{ProductGroupId, TerritoryId};
use crate::measure::Quotient;
use crate::money::Major;

/// The price of a product in a territory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TerritoryPrice {
    /// The territory; `None` for all without a price of their own.
    pub territory: Option<TerritoryId>,
    /// The price of a unit.
    pub price: Major,
}

/// Territories whose prices of a product lie far apart: a cause of diversion (S9).
#[doc(alias = "窜货")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceGap {
    /// The product.
    pub product: ProductGroupId,
    /// The level.
    pub level: ChannelLevel,
    /// The cheaper territory.
    pub low: TerritoryPrice,
    /// The dearer one.
    pub high: TerritoryPrice,
    /// The difference over the lower price.
    pub gap: Quotient,
}

impl PriceSystemDraft {
    /// Territories whose prices lie far apart on a day, by product and level.
    ///
    /// # Rule
    ///
    /// > S6: the highest price is above the lowest by more than the gap of the policy.
    pub fn gaps(&self, day: Day) -> Vec<PriceGap> {
        let mut groups: BTreeMap<_, Vec<&ListPrice>> = BTreeMap::new();
        for it in self.prices.iter().filter(|it| it.days.contains(day)) {
            groups.entry((&it.product, it.level.code())).or_default().push(it);
        }
        groups.into_values().filter_map(|prices| self.gap(&prices)).collect()
    }

    /// The gap of a product between two territories on a day; `None` unless the first is cheaper by
    /// more than the gap of the policy, so that goods bought there are worth a journey.
    pub fn gap_between(
        &self,
        product: &ProductGroupId,
        level: ChannelLevel,
        (cheap, dear): (&TerritoryId, &TerritoryId),
        day: Day,
    ) -> Option<PriceGap> {
        let price = |territory| self.list_price(product, level, territory, day);
        self.between(price(cheap)?, price(dear)?)
    }

    fn gap(&self, prices: &[&ListPrice]) -> Option<PriceGap> {
        let order = |it: &&&ListPrice| (it.price, it.territory.clone());
        self.between(prices.iter().min_by_key(order)?, prices.iter().max_by_key(order)?)
    }

    fn between(&self, low: &ListPrice, high: &ListPrice) -> Option<PriceGap> {
        let rise = high.price.ten_thousandths().checked_sub(low.price.ten_thousandths())?;
        let gap = Quotient::try_new(rise.into(), low.price.ten_thousandths().into())?;
        let place =
            |it: &ListPrice| TerritoryPrice { territory: it.territory.clone(), price: it.price };
        (gap > self.gap).then(|| PriceGap {
            product: low.product.clone(),
            level: low.level,
            low: place(low),
            high: place(high),
            gap,
        })
    }
}

impl fmt::Display for TerritoryPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.territory {
            Some(territory) => write!(f, "{} in {territory}", self.price),
            None => write!(f, "{} elsewhere", self.price),
        }
    }
}

impl fmt::Display for PriceGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { product, level, low, high, gap } = self;
        write!(f, "{product} for {level}: {low} and {high}, {} apart", gap.percent())
    }
}

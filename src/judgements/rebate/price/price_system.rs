use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::PriceError;
use crate::calendar::{Day, Validity};
use crate::contract::ChannelLevel;
use crate::id::{CustomerId, ProductGroupId, RoleId, TerritoryId};
use crate::lifecycle::Reason;
use crate::measure::{Quotient, Ratio};
use crate::money::{Currency, Major};
use crate::valid::{Draft, Order, Valid, Violations, words};

/// A list price of a product: what customers of a level pay for a unit on some days.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ListPrice {
    /// The product.
    pub product: ProductGroupId,
    /// The level of the channel.
    pub level: ChannelLevel,
    /// The territory; `None` for all that have no price of their own.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub territory: Option<TerritoryId>,
    /// The days.
    pub days: Validity,
    /// The price of a unit.
    pub price: Major,
}

/// A price below the list that a customer has for a reason, and not for longer than that.
#[doc(alias = "特价")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SpecialPrice {
    /// The customer.
    pub customer: CustomerId,
    /// The product.
    pub product: ProductGroupId,
    /// The days; the last one must be stated.
    pub days: Validity,
    /// The price of a unit.
    pub price: Major,
    /// The reason.
    pub reason: Reason,
}

/// The authority to give a discount.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct DiscountAuthority {
    /// The largest discount off the list price.
    pub up_to: Ratio,
    /// The role that may give it.
    pub role: RoleId,
}

words! {
    /// The binding of a resale price.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ResaleBinding as "a binding of a resale price" {
        /// A recommendation that a dealer is free not to follow.
        Recommended = "recommended",
        /// A ground: a discount, a rebate or the supply depends on it.
        Ground = "ground",
    }
}

/// A price at which dealers sell on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ResalePrice {
    /// The product.
    pub product: ProductGroupId,
    /// The price of a unit.
    pub price: Major,
    /// The binding.
    pub binding: ResaleBinding,
}

/// Plain form of a [`PriceSystem`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PriceSystemDraft {
    /// The currency.
    pub currency: Currency,
    /// The list prices.
    pub prices: Vec<ListPrice>,
    /// Authority for discounts, by rising discount.
    #[cfg_attr(feature = "serde", serde(default))]
    pub authority: Vec<DiscountAuthority>,
    /// Resale prices.
    #[cfg_attr(feature = "serde", serde(default))]
    pub resale: Vec<ResalePrice>,
    /// Special prices.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub specials: Vec<SpecialPrice>,
    /// The gap between territories from which it is a finding, 10 % as a rule.
    #[cfg_attr(feature = "serde", serde(default = "ten_percent"))]
    pub gap: Ratio,
}

#[cfg(feature = "serde")]
const fn ten_percent() -> Ratio {
    Ratio::from_percent(10)
}

/// A price system that does not contradict itself (S6).
///
/// # Rule
///
/// > S6: list prices by product, level, territory and days, of which no two hold at once; discounts
/// > with authority in bands; special prices with a reason and an end; resale prices recommended
/// > only.
#[doc(alias = "价格体系")]
pub type PriceSystem = Valid<PriceSystemDraft>;

impl Draft for PriceSystemDraft {
    fn check(&self, found: &mut Violations) {
        let mut before: BTreeMap<_, Vec<Validity>> = BTreeMap::new();
        found.each_row("prices", &self.prices, |found, _, it| {
            check_price(it.price, found);
            let place = (it.product.clone(), it.level.code(), it.territory.clone());
            let days = before.entry(place).or_default();
            if let Some(both) = days.iter().find_map(|other| other.overlap(it.days)) {
                found.add("days", format!("overlap another price of {} on {both}", it.product));
            }
            days.push(it.days);
        });
        found.each_row("authority", &self.authority, |found, before, it| {
            found.check_order("up_to", Order::Rising, before.map(|it| it.up_to), it.up_to);
            found.at_most("up_to", Ratio::ONE, it.up_to);
        });
        self.check_specials(found);
        found.each_row("resale", &self.resale, |found, _, it| check_price(it.price, found));
        if self.gap == Ratio::ZERO {
            found.add("gap", "must be above 0%, was 0%".to_owned());
        }
    }
}

impl PriceSystemDraft {
    fn check_specials(&self, found: &mut Violations) {
        let mut before: BTreeMap<_, Vec<Validity>> = BTreeMap::new();
        found.each_row("specials", &self.specials, |found, _, it| {
            let SpecialPrice { customer, product, days, price, reason: _ } = it;
            check_price(*price, found);
            if days.to().is_none() {
                found.add("days", "must have a last day, had none".to_owned());
            }
            let others = before.entry((customer.clone(), product.clone())).or_default();
            if let Some(both) = others.iter().find_map(|other| other.overlap(*days)) {
                let problem =
                    format!("overlap another price of {product} for {customer} on {both}");
                found.add("days", problem);
            }
            others.push(*days);
        });
    }
}

fn check_price(price: Major, found: &mut Violations) {
    if price == Major::default() {
        found.add("price", "must be above 0, was 0".to_owned());
    }
}

/// A quotation to a customer of a level in a territory.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quotation {
    /// The product.
    pub product: ProductGroupId,
    /// The level of the customer.
    pub level: ChannelLevel,
    /// Its territory.
    pub territory: TerritoryId,
    /// The day.
    pub day: Day,
    /// The price of a unit.
    pub price: Major,
    /// The rebates that the customer will have on it, in all.
    pub rebates: Ratio,
    /// The customer; `None` where it is nobody who could have a special price.
    pub customer: Option<CustomerId>,
}

/// A quotation beside its list price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotedPrice {
    /// The list price.
    pub list: Major,
    /// The discount off the list price; 0 where the quotation is higher.
    pub discount: Quotient,
    /// The price of a unit after all rebates, in major units.
    pub net: Quotient,
    /// The special price of the customer, where the discount is beyond the authority and not below
    /// that price.
    pub special: Option<Major>,
}

/// Resale prices on which a discount, a rebate or the supply depends. Shown to a person; it is no
/// legal advice.
#[doc(alias = "限定转售价格")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResalePriceFixed {
    /// The products, each once.
    pub products: BTreeSet<ProductGroupId>,
}

impl PriceSystemDraft {
    /// The list price of a product on a day: that of the territory, or else the one for all.
    pub fn list_price(
        &self,
        product: &ProductGroupId,
        level: ChannelLevel,
        territory: &TerritoryId,
        day: Day,
    ) -> Option<&ListPrice> {
        let fits =
            |it: &&ListPrice| it.product == *product && it.level == level && it.days.contains(day);
        let of = |place: Option<&TerritoryId>| {
            self.prices.iter().filter(fits).find(|it| it.territory.as_ref() == place)
        };
        of(Some(territory)).or_else(|| of(None))
    }

    /// The special price of a customer for a product on a day.
    pub fn special_price(
        &self,
        customer: &CustomerId,
        product: &ProductGroupId,
        day: Day,
    ) -> Option<&SpecialPrice> {
        let fits = |it: &&SpecialPrice| it.customer == *customer && it.product == *product;
        self.specials.iter().filter(fits).find(|it| it.days.contains(day))
    }

    /// A quotation with its discount and its net price.
    ///
    /// # Rule
    ///
    /// > S6: a quotation below authority is refused, unless the customer has a special price on the
    /// > day and it is not below that.
    ///
    /// # Errors
    ///
    /// When there is no list price, the discount is beyond the authority of the roles, or a
    /// product does not fit.
    pub fn check_quotation(
        &self,
        quotation: &Quotation,
        roles: &[RoleId],
    ) -> Result<QuotedPrice, PriceError> {
        let Quotation { product, level, territory, day, price, rebates, customer } = quotation;
        let list = self.list_price(product, *level, territory, *day).map(|it| it.price);
        let customer = customer.as_ref();
        let special = customer.and_then(|it| self.special_price(it, product, *day));
        let special = special.map(|it| it.price).filter(|special| special <= price);
        let (product, day) = (|| product.clone(), *day);
        let list = list.ok_or_else(|| PriceError::NoListPrice { product: product(), day })?;
        let [asked, full] = [*price, list].map(|it| i128::from(it.ten_thousandths()));
        let off = full.checked_sub(asked).map(|it| it.max(0));
        let discount = off.and_then(|off| Quotient::try_new(off, full));
        let kept = 1_000_000_i128.checked_sub(rebates.parts_per_million().into());
        let net = kept.and_then(|it| it.max(0).checked_mul(asked));
        let net = net.and_then(|net| Quotient::try_new(net, 10_000_000_000));
        let (Some(discount), Some(net)) = (discount, net) else {
            return Err(PriceError::Overflow { product: product() });
        };
        let allowed = self.authority.iter().filter(|it| roles.contains(&it.role));
        let most = allowed.map(|it| it.up_to).max().unwrap_or_default();
        let is_allowed = discount <= most;
        if !is_allowed && special.is_none() {
            let (product, price) = (product(), *price);
            return Err(PriceError::BelowAuthority { product, price, list, most });
        }
        Ok(QuotedPrice { list, discount, net, special: special.filter(|_| !is_allowed) })
    }

    /// The finding of resale prices that are a ground, once for the whole system.
    pub fn resale_finding(&self) -> Option<ResalePriceFixed> {
        let fixed = self.resale.iter().filter(|it| it.binding == ResaleBinding::Ground);
        let products: BTreeSet<ProductGroupId> = fixed.map(|it| it.product.clone()).collect();
        (!products.is_empty()).then_some(ResalePriceFixed { products })
    }
}

impl fmt::Display for ResalePriceFixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("resale prices are a ground for terms of ")?;
        for (place, product) in self.products.iter().enumerate() {
            write!(f, "{}{product}", if place == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

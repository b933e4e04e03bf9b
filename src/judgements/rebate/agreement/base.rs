use std::collections::BTreeSet;

use crate::id::{ProductGroupId, UnitId};
use crate::valid::words;

words! {
    /// The event by which goods count for a rebate.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum RebateEvent as "an event of a rebate" {
        /// Ordered. Orders that are never taken count as well, so the default is another.
        Ordered = "ordered",
        /// Delivered.
        Delivered = "delivered",
        /// Invoiced.
        #[default]
        Invoiced = "invoiced",
        /// Invoiced and paid in full.
        #[doc(alias = "全额回款")]
        PaidInFull = "paid_in_full" => "paid in full",
    }
}

words! {
    /// Kinds of movements that a base may leave out.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum MovementKind as "a kind of movement" {
        /// Goods for money, never left out.
        #[default]
        Goods = "goods",
        /// Goods given for nothing.
        #[doc(alias = "搭赠")]
        FreeGoods = "free_goods" => "free goods",
        /// Tax.
        Tax = "tax",
        /// Another rebate.
        OtherRebate = "other_rebate" => "other rebate",
        /// Goods that were sold outside the territory.
        #[doc(alias = "窜货")]
        Diverted = "diverted",
        /// Goods that were paid after their due day.
        PaidLate = "paid_late" => "paid late",
        /// Goods for which no report was delivered.
        NotReported = "not_reported" => "not reported",
    }
}

/// The goods on which a rebate is computed: measure, event and products, less what is left out.
///
/// Without a unit the base is an amount. By default invoiced goods of all products count; free
/// goods, tax, other rebates and diverted goods do not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct RebateBase {
    /// The unit in which quantities count; `None` where amounts count.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub unit: Option<UnitId>,
    /// The event by which goods count.
    pub event: RebateEvent,
    /// The products that count; all where none is named.
    pub products: BTreeSet<ProductGroupId>,
    /// The products that do not count.
    pub except: BTreeSet<ProductGroupId>,
    /// The kinds of movements that do not count.
    pub exclude: BTreeSet<MovementKind>,
}

impl Default for RebateBase {
    fn default() -> Self {
        let exclude = [
            MovementKind::FreeGoods,
            MovementKind::Tax,
            MovementKind::OtherRebate,
            MovementKind::Diverted,
        ];
        Self {
            unit: None,
            event: RebateEvent::default(),
            products: BTreeSet::new(),
            except: BTreeSet::new(),
            exclude: exclude.into(),
        }
    }
}

impl RebateBase {
    /// Returns `true` where a product counts. An unknown product counts only where all do.
    pub fn has_product(&self, product: Option<&ProductGroupId>) -> bool {
        match product {
            Some(product) => {
                (self.products.is_empty() || self.products.contains(product))
                    && !self.except.contains(product)
            }
            None => self.products.is_empty() && self.except.is_empty(),
        }
    }
}

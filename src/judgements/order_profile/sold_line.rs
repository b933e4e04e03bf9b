use crate::calendar::{Day, Window};
use crate::id::ProductGroupId;
use crate::money::{Amount, Total};
use crate::trade::Sale;

/// A line of a sale to a customer: product, quantity and amount.
///
/// The account keeps amounts by day and product groups by order day; quantities are data that the
/// caller has.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SoldLine {
    /// The day.
    pub day: Day,
    /// The product.
    pub product: ProductGroupId,
    /// The quantity in whole units of the product; `None` where it is not known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub quantity: Option<u32>,
    /// The amount in minor units of the currency of the account; negative for a return.
    #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
    pub amount: Amount,
}

impl SoldLine {
    /// The line that a recorded sale is, without a quantity; `None` unless it names one product
    /// group, since an amount of several cannot be told apart.
    pub fn from_sale(sale: &Sale) -> Option<Self> {
        let [product] = sale.groups.as_slice() else { return None };
        let amount = sale.amount.amount();
        Some(Self { day: sale.date, product: product.clone(), quantity: None, amount })
    }
}

/// The net amount of the lines of a product within a window.
pub(super) fn net<'a>(lines: impl Iterator<Item = &'a SoldLine>, window: Window) -> Total {
    lines.filter(|it| window.contains(it.day)).map(|it| it.amount).collect()
}

use crate::account::AccountView;
use crate::calendar::{Day, Window};
use crate::id::ProductGroupId;
use crate::money::{Amount, Total};
use crate::product::{ProductTree, QuantityError};
use crate::trade::{Sale, SaleLine};

/// A line of a sale to a customer as usual orders read it: product, quantity in base units, amount.
///
/// It comes from the lines that an account keeps, or from a sale of one product group.
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
    /// The line of a sale with its quantity in base units; without one where it is not known, does
    /// not fit, or comes back.
    ///
    /// # Errors
    ///
    /// When the product is not sold in the unit of the line.
    pub fn try_from_line(line: &SaleLine, products: &ProductTree) -> Result<Self, QuantityError> {
        let (day, product, amount) = (line.day, line.product.clone(), line.amount);
        let base = line.quantity.as_ref();
        let base = base.map(|it| products.to_base(&product, it.number, &it.unit)).transpose()?;
        let quantity = base.and_then(|base| u32::try_from(base).ok());
        Ok(Self { day, product, quantity, amount })
    }

    /// The lines that an account keeps, in their order.
    ///
    /// # Errors
    ///
    /// When a product is not sold in the unit of its line.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::day;
    /// use guanxi::money::Amount;
    /// use guanxi::order_profile::SoldLine;
    /// use guanxi::product::{ProductNode, ProductTree};
    /// use guanxi::trade::SaleLine;
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let (document, day) = ("S-1".parse()?, day!(2026, 3, 2));
    /// let line = SaleLine::new(document, day, "feed".parse()?, Amount::from_minor(120_00));
    /// account.record(line.of(3, "bag".parse()?))?;
    /// let products = ProductTree::try_new([ProductNode {
    ///     id: "feed".parse()?,
    ///     parent: None,
    ///     base_unit: Some("bag".parse()?),
    ///     packs: Vec::new(),
    /// }])?;
    /// let lines = SoldLine::of_account(account.view(), &products)?;
    /// assert_eq!(lines.first().and_then(|it| it.quantity), Some(3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_account(
        account: AccountView<'_>,
        products: &ProductTree,
    ) -> Result<Vec<Self>, QuantityError> {
        account.sale_lines().iter().map(|line| Self::try_from_line(line, products)).collect()
    }

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

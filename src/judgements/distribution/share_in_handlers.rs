use crate::measure::Quotient;

/// Sales of a brand and of its category, in the outlets that handle it and in all.
///
/// # Rule
///
/// > S9: share in handlers = our sales in handlers ÷ category sales in handlers. Market share =
/// > weighted distribution (PCV) × share in handlers, exactly.
///
/// ```
/// use guanxi::distribution::ShareInHandlers;
///
/// let madre = ShareInHandlers { ours: 450, category_in_handlers: 1_800, category: 2_200 };
/// let percent = |it: Option<guanxi::measure::Quotient>| it.map(|it| it.percent().to_string());
/// assert_eq!(percent(madre.share_in_handlers()).as_deref(), Some("25%"));
/// assert_eq!(percent(madre.market_share()).as_deref(), Some("20.4%"));
/// ```
#[doc(alias = "市场份额")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ShareInHandlers {
    /// Our sales; all of them are in handlers.
    pub ours: u64,
    /// The sales of the category in the outlets that handle the brand.
    pub category_in_handlers: u64,
    /// The sales of the category in all outlets.
    pub category: u64,
}

impl ShareInHandlers {
    /// Our share in the outlets that handle the brand; `None` without category sales there.
    pub fn share_in_handlers(&self) -> Option<Quotient> {
        Quotient::try_new(self.ours.into(), self.category_in_handlers.into())
    }

    /// The weighted distribution; `None` without category sales.
    pub fn weighted(&self) -> Option<Quotient> {
        Quotient::try_new(self.category_in_handlers.into(), self.category.into())
    }

    /// The market share; `None` without category sales.
    pub fn market_share(&self) -> Option<Quotient> {
        Quotient::try_new(self.ours.into(), self.category.into())
    }
}

use crate::calendar::Day;
use crate::id::DocumentId;
use crate::money::Money;

/// Goods sold to a customer, or taken back when the amount is negative.
///
/// # Rule
///
/// > Net purchases of a window: sales less returns dated in it. An order day is a date with at
/// > least one sale of positive amount. Several sales on a day are one order day.
///
/// ```
/// use guanxi::trade::Sale;
/// let sale = Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 120.00".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "销售记录")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Sale {
    /// The number of the document, unique among sales.
    pub document: DocumentId,
    /// The day of the sale.
    pub date: Day,
    /// The amount; negative for a return, zero for a sample.
    pub amount: Money,
}

impl Sale {
    /// A sale, or a return when the amount is negative.
    ///
    /// ```
    /// # use guanxi::trade::Sale;
    /// let back = Sale::new("R-1".parse()?, "2026-03-02".parse()?, "CNY -20".parse()?);
    /// assert!(back.amount.amount().is_negative());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn new(document: DocumentId, date: Day, amount: Money) -> Self {
        Self { document, date, amount }
    }
}

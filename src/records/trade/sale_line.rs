use crate::calendar::{Day, Month};
use crate::id::{BatchId, DocumentId, LineNumber, ProductGroupId, UnitId};
use crate::money::Amount;

/// A quantity in a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct LineQuantity {
    /// The number, negative for a return.
    pub number: i64,
    /// The unit.
    pub unit: UnitId,
}

/// A line of a sale: product, quantity, amount, batch, and the invoice that bills it.
///
/// The account keeps amounts by day and product groups by order day; lines are data that the
/// caller has. Plans by product, rebates by unit, stock of the channel and distribution read the
/// same lines.
#[doc(alias = "销售明细")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SaleLine {
    /// The number of the document.
    pub document: DocumentId,
    /// The line of the document, where it has several.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub line: Option<LineNumber>,
    /// The day.
    pub day: Day,
    /// The product.
    pub product: ProductGroupId,
    /// The quantity; `None` where it is not known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub quantity: Option<LineQuantity>,
    /// The amount in minor units; negative for a return.
    #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
    pub amount: Amount,
    /// The batch, where it is known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub batch: Option<BatchId>,
    /// The invoice that bills the line, where it is billed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub invoice: Option<DocumentId>,
    /// For a return that names its sale: the day of that sale.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub returned_from: Option<Day>,
}

impl SaleLine {
    /// A line without quantity, batch and invoice.
    pub const fn new(
        document: DocumentId,
        day: Day,
        product: ProductGroupId,
        amount: Amount,
    ) -> Self {
        Self {
            document,
            line: None,
            day,
            product,
            quantity: None,
            amount,
            batch: None,
            invoice: None,
            returned_from: None,
        }
    }

    /// The line with a quantity.
    pub fn of(self, number: i64, unit: UnitId) -> Self {
        Self { quantity: Some(LineQuantity { number, unit }), ..self }
    }

    /// The month for which the line counts.
    ///
    /// # Rule
    ///
    /// > A return that names its sale and comes within the days for late returns after the month
    /// > of that sale restates that month. A later one, and one that names no sale, counts for its
    /// > own month.
    ///
    /// Buying in December to reach a target and sending back in January is the commonest game.
    pub fn counting_month(&self, late_returns: u16) -> Month {
        let sold = self.returned_from.map(Day::month);
        let is_in_time = |month: &Month| {
            let last = month.last_day().checked_offset(late_returns.into());
            *month <= self.day.month() && last.is_none_or(|last| self.day <= last)
        };
        sold.filter(is_in_time).unwrap_or(self.day.month())
    }
}

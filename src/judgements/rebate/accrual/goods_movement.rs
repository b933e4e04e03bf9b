use crate::calendar::{Day, Validity};
use crate::id::{CustomerId, ProductGroupId};
use crate::money::{Currency, Money};
use crate::rebate::{MovementKind, RebateEvent};
use crate::trade::{LineQuantity, Sale, SaleLine};

/// Goods that were ordered, delivered, invoiced or paid, or that came back.
///
/// Plain data of the application: the lines of its sales, of any of the four events.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct GoodsMovement {
    /// The customer.
    pub customer: CustomerId,
    /// The day of the event.
    pub day: Day,
    /// The event.
    pub event: RebateEvent,
    /// The kind.
    #[cfg_attr(feature = "serde", serde(default))]
    pub kind: MovementKind,
    /// The product; `None` where it is not known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub product: Option<ProductGroupId>,
    /// The quantity, negative for a return; `None` where it is not known. Take a unit that is small
    /// enough for whole numbers.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub quantity: Option<LineQuantity>,
    /// The net amount; negative for a return.
    pub amount: Money,
    /// Of a return, the day on which the sale that it names counted.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub source: Option<Day>,
    /// The day from which it is known; `None` where that is its own day.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub known: Option<Day>,
}

impl GoodsMovement {
    /// An invoiced amount of goods, or a return that names no sale when it is negative.
    pub const fn invoiced(customer: CustomerId, day: Day, amount: Money) -> Self {
        Self {
            customer,
            day,
            event: RebateEvent::Invoiced,
            kind: MovementKind::Goods,
            product: None,
            quantity: None,
            amount,
            source: None,
            known: None,
        }
    }

    /// The movement that a recorded sale is. The product is known where the sale names one.
    pub fn from_sale(customer: CustomerId, sale: &Sale) -> Self {
        let product = match sale.groups.as_slice() {
            [product] => Some(product.clone()),
            [] | [_, ..] => None,
        };
        Self { product, ..Self::invoiced(customer, sale.date, sale.amount) }
    }

    /// The movement that an invoiced line of a sale is, in the currency of the caller's book. A
    /// return that names its sale restates the period of that sale.
    pub fn from_line(customer: CustomerId, line: &SaleLine, currency: Currency) -> Self {
        let amount = Money::new(line.amount, currency);
        Self {
            product: Some(line.product.clone()),
            quantity: line.quantity.clone(),
            source: line.returned_from,
            ..Self::invoiced(customer, line.day, amount)
        }
    }

    /// The day from which the movement is known, its own day at the earliest.
    pub fn known_from(&self) -> Day {
        self.known.map_or(self.day, |known| known.max(self.day))
    }

    /// The movement as a return of goods whose sale counted on a day.
    pub fn returning(self, source: Day) -> Self {
        Self { source: Some(source), ..self }
    }
}

/// The days on which a customer is a member of a group.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct GroupMember {
    /// The customer.
    pub customer: CustomerId,
    /// The days. One that joins within a period brings only its own days.
    pub days: Validity,
}

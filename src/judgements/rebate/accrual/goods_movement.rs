use crate::calendar::{Day, Validity};
use crate::id::{CustomerId, ProductGroupId};
use crate::money::{Currency, Money};
use crate::product::{ProductTree, QuantityError};
use crate::rebate::{MovementKind, RebateBase, RebateEvent};
use crate::trade::{LineQuantity, Sale, SaleLine};

/// Goods that were ordered, delivered, invoiced or paid, or that came back.
///
/// Plain data: of invoices they come from the lines of sales that the account keeps, of orders,
/// deliveries and payments from the application.
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

    /// The movement that an invoiced line of a sale is for the base of an agreement.
    ///
    /// # Rule
    ///
    /// > S6: a product of a base counts with all products below it. Where the base counts a unit,
    /// > the quantity is said in that unit.
    ///
    /// So the product of the movement is that of the base under which the line falls; one that the
    /// base leaves out comes first. A line that does not count keeps its product and quantity.
    ///
    /// # Errors
    ///
    /// When the line counts, and its quantity is no whole number of the unit of the base.
    pub fn try_from_line(
        customer: CustomerId,
        line: &SaleLine,
        currency: Currency,
        base: &RebateBase,
        products: &ProductTree,
    ) -> Result<Self, QuantityError> {
        let mut movement = Self::from_line(customer, line, currency);
        let mut named = base.except.iter().chain(&base.products);
        if let Some(it) = named.find(|it| products.is_within(&line.product, it)) {
            movement.product = Some(it.clone());
        }
        let counts = base.has_product(movement.product.as_ref());
        if let (true, Some(unit), Some(LineQuantity { number, unit: from })) =
            (counts, &base.unit, &line.quantity)
        {
            let number = products.convert(&line.product, *number, (from, unit))?;
            movement.quantity = Some(LineQuantity { number, unit: unit.clone() });
        }
        Ok(movement)
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

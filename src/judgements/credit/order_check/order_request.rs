use crate::calendar::Day;
use crate::id::DocumentId;
use crate::measure::proven;
use crate::money::{Amount, Currency, Money};
use crate::valid::codes;

/// An order to be checked.
///
/// ```
/// use guanxi::credit::OrderRequest;
/// let order = OrderRequest::try_new("CNY 500".parse()?, "2026-03-20".parse()?)?;
/// assert_eq!(order.on_credit().minor(), 500_00);
/// assert_eq!(order.prepaid("CNY 200".parse()?)?.on_credit().minor(), 300_00);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "订单")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRequest {
    pub(super) document: Option<DocumentId>,
    pub(super) currency: Currency,
    pub(super) amount: Amount,
    pub(super) prepaid: Amount,
    pub(super) deliver: Day,
}

/// The reason for which an order cannot be checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OrderRequestError {
    /// The amount is below zero.
    #[error("the amount of an order is not negative, was {amount}")]
    Negative {
        /// The amount.
        amount: Money,
    },
    /// More is paid than the order is worth, or less than nothing.
    #[error(
        "the prepaid part of an order lies between nothing and its amount {amount}, was {prepaid}"
    )]
    Prepaid {
        /// The amount of the order.
        amount: Money,
        /// The prepaid part.
        prepaid: Money,
    },
    /// The order is in another currency than the book.
    #[error("the order is in {found}, the book is in {expected}")]
    Currency {
        /// The currency of the book.
        expected: Currency,
        /// The currency of the order.
        found: Currency,
    },
}

codes! {
    OrderRequestError {
        Negative = "negative_order",
        Prepaid = "prepaid_out_of_bounds",
        Currency = "currency",
    }
}

impl OrderRequest {
    /// An order of an amount, to be delivered on a day.
    ///
    /// # Errors
    ///
    /// When the amount is negative.
    ///
    /// ```
    /// # use guanxi::credit::OrderRequest;
    /// let error = OrderRequest::try_new("CNY -1".parse()?, "2026-03-20".parse()?).unwrap_err();
    /// assert_eq!(error.to_string(), "the amount of an order is not negative, was CNY -1.00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn try_new(amount: Money, deliver: Day) -> Result<Self, OrderRequestError> {
        if amount.amount().is_negative() {
            return Err(OrderRequestError::Negative { amount });
        }
        let (currency, amount) = (amount.currency(), amount.amount());
        Ok(Self { document: None, currency, amount, prepaid: Amount::ZERO, deliver })
    }

    /// Gives the order its number, so that what is recorded of it does not count again.
    ///
    /// The amount is that of the whole order. Its open part is replaced; what of it is delivered,
    /// billed or posted is owed already, or paid. What was cancelled is ordered anew.
    pub fn numbered(self, document: DocumentId) -> Self {
        Self { document: Some(document), ..self }
    }

    /// Marks a part as paid in advance: that part needs no credit.
    ///
    /// A deposit counts once. As far as it stands in the unapplied credit of the account, or has
    /// settled invoices of the order under its number, it is taken off there; only the rest is
    /// taken off the order. Record a deposit for the invoice to come, so that it settles nothing
    /// older.
    ///
    /// # Errors
    ///
    /// When the part is negative, more than the order, or in another currency.
    #[doc(alias = "预付款")]
    pub fn prepaid(self, prepaid: Money) -> Result<Self, OrderRequestError> {
        if prepaid.currency() != self.currency {
            let (expected, found) = (self.currency, prepaid.currency());
            return Err(OrderRequestError::Currency { expected, found });
        }
        if prepaid.amount().is_negative() || prepaid.amount() > self.amount {
            let amount = Money::new(self.amount, self.currency);
            return Err(OrderRequestError::Prepaid { amount, prepaid });
        }
        Ok(Self { prepaid: prepaid.amount(), ..self })
    }

    /// The number of the order, when it has one.
    pub const fn document(&self) -> Option<&DocumentId> {
        self.document.as_ref()
    }

    /// The part that needs credit.
    pub fn on_credit(&self) -> Amount {
        let rest = self.amount.checked_sub(self.prepaid);
        proven!(rest, else Amount::ZERO, "the prepaid part lies between nothing and the amount")
    }
}

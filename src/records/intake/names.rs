use crate::calendar::Day;
use crate::money::Amount;

/// The documents that facts of a kind name. They are recorded before the fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    /// None.
    Nothing,
    /// Invoices of the customer.
    Invoices,
    /// The documents between which value flows, from orders to invoices.
    Flow,
}

/// A document that other facts name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedDocument<'a> {
    /// The order of a number.
    Order(&'a str),
    /// The invoice of a number.
    Invoice(&'a str),
}

/// The terms of an invoice, for the check of a fact that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NamedInvoice {
    pub(crate) issued: Day,
    pub(crate) amount: Amount,
    /// `true` for one that is disputed as a whole, from its issue on.
    pub(crate) is_disputed: bool,
}

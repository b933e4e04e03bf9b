use std::collections::BTreeMap;

use super::InvoiceParts;
use crate::calendar::AsOf;
use crate::money::Total;
use crate::receivable::{Bill, BillState, RecordedInvoice, SettlementKind};

/// The means by which an item is settled, in the order in which they are spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    /// Money, bills that were honoured or sold among it.
    Money,
    /// A bill that is no money yet.
    Bill,
    /// Credit notes, discounts and the like.
    Other,
}

impl From<SettlementKind> for Means {
    fn from(kind: SettlementKind) -> Self {
        if kind.is_money() { Self::Money } else { Self::Other }
    }
}

/// An amount to settle with.
pub(super) type Offer = (Means, Total);

/// The bills of a customer that settle at a day, by the number of the invoice that they name.
#[derive(Debug, Default)]
pub(super) struct BillMeans<'a> {
    named: BTreeMap<&'a str, Vec<Offer>>,
    unnamed: Vec<Offer>,
}

impl<'a> BillMeans<'a> {
    /// The bills at `t`, but for those that are known to be refused.
    pub(super) fn new(parts: Option<InvoiceParts<'a>>, t: AsOf, known: AsOf) -> Self {
        let mut found = Self::default();
        for bill in parts.map_or(&[][..], |it| it.bills) {
            let Some(means) = means(bill, t, known) else { continue };
            let offers = match &bill.invoice {
                Some(invoice) => found.named.entry(invoice.as_str()).or_default(),
                None => &mut found.unnamed,
            };
            offers.push((means, bill.amount.amount().to_total()));
        }
        found
    }

    /// Takes out the bills for an invoice.
    pub(super) fn named(
        &mut self,
        parts: Option<InvoiceParts<'_>>,
        invoice: RecordedInvoice,
    ) -> Vec<Offer> {
        if self.named.is_empty() {
            return Vec::new();
        }
        let number = parts.map_or("", |parts| parts.number(invoice));
        self.named.remove(number).unwrap_or_default()
    }

    /// The bills that name no invoice, and those left whose invoice is void.
    pub(super) fn unnamed(self) -> impl Iterator<Item = Offer> {
        self.unnamed.into_iter().chain(self.named.into_values().flatten())
    }
}

/// The means that a bill is at `t`; `None` before its receipt, and where it is known to be refused.
fn means(bill: &Bill, t: AsOf, known: AsOf) -> Option<Means> {
    if bill.state(known)? == BillState::Refused {
        return None;
    }
    Some(match bill.state(t)? {
        BillState::Outstanding | BillState::Refused => Means::Bill,
        BillState::Honoured | BillState::PassedOn => Means::Money,
    })
}

use super::Review;
use crate::id::CustomerKey;
use crate::lapse::PurchaseStatus;
use crate::money::{Currency, Total};

/// One line of a call list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallListEntry {
    /// The customer to call.
    pub customer: CustomerKey,
    /// Loss if the customer stayed away, weighted by its probability; a one-off is left out.
    pub value_at_risk: Total,
    /// `true` for a customer with one order day ever: most of them never come back.
    pub bought_once: bool,
}

impl CallListEntry {
    /// The line with the name of its customer, as it is written: a key says nothing outside of the
    /// book.
    pub fn named<'a>(self, review: &'a Review<'_>) -> NamedCallListEntry<'a> {
        let (name, currency) = (review.book().name(self.customer), review.book().currency());
        NamedCallListEntry { entry: self, name, currency }
    }
}

/// One line of a call list with the name of the customer, see [`CallListEntry::named`].
///
/// Written as `{"customer": "Li", "currency": "CNY", "value_at_risk": "120.00"}`; a customer
/// without a name has `position` in the place of `customer`, one that bought once has
/// `bought_once`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedCallListEntry<'a> {
    /// The line.
    pub entry: CallListEntry,
    /// The name of the customer; empty where it has none.
    pub name: &'a str,
    /// The currency of the value at risk.
    pub currency: Currency,
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Serialize, Serializer};

    use super::{CallListEntry, NamedCallListEntry};
    use crate::money::Currency;

    #[derive(Serialize)]
    struct Written<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        customer: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        position: Option<u32>,
        currency: Currency,
        value_at_risk: String,
        #[serde(skip_serializing_if = "crate::valid::is_default")]
        bought_once: bool,
    }

    impl Serialize for NamedCallListEntry<'_> {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let Self { entry, name, currency } = *self;
            let CallListEntry { customer, value_at_risk, bought_once } = entry;
            let (named, position) = (!name.is_empty(), customer.position());
            let written = Written {
                customer: named.then_some(name),
                position: (!named).then_some(position),
                currency,
                value_at_risk: value_at_risk.plain(currency).to_string(),
                bought_once,
            };
            written.serialize(to)
        }
    }
}

/// The customers with the largest values at risk, without those that are lost, ties in the order of
/// names.
pub(super) fn call_list(review: &Review<'_>, at_most: usize) -> Vec<CallListEntry> {
    let book = review.book();
    let rows = review.customers().iter().zip(review.values_at_risk()).zip(review.statuses());
    let mut entries: Vec<CallListEntry> = rows
        .map(|((customer, value_at_risk), status)| CallListEntry {
            customer: *customer,
            value_at_risk: *value_at_risk,
            bought_once: *status == PurchaseStatus::BoughtOnce,
        })
        .filter(|entry| entry.value_at_risk.is_positive())
        .collect();
    entries.sort_unstable_by(|a, b| {
        let by_name = || book.name(a.customer).cmp(book.name(b.customer));
        b.value_at_risk.cmp(&a.value_at_risk).then_with(by_name)
    });
    entries.truncate(at_most);
    entries
}

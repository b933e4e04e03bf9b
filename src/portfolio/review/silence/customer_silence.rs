use std::collections::BTreeMap;

use crate::communication::{
    ContactClock, ContactSnooze, CustomerContacts, LastContacts, SilenceReading,
};
use crate::id::CustomerKey;
use crate::review::Review;

/// The silence between us and a customer of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CustomerSilence {
    /// The customer.
    pub customer: CustomerKey,
    /// The silence by the clock that was asked for.
    pub reading: SilenceReading,
}

/// The silences of a review by a clock, the most urgent first.
pub(crate) fn silences(
    review: &Review<'_>,
    clock: ContactClock,
    snoozes: &BTreeMap<CustomerKey, Vec<ContactSnooze>>,
) -> Vec<CustomerSilence> {
    let t = review.as_of();
    let rows = review.customers().iter().zip(review.classes()).zip(review.values_at_risk());
    let found = rows.filter_map(|((key, class), at_risk)| {
        let account = review.account(*key)?;
        let view = account.view();
        let has_bought = view.sales().up_to(t.day()).first_active_day().is_some();
        let contacts = CustomerContacts {
            class: has_bought.then_some(class),
            last: LastContacts::from_account(view, t)?,
            snoozes: snoozes.get(key).map_or(&[], Vec::as_slice),
            value_at_risk: *at_risk,
        };
        Some((*key, contacts))
    });
    let (keys, contacts): (Vec<CustomerKey>, Vec<CustomerContacts<'_>>) = found.unzip();
    let ranked = review.policy().communication.silences(&contacts, clock, t).into_iter();
    let named = ranked.filter_map(|it| {
        Some(CustomerSilence { customer: *keys.get(it.position)?, reading: it.reading })
    });
    named.collect()
}

use crate::account::{AccountAsOf, Ledger};
use crate::calendar::AsOf;
use crate::id::CustomerKey;
use crate::lapse::Rhythm;

/// The orders of a customer on the days after a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrdersAfter {
    /// It ordered.
    Own,
    /// It, or a customer with which it has become one since, ordered; nobody can tell which.
    OfEither,
    /// Neither did.
    None,
}

/// Days whose orders are asked for, as they are known on a later day.
#[derive(Debug, Clone, Copy)]
pub(super) struct OrderDays {
    /// The day before the first one.
    pub(super) after: AsOf,
    pub(super) until: AsOf,
    pub(super) known: AsOf,
}

impl OrdersAfter {
    /// The orders of a customer that was one of its own on the day before. `None` where there is no
    /// such customer, or its totals do not fit.
    pub(super) fn new(ledger: &Ledger, customer: CustomerKey, days: OrderDays) -> Option<Self> {
        let merges = &ledger.merges;
        if merges.ever_with(customer).is_empty() {
            let account = ledger.account_at(customer, days.known)?;
            return Some(if days.have_order(&account) { Self::Own } else { Self::None });
        }
        // Its own are the orders of all that were one with it on the day before.
        let own = merges.one_with_at(customer, days.after);
        // Days before each of the others has become one with it, up to the last one that counts.
        let others = merges.joined_by(&own, days.known);
        let joined = |other: &CustomerKey| {
            let day = merges.first_day_together(&own, *other, days.after);
            day.map_or(days.until, |day| AsOf::new(day.offset(-1)).min(days.until))
        };
        let apart = others.iter().map(joined).min().unwrap_or(days.until);
        if (OrderDays { until: apart, ..days }).have_order_of(ledger, &own)? {
            return Some(Self::Own);
        }
        let mut is_doubtful = OrderDays { after: apart, ..days }.have_order_of(ledger, &own)?;
        for other in &others {
            let together = OrderDays { after: joined(other), ..days };
            is_doubtful |= together.have_order_of(ledger, &[*other])?;
        }
        Some(if is_doubtful { Self::OfEither } else { Self::None })
    }
}

impl OrderDays {
    fn have_order(self, account: &AccountAsOf<'_>) -> bool {
        let rhythm = Rhythm::from_sales(account.view().sales(), self.until);
        rhythm.is_some_and(|it| !self.after.sees(it.last()))
    }

    /// Tells whether an order is recorded under one of these customers, whatever is merged.
    fn have_order_of(self, ledger: &Ledger, customers: &[CustomerKey]) -> Option<bool> {
        let mut have_order = false;
        for customer in customers {
            have_order |= self.have_order(&AccountAsOf::unmerged(ledger, *customer, self.known)?);
        }
        Some(have_order)
    }
}

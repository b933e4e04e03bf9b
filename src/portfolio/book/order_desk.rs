use std::collections::BTreeMap;

use super::book_error::BookError;
use crate::calendar::{AsOf, Day};
use crate::credit::{GroupTree, OrderRequestError};
use crate::hold::{ReservationId, Reservations, ReserveError};
use crate::id::CustomerKey;
use crate::measure::Score;
use crate::valid::codes;

/// A reminder that was sent to a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentReminder {
    /// The day on which it was sent.
    pub on: Day,
    /// Its level, from 1.
    pub level: u8,
}

/// The state of an order desk besides the accounts: limits of groups, reminders that were sent, and
/// reservations.
///
/// A [`Book`](super::Book) keeps one, and looks up in it the pools, the dunning level and the
/// reservations of an order check.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderDesk {
    groups: GroupTree,
    reminders: BTreeMap<CustomerKey, Vec<SentReminder>>,
    reservations: Reservations,
}

impl OrderDesk {
    /// The limits that groups of customers share.
    pub const fn groups(&self) -> &GroupTree {
        &self.groups
    }

    /// Replaces the limits that groups of customers share.
    pub fn set_groups(&mut self, groups: GroupTree) {
        self.groups = groups;
    }

    /// The reservations that were made and not ended.
    pub const fn reservations(&self) -> &Reservations {
        &self.reservations
    }

    /// Replaces the reservations, with those that the application stored or another desk made.
    pub fn set_reservations(&mut self, reservations: Reservations) {
        self.reservations = reservations;
    }

    /// Ends a reservation that nobody wants any more. One under the number of an order ends by
    /// itself when the order is recorded.
    ///
    /// # Errors
    ///
    /// When there is no such reservation.
    pub fn end_reservation(&mut self, id: ReservationId) -> Result<(), ReserveError> {
        self.reservations = self.reservations.end(self.reservations.version(), id)?;
        Ok(())
    }

    /// Registers a reminder. The same reminder twice is one.
    pub fn register_reminder(&mut self, customer: CustomerKey, reminder: SentReminder) {
        let sent = self.reminders.entry(customer).or_default();
        if let Err(place) = sent.binary_search(&reminder) {
            sent.insert(place, reminder);
        }
    }

    /// Forgets the reminders of a customer.
    pub(super) fn forget(&mut self, customer: CustomerKey) {
        self.reminders.remove(&customer);
    }

    /// The last reminder of a customer by `t`; on one day the one of the highest level.
    pub fn last_reminder(&self, customer: CustomerKey, t: AsOf) -> Option<SentReminder> {
        let sent = self.reminders.get(&customer)?;
        sent.iter().rev().find(|reminder| t.sees(reminder.on)).copied()
    }

    /// All reminders, by customer and day.
    pub(super) fn reminders(&self) -> impl Iterator<Item = (CustomerKey, SentReminder)> {
        let by_customer = self.reminders.iter();
        by_customer.flat_map(|(key, sent)| sent.iter().map(|reminder| (*key, *reminder)))
    }

    /// True when a reminder of any customer is registered by `t`.
    pub fn has_reminders(&self, t: AsOf) -> bool {
        self.reminders.values().flatten().any(|reminder| t.sees(reminder.on))
    }
}

/// The inputs of an order check that a book does not hold. An input that is absent is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderInputs {
    /// True when somebody holds the customer or the order by hand.
    pub is_forced: bool,
    /// The payment index of the customer, 0 to 100, 80 on terms.
    pub payment_index: Option<Score>,
    /// The number of broken promises to pay.
    pub broken_promises: Option<u16>,
}

/// The reason for which a book did not check an order or did not reserve its credit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OrderDeskError {
    /// The customer is not in the book.
    #[error(transparent)]
    Customer(Box<BookError>),
    /// The customer has no name, and a reservation is made for a name.
    #[error("the customer at position {position} has no name to reserve for")]
    Unnamed {
        /// The position of the customer.
        position: u32,
    },
    /// The order cannot be checked.
    #[error(transparent)]
    Order(#[from] OrderRequestError),
    /// Its credit was not reserved.
    #[error(transparent)]
    Reserve(#[from] ReserveError),
}

codes! {
    OrderDeskError {
        Unnamed = "unnamed_customer",
    }
    passing {
        OrderDeskError::Customer(reason) => reason.code(),
        OrderDeskError::Order(reason) => reason.code(),
        OrderDeskError::Reserve(reason) => reason.code(),
    }
}

impl From<BookError> for OrderDeskError {
    fn from(error: BookError) -> Self {
        Self::Customer(Box::new(error))
    }
}

use super::reservation::{Reservation, ReservationId};
use crate::calendar::Day;
use crate::credit::{OrderCheck, OrderRequestError};
use crate::id::DocumentId;
use crate::money::Currency;
use crate::valid::codes;

/// The reason for which nothing was reserved. The state is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReserveError {
    /// Somebody else has changed the state since it was read.
    #[error("the state has version {found}, the request was made on version {expected}")]
    Stale {
        /// The version that the request was made on.
        expected: u64,
        /// The version of the state.
        found: u64,
    },
    /// The order is held.
    #[error("{0}")]
    Held(Box<OrderCheck>),
    /// The reservation would end before it begins.
    #[error("a reservation of {from} must not end before it, was {until}")]
    Until {
        /// The day of the request.
        from: Day,
        /// The last day that was asked for.
        until: Day,
    },
    /// The order is recorded, and counts as an open order.
    #[error("order {order} is recorded, its credit needs no reservation")]
    Recorded {
        /// The number of the order.
        order: DocumentId,
    },
    /// The order is reserved with other content.
    #[error(
        "reservation {} of order {} sets aside {} for {} until {}, it cannot also be {} for {} until {}",
        known.id, order, known.amount, known.customer, known.until,
        again.amount, again.customer, again.until
    )]
    Conflict {
        /// The number of the order.
        order: DocumentId,
        /// The reservation that holds under the number of the order.
        known: Box<Reservation>,
        /// The reservation that was asked for.
        again: Box<Reservation>,
    },
    /// There is no such reservation.
    #[error("there is no reservation {id}")]
    Unknown {
        /// The number.
        id: ReservationId,
    },
    /// The state has the largest version that there is.
    #[error("the state has version {version}, no other can follow")]
    LastVersion {
        /// The version.
        version: u64,
    },
    /// A reservation that counts is in another currency.
    #[error("reservation {id} is in {found}, the order is in {expected}")]
    Currency {
        /// The reservation.
        id: ReservationId,
        /// The currency of the account.
        expected: Currency,
        /// The currency of the reservation.
        found: Currency,
    },
    /// The order cannot be checked.
    #[error(transparent)]
    Order(#[from] OrderRequestError),
}

codes! {
    ReserveError {
        Stale = "stale_version",
        Held = "order_held",
        Until = "ends_before_it_begins",
        Recorded = "order_recorded",
        Conflict = "reservation_conflict",
        Unknown = "unknown_reservation",
        LastVersion = "last_version",
        Currency = "currency",
    }
    passing {
        ReserveError::Order(reason) => reason.code(),
    }
}

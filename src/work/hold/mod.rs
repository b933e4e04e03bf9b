//! Holds and reservations: a held order to its release or rejection, and credit set aside for
//! orders that were approved (S20).
//!
//! | type | rule |
//! |---|---|
//! | [`Hold`] | a held order to its release or rejection, with its trail |
//! | [`HoldOpening`] | the opening of a hold |
//! | [`HoldStep`], [`HoldEvent`] | a step on a held order; the step with its day and staff member |
//! | [`TakenStep`] | a step with what it led to under the policy of its day |
//! | [`HoldAct`], [`HoldStatus`] | the two sides of the table of a hold |
//! | [`HoldError`] | the refusal of a step or of an opening |
//! | [`ReleasePolicy`] | authority, four eyes, tolerance and last day of a release |
//! | [`ReleasePolicyDraft`] | the plain form of a release policy |
//! | [`ReleasedValue`] | the value of an order when it was released, and its value now |
//! | [`Role`] | a role, with the largest value that it may release |
//! | [`Reservations`] | check and reserve in one step: two orders cannot both take the rest |
//! | [`Reservation`], [`ReservationId`] | credit set aside for an order, and its number |
//! | [`PoolName`] | the kind and the name of a pool |
//! | [`ReserveRequest`], [`Reserved`] | a request for credit to be set aside, and its answer |
//! | [`ReserveError`] | the reason why nothing was reserved |
//! | [`ReservationsDraft`] | the plain form of reservations |
//!
//! System of the domain: [S20].
//!
//! [S20]: crate::docs::domain#s20

mod counted_reservations;
mod hold;
mod hold_error;
mod hold_state;
mod hold_status;
mod hold_step;
mod release_policy;
mod reservation;
mod reservations;
mod reserve_error;

pub(crate) use counted_reservations::CountedReservations;
pub use hold::Hold;
pub use hold_error::HoldError;
pub use hold_status::{HoldAct, HoldStatus};
pub use hold_step::{HoldEvent, HoldOpening, HoldStep, TakenStep};
pub use release_policy::{ReleasePolicy, ReleasePolicyDraft, ReleasedValue, Role};
pub use reservation::{PoolName, Reservation, ReservationId};
pub use reservations::{Reservations, ReservationsDraft, ReserveRequest, Reserved};
pub use reserve_error::ReserveError;

//! Appointments: visits with a day, from their making to their end (S24).
//!
//! | type | content |
//! |---|---|
//! | [`Appointments`] | the appointments of a company, one open for each customer and purpose |
//! | [`Appointment`], [`AppointmentOpening`] | an appointment with its steps; its beginning |
//! | [`AppointmentStage`], [`AppointmentAct`] | the stages and the acts |
//! | [`AppointmentStep`], [`AppointmentEvent`] | a step; a step that was taken |
//! | [`AppointmentFault`], [`AppointmentStepError`] | the wrong content of a step; its refusal |
//! | [`AppointmentError`] | an appointment that is not made |
//! | [`AppointmentReplayError`] | a stored appointment that cannot be replayed |
//!
//! The stage after each act; a dash stands where the act is refused:
//!
//! | stage | move | complete | drop |
//! |---|---|---|---|
//! | open | open | done | dropped |
//! | done | – | – | – |
//! | dropped | – | – | – |
//!
//! A visit that is cancelled is not done: it is moved to a new day, with the reason. Only a visit
//! that is completed becomes an interaction, from which the next one is due: see
//! [`Appointment::visit`]. An open one is a duty of the plan, see [`Appointment::reason`].
//!
//! Appointments are written with their steps; reading takes each step again.
//!
//! System of the domain: [S24].
//!
//! [S24]: crate::docs::domain#s24

mod appointment;
mod appointments;
mod step;

pub use appointment::{Appointment, AppointmentFault, AppointmentOpening, AppointmentStepError};
pub use appointments::{AppointmentError, AppointmentReplayError, Appointments};
pub use step::{AppointmentAct, AppointmentEvent, AppointmentStage, AppointmentStep};

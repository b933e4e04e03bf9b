use std::fmt;

use crate::calendar::Day;
use crate::lifecycle::{Act, Entry, Reason, Stage, Step};
use crate::valid::words;

words! {
    /// The stage of an appointment on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AppointmentStage {
        /// Made, and to come.
        Open = "open",
        /// The visit took place.
        Done = "done",
        /// The purpose is gone.
        Dropped = "dropped",
    }
}

words! {
    /// The kinds of steps of an appointment.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AppointmentAct {
        /// Moves it to another day.
        Move = "move",
        /// Completes it.
        Complete = "complete",
        /// Drops it.
        Drop = "drop",
    }
}

/// A step of an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum AppointmentStep {
    /// Moves it: a visit that is cancelled has a reason and a new day.
    #[doc(alias = "改期")]
    Move {
        /// The new day, not before the day of the step.
        to: Day,
        /// The reason.
        reason: Reason,
    },
    /// The visit took place on the day of the step.
    Complete,
    /// The purpose is gone: nobody will go.
    Drop {
        /// The reason.
        reason: Reason,
    },
}

/// A step that was taken, with who took it and when.
pub type AppointmentEvent = Entry<AppointmentStep>;

impl AppointmentStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: AppointmentAct) -> Option<Self> {
        match (self, act) {
            (Self::Open, AppointmentAct::Move) => Some(Self::Open),
            (Self::Open, AppointmentAct::Complete) => Some(Self::Done),
            (Self::Open, AppointmentAct::Drop) => Some(Self::Dropped),
            (
                Self::Done | Self::Dropped,
                AppointmentAct::Move | AppointmentAct::Complete | AppointmentAct::Drop,
            ) => None,
        }
    }
}

impl Act for AppointmentAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for AppointmentStage {
    type Act = AppointmentAct;

    const SUBJECT: &'static str = "an appointment";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Open];

    fn after(self, act: AppointmentAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for AppointmentStep {
    type Stage = AppointmentStage;

    fn act(&self) -> AppointmentAct {
        match self {
            Self::Move { .. } => AppointmentAct::Move,
            Self::Complete => AppointmentAct::Complete,
            Self::Drop { .. } => AppointmentAct::Drop,
        }
    }
}

impl fmt::Display for AppointmentStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}

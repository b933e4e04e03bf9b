use std::fmt;

use crate::id::{PersonId, StaffId};
use crate::lifecycle::{Act, Entry, Reason, Stage, Step};
use crate::valid::words;

words! {
    /// The stage of a promise of ours.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OurPromiseStage as "a stage of a promise of ours" {
        /// It is given.
        Given = "given",
        /// It is kept, in time or late.
        Kept = "kept",
        /// We took it back.
        Broken = "broken",
        /// The customer does not hold us to it.
        Released = "released",
    }
}

words! {
    /// The kinds of steps of a promise of ours.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OurPromiseAct as "an act of a promise of ours" {
        /// Hands it over to somebody else of ours.
        HandOver = "hand_over" => "hand over",
        /// Notes that it is kept.
        Keep = "keep",
        /// Takes it back.
        Break = "break",
        /// Notes that the customer does not hold us to it.
        Release = "release",
    }
}

/// A step of a promise of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum OurPromiseStep {
    /// Somebody else of ours takes it over.
    HandOver {
        /// The one who is to keep it from now on.
        to: StaffId,
    },
    /// It is kept.
    Keep {
        /// The proof, in words; `None` where there is none.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        proof: Option<Reason>,
    },
    /// We take it back.
    Break {
        /// The reason.
        reason: Reason,
    },
    /// The customer does not hold us to it.
    Release {
        /// The person at the customer who said so.
        person: PersonId,
        /// The reason.
        reason: Reason,
    },
}

/// A step that was taken, with who took it and when.
pub type OurPromiseEvent = Entry<OurPromiseStep>;

impl OurPromiseStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: OurPromiseAct) -> Option<Self> {
        use OurPromiseAct as A;
        match (self, act) {
            (Self::Given, A::HandOver) => Some(Self::Given),
            (Self::Given, A::Keep) => Some(Self::Kept),
            (Self::Given, A::Break) => Some(Self::Broken),
            (Self::Given, A::Release) => Some(Self::Released),
            (
                Self::Kept | Self::Broken | Self::Released,
                A::HandOver | A::Keep | A::Break | A::Release,
            ) => None,
        }
    }
}

impl Act for OurPromiseAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for OurPromiseStage {
    type Act = OurPromiseAct;

    const SUBJECT: &'static str = "a promise of ours";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Given];

    fn after(self, act: OurPromiseAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for OurPromiseStep {
    type Stage = OurPromiseStage;

    fn act(&self) -> OurPromiseAct {
        match self {
            Self::HandOver { .. } => OurPromiseAct::HandOver,
            Self::Keep { .. } => OurPromiseAct::Keep,
            Self::Break { .. } => OurPromiseAct::Break,
            Self::Release { .. } => OurPromiseAct::Release,
        }
    }
}

impl fmt::Display for OurPromiseStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}

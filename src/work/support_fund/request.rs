use std::fmt;

use crate::calendar::{AsOf, Day, Validity};
use crate::id::{FundRequestId, StaffId, SupportLineId};
use crate::lifecycle::{Act, Entry, Journey, JourneyPart, Reason, Stage, Step, Trail};
use crate::money::Money;
use crate::support::SupportItem;
use crate::valid::words;

use super::DenialGround;

words! {
    /// The stage of a request for support on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum FundRequestStage as "a stage of a request" {
        /// It is written.
        Drafted = "drafted",
        /// The customer asks for it.
        Requested = "requested",
        /// An amount is set aside.
        #[doc(alias = "事前批准")]
        Approved = "approved",
        /// It is refused, with its ground.
        Denied = "denied",
        /// It is over; what was set aside and not claimed is free again.
        Closed = "closed",
        /// The last day for claims has gone by; what was set aside is free again.
        Lapsed = "lapsed",
    }
}

words! {
    /// The kinds of steps of a request for support.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum FundRequestAct as "an act of a request" {
        /// Asks for it.
        Submit = "submit",
        /// Sets an amount aside.
        Approve = "approve",
        /// Refuses it.
        Deny = "deny",
        /// Ends it.
        Close = "close",
        /// Notes that the last day for claims has gone by.
        Lapse = "lapse",
    }
}

/// The beginning of a request: its draft.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct FundRequestOpening {
    /// The number of the request.
    pub id: FundRequestId,
    /// The item of support.
    pub item: SupportItem,
    /// The line of the yearly plan; `None` for support beside it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub line: Option<SupportLineId>,
    /// The days of the activity.
    pub activity: Validity,
    /// The day of the draft.
    pub on: Day,
    /// The staff member who wrote it.
    pub by: StaffId,
}

/// A step of a request for support.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum FundRequestStep {
    /// It is asked for.
    Submit,
    /// An amount is set aside.
    Approve {
        /// The amount.
        amount: Money,
        /// The last day for claims.
        until: Day,
    },
    /// It is refused.
    Deny {
        /// The ground.
        ground: DenialGround,
        /// The reason in words.
        reason: Reason,
    },
    /// It is ended.
    Close {
        /// The reason.
        reason: Reason,
    },
    /// The last day for claims has gone by.
    Lapse,
}

/// A step that was taken, with who took it and when.
pub type FundRequestEvent = Entry<FundRequestStep>;

/// A request for support with the steps taken.
#[doc(alias = "费用申请")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FundRequest {
    pub(super) opening: FundRequestOpening,
    pub(super) trail: Trail<FundRequestStep>,
}

impl FundRequestStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: FundRequestAct) -> Option<Self> {
        use FundRequestAct as A;
        match (self, act) {
            (Self::Drafted, A::Submit) => Some(Self::Requested),
            (Self::Requested, A::Approve) => Some(Self::Approved),
            (Self::Requested, A::Deny) => Some(Self::Denied),
            (Self::Drafted | Self::Requested | Self::Approved, A::Close) => Some(Self::Closed),
            (Self::Approved, A::Lapse) => Some(Self::Lapsed),
            (Self::Drafted, A::Approve | A::Deny | A::Lapse)
            | (Self::Requested, A::Submit | A::Lapse)
            | (Self::Approved, A::Submit | A::Approve | A::Deny)
            | (Self::Denied | Self::Closed | Self::Lapsed, _) => None,
        }
    }
}

impl FundRequest {
    /// The beginning.
    pub const fn opening(&self) -> &FundRequestOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<FundRequestStep> {
        &self.trail
    }

    /// The stage after all steps.
    pub fn stage(&self) -> FundRequestStage {
        self.trail.stage(FundRequestStage::Drafted, AsOf::new(Day::MAX))
    }

    /// The last day for claims; `None` until it is approved.
    pub fn until(&self) -> Option<Day> {
        self.trail.iter().find_map(|entry| match &entry.step {
            FundRequestStep::Approve { until, .. } => Some(*until),
            FundRequestStep::Submit
            | FundRequestStep::Deny { .. }
            | FundRequestStep::Close { .. }
            | FundRequestStep::Lapse => None,
        })
    }

    /// The journey of the customer as of a date, from asking to our decision; `None` before it is
    /// asked for.
    pub fn journey(&self, t: AsOf) -> Option<Journey> {
        Journey::read(&self.trail, self.submitted()?, &self.opening.by, t, |act| match act {
            FundRequestAct::Approve | FundRequestAct::Deny | FundRequestAct::Close => {
                JourneyPart::Answer
            }
            FundRequestAct::Submit | FundRequestAct::Lapse => JourneyPart::Work,
        })
    }

    /// The day on which it was asked for.
    pub(super) fn submitted(&self) -> Option<Day> {
        self.trail.last_of(FundRequestAct::Submit, AsOf::new(Day::MAX)).map(|entry| entry.on)
    }
}

impl Act for FundRequestAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for FundRequestStage {
    type Act = FundRequestAct;

    const SUBJECT: &'static str = "a request for support";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Drafted];

    fn after(self, act: FundRequestAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for FundRequestStep {
    type Stage = FundRequestStage;

    fn act(&self) -> FundRequestAct {
        match self {
            Self::Submit => FundRequestAct::Submit,
            Self::Approve { .. } => FundRequestAct::Approve,
            Self::Deny { .. } => FundRequestAct::Deny,
            Self::Close { .. } => FundRequestAct::Close,
            Self::Lapse => FundRequestAct::Lapse,
        }
    }
}

impl fmt::Display for FundRequestStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}

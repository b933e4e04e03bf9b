use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt;

use crate::calendar::Day;
use crate::customer::Importance;
use crate::id::{CustomerId, StaffId, TerritoryId};
use crate::measure::Quotient;
use crate::money::Total;
use crate::valid::words;
use crate::visit::{TimeBucket, VisitWindow};

words! {
    /// The purposes of visits.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum VisitPurpose as "a purpose of a visit" {
        /// A day was agreed.
        Agreed = "agreed" => "agreed",
        /// A complaint to be answered in person.
        Complaint = "complaint",
        /// A contract to be saved or signed.
        Contract = "contract",
        /// A promise of ours that falls due.
        Promise = "promise",
        /// Money to be asked for.
        #[doc(alias = "催收")]
        Collection = "collection",
        /// A warning to be talked over.
        Warning = "warning",
        /// The customer has not been heard for too long.
        Silence = "silence",
        /// A service that is due.
        Service = "service",
        /// The next order.
        #[doc(alias = "下单")]
        Order = "order",
        /// The regular visit.
        #[doc(alias = "例行拜访")]
        Cadence = "cadence" => "regular visit",
    }
}

/// A reason for a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct VisitReason {
    /// The purpose.
    pub purpose: VisitPurpose,
    /// The day by which the visit serves it; `None` for one without a day.
    pub by: Option<Day>,
    /// Its subject in a few words, such as the number of a contract; empty where there is none.
    pub subject: String,
}

/// A visit that is to be planned, with all that ranks it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct VisitNeed {
    /// The customer.
    pub customer: CustomerId,
    /// The bucket whose time it takes.
    pub bucket: TimeBucket,
    /// The importance, by which it ranks. A prospect without a stated one is ordinary.
    pub importance: Importance,
    /// The days on which it may take place.
    pub window: VisitWindow,
    /// The urgency on the day of the plan.
    pub urgency: Quotient,
    /// The minutes, without the way.
    pub minutes: u16,
    /// The value at risk.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub value_at_risk: Total,
    /// The area; visits to one area share the way. A customer without one is an area of its own.
    pub area: Option<TerritoryId>,
    /// Our people who come along. The one whose plan it is leads.
    pub companions: BTreeSet<StaffId>,
    /// All reasons, the most pressing first.
    pub reasons: Vec<VisitReason>,
}

impl VisitPurpose {
    /// Returns `true` for a dated duty, which is a must whatever the cadence.
    pub const fn is_duty(self) -> bool {
        match self {
            Self::Agreed | Self::Complaint | Self::Contract => true,
            Self::Promise
            | Self::Collection
            | Self::Warning
            | Self::Silence
            | Self::Service
            | Self::Order
            | Self::Cadence => false,
        }
    }
}

impl VisitNeed {
    /// Returns `true` when it must be made by a day: its latest day lies no later, or it is a dated
    /// duty whose window has opened by then.
    pub fn is_must(&self, by: Day) -> bool {
        let is_duty = self.reasons.iter().any(|it| it.purpose.is_duty());
        self.window.last() <= by || (is_duty && self.window.first() <= by)
    }

    /// The place among others, the first the most pressing. It ends in the id.
    pub(super) fn rank(&self) -> impl Ord + '_ {
        let Self { importance, window, urgency, value_at_risk, customer, reasons, .. } = self;
        let matter = reasons.first().map(|it| (it.purpose, &it.subject));
        let (urgent, at_risk) = (Reverse(*urgency), Reverse(*value_at_risk));
        (*importance, window.last(), urgent, at_risk, customer, matter)
    }
}

impl fmt::Display for VisitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.purpose.fmt(f)?;
        if !self.subject.is_empty() {
            write!(f, " {}", self.subject)?;
        }
        match self.by {
            Some(by) => write!(f, " by {by}"),
            None => Ok(()),
        }
    }
}

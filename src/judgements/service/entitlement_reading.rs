use std::fmt;

use super::{Entitlement, ServiceRhythm};
use crate::calendar::{AsOf, Day};
use crate::id::EntitlementId;
use crate::measure::{Excess, plural, proven};
use crate::valid::words;

words! {
    /// The state of an entitlement of a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum EntitlementState as "a state of an entitlement" {
        /// Given, and not due again.
        Had = "had",
        /// Not given yet, and not due yet.
        NotYet = "not_yet" => "not yet",
        /// Due.
        Due = "due",
        /// Due, and a whole interval or the deadline has gone by.
        Missed = "missed",
        /// Given when the customer asks.
        OnRequest = "on_request" => "on request",
        /// As often as the customer may ask within 365 days.
        UsedUp = "used_up" => "used up",
        /// Given in samples, see [`sampled_customers`](super::sampled_customers).
        Sampled = "sampled",
    }
}

/// A service that a customer was given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ServiceDelivery {
    /// The entitlement.
    pub entitlement: EntitlementId,
    /// The day.
    pub on: Day,
}

/// An entitlement of a customer as of a date (S23).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct EntitlementReading<'a> {
    /// The entitlement.
    pub entitlement: &'a Entitlement,
    /// The day from which the customer has it.
    pub since: Day,
    /// The last day on which it was given.
    pub last: Option<Day>,
    /// The day on which it is or was due next, the last day of a deadline.
    pub due: Option<Day>,
    /// The intervals that went by since without it. However many, it is due once.
    pub missed: u32,
    /// The times that the customer may still ask for it within 365 days.
    pub left: Option<u16>,
    /// The state.
    pub state: EntitlementState,
}

impl Entitlement {
    /// The entitlement of a customer that has had it since a day, as of a date.
    ///
    /// # Rule
    ///
    /// > S23: due an interval after it was given, or after the customer entered the class. A missed
    /// > one does not double. A deadline is met on its last day.
    ///
    /// Deliveries before the customer had it do not count, except for those of *once*, which stay
    /// given.
    pub fn read(
        &self,
        since: Day,
        deliveries: &[ServiceDelivery],
        t: AsOf,
    ) -> EntitlementReading<'_> {
        read(self, since, deliveries, t)
    }
}

fn read<'a>(
    entitlement: &'a Entitlement,
    since: Day,
    deliveries: &[ServiceDelivery],
    t: AsOf,
) -> EntitlementReading<'a> {
    let given = || {
        let of_it = deliveries.iter().filter(|it| it.entitlement == entitlement.code);
        of_it.map(|it| it.on).filter(|on| t.sees(*on))
    };
    let last = given().max();
    let blank = EntitlementReading {
        entitlement,
        since,
        last,
        due: None,
        missed: 0,
        left: None,
        state: EntitlementState::Sampled,
    };
    match entitlement.rhythm {
        ServiceRhythm::Every { days } => every(blank, days, t),
        ServiceRhythm::Within { days } => {
            let due = since.offset(i32::from(days));
            let state = match (last, t.day() <= due) {
                (Some(_), _) => EntitlementState::Had,
                (None, true) => EntitlementState::Due,
                (None, false) => EntitlementState::Missed,
            };
            EntitlementReading { due: last.is_none().then_some(due), state, ..blank }
        }
        ServiceRhythm::OnRequest { most_a_year } => {
            let year = t.last_days(365);
            let used = given().filter(|on| year.contains(*on)).count();
            let left = most_a_year.map(|most| {
                let left = usize::from(most).excess_over(used);
                proven!(u16::try_from(left).ok(), else most, "at most the quota")
            });
            let state = match left {
                Some(0) => EntitlementState::UsedUp,
                Some(_) | None => EntitlementState::OnRequest,
            };
            EntitlementReading { left, state, ..blank }
        }
        ServiceRhythm::Sampled { .. } => blank,
    }
}

fn every(reading: EntitlementReading<'_>, days: u16, t: AsOf) -> EntitlementReading<'_> {
    let last = reading.last.filter(|last| *last >= reading.since);
    let due = last.unwrap_or(reading.since).offset(i32::from(days));
    let overdue = t.day().days_since(due);
    let missed = overdue.checked_div(i32::from(days)).and_then(|it| u32::try_from(it).ok());
    let missed = missed.filter(|_| overdue >= 0).unwrap_or_default();
    let state = match (overdue >= 0, missed, last) {
        (true, 0, _) => EntitlementState::Due,
        (true, 1.., _) => EntitlementState::Missed,
        (false, _, Some(_)) => EntitlementState::Had,
        (false, _, None) => EntitlementState::NotYet,
    };
    EntitlementReading { due: Some(due), missed, state, ..reading }
}

impl EntitlementReading<'_> {
    /// Returns `true` when it is due or missed.
    pub const fn is_owed(&self) -> bool {
        match self.state {
            EntitlementState::Due | EntitlementState::Missed => true,
            EntitlementState::Had
            | EntitlementState::NotYet
            | EntitlementState::OnRequest
            | EntitlementState::UsedUp
            | EntitlementState::Sampled => false,
        }
    }
}

impl fmt::Display for EntitlementReading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.entitlement.code, self.state)?;
        let is_once = matches!(self.entitlement.rhythm, ServiceRhythm::Within { .. });
        match (self.state, self.due) {
            (EntitlementState::Due, Some(due)) if is_once => write!(f, " by {due}"),
            (EntitlementState::Missed, Some(due)) if is_once => write!(f, ", was due by {due}"),
            (EntitlementState::Due, Some(due)) => write!(f, " since {due}"),
            (EntitlementState::Missed, Some(due)) => {
                let times = plural(self.missed, "time", "times");
                write!(f, " {} {times}, due since {due}", self.missed)
            }
            (EntitlementState::NotYet | EntitlementState::Had, Some(due)) => {
                write!(f, ", due on {due}")
            }
            (EntitlementState::OnRequest, _) => match self.left {
                Some(left) => write!(f, ", {left} left"),
                None => Ok(()),
            },
            (
                EntitlementState::Due
                | EntitlementState::Missed
                | EntitlementState::NotYet
                | EntitlementState::Had,
                None,
            )
            | (EntitlementState::UsedUp | EntitlementState::Sampled, _) => Ok(()),
        }
    }
}

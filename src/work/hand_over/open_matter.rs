use std::fmt;

use crate::calendar::Day;
use crate::id::{CustomerId, StaffId};
use crate::lifecycle::TurnReading;
use crate::valid::words;

words! {
    /// The kinds of matters between us and a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MatterKind as "a kind of matter" {
        /// A complaint.
        Complaint = "complaint",
        /// A letter of the customer, or a call to the hotline.
        Letter = "letter",
        /// A request to be served.
        ServiceRequest = "service_request" => "request",
        /// An opinion without an answer.
        Opinion = "opinion",
        /// Goods that come back.
        Return = "return",
        /// A thing that is repaired.
        Repair = "repair",
        /// A request for support out of a fund.
        SupportRequest = "support_request" => "request for support",
        /// A claim on a fund.
        SupportClaim = "support_claim" => "claim",
        /// A promise of ours.
        Promise = "promise",
        /// A visit with a day.
        Appointment = "appointment",
    }
}

/// A matter between us and a customer that is open: everything that goes along when one of our
/// people leaves, in one shape.
#[doc(alias = "未了事项")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct OpenMatter {
    /// The kind.
    pub kind: MatterKind,
    /// Its number; of an appointment, which has none, the purpose.
    pub number: String,
    /// The customer.
    pub customer: CustomerId,
    /// The day on which it began: of a receipt, a request, a promise.
    pub asked: Day,
    /// The side that is to act, with the last day for it.
    pub turn: TurnReading,
    /// The staff member who has it.
    pub by: StaffId,
}

impl OpenMatter {
    /// The matters of a staff member, whatever the customer: the earliest last day first,
    /// those without one last, then by day of beginning, customer, kind and number.
    pub fn of_staff<'a>(matters: &'a [Self], staff: &StaffId) -> Vec<&'a Self> {
        sorted(matters.iter().filter(|it| it.by == *staff))
    }

    /// The matters of a customer, in the same order.
    pub fn of_customer<'a>(matters: &'a [Self], customer: &CustomerId) -> Vec<&'a Self> {
        sorted(matters.iter().filter(|it| it.customer == *customer))
    }
}

fn sorted<'a>(matters: impl Iterator<Item = &'a OpenMatter>) -> Vec<&'a OpenMatter> {
    let mut matters: Vec<&OpenMatter> = matters.collect();
    matters.sort_by_key(|it| {
        let until = it.turn.until;
        (until.is_none(), until, it.asked, &it.customer, it.kind, &it.number)
    });
    matters
}

impl fmt::Display for OpenMatter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, number, asked, turn, by, .. } = self;
        write!(f, "{kind} {number} of {asked}: {turn}, with {by}")
    }
}

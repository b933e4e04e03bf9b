use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{Window, WorkCalendar};
use crate::id::{CustomerKey, StaffId};
use crate::visit::{Absences, BucketMinutes, VisitReason, VisitWindow};

/// A duty at a customer that the book does not know: a complaint to be answered in person, a
/// contract to be saved, a day that was agreed. A promise of ours or a service that is due can be
/// given as well: it is a must when its last day lies in the days of the plan, and may be made
/// before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitDuty {
    /// The customer.
    pub customer: CustomerKey,
    /// The days on which it can be done.
    pub window: VisitWindow,
    /// The reason.
    pub reason: VisitReason,
}

/// All that the visits of a book are made of besides the review.
#[derive(Debug, Clone, Copy)]
pub struct VisitRequest<'a> {
    /// The days to be planned.
    pub days: Window,
    /// The worked days.
    pub calendar: &'a WorkCalendar,
    /// Leave and fixed meetings of our people.
    pub absences: &'a BTreeMap<StaffId, Absences>,
    /// The minutes that each has spent since the quarter began.
    pub spent: &'a BTreeMap<StaffId, BucketMinutes>,
    /// The key accounts; class A is one in any case.
    pub key_accounts: &'a BTreeSet<CustomerKey>,
    /// The dated duties.
    pub duties: &'a [VisitDuty],
}

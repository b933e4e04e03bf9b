use super::{Complaint, ComplaintSeverity, ComplaintStage, ComplaintStep, ComplaintTerms};
use crate::calendar::{AsOf, Day, WorkCalendarDraft};
use crate::handling::{Deadlines, Handling, HandlingPolicy, HandlingStage, HandlingStep, Subject};
use crate::id::{ComplaintId, StaffId};
use crate::lifecycle::{Entry, Reason, Step as _, Trail};

impl Subject for ComplaintId {
    type Severity = ComplaintSeverity;
    type Closing = ComplaintStage;
}

impl HandlingPolicy<ComplaintSeverity> for ComplaintTerms<'_> {
    fn calendar(&self) -> &WorkCalendarDraft {
        self.calendar
    }

    fn deadlines(&self, severity: ComplaintSeverity) -> Deadlines {
        let told = self.policy.told_days(Some(severity));
        Deadlines { acknowledge: self.policy.acknowledge_days, cause: told, remedy: told }
    }

    fn shelf_days(&self, _: ComplaintSeverity) -> u16 {
        self.policy.most_paused
    }

    fn accept_days(&self) -> u16 {
        0
    }

    fn open_days(&self) -> u16 {
        self.policy.hand_over_days
    }

    fn reminder_days(&self) -> u16 {
        self.policy.reminder_days
    }

    fn four_eyes_from(&self) -> ComplaintSeverity {
        ComplaintSeverity::Minor
    }
}

/// The work on a complaint while its steps are told.
struct Work<'a> {
    handling: Handling<ComplaintId>,
    trail: Trail<HandlingStep<ComplaintStage>>,
    terms: ComplaintTerms<'a>,
}

impl ComplaintTerms<'_> {
    /// The work on the complaint as of a date: owner, reminders, hand-over, by the rules of every
    /// [handling](crate::handling); `None` before the receipt.
    ///
    /// It is worked out of the steps, up to the last one that is seen; the days since are passed by
    /// [`Handling::pass_day`], which tells what a day brings. While the clock stands still nothing
    /// is heard of it.
    pub fn handling(self, complaint: &Complaint, t: AsOf) -> Option<Handling<ComplaintId>> {
        let opening = complaint.opening();
        if !t.sees(opening.on) {
            return None;
        }
        let mut work = Work::begin(complaint, opening.on, Some(opening.by.clone()), self);
        for entry in complaint.trail().seen(t) {
            work.handling.pass_day(entry.on, &self);
            work = work.follow(complaint, entry);
            work.handling.touch(entry.on, &self);
        }
        Some(work.handling)
    }
}

impl<'a> Work<'a> {
    fn begin(
        complaint: &Complaint,
        on: Day,
        owner: Option<StaffId>,
        terms: ComplaintTerms<'a>,
    ) -> Self {
        let severity = complaint.severity(AsOf::new(on)).unwrap_or(ComplaintSeverity::Minor);
        let handling = Handling::open(complaint.opening().id.clone(), severity, on, &terms);
        Self { handling: handling.owned_by(owner), trail: Trail::default(), terms }
    }

    /// The work after a step of the complaint.
    fn follow(mut self, complaint: &Complaint, entry: &Entry<ComplaintStep>) -> Self {
        let on = entry.on;
        match &entry.step {
            ComplaintStep::Acknowledge { .. } => self.take(HandlingStep::Acknowledge, entry),
            ComplaintStep::Assess(assessment) => self.aim(assessment.severity, on),
            ComplaintStep::Assign { to } | ComplaintStep::Escalate { to, .. } => {
                self.take(HandlingStep::Assign { to: to.clone() }, entry);
            }
            ComplaintStep::Investigate => self.take(HandlingStep::Investigate, entry),
            ComplaintStep::Pause { until, reason, .. } => {
                let (until, why) = (until.offset(-1), reason.clone());
                self.take(HandlingStep::Shelve { until, is_once: false, why }, entry);
            }
            ComplaintStep::Resume => self.take(HandlingStep::Unshelve, entry),
            ComplaintStep::Resolve { .. }
            | ComplaintStep::GrantGoodwill { .. }
            | ComplaintStep::Decide { .. } => {
                self.handling.unshelve(on, &self.terms);
                if self.handling.stage() != HandlingStage::Investigating {
                    self.take(HandlingStep::Investigate, entry);
                }
                self.take(HandlingStep::FindCause { is_primary: true }, entry);
                self.take(HandlingStep::Plan, entry);
            }
            ComplaintStep::Tell { .. } => self.take(HandlingStep::Finish, entry),
            ComplaintStep::Reject { .. } => {
                let severity = self.handling.severity();
                self.handling.reopen(severity, on, &self.terms);
            }
            ComplaintStep::Close { .. } => self.handling.end(ComplaintStage::Closed, on),
            ComplaintStep::Withdraw(notice) => {
                self.drop(ComplaintStage::Withdrawn, entry, &notice.text);
            }
            ComplaintStep::Merge { notice, .. } => {
                self.drop(ComplaintStage::Merged, entry, &notice.text);
            }
            ComplaintStep::MarkDuplicate { notice, .. } => {
                self.drop(ComplaintStage::Duplicate, entry, &notice.text);
            }
            ComplaintStep::Reopen { .. } => {
                let owner = self.handling.owner().cloned();
                self = Self::begin(complaint, on, owner, self.terms);
            }
            ComplaintStep::ReopenHigher { to, .. } => {
                self = Self::begin(complaint, on, Some(to.clone()), self.terms);
            }
            ComplaintStep::HoldOff { .. }
            | ComplaintStep::Inform(_)
            | ComplaintStep::AskAgain
            | ComplaintStep::Finish
            | ComplaintStep::Accept => {}
        }
        self
    }
}

impl Work<'_> {
    /// Takes a step of handling, where it is in turn.
    fn take(&mut self, step: HandlingStep<ComplaintStage>, entry: &Entry<ComplaintStep>) {
        let step = Entry::new(step, entry.on, entry.by.clone());
        if self.handling.check_turn(step.step.act()).is_ok() {
            let taken = self.handling.take_again(&mut self.trail, step, &self.terms);
            debug_assert!(taken.is_ok(), "days of a trail never fall");
        }
    }

    /// Takes another severity.
    fn aim(&mut self, severity: ComplaintSeverity, on: Day) {
        if severity > self.handling.severity() {
            self.handling.rise(severity, on, &self.terms);
        } else {
            self.handling.fall(severity);
        }
    }

    /// Ends the work on a complaint that is not pursued.
    fn drop(&mut self, end: ComplaintStage, entry: &Entry<ComplaintStep>, why: &Reason) {
        if self.handling.stage() == HandlingStage::Handling {
            self.take(HandlingStep::Finish, entry);
            self.handling.end(end, entry.on);
        } else {
            let (why, requested_by) = (why.clone(), entry.by.clone());
            self.take(HandlingStep::Dismiss { why, requested_by, end }, entry);
        }
    }
}

use super::deadline::{Deadline, DueDays};
use super::handling_effect::HandlingEffect;
use super::reminders::Reminders;
use super::shelf::Shelf;
use super::stage::{HandlingAct, HandlingStage};
use super::status::Status;
use super::subject::{HandlingPolicy, Subject};
use crate::calendar::Day;
use crate::id::StaffId;
use crate::measure::proven;

/// The state of the work of people on one subject: who looks after it, how far they are, by when
/// each part is due.
///
/// See the [module](super) for its stages.
#[doc(alias = "处理")]
#[doc(alias = "专人负责")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling<K: Subject> {
    pub(super) subject: K,
    pub(super) status: Status<K::Closing>,
    pub(super) status_since: Day,
    pub(super) opened: Day,
    pub(super) owner: Option<StaffId>,
    /// The person who found the primary cause.
    pub(super) found_by: Option<StaffId>,
    pub(super) severity: K::Severity,
    pub(super) highest_severity: K::Severity,
    pub(super) due: DueDays,
    /// `true` if a remedy is planned and neither done nor given up.
    pub(super) has_open_remedy: bool,
    pub(super) resolved: Option<Day>,
    pub(super) times_reopened: u32,
    pub(super) shelf: Option<Shelf>,
    pub(super) reminders: Reminders,
    pub(super) is_handed_over: bool,
    /// `true` while something else holds it back.
    pub(super) is_held: bool,
}

impl<K: Subject> Handling<K> {
    /// Opens a case with a severity.
    pub fn open(
        subject: K,
        severity: K::Severity,
        on: Day,
        policy: &impl HandlingPolicy<K::Severity>,
    ) -> Self {
        Self {
            subject,
            status: Status::New,
            status_since: on,
            opened: on,
            owner: None,
            found_by: None,
            severity,
            highest_severity: severity,
            due: DueDays::new(on, policy.deadlines(severity), policy.calendar()),
            has_open_remedy: false,
            resolved: None,
            times_reopened: 0,
            shelf: None,
            reminders: Reminders::anew(on, policy),
            is_handed_over: false,
            is_held: false,
        }
    }

    /// The same case with an owner from the start.
    pub fn owned_by(self, owner: Option<StaffId>) -> Self {
        Self { owner, ..self }
    }

    /// The key of the subject.
    pub const fn subject(&self) -> &K {
        &self.subject
    }

    /// The status.
    pub const fn status(&self) -> Status<K::Closing> {
        self.status
    }

    /// The stage, without its data.
    pub const fn stage(&self) -> HandlingStage {
        self.status.stage()
    }

    /// The day of the last change of the status.
    pub const fn status_since(&self) -> Day {
        self.status_since
    }

    /// The day on which the case was opened.
    pub const fn opened(&self) -> Day {
        self.opened
    }

    /// The person who looks after it; `None` until it is assigned.
    pub const fn owner(&self) -> Option<&StaffId> {
        self.owner.as_ref()
    }

    /// The severity by which deadlines and shelves go.
    pub const fn severity(&self) -> K::Severity {
        self.severity
    }

    /// The highest severity that it had, by which four eyes go.
    pub const fn highest_severity(&self) -> K::Severity {
        self.highest_severity
    }

    /// The day by which a part is due, as worked out on the last day that was passed.
    ///
    /// Deadlines come nearer when the severity rises. They move by the days on which the case lies
    /// on a shelf or is held back, and those that are not missed go by the calendar of the day. A
    /// case that came back, or whose accepted risk is over, has days of its own again.
    pub const fn due(&self, deadline: Deadline) -> Day {
        self.due.get(deadline)
    }

    /// The number of deadlines that were missed in this round.
    #[doc(alias = "催办级别")]
    pub fn urgency(&self) -> usize {
        self.due.count_missed()
    }

    /// The number of times that it came back after it was resolved.
    pub const fn times_reopened(&self) -> u32 {
        self.times_reopened
    }

    /// The day on which it was resolved, while that has held.
    pub const fn resolved(&self) -> Option<Day> {
        self.resolved
    }

    /// The shelf on which it lies.
    pub const fn shelf(&self) -> Option<&Shelf> {
        self.shelf.as_ref()
    }

    /// The part that is due next; `None` while nothing is.
    pub const fn waits_for(&self) -> Option<Deadline> {
        match self.stage() {
            HandlingStage::New | HandlingStage::Reopened => Some(Deadline::Acknowledge),
            HandlingStage::Acknowledged | HandlingStage::Investigating => Some(Deadline::Cause),
            HandlingStage::CauseKnown | HandlingStage::Handling => Some(Deadline::Remedy),
            HandlingStage::Resolved | HandlingStage::RiskAccepted | HandlingStage::Closed => None,
        }
    }

    /// Returns `true` while it is [held back](Self::hold).
    pub const fn is_held(&self) -> bool {
        self.is_held
    }

    /// Takes a higher severity: deadlines come nearer, none moves away, and the risk of the old one
    /// is no longer accepted.
    pub fn rise(
        &mut self,
        severity: K::Severity,
        on: Day,
        policy: &impl HandlingPolicy<K::Severity>,
    ) {
        self.set_severity(severity);
        let (until, days) = (self.rests_until(on), policy.deadlines(severity));
        self.due.bring_forward(on, days, until, policy.calendar());
        self.end_risk(on, policy);
    }

    /// Takes a lower severity; deadlines stay.
    pub fn fall(&mut self, severity: K::Severity) {
        self.set_severity(severity);
    }

    /// Reopens a resolved case with a severity: the same case, from the investigation on, with days
    /// of its own. Nothing happens in any other stage.
    pub fn reopen(
        &mut self,
        severity: K::Severity,
        on: Day,
        policy: &impl HandlingPolicy<K::Severity>,
    ) {
        if self.move_by(HandlingAct::Reopen, on) {
            self.times_reopened = proven!(
                self.times_reopened.checked_add(1), else u32::MAX,
                "steps of people lie between two, and nobody records 2³² of them"
            );
            self.set_severity(severity);
            self.begin_anew(on, policy);
        }
    }

    /// Ends a case without a step of a person. Nothing happens where the table does not allow it.
    pub fn end(&mut self, end: K::Closing, on: Day) {
        if self.stage().after(HandlingAct::End).is_some() {
            self.enter(Status::Closed(end), on);
        }
    }

    /// Passes a day: a shelf and an accepted risk that are over, missed deadlines, reminders, a
    /// hand-over. A day that is passed twice brings nothing more.
    #[doc(alias = "催办")]
    pub fn pass_day(
        &mut self,
        on: Day,
        policy: &impl HandlingPolicy<K::Severity>,
    ) -> Vec<HandlingEffect> {
        let mut effects = Vec::new();
        if self.shelf.is_some_and(|shelf| shelf.until < on) {
            self.unshelve(on, policy);
            effects.extend(self.status.is_open().then_some(HandlingEffect::ShelfEnded));
        }
        if self.expire_risk(on, policy) {
            effects.push(HandlingEffect::RiskExpired);
        }
        let missed = self.miss_deadlines(on, policy);
        effects.extend(missed.into_iter().map(HandlingEffect::DeadlineMissed));
        effects.extend(self.remind(on, policy).map(HandlingEffect::Reminder));
        if self.hand_over(on, policy) {
            effects.push(HandlingEffect::HandOver);
        }
        effects
    }

    /// Ends an accepted risk whose last day is over; `true` when there was one.
    pub fn expire_risk(&mut self, on: Day, policy: &impl HandlingPolicy<K::Severity>) -> bool {
        let is_over = matches!(self.status, Status::RiskAccepted(until) if until < on);
        if is_over {
            self.end_risk(on, policy);
        }
        is_over
    }

    /// The deadlines that have passed, of the part that the case waits for and of those after it,
    /// each once. A case that was seen and not investigated in time is new again. None on a shelf,
    /// and none while it is held back.
    ///
    /// Days that are not missed are worked out anew: by the calendar of today, and without the days
    /// on which the case lay on a shelf or was held back.
    pub fn miss_deadlines(
        &mut self,
        on: Day,
        policy: &impl HandlingPolicy<K::Severity>,
    ) -> Vec<Deadline> {
        self.due.aim(self.rests_until(on), policy.calendar());
        let waits_for = self.waits_for().filter(|_| self.shelf.is_none() && !self.is_held);
        let Some(waits_for) = waits_for else { return Vec::new() };
        let missed = self.due.miss(waits_for, on);
        if missed.contains(&Deadline::Cause) && self.stage() == HandlingStage::Acknowledged {
            self.move_in_time(on);
        }
        missed
    }

    /// The number of earlier reminders, when one is due because nobody has worked on the case for a
    /// while. `None` on a shelf, and while no part is due.
    pub fn remind(&mut self, on: Day, policy: &impl HandlingPolicy<K::Severity>) -> Option<u32> {
        self.waits_for().filter(|_| self.shelf.is_none())?;
        self.reminders.take_due(on, policy)
    }

    /// `true` if the case is to be handed over now: it is open for longer than the policy allows.
    /// It is `true` once, and not on a shelf.
    pub fn hand_over(&mut self, on: Day, policy: &impl HandlingPolicy<K::Severity>) -> bool {
        let is_long = on.days_since(self.opened) > i32::from(policy.open_days());
        let is_heard = self.shelf.is_none() && self.stage().is_open();
        let is_due = is_long && is_heard && !self.is_handed_over;
        self.is_handed_over |= is_due;
        is_due
    }

    /// `true` if it was told that the case is open for too long.
    pub(crate) const fn is_handed_over(&self) -> bool {
        self.is_handed_over
    }

    /// The next day on which a deadline passes or a reminder is due, while a part is due at all.
    pub(crate) fn next_due(&self) -> Option<Day> {
        let waits_for = self.waits_for()?;
        let parts = Deadline::ALL.into_iter().filter(|it| *it >= waits_for);
        let missed =
            parts.filter(|it| !self.due.is_missed_from(*it)).map(|it| self.due(it).offset(1));
        missed.chain([self.reminders.next]).min()
    }

    /// Begins reminders anew after an activity.
    pub fn touch(&mut self, on: Day, policy: &impl HandlingPolicy<K::Severity>) {
        self.reminders = Reminders::anew(on, policy);
    }

    /// Takes the case off its shelf on a day. The days on it, up to its last one, do not count, and
    /// nobody is reminded of the case before the next day of work.
    pub fn unshelve(&mut self, on: Day, policy: &impl HandlingPolicy<K::Severity>) {
        let Some(Shelf { until, .. }) = self.shelf.take() else { return };
        if !self.is_held {
            self.due.end_rest(on.min(until.offset(1)));
        }
        self.reminders.wait(on, policy);
    }

    /// Holds the case back from a day on: what it is about has to wait for something else. Its days
    /// stand still, where [deadlines rest](HandlingPolicy::deadlines_rest) at all; none is missed
    /// meanwhile.
    pub fn hold(&mut self, on: Day, policy: &impl HandlingPolicy<K::Severity>) {
        if !self.is_held {
            self.is_held = true;
            if policy.deadlines_rest() {
                self.due.rest(on);
            }
        }
    }

    /// Goes on from a day with a case that was held back. Nobody is reminded of it before the next
    /// day of work.
    pub fn release(&mut self, on: Day, policy: &impl HandlingPolicy<K::Severity>) {
        if self.is_held {
            self.is_held = false;
            if self.shelf.is_none() {
                self.due.end_rest(on);
            }
            self.reminders.wait(on, policy);
        }
    }

    /// Puts the case on a shelf.
    pub(super) fn put_on(
        &mut self,
        wait: Shelf,
        on: Day,
        policy: &impl HandlingPolicy<K::Severity>,
    ) {
        self.shelf = Some(wait);
        if policy.deadlines_rest() {
            self.due.rest(on);
            self.due.aim(self.rests_until(on), policy.calendar());
        }
    }

    /// The last day of a rest that lasts, as far as it is known.
    fn rests_until(&self, on: Day) -> Day {
        self.shelf.map_or(on, |shelf| shelf.until.max(on))
    }

    /// Moves to where the table leads by an act; `false` where it leads nowhere.
    pub(super) fn move_by(&mut self, act: HandlingAct, on: Day) -> bool {
        let status = self.stage().after(act).and_then(Status::plain);
        if let Some(status) = status {
            self.enter(status, on);
        }
        status.is_some()
    }

    pub(super) fn enter(&mut self, status: Status<K::Closing>, on: Day) {
        if self.status != status {
            self.status = status;
            self.status_since = on;
        }
        self.resolved = match status.stage() {
            HandlingStage::Resolved => self.resolved.or(Some(on)),
            HandlingStage::Closed => self.resolved,
            HandlingStage::New
            | HandlingStage::Acknowledged
            | HandlingStage::Investigating
            | HandlingStage::CauseKnown
            | HandlingStage::Handling
            | HandlingStage::Reopened
            | HandlingStage::RiskAccepted => None,
        };
    }

    pub(super) fn move_in_time(&mut self, on: Day) {
        if let Some(status) = self.stage().after_time().and_then(Status::plain) {
            self.enter(status, on);
        }
    }

    fn end_risk(&mut self, on: Day, policy: &impl HandlingPolicy<K::Severity>) {
        if self.stage() == HandlingStage::RiskAccepted {
            self.move_in_time(on);
            self.begin_anew(on, policy);
        }
    }

    /// Begins another round, with days of its own.
    pub(crate) fn begin_anew(&mut self, on: Day, policy: &impl HandlingPolicy<K::Severity>) {
        let rests_since = self.due.rests_since.map(|_| on);
        let days = DueDays::new(on, policy.deadlines(self.severity), policy.calendar());
        self.due = DueDays { rests_since, ..days };
        self.due.aim(self.rests_until(on), policy.calendar());
        self.touch(on, policy);
    }

    fn set_severity(&mut self, severity: K::Severity) {
        self.severity = severity;
        self.highest_severity = self.highest_severity.max(severity);
    }
}

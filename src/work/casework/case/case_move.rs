use super::case::Case;
use super::case_status::{CaseStatus, Deadline};
use crate::calendar::Day;
use crate::casework::episode::Effect;
use crate::casework::policy::CasePolicy;
use crate::segment::Class;
use crate::warning::Level;

/// What becomes of a case when its level rises, when it comes back, and when its days are over.
impl Case {
    /// It came back after it was resolved: the same case, from the investigation on. What was done did
    /// not hold.
    pub(crate) fn reopen(&mut self, level: Level, class: Class, on: Day, policy: &CasePolicy) {
        let floor = self.notified_level.max(level);
        self.stand(CaseStatus::Reopened, on);
        self.reopened = self.reopened.saturating_add(1);
        (self.resolved, self.lowest_since_resolved, self.is_clear_told) = (None, None, false);
        (self.floor, self.notified_level) = (Some(floor), floor);
        self.highest = self.highest.max(floor);
        self.remedies_before_reopening = self.remedies.len();
        self.lost_by.clear();
        self.begin_anew(class, on, policy);
    }

    /// The accepted risk is over: under investigation again.
    pub(crate) fn end_risk(&mut self, class: Class, on: Day, policy: &CasePolicy) {
        self.stand(CaseStatus::Investigating, on);
        self.begin_anew(class, on, policy);
    }

    /// Another round, with days of its own.
    fn begin_anew(&mut self, class: Class, on: Day, policy: &CasePolicy) {
        self.due = Self::due_from(on, self.notified_level, class, policy);
        self.missed = [false; 3];
        self.remind_anew(on, policy);
    }

    /// Its level rose: deadlines come nearer, none moves away, and no risk of the old level is taken.
    pub(crate) fn rise(&mut self, level: Level, class: Class, on: Day, policy: &CasePolicy) {
        self.notified_level = level;
        self.highest = self.highest.max(level);
        let nearer = Self::due_from(on, level, class, policy);
        for (due, nearer) in self.due.iter_mut().zip(nearer) {
            *due = nearer.min(*due);
        }
        if let CaseStatus::RiskAccepted(_) = self.status {
            self.end_risk(class, on, policy);
        }
    }

    /// Reminders begin anew: something was done, or has happened.
    pub(crate) fn remind_anew(&mut self, on: Day, policy: &CasePolicy) {
        (self.reminded, self.remind_on) = (0, policy.working_days_after(on, 1));
    }

    /// Says which deadlines have passed, of the part that the case waits for and of those after it; each
    /// once. What was kept is not missed when a later part is.
    pub(crate) fn miss(&mut self, on: Day, effects: &mut Vec<Effect>) {
        let Some(waits_for) = self.waits_for() else { return };
        let all = [Deadline::Acknowledge, Deadline::Cause, Deadline::Remedy];
        for (place, deadline) in all.into_iter().enumerate() {
            let is_late = deadline >= waits_for && self.due(deadline) < on;
            if !is_late || self.missed.iter().skip(place).any(|missed| *missed) {
                continue;
            }
            if let Some(missed) = self.missed.get_mut(place) {
                *missed = true;
            }
            effects.push(Effect::DeadlineMissed(deadline));
            // Somebody has seen it and done nothing: it is new again.
            if deadline == Deadline::Cause && self.status == CaseStatus::Acknowledged {
                self.stand(CaseStatus::New, on);
            }
        }
    }
}

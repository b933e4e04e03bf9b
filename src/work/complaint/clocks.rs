use super::complaint::{last, pauses};
use super::{
    Complaint, ComplaintAct, ComplaintFinding, ComplaintStage, ComplaintStep, ComplaintTerms,
};
use crate::calendar::{AsOf, Day};
use crate::lifecycle::{Clock, ClockTerms, Count, Lateness, Step as _};

/// Clocks, all computed from the steps.
impl ComplaintTerms<'_> {
    /// The last day on which the receipt is acknowledged in time. No pause moves it.
    pub fn acknowledge_by(self, complaint: &Complaint) -> Option<Day> {
        let clock = ClockTerms::new(Count::Working, self.policy.acknowledge_days);
        Clock::new(clock, complaint.opening().on).due(last(), self.calendar)
    }

    /// The last day on which the customer is told in time, as of a date.
    ///
    /// # Rule
    ///
    /// > S27: 3, 10 or 15 working days by severity from the receipt, or from the day on which the
    /// > customer rejected an answer or reopened the complaint. A holding answer that is given in
    /// > time moves the day to the one that it names, within 40 working days.
    ///
    /// Another severity aims the same clock anew, with its start and its pauses.
    pub fn tell_by(self, complaint: &Complaint, t: AsOf) -> Option<Day> {
        let mut due = self.told_clock(complaint, t).due(t, self.calendar)?;
        let longest = self.longest_due(complaint, t);
        for entry in complaint.round(t) {
            if let ComplaintStep::HoldOff { until, .. } = entry.step
                && entry.on <= due
            {
                due = due.max(longest.map_or(until, |longest| until.min(longest)));
            }
        }
        Some(due)
    }

    /// The day on which a complaint that needs action at once is acted on: that of the assessment,
    /// until somebody investigates, resolves it or drops it. No pause moves it. `None` where
    /// nothing is to be done at once.
    pub fn act_by(self, complaint: &Complaint, t: AsOf) -> Option<Day> {
        let waits = [ComplaintStage::Assessed, ComplaintStage::Escalated];
        complaint.stage(t).filter(|stage| waits.contains(stage))?;
        let last = complaint.round(t).iter().rev().find_map(|entry| {
            let ComplaintStep::Assess(assessment) = entry.step else { return None };
            Some((entry.on, assessment.needs_action))
        });
        last.filter(|(_, needs_action)| *needs_action).map(|(on, _)| on)
    }

    /// The last day for the next message to a customer that waits for the decision, as of a date;
    /// `None` when it does not wait.
    ///
    /// # Rule
    ///
    /// > S27: a customer that waits hears how it stands at each deadline, and at least every 10
    /// > working days.
    ///
    /// A deadline that another severity moved into the past asks for no message of that day.
    pub fn inform_by(self, complaint: &Complaint, t: AsOf) -> Option<Day> {
        complaint.stage(t).filter(|stage| stage.owes_answer())?;
        let heard = complaint.round(t).iter().rev().find(|it| it.step.act().reaches_customer());
        let since = heard.map_or(complaint.round_start(t), |it| it.on);
        let clock = ClockTerms::new(Count::Working, self.policy.status_days);
        let due = Clock::new(clock, since).due(t, self.calendar)?;
        let deadline = self.tell_by(complaint, t).filter(|deadline| since < *deadline);
        let deadline = deadline.filter(|_| !self.is_late_by_reclassification(complaint, t));
        Some(deadline.map_or(due, |deadline| due.min(deadline)))
    }

    /// The last day on which a customer that was told may object; `None` in any other stage.
    pub fn objection_until(self, complaint: &Complaint, t: AsOf) -> Option<Day> {
        complaint.stage(t).filter(|stage| *stage == ComplaintStage::Told)?;
        complaint.told(t).map(|told| told.offset(self.policy.objection_days.into()))
    }

    /// Everything that is late or left undone as of a date.
    pub fn findings(self, complaint: &Complaint, t: AsOf) -> Vec<ComplaintFinding> {
        let Some(stage) = complaint.stage(t) else { return Vec::new() };
        let late = |due: Option<Day>| due.filter(|due| *due < t.day());
        let unheard =
            late(self.acknowledge_by(complaint)).filter(|_| complaint.acknowledged(t).is_none());
        let acted = late(self.act_by(complaint, t));
        let owed = late(self.tell_by(complaint, t)).filter(|_| stage.owes_answer());
        let is_new = self.is_late_by_reclassification(complaint, t);
        let told = owed.map(|due| {
            if is_new {
                ComplaintFinding::LateByReclassification { due }
            } else {
                ComplaintFinding::NotTold { due }
            }
        });
        let status =
            late(self.inform_by(complaint, t)).map(|due| ComplaintFinding::NoStatus { due });
        let remedy = late(complaint.open_remedy(t).map(|it| it.by)).filter(|_| stage.is_open());
        let over =
            late(self.objection_until(complaint, t)).filter(|_| complaint.open_remedy(t).is_none());
        let all = [
            unheard.map(|due| ComplaintFinding::NotAcknowledged { due }),
            acted.map(|due| ComplaintFinding::NotActed { due }),
            told,
            status,
            remedy.map(|by| ComplaintFinding::RemedyLate { by }),
            over.map(|until| ComplaintFinding::ToClose { until }),
        ];
        all.into_iter().flatten().collect()
    }

    /// The clock of this round, by the severity as of a date.
    pub(super) fn told_clock(self, complaint: &Complaint, t: AsOf) -> Clock {
        let told = self.policy.told_terms(complaint.severity(t));
        Clock::with_pauses(told, complaint.round_start(t), pauses(complaint.round(t)))
    }

    /// The latest day that a holding answer may name.
    pub(super) fn longest_due(self, complaint: &Complaint, t: AsOf) -> Option<Day> {
        let longest = ClockTerms::new(Count::Working, self.policy.longest_days);
        self.told_clock(complaint, t).re_aimed(longest).due(t, self.calendar)
    }

    /// Returns `true` when the last assessment made it late: by the severity before it was in time
    /// on that day.
    fn is_late_by_reclassification(self, complaint: &Complaint, t: AsOf) -> bool {
        let Some(assessed) = complaint.trail().last_of(ComplaintAct::Assess, t) else {
            return false;
        };
        let place = complaint.trail().seen(t).iter().rposition(|it| std::ptr::eq(it, assessed));
        let before = place.and_then(|place| complaint.trail().entries().get(..place));
        let severity = before.unwrap_or_default().iter().rev().find_map(|entry| {
            let ComplaintStep::Assess(assessment) = entry.step else { return None };
            Some(assessment.severity)
        });
        let policy = self.policy;
        let on = AsOf::new(assessed.on);
        let clock = self.told_clock(complaint, on).re_aimed(policy.told_terms(severity));
        let new = policy.told_terms(complaint.severity(t));
        let found = clock.lateness_re_aimed(new, on, self.calendar);
        matches!(found, Lateness::LateByReclassification { .. })
    }
}

use super::case_status::{CaseStatus, Deadline};
use super::remedy::{FoundCause, PlannedRemedy};
use crate::calendar::Day;
use crate::casework::policy::CasePolicy;
use crate::id::{CauseId, StaffId};
use crate::segment::Class;
use crate::warning::{Level, Rule};

/// A shelf: nothing is heard of the case while it lies there, but that an accepted risk is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shelf {
    /// Its last day.
    pub until: Day,
    /// Whether it also ends when the condition clears once.
    pub is_once: bool,
}

/// What people have done about a warning, from its raising to its end.
///
/// # Rule
///
/// > S22: raised, assigned, investigated (cause), answered (remedy), closed with its result.
///
/// | stands | step | then |
/// |---|---|---|
/// | any open | assign | the same, another owner; deadlines stay |
/// | new | acknowledge | acknowledged; closed when a watch has cleared meanwhile |
/// | reopened | acknowledge | under investigation again |
/// | new, reopened, acknowledged | investigate | under investigation |
/// | under investigation | record a cause | of known cause, or handled where remedies are to be done; more causes may follow |
/// | of known cause, being handled | plan a remedy | being handled |
/// | being handled | complete or cancel the last remedy | resolved; of known cause when all were cancelled |
/// | of known cause | resolve | resolved, when the condition has cleared |
/// | of known cause or later | reset | the same; the condition is clear |
/// | new to under investigation, reopened | dismiss | closed as a false alarm |
/// | of known cause, being handled | accept the risk | risk accepted up to a day, then under investigation again |
/// | any open | shelve, unshelve | the same; nothing is heard of it in between |
/// | resolved | close | closed as remedied, when the condition has stayed clear; as cleared by itself where that is its cause and nothing was done |
/// | resolved, a remedy of a loss having ended as lost | close | closed as lost, while the condition is raised; by neither the owner nor who found it lost |
///
/// A case that is resolved comes back when its condition has not cleared by the end of the verification;
/// that of a customer that is lost waits to be closed instead, and nothing is raised of it afterwards until
/// it has bought again.
#[doc(alias = "预警处理")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub(crate) status: CaseStatus,
    /// The day on which it came to stand there.
    pub(crate) status_since: Day,
    pub(crate) rule: Rule,
    pub(crate) opened: Day,
    pub(crate) class: Class,
    pub(crate) owner: Option<StaffId>,
    /// The level that was last told.
    pub(crate) notified_level: Level,
    pub(crate) highest: Level,
    pub(crate) floor: Option<Level>,
    pub(crate) recurrence_of: Option<u32>,
    pub(crate) reopened: u32,
    /// When each part is due, and how many of them were missed.
    pub(crate) due: [Day; 3],
    pub(crate) missed: [bool; 3],
    pub(crate) causes: Vec<FoundCause>,
    pub(crate) remedies: Vec<PlannedRemedy>,
    /// How many remedies were planned before it last came back.
    pub(crate) remedies_before_reopening: usize,
    pub(crate) suggested: Vec<CauseId>,
    pub(crate) resolved: Option<Day>,
    /// Who found, since it last came back, that the customer is lost.
    pub(crate) lost_by: Vec<StaffId>,
    /// The lowest level that was seen since it was resolved.
    pub(crate) lowest_since_resolved: Option<Level>,
    pub(crate) shelf: Option<Shelf>,
    pub(crate) reminded: u32,
    pub(crate) remind_on: Day,
    pub(crate) is_handed_over: bool,
    /// Whether it was told that the condition cleared, and that it is held back.
    pub(crate) is_clear_told: bool,
    pub(crate) is_inhibition_told: bool,
    /// How many of the last suggested causes were not told yet.
    pub(crate) to_suggest: usize,
}

impl Case {
    /// Where it stands.
    ///
    /// ```
    /// # use guanxi::casework::{Case, CaseStatus};
    /// let is_new = |case: &Case| case.status() == CaseStatus::New;
    /// ```
    pub const fn status(&self) -> CaseStatus {
        self.status
    }

    /// The day since which it stands there: that of the last change of its status.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, casework::Case};
    /// let waits = |case: &Case, today: Day| today.days_since(case.status_since());
    /// ```
    pub const fn status_since(&self) -> Day {
        self.status_since
    }

    /// Comes to stand somewhere.
    pub(crate) fn stand(&mut self, status: CaseStatus, on: Day) {
        if self.status != status {
            (self.status, self.status_since) = (status, on);
        }
    }

    /// The day on which it was raised.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, casework::Case};
    /// let age = |case: &Case, today: Day| today.days_since(case.opened());
    /// ```
    pub const fn opened(&self) -> Day {
        self.opened
    }

    /// Who looks after it; `None` until it is assigned.
    ///
    /// ```
    /// # use guanxi::casework::Case;
    /// let is_orphan = |case: &Case| case.owner().is_none();
    /// ```
    pub const fn owner(&self) -> Option<&StaffId> {
        self.owner.as_ref()
    }

    /// The level that was last told.
    ///
    /// ```
    /// # use guanxi::{casework::Case, warning::Level};
    /// let is_grave = |case: &Case| case.level() == Level::Critical;
    /// ```
    pub const fn level(&self) -> Level {
        self.notified_level
    }

    /// The highest level that it had.
    ///
    /// ```
    /// # use guanxi::casework::Case;
    /// let got_better = |case: &Case| case.level() < case.highest_level();
    /// ```
    pub const fn highest_level(&self) -> Level {
        self.highest
    }

    /// The causes that were found, the main one first.
    ///
    /// ```
    /// # use guanxi::casework::Case;
    /// let main = |case: &Case| case.causes().first().map(|found| found.cause.clone());
    /// ```
    pub fn causes(&self) -> &[FoundCause] {
        &self.causes
    }

    /// The day on which the first cause was found.
    pub(crate) fn cause_found(&self) -> Option<Day> {
        self.causes.iter().map(|found| found.on).min()
    }

    /// The day on which its remedies were done, so long as they have held.
    ///
    /// ```
    /// # use guanxi::casework::Case;
    /// let is_waiting = |case: &Case| case.resolved().is_some();
    /// ```
    pub const fn resolved(&self) -> Option<Day> {
        self.resolved
    }

    /// Causes that other warnings suggest.
    ///
    /// ```
    /// # use guanxi::casework::Case;
    /// let hints = |case: &Case| case.suggested_causes().len();
    /// ```
    pub fn suggested_causes(&self) -> &[CauseId] {
        &self.suggested
    }

    /// The remedies, in the order in which they were planned.
    ///
    /// ```
    /// # use guanxi::casework::Case;
    /// let left = |case: &Case| case.remedies().iter().filter(|it| it.end.is_none()).count();
    /// ```
    pub fn remedies(&self) -> &[PlannedRemedy] {
        &self.remedies
    }

    /// The day by which a part is due. Deadlines come nearer when the level rises and never move away; a
    /// case that came back, or whose accepted risk is over, has days of its own again.
    ///
    /// ```
    /// # use guanxi::casework::{Case, Deadline};
    /// let next = |case: &Case| case.due(Deadline::Acknowledge);
    /// ```
    pub const fn due(&self, deadline: Deadline) -> Day {
        let [acknowledge, cause, remedy] = self.due;
        match deadline {
            Deadline::Acknowledge => acknowledge,
            Deadline::Cause => cause,
            Deadline::Remedy => remedy,
        }
    }

    /// How many deadlines were missed: who is told rises with it, the level does not.
    ///
    /// ```
    /// # use guanxi::casework::Case;
    /// let is_late = |case: &Case| case.urgency() > 0;
    /// ```
    #[doc(alias = "催办级别")]
    pub fn urgency(&self) -> usize {
        self.missed.iter().filter(|missed| **missed).count()
    }

    /// How often it came back after it was resolved.
    ///
    /// ```
    /// # use guanxi::casework::Case;
    /// let is_stubborn = |case: &Case| case.times_reopened() > 1;
    /// ```
    pub const fn times_reopened(&self) -> u32 {
        self.reopened
    }

    /// The number of the closed episode that it repeats.
    ///
    /// ```
    /// # use guanxi::casework::Case;
    /// let is_news = |case: &Case| case.recurrence_of().is_none();
    /// ```
    pub const fn recurrence_of(&self) -> Option<u32> {
        self.recurrence_of
    }

    /// The shelf on which it lies.
    ///
    /// ```
    /// # use guanxi::casework::Case;
    /// let is_quiet = |case: &Case| case.shelf().is_some();
    /// ```
    pub const fn shelf(&self) -> Option<&Shelf> {
        self.shelf.as_ref()
    }

    /// When the parts of a case are due, raised on a day at a level.
    pub(crate) fn due_from(on: Day, level: Level, class: Class, policy: &CasePolicy) -> [Day; 3] {
        let days = policy.deadlines.get(class).of(level);
        [days.acknowledge, days.cause, days.remedy].map(|it| policy.working_days_after(on, it))
    }

    /// Takes causes that others suggest, each once.
    pub(crate) fn suggest(&mut self, causes: &[CauseId]) {
        for cause in causes {
            if !self.suggested.contains(cause) {
                self.suggested.push(cause.clone());
                self.to_suggest = self.to_suggest.saturating_add(1);
            }
        }
    }

    /// The suggested causes that were not told yet.
    pub(crate) fn newly_suggested(&mut self) -> Vec<CauseId> {
        let told = self.suggested.len().saturating_sub(std::mem::take(&mut self.to_suggest));
        self.suggested.iter().skip(told).cloned().collect()
    }

    /// Which part is due next, by where the case stands.
    pub(crate) const fn waits_for(&self) -> Option<Deadline> {
        match self.status {
            CaseStatus::New | CaseStatus::Reopened => Some(Deadline::Acknowledge),
            CaseStatus::Acknowledged | CaseStatus::Investigating => Some(Deadline::Cause),
            CaseStatus::CauseKnown | CaseStatus::Handling => Some(Deadline::Remedy),
            CaseStatus::Resolved | CaseStatus::RiskAccepted(_) | CaseStatus::Closed(_) => None,
        }
    }
}

/// How the condition of a case stands when somebody takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stand {
    pub(crate) is_clear: bool,
    /// Whether it has been clear long enough to close the case.
    pub(crate) is_verified: bool,
    /// The level that the last look saw.
    pub(crate) seen: Option<Level>,
}

use super::closing::{CaseStatus, Closing};
use super::remedy::{FoundCause, PlannedRemedy, RemedyEnd};
use super::terms::CaseTerms;
use crate::calendar::Day;
use crate::casework::policy::{CasePolicy, SELF_CLEARED};
use crate::handling::{Deadline, Handling, Shelf};
use crate::id::{CauseId, StaffId};
use crate::warning::{Level, Rule};

/// The work of people on a warning, from its raising to its end: its handling, its causes and
/// remedies, and its tie to the condition.
///
/// # Rule
///
/// > S22: raised, assigned, investigated (cause), answered (remedy), closed with its result.
///
/// The stages are those of [`handling`](crate::handling). To them a case adds:
///
/// | status | step | then |
/// |---|---|---|
/// | new | acknowledge | closed when a watch has cleared meanwhile |
/// | under investigation | record a cause | a cause that the policy knows for the rule |
/// | being handled | end the last remedy | resolved; of known cause when none was done |
/// | of known cause | resolve | only when the condition has cleared |
/// | of known cause or later | reset | unchanged; the condition is clear |
/// | resolved | close | only when the condition has stayed clear |
/// | resolved, a loss that was found lost | close | closed as lost, while it is raised |
/// | any open | withdraw | closed as no longer judged, or as lost |
///
/// A case is closed as lost by neither its owner nor the person who found it lost. It is closed as
/// cleared by itself where that is its cause and nothing was done.
///
/// A case is withdrawn when nothing judges its condition any more: the arms that raised it have
/// been silent for longer than the policy says. A loss is withdrawn as lost when the data say that
/// the customer is: nobody is reminded of it meanwhile, and no deadline is missed.
///
/// A case that is resolved comes back when its condition has not cleared by the end of the
/// verification. That of a lost customer waits to be closed instead, and nothing is raised of it
/// afterwards until the customer has bought again.
///
/// Written, to be shown, with `rule`, `level`, `highest_level`, `status`, `status_since`, `opened`,
/// `owner`, `due` by deadline, `urgency`, `times_reopened`, `recurrence_of`, `causes`,
/// `suggested_causes`, `remedies`, `resolved` and `shelf`; a [listed](Self::is_listed) one with
/// `is_listed` and without `due`. It is kept in the snapshot of its
/// register, from which it is read back.
#[doc(alias = "预警处理")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The class of deadline is the level that was last notified.
    pub(crate) handling: Handling<Rule>,
    pub(crate) floor: Option<Level>,
    pub(crate) recurrence_of: Option<u32>,
    pub(super) causes: Vec<FoundCause>,
    pub(super) remedies: Vec<PlannedRemedy>,
    /// The number of remedies planned before it last came back.
    pub(super) remedies_before_reopening: usize,
    pub(super) suggested: Vec<CauseId>,
    /// The number of suggested causes that were notified.
    pub(super) suggested_told: usize,
    /// The people who found, since it last came back, that the customer is lost.
    pub(super) lost_by: Vec<StaffId>,
    /// The lowest level that was seen since it was resolved.
    pub(crate) lowest_since_resolved: Option<Level>,
    /// `true` if the clearing of the condition was notified.
    pub(crate) is_clear_told: bool,
    /// `true` if it was notified that the warning is held back.
    pub(crate) is_inhibition_told: bool,
    /// `true` if a list told it, and nobody has taken it up since.
    pub(super) is_listed: bool,
    /// The day on which a case that a list told was taken up.
    pub(super) taken_up: Option<Day>,
}

impl Case {
    /// Opens a case.
    pub(crate) const fn open(
        handling: Handling<Rule>,
        floor: Option<Level>,
        recurrence_of: Option<u32>,
    ) -> Self {
        Self {
            handling,
            floor,
            recurrence_of,
            causes: Vec::new(),
            remedies: Vec::new(),
            remedies_before_reopening: 0,
            suggested: Vec::new(),
            suggested_told: 0,
            lost_by: Vec::new(),
            lowest_since_resolved: None,
            is_clear_told: false,
            is_inhibition_told: false,
            is_listed: false,
            taken_up: None,
        }
    }

    /// The same case, told by a list.
    pub(crate) fn listed(self) -> Self {
        Self { is_listed: true, ..self }
    }

    /// Takes up a case that a list told: its days begin. Nothing happens to any other.
    pub(crate) fn take_up(&mut self, on: Day, terms: CaseTerms<'_>) {
        if self.is_listed {
            (self.is_listed, self.taken_up) = (false, Some(on));
            self.handling.begin_anew(on, &terms);
        }
    }

    /// The next day on which the case has to be looked at, so long as nobody does anything.
    pub(crate) fn next_due(&self, policy: &CasePolicy, is_held: bool) -> Option<Day> {
        let is_until =
            |status| if let CaseStatus::RiskAccepted(until) = status { Some(until) } else { None };
        let risk = is_until(self.status()).map(|until| until.offset(1));
        if let Some(shelf) = self.shelf() {
            return risk.into_iter().chain([shelf.until.offset(1)]).min();
        }
        let handed = self.taken_up.unwrap_or(self.opened());
        let handed = handed.offset(i32::from(policy.open_days)).offset(1);
        let chased = (!self.is_listed && !is_held).then(|| {
            [self.handling.next_due(), Some(handed).filter(|_| !self.handling.is_handed_over())]
        });
        let resolved = self.resolved().map(|it| it.offset(i32::from(policy.verify_days)));
        chased.into_iter().flatten().chain([resolved, risk]).flatten().min()
    }

    /// `true` if the case is open for longer than a case may be with one person; one that a list
    /// told, since it was taken up.
    pub(crate) fn is_long_open(&self, on: Day, policy: &CasePolicy) -> bool {
        let since = self.taken_up.unwrap_or(self.opened());
        on.days_since(since) > i32::from(policy.open_days)
    }

    /// The state of its handling.
    pub const fn handling(&self) -> &Handling<Rule> {
        &self.handling
    }

    /// The status.
    pub const fn status(&self) -> CaseStatus {
        self.handling.status()
    }

    /// The day of the last change of its status.
    pub const fn status_since(&self) -> Day {
        self.handling.status_since()
    }

    /// The day on which it was raised.
    pub const fn opened(&self) -> Day {
        self.handling.opened()
    }

    /// The person who looks after it; `None` until it is assigned.
    pub const fn owner(&self) -> Option<&StaffId> {
        self.handling.owner()
    }

    /// The level that was last notified.
    pub const fn level(&self) -> Level {
        self.handling.severity()
    }

    /// The highest level that it had.
    pub const fn highest_level(&self) -> Level {
        self.handling.highest_severity()
    }

    /// The causes that were found, the primary one first.
    pub fn causes(&self) -> &[FoundCause] {
        &self.causes
    }

    /// The day on which the first cause was found.
    pub(crate) fn cause_found(&self) -> Option<Day> {
        self.causes.iter().map(|found| found.on).min()
    }

    /// The day on which its remedies were done, while they have held.
    pub const fn resolved(&self) -> Option<Day> {
        self.handling.resolved()
    }

    /// Causes that other warnings suggest.
    pub fn suggested_causes(&self) -> &[CauseId] {
        &self.suggested
    }

    /// The remedies, in the order in which they were planned.
    pub fn remedies(&self) -> &[PlannedRemedy] {
        &self.remedies
    }

    /// The day by which a part is due, as worked out at the last input; `None` while nothing is
    /// due, because the case is [listed](Self::is_listed). Its days begin when it is taken up.
    ///
    /// Deadlines come nearer when the level rises. They move by the days on which the case lies on
    /// a shelf or is held back, and those that are not missed go by the calendar of the day. A case
    /// that came back, or whose accepted risk is over, has days of its own again.
    pub fn due(&self, deadline: Deadline) -> Option<Day> {
        (!self.is_listed).then(|| self.handling.due(deadline))
    }

    /// The number of deadlines that were missed. More people are notified when it rises; the level
    /// is that of the data.
    #[doc(alias = "催办级别")]
    pub fn urgency(&self) -> usize {
        self.handling.urgency()
    }

    /// The number of times that it came back after it was resolved.
    pub const fn times_reopened(&self) -> u32 {
        self.handling.times_reopened()
    }

    /// Returns `true` while the case stands as a list told it, that of a
    /// [baseline](crate::casework::Register::step) or of a flood that nobody has answered. It has
    /// neither deadlines nor reminders until a person takes a step in it or its level rises.
    #[doc(alias = "存量预警")]
    pub const fn is_listed(&self) -> bool {
        self.is_listed
    }

    /// The number of the closed episode that it repeats.
    pub const fn recurrence_of(&self) -> Option<u32> {
        self.recurrence_of
    }

    /// The shelf on which it lies.
    pub const fn shelf(&self) -> Option<&Shelf> {
        self.handling.shelf()
    }

    /// Reopens a case whose condition came back after it was resolved. It never stands lower than
    /// before.
    pub(crate) fn reopen(&mut self, level: Level, on: Day, terms: CaseTerms<'_>) {
        let floor = self.level().max(level);
        self.floor = Some(floor);
        self.handling.reopen(floor, on, &terms);
        self.lowest_since_resolved = None;
        self.is_clear_told = false;
        self.remedies_before_reopening = self.remedies.len();
        self.lost_by.clear();
    }

    /// Takes causes that others suggest, each once.
    pub(crate) fn suggest(&mut self, causes: &[CauseId]) {
        for cause in causes {
            if !self.suggested.contains(cause) {
                self.suggested.push(cause.clone());
            }
        }
    }

    /// The suggested causes that were not notified yet.
    pub(crate) fn take_newly_suggested(&mut self) -> &[CauseId] {
        let told = std::mem::replace(&mut self.suggested_told, self.suggested.len());
        self.suggested.get(told..).unwrap_or_default()
    }

    /// `true` if it may end by itself: a watch that clears needs nobody, a loss is followed to its
    /// cause.
    pub(crate) fn may_clear_by_itself(&self) -> bool {
        self.highest_level() == Level::Watch && *self.handling.subject() != Rule::Loss
    }

    /// `true` if it is resolved, and the customer lost for all that was done.
    pub(crate) fn is_lost(&self) -> bool {
        self.status() == CaseStatus::Resolved && !self.lost_by.is_empty()
    }

    /// The end of a case whose condition has stayed clear. It went away by itself when nothing was
    /// done since it last came back, and nothing else is its primary cause.
    pub(crate) fn closing_when_clear(&self) -> Closing {
        if self.is_self_caused() && !self.is_anything_done() {
            Closing::SelfCleared
        } else {
            Closing::Remedied
        }
    }

    /// `true` if the primary cause is that it cleared by itself.
    pub(super) fn is_self_caused(&self) -> bool {
        self.causes.first().is_some_and(|it| it.cause.as_str() == SELF_CLEARED)
    }

    /// `true` if a remedy was done since it last came back.
    pub(super) fn is_anything_done(&self) -> bool {
        let is_done = |it: &PlannedRemedy| matches!(it.end, Some(RemedyEnd::Done(_)));
        self.remedies.iter().skip(self.remedies_before_reopening).any(is_done)
    }
}

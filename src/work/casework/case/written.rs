use super::case::Case;
use super::closing::{CaseStatus, Closing};
use super::remedy::{FoundCause, PlannedRemedy};
use crate::calendar::Day;
use crate::handling::{Deadline, Shelf, WrittenHandling};
use crate::id::{CauseId, StaffId};
use crate::valid::is_default;
use crate::warning::{Level, Rule};

/// A case in the form in which it is written; what is usual is left out.
#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenCase {
    handling: WrittenHandling<Level, Closing>,
    #[serde(default, skip_serializing_if = "is_default")]
    floor: Option<Level>,
    #[serde(default, skip_serializing_if = "is_default")]
    recurrence_of: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    causes: Vec<FoundCause>,
    #[serde(default, skip_serializing_if = "is_default")]
    remedies: Vec<PlannedRemedy>,
    #[serde(default, skip_serializing_if = "is_default")]
    remedies_before_reopening: usize,
    #[serde(default, skip_serializing_if = "is_default")]
    suggested: Vec<CauseId>,
    #[serde(default, skip_serializing_if = "is_default")]
    suggested_told: usize,
    #[serde(default, skip_serializing_if = "is_default")]
    lost_by: Vec<StaffId>,
    #[serde(default, skip_serializing_if = "is_default")]
    lowest_since_resolved: Option<Level>,
    #[serde(default, skip_serializing_if = "is_default")]
    is_clear_told: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    is_inhibition_told: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    is_listed: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    taken_up: Option<Day>,
}

impl From<&Case> for WrittenCase {
    fn from(it: &Case) -> Self {
        Self {
            handling: WrittenHandling::from(&it.handling),
            floor: it.floor,
            recurrence_of: it.recurrence_of,
            causes: it.causes.clone(),
            remedies: it.remedies.clone(),
            remedies_before_reopening: it.remedies_before_reopening,
            suggested: it.suggested.clone(),
            suggested_told: it.suggested_told,
            lost_by: it.lost_by.clone(),
            lowest_since_resolved: it.lowest_since_resolved,
            is_clear_told: it.is_clear_told,
            is_inhibition_told: it.is_inhibition_told,
            is_listed: it.is_listed,
            taken_up: it.taken_up,
        }
    }
}

impl WrittenCase {
    /// The case of a rule.
    pub(crate) fn into_case(self, rule: Rule) -> Case {
        let has_open_remedy = self.remedies.iter().any(|it| it.end.is_none());
        Case {
            handling: self.handling.into_handling(rule, has_open_remedy),
            floor: self.floor,
            recurrence_of: self.recurrence_of,
            causes: self.causes,
            remedies: self.remedies,
            remedies_before_reopening: self.remedies_before_reopening,
            suggested: self.suggested,
            suggested_told: self.suggested_told,
            lost_by: self.lost_by,
            lowest_since_resolved: self.lowest_since_resolved,
            is_clear_told: self.is_clear_told,
            is_inhibition_told: self.is_inhibition_told,
            is_listed: self.is_listed,
            taken_up: self.taken_up,
        }
    }
}

/// A case in the form in which it is shown.
#[derive(serde::Serialize)]
struct ShownCase<'a> {
    rule: Rule,
    level: Level,
    highest_level: Level,
    status: CaseStatus,
    status_since: Day,
    opened: Day,
    owner: Option<&'a StaffId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<DueDays>,
    #[serde(skip_serializing_if = "is_default")]
    is_listed: bool,
    urgency: usize,
    times_reopened: u32,
    recurrence_of: Option<u32>,
    causes: &'a [FoundCause],
    suggested_causes: &'a [CauseId],
    remedies: &'a [PlannedRemedy],
    resolved: Option<Day>,
    shelf: Option<&'a Shelf>,
}

#[derive(serde::Serialize)]
struct DueDays {
    acknowledge: Day,
    cause: Day,
    remedy: Day,
}

impl serde::Serialize for Case {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let due = |deadline| self.handling.due(deadline);
        let due = DueDays {
            acknowledge: due(Deadline::Acknowledge),
            cause: due(Deadline::Cause),
            remedy: due(Deadline::Remedy),
        };
        let shown = ShownCase {
            rule: *self.handling.subject(),
            level: self.level(),
            highest_level: self.highest_level(),
            status: self.status(),
            status_since: self.status_since(),
            opened: self.opened(),
            owner: self.owner(),
            due: (!self.is_listed()).then_some(due),
            is_listed: self.is_listed(),
            urgency: self.urgency(),
            times_reopened: self.times_reopened(),
            recurrence_of: self.recurrence_of(),
            causes: self.causes(),
            suggested_causes: self.suggested_causes(),
            remedies: self.remedies(),
            resolved: self.resolved(),
            shelf: self.shelf(),
        };
        shown.serialize(to)
    }
}

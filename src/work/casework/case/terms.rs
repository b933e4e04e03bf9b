use super::closing::Closing;
use crate::calendar::WorkCalendarDraft;
use crate::casework::policy::CasePolicy;
use crate::handling::{Deadlines, HandlingPolicy, Subject};
use crate::segment::Class;
use crate::warning::{Level, Rule};

/// A warning is the subject of its case. The register knows the customer by the key of the case.
impl Subject for Rule {
    type Severity = Level;
    type Closing = Closing;
}

/// The policy of cases as it applies to a customer of a class.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CaseTerms<'a> {
    pub(crate) class: Class,
    pub(crate) policy: &'a CasePolicy,
}

impl HandlingPolicy<Level> for CaseTerms<'_> {
    fn calendar(&self) -> &WorkCalendarDraft {
        &self.policy.calendar
    }

    fn deadlines(&self, level: Level) -> Deadlines {
        *self.policy.deadlines.get(self.class).get(level)
    }

    fn shelf_days(&self, level: Level) -> u16 {
        *self.policy.shelf_days.get(level)
    }

    fn accept_days(&self) -> u16 {
        self.policy.accept_days
    }

    fn open_days(&self) -> u16 {
        self.policy.open_days
    }

    fn reminder_days(&self) -> u16 {
        self.policy.reminder_days
    }

    fn four_eyes_from(&self) -> Level {
        self.policy.four_eyes_from
    }
}

use super::deadlines::{ByClass, deadlines};
use super::flood_guard::FloodGuard;
use super::influence::{Influence, check_acyclic};
#[cfg(feature = "serde")]
use super::stated;
use super::taxonomy::{Remedy, Taxonomy};
use super::usual::{usual_condition, usual_shelf_days};
use crate::calendar::{Day, WorkCalendarDraft};
use crate::casework::condition::ConditionPolicyDraft;
use crate::handling::{Deadlines, nth_worked_day};
use crate::lifecycle::{DeadlinePair, Seat, StaffedPolicy, Staffing};
use crate::segment::Class;
use crate::valid::{Draft, Valid, Violations};
use crate::warning::{ByRule, Level, Levels, Rule};

/// The policy of cases, in plain form.
///
/// A file may state any part of it: what it leaves out keeps its default, at every level of
/// nesting. The causes and the remedies of a rule, as all lists, are stated as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CasePolicyDraft {
    /// The days that are worked.
    pub calendar: WorkCalendarDraft,
    /// The policy of the condition of each rule.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "stated::conditions"))]
    pub conditions: ByRule<ConditionPolicyDraft>,
    /// The causes and remedies of each rule.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "stated::taxonomy"))]
    pub taxonomy: ByRule<Taxonomy>,
    /// The influences of rules on each other.
    pub influences: Vec<Influence>,
    /// Deadlines by class of the customer and level.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "stated::by_class"))]
    pub deadlines: ByClass<Levels<Deadlines>>,
    /// Days that a resolved condition has to stay clear before the case is closed. While nothing is
    /// known of it, only a person closes it.
    pub verify_days: u16,
    /// Days within which a new episode counts as a recurrence of a closed one.
    pub recurrence_days: u16,
    /// Recurrences from which an episode starts one level higher.
    pub recurrences_raise: u16,
    /// Days that an accepted risk may last at most.
    pub accept_days: u16,
    /// Days that a dismissed warning stays quiet unless it gets worse.
    pub mute_days: u16,
    /// Days that a case may be shelved at most, by its level.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "stated::shelf_days"))]
    pub shelf_days: Levels<u16>,
    /// Days after which a case is handed over to somebody else.
    pub open_days: u16,
    /// Working days between two reminders at most. They come after 1, 2, 4, 8 … working days
    /// without activity.
    pub reminder_days: u16,
    /// Working days after which a warning that was held back is raised, if its condition still
    /// stands.
    pub release_grace: u16,
    /// Working days that a remedy may be planned ahead at most.
    pub remedy_days: u16,
    /// The level from which it takes two people to dismiss a case, to accept its risk or to close
    /// it. It is closed by neither its owner nor, where nobody owns it, the person who found its
    /// cause.
    pub four_eyes_from: Level,
    /// An open expense case stops further spending from this level on.
    pub stops_spending_from: Level,
    /// The guard against bad loads; in a file and in messages `breaker`, and `flood_guard` is read.
    #[cfg_attr(feature = "serde", serde(rename = "breaker", alias = "flood_guard"))]
    pub flood_guard: FloodGuard,
    /// Days for which an arm that raised a condition, or its rule, may be silent. Afterwards one
    /// notice says so, and people may withdraw the case. A quarter by default, the usual period.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_usual_silence"))]
    pub silent_days: u16,
    /// Working days without news from a feed after which the rules that read it stand still.
    pub feed_days: u16,
    /// Days for which trails are kept; of news of the data only the last eight. Afterwards the
    /// numbers of steps remain, so that none is taken twice. An open case keeps its causes and
    /// remedies; of one that has been over for as many days a
    /// [`ClosedCase`](crate::casework::ClosedCase) remains, for good.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_usual_trail"))]
    pub trail_days: u16,
}

/// Days for which the trail of a closed case is kept: a month, so that it is there when the month
/// is looked at.
const USUAL_TRAIL_DAYS: u16 = 31;

/// Days of the longest quarter.
const USUAL_SILENT_DAYS: u16 = 92;

/// Tests whether silence is told as usual: policies that were written before say nothing of it.
#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_usual_silence(days: &u16) -> bool {
    *days == USUAL_SILENT_DAYS
}

/// Tests whether the trails of closed cases are kept as usual: policies that were written before
/// say nothing of it.
#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_usual_trail(days: &u16) -> bool {
    *days == USUAL_TRAIL_DAYS
}

impl Default for CasePolicyDraft {
    fn default() -> Self {
        Self {
            calendar: WorkCalendarDraft::default(),
            conditions: ByRule::each(usual_condition),
            taxonomy: Taxonomy::of_rules(),
            influences: Influence::usual(),
            deadlines: deadlines(),
            verify_days: 10,
            recurrence_days: 90,
            recurrences_raise: 2,
            accept_days: 180,
            mute_days: 90,
            shelf_days: usual_shelf_days(),
            open_days: 90,
            reminder_days: 16,
            release_grace: 5,
            remedy_days: 60,
            four_eyes_from: Level::Critical,
            stops_spending_from: Level::Warning,
            flood_guard: FloodGuard::default(),
            silent_days: USUAL_SILENT_DAYS,
            feed_days: 3,
            trail_days: USUAL_TRAIL_DAYS,
        }
    }
}

impl Draft for CasePolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("calendar", |found| self.calendar.check(found));
        for rule in Rule::ALL {
            let condition = |found: &mut Violations| self.conditions.get(rule).check(found);
            found.within("conditions", |found| found.within(rule.code(), condition));
            let taxonomy = |found: &mut Violations| self.taxonomy.get(rule).check(found);
            found.within("taxonomy", |found| found.within(rule.code(), taxonomy));
        }
        self.check_remedies(found);
        check_acyclic(&self.influences, found);
        for (place, influence) in self.influences.iter().enumerate() {
            let taxonomy = self.taxonomy.get(influence.target);
            if let Some(problem) = influence.problem(taxonomy) {
                found.add(&format!("influences.{place}"), problem);
            }
        }
        for class in Class::ALL {
            for level in Level::ALL {
                let deadlines = *self.deadlines.get(class).get(level);
                if !deadlines.never_fall() {
                    let Deadlines { acknowledge, cause, remedy } = deadlines;
                    let path = format!("deadlines.{class}.{level}");
                    let problem = format!(
                        "must not fall from acknowledge to remedy, was {acknowledge}, {cause}, {remedy}"
                    );
                    found.add(&path, problem);
                }
            }
        }
        let least = [
            ("recurrences_raise", self.recurrences_raise),
            ("reminder_days", self.reminder_days),
            ("open_days", self.open_days),
            ("breaker.fewest_steps", self.flood_guard.fewest_steps),
        ];
        for (path, days) in least {
            found.at_least(path, 1, days);
        }
    }
}

impl CasePolicyDraft {
    /// Adds a violation for each remedy that usually takes longer than one may be planned ahead.
    fn check_remedies(&self, found: &mut Violations) {
        let most = self.remedy_days;
        for rule in Rule::ALL {
            let remedies = &self.taxonomy.get(rule).remedies;
            for Remedy { code, due_days } in remedies.iter().filter(|it| it.due_days > most) {
                let path = format!("taxonomy.{rule}.remedies");
                let problem =
                    format!("must take at most {most} days (remedy_days), {code} takes {due_days}");
                found.add(&path, problem);
            }
        }
    }
}

/// The policy of cases: conditions, deadlines, causes and remedies, shelves, reminders.
///
/// # Rule
///
/// > S22: every warning is raised, assigned, investigated, answered and closed with its result.
/// > Nothing is raised twice, nothing is forgotten.
///
/// ```
/// use guanxi::casework::{CasePolicyDraft, CasePolicy};
/// let mut draft = CasePolicyDraft::default();
/// draft.deadlines.a.critical.cause = 0;
/// let error = CasePolicy::try_new(draft).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "deadlines.A.critical must not fall from acknowledge to remedy, was 1, 0, 5",
/// );
/// ```
#[doc(alias = "预警处理制度")]
pub type CasePolicy = Valid<CasePolicyDraft>;

impl CasePolicy {
    /// The policy of the condition of a rule.
    pub(crate) fn condition(&self, rule: Rule) -> &ConditionPolicyDraft {
        self.conditions.get(rule)
    }

    /// The n-th worked day after a day, as deadlines are counted.
    pub(crate) fn working_days_after(&self, from: Day, days: u16) -> Day {
        nth_worked_day(&self.calendar, from, days)
    }
}

impl StaffedPolicy for CasePolicyDraft {
    /// From the level of four eyes on a case is closed by somebody else than its owner.
    fn staffings(&self) -> Vec<Staffing> {
        let seats = ["own", "close"].map(Seat::anyone).into();
        vec![Staffing::new("four_eyes_from", seats)]
    }

    /// A case is open for too long after `open_days`, and not before its remedies are late.
    fn deadline_pairs(&self) -> Vec<DeadlinePair> {
        let cells = Class::ALL.into_iter().flat_map(|it| Level::ALL.map(|level| (it, level)));
        let pair = |(class, level): (Class, Level)| DeadlinePair {
            path: format!("deadlines.{class}.{level}.remedy"),
            days: self.deadlines.get(class).get(level).remedy,
            next: "open_days".to_owned(),
            next_days: self.open_days,
        };
        cells.map(pair).collect()
    }
}

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{
    ObjectionError, ObjectionEvent, ObjectionFault, ObjectionPolicy, ObjectionStage, ObjectionStep,
    ObjectionStepError,
};
use crate::calendar::{AsOf, Day};
use crate::id::{ObjectionKindId, PersonId, QuestionId, StaffId};
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};
use crate::lifecycle::{Progress, Reason, StepRules, Trail};

/// The beginning of an objection: who objected, when, and in which words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ObjectionOpening {
    /// The person who objected, where known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub person: Option<PersonId>,
    /// The kind of objection.
    pub kind: ObjectionKindId,
    /// The day of the objection.
    pub on: Day,
    /// The customer's words.
    pub words: Reason,
    /// The staff member who heard it.
    pub by: StaffId,
}

/// An objection of a customer, with the steps taken: a wish for more to be known (S4).
///
/// It is a fact of the customer under whom it is recorded; each further step makes a version of it,
/// known from the day of the step. Of one person and one kind there is one objection a day.
///
/// ```
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::lifecycle::Entry;
/// use guanxi::objection::{
///     Objection, ObjectionOpening, ObjectionPolicy, ObjectionStage, ObjectionStep,
/// };
///
/// let (policy, monday) = (ObjectionPolicy::default(), "2026-03-02".parse::<Day>()?);
/// let opening = ObjectionOpening {
///     person: None,
///     kind: "too_expensive".parse()?,
///     on: monday,
///     words: "twice the price of North".parse()?,
///     by: "Wang".parse()?,
/// };
/// let mut objection = Objection::open(opening, &policy)?;
/// let step = ObjectionStep::Establish {
///     question: "compared_with".parse()?,
///     finding: "North, without delivery".parse()?,
/// };
/// objection.apply(Entry::new(step, monday, "Wang".parse()?), &policy)?;
/// let t = AsOf::new(monday);
/// assert_eq!(objection.stage(t), ObjectionStage::Establishing);
/// assert_eq!(objection.open_questions(t, &policy).count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "拒绝处理")]
#[doc(alias = "异议处理")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(with = "WrittenObjection"))]
pub struct Objection {
    opening: ObjectionOpening,
    trail: Trail<ObjectionStep>,
}

impl Objection {
    /// An objection without steps.
    ///
    /// # Errors
    ///
    /// When the policy has no guide to its kind.
    pub fn open(
        opening: ObjectionOpening,
        policy: &ObjectionPolicy,
    ) -> Result<Self, ObjectionError> {
        policy.guide(&opening.kind)?;
        Ok(Self { opening, trail: Trail::default() })
    }

    /// An objection and its steps as they were kept, whatever the policy says today.
    ///
    /// # Errors
    ///
    /// When a step is dated before the objection or before the step that it follows, or when its
    /// number is taken by another. The table of stages is asked, too.
    pub fn replay(
        opening: ObjectionOpening,
        events: impl IntoIterator<Item = ObjectionEvent>,
    ) -> Result<Self, ObjectionStepError> {
        let mut objection = Self { opening, trail: Trail::default() };
        for event in events {
            objection.take(event, |_, _| Ok(()))?;
        }
        Ok(objection)
    }

    /// The beginning.
    pub const fn opening(&self) -> &ObjectionOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<ObjectionStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`StepError`](crate::lifecycle::StepError), in the order of its cases. Its content is wrong
    /// when it is dated before the objection, or establishes a question that its kind does not ask.
    /// Nothing has changed then.
    pub fn apply(
        &mut self,
        event: ObjectionEvent,
        policy: &ObjectionPolicy,
    ) -> Result<Progress<ObjectionStage>, ObjectionStepError> {
        self.take(event, |kind, step| {
            let guide = policy.guide(kind)?;
            match step {
                ObjectionStep::Establish { question, .. }
                    if !guide.establish.contains(question) =>
                {
                    let (kind, question) = (kind.clone(), question.clone());
                    Err(ObjectionFault::OtherQuestion { kind, question })
                }
                ObjectionStep::Establish { .. }
                | ObjectionStep::Answer { .. }
                | ObjectionStep::FollowUp
                | ObjectionStep::Advance
                | ObjectionStep::Repeat
                | ObjectionStep::Close { .. } => Ok(()),
            }
        })
    }

    /// The stage on a date; `None` before the objection.
    pub fn stage_as_of(&self, t: AsOf) -> Option<ObjectionStage> {
        t.sees(self.opening.on).then(|| self.stage(t))
    }

    /// The stage on a date from the objection on.
    pub fn stage(&self, t: AsOf) -> ObjectionStage {
        self.trail.stage(ObjectionStage::Open, t)
    }

    /// The questions that are not established as of a date; none where the policy has no guide.
    pub fn open_questions<'a>(
        &'a self,
        t: AsOf,
        policy: &'a ObjectionPolicy,
    ) -> impl Iterator<Item = &'a QuestionId> {
        let established: BTreeSet<&QuestionId> = self.established(t).collect();
        let guide = policy.kinds.get(&self.opening.kind);
        let asked = guide.into_iter().flat_map(|guide| &guide.establish);
        asked.filter(move |question| !established.contains(question))
    }

    /// The questions that are established as of a date, in the order of the steps.
    pub(super) fn established(&self, t: AsOf) -> impl Iterator<Item = &QuestionId> {
        self.trail.seen(t).iter().filter_map(|entry| match &entry.step {
            ObjectionStep::Establish { question, .. } => Some(question),
            ObjectionStep::Answer { .. }
            | ObjectionStep::FollowUp
            | ObjectionStep::Advance
            | ObjectionStep::Repeat
            | ObjectionStep::Close { .. } => None,
        })
    }

    /// The place among the objections of a customer.
    const fn place(&self) -> (Day, &ObjectionKindId, Option<&PersonId>) {
        let ObjectionOpening { person, kind, on, .. } = &self.opening;
        (*on, kind, person.as_ref())
    }

    fn take(
        &mut self,
        event: ObjectionEvent,
        content: impl FnOnce(&ObjectionKindId, &ObjectionStep) -> Result<(), ObjectionFault>,
    ) -> Result<Progress<ObjectionStage>, ObjectionStepError> {
        let rules = StepRules::at(self.stage(AsOf::new(Day::MAX)));
        let (on, ObjectionOpening { kind, on: raised, .. }) = (event.on, &self.opening);
        self.trail.take_checked(event, &rules, |step| {
            if on < *raised {
                return Err(ObjectionFault::BeforeObjection { on, raised: *raised });
            }
            content(kind, step)
        })
    }
}

impl Record for Objection {
    fn name(&self) -> Cow<'_, str> {
        let ObjectionOpening { person, kind, on, .. } = &self.opening;
        match person {
            Some(person) => format!("{kind} of {person} on {on}").into(),
            None => format!("{kind} on {on}").into(),
        }
    }

    fn fields(&self) -> Vec<Field> {
        let ObjectionOpening { person, kind, on, words, by } = &self.opening;
        let steps = self.trail.entries().iter().map(told);
        vec![
            Field::optional("person", person.as_ref()),
            Field::new("kind", kind),
            Field::new("on", on),
            Field::text("words", words.as_str()),
            Field::new("by", by),
            Field::listed("steps", steps),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }
}

/// A step as a conflict tells it.
fn told(entry: &ObjectionEvent) -> String {
    let (step, on, by) = (&entry.step, entry.on, &entry.by);
    let content = match step {
        ObjectionStep::Establish { question, finding } => {
            format!(" {question}: {:?}", finding.as_str())
        }
        ObjectionStep::Answer { answer } => format!(" {answer}"),
        ObjectionStep::Close { reason } => format!(" {:?}", reason.as_str()),
        ObjectionStep::FollowUp | ObjectionStep::Advance | ObjectionStep::Repeat => String::new(),
    };
    let number = entry.number.map_or_else(String::new, |number| format!(" ({number})"));
    format!("{step}{content} on {on} by {by}{number}")
}

/// The list stands in the order of days.
impl Listed for Objection {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.place() == recorded.place()
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.place() <= recorded.place()
    }
}

impl Kept for Objection {
    fn own_day(&self) -> Option<Day> {
        Some(self.opening.on)
    }
}

/// The written form of an objection: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct WrittenObjection {
    /// The first words, with their day and the people.
    opening: ObjectionOpening,
    /// The steps that were taken, in their order.
    trail: Vec<ObjectionEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Objection {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenObjection::deserialize(from)?;
        Self::replay(written.opening, written.trail).map_err(serde::de::Error::custom)
    }
}

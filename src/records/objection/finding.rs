use std::fmt;

use super::{Objection, ObjectionAct, ObjectionPolicy, ObjectionStep};
use crate::calendar::{AsOf, Day, WorkCalendar};
use crate::id::{AnswerId, QuestionId};
use crate::lifecycle::Clock;
use crate::measure::plural;

/// A fault in the handling of an objection (S4).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum ObjectionFinding {
    /// It was answered with nothing established.
    NothingEstablished {
        /// The day of the answer.
        answered: Day,
        /// The questions of its kind.
        questions: Vec<QuestionId>,
    },
    /// The answer was to be followed up and was not.
    NotFollowedUp {
        /// The day of the answer.
        answered: Day,
        /// The last day for the follow-up.
        due: Day,
    },
    /// It was repeated, and got the same answer again and again.
    EqualAnswers {
        /// The answer.
        answer: AnswerId,
        /// The number of times that it was given in a row.
        times: u32,
    },
}

impl fmt::Display for ObjectionFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingEstablished { answered, questions } => {
                let questions: Vec<&str> = questions.iter().map(QuestionId::as_str).collect();
                let questions = questions.join(", ");
                write!(f, "answered on {answered} with nothing established of {questions}")
            }
            Self::NotFollowedUp { answered, due } => {
                write!(f, "answered on {answered} and not followed up by {due}")
            }
            Self::EqualAnswers { answer, times } => {
                let noun = plural(*times, "time", "times");
                write!(f, "repeated, and answered {times} {noun} in a row by {answer}")
            }
        }
    }
}

impl Objection {
    /// The faults in the handling as of a date, in the order of [`ObjectionFinding`].
    ///
    /// # Rule
    ///
    /// > S4: answered with nothing established; material sent and not followed up in 3 working
    /// > days; the same kind repeated 3 times with the same answer.
    ///
    /// The follow-up is due on the third worked day after the answer, that day included; any step
    /// after the answer settles it.
    pub fn findings(
        &self,
        t: AsOf,
        policy: &ObjectionPolicy,
        calendar: &WorkCalendar,
    ) -> Vec<ObjectionFinding> {
        let found = [
            self.nothing_established(t, policy),
            self.not_followed_up(t, policy, calendar),
            self.equal_answers(t, policy),
        ];
        found.into_iter().flatten().collect()
    }

    fn nothing_established(&self, t: AsOf, policy: &ObjectionPolicy) -> Option<ObjectionFinding> {
        let answered = self.trail().last_of(ObjectionAct::Answer, t)?.on;
        if self.established(t).next().is_some() {
            return None;
        }
        let questions = self.open_questions(t, policy).cloned().collect();
        Some(ObjectionFinding::NothingEstablished { answered, questions })
    }

    fn not_followed_up(
        &self,
        t: AsOf,
        policy: &ObjectionPolicy,
        calendar: &WorkCalendar,
    ) -> Option<ObjectionFinding> {
        if !policy.guide(&self.opening().kind).is_ok_and(|guide| guide.follow_up) {
            return None;
        }
        let last = self.trail().seen(t).last()?;
        let ObjectionStep::Answer { .. } = last.step else { return None };
        let due = Clock::missed(policy.follow_up_days, last.on, t, calendar)?;
        Some(ObjectionFinding::NotFollowedUp { answered: last.on, due })
    }

    fn equal_answers(&self, t: AsOf, policy: &ObjectionPolicy) -> Option<ObjectionFinding> {
        let mut run: Option<(&AnswerId, u32)> = None;
        let mut repeated = false;
        for entry in self.trail().seen(t) {
            match &entry.step {
                ObjectionStep::Answer { answer } => {
                    run = match run {
                        Some((same, times)) if same == answer => {
                            Some((same, times.checked_add(1)?))
                        }
                        Some(_) | None => Some((answer, 1)),
                    };
                    repeated = false;
                }
                ObjectionStep::Repeat => repeated = true,
                ObjectionStep::Establish { .. }
                | ObjectionStep::FollowUp
                | ObjectionStep::Advance
                | ObjectionStep::Close { .. } => {}
            }
        }
        let (answer, times) = run?;
        let is_finding = repeated && times >= u32::from(policy.equal_answers);
        is_finding.then(|| ObjectionFinding::EqualAnswers { answer: answer.clone(), times })
    }
}

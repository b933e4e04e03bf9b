use std::fmt;

use super::{
    LetterAct, LetterEvent, LetterFault, LetterPolicyDraft, LetterStage, LetterStep,
    LetterStepError,
};
use crate::calendar::{AsOf, Day, WorkCalendar};
use crate::id::{CustomerId, LetterId, StaffId};
use crate::interaction::InteractionKind;
use crate::lifecycle::{
    Clock, ClockTerms, Count, Journey, Progress, Reason, StepError, StepRules, Trail,
};

/// The beginning of a letter: its receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct LetterOpening {
    /// The number of the letter.
    pub id: LetterId,
    /// The customer.
    pub customer: CustomerId,
    /// The day of the receipt.
    pub on: Day,
    /// The staff member who took it.
    pub by: StaffId,
    /// The way on which it came: a letter, a message, a call to the hotline.
    pub channel: InteractionKind,
    /// The words of the customer.
    pub text: Reason,
}

/// A letter of a customer with the steps taken (S26).
///
/// # Rule
///
/// > S26: a letter is received, acknowledged, answered, within 5 working days. A holding answer
/// > restarts nothing, and a thank-you does not reopen it.
///
/// A customer that asks again after an answer opens the letter again, with a clock from that day.
#[doc(alias = "客户来函")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Letter {
    opening: LetterOpening,
    trail: Trail<LetterStep>,
}

/// A letter that waits for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum LetterFinding {
    /// It was not answered in time.
    NotAnswered {
        /// The last day that was in time.
        due: Day,
        /// The day that the last holding answer named.
        promised: Option<Day>,
    },
}

impl Letter {
    /// A letter without steps.
    pub fn open(opening: LetterOpening) -> Self {
        Self { opening, trail: Trail::default() }
    }

    /// A letter and its steps as they were kept.
    ///
    /// # Errors
    ///
    /// [`StepError`], of the first step that the stage does not allow or that is dated before the
    /// one before it.
    pub fn replay(
        opening: LetterOpening,
        events: impl IntoIterator<Item = LetterEvent>,
    ) -> Result<Self, StepError<LetterStage>> {
        let mut letter = Self::open(opening);
        for event in events {
            let rules = StepRules::at(letter.last_stage());
            letter.trail.take(event, &rules)?;
        }
        Ok(letter)
    }

    /// The beginning.
    pub const fn opening(&self) -> &LetterOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<LetterStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`LetterStepError`], in the order of its cases. Nothing has changed then.
    pub fn apply(&mut self, event: LetterEvent) -> Result<Progress<LetterStage>, LetterStepError> {
        let rules = StepRules::at(self.last_stage());
        let (on, received) = (event.on, self.opening.on);
        self.trail.take_checked(event, &rules, |step| {
            if on < received {
                return Err(LetterFault::BeforeReceipt { on, received });
            }
            match step {
                LetterStep::HoldOff { until, .. } if *until <= on => {
                    Err(LetterFault::HoldDay { on, until: *until })
                }
                LetterStep::HoldOff { .. }
                | LetterStep::Acknowledge { .. }
                | LetterStep::AskAgain { .. }
                | LetterStep::Answer { .. }
                | LetterStep::Thank
                | LetterStep::Forward { .. }
                | LetterStep::Withdraw { .. } => Ok(()),
            }
        })
    }

    /// The stage on a date; `None` before the receipt.
    pub fn stage(&self, t: AsOf) -> Option<LetterStage> {
        t.sees(self.opening.on).then(|| self.trail.stage(LetterStage::Received, t))
    }

    /// The last day on which it is answered in time, as of a date. The days count from the receipt,
    /// or from the day on which the customer asked again after an answer.
    pub fn answer_by(
        &self,
        t: AsOf,
        policy: &LetterPolicyDraft,
        calendar: &WorkCalendar,
    ) -> Option<Day> {
        let clock = ClockTerms::new(Count::Working, policy.answer_days);
        Clock::new(clock, self.asked(t)).due(t, calendar)
    }

    /// The finding that it waits for too long as of a date.
    pub fn finding(
        &self,
        t: AsOf,
        policy: &LetterPolicyDraft,
        calendar: &WorkCalendar,
    ) -> Option<LetterFinding> {
        self.stage(t).filter(|stage| stage.owes_answer())?;
        let due = self.answer_by(t, policy, calendar).filter(|due| *due < t.day())?;
        // A holding answer belongs to the question that it was given to.
        let round = self.trail.seen(t).iter().rev();
        let mut round = round.take_while(|it| !matches!(it.step, LetterStep::Answer { .. }));
        let promised = round.find_map(|entry| {
            let LetterStep::HoldOff { until, .. } = entry.step else { return None };
            Some(until)
        });
        Some(LetterFinding::NotAnswered { due, promised })
    }

    /// The journey of the customer as of a date; `None` before the receipt.
    pub fn journey(&self, t: AsOf) -> Option<Journey> {
        Journey::read(&self.trail, self.opening.on, &self.opening.by, t, LetterAct::part)
    }

    /// The day from which the customer waits: that of the receipt, or of the first asking after the
    /// last answer.
    fn asked(&self, t: AsOf) -> Day {
        let (mut asked, mut is_answered) = (self.opening.on, false);
        for entry in self.trail.seen(t) {
            match &entry.step {
                LetterStep::Answer { .. } => is_answered = true,
                LetterStep::AskAgain { .. } if is_answered => {
                    asked = entry.on;
                    is_answered = false;
                }
                LetterStep::AskAgain { .. }
                | LetterStep::Acknowledge { .. }
                | LetterStep::HoldOff { .. }
                | LetterStep::Thank
                | LetterStep::Forward { .. }
                | LetterStep::Withdraw { .. } => {}
            }
        }
        asked
    }

    fn last_stage(&self) -> LetterStage {
        self.trail.stage(LetterStage::Received, AsOf::new(Day::MAX))
    }
}

impl fmt::Display for LetterFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::NotAnswered { due, promised } = self;
        write!(f, "was to be answered by {due}")?;
        match promised {
            Some(promised) => write!(f, ", promised by {promised}"),
            None => Ok(()),
        }
    }
}

/// The written form of a letter: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLetter {
    opening: LetterOpening,
    trail: Vec<LetterEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Letter {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenLetter::deserialize(from)?;
        Self::replay(written.opening, written.trail).map_err(serde::de::Error::custom)
    }
}

use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::id::StaffId;
use crate::lifecycle::{Stage, Step, Trail};
use crate::measure::proven;

/// The part of an act in the way of somebody who asks us for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JourneyPart {
    /// Asks: once more, or anew after an answer.
    Asking,
    /// Answers: yes, no, or an offer.
    Answer,
    /// Neither: our own work, and holding answers.
    Work,
}

/// The way of a request through our house, as the customer went it.
///
/// # Rule
///
/// > S27: every trail tells the days from asking to answer, the hand-overs between our people and
/// > the times asked. The days run from the first asking to the first answer after the last one.
///
/// A hand-over is a step by another of our people than the one before, the opening included.
#[doc(alias = "客户旅程")]
#[doc(alias = "站在客户的立场")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Journey {
    /// The day of the first asking.
    pub asked: Day,
    /// The day of the answer; `None` while the last asking waits for one.
    pub answered: Option<Day>,
    /// Calendar days from the first asking to the answer, or to the day of the question.
    pub days: u32,
    /// Askings, the first included.
    pub times_asked: u32,
    /// Hand-overs between our people.
    pub hand_overs: u32,
}

impl Journey {
    /// The way of a request that was taken on a day by one of our people, as of a date; `None`
    /// before it was. The machine states the part of each of its acts.
    pub fn read<S: Step>(
        trail: &Trail<S>,
        asked: Day,
        taken_by: &StaffId,
        t: AsOf,
        part: impl Fn(<S::Stage as Stage>::Act) -> JourneyPart,
    ) -> Option<Self> {
        if !t.sees(asked) {
            return None;
        }
        let (mut answered, mut last_by) = (None, taken_by);
        let (mut times_asked, mut hand_overs) = (1, 0);
        for entry in trail.seen(t) {
            hand_overs = more(hand_overs, entry.by != *last_by);
            last_by = &entry.by;
            match part(entry.step.act()) {
                JourneyPart::Asking => {
                    times_asked = more(times_asked, true);
                    answered = None;
                }
                JourneyPart::Answer => answered = answered.or(Some(entry.on)),
                JourneyPart::Work => {}
            }
        }
        let days = answered.unwrap_or(t.day()).days_since(asked);
        let days = u32::try_from(days).unwrap_or_default();
        Some(Self { asked, answered, days, times_asked, hand_overs })
    }
}

fn more(count: u32, is_counted: bool) -> u32 {
    proven!(
        count.checked_add(is_counted.into()), else u32::MAX,
        "nobody records 2^32 steps"
    )
}

impl fmt::Display for Journey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { days, times_asked, hand_overs, .. } = self;
        match self.answered {
            Some(on) => write!(f, "answered on {on} after {days} days")?,
            None => write!(f, "waiting for {days} days")?,
        }
        write!(f, ", asked {times_asked} times, {hand_overs} hand-overs")
    }
}

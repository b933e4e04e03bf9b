use std::fmt;

use super::Pause;
use super::pause::united;
use crate::calendar::{AsOf, Day};
use crate::id::StaffId;
use crate::lifecycle::{Stage, Step, Trail};
use crate::measure::{plural, proven};

/// The part of an act in the way of somebody who asks us for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JourneyPart {
    /// Asks: once more, or anew after an answer.
    Asking,
    /// Answers: yes, no, or an offer; or ends the matter, after which nobody waits any more.
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
/// Days on which the customer itself was to act are counted separately: they are part of its
/// journey, but not of our delay.
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
    /// Days of these on which the customer was to act, as with a question or an estimate.
    pub paused: u32,
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
        let days = span(asked, answered.unwrap_or(t.day()));
        Some(Self { asked, answered, days, paused: 0, times_asked, hand_overs })
    }

    /// The journey of something that was asked on a day and answered, or not, without steps
    /// between; `None` before the day.
    pub fn without_steps(asked: Day, answered: Option<Day>, t: AsOf) -> Option<Self> {
        if !t.sees(asked) {
            return None;
        }
        let answered = answered.filter(|on| t.sees(*on));
        let days = span(asked, answered.unwrap_or(t.day()));
        Some(Self { asked, answered, days, paused: 0, times_asked: 1, hand_overs: 0 })
    }

    /// The journey as of its date, with the days counted separately on which the customer was to
    /// act. A day in two pauses counts once.
    pub fn with_pauses(self, pauses: &[Pause], t: AsOf) -> Self {
        let end = self.answered.unwrap_or(t.day());
        let within = united(pauses, t).into_iter();
        let days = within.map(|it| span(it.from.max(self.asked), it.until.min(end)));
        Self { paused: days.fold(0, add), ..self }
    }

    /// The days on which we had it.
    pub fn our_days(self) -> u32 {
        proven!(self.days.checked_sub(self.paused), else 0, "pauses lie within the way")
    }
}

/// The days `from ≤ d < until`.
fn span(from: Day, until: Day) -> u32 {
    u32::try_from(until.days_since(from)).unwrap_or_default()
}

fn add(days: u32, more: u32) -> u32 {
    proven!(days.checked_add(more), else u32::MAX, "the calendar has 192 million days")
}

fn more(count: u32, is_counted: bool) -> u32 {
    proven!(
        count.checked_add(is_counted.into()), else u32::MAX,
        "nobody records 2^32 steps"
    )
}

impl fmt::Display for Journey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { days, paused, times_asked, hand_overs, .. } = self;
        match self.answered {
            Some(on) => write!(f, "answered on {on} after ")?,
            None => f.write_str("waiting for ")?,
        }
        write!(f, "{days} {}", plural(*days, "day", "days"))?;
        if *paused > 0 {
            write!(f, ", {paused} of them with the customer")?;
        }
        let times = plural(*times_asked, "time", "times");
        let changes = plural(*hand_overs, "hand-over", "hand-overs");
        write!(f, ", asked {times_asked} {times}, {hand_overs} {changes}")
    }
}

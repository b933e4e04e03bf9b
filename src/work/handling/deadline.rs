use crate::calendar::{Day, Window, WorkCalendarDraft};
use crate::measure::proven;
use crate::valid::words;

words! {
    /// A part of a case that has a deadline, in the order in which the parts are done.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Deadline as "a deadline" {
        /// The case has to be acknowledged.
        Acknowledge = "acknowledge" => "to acknowledge",
        /// The cause has to be known.
        Cause = "cause" => "to find the cause",
        /// The remedies have to be done.
        Remedy = "remedy" => "to remedy",
    }
}

/// Working days that each part of a case may take, all from the day on which it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Deadlines {
    /// Until somebody has seen it.
    pub acknowledge: u16,
    /// Until its cause is known.
    pub cause: u16,
    /// Until its remedies are done.
    pub remedy: u16,
}

impl Deadlines {
    /// The working days of a part.
    pub const fn get(self, deadline: Deadline) -> u16 {
        match deadline {
            Deadline::Acknowledge => self.acknowledge,
            Deadline::Cause => self.cause,
            Deadline::Remedy => self.remedy,
        }
    }

    /// Returns `true` when no part may take fewer days than the one before it.
    pub const fn never_fall(self) -> bool {
        self.acknowledge <= self.cause && self.cause <= self.remedy
    }
}

/// The due day of each part, the parts that were missed, and the days on which the work stood
/// still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DueDays {
    /// By part: the day from which it is counted, and its worked days.
    pub(super) counted: [(Day, u16); 3],
    /// By part: the due day, as last worked out.
    pub(super) due: [Day; 3],
    pub(super) missed: [bool; 3],
    /// The days on which the work stood still, in order.
    pub(super) rests: Vec<Window>,
    /// The first day of the rest that lasts.
    pub(super) rests_since: Option<Day>,
}

impl DueDays {
    /// Days counted from a day on, none of them missed yet.
    pub(super) fn new(on: Day, days: Deadlines, calendar: &WorkCalendarDraft) -> Self {
        let counted = Deadline::ALL.map(|part| (on, days.get(part)));
        let due = counted.map(|(from, days)| nth_worked_day(calendar, from, days));
        Self { counted, due, missed: [false; 3], rests: Vec::new(), rests_since: None }
    }

    pub(super) const fn get(&self, deadline: Deadline) -> Day {
        let [acknowledge, cause, remedy] = self.due;
        match deadline {
            Deadline::Acknowledge => acknowledge,
            Deadline::Cause => cause,
            Deadline::Remedy => remedy,
        }
    }

    /// The number of parts that were missed.
    pub(super) fn count_missed(&self) -> usize {
        self.missed.iter().filter(|missed| **missed).count()
    }

    /// Begins a rest, unless one lasts.
    pub(super) fn rest(&mut self, on: Day) {
        self.rests_since.get_or_insert(on);
    }

    /// Ends the rest before a day, when one lasts.
    pub(super) fn end_rest(&mut self, on: Day) {
        if let Some(since) = self.rests_since.take()
            && since < on
        {
            self.rests.push(Window::inclusive(since, on.offset(-1)));
        }
    }

    /// Works out the days that are not missed, by a calendar. A rest that lasts is one at least up
    /// to a day.
    pub(super) fn aim(&mut self, rests_until: Day, calendar: &WorkCalendarDraft) {
        let lasting = self.rests_since.map(|since| Window::inclusive(since, rests_until));
        let rests = |day| self.rests.iter().chain(&lasting).any(|rest| rest.contains(day));
        let is_steady = self.rests.is_empty() && lasting.is_none();
        let mut due = self.due;
        for ((due, (from, days)), missed) in due.iter_mut().zip(self.counted).zip(self.missed) {
            if !missed {
                *due = if is_steady {
                    nth_worked_day(calendar, from, days)
                } else {
                    nth_open_day(calendar, from, days, rests)
                };
            }
        }
        self.due = due;
    }

    /// Brings days nearer, counted from a day on; none moves away.
    pub(super) fn bring_forward(
        &mut self,
        on: Day,
        days: Deadlines,
        rests_until: Day,
        calendar: &WorkCalendarDraft,
    ) {
        let mut nearer = Self { rests_since: self.rests_since, ..Self::new(on, days, calendar) };
        nearer.aim(rests_until, calendar);
        let new = nearer.counted.into_iter().zip(nearer.due);
        for ((own, due), new) in self.counted.iter_mut().zip(&mut self.due).zip(new) {
            if new.1 < *due {
                (*own, *due) = new;
            }
        }
    }

    /// Marks the parts that are missed on a day, from one part on, and returns them. A part that
    /// was kept is not missed when a later one is.
    pub(super) fn miss(&mut self, from: Deadline, on: Day) -> Vec<Deadline> {
        let mut found = Vec::new();
        for deadline in Deadline::ALL {
            let is_late = deadline >= from && self.get(deadline) < on;
            if is_late && !self.is_missed_from(deadline) {
                self.mark(deadline);
                found.push(deadline);
            }
        }
        found
    }

    /// `true` if a part or a later one was missed.
    pub(super) fn is_missed_from(&self, deadline: Deadline) -> bool {
        let parts = self.missed.iter().zip(Deadline::ALL);
        parts.filter(|(_, part)| *part >= deadline).any(|(missed, _)| *missed)
    }

    fn mark(&mut self, deadline: Deadline) {
        for (missed, part) in self.missed.iter_mut().zip(Deadline::ALL) {
            *missed |= part == deadline;
        }
    }
}

/// The calendar days in which the n-th worked day is sought: ten years for the first, so that a
/// long closure does not end the search, and a week for each further one.
pub(super) fn farthest(days: u16) -> i32 {
    let further = i32::from(days.max(1)).checked_sub(1).and_then(|it| it.checked_mul(7));
    let all = further.and_then(|it| it.checked_add(TEN_YEARS));
    proven!(all, else TEN_YEARS, "seven times a number of 16 bits")
}

const TEN_YEARS: i32 = 3650;

/// The n-th worked day after a day, as
/// [`HandlingPolicy::working_days_after`](super::HandlingPolicy::working_days_after) counts.
pub(crate) fn nth_worked_day(calendar: &WorkCalendarDraft, from: Day, days: u16) -> Day {
    if calendar.is_every_day_worked() {
        return from.offset(i32::from(days));
    }
    nth_open_day(calendar, from, days, |_| false)
}

/// The n-th worked day after a day, not counting days of rest. Where the first day is one, at least
/// the next day that is worked.
fn nth_open_day(
    calendar: &WorkCalendarDraft,
    from: Day,
    days: u16,
    rests: impl Fn(Day) -> bool,
) -> Day {
    let wanted = u32::from(if rests(from) { days.max(1) } else { days });
    let (mut day, mut counted) = (from, 0);
    for _ in 0..farthest(days) {
        if counted >= wanted {
            break;
        }
        day = day.offset(1);
        if calendar.is_worked(day) && !rests(day) {
            counted = proven!(
                u32::checked_add(counted, 1), else counted,
                "at most as many days are counted as are looked at"
            );
        }
    }
    day
}

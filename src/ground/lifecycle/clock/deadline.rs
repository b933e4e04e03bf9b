use super::pause::{Pause, PauseError, PauseGrant, Stretch, united};
use super::terms::{ClockTerms, Count};
use crate::calendar::{AsOf, Day, Window, WorkCalendar};
use crate::measure::proven;

/// A deadline that was started: its terms, its first day and its pauses.
///
/// There is no timer. The due day is computed from the facts as of a day, so nothing has to be
/// restored, and the calendar can be corrected.
///
/// # Rule
///
/// > A day counts iff it lies after the start, in no pause, and is one of the days that the terms
/// > count. The deadline is the first day by which as many days as the limit have counted, rolled
/// > once at the end. A step on that day is in time.
///
/// ```
/// use guanxi::calendar::{AsOf, Day, WorkCalendar};
/// use guanxi::lifecycle::{Clock, ClockTerms, Count, Pause};
///
/// let day = |text: &str| text.parse::<Day>();
/// let every_day = WorkCalendar::default();
/// let terms = ClockTerms { most_paused: 30, ..ClockTerms::new(Count::Calendar, 2) };
/// let pauses = vec![Pause::try_new(day("2026-05-22")?, day("2026-05-26")?)?];
/// let clock = Clock::with_pauses(terms, day("2026-05-22")?, pauses);
/// let t = AsOf::new(day("2026-05-26")?);
/// assert_eq!(clock.due(t, &every_day), Some(day("2026-05-27")?));
/// assert_eq!(clock.days_left(t, &every_day), Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "时限")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    terms: ClockTerms,
    start: Day,
    pauses: Vec<Pause>,
}

/// The state of a deadline as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lateness {
    /// The due day has not gone by.
    InTime,
    /// The due day has gone by.
    Late {
        /// The days that counted since.
        days: u32,
    },
    /// The due day has gone by since the terms were changed; under the terms before it was in time.
    /// The person who handles the case is not to blame.
    LateByReclassification {
        /// The days that counted since.
        days: u32,
    },
}

impl Clock {
    /// A clock that starts on a day, which itself never counts.
    pub const fn new(terms: ClockTerms, start: Day) -> Self {
        Self { terms, start, pauses: Vec::new() }
    }

    /// A clock with pauses that were granted before; today's terms do not check them.
    pub const fn with_pauses(terms: ClockTerms, start: Day, pauses: Vec<Pause>) -> Self {
        Self { terms, start, pauses }
    }

    /// The terms.
    pub const fn terms(&self) -> ClockTerms {
        self.terms
    }

    /// The day of the start.
    pub const fn start(&self) -> Day {
        self.start
    }

    /// The pauses, as they were granted.
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// The clock under other terms, with its start and its pauses, as after a change of class or
    /// severity.
    pub fn re_aimed(&self, terms: ClockTerms) -> Self {
        Self { terms, ..self.clone() }
    }

    /// Adds a pause.
    ///
    /// # Errors
    ///
    /// When the terms allow no pause, or, granted by one person, when the pauses would take more
    /// calendar days as of `t` than the terms allow.
    pub fn try_pause(
        &mut self,
        pause: Pause,
        t: AsOf,
        grant: PauseGrant,
    ) -> Result<(), PauseError> {
        let most = self.terms.most_paused;
        if most == 0 {
            return Err(PauseError::NotPausable);
        }
        self.pauses.push(pause);
        let days = self.paused_days(t);
        if grant == PauseGrant::ByOne && days > u32::from(most) {
            self.pauses.pop();
            return Err(PauseError::TooLong { most, days });
        }
        Ok(())
    }

    /// The calendar days of all pauses as of a day; a day in two pauses is one.
    pub fn paused_days(&self, t: AsOf) -> u32 {
        let pauses = united(&self.pauses, t);
        sum(pauses.iter().map(|it| Window::inclusive(it.from, it.until.offset(-1)).days()))
    }

    /// The last day that is in time; `None` when it lies beyond the calendar. A pause that runs is
    /// taken to end with `t`.
    pub fn due(&self, t: AsOf, calendar: &WorkCalendar) -> Option<Day> {
        let pauses = united(&self.pauses, t);
        let mut day = self.start;
        for _ in 0..self.terms.limit {
            day = self.next_counted(day, &pauses, calendar)?;
        }
        self.terms.rolled(day, calendar)
    }

    /// The last of some worked days after a start, when it is over and was not kept; `None` until
    /// then, and where it lies beyond the calendar.
    pub(crate) fn missed(
        worked_days: u16,
        start: Day,
        t: AsOf,
        calendar: &WorkCalendar,
    ) -> Option<Day> {
        let clock = Self::new(ClockTerms::new(Count::Working, worked_days), start);
        clock.due(t, calendar).filter(|due| t.day() > *due)
    }

    /// The days that have counted, from the start to `t`.
    pub fn days_counted(&self, t: AsOf, calendar: &WorkCalendar) -> u32 {
        self.counted(Window { after: self.start, until: t.day() }, t, calendar)
    }

    /// The days that are still to count up to the due day: 0 on it and after it. `None` when it
    /// lies beyond the calendar.
    pub fn days_left(&self, t: AsOf, calendar: &WorkCalendar) -> Option<u32> {
        let until = self.due(t, calendar)?;
        Some(self.counted(Window { after: t.day().max(self.start), until }, t, calendar))
    }

    /// The state of the deadline as of a day.
    pub fn lateness(&self, t: AsOf, calendar: &WorkCalendar) -> Lateness {
        match self.due(t, calendar) {
            Some(due) if due < t.day() => {
                let days = self.counted(Window { after: due, until: t.day() }, t, calendar);
                Lateness::Late { days }
            }
            Some(_) | None => Lateness::InTime,
        }
    }

    /// The state of the deadline on the day on which other terms come to apply.
    pub fn lateness_re_aimed(
        &self,
        terms: ClockTerms,
        t: AsOf,
        calendar: &WorkCalendar,
    ) -> Lateness {
        match (self.lateness(t, calendar), self.re_aimed(terms).lateness(t, calendar)) {
            (Lateness::InTime, Lateness::Late { days }) => {
                Lateness::LateByReclassification { days }
            }
            (_, after) => after,
        }
    }

    /// The first day after a day that counts.
    fn next_counted(&self, day: Day, pauses: &[Stretch], calendar: &WorkCalendar) -> Option<Day> {
        let mut day = day.checked_offset(1)?;
        loop {
            if let Some(pause) = pauses.iter().find(|it| it.from <= day && day < it.until) {
                day = pause.until;
            } else if self.terms.count.counts(day, calendar) {
                return Some(day);
            } else {
                day = day.checked_offset(1)?;
            }
        }
    }

    /// The days of a window that count.
    fn counted(&self, window: Window, t: AsOf, calendar: &WorkCalendar) -> u32 {
        let (mut after, mut counted) = (window.after, 0);
        for pause in united(&self.pauses, t) {
            let until = pause.from.offset(-1).min(window.until);
            counted = sum([counted, self.counted_unpaused(Window { after, until }, calendar)]);
            after = after.max(pause.until.offset(-1));
        }
        let last = Window { after, until: window.until };
        sum([counted, self.counted_unpaused(last, calendar)])
    }

    fn counted_unpaused(&self, window: Window, calendar: &WorkCalendar) -> u32 {
        match self.terms.count {
            Count::Calendar => window.days(),
            Count::Working => calendar.days_worked(window),
            Count::WeekdaysThenRoll => calendar.weekdays(window),
        }
    }
}

fn sum(days: impl IntoIterator<Item = u32>) -> u32 {
    days.into_iter().fold(0, |sum: u32, next| {
        proven!(sum.checked_add(next), else u32::MAX, "the calendar has 192 million days")
    })
}

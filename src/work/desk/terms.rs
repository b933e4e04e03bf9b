use crate::calendar::{Day, WorkCalendar, WorkCalendarDraft};
use crate::complaint::ComplaintPolicyDraft;
use crate::handling::{Deadlines, HandlingPolicy};
use crate::measure::proven;
use crate::valid::words;

words! {
    /// The severity of matters that have no degrees of severity.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Ungraded as "a severity" {
        /// The only one.
        Plain = "plain",
    }
}

/// The terms by which people are reminded of what they have in hand, and relieved of it.
///
/// Reminders, shelf and hand-over go by the days of the policy of complaints, whatever the matter
/// is: people are reminded in one way.
#[derive(Debug, Clone, Copy)]
pub struct DeskTerms<'a> {
    /// The policy of complaints.
    pub policy: &'a ComplaintPolicyDraft,
    /// The days worked.
    pub calendar: &'a WorkCalendar,
    /// Working days from the beginning within which the matter is done.
    pub within_days: u16,
}

impl<'a> DeskTerms<'a> {
    /// The terms of a matter with a last day of its own: the days worked after the day on which it
    /// began, up to that day.
    pub fn until(
        policy: &'a ComplaintPolicyDraft,
        calendar: &'a WorkCalendar,
        began: Day,
        last: Day,
    ) -> Self {
        let days = (1..).map_while(|days| began.checked_offset(days)).take_while(|it| *it <= last);
        let worked = days.filter(|day| calendar.is_worked(*day)).take(usize::from(u16::MAX));
        let within_days = u16::try_from(worked.count()).ok();
        let within_days = proven!(within_days, else u16::MAX, "no more are taken");
        Self { policy, calendar, within_days }
    }
}

impl HandlingPolicy<Ungraded> for DeskTerms<'_> {
    fn calendar(&self) -> &WorkCalendarDraft {
        self.calendar
    }

    fn deadlines(&self, _: Ungraded) -> Deadlines {
        let days = self.within_days;
        Deadlines { acknowledge: days, cause: days, remedy: days }
    }

    fn shelf_days(&self, _: Ungraded) -> u16 {
        self.policy.most_paused
    }

    fn accept_days(&self) -> u16 {
        0
    }

    fn open_days(&self) -> u16 {
        self.policy.hand_over_days
    }

    fn reminder_days(&self) -> u16 {
        self.policy.reminder_days
    }

    /// The last day of a matter is that of its own policy or of the law, whoever puts it aside.
    fn deadlines_rest(&self) -> bool {
        false
    }

    fn four_eyes_from(&self) -> Ungraded {
        Ungraded::Plain
    }
}

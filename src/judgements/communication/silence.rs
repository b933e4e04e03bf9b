use std::cmp::{Ordering, Reverse};
use std::fmt;

use super::{
    CommunicationPolicy, ContactClock, ContactInterval, ContactSnooze, ContactSnoozeError,
    LastContacts,
};
use crate::calendar::{AsOf, Day};
use crate::measure::{Quotient, plural, proven};
use crate::money::Total;
use crate::segment::Class;
use crate::valid::words;

words! {
    /// The state of the silence between us and a customer, by one clock.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SilenceState as "a state of silence" {
        /// A contact is not due yet.
        InTime = "in_time" => "in time",
        /// A contact is due soon.
        Upcoming = "upcoming",
        /// A contact is due, and a person decided to wait until a day.
        Snoozed = "snoozed",
        /// A contact is due: the ideal interval is over.
        Due = "due",
        /// The longest interval is over.
        TooLong = "too_long" => "too long",
    }
}

/// All that the clocks of a customer are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustomerContacts<'a> {
    /// The class by which it is served; `None` for a customer without one.
    pub class: Option<Class>,
    /// Its last contacts as of the date.
    pub last: LastContacts,
    /// Its snoozes.
    pub snoozes: &'a [ContactSnooze],
    /// Its value at risk, in one currency for all.
    pub value_at_risk: Total,
}

/// The silence of a customer by one clock, as of a date (S26).
#[doc(alias = "沟通间隔")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SilenceReading {
    /// The clock.
    pub clock: ContactClock,
    /// The last contact; `None` where the record has none, and the silence is at least so long.
    pub last: Option<Day>,
    /// The day from which silence is counted: that of the last contact, else the first of the
    /// record.
    pub from: Day,
    /// The days of silence.
    pub days: u32,
    /// The days that the silence may take.
    pub interval: ContactInterval,
    /// The day on which a snooze ends, while it runs.
    pub snoozed: Option<Day>,
    /// The state.
    pub state: SilenceState,
}

/// The silence of a customer in a ranked list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RankedSilence {
    /// The position of the customer in the list that was given.
    pub position: usize,
    /// The silence.
    pub reading: SilenceReading,
}

impl SilenceReading {
    /// The day on which a contact is due.
    pub fn due(&self) -> Day {
        self.from.offset(self.interval.ideal_days.into())
    }

    /// The last day on which the silence is not too long.
    pub fn latest(&self) -> Day {
        self.from.offset(self.interval.longest_days.into())
    }

    /// The days by which the silence is longer than the longest interval.
    pub fn days_too_long(&self) -> u32 {
        let longest = self.interval.longest_days.into();
        self.days.max(longest).abs_diff(longest)
    }

    /// The days since a contact was due, of the interval. Below 0 before it is due.
    ///
    /// # Rule
    ///
    /// > S26: `(t − last − interval) / interval`, exactly.
    pub fn urgency(&self) -> Quotient {
        let (late, ideal) = self.lateness();
        let urgency = Quotient::try_new(late.into(), ideal.into());
        proven!(urgency, else Quotient::ZERO, "at least one day")
    }

    /// Days since due, and days of the interval.
    fn lateness(&self) -> (i64, i64) {
        let ideal = i64::from(self.interval.ideal_days).max(1);
        let late = i64::from(self.days).checked_sub(ideal);
        (proven!(late, else 0, "not more than the days of the calendar"), ideal)
    }

    /// The order of urgency, by products instead of fractions.
    fn cmp_urgency(&self, other: &Self) -> Ordering {
        let ((late, ideal), (other_late, other_ideal)) = (self.lateness(), other.lateness());
        late.checked_mul(other_ideal).cmp(&other_late.checked_mul(ideal))
    }
}

impl CommunicationPolicy {
    /// The silence of a customer by a clock, as of a date.
    ///
    /// # Rule
    ///
    /// > S26: a contact is due when the ideal interval is over, on that day. Silence is too long
    /// > from the day after the longest. A customer without contacts is silent at least since the
    /// > record began. A snooze holds once, until its day, within the longest interval.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::communication::{
    ///     CommunicationPolicy, ContactClock, CustomerContacts, LastContacts,
    /// };
    /// use guanxi::day;
    /// use guanxi::interaction::InteractionKind::{Bulletin, Visit};
    /// use guanxi::money::Total;
    /// use guanxi::segment::Class;
    ///
    /// // A bulletin yesterday, and nothing heard for 50 days.
    /// let t = AsOf::new(day!(2026, 3, 31));
    /// let contacts = [(day!(2026, 2, 9), Visit), (day!(2026, 3, 30), Bulletin)];
    /// let customer = CustomerContacts {
    ///     class: Some(Class::A),
    ///     last: LastContacts::read(day!(2025, 1, 1), contacts, t),
    ///     snoozes: &[],
    ///     value_at_risk: Total::ZERO,
    /// };
    /// let policy = CommunicationPolicy::default();
    /// let silence = |clock| policy.silence(&customer, clock, t).to_string();
    /// assert_eq!(
    ///     ContactClock::ALL.map(silence),
    ///     [
    ///         "spoken to: due on 2026-04-14, last on 2026-03-30",
    ///         "heard from: silent 5 days too long, last on 2026-02-09",
    ///     ]
    /// );
    /// ```
    pub fn silence(
        &self,
        customer: &CustomerContacts<'_>,
        clock: ContactClock,
        t: AsOf,
    ) -> SilenceReading {
        let last = customer.last.by(clock);
        let from = last.unwrap_or(customer.last.since);
        let days = u32::try_from(t.day().days_since(from)).unwrap_or_default();
        let interval = match clock {
            ContactClock::SpokenTo => self.spoken.of(customer.class),
            ContactClock::HeardFrom => self.heard.of(customer.class),
        };
        let snooze = || ContactSnooze::first(customer.snoozes, clock, from);
        let running = || snooze().filter(|it| t.sees(it.on)).map(|it| it.until);
        let [ideal, longest] = [interval.ideal_days, interval.longest_days].map(u32::from);
        let soon = days.checked_add(self.upcoming_days.into()).is_none_or(|it| it >= ideal);
        let waits = if days > longest || !soon { None } else { running() };
        let snoozed = waits.filter(|until| t.day() < *until);
        let state = match (days > longest, days >= ideal, soon) {
            (true, _, _) => SilenceState::TooLong,
            (false, _, _) if snoozed.is_some() => SilenceState::Snoozed,
            (false, true, _) => SilenceState::Due,
            (false, false, true) => SilenceState::Upcoming,
            (false, false, false) => SilenceState::InTime,
        };
        SilenceReading { clock, last, from, days, interval, snoozed, state }
    }

    /// The customers with whom a contact is due, overdue or upcoming by a clock, the most urgent
    /// first.
    ///
    /// # Rule
    ///
    /// > S26: by `(t − last − interval) / interval`, then by value at risk.
    ///
    /// Ties stand in the order of the list. Nothing is allocated for a customer that is not in the
    /// answer.
    pub fn silences(
        &self,
        customers: &[CustomerContacts<'_>],
        clock: ContactClock,
        t: AsOf,
    ) -> Vec<RankedSilence> {
        let readings = customers.iter().enumerate().filter_map(|(position, it)| {
            let reading = self.silence(it, clock, t);
            let is_shown = match reading.state {
                SilenceState::InTime | SilenceState::Snoozed => false,
                SilenceState::Upcoming | SilenceState::Due | SilenceState::TooLong => true,
            };
            is_shown.then_some((RankedSilence { position, reading }, it.value_at_risk))
        });
        let mut found: Vec<(RankedSilence, Total)> = readings.collect();
        found.sort_unstable_by(|(one, value), (other, other_value)| {
            let by_urgency = other.reading.cmp_urgency(&one.reading);
            let by_value = || Reverse(value).cmp(&Reverse(other_value));
            by_urgency.then_with(by_value).then_with(|| one.position.cmp(&other.position))
        });
        found.into_iter().map(|(silence, _)| silence).collect()
    }

    /// Checks a snooze of a customer before it is kept. The last contacts are those of its day.
    ///
    /// # Rule
    ///
    /// > S26: once, with a date not after the longest interval.
    ///
    /// # Errors
    ///
    /// [`ContactSnoozeError`], in the order of its cases.
    pub fn check_snooze(
        &self,
        customer: &CustomerContacts<'_>,
        snooze: &ContactSnooze,
    ) -> Result<(), ContactSnoozeError> {
        let ContactSnooze { clock, on, until, .. } = *snooze;
        let silence = self.silence(customer, clock, AsOf::new(on));
        let (from, latest) = (silence.from, silence.latest());
        if on < from {
            return Err(ContactSnoozeError::BeforeSilence { on, from });
        }
        if until <= on {
            return Err(ContactSnoozeError::NotLater { on, until });
        }
        if until > latest {
            return Err(ContactSnoozeError::PastLongest { until, latest });
        }
        match ContactSnooze::first(customer.snoozes, clock, from) {
            Some(it) => Err(ContactSnoozeError::Again { on: it.on, until: it.until }),
            None => Ok(()),
        }
    }
}

impl fmt::Display for SilenceReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clock, last, from, days, state, .. } = self;
        write!(f, "{clock}: ")?;
        let due = self.due();
        match (state, self.snoozed) {
            (SilenceState::Snoozed, Some(until)) => write!(f, "snoozed until {until}")?,
            (SilenceState::InTime | SilenceState::Snoozed, _) => write!(f, "due on {due}")?,
            (SilenceState::Upcoming, _) => write!(f, "upcoming, due on {due}")?,
            (SilenceState::Due, _) => write!(f, "due since {due}")?,
            (SilenceState::TooLong, _) => {
                let over = self.days_too_long();
                write!(f, "silent {over} {} too long", plural(over, "day", "days"))?;
            }
        }
        if let Some(last) = last {
            return write!(f, ", last on {last}");
        }
        let noun = plural(*days, "day", "days");
        write!(f, ", at least {days} {noun} without a contact, recorded since {from}")
    }
}

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::calendar::{AsOf, Day, Period, Window};
use crate::id::{CustomerId, DocumentId, PersonId, StaffId};
use crate::interaction::{Interaction, InteractionKind};
use crate::measure::plural;
use crate::valid::{Draft, Valid, Violations, codes, words};

words! {
    /// The cycle in which meetings with customers come round, in parts of the calendar year.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum MeetingCycle as "a cycle of meetings" {
        /// Each quarter.
        Quarter = "quarter",
        /// Each half of a year.
        HalfYear = "half_year" => "half-year",
        /// Each year.
        Year = "year",
    }
}

impl MeetingCycle {
    /// The days of the cycle in which a day lies.
    ///
    /// ```
    /// use guanxi::communication::MeetingCycle;
    /// use guanxi::day;
    ///
    /// let days = MeetingCycle::HalfYear.days(day!(2026, 8, 15));
    /// assert_eq!((days.after, days.until), (day!(2026, 6, 30), day!(2026, 12, 31)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn days(self, day: Day) -> Window {
        let (first, months) = match self {
            Self::Quarter => (Period::Quarter.first_month(day), 3),
            Self::Year => (Period::Year.first_month(day), 12),
            Self::HalfYear => {
                let january = Period::Year.first_month(day);
                let july = january.offset(6);
                (if day.month() < july { january } else { july }, 6)
            }
        };
        let next = first.offset(months);
        Window::inclusive(first.first_day(), next.first_day().offset(-1))
    }

    /// The days of the cycle after that in which a day lies.
    pub fn days_after(self, day: Day) -> Window {
        self.days(self.days(day).until.offset(1))
    }
}

/// The plain form of a [`CustomerMeeting`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct CustomerMeetingDraft {
    /// Its number.
    pub number: DocumentId,
    /// The day.
    pub on: Day,
    /// Our people.
    pub staff: BTreeSet<StaffId>,
    /// The customers that were invited.
    pub invited: BTreeSet<CustomerId>,
    /// The customers that came, with their people; none where they are not known. Guests may come
    /// without an invitation.
    pub came: BTreeMap<CustomerId, BTreeSet<PersonId>>,
}

/// A meeting with several customers (S26).
///
/// ```
/// use guanxi::communication::{CustomerMeeting, CustomerMeetingDraft};
/// use guanxi::day;
///
/// let draft = CustomerMeetingDraft {
///     number: "M-1".parse()?,
///     on: day!(2026, 3, 20),
///     staff: [].into(),
///     invited: ["Li".parse()?, "Wu".parse()?].into(),
///     came: [("Li".parse()?, [].into())].into(),
/// };
/// let error = CustomerMeeting::try_new(draft).unwrap_err();
/// assert_eq!(error.to_string(), "staff must name somebody of ours, was empty");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "座谈会")]
#[doc(alias = "经销商会议")]
pub type CustomerMeeting = Valid<CustomerMeetingDraft>;

impl Draft for CustomerMeetingDraft {
    fn check(&self, found: &mut Violations) {
        if self.staff.is_empty() {
            found.add("staff", "must name somebody of ours, was empty".to_owned());
        }
        if self.invited.is_empty() && self.came.is_empty() {
            found.add("invited", "must name a customer, was empty".to_owned());
        }
    }
}

/// A meeting whose contacts cannot be recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MeetingContactsError {
    /// It has not taken place.
    #[error("a meeting is recorded up to {t}, {number} is of {on}")]
    InFuture {
        /// The meeting.
        number: DocumentId,
        /// The day of the meeting.
        on: Day,
        /// The day that was asked about.
        t: Day,
    },
}

codes! {
    MeetingContactsError {
        InFuture = "meeting_in_future",
    }
}

impl CustomerMeeting {
    /// The contacts that the meeting was, one for each customer that came, to be recorded with its
    /// account.
    ///
    /// # Rule
    ///
    /// > S26: one meeting with five customers is five contacts.
    ///
    /// # Errors
    ///
    /// When the meeting lies after the date.
    pub fn contacts(
        &self,
        t: AsOf,
    ) -> Result<BTreeMap<CustomerId, Interaction>, MeetingContactsError> {
        if !t.sees(self.on) {
            let (number, on, t) = (self.number.clone(), self.on, t.day());
            return Err(MeetingContactsError::InFuture { number, on, t });
        }
        let contact = |persons: &BTreeSet<PersonId>| {
            let staff = self.staff.clone();
            Interaction::try_new(self.on, InteractionKind::Meeting, staff, persons.clone())
        };
        let contacts = self.came.iter().filter_map(|(customer, persons)| {
            // A checked meeting has somebody of ours.
            Some((customer.clone(), contact(persons).ok()?))
        });
        Ok(contacts.collect())
    }
}

/// The meetings of a cycle as of a date (S26).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CycleReading<'a> {
    /// The days of the cycle.
    pub days: Window,
    /// The meetings held, by day and number.
    pub meetings: Vec<&'a CustomerMeeting>,
    /// The customers that came to one of them.
    pub came: BTreeSet<&'a CustomerId>,
    /// The customers that were invited and came to none.
    pub stayed_away: BTreeSet<&'a CustomerId>,
    /// The customers that should meet in the cycle and were not invited to any.
    pub not_invited: BTreeSet<&'a CustomerId>,
}

impl<'a> CycleReading<'a> {
    /// The meetings of the cycle in which the date lies, held up to the date, against the
    /// customers that should meet in it.
    ///
    /// # Rule
    ///
    /// > S26: meetings by quarter, half-year or year: who was invited, who came.
    pub fn read(
        cycle: MeetingCycle,
        meetings: &'a [CustomerMeeting],
        customers: &'a BTreeSet<CustomerId>,
        t: AsOf,
    ) -> Self {
        let days = cycle.days(t.day());
        let held = meetings.iter().filter(|it| days.contains(it.on) && t.sees(it.on));
        let mut held: Vec<&CustomerMeeting> = held.collect();
        held.sort_by_key(|it| (it.on, &it.number));
        let came: BTreeSet<&CustomerId> = held.iter().flat_map(|it| it.came.keys()).collect();
        let invited: BTreeSet<&CustomerId> = held.iter().flat_map(|it| &it.invited).collect();
        Self {
            days,
            stayed_away: invited.difference(&came).copied().collect(),
            not_invited: customers
                .iter()
                .filter(|it| !invited.contains(it) && !came.contains(it))
                .collect(),
            meetings: held,
            came,
        }
    }
}

impl fmt::Display for CycleReading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { days, meetings, came, stayed_away, not_invited } = self;
        let meetings = meetings.len();
        let noun = plural(meetings, "meeting", "meetings");
        write!(f, "{meetings} {noun} in the cycle that ends on {}: ", days.until)?;
        let (came, stayed_away) = (came.len(), stayed_away.len());
        write!(f, "{came} came, {stayed_away} stayed away, {} not invited", not_invited.len())
    }
}

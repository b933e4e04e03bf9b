use super::{
    Appointment, AppointmentEvent, AppointmentOpening, AppointmentStage, AppointmentStepError,
};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, StaffId};
use crate::valid::codes;
use crate::visit::VisitPurpose;

/// An appointment that is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AppointmentError {
    /// Another one for the customer and the purpose is open.
    #[error("{customer} has an open visit for the purpose {purpose} on {day}: move it")]
    Open {
        /// The customer.
        customer: CustomerId,
        /// The purpose.
        purpose: VisitPurpose,
        /// The day of the open visit.
        day: Day,
    },
    /// The visit lies before the day on which it is made.
    #[error("a visit made on {on} has a day from then on, was {day}")]
    InThePast {
        /// The day on which it is made.
        on: Day,
        /// The day of the visit.
        day: Day,
    },
    /// The one who leads is named as a companion.
    #[error("{leader} leads the visit to {customer} and is no companion")]
    LeaderAsCompanion {
        /// The customer.
        customer: CustomerId,
        /// The person.
        leader: StaffId,
    },
}

codes! {
    AppointmentError {
        Open = "visit_is_open",
        InThePast = "visit_in_the_past",
        LeaderAsCompanion = "appointment_leader_as_companion",
    }
}

/// A stored appointment that cannot be replayed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AppointmentReplayError {
    /// One could not be made.
    #[error(transparent)]
    Opening(#[from] AppointmentError),
    /// A step of one could not be taken.
    #[error(transparent)]
    Step(#[from] AppointmentStepError),
}

impl AppointmentReplayError {
    /// The code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Opening(refused) => refused.code(),
            Self::Step(refused) => refused.code(),
        }
    }
}

/// The appointments of a company.
///
/// # Rule
///
/// > S24: one open visit for each customer and purpose.
///
/// ```
/// use guanxi::appointment::{AppointmentOpening, Appointments};
/// use guanxi::day;
/// use guanxi::visit::VisitPurpose;
///
/// let mut appointments = Appointments::default();
/// let opening = AppointmentOpening {
///     customer: "Li & Sons".parse()?,
///     purpose: VisitPurpose::Cadence,
///     subject: String::new(),
///     leader: "Wang".parse()?,
///     companions: [].into(),
///     on: day!(2026, 3, 2),
///     day: day!(2026, 3, 9),
/// };
/// appointments.open(opening.clone())?;
/// assert_eq!(
///     appointments.open(opening).unwrap_err().to_string(),
///     "Li & Sons has an open visit for the purpose regular visit on 2026-03-09: move it"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct Appointments {
    all: Vec<Appointment>,
}

impl Appointments {
    /// Makes an appointment; gives its place.
    ///
    /// # Errors
    ///
    /// When another one for the customer, the purpose and the subject is open, the visit lies
    /// before the day on which it is made, or its leader is named as a companion.
    pub fn open(&mut self, opening: AppointmentOpening) -> Result<usize, AppointmentError> {
        let AppointmentOpening { customer, purpose, leader, companions, on, day, .. } = &opening;
        if day < on {
            return Err(AppointmentError::InThePast { on: *on, day: *day });
        }
        if companions.contains(leader) {
            let (customer, leader) = (customer.clone(), leader.clone());
            return Err(AppointmentError::LeaderAsCompanion { customer, leader });
        }
        let is_same = |it: &&Appointment| {
            let before = it.opening();
            let subject = before.subject == opening.subject;
            before.customer == *customer && before.purpose == *purpose && subject
        };
        let is_open = |it: &&Appointment| it.stage_at_last() == AppointmentStage::Open;
        if let Some(before) = self.all.iter().filter(is_same).find(is_open) {
            let day = before.day(AsOf::new(Day::MAX));
            let (customer, purpose) = (customer.clone(), *purpose);
            return Err(AppointmentError::Open { customer, purpose, day });
        }
        let place = self.all.len();
        self.all.push(Appointment::open(opening));
        Ok(place)
    }

    /// The appointments as they were kept: each is made anew, and its steps are taken, in the order
    /// in which they were made.
    ///
    /// # Errors
    ///
    /// [`AppointmentReplayError`], of the first one that is refused as it would have been then.
    pub fn replay<Steps: IntoIterator<Item = AppointmentEvent>>(
        kept: impl IntoIterator<Item = (AppointmentOpening, Steps)>,
    ) -> Result<Self, AppointmentReplayError> {
        let mut appointments = Self::default();
        for (opening, steps) in kept {
            let place = appointments.open(opening)?;
            for step in steps {
                if let Some(appointment) = appointments.get_mut(place) {
                    appointment.apply(step)?;
                }
            }
        }
        Ok(appointments)
    }

    /// The appointment at a place, to take a step of it; `None` where there is none.
    ///
    /// One that is done or dropped is never open again, so there stays one for each purpose.
    pub fn get_mut(&mut self, place: usize) -> Option<&mut Appointment> {
        self.all.get_mut(place)
    }

    /// The appointments whose day has gone by as of a date and that are still open: they are to be
    /// completed, moved or dropped. The one that is overdue longest stands first, ties in the order
    /// in which they were made.
    ///
    /// # Rule
    ///
    /// > S24: a missed one stays due.
    pub fn overdue(&self, t: AsOf) -> Vec<&Appointment> {
        let is_open = |it: &&Appointment| it.stage(t) == Some(AppointmentStage::Open);
        let mut overdue: Vec<&Appointment> =
            self.all.iter().filter(is_open).filter(|it| it.day(t) < t.day()).collect();
        overdue.sort_by_key(|it| it.day(t));
        overdue
    }

    /// All appointments, in the order in which they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Appointment> {
        self.all.iter()
    }
}

impl<'a> IntoIterator for &'a Appointments {
    type Item = &'a Appointment;
    type IntoIter = std::slice::Iter<'a, Appointment>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The written form of an appointment: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAppointment {
    opening: AppointmentOpening,
    trail: Vec<AppointmentEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Appointments {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = Vec::<WrittenAppointment>::deserialize(from)?;
        let kept = written.into_iter().map(|it| (it.opening, it.trail));
        Self::replay(kept).map_err(serde::de::Error::custom)
    }
}

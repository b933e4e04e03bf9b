use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::interaction::InteractionKind;
use crate::measure::{Excess, proven};
use crate::segment::Class;

/// The visits of our managers that customers get in 365 days, by class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[doc(alias = "主管领导拜访")]
#[doc(alias = "高层拜访")]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ExecutiveVisits {
    /// Of class A, 2 by default.
    pub a: u8,
    /// Of class B, 1 by default.
    pub b: u8,
    /// Of class C, none by default.
    pub c: u8,
}

impl Default for ExecutiveVisits {
    fn default() -> Self {
        Self { a: 2, b: 1, c: 0 }
    }
}

impl ExecutiveVisits {
    /// The visits of a class; none of customers without one.
    pub const fn of(self, class: Option<Class>) -> u8 {
        match class {
            Some(Class::A) => self.a,
            Some(Class::B) => self.b,
            Some(Class::C) => self.c,
            None => 0,
        }
    }
}

/// The visits of our managers to a customer in the last 365 days (S26).
#[doc(alias = "高层拜访")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ExecutiveVisitReading {
    /// The visits planned for the class.
    pub planned: u8,
    /// The visits made.
    pub made: u32,
    /// The last of them; earlier than the 365 days as well.
    pub last: Option<Day>,
}

impl ExecutiveVisitReading {
    /// The visits that are missing.
    pub fn missing(self) -> u32 {
        u32::from(self.planned).excess_over(self.made)
    }
}

impl ExecutiveVisits {
    /// The visits of our managers to a customer as of a date, by its contacts.
    ///
    /// # Rule
    ///
    /// > S26: visits of leaders by plan: 2 in 365 days to A, 1 to B.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::communication::ExecutiveVisits;
    /// use guanxi::day;
    /// use guanxi::interaction::InteractionKind::{ExecutiveVisit, Visit};
    /// use guanxi::segment::Class;
    ///
    /// let contacts = [(day!(2026, 2, 9), ExecutiveVisit), (day!(2026, 3, 30), Visit)];
    /// let t = AsOf::new(day!(2026, 3, 31));
    /// let reading = ExecutiveVisits::default().read(Some(Class::A), contacts, t);
    /// assert_eq!(reading.to_string(), "1 of 2 executive visits, last on 2026-02-09");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(
        self,
        class: Option<Class>,
        contacts: impl IntoIterator<Item = (Day, InteractionKind)>,
        t: AsOf,
    ) -> ExecutiveVisitReading {
        let year = t.last_days(365);
        let visits = contacts.into_iter().filter(|(_, it)| *it == InteractionKind::ExecutiveVisit);
        let blank = ExecutiveVisitReading { planned: self.of(class), made: 0, last: None };
        visits.map(|(day, _)| day).filter(|day| t.sees(*day)).fold(blank, |reading, day| {
            let made = reading.made.checked_add(year.contains(day).into());
            let made = proven!(made, else u32::MAX, "not more than the contacts in memory");
            ExecutiveVisitReading { made, last: reading.last.max(Some(day)), ..reading }
        })
    }
}

impl fmt::Display for ExecutiveVisitReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { planned, made, last } = self;
        write!(f, "{made} of {planned} executive visits")?;
        match last {
            Some(last) => write!(f, ", last on {last}"),
            None => f.write_str(", none recorded"),
        }
    }
}

use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::customer::Importance;
use crate::measure::{Quotient, proven};
use crate::valid::{Violations, codes};

/// The frequency and the length of visits.
///
/// Not to be taken for *coverage days* (S2), within which somebody in each role is met by whatever
/// means.
#[doc(alias = "拜访频率")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct VisitCadence {
    /// The days from one visit to the next.
    pub days: u16,
    /// The days by which a visit may come earlier.
    pub early: u16,
    /// The days by which it may come later.
    pub late: u16,
    /// The minutes of a visit, without the way.
    pub minutes: u16,
}

/// The cadences of visits by importance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct VisitCadences {
    /// Of class A: 14 days, 4 earlier, 3 later, 90 minutes by default.
    pub a: VisitCadence,
    /// Of class B: 30 days, 7 earlier or later, 60 minutes by default.
    pub b: VisitCadence,
    /// Of class C: 90 days, 20 earlier or later, 30 minutes by default.
    pub c: VisitCadence,
    /// Of prospects of no stated importance: 30 days, 7 earlier or later, 60 minutes by default.
    pub prospect: VisitCadence,
}

impl Default for VisitCadences {
    fn default() -> Self {
        let cadence = |days, early, late, minutes| VisitCadence { days, early, late, minutes };
        Self {
            a: cadence(14, 4, 3, 90),
            b: cadence(30, 7, 7, 60),
            c: cadence(90, 20, 20, 30),
            prospect: cadence(30, 7, 7, 60),
        }
    }
}

impl VisitCadences {
    /// The cadence of an importance; of a prospect without a stated one with `None`.
    ///
    /// # Rule
    ///
    /// > S24: a prospect goes by the importance that a person stated, else by the cadence of
    /// > prospects, never by that of C.
    pub const fn of(&self, importance: Option<Importance>) -> VisitCadence {
        match importance {
            Some(Importance::A) => self.a,
            Some(Importance::B) => self.b,
            Some(Importance::C) => self.c,
            None => self.prospect,
        }
    }

    pub(super) fn check(&self, found: &mut Violations) {
        let Self { a, b, c, prospect } = self;
        for (name, it) in [("a", a), ("b", b), ("c", c), ("prospect", prospect)] {
            found.within(name, |found| {
                found.at_least("days", 1, it.days);
                found.at_most("early", it.days, it.early);
                found.at_least("minutes", 1, it.minutes);
            });
        }
    }
}

/// A window of visits that ends before it begins, or does not hold its due day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VisitWindowError {
    /// The last day lies before the first.
    #[error("a window from {first} ends on that day or later, was {last}")]
    EndsBefore {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
    /// The due day lies outside.
    #[error("a window from {first} to {last} holds its due day, was {due}")]
    DueOutside {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
        /// The due day.
        due: Day,
    },
}

codes! {
    VisitWindowError {
        EndsBefore = "visit_window_ends_before",
        DueOutside = "visit_due_outside_window",
    }
}

mod sealed {
    use super::{Day, VisitWindowError, proven};

    /// The days on which a visit may take place: earliest, due and latest.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct VisitWindow {
        first: Day,
        due: Day,
        last: Day,
    }

    impl VisitWindow {
        /// The window from a first day to a last one, with the due day between them.
        ///
        /// # Errors
        ///
        /// When it ends before it begins, or the due day lies outside.
        pub fn try_new(first: Day, due: Day, last: Day) -> Result<Self, VisitWindowError> {
            if last < first {
                return Err(VisitWindowError::EndsBefore { first, last });
            }
            if due < first || last < due {
                return Err(VisitWindowError::DueOutside { first, last, due });
            }
            Ok(Self { first, due, last })
        }

        /// The window of a single day, as of a visit that was agreed.
        pub const fn on(day: Day) -> Self {
            Self { first: day, due: day, last: day }
        }

        /// The window of a due day with some days before and after it.
        pub(super) fn around(due: Day, early: u16, late: u16) -> Self {
            let back = proven!(0_i32.checked_sub(early.into()), else 0, "16 bits");
            let first = due.offset(back);
            Self { first, due, last: due.offset(late.into()) }
        }

        /// The earliest day.
        pub const fn first(self) -> Day {
            self.first
        }

        /// The due day.
        pub const fn due(self) -> Day {
            self.due
        }

        /// The latest day.
        pub const fn last(self) -> Day {
            self.last
        }
    }
}
pub use sealed::VisitWindow;

impl VisitCadence {
    /// The window of the next visit.
    ///
    /// # Rule
    ///
    /// > S24: from the last completed visit on, an interval later, with the days before and after
    /// > it. An early visit moves the next one; a missed one stays due. Who was never visited is
    /// > due from the day on which somebody got the customer.
    ///
    /// ```
    /// use guanxi::day;
    /// use guanxi::visit::VisitCadences;
    ///
    /// let cadence = VisitCadences::default().a;
    /// let window = cadence.window(Some(day!(2026, 3, 2)), day!(2026, 1, 1));
    /// assert_eq!(window.to_string(), "2026-03-12 to 2026-03-19, due 2026-03-16");
    /// let never = cadence.window(None, day!(2026, 1, 1));
    /// assert_eq!(never.to_string(), "2026-01-01 to 2026-01-04, due 2026-01-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn window(self, last_visit: Option<Day>, assigned: Day) -> VisitWindow {
        match last_visit {
            Some(last) => VisitWindow::around(last.offset(self.days.into()), self.early, self.late),
            None => VisitWindow::around(assigned, 0, self.late),
        }
    }

    /// The urgency of a visit on a date: the days since it was due, of the interval. Below 0
    /// before it is due.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::day;
    /// use guanxi::visit::VisitCadences;
    ///
    /// let (cadences, t) = (VisitCadences::default(), AsOf::new(day!(2026, 3, 31)));
    /// // 6 days late of 14 go before 10 days late of 90.
    /// let six_late = cadences.a.urgency(day!(2026, 3, 25), t);
    /// assert!(six_late > cadences.c.urgency(day!(2026, 3, 21), t));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn urgency(self, due: Day, t: AsOf) -> Quotient {
        let late = i128::from(t.day().days_since(due));
        let urgency = Quotient::try_new(late, i128::from(self.days).max(1));
        proven!(urgency, else Quotient::ZERO, "at least one day")
    }
}

impl fmt::Display for VisitWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}, due {}", self.first(), self.last(), self.due())
    }
}

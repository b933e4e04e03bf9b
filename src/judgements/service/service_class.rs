use std::cmp::Reverse;
use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::id::StaffId;
use crate::measure::proven;
use crate::segment::Class;

/// A class of a customer, stated on a day: by a review, or by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ClassStatement {
    /// The day.
    pub on: Day,
    /// The class.
    pub class: Class,
    /// The person who decided it; `None` for a class that was computed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub by: Option<StaffId>,
}

/// The class by which a customer is served on a day, and since when (S23).
///
/// # Rule
///
/// > S23: up at once; down at the end of the running interval, one class at a time. What a person
/// > decides holds at once.
///
/// Intervals are counted from the day of entering the class. Nobody loses the service of an
/// interval that has begun. A class that rises again before the end of the interval never fell.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::day;
/// use guanxi::segment::Class;
/// use guanxi::service::{ClassStatement, ServiceClass};
///
/// let stated = |on, class| ClassStatement { on, class, by: None };
/// let classes = [stated(day!(2026, 1, 1), Class::A), stated(day!(2026, 2, 10), Class::C)];
/// let class = |day| ServiceClass::on(&classes, 90, AsOf::new(day)).map(ServiceClass::class);
/// assert_eq!(class(day!(2026, 3, 31)), Some(Class::A));
/// assert_eq!(class(day!(2026, 4, 1)), Some(Class::B));
/// assert_eq!(class(day!(2026, 6, 30)), Some(Class::C));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "分级服务")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ServiceClass {
    class: Class,
    /// The day of entering the class.
    entered: Day,
    since_a: Option<Day>,
    since_b: Option<Day>,
    since_c: Day,
    /// A fall that waits: the class stated, and the day.
    falling: Option<Fall>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
struct Fall {
    to: Class,
    stated: Day,
}

impl ServiceClass {
    /// The class on a date by everything stated up to it; `None` where nothing is. `interval_days`
    /// are those of the policy.
    ///
    /// Of several statements of a day, that of a person decides, else the highest class.
    pub fn on(statements: &[ClassStatement], interval_days: u16, t: AsOf) -> Option<Self> {
        let mut seen: Vec<&ClassStatement> = statements.iter().filter(|it| t.sees(it.on)).collect();
        seen.sort_by_key(|it| (it.on, &it.by, Reverse(it.class)));
        let mut seen = seen.into_iter();
        let mut class = Self::entered(seen.next()?);
        for statement in seen {
            class.pass(statement.on, interval_days);
            class.take(statement);
        }
        class.pass(t.day(), interval_days);
        Some(class)
    }

    /// The class.
    pub const fn class(self) -> Class {
        self.class
    }

    /// The day since which the customer has been in a class or above it without a break; `None`
    /// below it.
    pub const fn since(self, class: Class) -> Option<Day> {
        match class {
            Class::A => self.since_a,
            Class::B => self.since_b,
            Class::C => Some(self.since_c),
        }
    }

    /// The class and the day to which the customer falls next; `None` when no fall waits.
    pub fn next_fall(self, interval_days: u16) -> Option<(Class, Day)> {
        let fall = self.falling?;
        Some((below(self.class), self.end_of_interval(fall, interval_days)))
    }

    fn entered(statement: &ClassStatement) -> Self {
        let ClassStatement { on, class, by: _ } = *statement;
        Self {
            class,
            entered: on,
            since_a: (class == Class::A).then_some(on),
            since_b: (class <= Class::B).then_some(on),
            since_c: on,
            falling: None,
        }
    }

    /// The first day after the interval in which the fall was stated.
    fn end_of_interval(self, fall: Fall, interval_days: u16) -> Day {
        let interval = i32::from(interval_days).max(1);
        let run = fall.stated.days_since(self.entered).checked_div_euclid(interval);
        let end = run.and_then(|run| run.checked_add(1)?.checked_mul(interval));
        self.entered.offset(proven!(end, else interval, "not more than the days of the calendar"))
    }

    /// Lets time pass up to a day: falls whose interval is over are made.
    fn pass(&mut self, to: Day, interval_days: u16) {
        while let Some(fall) = self.falling {
            let day = self.end_of_interval(fall, interval_days);
            if day > to {
                return;
            }
            self.enter(below(self.class), day);
            self.falling = (self.class < fall.to).then_some(Fall { stated: day, ..fall });
        }
    }

    fn take(&mut self, statement: &ClassStatement) {
        let ClassStatement { on, class, ref by } = *statement;
        if by.is_some() || class <= self.class {
            self.falling = None;
            if class != self.class {
                self.enter(class, on);
            }
        } else {
            let stated = self.falling.map_or(on, |fall| fall.stated);
            self.falling = Some(Fall { to: class, stated });
        }
    }

    fn enter(&mut self, class: Class, on: Day) {
        self.since_a = (class == Class::A).then_some(on);
        self.since_b = (class <= Class::B).then(|| self.since_b.unwrap_or(on));
        (self.class, self.entered) = (class, on);
    }
}

impl fmt::Display for ServiceClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} since {}", self.class, self.entered)?;
        match self.falling {
            Some(Fall { to, stated }) => write!(f, ", {to} stated on {stated}"),
            None => Ok(()),
        }
    }
}

const fn below(class: Class) -> Class {
    match class {
        Class::A => Class::B,
        Class::B | Class::C => Class::C,
    }
}

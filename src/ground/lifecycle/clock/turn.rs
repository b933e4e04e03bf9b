use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::lifecycle::Stage;
use crate::valid::words;

words! {
    /// The side that is to act.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Turn as "a side whose turn it is" {
        /// We are to act.
        #[doc(alias = "待我方处理")]
        Ours = "ours" => "our turn",
        /// The customer is to act.
        #[doc(alias = "待客户处理")]
        Customers = "customers" => "the customer's turn",
    }
}

/// A machine that says whose turn it is in each of its stages.
pub trait TakesTurns: Stage {
    /// The side that is to act by the stage alone; `None` where nothing is left to be done.
    fn whose_turn(self) -> Option<Turn>;
}

/// The side that is to act on a date, and the last day for it.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::day;
/// use guanxi::lifecycle::{Turn, TurnReading};
///
/// let (last, t) = (day!(2026, 3, 9), AsOf::new(day!(2026, 3, 4)));
/// let read = |t| TurnReading::new(Turn::Ours, Some(last), t);
/// assert_eq!(read(t).to_string(), "our turn until 2026-03-09");
/// assert_eq!(read(t).next_day(t), Some(day!(2026, 3, 10)));
/// assert!(read(AsOf::new(day!(2026, 3, 10))).is_late);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TurnReading {
    /// The side.
    pub turn: Turn,
    /// The last day that is in time; `None` where no clock runs.
    pub until: Option<Day>,
    /// `true` from the day after that.
    pub is_late: bool,
}

impl TurnReading {
    /// The turn of a side with its last day, as of a date.
    pub fn new(turn: Turn, until: Option<Day>, t: AsOf) -> Self {
        Self { turn, until, is_late: until.is_some_and(|until| until < t.day()) }
    }

    /// The customer's turn up to a last day, and ours from the day after: to end what it left
    /// undone. Without a last day the turn stays the customer's.
    pub fn customers_until(until: Option<Day>, t: AsOf) -> Self {
        match until {
            Some(until) if until < t.day() => Self::new(Turn::Ours, None, t),
            Some(_) | None => Self::new(Turn::Customers, until, t),
        }
    }

    /// The first later day on which the calendar alone changes it: the day after the last one.
    /// `None` when nothing changes any more. The application schedules the next look for that day
    /// instead of looking every day.
    pub fn next_day(self, t: AsOf) -> Option<Day> {
        self.until.and_then(|until| until.checked_offset(1)).filter(|day| *day > t.day())
    }
}

impl fmt::Display for TurnReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { turn, until, is_late } = self;
        write!(f, "{turn}")?;
        if let Some(until) = until {
            write!(f, " until {until}")?;
        }
        if *is_late { f.write_str(", late") } else { Ok(()) }
    }
}

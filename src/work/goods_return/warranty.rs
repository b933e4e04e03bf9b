use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::measure::proven;

/// The warranty of goods (三包), from the delivery or from a sale to the user that was reported.
///
/// # Rule
///
/// > S27: a replacement keeps the rest of the warranty, with a floor where one is agreed. 90 days,
/// > back after 60: 30 are left.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::day;
/// use guanxi::goods_return::Warranty;
///
/// let warranty = Warranty::new(day!(2026, 1, 1), 90);
/// let back = AsOf::new(day!(2026, 3, 2));
/// assert_eq!(warranty.days_left(back), 30);
/// assert_eq!(warranty.replaced(back, 0).days_left(back), 30, "the replacement has the rest");
/// assert_eq!(warranty.replaced(back, 45).days_left(back), 45, "and at least the floor");
/// ```
#[doc(alias = "保修")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Warranty {
    last: Day,
}

impl Warranty {
    /// A warranty of some days after a day.
    pub fn new(from: Day, days: u16) -> Self {
        Self { last: from.offset(days.into()) }
    }

    /// A warranty up to a last day.
    pub const fn until(last: Day) -> Self {
        Self { last }
    }

    /// The last day.
    pub const fn last(self) -> Day {
        self.last
    }

    /// The days that are left after a day; 0 when it is over.
    pub fn days_left(self, t: AsOf) -> u32 {
        let left = self.last.days_since(t.day()).max(0);
        proven!(u32::try_from(left).ok(), else 0, "it is not below 0")
    }

    /// The warranty of goods that replace others on a day: the rest, or the floor that is agreed.
    /// Goods without a warranty have none by being replaced.
    pub fn replaced(self, t: AsOf, floor_days: u16) -> Self {
        if self.last < t.day() {
            return self;
        }
        Self { last: self.last.max(t.day().offset(floor_days.into())) }
    }
}

impl fmt::Display for Warranty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "warranty until {}", self.last)
    }
}

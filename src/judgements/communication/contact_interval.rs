use crate::segment::Class;
use crate::valid::{Violations, words};

words! {
    /// The two clocks of communication with a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ContactClock as "a clock of communication" {
        /// From the last time that anything was said to the customer, a bulletin included.
        SpokenTo = "spoken_to" => "spoken to",
        /// From the last time that the customer itself spoke.
        #[doc(alias = "听到客户的声音")]
        HeardFrom = "heard_from" => "heard from",
    }
}

/// The days after which silence is noted, and after which it is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactInterval {
    /// The days after which a contact is due.
    pub ideal_days: u16,
    /// The most days of silence.
    pub longest_days: u16,
}

/// The intervals of a clock by class. In a file the four stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactIntervals {
    /// Of class A.
    pub a: ContactInterval,
    /// Of class B.
    pub b: ContactInterval,
    /// Of class C.
    pub c: ContactInterval,
    /// Of customers without a class, as prospects are: nobody falls silent unseen.
    pub unclassed: ContactInterval,
}

impl ContactIntervals {
    /// The intervals of the clock *heard from*: A 30 and 45 days, B 60 and 90, C 180 and 365.
    pub(super) const HEARD: Self = {
        let (a, b, c) = (ContactInterval::new(30, 45), ContactInterval::new(60, 90), 180);
        Self { a, b, c: ContactInterval::new(c, 365), unclassed: b }
    };

    /// The intervals of the clock *spoken to*: half of the others, and of C those of the news.
    pub(super) const SPOKEN: Self = {
        let (a, b) = (ContactInterval::new(15, 30), ContactInterval::new(30, 60));
        Self { a, b, c: ContactInterval::new(90, 180), unclassed: b }
    };

    /// The interval of a class; of customers without one with `None`.
    pub const fn of(&self, class: Option<Class>) -> ContactInterval {
        match class {
            Some(Class::A) => self.a,
            Some(Class::B) => self.b,
            Some(Class::C) => self.c,
            None => self.unclassed,
        }
    }

    /// Adds a violation for each interval that is 0 or longer than the longest.
    pub(super) fn check(&self, found: &mut Violations) {
        let Self { a, b, c, unclassed } = self;
        for (name, it) in [("a", a), ("b", b), ("c", c), ("unclassed", unclassed)] {
            found.within(name, |found| {
                found.at_least("ideal_days", 1, it.ideal_days);
                found.at_most("ideal_days", it.longest_days, it.ideal_days);
            });
        }
    }
}

impl ContactInterval {
    const fn new(ideal_days: u16, longest_days: u16) -> Self {
        Self { ideal_days, longest_days }
    }
}

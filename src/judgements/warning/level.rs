use std::fmt;

use crate::measure::Ratio;
use crate::valid::{Order, Violations, words};

words! {
    /// The gravity of a breach.
    ///
    /// ```
    /// use guanxi::warning::Level;
    /// assert!(Level::Watch < Level::Warning && Level::Warning < Level::Critical);
    /// ```
    #[doc(alias = "预警级别")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Level as "a level" {
        /// Keep an eye on it.
        Watch = "watch",
        /// Somebody has to act.
        Warning = "warning",
        /// Somebody has to act today.
        Critical = "critical",
    }
}

impl Level {
    /// The next higher level; the highest stays.
    ///
    /// ```
    /// use guanxi::warning::Level;
    /// assert_eq!(Level::Watch.next(), Level::Warning);
    /// assert_eq!(Level::Critical.next(), Level::Critical);
    /// ```
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Watch => Self::Warning,
            Self::Warning | Self::Critical => Self::Critical,
        }
    }
}

/// A threshold for each level.
#[doc(alias = "预警级别")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Levels<T> {
    /// The threshold of [`Level::Watch`].
    pub watch: T,
    /// The threshold of [`Level::Warning`].
    pub warning: T,
    /// The threshold of [`Level::Critical`].
    pub critical: T,
}

#[cfg(feature = "serde")]
crate::valid::partial! {
    /// Some of the levels.
    struct SomeLevels<T> of Levels<T> { watch: T, warning: T, critical: T }
}

impl<T> Levels<T> {
    /// The threshold of a level.
    ///
    /// ```
    /// use guanxi::warning::{Level, Levels};
    /// let days = Levels { watch: 5, warning: 15, critical: 30 };
    /// assert_eq!(*days.get(Level::Warning), 15);
    /// ```
    pub const fn get(&self, level: Level) -> &T {
        match level {
            Level::Watch => &self.watch,
            Level::Warning => &self.warning,
            Level::Critical => &self.critical,
        }
    }

    /// The highest level whose threshold is reached.
    ///
    /// ```
    /// use guanxi::warning::{Level, Levels};
    /// let days = Levels { watch: 5, warning: 15, critical: 30 };
    /// assert_eq!(days.highest(|threshold| 20 >= *threshold), Some(Level::Warning));
    /// assert_eq!(days.highest(|threshold| 4 >= *threshold), None);
    /// ```
    #[inline]
    pub fn highest(&self, reached: impl Fn(&T) -> bool) -> Option<Level> {
        // All three are compared: which is the last one reached is hard to foresee.
        let [watch, warning, critical] =
            Level::ALL.map(|level| reached(self.get(level)).then_some(level));
        critical.or(warning).or(watch)
    }
}

// Code of their own for all arms: what is executed for one customer fits a first-level cache of
// instructions of 32 KB, together with what records its event, only as long as arms share it.
impl Levels<Ratio> {
    /// The highest level whose ratio `part / whole` exceeds.
    #[inline(never)]
    pub(super) fn highest_exceeded(&self, part: i128, whole: i128) -> Option<Level> {
        self.highest(|ratio| ratio.is_exceeded_by(part, whole))
    }

    /// The highest level whose ratio `part / whole` misses.
    #[inline(never)]
    pub(super) fn highest_missed(&self, part: i128, whole: i128) -> Option<Level> {
        self.highest(|ratio| ratio.is_missed_by(part, whole))
    }
}

impl<T: PartialOrd + fmt::Display> Levels<T> {
    /// Adds a violation unless the thresholds rise strictly.
    pub(crate) fn check_rising(&self, field: &str, found: &mut Violations) {
        if !Order::Rising.holds_in(&self.by_level()) {
            found.add(field, self.disorder("rise"));
        }
    }

    /// Adds a violation unless the thresholds fall strictly.
    pub(crate) fn check_falling(&self, field: &str, found: &mut Violations) {
        if !Order::Falling.holds_in(&self.by_level()) {
            found.add(field, self.disorder("fall"));
        }
    }

    const fn by_level(&self) -> [&T; 3] {
        [&self.watch, &self.warning, &self.critical]
    }

    fn disorder(&self, direction: &str) -> String {
        let Self { watch, warning, critical } = self;
        format!("must {direction} from watch to critical, was {watch}, {warning}, {critical}")
    }
}

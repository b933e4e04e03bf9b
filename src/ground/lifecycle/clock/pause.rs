use crate::calendar::{AsOf, Day};
use crate::lifecycle::{Stage as _, Step, Trail};

/// A pause that a clock does not take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PauseError {
    /// The pause ends before it begins.
    #[error("a pause from {from} ends on that day or later, was {until}")]
    Backwards {
        /// The first day of the pause.
        from: Day,
        /// The first day after it.
        until: Day,
    },
    /// The clock cannot be paused.
    #[error("this clock cannot be paused")]
    NotPausable,
    /// The pauses take too many days together.
    #[error("pauses take at most {most} days together unless a second person agrees, were {days}")]
    TooLong {
        /// The most days.
        most: u16,
        /// The paused days, this pause included.
        days: u32,
    },
}

/// The consent to a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PauseGrant {
    /// By the one who asks for it: up to the days that the terms allow.
    ByOne,
    /// By a second person: for any length.
    ByTwo,
}

mod sealed {
    use super::PauseError;
    use crate::calendar::Day;

    /// The days `from ≤ d < until` on which a clock stands still. Without an end the pause still
    /// runs.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Pause {
        from: Day,
        until: Option<Day>,
    }

    impl Pause {
        /// A pause from a first day up to, and without, another. It may be empty: a stop in the
        /// evening and a restart in the morning pause no day.
        ///
        /// # Errors
        ///
        /// When it ends before it begins.
        pub fn try_new(from: Day, until: Day) -> Result<Self, PauseError> {
            if until < from {
                return Err(PauseError::Backwards { from, until });
            }
            Ok(Self { from, until: Some(until) })
        }

        /// A pause that still runs.
        pub const fn running(from: Day) -> Self {
            Self { from, until: None }
        }

        /// The first day of the pause.
        pub const fn from(self) -> Day {
            self.from
        }

        /// The first day after the pause; `None` while it runs.
        pub const fn until(self) -> Option<Day> {
            self.until
        }
    }
}
pub use sealed::Pause;

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Pause {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Days {
            from: Day,
            until: Option<Day>,
        }
        let Days { from, until } = Days::deserialize(from)?;
        let Some(until) = until else { return Ok(Self::running(from)) };
        Self::try_new(from, until).map_err(serde::de::Error::custom)
    }
}

impl Pause {
    /// The stays of a trail in stages in which the other side is to act, as of a day: our clock
    /// stands still on these days. A stay that has not ended is a pause that runs.
    ///
    /// The day of the step that leads out counts for us again. The first stage is ours.
    pub fn in_stages<S: Step>(
        trail: &Trail<S>,
        first: S::Stage,
        t: AsOf,
        is_theirs: impl Fn(S::Stage) -> bool,
    ) -> Vec<Self> {
        let (mut stage, mut since, mut found) = (first, None, Vec::new());
        for entry in trail.seen(t) {
            stage = stage.after(entry.step.act()).unwrap_or(stage);
            if is_theirs(stage) {
                since = since.or(Some(entry.on));
            } else if let Some(from) = since.take() {
                found.extend(Self::try_new(from, entry.on));
            }
        }
        found.extend(since.map(Self::running));
        found
    }
}

/// A paused stretch: `from ≤ d < until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: Day,
    pub(super) until: Day,
}

/// The pauses as of a day, in order and without overlap. One that runs covers the day itself and
/// ends with it.
pub(super) fn united(pauses: &[Pause], t: AsOf) -> Vec<Stretch> {
    let tomorrow = t.day().offset(1);
    let mut seen: Vec<Stretch> = pauses
        .iter()
        .map(|pause| Stretch { from: pause.from(), until: pause.until().unwrap_or(tomorrow) })
        .filter(|stretch| stretch.from < stretch.until)
        .collect();
    seen.sort_unstable_by_key(|stretch| stretch.from);
    let mut found: Vec<Stretch> = Vec::new();
    for next in seen {
        match found.last_mut() {
            Some(last) if next.from <= last.until => last.until = last.until.max(next.until),
            Some(_) | None => found.push(next),
        }
    }
    found
}

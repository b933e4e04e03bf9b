use std::fmt;

use super::stage::{Stage, Step};
use crate::calendar::{AsOf, Day};
use crate::id::StaffId;
use crate::valid::{Difference, codes};

/// A step that was taken, with who took it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Entry<S> {
    /// The number that the caller gave the step; `None` when the caller numbers no steps.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub number: Option<u64>,
    /// The step.
    pub step: S,
    /// The day of the step.
    pub on: Day,
    /// The staff member who took it.
    pub by: StaffId,
}

impl<S> Entry<S> {
    /// A step without a number.
    pub const fn new(step: S, on: Day, by: StaffId) -> Self {
        Self { number: None, step, on, by }
    }

    /// The step with a number of the caller's, so that it can be sent twice and counts once.
    pub fn numbered(self, number: u64) -> Self {
        Self { number: Some(number), ..self }
    }
}

impl<S: PartialEq + fmt::Debug> Entry<S> {
    /// Compares an entry that is offered under the number of this one.
    ///
    /// # Errors
    ///
    /// When it has other content.
    pub(crate) fn admit_again(&self, number: u64, offered: &Self) -> Result<Admission, TrailError> {
        let differences = self.differences(offered);
        if differences.is_empty() {
            Ok(Admission::Known)
        } else {
            Err(TrailError::Conflict { number, differences })
        }
    }

    /// The fields in which an entry that was offered under the number of this one differs.
    fn differences(&self, offered: &Self) -> Vec<Difference> {
        let Self { number: _, step, on, by } = self;
        let on = Difference::of("on", (on, &offered.on), Day::to_string);
        let by = Difference::of("by", (by, &offered.by), StaffId::to_string);
        // The step with all its data, of which its verb shows nothing.
        let step = Difference::of("step", (step, &offered.step), |it| format!("{it:?}"));
        [on, by, step].into_iter().flatten().collect()
    }
}

/// The answer to an entry that may follow a trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Admission {
    /// The number is taken by an entry of the same content: nothing is to be done.
    Known,
    /// The entry is new and may follow the last one.
    New,
}

/// An entry that cannot follow a trail, in the order of the checks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrailError {
    /// The number is taken by an entry of other content.
    #[error("step {number} is recorded with other content: {}", Difference::listed(differences))]
    Conflict {
        /// The number.
        number: u64,
        /// The fields that differ (`on`, `by`, `step`), each with both values: at least one.
        differences: Vec<Difference>,
    },
    /// The entry is dated before the last one.
    #[error("a step of {on} cannot follow one of {last}")]
    BackDated {
        /// The day of the entry.
        on: Day,
        /// The day of the last entry.
        last: Day,
    },
}

codes! {
    TrailError {
        Conflict = "step_conflict",
        BackDated = "step_out_of_order",
    }
}

mod sealed {
    use std::fmt;

    use super::{Admission, Entry, TrailError};

    /// Every step taken, in order: days never fall, and no number is given twice.
    ///
    /// The trail is the record. A stage is computed from it and never stored, so the two cannot
    /// come apart.
    ///
    /// ```
    /// use guanxi::lifecycle::{Admission, Entry, Trail};
    ///
    /// let (on, by) = ("2026-03-02".parse()?, "Wang".parse()?);
    /// let entry = Entry::new("call", on, by).numbered(7);
    /// let mut trail = Trail::default();
    /// assert_eq!(trail.try_push(entry.clone())?, Admission::New);
    /// assert_eq!(trail.try_push(entry.clone())?, Admission::Known);
    /// let other = Entry { step: "write", ..entry };
    /// assert_eq!(
    ///     trail.try_push(other).unwrap_err().to_string(),
    ///     r#"step 7 is recorded with other content: step "call", not "write""#
    /// );
    /// assert_eq!(trail.entries().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "审计轨迹")]
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    pub struct Trail<S> {
        entries: Vec<Entry<S>>,
    }

    impl<S> Default for Trail<S> {
        fn default() -> Self {
            Self { entries: Vec::new() }
        }
    }

    impl<S> Trail<S> {
        /// All entries, in order.
        pub fn entries(&self) -> &[Entry<S>] {
            &self.entries
        }
    }

    impl<S: PartialEq + fmt::Debug> Trail<S> {
        /// Adds an entry, unless it is known.
        ///
        /// # Errors
        ///
        /// As [`admit`](Self::admit). Nothing has changed then.
        pub fn try_push(&mut self, entry: Entry<S>) -> Result<Admission, TrailError> {
            let admission = self.admit(&entry)?;
            if admission == Admission::New {
                self.entries.push(entry);
            }
            Ok(admission)
        }
    }
}
pub use sealed::Trail;

impl<S> Trail<S> {
    /// The entries, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry<S>> {
        self.entries().iter()
    }

    /// The last entry.
    pub fn last(&self) -> Option<&Entry<S>> {
        self.entries().last()
    }

    /// The entry of a number.
    pub fn numbered(&self, number: u64) -> Option<&Entry<S>> {
        self.entries().iter().find(|entry| entry.number == Some(number))
    }

    /// The entries that are seen as of a day.
    pub fn seen(&self, t: AsOf) -> &[Entry<S>] {
        let count = self.entries().partition_point(|entry| t.sees(entry.on));
        self.entries().get(..count).unwrap_or_default()
    }
}

impl<S: PartialEq + fmt::Debug> Trail<S> {
    /// Checks whether an entry may follow. Its number is looked up first, then its day.
    ///
    /// # Errors
    ///
    /// When the number is taken by an entry of other content, or the entry is dated before the last
    /// one.
    pub fn admit(&self, entry: &Entry<S>) -> Result<Admission, TrailError> {
        if let Some(number) = entry.number
            && let Some(earlier) = self.numbered(number)
        {
            return earlier.admit_again(number, entry);
        }
        match self.last() {
            Some(Entry { on: last, .. }) if entry.on < *last => {
                Err(TrailError::BackDated { on: entry.on, last: *last })
            }
            Some(_) | None => Ok(Admission::New),
        }
    }

    /// The trail of entries that were kept, each through the same door as when it was new. No
    /// policy is asked: the past stands, whatever the policy says today.
    ///
    /// # Errors
    ///
    /// As [`admit`](Self::admit), for the first entry that cannot follow.
    pub fn replay(entries: impl IntoIterator<Item = Entry<S>>) -> Result<Self, TrailError> {
        let mut trail = Self::default();
        for entry in entries {
            trail.try_push(entry)?;
        }
        Ok(trail)
    }
}

impl<S: Step> Trail<S> {
    /// The stage to which the entries seen as of a day lead, from the first stage on. An entry that
    /// the table does not allow leads nowhere.
    pub fn stage(&self, first: S::Stage, t: AsOf) -> S::Stage {
        let after = |stage: S::Stage, entry: &Entry<S>| stage.after(entry.step.act());
        self.seen(t).iter().fold(first, |stage, entry| after(stage, entry).unwrap_or(stage))
    }

    /// The last entry of an act that is seen as of a day.
    pub fn last_of(&self, act: <S::Stage as Stage>::Act, t: AsOf) -> Option<&Entry<S>> {
        self.seen(t).iter().rev().find(|entry| entry.step.act() == act)
    }

    /// The entries from the last one of an act on; all when there is none.
    pub fn since(&self, act: <S::Stage as Stage>::Act) -> &[Entry<S>] {
        let last = self.entries().iter().rposition(|entry| entry.step.act() == act);
        let since = last.and_then(|place| self.entries().get(place..));
        since.unwrap_or(self.entries())
    }
}

impl<'a, S> IntoIterator for &'a Trail<S> {
    type Item = &'a Entry<S>;
    type IntoIter = std::slice::Iter<'a, Entry<S>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(feature = "serde")]
impl<'de, S> serde::Deserialize<'de> for Trail<S>
where
    S: PartialEq + fmt::Debug + serde::Deserialize<'de>,
{
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::replay(Vec::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

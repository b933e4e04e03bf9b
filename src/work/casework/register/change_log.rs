use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use super::notice::WarningKey;
use crate::measure::Excess;

/// A mark of what a register was when it was saved: the number of changes before.
///
/// Marks of one register grow. A mark says nothing of another register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct RegisterMark(u64);

impl RegisterMark {
    /// The number of changes before it.
    pub const fn changes(self) -> u64 {
        self.0
    }

    const fn next(self) -> Self {
        match self.0.checked_add(1) {
            Some(next) => Self(next),
            None => self,
        }
    }
}

/// When each episode last changed in more than a number and a day, so that only that is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct ChangeLog {
    now: RegisterMark,
    /// Single changes up to this one are not known.
    begin: RegisterMark,
    /// The last step of the whole book, which counts to every episode.
    last_step: RegisterMark,
    /// The notes in their order. One that was made again later says nothing any more.
    notes: Vec<(RegisterMark, WarningKey)>,
    /// The number of notes that is left when only the last one of each episode is kept.
    left: usize,
}

/// Notes that are taken at least before the repeated ones are left out.
const FEWEST_NOTES: usize = 1 << 10;

impl ChangeLog {
    /// A log that begins after some changes.
    pub(crate) fn after(now: RegisterMark) -> Self {
        Self { now, begin: now, last_step: now, ..Self::default() }
    }

    pub(crate) const fn now(&self) -> RegisterMark {
        self.now
    }

    /// The first mark since which changes are known.
    pub(crate) const fn begin_mark(&self) -> RegisterMark {
        self.begin
    }

    /// Begins a change.
    pub(crate) fn begin(&mut self) {
        self.now = self.now.next();
    }

    /// Begins a step of the whole book.
    pub(crate) fn begin_step(&mut self) {
        self.begin();
        self.last_step = self.now;
    }

    /// Notes that the change has news of an episode, be it that it is gone.
    pub(crate) fn note(&mut self, key: WarningKey) {
        self.notes.push((self.now, key));
        // More new ones than were left: each is moved a few times, however many follow.
        let left = self.left.max(FEWEST_NOTES);
        if self.notes.len().excess_over(left) > left {
            self.keep_last();
        }
    }

    /// Keeps the last note of each episode.
    fn keep_last(&mut self) {
        let last: BTreeMap<WarningKey, RegisterMark> =
            mem::take(&mut self.notes).into_iter().map(|(mark, key)| (key, mark)).collect();
        self.notes = last.into_iter().map(|(key, mark)| (mark, key)).collect();
        self.notes.sort_unstable();
        self.left = self.notes.len();
    }

    /// The episodes with news since a mark, in order.
    pub(crate) fn news_since(&self, mark: RegisterMark) -> BTreeSet<WarningKey> {
        let known = self.notes.partition_point(|(noted, _)| *noted <= mark);
        self.notes.iter().skip(known).map(|(_, key)| *key).collect()
    }

    /// `true` if every episode took part in a step since a mark.
    pub(crate) fn is_stepped_since(&self, mark: RegisterMark) -> bool {
        self.last_step > mark
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "small numbers")]

    use super::*;
    use crate::id::CustomerKey;
    use crate::warning::Rule;

    #[test]
    fn news_are_the_same_after_repeated_notes_were_left_out() {
        let key = |number: u32| WarningKey {
            customer: CustomerKey::from_position(number % 700),
            rule: Rule::Debt,
        };
        let mut log = ChangeLog::default();
        for number in 0..5_000 {
            log.begin();
            log.note(key(number));
        }
        assert!(log.notes.len() <= 2 * FEWEST_NOTES, "{} notes", log.notes.len());
        assert_eq!(log.news_since(RegisterMark(4_900)), (4_900..5_000).map(key).collect());
        assert_eq!(log.news_since(RegisterMark(2_000)), (2_000..5_000).map(key).collect());
        assert_eq!(log.news_since(RegisterMark::default()).len(), 700);
        assert_eq!(log.news_since(log.now()).len(), 0);
    }
}

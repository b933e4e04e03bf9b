use super::condition_policy::MOfN;
use crate::engine::BitSet;
use crate::measure::{Excess, proven};

/// An unbroken time in which a level was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Streak {
    /// Days from the first evaluation that saw the level to the last, less those of which nothing
    /// is known.
    pub(super) days: u32,
    /// The last evaluations that saw the level, the latest as 0; only those since the streak began.
    pub(super) seen: BitSet,
    /// The number of evaluations since it began, up to 32.
    pub(super) count: u8,
}

/// Evaluations that are remembered.
pub(super) const REMEMBERED: u8 = 32;

impl Streak {
    pub(super) const NONE: Self = Self { days: 0, seen: BitSet::EMPTY, count: 0 };

    /// The streak after an evaluation, some days after the one before.
    pub(super) fn after(self, is_seen: bool, days_since: u32, test: Option<MOfN>) -> Self {
        if self.count == 0 {
            let seen = BitSet::EMPTY.push(true);
            return if is_seen { Self { days: 0, seen, count: 1 } } else { Self::NONE };
        }
        let next = Self {
            days: proven!(
                self.days.checked_add(days_since), else u32::MAX,
                "days between evaluations add up to less than the calendar's 192 million"
            ),
            seen: self.seen.push(is_seen),
            count: proven!(self.count.checked_add(1), else REMEMBERED, "at most 32")
                .min(REMEMBERED),
        };
        // Without an m-of-n test one miss breaks it.
        let (of, may_miss) = test.map_or((1, 0), |it| (it.of, it.of.excess_over(it.hits)));
        let hits = next.hits(of);
        let misses = u32::from(of.min(next.count)).excess_over(hits);
        if misses > u32::from(may_miss) || hits == 0 { Self::NONE } else { next }
    }

    /// `true` if the level was seen for its days, or in enough of the last evaluations.
    pub(super) fn is_enough(self, days: u16, test: Option<MOfN>) -> bool {
        let often = test.is_some_and(|it| self.hits(it.of) >= u32::from(it.hits));
        self.is_alive() && (self.days >= u32::from(days) || often)
    }

    pub(super) const fn is_alive(self) -> bool {
        self.count > 0
    }

    /// The number of the last `of` evaluations that saw the level.
    fn hits(self, of: u8) -> u32 {
        self.seen.count_below(usize::from(of))
    }
}

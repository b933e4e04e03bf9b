use super::condition_policy::MOfN;
use crate::engine::BitSet;

/// How long and how often a level was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Streak {
    /// Days from its first look that saw the level to its last, less those that nothing is known of.
    days: u32,
    /// The last looks that saw the level, the latest as 0; only those since the streak began.
    looks: BitSet,
    /// How many looks those are, up to 32.
    count: u8,
}

impl Streak {
    pub(crate) const NONE: Self = Self { days: 0, looks: BitSet::EMPTY, count: 0 };

    /// The streak after a look, so many days after the one before.
    pub(crate) fn after(self, is_seen: bool, gone: u32, hits: Option<MOfN>) -> Self {
        if self.count == 0 {
            let looks = BitSet::EMPTY.push(true);
            return if is_seen { Self { days: 0, looks, count: 1 } } else { Self::NONE };
        }
        let looks = self.looks.push(is_seen);
        let count = self.count.saturating_add(1).min(32);
        let next = Self { days: self.days.saturating_add(gone), looks, count };
        // Without looks that count, one miss breaks it.
        let (of, may_miss) = hits.map_or((1, 0), |it| (it.of, it.of.saturating_sub(it.hits)));
        let misses = u32::from(of.min(count)).saturating_sub(next.hits(of));
        if misses > u32::from(may_miss) || next.hits(of) == 0 { Self::NONE } else { next }
    }

    /// Whether the level was seen for so many days, or in enough of the last looks.
    pub(crate) fn is_enough(self, days: u16, hits: Option<MOfN>) -> bool {
        let often = hits.is_some_and(|it| self.hits(it.of) >= u32::from(it.hits));
        self.is_alive() && (self.days >= u32::from(days) || often)
    }

    pub(crate) const fn is_alive(self) -> bool {
        self.count > 0
    }

    /// The number of the last `of` looks that saw the level.
    fn hits(self, of: u8) -> u32 {
        self.looks.count_below(usize::from(of))
    }
}

use super::HitsOf;

/// How long and how often a level was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Streak {
    /// Days from its first look that saw the level to its last, less those that nothing is known of.
    days: u32,
    /// The last looks, the latest in the lowest bit; only those since the streak began.
    looks: u32,
    /// How many looks those are, up to 32.
    count: u8,
}

impl Streak {
    pub(super) const NONE: Self = Self { days: 0, looks: 0, count: 0 };

    /// The streak after a look, so many days after the one before.
    pub(super) fn after(self, is_seen: bool, gone: u32, hits: Option<HitsOf>) -> Self {
        if self.count == 0 {
            return if is_seen { Self { days: 0, looks: 1, count: 1 } } else { Self::NONE };
        }
        let looks = (self.looks << 1) | u32::from(is_seen);
        let count = self.count.saturating_add(1).min(32);
        let next = Self { days: self.days.saturating_add(gone), looks, count };
        // Without looks that count, one miss breaks it.
        let (of, may_miss) = hits.map_or((1, 0), |it| (it.of, it.of.saturating_sub(it.hits)));
        let misses = u32::from(of.min(count)).saturating_sub(next.hits(of));
        if misses > u32::from(may_miss) || next.hits(of) == 0 { Self::NONE } else { next }
    }

    /// Whether the level was seen for so many days, or in enough of the last looks.
    pub(super) fn is_enough(self, days: u16, hits: Option<HitsOf>) -> bool {
        let often = hits.is_some_and(|it| self.hits(it.of) >= u32::from(it.hits));
        self.is_alive() && (self.days >= u32::from(days) || often)
    }

    pub(super) const fn is_alive(self) -> bool {
        self.count > 0
    }

    /// How many of the last looks saw the level.
    fn hits(self, of: u8) -> u32 {
        // All 32 of them, or those that fit below.
        let mask = 1_u32.checked_shl(u32::from(of)).map_or(u32::MAX, |bit| bit.wrapping_sub(1));
        (self.looks & mask).count_ones()
    }
}

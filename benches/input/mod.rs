//! Inputs that are the same in every run and on every machine.

/// The splitmix64 generator (Steele, Lea & Flood 2014): good enough to spread inputs, and eight
/// lines long.
#[derive(Debug, Clone)]
pub(crate) struct SplitMix(u64);

impl SplitMix {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number in `0..end`, for a small `end`.
    pub(crate) const fn below(&mut self, end: i32) -> i32 {
        (self.next() >> 33) as i32 % end
    }
}

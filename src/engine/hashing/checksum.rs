/// A sum over words in their order, fast and without any defence: two contents hardly ever have the
/// same by chance. The same on every machine.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Checksum(u64);

impl Checksum {
    /// The sum with one more word.
    pub(crate) const fn add(self, word: u64) -> Self {
        Self((self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95))
    }

    /// The upper half, into which every bit of every word went.
    pub(crate) fn finish(self) -> u32 {
        u32::try_from(self.add(1).0 >> 32).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::Checksum;

    #[test]
    fn a_sum_changes_with_each_word_and_with_their_order() {
        let sum = |words: &[u64]| {
            words.iter().fold(Checksum::default(), |sum, word| sum.add(*word)).finish()
        };
        let all = [sum(&[]), sum(&[1]), sum(&[1, 2]), sum(&[2, 1]), sum(&[1 << 63, 2])];
        for (place, one) in all.iter().enumerate() {
            assert!(!all.split_at(place).0.contains(one), "{all:?}");
        }
    }
}

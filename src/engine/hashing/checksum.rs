use std::hash::{Hash, Hasher};

/// The digest of a content by its fields, to tell a repetition from another content: the
/// [`Checksum`] of their hashes.
pub(crate) fn digest(content: &impl Hash) -> u32 {
    let mut sum = Checksum::default();
    content.hash(&mut sum);
    sum.total()
}

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
    pub(crate) fn total(self) -> u32 {
        u32::try_from(self.add(1).0 >> 32).unwrap_or(u32::MAX)
    }
}

/// Fields are added one word each, whatever their width, and bytes by eight.
impl Hasher for Checksum {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (place, byte) in word.iter_mut().zip(chunk) {
                *place = *byte;
            }
            *self = self.add(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, number: u8) {
        *self = self.add(u64::from(number));
    }

    fn write_u16(&mut self, number: u16) {
        *self = self.add(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        *self = self.add(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        *self = self.add(number);
    }

    fn write_i32(&mut self, number: i32) {
        self.write_u32(number.cast_unsigned());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(u64::try_from(number).unwrap_or(u64::MAX));
    }

    fn write_isize(&mut self, number: isize) {
        self.write_i64(i64::try_from(number).unwrap_or(i64::MIN));
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }

    fn finish(&self) -> u64 {
        u64::from(self.total())
    }
}

#[cfg(test)]
mod tests {
    use super::{Checksum, digest};

    #[test]
    fn a_sum_changes_with_each_word_and_with_their_order() {
        let sum = |words: &[u64]| {
            words.iter().fold(Checksum::default(), |sum, word| sum.add(*word)).total()
        };
        let all = [sum(&[]), sum(&[1]), sum(&[1, 2]), sum(&[2, 1]), sum(&[1 << 63, 2])];
        for (place, one) in all.iter().enumerate() {
            assert!(!all.split_at(place).0.contains(one), "{all:?}");
        }
    }

    #[test]
    fn a_digest_is_the_same_on_every_machine_and_another_for_other_contents() {
        assert_eq!(digest(&(1_usize, -1_isize)), digest(&(1_u64, -1_i64)));
        let all = [digest(&"ab"), digest(&"ba"), digest(&("a", "b")), digest(&"a"), digest(&"")];
        for (place, one) in all.iter().enumerate() {
            assert!(!all.split_at(place).0.contains(one), "{all:?}");
        }
    }
}

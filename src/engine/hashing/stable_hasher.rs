use std::hash::Hasher;

/// A hash of 64 bits with the same result on every machine: FNV-1a over the bytes, numbers with the
/// lowest byte first. Two contents may share a hash, though hardly ever by chance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StableHasher(u64);

impl Default for StableHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for StableHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }

    fn write_i32(&mut self, number: i32) {
        self.write(&number.to_le_bytes());
    }

    fn write_i64(&mut self, number: i64) {
        self.write(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(u64::try_from(number).unwrap_or(u64::MAX));
    }

    fn write_isize(&mut self, number: isize) {
        self.write_i64(i64::try_from(number).unwrap_or(i64::MIN));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::StableHasher;
    use std::hash::Hasher;

    #[test]
    fn the_hash_is_that_of_the_published_function() {
        let hash = |text: &str| {
            let mut hasher = StableHasher::default();
            hasher.write(text.as_bytes());
            hasher.finish()
        };
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_number_is_hashed_alike_whatever_the_machine() {
        let (mut by_word, mut by_bytes) = (StableHasher::default(), StableHasher::default());
        by_word.write_usize(258);
        by_bytes.write(&[2, 1, 0, 0, 0, 0, 0, 0]);
        assert_eq!(by_word.finish(), by_bytes.finish());
        by_word.write_isize(-1);
        by_bytes.write(&[255; 8]);
        assert_eq!(by_word.finish(), by_bytes.finish());
    }
}

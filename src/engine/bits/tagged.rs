/// A number of 28 bits with a tag of four in one word. The number decides a comparison, then the
/// tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Tagged(i32);

impl Tagged {
    const TAG_BITS: u32 = 4;
    const TAGS: i32 = (1 << Self::TAG_BITS) - 1;

    /// A number from -2^27 to 2^27 - 1 with a tag below 16. Bits beyond are cut off.
    #[inline]
    pub(crate) const fn new(number: i32, tag: u8) -> Self {
        #[expect(clippy::as_conversions, reason = "`i32::from` is not constant")]
        let tag = tag as i32 & Self::TAGS;
        Self(number << Self::TAG_BITS | tag)
    }

    #[inline]
    pub(crate) const fn number(self) -> i32 {
        self.0 >> Self::TAG_BITS
    }

    #[inline]
    pub(crate) const fn tag(self) -> u8 {
        let [tag, ..] = (self.0 & Self::TAGS).to_le_bytes();
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::Tagged;

    #[test]
    fn a_tagged_number_gives_back_both_and_is_compared_by_the_number() {
        for (number, tag) in [(0, 0), (-1, 15), ((1 << 27) - 1, 7), (-(1 << 27), 1)] {
            let tagged = Tagged::new(number, tag);
            assert_eq!((tagged.number(), tagged.tag()), (number, tag));
        }
        assert!(Tagged::new(-1, 15) < Tagged::new(0, 0));
        assert!(Tagged::new(3, 1) < Tagged::new(3, 2));
    }
}

/// A dense handle as an index.
pub(crate) const fn index(handle: u32) -> usize {
    const { assert!(usize::BITS >= 32, "guanxi needs 32-bit indexes") };
    #[expect(clippy::as_conversions, reason = "32 bits fit a usize, asserted above")]
    {
        handle as usize
    }
}

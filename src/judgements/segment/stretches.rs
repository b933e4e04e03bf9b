//! Long columns in stretches: one after the other, or with the feature `rayon` on all threads.

use super::Class;

/// Amounts that are worked on together, see [`Steps`](super::steps::Steps).
pub(super) const STRETCH: usize = 1 << 18;

/// The result of each stretch of a column, in order.
#[cfg(not(feature = "rayon"))]
pub(super) fn of_column<T, R>(items: &[T], work: impl Fn(&[T]) -> R) -> Vec<R> {
    items.chunks(STRETCH).map(work).collect()
}

/// The result of each stretch of a column, in order.
#[cfg(feature = "rayon")]
pub(super) fn of_column<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&[T]) -> R + Send + Sync,
) -> Vec<R> {
    use rayon::iter::ParallelIterator;
    use rayon::slice::ParallelSlice;

    items.par_chunks(STRETCH).map(work).collect()
}

/// The result of each stretch of a column and the column of its classes, in order; `work` is told
/// where the stretch begins.
#[cfg(not(feature = "rayon"))]
pub(super) fn of_classes<R>(
    minor: &[i64],
    classes: &mut [Class],
    work: impl Fn(usize, &[i64], &mut [Class]) -> R,
) -> Vec<R> {
    let stretches = minor.chunks(STRETCH).zip(classes.chunks_mut(STRETCH)).enumerate();
    let first = |number: usize| number.saturating_mul(STRETCH);
    stretches.map(|(number, (minor, classes))| work(first(number), minor, classes)).collect()
}

/// The result of each stretch of a column and the column of its classes, in order; `work` is told
/// where the stretch begins.
#[cfg(feature = "rayon")]
pub(super) fn of_classes<R: Send>(
    minor: &[i64],
    classes: &mut [Class],
    work: impl Fn(usize, &[i64], &mut [Class]) -> R + Send + Sync,
) -> Vec<R> {
    use rayon::iter::{IndexedParallelIterator, ParallelIterator};
    use rayon::slice::{ParallelSlice, ParallelSliceMut};

    let stretches = minor.par_chunks(STRETCH).zip(classes.par_chunks_mut(STRETCH)).enumerate();
    let first = |number: usize| number.saturating_mul(STRETCH);
    stretches.map(|(number, (minor, classes))| work(first(number), minor, classes)).collect()
}

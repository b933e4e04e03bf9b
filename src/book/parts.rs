//! A book in parts of neighbouring customers: one after the other, or all at once.

use std::ops::Range;

/// Does the work for all customers and gives the results in the order of the customers.
///
/// One part is everything; with the feature `rayon` there are as many as keep all threads busy. What
/// is worked out of a part must not depend on where it begins or ends.
#[cfg(not(feature = "rayon"))]
pub(super) fn by_parts<R>(customers: u32, work: impl Fn(Range<u32>) -> R) -> Vec<R> {
    vec![work(0..customers)]
}

/// Does the work for all customers on all threads and gives the results in the order of the
/// customers.
#[cfg(feature = "rayon")]
pub(super) fn by_parts<R: Send>(
    customers: u32,
    work: impl Fn(Range<u32>) -> R + Send + Sync,
) -> Vec<R> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};

    const PART: u32 = 1 << 13;
    let parts = (0..customers.div_ceil(PART)).into_par_iter().map(|part| {
        let first = part.saturating_mul(PART);
        work(first..first.saturating_add(PART).min(customers))
    });
    parts.collect()
}

/// A part in pieces of a few customers.
pub(super) fn few_at_a_time(part: Range<u32>) -> impl Iterator<Item = Range<u32>> {
    const FEW: u32 = 64;
    let mut rest = part;
    std::iter::from_fn(move || {
        let next = rest.start..rest.start.saturating_add(FEW).min(rest.end);
        rest.start = next.end;
        (!next.is_empty()).then_some(next)
    })
}

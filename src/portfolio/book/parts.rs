//! A book in parts of neighbouring customers: one after the other, or all at once.

use std::ops::Range;

use crate::account::at_once;

/// How many customers a part has where threads share them: as many as keep all threads busy.
const PART: u32 = if cfg!(feature = "rayon") { 1 << 13 } else { u32::MAX };

/// Does the work for all customers and gives the results in the order of the customers.
///
/// One part is everything; with the feature `rayon` threads share many. What is worked out of a part must not
/// depend on where it begins or ends.
pub(super) fn by_parts<R: Send>(
    customers: u32,
    work: impl Fn(Range<u32>) -> R + Send + Sync,
) -> Vec<R> {
    let parts = (0..customers.div_ceil(PART)).map(|part| {
        let first = part.saturating_mul(PART);
        first..first.saturating_add(PART).min(customers)
    });
    for_each_part(parts.collect(), work)
}

/// Does the work for each of these parts and gives the results in their order.
#[cfg(not(feature = "rayon"))]
pub(super) fn for_each_part<P, R>(parts: Vec<P>, work: impl Fn(P) -> R) -> Vec<R> {
    parts.into_iter().map(work).collect()
}

/// Does the work for each of these parts on all threads and gives the results in their order.
#[cfg(feature = "rayon")]
pub(super) fn for_each_part<P: Send, R: Send>(
    parts: Vec<P>,
    work: impl Fn(P) -> R + Send + Sync,
) -> Vec<R> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};

    parts.into_par_iter().map(work).collect()
}

/// Does the work on one of the threads that share parts: for work that shares out parts again and again, and would
/// wait for the threads each time.
pub(super) fn among_threads<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    at_once(work, || ()).0
}

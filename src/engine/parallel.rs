//! Work in parts: one after the other, or with the feature `rayon` on all threads.
//!
//! Results come in the order of the parts, so that threads change no result.

use std::ops::Range;

pub(crate) use threads::{IS_PARALLEL, join, map};

/// Everything on the thread of the caller.
#[cfg(not(feature = "rayon"))]
mod threads {
    /// Tells that there are several threads.
    pub(crate) const IS_PARALLEL: bool = false;

    /// The results of two functions.
    pub(crate) fn join<A: Send, B: Send>(
        first: impl FnOnce() -> A + Send,
        second: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        (first(), second())
    }

    /// The result of each part, in order.
    pub(crate) fn map<P: Send, R: Send>(
        parts: Vec<P>,
        work: impl Fn(P) -> R + Send + Sync,
    ) -> Vec<R> {
        parts.into_iter().map(work).collect()
    }
}

/// Everything on the threads of `rayon`.
#[cfg(feature = "rayon")]
mod threads {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};

    /// Tells that there are several threads.
    pub(crate) const IS_PARALLEL: bool = true;

    /// The results of two functions, worked out side by side.
    pub(crate) fn join<A: Send, B: Send>(
        first: impl FnOnce() -> A + Send,
        second: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        rayon::join(first, second)
    }

    /// The result of each part, in order.
    pub(crate) fn map<P: Send, R: Send>(
        parts: Vec<P>,
        work: impl Fn(P) -> R + Send + Sync,
    ) -> Vec<R> {
        parts.into_par_iter().map(work).collect()
    }
}

/// Numbers in a part of [`map_ranges`]: few enough to keep all threads busy.
const RANGE_LEN: u32 = if IS_PARALLEL { 1 << 13 } else { u32::MAX };

/// Items in a part of [`map_chunks`].
pub(crate) const CHUNK_LEN: usize = 1 << 18;

/// The result of each range of the numbers below `count`, in order.
///
/// A single thread gets one range. The work must not depend on where a range begins or ends.
pub(crate) fn map_ranges<R: Send>(
    count: u32,
    work: impl Fn(Range<u32>) -> R + Send + Sync,
) -> Vec<R> {
    let ranges = (0..count.div_ceil(RANGE_LEN)).map(|number| {
        let first = number.saturating_mul(RANGE_LEN);
        first..first.saturating_add(RANGE_LEN).min(count)
    });
    map(ranges.collect(), work)
}

/// The result of each chunk of [`CHUNK_LEN`] items, in order.
pub(crate) fn map_chunks<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&[T]) -> R + Send + Sync,
) -> Vec<R> {
    map(items.chunks(CHUNK_LEN).collect(), work)
}

/// The result of each chunk of [`CHUNK_LEN`] items and of as many places of `out`, in order. `work`
/// gets the position of the first item of the chunk too.
pub(crate) fn map_chunks_into<T: Sync, U: Send, R: Send>(
    items: &[T],
    out: &mut [U],
    work: impl Fn(usize, &[T], &mut [U]) -> R + Send + Sync,
) -> Vec<R> {
    let chunks = items.chunks(CHUNK_LEN).zip(out.chunks_mut(CHUNK_LEN));
    let firsts = (0..).step_by(CHUNK_LEN);
    map(firsts.zip(chunks).collect(), |(first, (items, out))| work(first, items, out))
}

/// Runs work on one of the threads that share parts: for work that gives out parts again and again
/// and would otherwise wait for the threads each time.
pub(crate) fn among_threads<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    join(work, || ()).0
}

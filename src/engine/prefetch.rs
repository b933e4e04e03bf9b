//! Memory asked for ahead of its use.
//!
//! Data that does not fit a processor's caches takes as long to come as hundreds of steps of work.
//! A caller that knows which items are next asks for them early and works on others meanwhile.

use std::hint::black_box;

use prefetch_index::prefetch_index;

/// Bytes of a line of memory.
const LINE: usize = 64;
/// The most lines that are asked for at the front of a slice.
const LINES: usize = 12;

/// Asks for items that stand side by side, line by line. Of a long slice the first lines and the
/// last are asked for; what lies between comes as it is read.
#[inline]
pub(crate) fn prefetch<T>(items: &[T]) {
    // None is skipped.
    let per_line = const { if size_of::<T>() < LINE { LINE / size_of::<T>() } else { 1 } };
    for line in items.chunks(per_line).take(LINES) {
        prefetch_index(line, 0);
    }
    if let Some(last) = items.len().checked_sub(1) {
        prefetch_index(items, last);
    }
}

/// Asks for one item by its place.
#[inline]
pub(crate) fn prefetch_item<T>(items: &[T], place: usize) {
    prefetch_index(items, place);
}

/// Does a look-up whose result is not needed yet, so that the memory it reads is at hand.
pub(crate) fn read_ahead<R>(look_up: impl FnOnce() -> R) {
    let _ = black_box(look_up());
}

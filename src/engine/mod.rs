//! Generic machinery: memory, hashing, order, threads and wide integers, without a word of the
//! trade.
//!
//! Only here may a trick of the machine stand: forced inlining, bit masks instead of branches,
//! wrapping arithmetic, prefetching. Each is a leaf that takes plain values.
//!
//! | item | use |
//! |---|---|
//! | [`Arena`], [`Span`] | runs of items in one allocation, a run for each owner |
//! | `FreeList`, `SizeClass` | places that runs have left, by size |
//! | [`Interner`], [`Vacant`] | names with dense handles |
//! | [`CountingSort`], [`Keyed`] | rows grouped and ordered in linear time |
//! | [`selection`] | cuts of a column by the sum above them, in linear time |
//! | [`lanes`] | exponentials and logarithms of several numbers at once, with the bits of `libm` |
//! | [`parallel`] | work in parts, on all threads with the feature `rayon` |
//! | [`prefetch`] | memory asked for ahead of its use |
//! | [`Wide`], [`compare_products`], [`is_negative_sum`] | products and sums beyond 128 bits |
//! | [`sums_below`] | the sums of a column below several bounds, without a branch |
//! | [`Divisor`], [`trillionths_of`] | division by the same number again and again |
//! | [`read_digits`], `ShortText` | short texts of digits, read and written without an allocation |
//! | `InlineText` | short names, put together without an allocation |
//! | [`BitSet`], [`Tagged`] | small sets and tagged numbers in one word |
//! | [`TextMark`], [`TextSieve`] | texts told apart without reading them |
//! | `Checksum`, `digest` | a fast sum over words in their order, and that of a content |
//! | `StableHasher` | a hash with the same result on every machine |
//! | `keyed_hash` | a hash that nobody can predict without its key |
//! | [`index`], [`mix`] | a handle as an index, and as a hash |
//! | [`below`], [`distance`], [`last_of_first`] | an index that costs one comparison or none |

mod arena;
mod bits;
mod counting_sort;
mod digits;
mod free_list;
mod hashing;
mod inline_text;
mod interner;
pub(crate) mod lanes;
pub(crate) mod parallel;
pub(crate) mod prefetch;
pub(crate) mod selection;
#[cfg(feature = "serde")]
mod short_text;
mod wide_arithmetic;

pub(crate) use arena::{Arena, Span};
pub(crate) use bits::{BitSet, Tagged, TextMark, TextSieve, below, distance, index, last_of_first};
pub(crate) use counting_sort::{CountingSort, Keyed};
pub(crate) use digits::read_digits;
pub(crate) use hashing::{Checksum, StableHasher, digest, keyed_hash};
pub(crate) use inline_text::InlineText;
pub(crate) use interner::{Interner, Vacant, mix};
#[cfg(feature = "serde")]
pub(crate) use short_text::ShortText;
pub(crate) use wide_arithmetic::{
    Divisor, Wide, compare_products, fitting_difference, fitting_sum, is_negative_sum, sums_below,
    trillionths_of,
};

use super::{BookHead, PackedFactsError};
use crate::book::BookError;
use crate::feed::FeedError;
use crate::valid::{Violations, codes};

/// The reason why a written book was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BookReadError {
    /// The form is newer than this program.
    #[error("a book of version {version} is newer than this program, which reads up to {known}", known = BookHead::PACKED)]
    Newer {
        /// The version of the form.
        version: u32,
    },
    /// There is no entry that begins the book.
    #[error("a book begins with its version and currency, entry {place} is another one")]
    NoHead {
        /// The place of the entry, from 0.
        place: usize,
    },
    /// There is a second entry that begins a book.
    #[error("a book begins once, entry {place} begins another one")]
    SecondHead {
        /// The place of the entry, from 0.
        place: usize,
    },
    /// An entry is refused as it would be if it were new.
    #[error("entry {place}: {refusal}")]
    Refused {
        /// The place of the entry, from 0.
        place: usize,
        /// The reason.
        refusal: Box<BookError>,
    },
    /// A statement on a feed cannot be.
    #[error("entry {place}: {refusal}")]
    Feed {
        /// The place of the entry, from 0.
        place: usize,
        /// The reason.
        refusal: FeedError,
    },
    /// The columns of packed facts do not give a fact.
    #[error("entry {place}, fact {row}: {error}")]
    Packed {
        /// The place of the entry, from 0.
        place: usize,
        /// The place of the fact in the entry, from 0.
        row: usize,
        /// The reason.
        error: PackedFactsError,
    },
    /// One of packed facts is refused as it would be if it were new.
    #[error("entry {place}, fact {row}: {refusal}")]
    RefusedFact {
        /// The place of the entry, from 0.
        place: usize,
        /// The place of the fact in the entry, from 0.
        row: usize,
        /// The reason.
        refusal: Box<BookError>,
    },
    /// The groups contradict each other.
    #[error("entry {place}: {violations}")]
    Groups {
        /// The place of the entry, from 0.
        place: usize,
        /// The contradictions.
        violations: Violations,
    },
}

codes! {
    BookReadError {
        Newer = "newer_version",
        NoHead = "no_head",
        SecondHead = "second_head",
        Groups = "invalid_groups",
    }
    passing {
        BookReadError::Packed { error, .. } => error.code(),
        BookReadError::RefusedFact { refusal, .. } => refusal.code(),
        BookReadError::Refused { refusal, .. } => refusal.code(),
        BookReadError::Feed { refusal, .. } => refusal.code(),
    }
}

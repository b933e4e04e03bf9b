use std::fmt;

/// A list of pairs that is no forest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ForestError<N: fmt::Debug + fmt::Display> {
    /// A name stands in two others.
    #[error("{name} stands in one place, was put in {first} and in {second}")]
    TwoParents {
        /// The name.
        name: N,
        /// The one place.
        first: N,
        /// The other place.
        second: N,
    },
    /// A name stands in itself, directly or through others.
    #[error("{name} stands in itself")]
    Circle {
        /// The name.
        name: N,
    },
}

/// The two sides of a comparison: an earlier and a later value, or two policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BeforeAfter<T> {
    /// The first value.
    pub before: T,
    /// The second value.
    pub after: T,
}

impl<T: PartialEq> BeforeAfter<T> {
    /// Returns `true` when the values differ.
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

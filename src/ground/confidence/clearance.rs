use crate::valid::words;

words! {
    /// A level of confidential data, the most open first.
    #[doc(alias = "密级")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Clearance as "a clearance" {
        /// Open to everybody.
        Open = "open",
        /// For our own people.
        Internal = "internal",
        /// For those with a need to know.
        Confidential = "confidential",
        /// For those few with a need to know who are cleared for it.
        Restricted = "restricted",
    }
}

/// A reader of confidential data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reader {
    /// The highest level that the reader is cleared for.
    pub clearance: Clearance,
    /// `true` for the keeper of a card, for whom it is lent to on that day, and for a superior of
    /// the keeper, as the caller says.
    pub need_to_know: bool,
}

impl Reader {
    /// Returns `true` when the reader may see data of a level.
    ///
    /// # Rule
    ///
    /// > S1: clearance and, above internal data, need to know.
    ///
    /// ```
    /// use guanxi::confidence::{Clearance, Reader};
    ///
    /// let keeper = Reader { clearance: Clearance::Confidential, need_to_know: true };
    /// let colleague = Reader { need_to_know: false, ..keeper };
    /// assert!(keeper.may_read(Clearance::Confidential));
    /// assert!(!keeper.may_read(Clearance::Restricted));
    /// assert!(colleague.may_read(Clearance::Internal));
    /// assert!(!colleague.may_read(Clearance::Confidential));
    /// ```
    pub fn may_read(self, level: Clearance) -> bool {
        let is_cleared = self.clearance >= level;
        is_cleared && (self.need_to_know || level <= Clearance::Internal)
    }
}

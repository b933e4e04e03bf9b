use crate::calendar::{AsOf, Day};
use crate::id::CustomerKey;

/// The days on which a customer is merged into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergeSpan {
    /// The customer that is merged into another.
    pub merged: CustomerKey,
    /// The customer that goes on: the survivor.
    pub survivor: CustomerKey,
    /// The first day.
    pub on: Day,
    /// The day from which the merge is undone; `None` while it holds.
    pub until: Option<Day>,
}

impl MergeSpan {
    /// Tells whether the merge holds as of `t`.
    pub fn holds_at(&self, t: AsOf) -> bool {
        t.sees(self.on) && self.until.is_none_or(|until| !t.sees(until))
    }

    /// Tells whether the merge holds on any day from `first` on.
    pub(super) fn holds_from(&self, first: Day) -> bool {
        self.until.is_none_or(|until| until > first)
    }
}

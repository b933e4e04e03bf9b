use crate::account::ledger::Ledger;
use crate::account::versions::{FactTrail, History, Standing};
use crate::id::CustomerKey;

/// The input of a composition: the customer, its versions and which of each stands.
pub(super) struct Choice<'h, S> {
    pub(super) ledger: &'h Ledger,
    pub(super) key: CustomerKey,
    pub(super) history: &'h History,
    pub(super) standing: S,
}

impl<'h, S: Fn(&'h FactTrail) -> Standing<'h>> Choice<'h, S> {
    /// The standing version of a fact.
    pub(super) fn of(&self, trail: &'h FactTrail) -> Standing<'h> {
        (self.standing)(trail)
    }
}

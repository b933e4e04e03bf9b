use crate::account::ledger::Ledger;
use crate::account::versions::{FactTrail, History, Standing};
use crate::id::CustomerKey;

/// What the composition goes by: the customer, its versions and what stands of each.
pub(super) struct Choice<'h, S> {
    pub(super) ledger: &'h Ledger,
    pub(super) key: CustomerKey,
    pub(super) history: &'h History,
    pub(super) standing: S,
}

impl<'h, S: Fn(&'h FactTrail) -> Standing<'h>> Choice<'h, S> {
    /// What stands of a fact.
    pub(super) fn of(&self, trail: &'h FactTrail) -> Standing<'h> {
        (self.standing)(trail)
    }
}

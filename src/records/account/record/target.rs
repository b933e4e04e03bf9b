use crate::account::ledger::Ledger;

/// The ledger in which a fact is recorded, or only tried: both pass the same checks, since a change
/// is asked for after the last of them.
pub(in super::super) trait Target {
    /// The ledger as it is, to check against.
    fn ledger(&self) -> &Ledger;

    /// The ledger to change; `None` where the fact is only tried.
    fn change(&mut self) -> Option<&mut Ledger>;
}

/// Records.
impl Target for Ledger {
    fn ledger(&self) -> &Ledger {
        self
    }

    fn change(&mut self) -> Option<&mut Ledger> {
        Some(self)
    }
}

/// A ledger that only tells whether it would take a fact.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Trial<'a>(pub(in super::super) &'a Ledger);

impl Target for Trial<'_> {
    fn ledger(&self) -> &Ledger {
        self.0
    }

    fn change(&mut self) -> Option<&mut Ledger> {
        None
    }
}

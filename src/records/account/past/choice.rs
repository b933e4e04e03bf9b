use crate::account::FactKind;
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

    /// Tells whether another version of a fact is chosen than the one that the tables hold.
    pub(super) fn is_other(&self, trail: &'h FactTrail) -> bool {
        match (self.of(trail), trail.last()) {
            (Standing::Fact(chosen), Some(last)) => !std::ptr::eq(chosen, last),
            (Standing::Void, None) => false,
            (Standing::Fact(_), None) | (Standing::Void, Some(_)) | (Standing::Unknown(_), _) => {
                true
            }
        }
    }

    /// Tells whether the tables hold other versions of any fact of these kinds.
    pub(super) fn differs_in(&self, kinds: &[FactKind]) -> bool {
        self.differs_in_any(|kind| kinds.contains(&kind))
    }

    /// Tells whether the tables hold other versions of any fact of the kinds for which `is_meant`
    /// holds.
    pub(super) fn differs_in_any(&self, is_meant: impl Fn(FactKind) -> bool) -> bool {
        let mut trails = self.history.trails().iter();
        trails.any(|trail| is_meant(trail.name.kind) && self.is_other(trail))
    }
}

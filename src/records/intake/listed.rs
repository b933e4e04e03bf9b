use super::Record;
use crate::calendar::Validity;

/// A fact that few customers have: each is kept whole in the sorted list of its customer.
pub(crate) trait Listed: Record + Clone + PartialEq {
    /// Tells whether a recorded fact, not the same as this one, rules it out.
    fn contradicts(&self, _recorded: &Self) -> bool {
        false
    }

    /// The part of the sorted list in which the fact itself, and all that it rules out, can stand:
    /// the whole list, unless the kind knows better.
    fn near<'l>(&self, list: &'l [Self]) -> &'l [Self] {
        list
    }

    /// The days on which no second fact of its kind may stand; `None` where days rule out nothing.
    fn sole_days(&self) -> Option<Validity> {
        None
    }

    /// Tells whether the fact stands before a recorded one in the list.
    fn is_before(&self, recorded: &Self) -> bool;
}

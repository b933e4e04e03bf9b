use super::{Documented, Entry, Placement};
use crate::engine::Interner;

/// A documented fact on its way into the table of its kind, with all that its entry is made from.
///
/// Most facts are it themselves. One whose entry names what stands beside its table is wrapped.
pub(crate) trait Tabled {
    /// The fact.
    type Fact: Documented;
    /// An item of the customer's run.
    type Entry: Entry;
    /// The change of the run.
    type Placement: Placement<Self::Entry>;

    /// The fact.
    fn fact(&self) -> &Self::Fact;

    /// The number of entries that the document has in the run beyond the first.
    fn further_entries(&self) -> usize {
        0
    }

    /// Tells whether a recorded document says the same beside customer, day and amount.
    fn repeats(&self, recorded: u32, run: &[Self::Entry]) -> bool;

    /// The place of the document in the run; `None` when a running total would not fit.
    ///
    /// `document` is the handle that the document gets, `numbers` are those of its kind.
    fn place(
        &self,
        document: u32,
        run: &[Self::Entry],
        numbers: &Interner,
    ) -> Option<Self::Placement>;
}

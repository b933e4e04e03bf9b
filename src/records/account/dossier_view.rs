use super::ledger::{DocumentName, InList};
use super::past::Recorded;
use super::{AccountView, Fact, FactKind, FactName, facts};
use crate::calendar::{AsOf, Day};
use crate::id::{DocumentId, LineNumber};
use crate::trade::Sale;

macro_rules! define_dossier_view {
    (
        documented { $($documented:tt)* }
        monthly { $($monthly:tt)* }
        listed { $($listed:tt)* }
        kept {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $list:ident: [$Item:ty] by $record:ident;)*
        }
    ) => {
        /// The dossier of the customer: a list for each kind of fact about the relation, empty
        /// where nothing of the kind is recorded.
        impl<'a> AccountView<'a> {
            $(
                #[doc = concat!(
                    "All that is recorded of the kind [`Fact::", stringify!($Kind),
                    "`](crate::account::Fact::", stringify!($Kind),
                    "), in the order of the list. Facts of days to come are there, too."
                )]
                pub fn $list(self) -> &'a [$Item] {
                    self.lists().map_or(&[], InList::list)
                }
            )*
        }
    };
}

facts!(define_dossier_view);

/// Look-ups by name, which ask the versions of the facts as well.
impl AccountView<'_> {
    /// The sale of the customer with a number, and a line where it is recorded by lines, as it
    /// stands at `t`. `None` when it has none, or it is void by then.
    pub fn sale(self, document: &DocumentId, line: Option<LineNumber>, t: AsOf) -> Option<Sale> {
        let name = DocumentName { line, ..DocumentName::whole(self.key, document) };
        let (handle, header) = self.ledger.tables.sales.documents().find(FactKind::Sale, name)?;
        let owner = header.customer;
        if owner != self.key && !self.ledger.merges.are_one_at(owner, self.key, t) {
            return None;
        }
        let name = FactName { line, ..FactName::new(FactKind::Sale, document.as_str()) };
        let trail = self.ledger.histories.get(&owner).and_then(|history| history.trail(&name));
        let fact = match trail {
            Some(trail) => trail.at(t).fact().cloned(),
            None => Recorded::of(self.ledger, owner)?.document(FactKind::Sale, handle),
        };
        let Some(Fact::Sale(sale)) = fact else { return None };
        t.sees(sale.date).then_some(sale)
    }

    /// The day from which a fact of the customer is first known; `None` for one that was recorded
    /// without such a day and never revised. Of customers that are one by a merge the first of all.
    pub fn first_known(self, name: &FactName, t: AsOf) -> Option<Day> {
        let keys = self.ledger.merges.one_with_at(self.key, t);
        let trails = keys.iter().filter_map(|key| self.ledger.histories.get(key)?.trail(name));
        let first = trails.filter_map(|trail| trail.versions().iter().find(|it| it.fact.is_some()));
        first.map(|it| it.known_from).min()
    }
}

use super::ledger::InList;
use super::{AccountView, facts};

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

use crate::account::{Fact, facts};
use crate::calendar::Day;
use crate::intake::{Feed, Kept, Listed, NamedDocument, Record, insert_sorted};

macro_rules! define_dossier {
    (
        documented { $($documented:tt)* }
        monthly { $($monthly:tt)* }
        listed { $($listed:tt)* }
        kept {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $list:ident: [$Item:ty] by $record:ident;)*
        }
    ) => {
        /// The facts about the relation with one customer, a list for each kind.
        #[derive(Debug, Clone, Default)]
        pub(crate) struct Dossier {
            $(pub(super) $list: Vec<$Item>,)*
        }

        impl Dossier {
            /// All facts, kind by kind.
            pub(crate) fn facts(&self) -> impl Iterator<Item = Fact> {
                std::iter::empty()$(.chain(self.$list.iter().cloned().map(Fact::from)))*
            }

            /// The feeds of all facts, each with the day of the fact there.
            pub(crate) fn feeds(&self) -> impl Iterator<Item = (Feed, Day)> {
                std::iter::empty()$(.chain(self.$list.iter().filter_map(Record::feed)))*
            }

            /// Takes in the facts of another dossier.
            pub(crate) fn absorb(&mut self, others: Self) {
                $(for fact in others.$list {
                    let list = &mut self.$list;
                    if !fact.near(list).contains(&fact) {
                        insert_sorted(list, fact.clone(), |it| Listed::is_before(&fact, it));
                    }
                })*
            }

            /// Takes the name of an erased document out of all facts.
            pub(crate) fn forget(&mut self, erased: NamedDocument<'_>) {
                $(self.$list.retain_mut(|it| Kept::forget(it, erased));)*
            }

            /// Drops what is agreed about one customer.
            pub(crate) fn drop_terms(&mut self) {
                $(if <$Item as Kept>::IS_TERM {
                    self.$list.clear();
                })*
            }
        }

        $(impl From<$Item> for Fact {
            fn from(fact: $Item) -> Self {
                Box::new(fact).into()
            }
        })*
    };
}

facts!(define_dossier);

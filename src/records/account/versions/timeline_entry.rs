use crate::account::{Fact, FactKind, facts};
use crate::calendar::Day;
use crate::intake::{Documented, Entry};
use crate::money::Money;

/// The day and amount of a fact in the timeline of its kind, as of a sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TimelineEntry {
    pub(crate) kind: FactKind,
    pub(crate) day: Day,
    pub(crate) amount: Money,
}

macro_rules! define_from_fact {
    (
        documented {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $table:ident: [$Entry:ty] by $record:ident;)*
        }
        $($section:ident {
            $($(#[$other_about:meta])* $OtherKind:ident($OtherType:ty) = $other_word:literal,
                $other:ident: [$Item:ty] by $record_other:ident;)*
        })*
    ) => {
        impl TimelineEntry {
            /// The entry of a fact; `None` for a fact that stands in no timeline.
            pub(crate) fn from_fact(fact: &Fact) -> Option<Self> {
                match fact {
                    $(Fact::$Kind(it) => {
                        let entry = Self {
                            kind: FactKind::$Kind,
                            day: it.day(),
                            amount: it.amount(),
                        };
                        <$Entry as Entry>::IS_TIMELINE.then_some(entry)
                    })*
                    $($(Fact::$OtherKind(_))|*)|* => None,
                }
            }
        }
    };
}

facts!(define_from_fact);

use crate::account::ledger::{InList, Ledger};
use crate::account::record::demand_invoice;
use crate::account::{Fact, RecordError, facts};
use crate::id::CustomerKey;
use crate::intake::Listed;

macro_rules! define_against {
    (
        documented {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $table:ident: [$Entry:ty] by $record:ident;)*
        }
        monthly {
            $($(#[$month_about:meta])* $MonthKind:ident($MonthType:ty) = $month_word:literal,
                $months:ident: [$Month:ty] by $record_month:ident;)*
        }
        listed {
            $($(#[$list_about:meta])* $ListKind:ident($ListType:ty) = $list_word:literal,
                $list:ident: [$Item:ty] by $record_listed:ident;)*
        }
        kept {
            $($(#[$kept_about:meta])* $KeptKind:ident($KeptType:ty) = $kept_word:literal,
                $kept:ident: [$Kept:ty] by $record_kept:ident;)*
        }
    ) => {
        /// Refuses a version that is ruled out by a recorded fact other than the one that it
        /// replaces, and one that does not agree with the invoice which it names.
        pub(super) fn refuse_against(
            ledger: &Ledger,
            key: CustomerKey,
            fact: &Fact,
            before: Option<&Fact>,
        ) -> Result<(), RecordError> {
            match fact {
                $(Fact::$ListKind(fact) => {
                    let before: Option<&$Item> =
                        if let Some(Fact::$ListKind(it)) = before { Some(it) } else { None };
                    refuse_ruled_out::<$Item>(ledger, key, fact, before)?;
                    demand_invoice::<$Item>(ledger, key, fact)
                })*
                $(Fact::$KeptKind(fact) => {
                    let before: Option<&$Kept> =
                        if let Some(Fact::$KeptKind(it)) = before { Some(it) } else { None };
                    refuse_ruled_out::<$Kept>(ledger, key, fact, before)
                })*
                $(Fact::$Kind(_))|* $(| Fact::$MonthKind(_))* => Ok(()),
            }
        }
    };
}

facts!(define_against);

/// Refuses a fact that another of the list rules out, unless it replaces that one.
fn refuse_ruled_out<F: Listed + InList>(
    ledger: &Ledger,
    key: CustomerKey,
    fact: &F,
    before: Option<&F>,
) -> Result<(), RecordError> {
    let list = fact.near(ledger.sparse(key).map_or(&[][..], |sparse| F::list(&sparse.lists)));
    let mut others = list.iter().filter(|it| Some(*it) != before);
    match others.find(|it| fact.contradicts(it)) {
        Some(it) => Err(RecordError::ruled_out(F::KIND, fact, it)),
        None => Ok(()),
    }
}

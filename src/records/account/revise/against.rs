use crate::account::ledger::{InList, Lists};
use crate::account::{Fact, RecordError, facts};
use crate::intake::{Field, Kept, Record};
use crate::valid::Difference;

/// Refuses a version of a fact of the section `kept` that is ruled out by a recorded fact other
/// than the one that it replaces.
pub(super) fn refuse_against_kept(
    lists: &Lists,
    fact: &Fact,
    before: Option<&Fact>,
) -> Result<(), RecordError> {
    let Some(recorded) = against(lists, fact, before) else { return Ok(()) };
    let differences = Difference::between(recorded, fact.fields());
    let (kind, name) = (fact.kind(), fact.name().number);
    Err(RecordError::Conflict { kind, name, differences, owner: None })
}

/// The fields of a fact of the list that rules out another, unless that one replaces it.
fn ruled_out<F: Kept + InList>(lists: &Lists, fact: &F, before: Option<&F>) -> Option<Vec<Field>> {
    let mut others = F::list(lists).iter().filter(|it| Some(*it) != before);
    others.find(|it| fact.contradicts(it)).map(Record::fields)
}

macro_rules! define_against {
    (
        documented { $($documented:tt)* }
        monthly { $($monthly:tt)* }
        listed { $($listed:tt)* }
        kept {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $list:ident: [$Item:ty] by $record:ident;)*
        }
    ) => {
        fn against(lists: &Lists, fact: &Fact, before: Option<&Fact>) -> Option<Vec<Field>> {
            match (fact, before) {
                $(
                    (Fact::$Kind(it), Some(Fact::$Kind(before))) => {
                        ruled_out(lists, &**it, Some(&**before))
                    }
                    (Fact::$Kind(it), _) => ruled_out(lists, &**it, None),
                )*
                _ => None,
            }
        }
    };
}

facts!(define_against);

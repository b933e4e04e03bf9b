use super::choice::Choice;
use crate::account::ledger::{InList, Lists, Runs};
use crate::account::versions::{FactTrail, Standing};
use crate::account::{Fact, FactKind, facts};
use crate::intake::{Listed, Monthly, insert_sorted};
use crate::timeline::MonthAmount;

macro_rules! define_lists {
    (
        documented {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $table:ident: [$Entry:ty] by $record:ident;)*
        }
        monthly {
            $($(#[$month_about:meta])* $MonthKind:ident($MonthType:ty) = $month_word:literal,
                $months:ident: [$Month:ty] by $record_month:ident;)*
        }
        $($section:ident {
            $($(#[$list_about:meta])* $ListKind:ident($ListType:ty) = $list_word:literal,
                $list:ident: [$Item:ty] by $record_listed:ident;)*
        })*
    ) => {
        /// Puts the chosen versions of amounts agreed for months into their runs.
        pub(super) fn months<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
            choice: &Choice<'h, S>,
            runs: &mut Runs,
        ) {
            $(months_of(choice, FactKind::$MonthKind, &mut runs.$months);)*
        }

        /// The amount that a fact sets for its month; `None` for all that is not agreed for one.
        pub(super) fn agreed(fact: &Fact) -> Option<MonthAmount> {
            match fact {
                $(Fact::$MonthKind(it) => Some(MonthAmount::new(it.month(), it.amount().amount())),)*
                $(Fact::$Kind(_))|* $($(| Fact::$ListKind(_))*)* => None,
            }
        }

        fn each(fact: &Fact, lists: &mut Lists, change: Change) {
            match fact {
                $($(Fact::$ListKind(it) => apply::<$Item>(it, lists, change),)*)*
                $(Fact::$Kind(_))|* $(| Fact::$MonthKind(_))* => {}
            }
        }
    };
}

facts!(define_lists);

/// Tells whether facts of a kind stand in lists. Document flows are left out.
pub(super) fn is_listed(kind: FactKind) -> bool {
    kind.is_kept_whole() && kind != FactKind::DocumentFlow
}

fn months_of<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    kind: FactKind,
    run: &mut Vec<MonthAmount>,
) {
    for trail in choice.history.of_kind(kind) {
        if let Some(last) = trail.last().and_then(agreed) {
            run.retain(|it| it.month() != last.month());
        }
        if let Some(chosen) = choice.of(trail).fact().and_then(agreed) {
            insert_sorted(run, chosen, |it| it.month() > chosen.month());
        }
    }
}

/// Puts the chosen versions of listed facts into the lists, but for document flows.
pub(super) fn lists<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    lists: &mut Lists,
) {
    for trail in choice.history.trails().iter().filter(|it| is_listed(it.name.kind)) {
        if let Some(last) = trail.last() {
            each(last, lists, Change::Out);
        }
        if let Some(chosen) = choice.of(trail).fact() {
            each(chosen, lists, Change::In);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    In,
    Out,
}

fn apply<F: Listed + InList>(fact: &F, lists: &mut Lists, change: Change) {
    let list = F::list_mut(lists);
    match change {
        Change::In => insert_sorted(list, fact.clone(), |it| fact.is_before(it)),
        Change::Out => list.retain(|it| it != fact),
    }
}

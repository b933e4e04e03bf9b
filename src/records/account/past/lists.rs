use super::choice::Choice;
use crate::account::ledger::{InList, Lists, Runs};
use crate::account::versions::{FactTrail, Standing};
use crate::account::{Fact, FactKind, facts, kept_facts};
use crate::intake::{Listed, insert_sorted};
use crate::timeline::MonthAmount;

macro_rules! define_lists {
    (
        documented { $($documented:tt)* }
        monthly { $($monthly:tt)* }
        listed { $($listed:tt)* }
        kept {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $list:ident: [$Item:ty] by $record:ident;)*
        }
    ) => {
        /// The kinds of facts that stand in lists, but for document flows.
        pub(super) const LISTED: &[FactKind] = &[
            FactKind::Instalments,
            FactKind::Dispute,
            FactKind::Breach,
            FactKind::TemporaryLimit,
            FactKind::Security,
            FactKind::Incident,
            FactKind::Contract,
            $(FactKind::$Kind,)*
        ];

        fn each(fact: &Fact, lists: &mut Lists, change: Change) {
            match fact {
                Fact::Instalments(it) => apply(it, lists, change),
                Fact::Dispute(it) => apply(it, lists, change),
                Fact::Breach(it) => apply(it, lists, change),
                Fact::TemporaryLimit(it) => apply(it, lists, change),
                Fact::Security(it) => apply(it, lists, change),
                Fact::Incident(it) => apply(it, lists, change),
                Fact::Contract(it) => apply(&**it, lists, change),
                $(Fact::$Kind(it) => apply(&**it, lists, change),)*
                Fact::Sale(_)
                | Fact::Order(_)
                | Fact::Invoice(_)
                | Fact::Payment(_)
                | Fact::Expense(_)
                | Fact::Plan(_)
                | Fact::Budget(_)
                | Fact::DocumentFlow(_) => {}
            }
        }
    };
}

facts!(define_lists);

/// Puts the chosen versions of plans and budgets into their runs.
pub(super) fn months<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    runs: &mut Runs,
) {
    for (kind, run) in [(FactKind::Plan, &mut runs.plans), (FactKind::Budget, &mut runs.budgets)] {
        for trail in choice.history.of_kind(kind) {
            if let Some(last) = trail.last().and_then(agreed) {
                run.retain(|it| it.month() != last.month());
            }
            if let Some(chosen) = choice.of(trail).fact().and_then(agreed) {
                insert_sorted(run, chosen, |it| it.month() > chosen.month());
            }
        }
    }
}

/// The amount that a plan or a budget sets for its month.
pub(super) fn agreed(fact: &Fact) -> Option<MonthAmount> {
    match fact {
        Fact::Plan(it) => Some(MonthAmount::new(it.month, it.amount.amount())),
        Fact::Budget(it) => Some(MonthAmount::new(it.month, it.amount.amount())),
        Fact::Sale(_)
        | Fact::Order(_)
        | Fact::Invoice(_)
        | Fact::Payment(_)
        | Fact::Expense(_)
        | Fact::DocumentFlow(_)
        | Fact::Instalments(_)
        | Fact::Dispute(_)
        | Fact::Breach(_)
        | Fact::TemporaryLimit(_)
        | Fact::Security(_)
        | Fact::Incident(_)
        | Fact::Contract(_)
        | kept_facts!() => None,
    }
}

/// Puts the chosen versions of listed facts into the lists, but for document flows.
pub(super) fn lists<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    lists: &mut Lists,
) {
    for trail in choice.history.trails() {
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

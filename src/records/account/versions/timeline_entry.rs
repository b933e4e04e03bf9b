use crate::account::{Fact, FactKind, kept_facts};
use crate::calendar::Day;
use crate::money::Money;

/// The day and amount of a sale or an expense in the timeline of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TimelineEntry {
    pub(crate) kind: FactKind,
    pub(crate) day: Day,
    pub(crate) amount: Money,
}

impl TimelineEntry {
    /// The entry of a fact; `None` for a fact that stands in no timeline.
    pub(crate) const fn from_fact(fact: &Fact) -> Option<Self> {
        let (kind, day, amount) = match fact {
            Fact::Sale(it) => (FactKind::Sale, it.date, it.amount),
            Fact::Expense(it) => (FactKind::Expense, it.date, it.amount),
            Fact::Order(_)
            | Fact::Invoice(_)
            | Fact::Payment(_)
            | Fact::Plan(_)
            | Fact::Budget(_)
            | Fact::DocumentFlow(_)
            | Fact::Instalments(_)
            | Fact::Dispute(_)
            | Fact::Breach(_)
            | Fact::TemporaryLimit(_)
            | Fact::Security(_)
            | Fact::Incident(_)
            | Fact::Contract(_)
            | kept_facts!() => return None,
        };
        Some(Self { kind, day, amount })
    }
}

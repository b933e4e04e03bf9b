use super::{CustomerTerm, CustomerTerms, TermKind, TermStatement};
use crate::calendar::{AsOf, Day};
use crate::intake::insert_sorted;

/// The terms of a customer that were stated for a day, in the order of their days; before them the
/// terms that held until then.
///
/// Empty for a customer whose terms were never stated for a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TermTrail(Vec<TermStatement>);

impl TermTrail {
    /// Notes that a term is known from a day on. `current` is the term of its kind that holds now:
    /// the first statement of a kind keeps it as what held before.
    pub(crate) fn state(&mut self, on: Day, term: CustomerTerm, current: CustomerTerm) {
        if !self.0.iter().any(|it| it.term.kind() == term.kind()) {
            self.insert(None, current);
        }
        self.insert(Some(on), term);
    }

    /// Drops the statements of a kind.
    pub(crate) fn forget(&mut self, kind: TermKind) {
        self.0.retain(|it| it.term.kind() != kind);
    }

    /// Statements of one day stand in the order in which they were made.
    fn insert(&mut self, on: Option<Day>, term: CustomerTerm) {
        insert_sorted(&mut self.0, TermStatement { on, term }, |it| it.on > on);
    }

    /// The day of the last statement.
    pub(crate) fn last_change(&self) -> Option<Day> {
        self.0.last().and_then(|it| it.on)
    }

    /// The terms as of `t`, made from those that hold now.
    pub(crate) fn as_of(&self, t: AsOf, now: CustomerTerms) -> CustomerTerms {
        let known = self.0.iter().filter(|it| it.on.is_none_or(|on| t.sees(on)));
        known.fold(now, |mut terms, it| {
            terms.set(it.term.clone());
            terms
        })
    }

    /// The term of the kind of another that holds by the last statement.
    pub(crate) fn latest(&self, kind: TermKind) -> Option<&CustomerTerm> {
        self.0.iter().rev().map(|it| &it.term).find(|term| term.kind() == kind)
    }

    /// The term of a kind by the last statement known at `t`; `None` for a kind that was never
    /// stated for a day.
    pub(crate) fn known_at(&self, kind: TermKind, t: AsOf) -> Option<&CustomerTerm> {
        let of_kind = self.0.iter().rev().filter(|it| it.term.kind() == kind);
        let mut known = of_kind.filter(|it| it.on.is_none_or(|on| t.sees(on)));
        known.next().map(|it| &it.term)
    }

    /// The statements of all kinds in their order.
    pub(crate) fn statements(&self) -> &[TermStatement] {
        &self.0
    }
}

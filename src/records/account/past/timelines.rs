use super::choice::Choice;
use crate::account::ledger::{
    DocumentHeader, Documents, GroupDays, Ledger, ProductGroups, Sparse, Stored,
};
use crate::account::versions::{FactTrail, History, Standing, TimelineEntry, TouchedDay};
use crate::account::{Fact, FactKind, FactName, RecordError, facts};
use crate::calendar::Day;
use crate::id::CustomerKey;
use crate::intake::Entry;
use crate::money::Total;
use crate::timeline::{DayChange, TotalRange};

/// Puts the timeline of a kind by the chosen versions in `days`. `run` is the one that stands now.
pub(super) fn timeline<'h, F: Stored, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    run: &[F::Entry],
    days: &mut Vec<F::Entry>,
) -> Option<()> {
    let documents = F::stored(&choice.ledger.tables).documents();
    F::Entry::changed(run, &changes(choice, F::KIND, documents), days)
}

/// The days on which other documents stand by the chosen versions than now.
fn changes<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    kind: FactKind,
    documents: &Documents,
) -> Vec<DayChange> {
    let trails = choice.history.of_kind(kind);
    let now = |trail: &'h FactTrail| trail.last().and_then(TimelineEntry::from_fact);
    let then = |trail| choice.of(trail).fact().and_then(TimelineEntry::from_fact);
    let is_positive = |header: DocumentHeader| header.amount.is_positive();
    let mut changes: Vec<DayChange> = Vec::new();
    for trail in trails.iter().filter(|trail| choice.is_other(trail)) {
        for TimelineEntry { day, .. } in now(trail).into_iter().chain(then(trail)) {
            let Err(place) = changes.binary_search_by_key(&day, |it| it.day) else { continue };
            let firm = choice.history.firm_on(TouchedDay { kind, day });
            let has_positive = firm.iter().any(|it| documents.header(*it).is_some_and(is_positive));
            let has_document = !firm.is_empty();
            changes.insert(place, DayChange { day, by: Total::ZERO, has_document, has_positive });
        }
    }
    let mut at = |day: Day, change: &dyn Fn(&mut DayChange)| {
        let place = changes.binary_search_by_key(&day, |it| it.day).ok();
        if let Some(it) = place.and_then(|place| changes.get_mut(place)) {
            change(it);
        }
    };
    for trail in trails {
        if let Some(TimelineEntry { day, amount, .. }) = now(trail) {
            let amount = amount.amount();
            at(day, &|it| it.by = it.by.minus(amount));
        }
        if let Some(TimelineEntry { day, amount, .. }) = then(trail) {
            let amount = amount.amount();
            at(day, &|it| {
                it.by = it.by.plus(amount);
                it.has_document = true;
                it.has_positive |= amount.is_positive();
            });
        }
    }
    changes
}

/// The order days in product groups by the chosen versions of sales; `None` where there are none.
pub(super) fn product_groups<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    sparse: Option<&Sparse>,
) -> Option<Vec<GroupDays>> {
    let recorded = sparse.map_or(&[][..], Sparse::group_days);
    let trails = choice.history.of_kind(FactKind::Sale);
    let names_group = |fact: &Fact| matches!(fact, Fact::Sale(sale) if !sale.groups.is_empty());
    let mut chosen = trails.iter().filter_map(|trail| choice.of(trail).fact());
    if recorded.is_empty() && !chosen.any(names_group) {
        return None;
    }
    let mut groups = recorded.to_vec();
    let (known, documents) = (&choice.ledger.groups, choice.ledger.tables.sales.documents());
    for (day, firm) in choice.history.touched(FactKind::Sale) {
        ProductGroups::forget_day(&mut groups, day);
        let is_positive =
            |it: &&u32| documents.header(**it).is_some_and(|it| it.amount.is_positive());
        for document in firm.iter().filter(is_positive) {
            known.note_order_day(&mut groups, *document, day);
        }
    }
    for trail in trails {
        if let Some(Fact::Sale(sale)) = choice.of(trail).fact()
            && sale.amount.amount().is_positive()
        {
            known.note_names(&mut groups, &sale.groups, sale.date);
        }
    }
    groups.retain(GroupDays::has_days);
    Some(groups)
}

macro_rules! define_fits {
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
        /// Tells whether the running totals of a timeline fit by any choice of versions, one more
        /// version among them. A version that is void adds nothing.
        pub(crate) fn fits(
            ledger: &Ledger,
            key: CustomerKey,
            history: &History,
            fact: &Fact,
        ) -> bool {
            let Ok(row) = ledger.row(key) else { return true };
            let (tables, spans, kind) = (&ledger.tables, &row.spans, fact.kind());
            match fact {
                $(Fact::$Kind(_) => {
                    let run = tables.$table.run(spans.$table);
                    !kind.is_timeline() || fits_beside(history, kind, run, Some(fact))
                })*
                $($(Fact::$OtherKind(_))|*)|* => true,
            }
        }
    };
}

facts!(define_fits);

/// The refusal of a fact that takes a running total out of range.
pub(crate) fn overflow(name: &FactName, fact: Option<&Fact>) -> RecordError {
    let amount = fact.and_then(TimelineEntry::from_fact).map(|it| it.amount.to_string());
    let (kind, name) = (name.kind, name.number.clone());
    RecordError::Overflow { kind, name, amount: amount.unwrap_or_default() }
}

/// Tells whether the running totals of a run, in which the last versions stand, fit by any choice
/// of versions, one more version among them.
///
/// Of each fact one version stands at a time, or none. So the largest gain and the largest loss of
/// each are added to what stands without versions, and no day has to be tried.
pub(crate) fn fits_beside<E: Entry>(
    history: &History,
    kind: FactKind,
    run: &[E],
    more: Option<&Fact>,
) -> bool {
    let trails = history.of_kind(kind);
    if trails.is_empty() {
        return true;
    }
    let amount = |fact: &Fact| {
        let entry = TimelineEntry::from_fact(fact);
        entry.map_or(Total::ZERO, |it| it.amount.amount().to_total())
    };
    let mut more = more.map(|fact| (fact.name(), amount(fact)));
    let standing = trails.iter().filter_map(|it| TimelineEntry::from_fact(it.last()?));
    let mut standing: Vec<_> = standing.map(|it| (it.day, it.amount.amount())).collect();
    standing.sort_unstable();
    let TotalRange { mut lowest, mut highest } = E::range_without(run, &standing);
    let mut add = |versions: &mut dyn Iterator<Item = Total>| {
        let range = versions
            .fold((Total::ZERO, Total::ZERO), |(low, high), it| (low.min(it), high.max(it)));
        lowest = lowest.plus(range.0);
        highest = highest.plus(range.1);
    };
    for trail in trails {
        let again = more.take_if(|(name, _)| *name == trail.name).map(|(_, amount)| amount);
        add(&mut trail.facts().map(amount).chain(again));
    }
    add(&mut more.into_iter().map(|(_, amount)| amount));
    lowest.to_amount().is_some() && highest.to_amount().is_some()
}

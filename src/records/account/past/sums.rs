//! Sums over customers that are merged, or were: they fit on whatever day the customers are one.

use super::lists::agreed;
use crate::account::ledger::Ledger;
use crate::account::versions::{FactTrail, TimelineEntry};
use crate::account::{Fact, FactKind, facts};
use crate::id::CustomerKey;
use crate::intake::Entry;
use crate::money::{Amount, Total};
use crate::timeline::{DayTotal, MonthAmount};

/// A size that no sum over two customers, and over all that were ever merged with either, exceeds;
/// `None` where a sum does not fit.
pub(super) fn bound_of_both(
    ledger: &Ledger,
    one: CustomerKey,
    other: CustomerKey,
) -> Option<Total> {
    let own = bound(ledger, one);
    let together =
        if ledger.merges.were_ever_one(one, other) { own } else { own.plus(bound(ledger, other)) };
    if together.to_amount().is_some() {
        return Some(together);
    }
    // The bound is all kinds together: each may fit all the same.
    let mut all = [members(ledger, &one), members(ledger, &other)].concat();
    all.sort_unstable();
    all.dedup();
    let mut sums =
        summed_kinds().map(|kind| sum(ledger, &all, kind, |key| largest(ledger, key, kind)));
    sums.try_fold(Total::ZERO, |bound, sum| sum.to_amount().map(|_| bound.plus(sum)))
}

/// A size that no sum over all that were ever merged with a customer exceeds: the last one noted,
/// or the sizes of all kinds together.
fn bound(ledger: &Ledger, key: CustomerKey) -> Total {
    ledger.merges.bound(key).unwrap_or_else(|| {
        let all = members(ledger, &key);
        let sums =
            summed_kinds().map(|kind| sum(ledger, all, kind, |key| largest(ledger, key, kind)));
        sums.fold(Total::ZERO, Total::plus)
    })
}

/// The customers that were ever merged with one, it itself included.
fn members<'l>(ledger: &'l Ledger, key: &'l CustomerKey) -> &'l [CustomerKey] {
    let all = ledger.merges.ever_with(*key);
    if all.is_empty() { std::slice::from_ref(key) } else { all }
}

/// Tells whether the amounts of a kind of facts are summed.
fn is_summed(kind: FactKind) -> bool {
    kind.is_timeline() || FactKind::MONTHLY.contains(&kind)
}

fn summed_kinds() -> impl Iterator<Item = FactKind> {
    let kinds = FactKind::DOCUMENTED.iter().chain(FactKind::MONTHLY).copied();
    kinds.filter(|kind| is_summed(*kind))
}

/// The sizes of facts of which each may come into a sum.
fn sizes(facts: &[&Fact]) -> Total {
    let sizes = facts.iter().filter_map(|fact| summed(fact)).map(|it| it.to_total().size());
    sizes.fold(Total::ZERO, Total::plus)
}

/// Tells whether facts of one kind leave the sums of all that were ever merged with their customer
/// in range. A fact that will be in the run and among the versions is named twice.
pub(crate) fn fits_merged(ledger: &Ledger, key: CustomerKey, facts: &[&Fact]) -> bool {
    let Some(kind) = facts.first().map(|fact| fact.kind()) else { return true };
    let customers = ledger.merges.ever_with(key);
    if customers.is_empty() || !is_summed(kind) {
        return true;
    }
    let more = sizes(facts);
    let exact = || sum(ledger, customers, kind, |key| largest(ledger, key, kind));
    let bound = ledger.merges.bound(key);
    debug_assert!(bound.is_none_or(|it| exact() <= it), "every change is noted");
    let fits = |size: Total| size.plus(more).to_amount().is_some();
    bound.is_some_and(fits) || fits(exact())
}

/// Notes facts that were recorded or revised with the sizes of those merged with their customer. A
/// fact that is in the run and among the versions is named twice.
pub(crate) fn note_merged(ledger: &mut Ledger, key: CustomerKey, facts: &[&Fact]) {
    if ledger.merges.ever_with(key).is_empty() {
        return;
    }
    let bound = ledger.merges.bound(key);
    let bound = bound.map_or_else(|| self::bound(ledger, key), |it| it.plus(sizes(facts)));
    ledger.merges.set_bound(key, Some(bound));
}

/// Tells whether the sums of customers that were ever merged fit, with the run of each in the place
/// of what it has of the kind.
pub(crate) fn runs_fit_merged<'r>(
    ledger: &Ledger,
    group: &[CustomerKey],
    kind: FactKind,
    run: impl Fn(CustomerKey) -> &'r [DayTotal],
) -> bool {
    let sum = sum(ledger, group, kind, |key| DayTotal::largest_total(run(key)));
    sum.to_amount().is_some()
}

/// Tells whether the amounts of a month of customers that were ever merged fit, with the run of
/// each in the place of what it has of the kind.
pub(crate) fn months_fit_merged<'r>(
    ledger: &Ledger,
    group: &[CustomerKey],
    kind: FactKind,
    run: impl Fn(CustomerKey) -> &'r [MonthAmount],
) -> bool {
    let sum = sum(ledger, group, kind, |key| largest_month(run(key)));
    sum.to_amount().is_some()
}

/// The largest total of each customer and all amounts of its versions together: by sizes, so that
/// no day has to be tried.
fn sum(
    ledger: &Ledger,
    customers: &[CustomerKey],
    kind: FactKind,
    largest: impl Fn(CustomerKey) -> Total,
) -> Total {
    let of_versions = |key| {
        let history = ledger.histories.get(&key);
        let trails = history.map_or(&[][..], |history| history.of_kind(kind));
        let facts = trails.iter().flat_map(FactTrail::facts);
        facts.filter_map(summed).fold(Total::ZERO, |sum, it| sum.plus(it.to_total().size()))
    };
    let each = |sum: Total, key: &CustomerKey| sum.plus(largest(*key)).plus(of_versions(*key));
    customers.iter().fold(Total::ZERO, each)
}

/// The amount of a fact that is summed over merged customers.
fn summed(fact: &Fact) -> Option<Amount> {
    let of_month = agreed(fact).map(MonthAmount::amount);
    of_month.or_else(|| Some(TimelineEntry::from_fact(fact)?.amount.amount()))
}

macro_rules! define_largest {
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
        /// The largest total of a kind that a customer has by the facts that stand now.
        fn largest(ledger: &Ledger, key: CustomerKey, kind: FactKind) -> Total {
            let Ok(row) = ledger.row(key) else { return Total::ZERO };
            let (tables, spans) = (&ledger.tables, &row.spans);
            match kind {
                $(FactKind::$Kind => Entry::largest_total(tables.$table.run(spans.$table)),)*
                $(FactKind::$MonthKind => largest_month(tables.$months.slice(spans.$months)),)*
                $($(FactKind::$ListKind |)*)* FactKind::Limit => Total::ZERO,
            }
        }
    };
}

facts!(define_largest);

/// The largest amount of a month, whichever sign it has.
fn largest_month(months: &[MonthAmount]) -> Total {
    let sizes = months.iter().map(|it| it.amount().to_total().size());
    sizes.max_by_key(|it| it.minor()).unwrap_or(Total::ZERO)
}

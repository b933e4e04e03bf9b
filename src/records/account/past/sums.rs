//! Sums over customers that are merged, or were: they fit on whatever day the customers are one.

use super::lists::agreed;
use crate::account::ledger::Ledger;
use crate::account::versions::{FactTrail, TimelineEntry};
use crate::account::{Fact, FactKind, facts};
use crate::id::CustomerKey;
use crate::intake::Entry;
use crate::money::{Amount, Total};
use crate::timeline::{DayTotal, MonthAmount};

/// Tells whether all sums of customers fit.
pub(super) fn all_sums_fit(ledger: &Ledger, customers: &[CustomerKey]) -> bool {
    let kinds = FactKind::DOCUMENTED.iter().chain(FactKind::MONTHLY);
    kinds.copied().filter(|kind| is_summed(*kind)).all(|kind| {
        sums_fit(ledger, customers, kind, Total::ZERO, |key| largest(ledger, key, kind))
    })
}

/// Tells whether the amounts of a kind of facts are summed.
fn is_summed(kind: FactKind) -> bool {
    kind.is_timeline() || FactKind::MONTHLY.contains(&kind)
}

/// Tells whether facts of one kind leave the sums of all that were ever merged with their customer
/// in range. A fact that will be in the run and among the versions is named twice.
pub(crate) fn fits_merged(ledger: &Ledger, key: CustomerKey, facts: &[&Fact]) -> bool {
    let Some(kind) = facts.first().map(|fact| fact.kind()) else { return true };
    if ledger.merges.is_empty() || !is_summed(kind) {
        return true;
    }
    let sizes = facts.iter().filter_map(|fact| summed(fact)).map(|it| it.to_total().size());
    let more = sizes.fold(Total::ZERO, Total::plus);
    let customers = ledger.merges.ever_with(key);
    sums_fit(ledger, &customers, kind, more, |key| largest(ledger, key, kind))
}

/// Tells whether the sums of all that were ever merged with a customer fit, with the run of each in
/// the place of what it has of the kind.
pub(crate) fn runs_fit_merged<'r>(
    ledger: &Ledger,
    key: CustomerKey,
    kind: FactKind,
    run: impl Fn(CustomerKey) -> &'r [DayTotal],
) -> bool {
    let customers = ledger.merges.ever_with(key);
    sums_fit(ledger, &customers, kind, Total::ZERO, |key| DayTotal::largest_total(run(key)))
}

/// Tells whether the amounts of a month of all that were ever merged with a customer fit, with the
/// run of each in the place of what it has of the kind.
pub(crate) fn months_fit_merged<'r>(
    ledger: &Ledger,
    key: CustomerKey,
    kind: FactKind,
    run: impl Fn(CustomerKey) -> &'r [MonthAmount],
) -> bool {
    let customers = ledger.merges.ever_with(key);
    sums_fit(ledger, &customers, kind, Total::ZERO, |key| largest_month(run(key)))
}

/// Tells whether the largest total of each customer, all amounts of its versions and one more fit
/// together: by sizes, so that no day has to be tried. One customer alone has checks of its own.
fn sums_fit(
    ledger: &Ledger,
    customers: &[CustomerKey],
    kind: FactKind,
    more: Total,
    largest: impl Fn(CustomerKey) -> Total,
) -> bool {
    let of_versions = |key| {
        let history = ledger.histories.get(&key);
        let trails = history.map_or(&[][..], |history| history.of_kind(kind));
        let facts = trails.iter().flat_map(FactTrail::facts);
        facts.filter_map(summed).fold(Total::ZERO, |sum, it| sum.plus(it.to_total().size()))
    };
    let each = |sum: Total, key: &CustomerKey| sum.plus(largest(*key)).plus(of_versions(*key));
    customers.len() < 2 || customers.iter().fold(more, each).to_amount().is_some()
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

//! Recording facts of different customers on two threads.

use std::mem;

use super::record;
use super::sale::{Sales, note_sale, tell};
use crate::account::{CustomerFact, Fact, Feeds, Ledger, RecordError};
use crate::engine::{Span, parallel};
use crate::id::CustomerKey;

/// Records facts and gives the feeds after each that is recorded. Sales of the same customer follow
/// one another, and no fact refers to a sale.
///
/// Ledger and answers are those of recording one fact after the other. With the feature `rayon` one
/// thread records the sales while another records all else: a fact of either changes nothing that
/// the other reads.
pub(crate) fn record_in_parallel(
    ledger: &mut Ledger,
    facts: &[CustomerFact],
) -> Vec<Result<Feeds, Box<RecordError>>> {
    let mut feeds = ledger.feeds;
    let sales = facts.iter().filter_map(|CustomerFact { customer: key, fact }| {
        let Fact::Sale(sale) = fact else { return None };
        Some((*key, sale, ledger.row(*key).map(|row| row.spans.sales)))
    });
    let sales: Vec<_> = sales.collect();
    let currency = ledger.currency;
    let mut table = mem::take(&mut ledger.tables.sales);
    let mut groups = mem::take(&mut ledger.groups);
    let mut owner = Sales { currency, table: &mut table, groups: &mut groups };
    let record_sales = || {
        let mut before: Option<(CustomerKey, Span)> = None;
        let recorded = sales.into_iter().map(|(key, sale, span)| {
            let own = before.filter(|(customer, _)| *customer == key);
            let mut span = own.map_or(span, |(_, span)| Ok(span))?;
            let handle = owner.record(key, &mut span, sale)?;
            before = Some((key, span));
            Ok::<_, Box<RecordError>>((span, handle))
        });
        recorded.collect::<Vec<_>>()
    };
    let record_others = || {
        let others = facts.iter().filter(|it| !matches!(it.fact, Fact::Sale(_)));
        let recorded = others.map(|it| {
            record(ledger, it.customer, &it.fact)?;
            Ok::<_, Box<RecordError>>(ledger.feeds)
        });
        recorded.collect::<Vec<_>>()
    };
    let (sales, others) = parallel::join(record_sales, record_others);
    (ledger.tables.sales, ledger.groups) = (table, groups);
    // Each has an answer for every fact of its own, in their order.
    let (mut sales, mut others) = (sales.into_iter(), others.into_iter());
    let answers = facts.iter().filter_map(|CustomerFact { customer: key, fact }| {
        Some(if let Fact::Sale(sale) = fact {
            let recorded = sales.next()?.map_err(|error| tell(ledger, *key, sale, *error).into());
            recorded.and_then(|(span, handle)| {
                note_sale(ledger, *key, sale, span, handle)?;
                feeds.sales_from = ledger.feeds.sales_from;
                Ok(feeds)
            })
        } else {
            others.next()?.map(|after| {
                feeds = Feeds { sales_from: feeds.sales_from, ..after };
                feeds
            })
        })
    });
    answers.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;
    use crate::expense::Expense;
    use crate::receivable::{Invoice, Payment};
    use crate::trade::Sale;

    /// A sale, invoice, payment or expense, or a sale of a product group.
    fn fact(kind: char, number: &str, day: &str) -> Fact {
        let (document, amount) = (number.parse().unwrap(), "CNY 5".parse().unwrap());
        let day = day.parse().unwrap();
        match kind {
            's' => Sale::new(document, day, amount).into(),
            'g' => Sale::new(document, day, amount).with_groups(["Tools".parse().unwrap()]).into(),
            'i' => Invoice::new(document, day, day.offset(30), amount).into(),
            'p' => Payment::new(document, day, amount).into(),
            _ => Expense::new(document, day, amount).into(),
        }
    }

    #[test]
    fn facts_recorded_in_parallel_are_as_recorded_one_after_the_other() {
        let mut parallel = Ledger::new("CNY".parse().unwrap());
        parallel.open_many(20);
        let mut plain = parallel.clone();
        let facts = [
            (0, fact('e', "1", "2025-03-01")),
            (1, fact('s', "1", "2025-05-01")),
            (2, fact('e', "2", "2025-04-01")),
            (3, fact('g', "2", "2025-01-01")),
            (4, fact('p', "1", "2025-02-01")),
            // Numbers that others have, and customers that there are not.
            (5, fact('s', "1", "2025-05-01")),
            // More of a customer: the place of its first is not that of the next.
            (12, fact('s', "5", "2025-05-01")),
            (12, fact('e', "5", "2025-05-02")),
            (12, fact('s', "6", "2025-04-01")),
            (12, fact('s', "5", "2025-07-01")),
            (12, fact('g', "7", "2025-06-01")),
            (6, fact('s', "2", "2024-01-01")),
            (7, fact('e', "1", "2024-01-01")),
            (20, fact('s', "3", "2024-01-01")),
            (21, fact('i', "1", "2024-01-01")),
            (8, fact('i', "2", "2024-12-01")),
            (9, fact('s', "3", "2024-12-02")),
            (10, fact('e', "3", "2024-12-03")),
            (11, fact('g', "4", "2026-01-01")),
        ]
        .map(|(position, fact)| CustomerFact::new(CustomerKey::from_position(position), fact));
        let one_by_one = facts.iter().map(|it| {
            plain.record(it.customer, &it.fact)?;
            Ok(plain.feeds())
        });
        let one_by_one: Vec<Result<Feeds, Box<RecordError>>> = one_by_one.collect();
        assert_eq!(parallel.record_in_parallel(&facts), one_by_one);
        assert_eq!(one_by_one.iter().filter(|it| it.is_err()).count(), 5);
        assert_eq!(format!("{parallel:?}"), format!("{plain:?}"));
    }
}

//! How sales are recorded, and facts of many customers with sales apart from the rest.

use std::mem;

use super::ledger::Ledger;
use super::{Fact, Feeds, RecordError};
use crate::engine::{Span, parallel};
use crate::id::CustomerKey;
use crate::trade::Sale;

impl Ledger {
    pub(super) fn record_sale(&mut self, key: CustomerKey, sale: &Sale) -> Result<(), RecordError> {
        let mut span = self.row(key)?.sales;
        let handle = self.sold.take(self.currency, key, &mut span, sale)?;
        self.note_sold(key, sale, span, handle)
    }

    /// Notes with the customer what has become of its sales.
    fn note_sold(
        &mut self,
        key: CustomerKey,
        sale: &Sale,
        span: Span,
        handle: u32,
    ) -> Result<(), RecordError> {
        self.row_mut(key)?.sales = span;
        Feeds::note(&mut self.feeds.sales_from, sale.date);
        if !sale.groups.is_empty() && sale.amount.amount().is_positive() {
            self.note_group_day(key, handle, sale.date)?;
        }
        Ok(())
    }

    /// Records facts of which no two are about the same customer, and gives the feeds after each that is taken: the same
    /// as [`record`](Self::record) of one after the other. With the feature `rayon` one thread takes the sales while another
    /// takes everything else; a fact of either changes nothing that the other reads, but of its own customer.
    pub(crate) fn record_apart(
        &mut self,
        facts: &[(CustomerKey, Fact)],
    ) -> Vec<Result<Feeds, Box<RecordError>>> {
        let mut feeds = self.feeds;
        let sales = facts.iter().filter_map(|(key, fact)| {
            let Fact::Sale(sale) = fact else { return None };
            Some((*key, sale, self.row(*key).map(|row| row.sales)))
        });
        let sales: Vec<_> = sales.collect();
        let (currency, mut sold) = (self.currency, mem::take(&mut self.sold));
        let take_sales = || {
            let taken = sales.into_iter().map(|(key, sale, span)| {
                let mut span = span?;
                let handle = sold.take(currency, key, &mut span, sale)?;
                Ok::<_, Box<RecordError>>((span, handle))
            });
            taken.collect::<Vec<_>>()
        };
        let take_others = || {
            let others = facts.iter().filter(|(_, fact)| !matches!(fact, Fact::Sale(_)));
            let taken = others.map(|(key, fact)| {
                self.record(*key, fact)?;
                Ok::<_, Box<RecordError>>(self.feeds)
            });
            taken.collect::<Vec<_>>()
        };
        let (taken, others) = parallel::join(take_sales, take_others);
        self.sold = sold;
        // Each has an answer for every fact of its own, in their order.
        let (mut taken, mut others) = (taken.into_iter(), others.into_iter());
        let answers = facts.iter().filter_map(|(key, fact)| {
            Some(if let Fact::Sale(sale) = fact {
                taken.next()?.and_then(|(span, handle)| {
                    self.note_sold(*key, sale, span, handle)?;
                    feeds.sales_from = self.feeds.sales_from;
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
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;
    use crate::expense::Expense;
    use crate::receivable::{Invoice, Payment};

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
    fn facts_recorded_apart_are_one_after_the_other() {
        let mut apart = Ledger::new("CNY".parse().unwrap());
        apart.open_many(20);
        let mut plain = apart.clone();
        let facts = [
            (0, fact('e', "1", "2025-03-01")),
            (1, fact('s', "1", "2025-05-01")),
            (2, fact('e', "2", "2025-04-01")),
            (3, fact('g', "2", "2025-01-01")),
            (4, fact('p', "1", "2025-02-01")),
            // Numbers that others have, and customers that there are not.
            (5, fact('s', "1", "2025-05-01")),
            (6, fact('s', "2", "2024-01-01")),
            (7, fact('e', "1", "2024-01-01")),
            (20, fact('s', "3", "2024-01-01")),
            (21, fact('i', "1", "2024-01-01")),
            (8, fact('i', "2", "2024-12-01")),
            (9, fact('s', "3", "2024-12-02")),
            (10, fact('e', "3", "2024-12-03")),
            (11, fact('g', "4", "2026-01-01")),
        ]
        .map(|(position, fact)| (CustomerKey::from_position(position), fact));
        let one_by_one = facts.iter().map(|(key, fact)| {
            plain.record(*key, fact)?;
            Ok(plain.feeds())
        });
        let one_by_one: Vec<Result<Feeds, Box<RecordError>>> = one_by_one.collect();
        assert_eq!(apart.record_apart(&facts), one_by_one);
        assert_eq!(one_by_one.iter().filter(|it| it.is_err()).count(), 5);
        assert_eq!(format!("{apart:?}"), format!("{plain:?}"));
    }
}

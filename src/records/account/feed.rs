use crate::calendar::{AsOf, Day};
use crate::intake::Feed;

/// The first day of each feed of a book.
///
/// # Rule
///
/// > A book that holds no fact of a kind up to `t` has no such feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Feeds {
    /// The first sale or return.
    pub sales_from: Option<Day>,
    /// The first invoice, payment or open order.
    pub receivables_from: Option<Day>,
    /// The first expense.
    pub expenses_from: Option<Day>,
    /// The first step of any contract.
    pub contracts_from: Option<Day>,
}

impl Feeds {
    /// No feed has begun.
    pub(crate) const NONE: Self = Self {
        sales_from: None,
        receivables_from: None,
        expenses_from: None,
        contracts_from: None,
    };

    /// Notes that a feed has a fact of a day.
    pub(crate) fn note(&mut self, feed: Feed, day: Day) {
        let from = match feed {
            Feed::Sales => &mut self.sales_from,
            Feed::Receivables => &mut self.receivables_from,
            Feed::Expenses => &mut self.expenses_from,
            Feed::Contracts => &mut self.contracts_from,
        };
        *from = Some(from.map_or(day, |first| first.min(day)));
    }

    /// The first day of a feed.
    pub(crate) const fn first(&self, feed: Feed) -> Option<Day> {
        match feed {
            Feed::Sales => self.sales_from,
            Feed::Receivables => self.receivables_from,
            Feed::Expenses => self.expenses_from,
            Feed::Contracts => self.contracts_from,
        }
    }

    /// Tells whether a feed had begun by `t`.
    pub fn began(feed: Option<Day>, t: AsOf) -> bool {
        feed.is_some_and(|first| t.sees(first))
    }
}

use std::num::NonZeroU16;

use super::orders_after::{OrderDays, OrdersAfter};
use crate::book::Book;
use crate::calendar::{AsOf, Day, Window};
use crate::feed::Feed;
use crate::id::CustomerKey;
use crate::valid::words;

words! {
    /// Knowledge of today about the days after a past day: the judgement of that day was right, it
    /// was not, or nobody can tell yet.
    #[doc(alias = "事后验证")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Hindsight as "a hindsight" {
        /// It came true.
        CameTrue = "came_true" => "came true",
        /// It did not, and cannot any more.
        DidNot = "did_not" => "did not come true",
        /// The days after it are not over, or facts of them are missing.
        Unknowable = "unknowable",
    }
}

/// The outcome of the loss rule: no order in a number of days after the day.
///
/// # Rule
///
/// > S21.4: lost, when there is no order day in the `days` after `t`. An order day that is seen
/// > says *did not* at once; without one it takes all these days, up to the last day known.
///
/// Silence is known up to the day to which sales are complete, and not on days that touch a stated
/// gap of sales: both as `known` knows them. A sale that is void by then is no order, one that was
/// learnt later is one. With a customer that has ended since, the silence came true.
///
/// A customer is judged by its own orders: those of all that were one with it on the day. From the
/// day on which it has become one with others, an order of any of them may be its own or theirs,
/// under whichever key it was recorded, so it is unknowable; what it ordered before, and a silence
/// of all of them, are known. A merge that is undone by `known` counts as none. A customer that was
/// merged into another on the day was not judged, so it is unknowable.
///
/// ```
/// use guanxi::backtest::{Hindsight, NoOrderWithin};
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::trade::Sale;
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// book.record(li, Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 100".parse()?))?;
/// let (t, days) = ("2026-01-31".parse()?, 90.try_into()?);
/// let early = NoOrderWithin { days, known: "2026-04-30".parse()? };
/// assert_eq!(early.hindsight(&book, li, t), Hindsight::Unknowable, "89 days");
/// let later = NoOrderWithin { days, known: "2026-05-01".parse()? };
/// assert_eq!(later.hindsight(&book, li, t), Hindsight::CameTrue);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoOrderWithin {
    /// The days after the day.
    pub days: NonZeroU16,
    /// The last day whose facts are known. Later facts are not seen.
    pub known: AsOf,
}

impl NoOrderWithin {
    /// The hindsight of a customer as of `t`.
    pub fn hindsight(&self, book: &Book, customer: CustomerKey, t: AsOf) -> Hindsight {
        let ledger = book.ledger();
        if ledger.is_gone_at(customer, t) {
            return Hindsight::Unknowable;
        }
        let last = t.day().offset(i32::from(self.days.get()));
        let until = AsOf::new(last.min(self.known.day()));
        let days = OrderDays { after: t, until, known: self.known };
        match OrdersAfter::new(ledger, customer, days) {
            Some(OrdersAfter::Own) => Hindsight::DidNot,
            Some(OrdersAfter::None) if self.knows_sales(book, t.day(), last) => Hindsight::CameTrue,
            Some(OrdersAfter::None | OrdersAfter::OfEither) | None => Hindsight::Unknowable,
        }
    }

    /// Tells whether no sale of the days after a day, up to the last one, is missing.
    fn knows_sales(self, book: &Book, after: Day, last: Day) -> bool {
        let feeds = book.feed_statements().as_of(self.known);
        let complete_to = feeds.watermarks.get(Feed::Sales).unwrap_or(last);
        let days = Window { after, until: last };
        let gap = feeds.gaps_in(Feed::Sales, days).next();
        self.known.sees(last) && last <= complete_to && gap.is_none()
    }
}

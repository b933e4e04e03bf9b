use std::num::NonZeroU16;

use crate::book::Book;
use crate::calendar::AsOf;
use crate::id::CustomerKey;
use crate::lapse::Rhythm;
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
/// A customer that was merged into another after the day is unknowable: its orders are the
/// survivor's. With one that has ended since, the silence came true.
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
        let is_own = book.survivor_at(customer, self.known) == customer;
        let account = book.account_at(customer, self.known).ok().filter(|_| is_own);
        let Some(account) = account else { return Hindsight::Unknowable };
        let until = t.day().offset(i32::from(self.days.get()));
        let seen = if self.known.sees(until) { AsOf::new(until) } else { self.known };
        let last = Rhythm::from_sales(account.view().sales(), seen).map(Rhythm::last);
        match last {
            Some(day) if !t.sees(day) => Hindsight::DidNot,
            _ if seen.day() < until => Hindsight::Unknowable,
            _ => Hindsight::CameTrue,
        }
    }
}

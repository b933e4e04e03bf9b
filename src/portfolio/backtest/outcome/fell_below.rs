use std::num::NonZeroU16;

use super::horizon::Horizon;
use super::own_accounts::OwnAccounts;
use super::{Aftermath, Hindsight};
use crate::account::AccountView;
use crate::book::Book;
use crate::calendar::{AsOf, Window};
use crate::feed::Feed;
use crate::id::CustomerKey;
use crate::measure::Ratio;
use crate::money::Total;
use crate::valid::words;

words! {
    /// The earlier days with which purchases are compared.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum EarlierDays as "earlier days" {
        /// As many days, the last of which is the day itself. A season counts as a fall.
        DaysBefore = "days_before" => "the days before",
        /// The same days a year before, by date.
        LastYear = "last_year" => "the same days of last year",
    }
}

/// The outcome of sales progress: net purchases fell.
///
/// # Rule
///
/// > S21.2: came true, when net purchases of the `days` after `t` are strictly below a share of
/// > those of as many days before, or of the same days a year before. All days have to be over,
/// > since goods can come back.
///
/// Unknowable where sales are not complete up to the last of the days or miss some of either
/// window; where the sales of the book begin within the earlier one; where the customer bought
/// nothing on balance in it, so that nothing can fall; and where it has become one with another
/// customer and either has bought since. With a customer that has ended since, purchases fell.
///
/// ```
/// use guanxi::backtest::{EarlierDays, FellBelow, Hindsight};
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::measure::Ratio;
/// use guanxi::trade::Sale;
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// for (day, amount) in [("2026-01-05", "CNY 100"), ("2026-02-05", "CNY 69.99")] {
///     book.record(li, Sale::new(day.parse()?, day.parse()?, amount.parse()?))?;
/// }
/// let outcome = FellBelow {
///     share: Ratio::from_percent(70),
///     of: EarlierDays::DaysBefore,
///     days: 27.try_into()?,
///     known: "2026-12-31".parse()?,
/// };
/// assert_eq!(outcome.hindsight(&book, li, "2026-01-31".parse()?), Hindsight::CameTrue);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FellBelow {
    /// The share of the earlier purchases strictly below which they fell.
    pub share: Ratio,
    /// The earlier days.
    pub of: EarlierDays,
    /// The number of days after the past day at which the outcome looks, at least 1.
    pub days: NonZeroU16,
    /// The last day whose facts are known. Later facts are not seen.
    pub known: AsOf,
}

impl FellBelow {
    /// The hindsight of a customer as of `t`.
    pub fn hindsight(&self, book: &Book, customer: CustomerKey, t: AsOf) -> Hindsight {
        let horizon = Horizon::new(t, self.days, self.known);
        let earlier = self.earlier(horizon);
        let is_known =
            horizon.is_known(book, Feed::Sales) && horizon.has_all(book, Feed::Sales, earlier);
        if !is_known {
            return Hindsight::Unknowable;
        }
        let accounts = OwnAccounts::new(book.ledger(), customer, horizon);
        let Some(accounts) = accounts.filter(|it| !it.may_have(has_sales)) else {
            return Hindsight::Unknowable;
        };
        let (own, later) = (accounts.own(), Window { after: t.day(), until: horizon.last });
        let begins_before = own.feeds().sales_from.is_some_and(|day| day <= earlier.first_day());
        let (before, after) = (own.sales().net(earlier), own.sales().net(later));
        if !begins_before || !before.is_positive() {
            Hindsight::Unknowable
        } else if self.share.is_missed_by(after.minor(), before.minor()) {
            Hindsight::CameTrue
        } else {
            Hindsight::DidNot
        }
    }

    /// The hindsight of a customer as of `t`, with the last of the days: before it is over nobody
    /// can tell.
    pub fn aftermath(&self, book: &Book, customer: CustomerKey, t: AsOf) -> Aftermath {
        let hindsight = self.hindsight(book, customer, t);
        let last = Horizon::new(t, self.days, self.known).last;
        Aftermath { hindsight, on: (hindsight == Hindsight::CameTrue).then_some(last) }
    }

    /// The window of the earlier days.
    fn earlier(&self, horizon: Horizon) -> Window {
        let (day, last) = (horizon.after.day(), horizon.last);
        match self.of {
            EarlierDays::DaysBefore => horizon.after.last_days(self.days.get()),
            EarlierDays::LastYear => {
                // The day before the first of them, so that a 29 February has its counterpart.
                let after = day.offset(1).year_earlier().offset(-1);
                Window { after, until: last.year_earlier() }
            }
        }
    }
}

fn has_sales(account: AccountView<'_>, days: Window) -> bool {
    let sales = account.sales();
    sales.active_days(days) > 0 || sales.net(days) != Total::ZERO
}

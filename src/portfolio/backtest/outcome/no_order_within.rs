use std::num::NonZeroU16;

use super::horizon::Horizon;
use super::own_accounts::OwnAccounts;
use super::{Aftermath, Hindsight};
use crate::account::AccountView;
use crate::book::Book;
use crate::calendar::{AsOf, Window};
use crate::feed::Feed;
use crate::id::CustomerKey;

/// The outcome of the loss rule: no order in a number of days after the day.
///
/// # Rule
///
/// > S21.4: came true, when there is no order day in the `days` after `t`. An order day that is
/// > seen says *did not* at once; without one it takes all these days, up to the last day known.
///
/// A silence of these days does not make a customer *lost*: that takes longer, by `loss.lost` of a
/// policy.
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
    /// The number of days after the past day at which the outcome looks, at least 1.
    pub days: NonZeroU16,
    /// The last day whose facts are known. Later facts are not seen.
    pub known: AsOf,
}

impl NoOrderWithin {
    /// The hindsight of a customer as of `t`.
    pub fn hindsight(&self, book: &Book, customer: CustomerKey, t: AsOf) -> Hindsight {
        self.aftermath(book, customer, t).hindsight
    }

    /// The hindsight of a customer as of `t`, with the day on which it has ordered nothing for all
    /// these days since its last order.
    pub fn aftermath(&self, book: &Book, customer: CustomerKey, t: AsOf) -> Aftermath {
        let horizon = Horizon::new(t, self.days, self.known);
        let Some(accounts) = OwnAccounts::new(book.ledger(), customer, horizon) else {
            return Hindsight::Unknowable.into();
        };
        if has_order(accounts.own(), accounts.own_days()) {
            return Hindsight::DidNot.into();
        }
        if accounts.may_have(has_order) || !horizon.is_known(book, Feed::Sales) {
            return Hindsight::Unknowable.into();
        }
        let last = accounts.own().sales().up_to(t.day()).last_active_day();
        let on = last.map(|day| day.offset(i32::from(self.days.get())));
        Aftermath { hindsight: Hindsight::CameTrue, on }
    }
}

fn has_order(account: AccountView<'_>, days: Window) -> bool {
    account.sales().active_days(days) > 0
}

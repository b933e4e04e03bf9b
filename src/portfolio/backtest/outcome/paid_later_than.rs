use std::collections::BTreeSet;
use std::num::NonZeroU16;

use super::horizon::Horizon;
use super::own_accounts::OwnAccounts;
use super::{Aftermath, Hindsight};
use crate::account::AccountView;
use crate::book::Book;
use crate::calendar::{AsOf, Day, Window};
use crate::feed::Feed;
use crate::id::CustomerKey;
use crate::receivable::{SmallChange, settle};

/// The outcome of debt: an item became overdue by more than a number of days.
///
/// # Rule
///
/// > S21.1: paid late, when on one of the `within` days after `t` an item is open that is past due
/// > by more than `days` for the first time: one that was open on `t`, or one invoiced since.
///
/// An item that was as late on `t` already is no news and says nothing. One that a credit note
/// settles was not paid late, one that is written off before was not either; see
/// [`WroteOff`](super::WroteOff). Goods on standing credit (floor stock) and the usual
/// [small change](SmallChange) are left out. Open items
/// are settled as everywhere, by what is known on `known` of the payments up to each day, so a
/// bounced cheque that is void by then has paid nothing.
///
/// An item that is seen late says *came true* at once, as far as receivables are complete up to
/// that day. That none is takes all these days. Days that touch a stated gap of receivables are not
/// known. From the day on which the customer has become one with another, and either has any
/// invoice, nobody can tell whose payment settles what.
///
/// ```
/// use guanxi::backtest::{Hindsight, PaidLaterThan};
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::receivable::Invoice;
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
/// book.record(li, Invoice::new("I1".parse()?, issued, due, "CNY 100".parse()?))?;
/// let outcome =
///     PaidLaterThan { days: 30, within: 90.try_into()?, known: "2026-12-31".parse()? };
/// let aftermath = outcome.aftermath(&book, li, "2026-01-31".parse()?);
/// assert_eq!(aftermath.hindsight, Hindsight::CameTrue);
/// assert_eq!(aftermath.on, Some("2026-03-03".parse()?), "31 days past due");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidLaterThan {
    /// The days past due that an item has to exceed.
    pub days: u16,
    /// The days after the day.
    pub within: NonZeroU16,
    /// The last day whose facts are known. Later facts are not seen.
    pub known: AsOf,
}

impl PaidLaterThan {
    /// The hindsight of a customer as of `t`.
    pub fn hindsight(&self, book: &Book, customer: CustomerKey, t: AsOf) -> Hindsight {
        self.aftermath(book, customer, t).hindsight
    }

    /// The hindsight of a customer as of `t`, with the first day on which an item is that late.
    pub fn aftermath(&self, book: &Book, customer: CustomerKey, t: AsOf) -> Aftermath {
        let horizon = Horizon::new(t, self.within, self.known);
        let Some(accounts) = OwnAccounts::new(book.ledger(), customer, horizon) else {
            return Hindsight::Unknowable.into();
        };
        let owes = |account: AccountView<'_>, _| !account.invoices().is_empty();
        if let Some(day) = self.first_late(accounts.own(), accounts.own_days()) {
            let days = Window { after: t.day(), until: day };
            return if horizon.has_all(book, Feed::Receivables, days) {
                Aftermath::came_true_on(day)
            } else {
                Hindsight::Unknowable.into()
            };
        }
        let is_known = !accounts.may_have(owes) && horizon.is_known(book, Feed::Receivables);
        if is_known { Hindsight::DidNot.into() } else { Hindsight::Unknowable.into() }
    }

    /// The first of some days on which an item is late for the first time.
    fn first_late(self, account: AccountView<'_>, days: Window) -> Option<Day> {
        let after = i32::from(self.days).checked_add(1)?;
        let dues = account.invoices().iter().map(|it| it.due());
        let parts = account.instalments().iter().flat_map(|it| it.parts.iter()).map(|it| it.due);
        let late = dues.chain(parts).map(|due| due.offset(after));
        let late: BTreeSet<Day> = late.filter(|day| days.contains(*day)).collect();
        late.into_iter().find(|day| {
            let mut is_late = false;
            settle(account.receivables(), AsOf::new(*day), |item| {
                let is_small = SmallChange::default().has(item.open);
                is_late |= !item.is_floor_stock && !is_small && item.days_past_due == after;
            });
            is_late
        })
    }
}

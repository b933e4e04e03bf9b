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
use crate::receivable::{Receivables, SmallChange, settle};

/// The outcome of debt: an item became overdue by more than a number of days.
///
/// # Rule
///
/// > S21.1: came true, when on one of the `days` after `t` an item is open that is more than
/// > `days_past_due` days past due, and that was not open as late on `t`.
///
/// An item is an invoice, an instalment of one, or a refund or gain of exchange beyond all credit,
/// by its due day. It may become late by age alone,
/// or because it is open again: a bill was refused, money was sent back, a dispute ended and the
/// credit went to another item. One that was open as late on `t` already is no news. One that a
/// credit note settles was not paid late, nor one that is written off before; see
/// [`WroteOff`](super::WroteOff). Goods on standing credit (floor stock) and the usual
/// [small change](SmallChange) are left out. Open items are settled as everywhere, by what is known
/// on `known` of the facts up to each day, so a bounced cheque that is void by then has paid
/// nothing.
///
/// An item that is seen late says *came true* at once, as far as receivables are complete up to
/// that day. That none is takes all these days. Days that touch a stated gap of receivables are not
/// known. From the day on which the customer has become one with another, and either has an invoice
/// of these days or of before, nobody can tell whose payment settles what.
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
///     PaidLaterThan { days_past_due: 30, days: 90.try_into()?, known: "2026-12-31".parse()? };
/// let aftermath = outcome.aftermath(&book, li, "2026-01-31".parse()?);
/// assert_eq!(aftermath.hindsight, Hindsight::CameTrue);
/// assert_eq!(aftermath.on, Some("2026-03-03".parse()?), "31 days past due");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidLaterThan {
    /// The days past due that an item has to exceed.
    pub days_past_due: u16,
    /// The number of days after the past day at which the outcome looks, at least 1.
    pub days: NonZeroU16,
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
        let horizon = Horizon::new(t, self.days, self.known);
        let Some(accounts) = OwnAccounts::new(book.ledger(), customer, horizon) else {
            return Hindsight::Unknowable.into();
        };
        let owes = |account: AccountView<'_>, days: Window| {
            account.receivables().may_owe_by(AsOf::new(days.until))
        };
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

    /// The first of some days on which an item is late that was not as late before them.
    fn first_late(self, account: AccountView<'_>, days: Window) -> Option<Day> {
        let receivables = account.receivables();
        let candidates: BTreeSet<Day> =
            self.days_of_lateness(receivables, days).filter(|day| days.contains(*day)).collect();
        if candidates.is_empty() {
            return None;
        }
        let before = self.late_items(receivables, days.after);
        let is_new = |day: &Day| !self.late_items(receivables, *day).is_subset(&before);
        candidates.into_iter().find(is_new)
    }

    /// The items that are late on a day, each by the handle of its invoice and its due day.
    fn late_items(self, receivables: Receivables<'_>, day: Day) -> BTreeSet<(u32, Day)> {
        let mut late = BTreeSet::new();
        settle(receivables, AsOf::new(day), |item| {
            let is_late = item.days_past_due > i32::from(self.days_past_due);
            if is_late && !item.is_floor_stock && !SmallChange::default().has(item.open) {
                late.insert((item.invoice.document, item.due));
            }
        });
        late
    }

    /// The days on which an item may be late for the first time: that on which it has the age, and
    /// where an item that was settled may be open again, each day on which a fact changes.
    fn days_of_lateness(
        self,
        receivables: Receivables<'_>,
        days: Window,
    ) -> impl Iterator<Item = Day> {
        let by_age = receivables
            .due_days()
            .map(move |due| due.offset(i32::from(self.days_past_due)).offset(1));
        let changes = if receivables.may_reopen() {
            receivables.days_of_change(AsOf::new(days.until))
        } else {
            Vec::new()
        };
        by_age.chain(changes)
    }
}

use std::num::NonZeroU16;

use super::horizon::Horizon;
use super::own_accounts::OwnAccounts;
use super::{Aftermath, Hindsight};
use crate::account::AccountView;
use crate::book::Book;
use crate::calendar::{AsOf, Day, Window};
use crate::feed::Feed;
use crate::id::CustomerKey;
use crate::money::{Amount, Total};
use crate::receivable::{RecordedPayment, SettlementKind};

/// The outcome of debt: money was written off.
///
/// # Rule
///
/// > S21.1: came true, when write-offs dated in the `days` after `t` reach a sum. A write-off that
/// > is void by `known` is none, one that was learnt later is one.
///
/// Seen write-offs say *came true* at once. That there are none takes all these days, up to the day
/// to which receivables are complete, and none of them in a stated gap. A write-off of the time
/// after the customer has become one with another may be that of either, so it is unknowable.
///
/// ```
/// use guanxi::backtest::{Hindsight, WroteOff};
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::money::Amount;
/// use guanxi::receivable::{Invoice, Payment, SettlementKind};
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
/// book.record(li, Invoice::new("I1".parse()?, issued, due, "CNY 100".parse()?))?;
/// let off = Payment::new("W1".parse()?, "2026-05-31".parse()?, "CNY 100".parse()?);
/// book.record(li, off.of_kind(SettlementKind::WriteOff).for_invoice("I1".parse()?))?;
/// let (days, known) = (120.try_into()?, "2026-12-31".parse()?);
/// let outcome = WroteOff { at_least: Amount::from_minor(50_00), days, known };
/// assert_eq!(outcome.hindsight(&book, li, "2026-01-31".parse()?), Hindsight::CameTrue);
/// assert_eq!(outcome.hindsight(&book, li, "2026-01-30".parse()?), Hindsight::DidNot);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "坏账")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WroteOff {
    /// The sum that write-offs of these days have to reach; with 0 any of them counts.
    pub at_least: Amount,
    /// The number of days after the past day at which the outcome looks, at least 1.
    pub days: NonZeroU16,
    /// The last day whose facts are known. Later facts are not seen.
    pub known: AsOf,
}

impl WroteOff {
    /// The hindsight of a customer as of `t`.
    pub fn hindsight(&self, book: &Book, customer: CustomerKey, t: AsOf) -> Hindsight {
        self.aftermath(book, customer, t).hindsight
    }

    /// The hindsight of a customer as of `t`, with the day on which the sum is reached.
    pub fn aftermath(&self, book: &Book, customer: CustomerKey, t: AsOf) -> Aftermath {
        let horizon = Horizon::new(t, self.days, self.known);
        let Some(accounts) = OwnAccounts::new(book.ledger(), customer, horizon) else {
            return Hindsight::Unknowable.into();
        };
        if let Some(day) = self.reached(accounts.own(), accounts.own_days()) {
            return Aftermath::came_true_on(day);
        }
        let has_any = |account: AccountView<'_>, days| write_offs(account, days).next().is_some();
        let is_known = !accounts.may_have(has_any) && horizon.is_known(book, Feed::Receivables);
        if is_known { Hindsight::DidNot.into() } else { Hindsight::Unknowable.into() }
    }

    /// The first of some days by which the write-offs among them reach the sum.
    fn reached(&self, account: AccountView<'_>, days: Window) -> Option<Day> {
        let mut all: Vec<_> = write_offs(account, days).collect();
        all.sort_unstable_by_key(|it| it.day());
        let mut sum = Total::ZERO;
        let least = Total::from(self.at_least);
        all.into_iter().find_map(|it| {
            sum = sum.plus(it.amount());
            (sum >= least).then(|| it.day())
        })
    }
}

fn write_offs(account: AccountView<'_>, days: Window) -> impl Iterator<Item = &RecordedPayment> {
    let of_days = account.payments().iter().filter(move |it| days.contains(it.day()));
    of_days.filter(|it| it.kind() == SettlementKind::WriteOff)
}

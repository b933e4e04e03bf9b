use super::horizon::Horizon;
use crate::account::{AccountAsOf, AccountView, Ledger};
use crate::calendar::{Day, Window};
use crate::id::CustomerKey;

/// The accounts by which a customer of a past day is judged afterwards: its own, and those of
/// customers with which it has become one since.
///
/// Its own are the facts of all that were one with it on the day. From the day on which another has
/// become one with it, a fact of either may be that of both, under whichever it is recorded.
#[derive(Debug)]
pub(super) struct OwnAccounts<'b> {
    own: AccountAsOf<'b>,
    /// The others, each with the last day before it became one with the customer.
    others: Vec<(Day, AccountAsOf<'b>)>,
    after: Day,
    /// The last day on which all facts of the own account are its own.
    apart_until: Day,
    until: Day,
}

impl<'b> OwnAccounts<'b> {
    /// The accounts of a customer; `None` where it was none of its own on the day, merged into
    /// another or erased, where there is no such customer, and where its totals do not fit.
    pub(super) fn new(ledger: &'b Ledger, customer: CustomerKey, days: Horizon) -> Option<Self> {
        let (after, until, known) = (days.after.day(), days.until(), days.known);
        if ledger.is_gone_at(customer, days.after) {
            return None;
        }
        let merges = &ledger.merges;
        if merges.ever_with(customer).is_empty() {
            let own = ledger.account_at(customer, known)?;
            return Some(Self { own, others: Vec::new(), after, apart_until: until, until });
        }
        let together = merges.one_with_at(customer, days.after);
        let own = match together.split_first() {
            Some((_, others)) if !others.is_empty() => {
                AccountAsOf::united(ledger, customer, others, known)?
            }
            Some(_) | None => AccountAsOf::unmerged(ledger, customer, known)?,
        };
        let mut others = Vec::new();
        for other in merges.joined_by(&together, known) {
            let joined = merges.first_day_together(&together, other, days.after);
            let apart_until = joined.map_or(until, |day| day.offset(-1).min(until));
            others.push((apart_until, AccountAsOf::unmerged(ledger, other, known)?));
        }
        let apart_until = others.iter().map(|(day, _)| *day).min().unwrap_or(until);
        Some(Self { own, others, after, apart_until, until })
    }

    /// The own account, as it is known now.
    pub(super) fn own(&self) -> AccountView<'_> {
        self.own.view()
    }

    /// The days on which its facts are its own.
    pub(super) const fn own_days(&self) -> Window {
        Window { after: self.after, until: self.apart_until }
    }

    /// Tells whether the account, or one with which it has become one, has facts that may be those
    /// of either.
    pub(super) fn may_have(&self, has: impl Fn(AccountView<'_>, Window) -> bool) -> bool {
        let until = self.until;
        let own = (self.apart_until < until)
            .then(|| has(self.own(), Window { after: self.apart_until, until }));
        let mut others = self.others.iter().filter(|(apart_until, _)| *apart_until < until);
        own == Some(true)
            || others.any(|(after, it)| has(it.view(), Window { after: *after, until }))
    }
}

use std::collections::BTreeSet;
use std::iter;

use super::IntegrityRules;
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::money::{Amount, Total};
use crate::receivable::{RecordedInvoice, SmallChange, settle, settled_items};

/// A promise to pay, kept or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct DuePromise {
    /// The day of issue of the invoice.
    pub(super) issued: Day,
    pub(super) due: Day,
    pub(super) amount: Amount,
    pub(super) is_kept: bool,
}

/// An item past due: an invoice, or one of its instalments.
#[derive(Debug, Clone, Copy)]
struct LateItem {
    invoice: RecordedInvoice,
    due: Day,
    amount: Amount,
    /// The day on which it was settled, or the last that is seen: days before it are over.
    until: Day,
}

/// The items that have fallen due by `t`, each as a promise.
pub(super) fn promises(
    rules: &IntegrityRules,
    account: AccountView<'_>,
    t: AsOf,
) -> Vec<DuePromise> {
    let grace = i32::from(rules.grace_days);
    let receivables = account.receivables();
    let promise = |invoice: RecordedInvoice, due, amount, is_kept| {
        let issued = invoice.issued();
        DuePromise { issued, due, amount, is_kept }
    };
    let mut found = Vec::new();
    for it in settled_items(receivables, t) {
        let item =
            LateItem { invoice: it.invoice, due: it.due, amount: it.amount, until: it.settled };
        let is_late = it.settled.days_since(it.due) > grace;
        let late = if is_late { item.late_part(account, grace) } else { None };
        let of_item = |amount, is_kept| promise(it.invoice, it.due, amount, is_kept);
        match (it.is_paid, late) {
            (true, None) => found.extend(t.sees(it.due).then(|| of_item(it.amount, true))),
            (true, Some(part)) => found.push(of_item(part, false)),
            (false, None) => {}
            (false, Some(part)) => {
                // As much is broken as nobody paid, as long as it was open as well.
                let off = receivables.written_off_by(it.invoice, it.settled);
                let off = off.to_amount().map_or(part, |off| off.min(part));
                found.extend((!is_small(off.to_total())).then(|| of_item(off, false)));
            }
        }
    }
    let mut open = Vec::new();
    settle(receivables, t, |item| {
        if item.days_past_due > grace && !item.is_refund() && !is_small(item.open.to_total()) {
            let (invoice, due, amount) = (item.invoice, item.due, item.open);
            open.push(LateItem { invoice, due, amount, until: t.day() });
        }
    });
    found.extend(open.into_iter().filter_map(|item| {
        let part = item.late_part(account, grace)?;
        Some(promise(item.invoice, item.due, part, false))
    }));
    found
}

impl LateItem {
    /// The part that was not in dispute at the end of the last day to pay; `None` where all of it
    /// was in dispute, or nothing but small change was not.
    ///
    /// The days of grace run from the due day, and from the end of each dispute anew. Without a
    /// dispute the whole amount was late.
    fn late_part(&self, account: AccountView<'_>, grace: i32) -> Option<Amount> {
        let number = account.invoice_number(self.invoice);
        let mut own = account.disputes().iter().filter(|it| it.invoice.as_str() == number);
        let ends: Vec<Day> = own.clone().filter_map(|it| it.to).collect();
        if !self.invoice.is_disputed() && own.next().is_none() {
            return Some(self.amount);
        }
        let starts = iter::once(self.due).chain(ends.iter().copied());
        let last = iter::once(self.until.offset(-1));
        let days: BTreeSet<Day> = starts.map(|from| from.offset(grace)).chain(last).collect();
        let is_late = |day: &Day| {
            let ended = ends.iter().copied().filter(|end| end <= day);
            let from = ended.fold(self.due, Day::max);
            *day < self.until && day.days_since(from) >= grace
        };
        let mut late = days.into_iter().filter(is_late);
        late.find_map(|day| self.undisputed_on(account, AsOf::new(day)))
    }

    /// The part of the item that is open and not in dispute on a day; `None` for small change.
    fn undisputed_on(&self, account: AccountView<'_>, t: AsOf) -> Option<Amount> {
        let mut sum = Total::ZERO;
        settle(account.receivables(), t, |item| {
            if item.invoice.document == self.invoice.document && item.due == self.due {
                sum = sum.plus(item.undisputed());
            }
        });
        sum.to_amount().filter(|_| !is_small(sum))
    }
}

/// Returns `true` for an amount that has no say: nothing, and small change.
fn is_small(amount: Total) -> bool {
    amount.to_amount().is_some_and(|it| SmallChange::default().has(it))
}

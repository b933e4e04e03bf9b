use super::past_account::{Past, may_be_merged};
use crate::account::ledger::{Ledger, Row};
use crate::account::revise::feeds_at;
use crate::account::{AccountView, Feeds};
use crate::calendar::AsOf;
use crate::engine::index;
use crate::id::CustomerKey;

/// The account of a customer as it was known on a day.
///
/// Borrows what a ledger holds where nothing has changed since that day. Otherwise the past is put
/// together and owned.
///
/// ```
/// use guanxi::account::{CustomerTerm, Ledger};
/// use guanxi::customer::Attitude;
///
/// let mut ledger = Ledger::new("CNY".parse()?);
/// let li = ledger.open().ok_or("full")?;
/// let loyal = CustomerTerm::Attitude(Some(Attitude::Loyal));
/// ledger.state(li, "2026-04-01".parse()?, loyal)?;
/// let march = ledger.account_at(li, "2026-03-31".parse()?).ok_or("unknown")?;
/// assert_eq!(march.view().attitude(), None);
/// let april = ledger.account_at(li, "2026-04-01".parse()?).ok_or("unknown")?;
/// assert_eq!(april.view().attitude(), Some(Attitude::Loyal));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct AccountAsOf<'a>(Known<'a>);

#[derive(Debug, Clone)]
enum Known<'a> {
    /// Nothing has changed since the day.
    Now(AccountView<'a>),
    Past(Box<Past<'a>>),
}

impl<'a> AccountAsOf<'a> {
    /// The account as judgements see it.
    #[inline]
    pub fn view(&self) -> AccountView<'_> {
        match &self.0 {
            Known::Now(view) => *view,
            Known::Past(past) => past.view(),
        }
    }

    /// The account of a view as it was known on a day, without all that is known of it since.
    pub(crate) fn of_view(view: AccountView<'a>, t: AsOf) -> Self {
        Self::from_ledger(view.ledger, view.key, t).unwrap_or_else(|| view.into())
    }

    /// The account of a book that had other feeds.
    pub(crate) fn with_feeds(self, feeds: &'a Feeds) -> Self {
        Self(match self.0 {
            Known::Now(view) => Known::Now(view.with_feeds(feeds)),
            Known::Past(mut past) => {
                past.set_feeds(feeds);
                Known::Past(past)
            }
        })
    }

    /// The account of a row as of `t`; `None` when there is no such row.
    #[inline]
    pub(in super::super) fn from_ledger(
        ledger: &'a Ledger,
        key: CustomerKey,
        t: AsOf,
    ) -> Option<Self> {
        let row = ledger.rows.get(index(key.position()))?;
        let view = AccountView::new(ledger, row, key);
        // Most books hold facts alone: nothing of them was revised, merged or erased.
        if ledger.is_plain() && !view.has_changed_since(t) {
            return Some(Self(Known::Now(view)));
        }
        Self::from_history(ledger, row, key, t)
    }

    /// The account of a row in a book with a history.
    #[inline(never)]
    fn from_history(ledger: &'a Ledger, row: &'a Row, key: CustomerKey, t: AsOf) -> Option<Self> {
        if may_be_merged(ledger, row) {
            let survivor = ledger.merges.survivor_at(key, t);
            let merged = ledger.merges.merged_into_at(survivor, t);
            if !merged.is_empty() {
                return Self::united(ledger, survivor, &merged, t);
            }
        }
        let view = AccountView::new(ledger, row, key);
        if view.has_changed_since(t) {
            return Self::past(ledger, key, t);
        }
        // Facts of any customer may have begun a feed later, or ended it.
        let view = match ledger.firm_feeds {
            Some(_) => view.with_feeds(feeds_at(ledger, t)),
            None => view,
        };
        Some(Self(Known::Now(view)))
    }

    /// The account of a survivor with all that the customers merged into it have.
    #[inline(never)]
    pub(crate) fn united(
        ledger: &'a Ledger,
        survivor: CustomerKey,
        merged: &[CustomerKey],
        t: AsOf,
    ) -> Option<Self> {
        let mut past = Box::new(Past::new(ledger, t));
        past.unite(survivor, merged)?;
        Some(Self(Known::Past(past)))
    }

    /// The account of a customer without those merged into it, also where it is merged into another
    /// as of `t`; `None` when there is no such customer, or its totals do not fit.
    pub(crate) fn unmerged(ledger: &'a Ledger, key: CustomerKey, t: AsOf) -> Option<Self> {
        Self::past(ledger, key, t)
    }

    #[inline(never)]
    fn past(ledger: &'a Ledger, key: CustomerKey, t: AsOf) -> Option<Self> {
        let mut past = Box::new(Past::new(ledger, t));
        past.read(key)?;
        Some(Self(Known::Past(past)))
    }
}

impl<'a> From<AccountView<'a>> for AccountAsOf<'a> {
    fn from(view: AccountView<'a>) -> Self {
        Self(Known::Now(view))
    }
}

use super::ledger::{Ledger, Row, Sparse, Tables};
use super::past::{Composition, compose, united};
use super::revise::feeds_at;
use super::versions::FactTrail;
use super::{AccountView, CustomerTerms, Feeds};
use crate::calendar::AsOf;
use crate::engine::index;
use crate::id::CustomerKey;
use crate::measure::proven;

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

/// An account as it was.
#[derive(Debug, Clone)]
struct Past<'a> {
    ledger: &'a Ledger,
    feeds: &'a Feeds,
    key: CustomerKey,
    row: Row,
    sparse: Sparse,
    /// The runs of the day; `None` where they are those that stand now.
    tables: Option<Tables>,
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

    /// The account of a book that had other feeds.
    pub(crate) fn with_feeds(self, feeds: &'a Feeds) -> Self {
        Self(match self.0 {
            Known::Now(view) => Known::Now(view.with_feeds(feeds)),
            Known::Past(past) => Known::Past(Box::new(Past { feeds, ..*past })),
        })
    }

    /// The account of a row as of `t`; `None` when there is no such row.
    #[inline]
    pub(super) fn from_ledger(ledger: &'a Ledger, key: CustomerKey, t: AsOf) -> Option<Self> {
        if !ledger.merges.is_empty() {
            let survivor = ledger.merges.survivor_at(key, t);
            let merged = ledger.merges.merged_into_at(survivor, t);
            if !merged.is_empty() {
                return Self::united(ledger, survivor, &merged, t);
            }
        }
        let row = ledger.rows.get(index(key.position()))?;
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
    pub(super) fn united(
        ledger: &'a Ledger,
        survivor: CustomerKey,
        merged: &[CustomerKey],
        t: AsOf,
    ) -> Option<Self> {
        let all = united(ledger, survivor, merged, t)?;
        let mut past = Past::new(ledger, survivor, t, Some(all))?;
        let since = merged.iter().filter_map(|key| ledger.terms_as_of(*key, t)?.since);
        past.row.since = past.row.since.into_iter().chain(since).min();
        Some(Self(Known::Past(Box::new(past))))
    }

    #[inline(never)]
    fn past(ledger: &'a Ledger, key: CustomerKey, t: AsOf) -> Option<Self> {
        let last_revision = ledger.rows.get(index(key.position()))?.last_revision;
        let history = ledger.histories.get(&key).filter(|_| !t.sees(last_revision));
        let facts = history.map(|history| {
            let composed = compose(ledger, key, history, |trail: &FactTrail| trail.at(t));
            proven!(
                composed,
                else Composition::default(),
                "running totals fit by any choice of versions"
            )
        });
        Some(Self(Known::Past(Box::new(Past::new(ledger, key, t, facts)?))))
    }
}

impl<'a> From<AccountView<'a>> for AccountAsOf<'a> {
    fn from(view: AccountView<'a>) -> Self {
        Self(Known::Now(view))
    }
}

impl<'a> Past<'a> {
    /// The account by the terms of a day and by `facts`; by those that stand now where none are
    /// given.
    fn new(
        ledger: &'a Ledger,
        key: CustomerKey,
        t: AsOf,
        facts: Option<Composition>,
    ) -> Option<Self> {
        let mut row = *ledger.rows.get(index(key.position()))?;
        let CustomerTerms {
            since,
            attitude,
            group,
            credit_limit,
            limit_validity,
            payment_terms,
            ended,
        } = ledger.terms_as_of(key, t)?;
        (row.since, row.attitude, row.limit) = (since, attitude, credit_limit);
        let now = ledger.sparse(key);
        let mut sparse = Sparse {
            group,
            limit_validity,
            payment_terms,
            ended,
            papers: now.map(|it| it.papers.clone()).unwrap_or_default(),
            ..Sparse::default()
        };
        let mut tables = None;
        if let Some(Composition { runs, lists, order_outflow, product_groups }) = facts {
            let (of_day, spans) = runs.into_tables();
            (tables, row.spans) = (Some(of_day), spans);
            sparse = Sparse { lists, order_outflow, product_groups, ..sparse };
        } else if let Some(now) = now {
            sparse.lists = now.lists.clone();
            sparse.order_outflow = now.order_outflow.clone();
            sparse.product_groups.clone_from(&now.product_groups);
        }
        Some(Self { ledger, feeds: feeds_at(ledger, t), key, row, sparse, tables })
    }

    fn view(&self) -> AccountView<'_> {
        let view = AccountView::from_parts(self.ledger, &self.row, self.key, Some(&self.sparse));
        view.with_feeds(self.feeds).with_tables(self.tables.as_ref().unwrap_or(&self.ledger.tables))
    }
}

use crate::account::ledger::{Ledger, Row, Sparse, Tables};
use crate::account::past::{Composition, ListedFacts, united};
use crate::account::revise::feeds_at;
use crate::account::versions::FactTrail;
use crate::account::{AccountView, CustomerTerms, Feeds};
use crate::calendar::AsOf;
use crate::engine::index;
use crate::id::CustomerKey;
use crate::measure::proven;

/// Tells whether a customer may take part in a merge: then its row has a mark.
#[inline]
pub(super) fn may_be_merged(ledger: &Ledger, row: &Row) -> bool {
    row.has_sparse && !ledger.merges.is_empty()
}

/// The account of a customer as it was on a day, put together in memory that serves for the next
/// customer, too.
#[derive(Debug, Clone)]
pub(super) struct Past<'a> {
    ledger: &'a Ledger,
    t: AsOf,
    feeds: &'a Feeds,
    key: CustomerKey,
    row: Row,
    /// Facts and terms that few customers have, as they stand now.
    now: Option<&'a Sparse>,
    /// The same on the day; `None` where nothing of them has changed.
    sparse: Option<Sparse>,
    /// Memory for the runs of the next customer.
    composed: Composition,
    /// The runs of the day.
    tables: Tables,
    /// Tells whether the runs of the day are others than those that stand now.
    has_runs: bool,
}

impl<'a> Past<'a> {
    /// The past on a day, as yet of no customer.
    pub(super) fn new(ledger: &'a Ledger, t: AsOf) -> Self {
        Self {
            ledger,
            t,
            feeds: feeds_at(ledger, t),
            key: CustomerKey::from_position(0),
            row: Row::NEW,
            now: None,
            sparse: None,
            composed: Composition::default(),
            tables: Tables::default(),
            has_runs: false,
        }
    }

    /// Puts together the account of a customer. `None` when there is no such customer.
    pub(super) fn read(&mut self, key: CustomerKey) -> Option<()> {
        let (ledger, t) = (self.ledger, self.t);
        self.take_row(key)?;
        let history = ledger.histories.get(&key).filter(|_| !t.sees(self.row.last_revision));
        self.has_runs = history.is_some();
        let mut listed = None;
        if let Some(history) = history {
            let standing = |trail: &'a FactTrail| trail.at(t);
            let composed = self.composed.put_together(ledger, key, history, standing);
            proven!(composed, else (), "running totals fit by any choice of versions");
            listed = self.take_composed();
        }
        let is_restated = self.now.is_some_and(|now| now.has_changed_since(t));
        self.sparse = None;
        if is_restated || listed.is_some() {
            self.put_terms(listed)?;
        }
        Some(())
    }

    /// Puts together the account of a survivor with all that the customers merged into it have.
    /// `None` when there is no such customer, or the totals of all do not fit.
    pub(super) fn unite(&mut self, survivor: CustomerKey, merged: &[CustomerKey]) -> Option<()> {
        let (ledger, t) = (self.ledger, self.t);
        self.take_row(survivor)?;
        self.composed = united(ledger, survivor, merged, t)?;
        self.has_runs = true;
        let listed = self.take_composed();
        self.put_terms(listed)?;
        let since = merged.iter().filter_map(|key| ledger.terms_as_of(*key, t)?.since);
        self.row.since = self.row.since.into_iter().chain(since).min();
        Some(())
    }

    /// The account as judgements see it.
    pub(super) fn view(&self) -> AccountView<'_> {
        let sparse = self.sparse.as_ref().or(self.now);
        let view = AccountView::from_parts(self.ledger, &self.row, self.key, sparse);
        let mut view = view.with_feeds(self.feeds);
        if self.has_runs {
            view.tables = &self.tables;
        }
        view
    }

    /// Puts other feeds in the place of those of the book.
    pub(super) const fn set_feeds(&mut self, feeds: &'a Feeds) {
        self.feeds = feeds;
    }

    fn take_row(&mut self, key: CustomerKey) -> Option<()> {
        self.key = key;
        self.row = *self.ledger.rows.get(index(key.position()))?;
        self.now = self.ledger.sparse(key);
        Some(())
    }

    /// Takes over the runs that were put together, and gives the lists where they have changed.
    fn take_composed(&mut self) -> Option<ListedFacts> {
        self.row.spans = self.composed.runs.swap(&mut self.tables);
        self.composed.listed.take()
    }

    /// Puts the terms of the day, and the lists of the day where they have changed.
    fn put_terms(&mut self, listed: Option<ListedFacts>) -> Option<()> {
        let CustomerTerms {
            since,
            attitude,
            group,
            credit_limit,
            limit_validity,
            payment_terms,
            ended,
        } = self.ledger.terms_as_of(self.key, self.t)?;
        (self.row.since, self.row.attitude, self.row.limit) = (since, attitude, credit_limit);
        let ListedFacts { lists, order_outflow, product_groups } =
            listed.unwrap_or_else(|| ListedFacts::now(self.now));
        self.sparse = Some(Sparse {
            lists,
            limit_validity,
            group,
            payment_terms,
            ended,
            order_outflow,
            product_groups,
            papers: self.now.map(|it| it.papers.clone()).unwrap_or_default(),
            ..Sparse::default()
        });
        Some(())
    }
}

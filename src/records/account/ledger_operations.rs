//! Operations of a ledger on facts: recording, loading, viewing, asking for memory ahead.

use super::ledger::{Ledger, Row};
use super::load::{FactColumns, LoadError, load};
use super::record::{record, record_in_parallel};
use super::{AccountAsOf, AccountView, CustomerFact, Fact, Feeds, RecordError};
use crate::calendar::AsOf;
use crate::engine::{index, prefetch::prefetch_item};
use crate::id::CustomerKey;

impl Ledger {
    /// Records a fact about a customer.
    ///
    /// # Errors
    ///
    /// When the fact breaks a bound, repeats or contradicts a recorded one, or when there is no
    /// room for it. Then nothing has changed.
    ///
    /// ```
    /// # use guanxi::{account::{Ledger, RecordError}, trade::Sale};
    /// # let mut ledger = Ledger::new("CNY".parse()?);
    /// # let key = ledger.open().ok_or("full")?;
    /// let sale = Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 120.00".parse()?);
    /// ledger.record(key, &sale.clone().into())?;
    /// assert!(matches!(ledger.record(key, &sale.into()), Err(RecordError::Duplicate { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record(&mut self, key: CustomerKey, fact: &Fact) -> Result<(), RecordError> {
        record(self, key, fact)
    }

    /// Records facts, no two of which are about the same customer, and gives the feeds after each
    /// that is recorded: with the feature `rayon` on two threads.
    pub(crate) fn record_in_parallel(
        &mut self,
        facts: &[CustomerFact],
    ) -> Vec<Result<Feeds, Box<RecordError>>> {
        record_in_parallel(self, facts)
    }

    /// Loads several kinds of facts at once, all of them or none. With the feature `rayon` on
    /// several threads. Columns carry no document numbers, so the caller vouches that no fact is
    /// among them twice.
    ///
    /// # Errors
    ///
    /// When a row of any kind is refused; the error names it, and nothing has changed.
    ///
    /// ```
    /// use guanxi::account::{DatedColumns, FactColumns, Ledger};
    /// let mut ledger = Ledger::new("CNY".parse()?);
    /// ledger.open_many(2);
    /// let columns = FactColumns {
    ///     sales: Some(DatedColumns { customers: &[1], days: &[20_001], amounts: &[100] }),
    ///     limits: &[700, 900],
    ///     ..Default::default()
    /// };
    /// ledger.load(columns)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load(&mut self, columns: FactColumns<'_>) -> Result<(), LoadError> {
        load(self, &columns)
    }

    /// The facts and terms of a customer as judgements see them; `None` when there is no such
    /// customer.
    #[inline]
    pub fn view(&self, key: CustomerKey) -> Option<AccountView<'_>> {
        self.rows.get(index(key.position())).map(|row| AccountView::new(self, row, key))
    }

    /// The facts and terms of a customer as they were known at `t`; `None` when there is no such
    /// customer.
    ///
    /// # Rule
    ///
    /// > §0: a fact counts when its day and the day from which it is known are both on or before
    /// > `t`. Nothing learnt after `t` can be seen.
    #[inline]
    pub fn account_at(&self, key: CustomerKey, t: AsOf) -> Option<AccountAsOf<'_>> {
        AccountAsOf::from_ledger(self, key, t)
    }

    /// The view of a ledger that was made with its one customer.
    pub(super) fn only_view(&self) -> AccountView<'_> {
        const NOBODY: &Row = &Row::NEW;
        let row = self.rows.first().unwrap_or(NOBODY);
        AccountView::new(self, row, CustomerKey::from_position(0))
    }

    /// The past of a ledger that was made with its one customer.
    pub(super) fn only_account_at(&self, t: AsOf) -> AccountAsOf<'_> {
        let account = self.account_at(CustomerKey::from_position(0), t);
        account.unwrap_or_else(|| self.only_view().into())
    }

    /// Asks for the row of a customer ahead of its use. The row tells where the facts are, so they
    /// can be asked for once it is at hand.
    pub(crate) fn prefetch_row(&self, key: CustomerKey) {
        let place = index(key.position());
        prefetch_item(&self.rows, place);
        // A row is longer than a line.
        if let Some(next) = place.checked_add(1) {
            prefetch_item(&self.rows, next);
        }
    }

    /// Asks for the facts of a customer that judgements see, ahead of their use.
    pub(crate) fn prefetch_customer(&self, key: CustomerKey) {
        if let Some(row) = self.rows.get(index(key.position())) {
            self.tables.prefetch(&row.spans);
        }
    }

    /// Looks up the document of a fact, so that its place, or where it will be, is at hand.
    pub(crate) fn prefetch_document(&self, key: CustomerKey, fact: &Fact) {
        self.tables.prefetch_document(key, fact);
    }
}

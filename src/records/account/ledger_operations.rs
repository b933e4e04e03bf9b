//! Operations of a ledger on facts: recording, loading, viewing, asking for memory ahead.

use super::ledger::Ledger;
use super::load::{FactColumns, LoadError, load};
use super::past::{FactReader, check_merge, facts_of_one, merge, merge_all};
use super::record::{Trial, record, record_in_parallel};
use super::revise::{
    check_customer, erase_customer, erase_fact, record_known, revise_one, revise_or_void_lines,
    take_contract_step,
};
use super::{
    AccountAsOf, AccountView, CustomerFact, EraseError, Erasure, Fact, FactContent, FactName,
    Feeds, MergeError, MergeSpan, OpenMoney, RecordError, RecordedFact, ReviseError,
};
use crate::calendar::{AsOf, Day};
use crate::contract::ContractAction;
use crate::engine::{index, prefetch::prefetch_item};
use crate::id::{ContractId, CustomerKey};

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

    /// Gives the answer of [`record`](Self::record) without recording the fact.
    ///
    /// # Errors
    ///
    /// Those of [`record`](Self::record).
    pub fn would_take(&self, key: CustomerKey, fact: &Fact) -> Result<(), RecordError> {
        record(&mut Trial(self), key, fact)
    }

    /// Records a fact that is known from a day on, after its own day: a review of a day between the
    /// two does not see it.
    ///
    /// # Rule
    ///
    /// > A fact is known from its own day unless it was recorded as known later.
    ///
    /// Plans, budgets, temporary limits and collateral have no own day. By [`record`](Self::record)
    /// they are known on all days.
    ///
    /// # Errors
    ///
    /// When `known_from` lies before the fact's own day, or the fact is refused, see
    /// [`record`](Self::record). Then nothing has changed.
    ///
    /// ```
    /// use guanxi::{account::Ledger, receivable::Payment};
    ///
    /// let mut ledger = Ledger::new("CNY".parse()?);
    /// let li = ledger.open().ok_or("full")?;
    /// let payment = Payment::new("P-1".parse()?, "2026-03-20".parse()?, "CNY 500".parse()?);
    /// ledger.record_known(li, &payment.into(), "2026-03-27".parse()?)?;
    /// let paid = |t| ledger.account_at(li, t).map(|account| account.view().payments().len());
    /// assert_eq!(paid("2026-03-26".parse()?), Some(0));
    /// assert_eq!(paid("2026-03-27".parse()?), Some(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record_known(
        &mut self,
        key: CustomerKey,
        fact: &Fact,
        known_from: Day,
    ) -> Result<(), ReviseError> {
        record_known(self, key, fact, known_from)
    }

    /// Revises a recorded fact: from `on` on this version stands, whole; `None` means that the fact
    /// never was. Days before `on` keep what was known then, and the number stays taken.
    ///
    /// # Rule
    ///
    /// > A version stands from the day on which it is known until the next. As of `t` the last
    /// > version known by then stands. What names a void document stays and loses the name: money
    /// > for a void invoice is money without a name; hand-overs of a void document are void with
    /// > it.
    ///
    /// A void version of a sale named without a line voids all lines of the document. A version
    /// after a void one brings the fact back. Facts loaded in columns have no numbers and cannot be
    /// revised.
    ///
    /// # Errors
    ///
    /// When the customer has no such fact, the version has another kind, number or line, is known
    /// before its own day or before the last version, or says what that one says, or is refused
    /// like a fact that is recorded. Then nothing has changed.
    ///
    /// ```
    /// use guanxi::{account::{Fact, Ledger}, trade::Sale};
    ///
    /// let mut ledger = Ledger::new("CNY".parse()?);
    /// let li = ledger.open().ok_or("full")?;
    /// let sale = Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 100".parse()?);
    /// let sale = Fact::from(sale);
    /// ledger.record(li, &sale)?;
    /// ledger.revise(li, &sale.name(), "2026-03-10".parse()?, None)?;
    /// let bought = |t| ledger.account_at(li, t).map(|it| !it.view().sales().is_empty());
    /// assert_eq!(bought("2026-03-09".parse()?), Some(true));
    /// assert_eq!(bought("2026-03-10".parse()?), Some(false));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "冲销")]
    #[expect(clippy::needless_pass_by_value, reason = "a version is handed over, as facts are")]
    pub fn revise(
        &mut self,
        key: CustomerKey,
        name: &FactName,
        on: Day,
        version: Option<Fact>,
    ) -> Result<(), ReviseError> {
        revise_or_void_lines(self, key, name, on, version.as_ref())
    }

    /// Takes an act on a recorded contract, known from the day of the act on.
    ///
    /// # Errors
    ///
    /// When the customer has no such contract, or it does not allow the act. Then nothing has
    /// changed.
    pub fn take_contract_step(
        &mut self,
        key: CustomerKey,
        contract: &ContractId,
        action: impl Into<ContractAction>,
    ) -> Result<(), ReviseError> {
        take_contract_step(self, key, contract, action.into())
    }

    /// The facts of a customer with all versions, in an order in which a ledger can
    /// [`take`](Self::take) them again; none when there is no such customer.
    ///
    /// Facts that were loaded in columns come out under numbers that begin with `no number`: of
    /// sales and expenses one for each day with its net amount, and one more where a positive
    /// amount among them would not be seen in it.
    pub fn facts_of(&self, key: CustomerKey) -> impl Iterator<Item = RecordedFact> + use<> {
        facts_of_one(self, key).into_iter()
    }

    /// The facts of all customers, one customer after the other, see [`facts_of`](Self::facts_of).
    pub fn facts(&self) -> impl Iterator<Item = RecordedFact> {
        let reader = FactReader::new(self);
        self.keys().flat_map(move |key| reader.of_customer(key))
    }

    /// Takes a fact that came out of a ledger: records it, or revises what was recorded.
    ///
    /// # Errors
    ///
    /// When the fact is refused, see [`record_known`](Self::record_known) and
    /// [`revise`](Self::revise). Then nothing has changed.
    pub fn take(&mut self, fact: &RecordedFact) -> Result<(), ReviseError> {
        let RecordedFact { customer, known_from, content } = fact;
        match (content, known_from) {
            (FactContent::First(fact), None) => Ok(self.record(*customer, fact)?),
            (FactContent::First(fact), Some(from)) => self.record_known(*customer, fact, *from),
            (FactContent::Version(fact), from) => {
                let on = from.unwrap_or(Day::MIN);
                revise_one(self, *customer, &fact.name(), on, Some(fact))
            }
            (FactContent::Void(name), from) => {
                revise_one(self, *customer, name, from.unwrap_or(Day::MIN), None)
            }
        }
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

    /// Merges a customer into another from a day on: both turned out to be one.
    ///
    /// # Rule
    ///
    /// > §0: from the day of the merge all facts of the one merged, of whatever day, are the
    /// > survivor's, as if recorded there. Asked of a day before, both stand as they were. Limit,
    /// > terms, attitude and group are the survivor's, `since` the earlier; plans and budgets of a
    /// > month add up. What comes later under the old key is the survivor's. Chains are followed,
    /// > circles refused.
    ///
    /// A payment, instalments, a dispute or a hand-over that names a document of the other is kept
    /// with the document, under its customer. While both are one, facts of either are revised under
    /// both keys.
    ///
    /// # Errors
    ///
    /// When a customer does not exist, is merged already, or would come to be merged into itself;
    /// when the totals of both together do not fit. Then nothing has changed.
    #[doc(alias = "客户合并")]
    pub fn merge(
        &mut self,
        merged: CustomerKey,
        survivor: CustomerKey,
        on: Day,
    ) -> Result<(), MergeError> {
        merge(self, merged, survivor, on)
    }

    /// Merges pairs, the survivor last: all or none. Gives the first customer that is refused.
    pub(crate) fn merge_all(
        &mut self,
        pairs: impl IntoIterator<Item = (CustomerKey, CustomerKey)>,
        on: Day,
    ) -> Result<(), (CustomerKey, MergeError)> {
        merge_all(self, pairs, on)
    }

    /// Checks a merge without making it, but for the totals of both together.
    pub(crate) fn check_merge(
        &self,
        merged: CustomerKey,
        survivor: CustomerKey,
        on: Day,
    ) -> Result<(), MergeError> {
        check_merge(self, merged, survivor, on)
    }

    /// The account of the survivor as of `t` as merges would make it; `None` when there is no such
    /// customer, or the totals of all together do not fit.
    pub(crate) fn account_if_merged(
        &self,
        merged: &[CustomerKey],
        survivor: CustomerKey,
        t: AsOf,
    ) -> Option<AccountAsOf<'_>> {
        let of = |key: &CustomerKey| self.merges.merged_into_at(*key, t);
        let before = merged.iter().chain([&survivor]).flat_map(of);
        let all: Vec<_> = merged.iter().copied().chain(before).collect();
        AccountAsOf::united(self, survivor, &all, t)
    }

    /// Undoes the merge of a customer from a day on: each has its own facts again. Asked of a day
    /// before, the merge stands.
    ///
    /// # Errors
    ///
    /// When the customer is not merged on that day. Then nothing has changed.
    pub fn undo_merge(&mut self, merged: CustomerKey, on: Day) -> Result<(), MergeError> {
        self.merges.undo(merged, on)
    }

    /// Erases a fact from every day: it is no revision, and only the mark of the erasure remains.
    /// Money that names an erased invoice loses the name; what is no money and settles nothing else
    /// is gone with it. Document flows of an erased document are gone, with all that come after
    /// them. The number is free again. Reports of a breach or an incident that share a name are
    /// erased together: the name means all of them.
    ///
    /// # Rule
    ///
    /// > §0: what is erased is gone from every as-of, and only that something was erased, by whom
    /// > and when, remains.
    ///
    /// # Errors
    ///
    /// When there is no such customer or fact, or, for an invoice, a payment or an order, money is
    /// open with the customer and that is to be refused. Then nothing has changed.
    pub fn erase_fact(
        &mut self,
        name: &FactName,
        mark: Erasure,
        open_money: OpenMoney,
    ) -> Result<(), EraseError> {
        erase_fact(self, name, mark, open_money)
    }

    /// Erases a customer with all its facts and terms from every day. Its key is not given again,
    /// and nothing is taken under it any more.
    ///
    /// # Errors
    ///
    /// When there is no such customer, it takes part in a merge that holds, or money is open with
    /// it and that is to be refused. Then nothing has changed.
    #[doc(alias = "删除个人信息")]
    pub fn erase_customer(
        &mut self,
        mark: Erasure,
        open_money: OpenMoney,
    ) -> Result<(), EraseError> {
        erase_customer(self, mark, open_money)
    }

    /// Takes the mark of an erasure that came out of a ledger.
    pub(crate) fn take_erasure(&mut self, mark: Erasure) -> Result<(), EraseError> {
        check_customer(self, mark.customer)?;
        self.erasures.note(mark);
        Ok(())
    }

    /// The marks of all that was erased, in the order of erasing.
    pub fn erasures(&self) -> &[Erasure] {
        self.erasures.marks()
    }

    /// All merges, of the past and of today, in an order in which they can be made again.
    pub fn merges(&self) -> impl Iterator<Item = MergeSpan> {
        self.merges.spans()
    }

    /// Tells whether a customer is none of its own as of `t`: merged into another, or erased.
    #[inline]
    pub fn is_gone_at(&self, key: CustomerKey, t: AsOf) -> bool {
        let is_merged = !self.merges.is_empty() && self.merges.is_merged_at(key, t);
        is_merged || self.erasures.has(key)
    }

    /// The customer that has the facts of another as of `t`: itself, or the survivor of a merge.
    pub fn survivor_at(&self, key: CustomerKey, t: AsOf) -> CustomerKey {
        self.merges.survivor_at(key, t)
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

    /// Looks up the document of a fact, so that its place, or where it will be, is at hand. The row
    /// of its customer comes meanwhile.
    pub(crate) fn prefetch_document(&self, key: CustomerKey, fact: &Fact) {
        self.prefetch_row(key);
        self.tables.prefetch_document(key, fact);
    }
}

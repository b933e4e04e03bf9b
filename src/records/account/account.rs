use super::ledger::Row;
use super::{AccountAsOf, AccountView, Fact, FactName, Ledger, RecordError, ReviseError};
use crate::calendar::{AsOf, Day};
use crate::contract::ContractAction;
use crate::customer::Attitude;
use crate::id::{ContractId, CustomerId, CustomerKey};
use crate::money::Currency;
use crate::receivable::{CreditLimit, LimitValidity};

/// Everything recorded about one customer: a ledger of one.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::context::Context;
/// use guanxi::receivable::{CreditLimit, Invoice};
/// use guanxi::warning::{DebtPolicy, Verdict};
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.agree_limit(CreditLimit::try_from_money("CNY 1000".parse()?, account.currency())?)?;
/// account.record(Invoice::new(
///     "I-1".parse()?, "2026-03-01".parse()?, "2026-03-31".parse()?, "CNY 900".parse()?,
/// ))?;
/// let verdict = DebtPolicy::default().judge(account.view(), &Context::on("2026-03-15".parse()?));
/// assert_eq!(verdict.to_string(), "watch: exposure CNY 900.00 is 90% of the limit CNY 1,000.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Account {
    id: CustomerId,
    ledger: Ledger,
}

impl Account {
    const ONLY: CustomerKey = CustomerKey::from_position(0);

    /// An account without facts.
    pub fn new(id: CustomerId, currency: Currency) -> Self {
        let mut ledger = Ledger::new(currency);
        ledger.open();
        Self { id, ledger }
    }

    /// The customer.
    pub const fn id(&self) -> &CustomerId {
        &self.id
    }

    /// The currency of the account.
    pub const fn currency(&self) -> Currency {
        self.ledger.currency()
    }

    /// Records a fact.
    ///
    /// # Errors
    ///
    /// When the fact breaks a bound, repeats or contradicts a recorded one, or when there is no
    /// room for it. Then nothing has changed.
    ///
    /// ```
    /// # use guanxi::{account::Account, trade::Sale};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let sale = Sale::new("S-1".parse()?, "2026-03-01".parse()?, "USD 1".parse()?);
    /// let error = account.record(sale).unwrap_err();
    /// assert_eq!(error.to_string(), "sale S-1 is in USD, the book is in CNY");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record(&mut self, fact: impl Into<Fact>) -> Result<(), RecordError> {
        self.ledger.record(Self::ONLY, &fact.into())
    }

    /// States the first day as a customer.
    pub fn state_since(&mut self, since: Option<Day>) {
        self.stated(|ledger| ledger.state_since(Self::ONLY, since));
    }

    /// States the attitude of the customer.
    pub fn state_attitude(&mut self, attitude: Option<Attitude>) {
        self.stated(|ledger| ledger.state_attitude(Self::ONLY, attitude));
    }

    /// States the last day and the review of the agreed limit; replaces what was stated before.
    pub fn state_limit_validity(&mut self, validity: LimitValidity) {
        self.stated(|ledger| ledger.state_limit_validity(Self::ONLY, validity));
    }

    /// Records a fact that is known from a day on, see [`Ledger::record_known`].
    ///
    /// # Errors
    ///
    /// When `known_from` lies before the fact's own day, or the fact is refused.
    pub fn record_known(
        &mut self,
        fact: impl Into<Fact>,
        known_from: Day,
    ) -> Result<(), ReviseError> {
        self.ledger.record_known(Self::ONLY, &fact.into(), known_from)
    }

    /// Revises a recorded fact, see [`Ledger::revise`].
    ///
    /// # Errors
    ///
    /// When there is no such fact, or the version is refused. Then nothing has changed.
    pub fn revise(
        &mut self,
        name: &FactName,
        on: Day,
        version: Option<Fact>,
    ) -> Result<(), ReviseError> {
        self.ledger.revise(Self::ONLY, name, on, version)
    }

    /// Takes an act on a recorded contract, see [`Ledger::take_contract_step`].
    ///
    /// # Errors
    ///
    /// When there is no such contract, or it does not allow the act. Then nothing has changed.
    pub fn take_contract_step(
        &mut self,
        contract: &ContractId,
        action: impl Into<ContractAction>,
    ) -> Result<(), ReviseError> {
        self.ledger.take_contract_step(Self::ONLY, contract, action)
    }

    /// Agrees the credit limit; replaces what was agreed before.
    ///
    /// # Errors
    ///
    /// When the limit is negative.
    pub fn agree_limit(&mut self, limit: CreditLimit) -> Result<(), RecordError> {
        self.ledger.agree_limit(Self::ONLY, limit)
    }

    /// The facts and terms as judgements see them.
    pub fn view(&self) -> AccountView<'_> {
        // The one customer is there from the beginning.
        const NOBODY: &Row = &Row::NEW;
        let row = self.ledger.rows.first().unwrap_or(NOBODY);
        AccountView::new(&self.ledger, row, Self::ONLY)
    }

    /// The facts and terms as they were known at `t`.
    pub fn as_of(&self, t: AsOf) -> AccountAsOf<'_> {
        let account = self.ledger.account_at(Self::ONLY, t);
        account.unwrap_or_else(|| self.view().into())
    }

    /// The one customer is there from the beginning, so stating a term of it cannot be refused.
    fn stated(&mut self, state: impl FnOnce(&mut Ledger) -> Result<(), RecordError>) {
        let outcome = state(&mut self.ledger);
        debug_assert_eq!(outcome, Ok(()), "the only customer exists");
    }
}

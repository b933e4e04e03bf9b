use std::collections::BTreeMap;

use super::{BalanceKind, BalanceLeft, PhaseOutFault};
use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::contract::ContractStatus;
use crate::id::CustomerId;
use crate::measure::proven;
use crate::money::{Money, Total};
use crate::receivable::{Bill, Deposit, OpenBalance};
use crate::support::LentThing;

/// The balances of a customer that its account tells as of a date, to be counted or compared.
///
/// Open orders, debt, credit owed, cards lent and contracts with trading rights in force; bills,
/// floor stock and deposits where the account has any. Things lent are added by
/// [`with_things_lent`](Self::with_things_lent). The others are for people to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownBalances {
    balances: BTreeMap<BalanceKind, BalanceLeft>,
}

impl KnownBalances {
    /// The balances of an account.
    ///
    /// # Errors
    ///
    /// When a sum does not fit an amount.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::phase_out::{BalanceKind, KnownBalances};
    /// use guanxi::receivable::Invoice;
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
    /// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 5".parse()?))?;
    /// let known = KnownBalances::try_from_account(account.view(), "2026-02-01".parse()?)?;
    /// let debt = known.left(BalanceKind::Debt).ok_or("an account tells the debt")?;
    /// assert_eq!(debt.to_string(), "CNY 5.00");
    /// assert_eq!(known.left(BalanceKind::Deposit), None, "for people to count");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn try_from_account(account: AccountView<'_>, t: AsOf) -> Result<Self, PhaseOutFault> {
        let currency = account.currency();
        let money = |balance, total: Total| {
            let minor = total.minor();
            let amount = total.to_amount().ok_or(PhaseOutFault::Overflow { balance, minor })?;
            Ok((balance, BalanceLeft::Money(Money::new(amount, currency))))
        };
        let balance = OpenBalance::as_of(account.receivables(), t);
        let orders: Total = account.open_orders(t).map(|it| it.open).collect();
        let lent = account.loans().iter().filter(|it| it.is_out(t)).count();
        let in_force = account.contracts().iter().filter(|contract| {
            contract.status(t) == ContractStatus::InForce && contract.clauses().rights.is_some()
        });
        let mut balances = vec![
            money(BalanceKind::OpenOrders, orders)?,
            money(BalanceKind::Debt, balance.ageing.open())?,
            money(BalanceKind::Credit, balance.credit())?,
            (BalanceKind::Loans, number(lent)),
            (BalanceKind::Rights, number(in_force.count())),
        ];
        // None at all may be that nobody records them.
        if !account.bills().is_empty() {
            let outstanding = Bill::outstanding(account.bills(), t);
            balances.push(money(BalanceKind::Bills, outstanding)?);
        }
        if !account.floor_stock().is_empty() {
            balances.push(money(BalanceKind::FloorStock, balance.floor_stock)?);
        }
        if !account.deposits().is_empty() {
            let held = Deposit::all_held(account.deposits(), t);
            balances.push(money(BalanceKind::Deposit, held)?);
        }
        Ok(Self { balances: balances.into_iter().collect() })
    }

    /// The balances with the things of ours that are with the customer as of a date: they count
    /// with the cards that are lent. No account knows them. Things of other customers, and those
    /// that came back, do not count. Add them once.
    ///
    /// # Rule
    ///
    /// > S14: cards and things lent come back before the customer goes.
    #[doc(alias = "投放设备")]
    pub fn with_things_lent(self, customer: &CustomerId, things: &[LentThing], t: AsOf) -> Self {
        let Self { mut balances } = self;
        let out = things.iter().filter(|it| it.customer == *customer && it.is_out(t));
        let cards = match balances.get(&BalanceKind::Loans) {
            Some(BalanceLeft::Number(cards)) => usize::try_from(*cards).ok(),
            Some(BalanceLeft::Money(_)) | None => None,
        };
        let lent = out.count().checked_add(cards.unwrap_or_default());
        let lent = number(proven!(lent, else usize::MAX, "cards and things in memory"));
        balances.insert(BalanceKind::Loans, lent);
        Self { balances }
    }

    /// The rest of a balance; `None` of one that the account does not tell.
    pub fn left(&self, balance: BalanceKind) -> Option<BalanceLeft> {
        self.balances.get(&balance).copied()
    }
}

fn number(count: usize) -> BalanceLeft {
    let count = u32::try_from(count).ok();
    BalanceLeft::Number(proven!(count, else u32::MAX, "no customer has 2^32 facts"))
}

use std::fmt;

use super::AuditPolicyDraft;
use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::credit::SalesBalance;
use crate::money::{Currency, Total};

/// Sales and collection of a salesperson's customers in one currency that are out of balance.
///
/// # Rule
///
/// > S1 (i), S10: sales and collection are in balance, and nothing is overdue. Out of balance is
/// > what was collected in the days of the policy when it is less than the least share of what was
/// > billed in them, or what is overdue when it is more than the largest share of what is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imbalance {
    /// The currency.
    pub currency: Currency,
    /// Net sales of the days.
    pub sold: Total,
    /// Invoices issued in the days.
    pub billed: Total,
    /// Money received less money sent back in the days.
    pub collected: Total,
    /// The balance at the end.
    pub owed: Total,
    /// The overdue part of it.
    pub overdue: Total,
}

impl Imbalance {
    pub(super) const fn nothing(currency: Currency) -> Self {
        let none = Total::ZERO;
        Self { currency, sold: none, billed: none, collected: none, owed: none, overdue: none }
    }

    /// Adds a customer.
    pub(super) fn add(&mut self, account: AccountView<'_>, t: AsOf, policy: &AuditPolicyDraft) {
        let one = SalesBalance::from_account(account, t.last_days(policy.balance_days));
        self.sold = self.sold.plus(one.sold);
        self.billed = self.billed.plus(one.billed);
        self.collected = self.collected.plus(one.collected);
        self.owed = self.owed.plus(one.owed.or_zero());
        self.overdue = self.overdue.plus(one.overdue);
    }

    pub(super) fn is_out(&self, policy: &AuditPolicyDraft) -> bool {
        let is_behind = self.billed.is_positive()
            && policy.least_collected.is_missed_by(self.collected.minor(), self.billed.minor());
        let is_late = self.overdue.is_positive()
            && policy.most_overdue.is_exceeded_by(self.overdue.minor(), self.owed.minor());
        is_behind || is_late
    }
}

impl fmt::Display for Imbalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |total: Total| total.with_currency(self.currency);
        write!(f, "billed {}, collected {}; ", money(self.billed), money(self.collected))?;
        write!(f, "of {} owed {} is overdue", money(self.owed), money(self.overdue))
    }
}

use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::money::Total;
use crate::receivable::{DepositUse, DepositUseKind};

/// The deposits of a customer on a date.
///
/// # Rule
///
/// > S5, S20: a deposit is owed by us and secures: exposure is less by what is held. It is set off
/// > only for an upheld breach.
///
/// A part that was set off for a breach which is not upheld, or not recorded, is still owed to the
/// customer: it is held, and told as `unfounded`.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::{DepositPosition, Exposure};
/// use guanxi::day;
/// use guanxi::receivable::{Deposit, Invoice};
///
/// let mut li = Account::new("Li".parse()?, "CNY".parse()?);
/// let (issued, due) = (day!(2026, 1, 10), day!(2026, 2, 10));
/// li.record(Invoice::new("I1".parse()?, issued, due, "CNY 500".parse()?))?;
/// li.record(Deposit::new("D1".parse()?, day!(2026, 1, 5), "CNY 200".parse()?))?;
/// let t = "2026-01-31".parse()?;
/// assert_eq!(DepositPosition::from_account(li.view(), t).held.minor(), 200_00);
/// assert_eq!(Exposure::from_account(li.view(), t, None).total().minor(), 300_00);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "保证金")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DepositPosition {
    /// The amount that we hold and owe.
    pub held: Total,
    /// The part of it that was set off without an upheld breach.
    pub unfounded: Total,
}

impl DepositPosition {
    /// The deposits of an account.
    pub fn from_account(account: AccountView<'_>, t: AsOf) -> Self {
        let is_upheld = |day| {
            let breaches = account.breaches().iter();
            breaches.into_iter().any(|it| it.upheld && it.date == day && t.sees(it.date))
        };
        let is_founded = |part: &DepositUse| match part.kind {
            DepositUseKind::Returned => true,
            DepositUseKind::SetOffForBreachOf(day) => is_upheld(day),
        };
        let mut found = Self::default();
        for deposit in account.deposits() {
            let held = deposit.held(t, is_founded);
            let left = deposit.held(t, |_| true);
            found.held = found.held.plus(held);
            found.unfounded = found.unfounded.plus(held.minus(left));
        }
        found
    }
}

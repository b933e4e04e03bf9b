use crate::account::AccountView;
use crate::calendar::{AsOf, Window};
use crate::money::Total;
use crate::receivable::OpenBalance;

/// Sales, bills and collections of a window, and the balance at its end.
///
/// # Rule
///
/// > S10: balance of sales and collection. What is owed at the end is what was owed before, and
/// > what was billed, less what was collected.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::calendar::AsOf;
/// use guanxi::credit::SalesBalance;
/// use guanxi::receivable::{Invoice, Payment};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (issued, due) = ("2026-02-01".parse()?, "2026-03-01".parse()?);
/// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 500".parse()?))?;
/// account.record(Payment::new("P1".parse()?, "2026-03-10".parse()?, "CNY 200".parse()?))?;
/// let t: AsOf = "2026-03-31".parse()?;
/// let march = SalesBalance::from_account(account.view(), t.last_days(31));
/// assert_eq!((march.owed_before.minor(), march.collected.minor()), (500_00, 200_00));
/// assert_eq!((march.owed.minor(), march.overdue.minor()), (300_00, 300_00));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "销售收款平衡")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SalesBalance {
    /// Net sales of the window.
    pub sold: Total,
    /// Invoices issued in the window.
    pub billed: Total,
    /// Payments made in the window.
    pub collected: Total,
    /// The balance before the window.
    pub owed_before: Total,
    /// The balance at the end of the window.
    pub owed: Total,
    /// The overdue part of that balance.
    pub overdue: Total,
}

impl SalesBalance {
    /// The balance of a customer over a window.
    pub fn from_account(account: AccountView<'_>, window: Window) -> Self {
        let (invoices, payments) = (account.invoices(), account.payments());
        let standing = |day| OpenBalance::as_of(invoices, payments, AsOf::new(day));
        let end = standing(window.until);
        let issued = invoices.iter().filter(|invoice| window.contains(invoice.issued()));
        let paid = payments.iter().filter(|payment| window.contains(payment.day()));
        Self {
            sold: account.sales().net(window),
            billed: issued.map(|invoice| invoice.amount()).collect(),
            collected: paid.map(|payment| payment.amount()).collect(),
            owed_before: standing(window.after).balance(),
            owed: end.balance(),
            overdue: end.ageing.overdue(),
        }
    }
}

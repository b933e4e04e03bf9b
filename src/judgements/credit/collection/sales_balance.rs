use crate::account::AccountView;
use crate::calendar::{AsOf, Window};
use crate::money::Total;
use crate::receivable::{Bill, OpenBalance, SettlementKind};

/// Sales, bills and collections of a window, and the balance at its end.
///
/// # Rule
///
/// > S10: balance of sales and collection. What is owed at the end is what was owed before, and
/// > what was billed, less what was collected and what was settled without money. Collected is
/// > received less refunded; a bill is collected once it is honoured.
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
    /// Money received in the window, bills that were honoured or sold in it among it.
    pub received: Total,
    /// Money sent back in the window.
    pub refunded: Total,
    /// Money received less money sent back.
    pub collected: Total,
    /// The part of the balance that was settled without money in the window: bills, credit notes,
    /// discounts, write-offs and the like. Negative where a recovery took more of a write-off back,
    /// and where bills of earlier days became money or were refused.
    pub settled_otherwise: Total,
    /// The part of it that was written off, less what was recovered.
    pub written_off: Total,
    /// The balance before the window.
    pub owed_before: Total,
    /// The balance at the end of the window.
    pub owed: Total,
    /// The overdue part of that balance.
    pub overdue: Total,
    /// The bills that are no money yet at the end of the window: they are not owed, and not
    /// collected.
    pub bills: Total,
}

impl SalesBalance {
    /// The balance of a customer over a window.
    pub fn from_account(account: AccountView<'_>, window: Window) -> Self {
        let standing = |day| OpenBalance::as_of(account.receivables(), AsOf::new(day));
        let (start, end) = (standing(window.after), standing(window.until));
        let issued = account.invoices().iter().filter(|it| window.contains(it.issued()));
        let billed: Total = issued.map(|invoice| invoice.amount()).collect();
        let sum = |kind| {
            let of_kind = account.payments().iter().filter(move |it| it.kind() == kind);
            of_kind.filter(|it| window.contains(it.day())).map(|it| it.amount()).collect::<Total>()
        };
        let bills = account.bills().iter();
        let became_money = bills.filter(|it| it.collected().is_some_and(|on| window.contains(on)));
        let became_money: Total = became_money.map(|it| it.amount.amount()).collect();
        let received = sum(SettlementKind::Received).plus(became_money);
        let refunded = sum(SettlementKind::Refunded);
        let collected = received.minus(refunded);
        let (owed_before, owed) = (start.balance(), end.balance());
        Self {
            sold: account.sales().net(window),
            billed,
            received,
            refunded,
            collected,
            settled_otherwise: owed_before.plus(billed).minus(collected).minus(owed),
            written_off: end.written_off.minus(start.written_off),
            owed_before,
            owed,
            overdue: end.ageing.overdue(),
            bills: Bill::outstanding(account.bills(), AsOf::new(window.until)),
        }
    }
}

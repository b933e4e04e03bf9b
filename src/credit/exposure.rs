use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::money::Total;
use crate::receivable::Standing;

/// What a customer owes and is about to owe, by category.
///
/// # Rule
///
/// > S20: exposure = open items + open orders with a delivery date up to `t + H` − unapplied
/// > credit.
///
/// Deliveries not billed and secured parts have no facts yet and so no category.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::Exposure;
/// use guanxi::trade::OpenOrder;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.record(OpenOrder::new("O1".parse()?, "2026-01-01".parse()?, "2026-01-31".parse()?, "CNY 50".parse()?))?;
/// let t = "2026-01-10".parse()?;
/// assert_eq!(Exposure::of(account.view(), t, None).total().minor(), 50_00);
/// assert_eq!(Exposure::of(account.view(), t, Some(20)).total().minor(), 0, "delivered on day 21");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "信用敞口")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposure {
    /// Open items, ageing, unapplied credit.
    pub standing: Standing,
    /// Open orders within the horizon.
    pub orders: Total,
}

impl Exposure {
    /// The exposure as of `t`, with open orders delivered within so many days, or all of them.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::Exposure};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(Exposure::of(account.view(), "2026-01-10".parse()?, None).total().minor(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(account: AccountView<'_>, t: AsOf, horizon_days: Option<u16>) -> Self {
        let within = |day| horizon_days.is_none_or(|days| day <= t.day().offset(i32::from(days)));
        let orders = account.orders().iter();
        let counted = orders.filter(|order| t.sees(order.ordered) && within(order.deliver));
        Self {
            standing: Standing::of(account.invoices(), account.payments(), t),
            orders: counted.map(|order| order.amount).collect(),
        }
    }

    /// The whole exposure; negative when more was paid than is owed.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::Exposure};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let exposure = Exposure::of(account.view(), "2026-01-10".parse()?, Some(0));
    /// assert_eq!(exposure.total(), exposure.standing.balance());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn total(&self) -> Total {
        self.standing.balance().plus(self.orders)
    }
}

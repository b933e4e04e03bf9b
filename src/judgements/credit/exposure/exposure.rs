use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::money::Total;
use crate::receivable::{CollateralKind, OpenBalance};
use crate::trade::Stage;

/// What a customer owes and is about to owe, by category.
///
/// # Rule
///
/// > S20: exposure = open items + deliveries not billed + bills not posted + open orders with a
/// > delivery date up to `t + H` − unapplied credit − secured part. A document moved forward leaves
/// > one category as it enters the next.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::Exposure;
/// use guanxi::trade::OpenOrder;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.record(OpenOrder::new("O1".parse()?, "2026-01-01".parse()?, "2026-01-31".parse()?, "CNY 50".parse()?))?;
/// let t = "2026-01-10".parse()?;
/// assert_eq!(Exposure::from_account(account.view(), t, None).total().minor(), 50_00);
/// assert_eq!(Exposure::from_account(account.view(), t, Some(20)).total().minor(), 0, "delivered on day 21");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "信用敞口")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposure {
    /// Open items, ageing, unapplied credit.
    pub standing: OpenBalance,
    /// What is left of the open orders within the horizon.
    pub orders: Total,
    /// Delivered, not billed.
    pub deliveries: Total,
    /// Billed, not posted.
    pub billed: Total,
    /// What guarantees cover on the day, whether there is anything to cover or not.
    pub guaranteed: Total,
}

impl Exposure {
    /// The exposure as of `t`, with open orders delivered within so many days, or all of them.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::Exposure};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(Exposure::from_account(account.view(), "2026-01-10".parse()?, None).total().minor(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_account(account: AccountView<'_>, t: AsOf, horizon_days: Option<u16>) -> Self {
        let standing = OpenBalance::as_of(account.invoices(), account.payments(), t);
        Self::with_standing(standing, account, t, horizon_days)
    }

    /// The same, given what is open, overdue and unapplied.
    #[inline(always)]
    pub(crate) fn with_standing(
        standing: OpenBalance,
        account: AccountView<'_>,
        t: AsOf,
        horizon_days: Option<u16>,
    ) -> Self {
        Self {
            standing,
            orders: open_orders(account, t, horizon_days),
            deliveries: account.standing_at(Stage::Delivered, t),
            billed: account.standing_at(Stage::Billed, t),
            guaranteed: covered(account, CollateralKind::Guarantee, t),
        }
    }

    /// The exposure before collateral; negative when more was paid than is owed.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::Exposure};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let exposure = Exposure::from_account(account.view(), "2026-01-10".parse()?, Some(0));
    /// assert_eq!(exposure.gross(), exposure.standing.balance());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn gross(&self) -> Total {
        self.standing.balance().plus(self.orders).plus(self.deliveries).plus(self.billed)
    }

    /// The secured part: what guarantees cover of what is owed.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::Exposure};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let exposure = Exposure::from_account(account.view(), "2026-01-10".parse()?, None);
    /// assert!(exposure.secured() <= exposure.gross().or_zero());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn secured(&self) -> Total {
        self.secured_of(self.gross())
    }

    /// What guarantees cover of so much.
    pub(crate) fn secured_of(&self, owed: Total) -> Total {
        self.guaranteed.min(owed.or_zero())
    }

    /// The whole exposure; negative when more was paid than is owed.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::Exposure};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let exposure = Exposure::from_account(account.view(), "2026-01-10".parse()?, Some(0));
    /// assert_eq!(exposure.total(), exposure.gross().minus(exposure.secured()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn total(&self) -> Total {
        self.gross().minus(self.secured())
    }
}

/// What is left of the open orders that are delivered within so many days, or of all of them.
pub(crate) fn open_orders(account: AccountView<'_>, t: AsOf, horizon_days: Option<u16>) -> Total {
    let within = |day| horizon_days.is_none_or(|days| day <= t.day().offset(i32::from(days)));
    let orders = account.open_orders(t).filter(|(order, _)| within(order.deliver()));
    orders.map(|(_, open)| open).collect()
}

/// What the collateral of a kind covers on the day.
pub(crate) fn covered(account: AccountView<'_>, kind: CollateralKind, t: AsOf) -> Total {
    let of_kind = account.collateral().iter().filter(|security| security.kind == kind);
    of_kind.map(|security| security.covered(t.day())).collect()
}

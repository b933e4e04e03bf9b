use super::ReturnedGoods;
use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::credit::{BillPolicyDraft, DepositPosition};
use crate::money::Total;
use crate::receivable::{CollateralKind, OpenBalance};
use crate::trade::DocumentStage;

/// The exposure of a customer by category: debt, and debt to come.
///
/// # Rule
///
/// > S20: exposure = open items + floor stock + outstanding bills at the policy's share +
/// > deliveries not billed + bills not posted + open orders with a delivery date up to `t + H` −
/// > unapplied and earmarked credit − goods returned and not yet credited − secured part. A
/// > document moved forward leaves one category as it enters the next.
///
/// Guarantees and deposits secure. Consigned goods are ours and no exposure until their sale is
/// reported: then there is an invoice.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::Exposure;
/// use guanxi::trade::OpenOrder;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (ordered, deliver) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
/// account.record(OpenOrder::new("O1".parse()?, ordered, deliver, "CNY 50".parse()?))?;
/// let total = |horizon| -> Result<i128, Box<dyn std::error::Error>> {
///     Ok(Exposure::from_account(account.view(), "2026-01-10".parse()?, horizon).total().minor())
/// };
/// assert_eq!(total(None)?, 50_00);
/// assert_eq!(total(Some(20))?, 0, "delivered in 21 days");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "信用敞口")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposure {
    /// Open items, floor stock, ageing, unapplied and earmarked credit.
    pub standing: OpenBalance,
    /// The open part of the open orders within the horizon.
    pub orders: Total,
    /// Delivered, not billed.
    pub deliveries: Total,
    /// Billed, not posted.
    pub billed: Total,
    /// The outstanding bills at the shares of the policy.
    pub bills: Total,
    /// Goods returned and not yet credited.
    pub returned: ReturnedGoods,
    /// The cover of guarantees on the day, also when nothing is owed.
    pub guaranteed: Total,
    /// The deposits that we hold, also when nothing is owed.
    pub deposits: Total,
}

/// The categories of an exposure beside the open balance.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BesideBalance {
    orders: Total,
    deliveries: Total,
    billed: Total,
    bills: Total,
    returned: ReturnedGoods,
    /// The cover of guarantees, and the deposits held.
    security: Total,
    deposits: Total,
}

impl BesideBalance {
    #[inline]
    pub(crate) fn from_account(
        standing: &OpenBalance,
        account: AccountView<'_>,
        t: AsOf,
        horizon_days: Option<u16>,
        bills: &BillPolicyDraft,
    ) -> Self {
        let orders = open_orders(account, t, horizon_days);
        // Most customers have nothing else.
        if account.has_lists() {
            Self::from_lists(standing, account, t, orders, bills)
        } else {
            Self { orders, ..Self::default() }
        }
    }

    #[inline(never)]
    fn from_lists(
        standing: &OpenBalance,
        account: AccountView<'_>,
        t: AsOf,
        orders: Total,
        bills: &BillPolicyDraft,
    ) -> Self {
        let deposits = DepositPosition::from_account(account, t).held;
        Self {
            orders,
            deliveries: account.standing_at(DocumentStage::Delivered, t),
            billed: account.standing_at(DocumentStage::Billed, t),
            bills: bills.position(account.bills(), account.currency(), t).exposure,
            returned: ReturnedGoods::beside(standing, account, Total::ZERO, t),
            security: covered(account, CollateralKind::Guarantee, t).plus(deposits),
            deposits,
        }
    }

    /// The exposure before collateral, together with a balance.
    #[inline]
    pub(crate) fn gross(&self, standing: &OpenBalance) -> Total {
        let owed = standing.balance().minus(self.returned.total());
        owed.plus(self.orders).plus(self.deliveries).plus(self.billed).plus(self.bills)
    }

    /// The open items of a balance in dispute, without goods returned.
    #[inline]
    pub(crate) fn disputed(&self, standing: &OpenBalance) -> Total {
        standing.disputed.minus(self.returned.disputed)
    }

    /// The cover of guarantees and deposits for a debt, at most the debt.
    #[inline]
    pub(crate) fn secured_of(&self, owed: Total) -> Total {
        self.security.min(owed.or_zero())
    }

    /// The whole exposure, together with a balance.
    pub(crate) fn with_standing(self, standing: OpenBalance) -> Exposure {
        let Self { orders, deliveries, billed, bills, returned, security, deposits } = self;
        let guaranteed = security.minus(deposits);
        Exposure { standing, orders, deliveries, billed, bills, returned, guaranteed, deposits }
    }
}

impl Exposure {
    /// The exposure as of `t`, with the open orders of the next `horizon_days`, or all of them, and
    /// bills at the shares of the default policy.
    pub fn from_account(account: AccountView<'_>, t: AsOf, horizon_days: Option<u16>) -> Self {
        Self::with_bills(account, t, horizon_days, &BillPolicyDraft::default())
    }

    /// The exposure as of `t`, with bills at the shares of a policy.
    pub fn with_bills(
        account: AccountView<'_>,
        t: AsOf,
        horizon_days: Option<u16>,
        bills: &BillPolicyDraft,
    ) -> Self {
        let standing = OpenBalance::as_of(account.receivables(), t);
        Self::with_standing(standing, account, t, horizon_days, bills)
    }

    /// The exposure from an open balance that is known already.
    pub(crate) fn with_standing(
        standing: OpenBalance,
        account: AccountView<'_>,
        t: AsOf,
        horizon_days: Option<u16>,
        bills: &BillPolicyDraft,
    ) -> Self {
        let beside = BesideBalance::from_account(&standing, account, t, horizon_days, bills);
        beside.with_standing(standing)
    }

    fn beside(&self) -> BesideBalance {
        let Self { orders, deliveries, billed, bills, returned, guaranteed, deposits, .. } = *self;
        let security = guaranteed.plus(deposits);
        BesideBalance { orders, deliveries, billed, bills, returned, security, deposits }
    }

    /// The open items that stand as floor stock.
    #[doc(alias = "铺底")]
    pub const fn floor_stock(&self) -> Total {
        self.standing.floor_stock
    }

    /// The exposure before collateral; negative when more was paid or returned than is owed.
    pub fn gross(&self) -> Total {
        self.beside().gross(&self.standing)
    }

    /// Unapplied and earmarked credit, with that of goods returned.
    pub(crate) fn credit(&self) -> Total {
        self.standing.credit().plus(self.returned.credit)
    }

    /// The secured part: the cover of guarantees and deposits, at most the debt.
    pub fn secured(&self) -> Total {
        self.secured_of(self.gross())
    }

    /// The cover of guarantees and deposits for a debt, at most the debt.
    pub(crate) fn secured_of(&self, owed: Total) -> Total {
        self.beside().secured_of(owed)
    }

    /// The whole exposure; negative when more was paid or returned than is owed.
    pub fn total(&self) -> Total {
        self.gross().minus(self.secured())
    }
}

/// The open part of the open orders of the next `horizon_days`, or of all of them.
pub(crate) fn open_orders(account: AccountView<'_>, t: AsOf, horizon_days: Option<u16>) -> Total {
    let within = |day| horizon_days.is_none_or(|days| day <= t.day().offset(i32::from(days)));
    let orders = account.open_orders(t).filter(|it| within(it.order.deliver()));
    orders.map(|it| it.open).collect()
}

/// The cover of the collateral of a kind on the day.
pub(crate) fn covered(account: AccountView<'_>, kind: CollateralKind, t: AsOf) -> Total {
    let of_kind = account.collateral().iter().filter(|security| security.kind == kind);
    of_kind.map(|security| security.covered(t.day())).fold(Total::ZERO, Total::plus)
}

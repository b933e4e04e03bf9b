use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::money::Total;
use crate::receivable::OpenBalance;

/// The goods returned and not yet credited: what their credit notes will take off the open items,
/// and what they will add to the credit of the customer.
///
/// # Rule
///
/// > S20: goods returned and not yet credited lessen the exposure.
///
/// Of each invoice issued by `t` the goods returned count, at most what it bills, less the credit
/// notes that name it: a credit note that names an invoice is taken for its goods first. So the
/// exposure is the same on the day before the credit note and on the day after it. Goods of an
/// invoice that is written off, or sold to a factor, lessen nothing, as their credit note will not.
#[doc(alias = "退货未开红票")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReturnedGoods {
    /// The amount that comes off the open items.
    pub open: Total,
    /// The part of what comes off that is in dispute.
    pub disputed: Total,
    /// The amount that becomes credit, because the goods were paid already.
    pub credit: Total,
}

impl ReturnedGoods {
    /// The goods returned by `t`, beside the balance with `receipt` as one more payment.
    #[inline]
    pub(crate) fn beside(
        standing: &OpenBalance,
        account: AccountView<'_>,
        receipt: Total,
        t: AsOf,
    ) -> Self {
        if account.has_returns(t) {
            Self::work_out(standing, account, receipt, t)
        } else {
            Self::default()
        }
    }

    #[inline(never)]
    fn work_out(standing: &OpenBalance, account: AccountView<'_>, receipt: Total, t: AsOf) -> Self {
        let returned = |invoice| account.goods_returned(invoice, t);
        let credited = account.receivables().with_returns_credited(t, receipt, returned);
        Self {
            open: standing.open().minus(credited.open()),
            disputed: standing.disputed.minus(credited.disputed),
            credit: credited.credit().minus(standing.credit()),
        }
    }

    /// The amount by which the exposure is lower.
    pub fn total(&self) -> Total {
        self.open.plus(self.credit)
    }
}

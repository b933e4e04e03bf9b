use super::PendingJudgement;
use super::standpoint::Standpoint;
use crate::account::AccountView;
use crate::context::PurchaseFigures;
use crate::money::Total;
use crate::receivable::OpenBalance;
use crate::segment::LoyaltyReading;

/// The figures of a customer that several rules go by, worked out once.
pub(super) struct SharedFigures<'f, 'p, 'a> {
    pub(super) standpoint: &'f Standpoint<'p>,
    pub(super) account: AccountView<'a>,
    pub(super) balance: OpenBalance,
    /// Invoices that fell due within the year of loyalty.
    fell_due: Total,
    pub(super) purchases: PurchaseFigures<'f>,
}

impl<'f, 'p, 'a> SharedFigures<'f, 'p, 'a> {
    #[inline]
    pub(super) fn new(
        standpoint: &'f Standpoint<'p>,
        account: AccountView<'a>,
        purchases: PurchaseFigures<'f>,
    ) -> Self {
        let t = standpoint.context.as_of();
        let of_invoice = standpoint.policy.loyalty.fell_due(t);
        let mut fell_due = Total::ZERO;
        let balance =
            OpenBalance::as_of_showing(standpoint.policy.debt.receivables(account), t, |invoice| {
                fell_due = fell_due.plus(of_invoice(invoice));
            });
        Self { standpoint, account, balance, fell_due, purchases }
    }

    #[inline]
    pub(super) fn class_purchases(&self) -> Total {
        self.purchases.sales.net(&self.standpoint.class_window)
    }

    #[inline]
    pub(super) fn bought_in_year(&self) -> Total {
        self.purchases.sales.net(&self.standpoint.year)
    }

    #[inline]
    pub(super) fn loyalty(&self) -> LoyaltyReading {
        let (months, sales) = (self.standpoint.context.months(), self.purchases.sales);
        let policy = &self.standpoint.policy.loyalty;
        policy.read_from(self.account, &self.balance, months, sales, self.fell_due)
    }

    /// The judgement that waits for the prior of the book.
    #[inline]
    pub(super) fn pending(&self) -> PendingJudgement {
        PendingJudgement {
            purchases: self.class_purchases(),
            bought_in_year: self.bought_in_year(),
            is_loyal: self.loyalty().is_loyal(),
            outcomes: self.outcomes(),
        }
    }
}

use super::PendingJudgement;
use super::standpoint::Standpoint;
use crate::account::AccountView;
use crate::context::PurchaseFigures;
use crate::lapse::OneOffCandidate;
use crate::money::Total;
use crate::receivable::OpenBalance;
use crate::segment::LoyaltyReading;
use crate::warning::YearPurchases;

/// The figures of a customer that several rules go by, worked out once.
///
/// Debts are [settled](Self::settle) in their place, since a balance that is handed on is copied:
/// five copies take 145 of 4,300 instructions for a customer.
pub(super) struct SharedFigures<'f, 'p, 'a> {
    pub(super) standpoint: &'f Standpoint<'p>,
    pub(super) account: AccountView<'a>,
    pub(super) balance: OpenBalance,
    /// Invoices that fell due within the year of loyalty.
    fell_due: Total,
    pub(super) purchases: PurchaseFigures<'f>,
}

impl<'f, 'p, 'a> SharedFigures<'f, 'p, 'a> {
    /// The figures without debts: [`settle`](Self::settle) adds those.
    #[inline]
    pub(super) fn new(
        standpoint: &'f Standpoint<'p>,
        account: AccountView<'a>,
        purchases: PurchaseFigures<'f>,
    ) -> Self {
        let (balance, fell_due) = (OpenBalance::default(), Total::ZERO);
        Self { standpoint, account, balance, fell_due, purchases }
    }

    /// Works out the debts.
    #[inline]
    pub(super) fn settle(&mut self) -> &mut Self {
        let Self { standpoint, account, balance, fell_due, .. } = self;
        let (policy, t) = (standpoint.policy, standpoint.context.as_of());
        let of_invoice = policy.loyalty.fell_due(t);
        balance.settle(policy.debt.receivables(*account), t, |invoice| {
            *fell_due = fell_due.plus(of_invoice(invoice));
        });
        self
    }

    #[inline]
    pub(super) fn class_purchases(&self) -> Total {
        self.purchases.sales.net(&self.standpoint.class_window)
    }

    #[inline]
    pub(super) fn bought_in_year(&self) -> Total {
        self.purchases.sales.net(&self.standpoint.year)
    }

    /// The order day that may be a one-off.
    #[inline]
    fn one_off_candidate(&self) -> Option<OneOffCandidate> {
        let Standpoint { policy, context, .. } = self.standpoint;
        let (t, rules) = (context.as_of(), policy.loss.one_off);
        rules.candidate(self.account.sales().up_to(t.day()), t, self.bought_in_year())
    }

    /// The purchases of the year with the one-off among them.
    #[inline]
    pub(super) fn year_purchases(&self) -> YearPurchases {
        self.standpoint.year_purchases(self.bought_in_year(), self.one_off_candidate())
    }

    #[inline]
    pub(super) fn loyalty(&self) -> LoyaltyReading {
        let PurchaseFigures { sales, own_days, .. } = self.purchases;
        let context = &self.standpoint.context;
        let policy = self.standpoint.policy;
        let usual_gap = |rhythm| policy.loss.usual_gap(rhythm, context);
        let figures = (self.fell_due, usual_gap);
        policy.loyalty.read_from(self.account, &self.balance, (context, own_days), sales, figures)
    }

    /// The judgement that waits for the prior of the book.
    #[inline]
    pub(super) fn pending(&self) -> PendingJudgement {
        let loyalty = self.loyalty();
        PendingJudgement {
            purchases: self.class_purchases(),
            bought_in_year: self.bought_in_year(),
            one_off: self.one_off_candidate(),
            is_loyal: loyalty.is_loyal(),
            loyalty_waits: loyalty.waits_for_prior(),
            outcomes: self.outcomes(),
        }
    }
}

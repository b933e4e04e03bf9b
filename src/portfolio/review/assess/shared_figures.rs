use super::{Assessor, BeforeLoss, PendingJudgement, Readings};
use crate::account::AccountView;
use crate::context::PurchaseFigures;
use crate::lapse::LapseSignal;
use crate::money::Total;
use crate::receivable::OpenBalance;
use crate::segment::LoyaltyReading;
use crate::warning::{DebtReading, IncidentReading, Outcome, Reading};

/// The figures of a customer that several rules go by, worked out once.
pub(super) struct SharedFigures<'f, 'p, 'a> {
    assessor: &'f Assessor<'p>,
    account: AccountView<'a>,
    balance: OpenBalance,
    /// Invoices that fell due within the year of loyalty.
    fell_due: Total,
    purchases: PurchaseFigures<'f>,
}

impl<'f, 'p, 'a> SharedFigures<'f, 'p, 'a> {
    #[inline]
    pub(super) fn new(
        assessor: &'f Assessor<'p>,
        account: AccountView<'a>,
        purchases: PurchaseFigures<'f>,
    ) -> Self {
        let t = assessor.as_of();
        let of_invoice = assessor.policy().loyalty.fell_due(t);
        let mut fell_due = Total::ZERO;
        let balance =
            OpenBalance::as_of_showing(account.invoices(), account.payments(), t, |invoice| {
                fell_due = fell_due.plus(of_invoice(invoice));
            });
        Self { assessor, account, balance, fell_due, purchases }
    }

    #[inline]
    fn purchases(&self) -> Total {
        self.purchases.sales.net(self.assessor.class_window())
    }

    #[inline]
    pub(super) fn bought_in_year(&self) -> Total {
        self.purchases.sales.net(self.assessor.year())
    }

    #[inline]
    fn loyalty(&self) -> LoyaltyReading {
        let (months, sales) = (self.assessor.context().months(), self.purchases.sales);
        let policy = &self.assessor.policy().loyalty;
        policy.read_from(self.account, &self.balance, months, sales, self.fell_due)
    }

    #[inline]
    fn debt(&self) -> DebtReading {
        let t = self.assessor.as_of();
        self.assessor.policy().debt.read_from(self.account, self.balance, t)
    }

    #[inline]
    fn incident(&self) -> IncidentReading<'a> {
        self.assessor.policy().incident.read(self.account, self.assessor.context())
    }

    /// The readings of all rules.
    #[inline]
    pub(super) fn readings(&self, signal: Option<LapseSignal>) -> Readings<'a> {
        let Self { assessor, account, purchases, .. } = *self;
        let (policy, context) = (assessor.policy(), assessor.context());
        let bought_in_year = self.bought_in_year();
        Readings {
            purchases: self.purchases(),
            loyalty: self.loyalty(),
            debt: self.debt(),
            progress: policy.progress.read_from(account, context, purchases),
            expense: policy.expense.read_from(account, context, purchases),
            loss: policy.loss.read_from(account, context, signal, bought_in_year),
            incident: self.incident(),
        }
    }

    /// The outcomes of the rules but that of loss, without evidence.
    #[inline]
    pub(super) fn outcomes(&self) -> BeforeLoss<Outcome> {
        let Self { assessor, account, purchases, .. } = *self;
        let (policy, context) = (assessor.policy(), assessor.context());
        BeforeLoss {
            debt: self.debt().outcome(),
            progress: policy.progress.outcome_from(account, context, purchases),
            expense: policy.expense.outcome_from(account, context, purchases),
            incident: self.incident().outcome(),
        }
    }

    /// The judgement that waits for the prior of the book.
    #[inline]
    pub(super) fn pending(&self) -> PendingJudgement {
        PendingJudgement {
            purchases: self.purchases(),
            bought_in_year: self.bought_in_year(),
            is_loyal: self.loyalty().is_loyal(),
            outcomes: self.outcomes(),
        }
    }
}

use super::{Assessor, Draft, Readings};
use crate::account::AccountView;
use crate::lapse::LapseSignal;
use crate::money::Total;
use crate::receivable::OpenBalance;
use crate::segment::LoyaltyReading;
use crate::warning::{
    Bought, ByRule, DebtReading, Detail, ExpenseReading, IncidentReading, Outcome, ProgressReading,
    Reading,
};

/// What the rules ask of a customer, worked out once for all of them.
pub(super) struct Given<'g, 'p, 'a> {
    assessor: &'g Assessor<'p>,
    account: AccountView<'a>,
    owed: OpenBalance,
    /// What fell due within the year of loyalty.
    fell_due: Total,
    bought: Bought<'g>,
}

impl<'g, 'p, 'a> Given<'g, 'p, 'a> {
    #[inline(always)]
    pub(super) fn of(
        assessor: &'g Assessor<'p>,
        account: AccountView<'a>,
        bought: Bought<'g>,
    ) -> Self {
        let of_invoice = assessor.policy.loyalty.fell_due(assessor.t);
        let mut fell_due = Total::ZERO;
        let owed = OpenBalance::as_of_showing(
            account.invoices(),
            account.payments(),
            assessor.t,
            |invoice| {
                fell_due = fell_due.plus(of_invoice(invoice));
            },
        );
        Self { assessor, account, owed, fell_due, bought }
    }

    #[inline(always)]
    fn purchases(&self) -> Total {
        self.bought.sales.net(&self.assessor.window)
    }

    #[inline(always)]
    fn loyalty(&self) -> LoyaltyReading {
        let Self { assessor: Assessor { policy, pace, .. }, account, owed, .. } = self;
        let (sales, fell_due) = (self.bought.sales, self.fell_due);
        policy.loyalty.read_from(*account, owed, pace.months(), sales, fell_due)
    }

    #[inline(always)]
    fn debt(&self) -> DebtReading {
        self.assessor.policy.debt.read_given(self.account, self.owed, self.assessor.t)
    }

    #[inline(always)]
    fn progress(&self, asked: Detail) -> ProgressReading {
        let (pace, market) = (&self.assessor.pace, self.assessor.market.as_ref());
        self.assessor.policy.progress.read_given(self.account, pace, self.bought, market, asked)
    }

    #[inline(always)]
    fn expense(&self, asked: Detail) -> ExpenseReading {
        let pace = &self.assessor.pace;
        self.assessor.policy.expense.read_given(self.account, pace, self.bought, asked)
    }

    #[inline(always)]
    pub(super) fn bought_in_year(&self) -> Total {
        self.bought.sales.net(&self.assessor.year)
    }

    #[inline(always)]
    fn incident(&self) -> IncidentReading<'a> {
        self.assessor.policy.incident.read(self.account, self.assessor.t)
    }

    /// What all rules have read, given what the customer's silence means.
    #[inline(always)]
    pub(super) fn readings(&self, signal: Option<LapseSignal>) -> Readings<'a> {
        Readings {
            purchases: self.purchases(),
            loyalty: self.loyalty(),
            debt: self.debt(),
            progress: self.progress(Detail::Evidence),
            expense: self.expense(Detail::Evidence),
            loss: self.assessor.loss_given(self.account, signal, self.bought_in_year()),
            incident: self.incident(),
        }
    }

    /// What the rules say, given what the one of the silence does. Evidence that the outcomes do not need is not put
    /// together.
    #[inline(always)]
    pub(super) fn outcomes(&self, loss: Outcome) -> ByRule<Outcome> {
        ByRule {
            debt: self.debt().outcome(),
            progress: self.progress(Detail::Outcome).outcome(),
            expense: self.expense(Detail::Outcome).outcome(),
            loss,
            incident: self.incident().outcome(),
        }
    }

    /// What it comes to but for the silence.
    #[inline(always)]
    pub(super) fn draft(&self) -> Draft {
        Draft {
            purchases: self.purchases(),
            bought_in_year: self.bought_in_year(),
            is_loyal: self.loyalty().is_loyal(),
            outcomes: self.outcomes(Outcome::NoData),
        }
    }
}

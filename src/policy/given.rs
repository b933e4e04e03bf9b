use super::{Assessor, Judgement, Readings};
use crate::account::AccountView;
use crate::lapse::LapseSignal;
use crate::money::Total;
use crate::receivable::Standing;
use crate::segment::LoyaltyReading;
use crate::warning::{
    Bought, DebtReading, ExpenseReading, IncidentReading, LossReading, ProgressReading, Reading,
};

/// What the rules ask of a customer, worked out once for all of them.
pub(super) struct Given<'g, 'p, 'a> {
    assessor: &'g Assessor<'p>,
    account: AccountView<'a>,
    owed: Standing,
    bought: Bought<'g>,
    signal: Option<LapseSignal>,
}

impl<'g, 'p, 'a> Given<'g, 'p, 'a> {
    #[inline(always)]
    pub(super) fn of(
        assessor: &'g Assessor<'p>,
        account: AccountView<'a>,
        bought: Bought<'g>,
        signal: Option<LapseSignal>,
    ) -> Self {
        let owed = Standing::of(account.invoices(), account.payments(), assessor.t);
        Self { assessor, account, owed, bought, signal }
    }

    #[inline(always)]
    fn purchases(&self) -> Total {
        self.bought.sales.net(&self.assessor.window)
    }

    #[inline(always)]
    fn loyalty(&self) -> LoyaltyReading {
        let months = self.assessor.pace.months();
        self.assessor.policy.loyalty.read_given(self.account, &self.owed, months, self.bought.sales)
    }

    #[inline(always)]
    fn debt(&self) -> DebtReading {
        self.assessor.policy.debt.read_given(self.account, self.owed, self.assessor.t)
    }

    #[inline(always)]
    fn progress(&self) -> ProgressReading {
        let (pace, market) = (&self.assessor.pace, self.assessor.market.as_ref());
        self.assessor.policy.progress.read_given(self.account, pace, self.bought, market)
    }

    #[inline(always)]
    fn expense(&self) -> ExpenseReading {
        self.assessor.policy.expense.read_given(self.account, &self.assessor.pace, self.bought)
    }

    #[inline(always)]
    fn loss(&self) -> LossReading<'a> {
        let Assessor { policy, t, year, of_groups, .. } = self.assessor;
        let in_year = self.bought.sales.net(year);
        policy.loss.read_given(self.account, *t, self.signal, in_year, of_groups.as_ref())
    }

    #[inline(always)]
    fn incident(&self) -> IncidentReading<'a> {
        self.assessor.policy.incident.read(self.account, self.assessor.t)
    }

    /// What all rules have read.
    #[inline(always)]
    pub(super) fn readings(&self) -> Readings<'a> {
        Readings {
            purchases: self.purchases(),
            loyalty: self.loyalty(),
            debt: self.debt(),
            progress: self.progress(),
            expense: self.expense(),
            loss: self.loss(),
            incident: self.incident(),
        }
    }

    /// What it comes to. Evidence that the outcomes do not need is not put together.
    #[inline(always)]
    pub(super) fn judgement(&self) -> Judgement {
        let loss = self.loss();
        Judgement {
            purchases: self.purchases(),
            is_loyal: self.loyalty().is_loyal(),
            value_at_risk: loss.value_at_risk(),
            debt: self.debt().outcome(),
            progress: self.progress().outcome(),
            expense: self.expense().outcome(),
            loss: loss.outcome(),
            incident: self.incident().outcome(),
        }
    }
}

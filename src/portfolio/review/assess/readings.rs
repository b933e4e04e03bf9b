use super::shared_figures::SharedFigures;
use super::standpoint::Standpoint;
use crate::account::AccountView;
use crate::context::Context;
use crate::evidence::{NotJudged, Reasons, Unjudged};
use crate::lapse::{LapseSignal, OwnDays};
use crate::money::Total;
use crate::policy::Policy;
use crate::segment::LoyaltyReading;
use crate::warning::{
    ArmFinding, BeforeLoss, DebtReading, ExpenseReading, Hysteresis, IncidentReading, Level,
    LossReading, Outcome, ProgressReading, Reading, Rule, Verdict,
};

/// Everything that the rules have read of one customer, from which evidence is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings<'a> {
    /// Net purchases of the window that classes go by.
    pub purchases: Total,
    /// The reading of loyalty (S13).
    pub loyalty: LoyaltyReading,
    /// The reading of the debt rule (S21.1).
    pub debt: DebtReading,
    /// The reading of the progress rule (S21.2).
    pub progress: ProgressReading,
    /// The reading of the expense rule (S21.3).
    pub expense: ExpenseReading,
    /// The reading of the loss rule (S21.4).
    pub loss: LossReading<'a>,
    /// The reading of the incident rule (S21.5).
    pub incident: IncidentReading<'a>,
    /// `true` when the relationship with the customer has ended: then debt alone is judged.
    pub is_ended: bool,
}

/// One expression for the reading of each rule.
macro_rules! of_rule {
    ($readings:ident, $rule:expr, $reading:ident => $value:expr) => {
        match $rule {
            Rule::Debt => {
                let $reading = &$readings.debt;
                $value
            }
            Rule::Progress => {
                let $reading = &$readings.progress;
                $value
            }
            Rule::Expense => {
                let $reading = &$readings.expense;
                $value
            }
            Rule::Loss => {
                let $reading = &$readings.loss;
                $value
            }
            Rule::Incident => {
                let $reading = &$readings.incident;
                $value
            }
        }
    };
}

impl<'a> SharedFigures<'_, '_, 'a> {
    /// The readings of all rules.
    #[inline]
    pub(super) fn readings(&self, signal: Option<LapseSignal>) -> Readings<'a> {
        let Self { standpoint, account, purchases, .. } = *self;
        let Standpoint { policy, context, .. } = standpoint;
        let bought = self.year_purchases();
        Readings {
            purchases: self.class_purchases(),
            loyalty: self.loyalty(),
            debt: policy.debt.read_from(account, self.balance, context),
            progress: policy.progress.read_from(account, context, purchases),
            expense: policy.expense.read_from(account, context, purchases),
            loss: policy.loss.read_from(account, context, signal, bought),
            incident: policy.incident.read(account, context),
            is_ended: account.ended().is_some(),
        }
    }

    /// The outcomes of the rules but that of loss, without evidence.
    #[inline]
    pub(super) fn outcomes(&self) -> BeforeLoss<Outcome> {
        let Self { standpoint, account, purchases, .. } = *self;
        let Standpoint { policy, context, .. } = standpoint;
        BeforeLoss {
            debt: policy.debt.outcome_from(account, &self.balance, context),
            progress: policy.progress.outcome_from(account, context, purchases),
            expense: policy.expense.outcome_from(account, context, purchases),
            incident: policy.incident.read(account, context).outcome(),
        }
    }
}

impl Readings<'_> {
    /// The outcome of a rule.
    #[inline]
    pub fn outcome(&self, rule: Rule) -> Outcome {
        if self.is_silent(rule) {
            return Outcome::NotApplicable;
        }
        of_rule!(self, rule, reading => reading.outcome())
    }

    /// The verdict of a rule with its evidence.
    ///
    /// ```
    /// # use guanxi::{account::Account, policy::Policy, review::Assessor, warning::Rule};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let policy = Policy::default();
    /// # let assessor = Assessor::new(&policy, policy.context("2026-02-01".parse()?));
    /// let verdict = assessor.read(account.view()).verdict(Rule::Incident);
    /// assert_eq!(verdict.to_string(), "clear: no incident is open");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verdict(&self, rule: Rule) -> Verdict {
        if self.is_silent(rule) {
            let reason = Unjudged { part: rule.code(), reason: NotJudged::Ended };
            return Verdict::NotApplicable(Reasons::new([reason].into_iter()));
        }
        of_rule!(self, rule, reading => reading.verdict())
    }

    /// The arms of a rule with their findings.
    pub fn arms(&self, rule: Rule) -> &[ArmFinding] {
        if self.is_silent(rule) {
            return &[];
        }
        of_rule!(self, rule, reading => reading.arms())
    }

    /// Tells whether a rule has no say because the relationship has ended.
    fn is_silent(&self, rule: Rule) -> bool {
        self.is_ended && rule != Rule::Debt
    }

    /// The highest level of a rule that would stay if it were raised.
    pub(crate) fn retained_level(
        &self,
        rule: Rule,
        (policy, context): (&Policy, &Context),
        (account, own_days): (AccountView<'_>, &OwnDays<'_>),
    ) -> Option<Level> {
        let usual_gap = |rhythm| policy.loss.usual_gap(rhythm, context);
        match rule {
            Rule::Debt => self.debt.retained_level(&policy.debt),
            Rule::Loss => self.loss.retained_level(account, own_days, usual_gap),
            Rule::Progress | Rule::Expense | Rule::Incident => self.outcome(rule).level(),
        }
    }

    /// The reason for which a rule retains levels; `None` for one that clears where it raises.
    pub(crate) const fn hysteresis(rule: Rule) -> Option<Hysteresis> {
        match rule {
            Rule::Debt => Some(Hysteresis::Thresholds),
            Rule::Loss => Some(Hysteresis::SecondOrder),
            Rule::Progress | Rule::Expense | Rule::Incident => None,
        }
    }
}

use crate::money::Total;
use crate::segment::LoyaltyReading;
use crate::warning::{
    ArmFinding, DebtReading, ExpenseReading, IncidentReading, LossReading, Outcome,
    ProgressReading, Reading, Rule, Verdict,
};

/// Everything that the rules have read of one customer, from which evidence is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings<'a> {
    /// Net purchases of the window that classes go by.
    pub purchases: Total,
    /// S13.
    pub loyalty: LoyaltyReading,
    /// S21.1.
    pub debt: DebtReading,
    /// S21.2.
    pub progress: ProgressReading,
    /// S21.3.
    pub expense: ExpenseReading,
    /// S21.4.
    pub loss: LossReading<'a>,
    /// S21.5.
    pub incident: IncidentReading<'a>,
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

impl Readings<'_> {
    /// The outcome of a rule.
    #[inline]
    pub fn outcome(&self, rule: Rule) -> Outcome {
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
        of_rule!(self, rule, reading => reading.verdict())
    }

    /// The arms of a rule with their findings.
    pub fn arms(&self, rule: Rule) -> &[ArmFinding] {
        of_rule!(self, rule, reading => reading.arms())
    }
}

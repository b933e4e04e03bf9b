use crate::money::Total;
use crate::warning::{ByRule, LossReading, Outcome, Reading, Rule};

/// What is judged of one customer, without its evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// Net purchases of the year, which classes go by.
    pub purchases: Total,
    /// Whether the customer is loyal; `None` when neither score nor breach can tell.
    pub is_loyal: Option<bool>,
    /// What is bought in a year, as far as it is likely to be lost.
    pub value_at_risk: Total,
    /// What the rules say.
    pub outcomes: ByRule<Outcome>,
}

impl Judgement {
    /// What a rule says.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Prior, policy::Policy, warning::{Outcome, Rule}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let policy = Policy::default();
    /// # let assessor = policy.on("2026-02-01".parse()?, Prior::fallback(&policy.loss.lapse));
    /// assert_eq!(assessor.judge(account.view()).outcome(Rule::Loss), Outcome::NoData, "no sale is known");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub const fn outcome(&self, rule: Rule) -> Outcome {
        *self.outcomes.of(rule)
    }
}

/// What is judged of one customer but for its silence: what that means the whole book has a say in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draft {
    pub(crate) purchases: Total,
    /// What the value at risk goes by.
    pub(crate) bought_in_year: Total,
    pub(crate) is_loyal: Option<bool>,
    /// What the rules say; the one that waits for the silence, that there is no data.
    pub(crate) outcomes: ByRule<Outcome>,
}

impl Draft {
    /// The judgement, given what is read of the silence.
    #[inline]
    pub(super) fn with(self, loss: &LossReading<'_>) -> Judgement {
        let Self { purchases, is_loyal, .. } = self;
        let outcomes = ByRule { loss: loss.outcome(), ..self.outcomes };
        Judgement { purchases, is_loyal, value_at_risk: loss.value_at_risk(), outcomes }
    }
}

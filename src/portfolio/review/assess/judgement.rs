use crate::lapse::{OneOff, OneOffCandidate, PurchaseStatus};
use crate::money::Total;
use crate::warning::{BeforeLoss, ByRule, LossOutcome, Outcome, Rule};

/// The judgement of one customer, without its evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// Net purchases of the window that classes go by.
    pub purchases: Total,
    /// The loyalty of the customer; `None` when neither score nor breach can tell.
    pub is_loyal: Option<bool>,
    /// The one-off among the purchases of the year.
    pub one_off: Option<OneOff>,
    /// Purchases of a year but a one-off, weighted by the probability that they are lost.
    pub value_at_risk: Total,
    /// The status of its purchases; `None` when the relationship has ended.
    pub status: Option<PurchaseStatus>,
    /// The outcome of each rule.
    pub outcomes: ByRule<Outcome>,
}

impl Judgement {
    /// The outcome of a rule.
    #[inline]
    pub const fn outcome(&self, rule: Rule) -> Outcome {
        *self.outcomes.get(rule)
    }
}

impl Judgement {
    /// The judgement of a customer with which the relationship has ended: debt alone.
    pub(super) fn ended(purchases: Total, debt: Outcome) -> Self {
        let mut outcomes = ByRule::each(|_| Outcome::NotApplicable);
        *outcomes.get_mut(Rule::Debt) = debt;
        Self {
            purchases,
            is_loyal: None,
            one_off: None,
            value_at_risk: Total::ZERO,
            status: None,
            outcomes,
        }
    }
}

/// The judgement of one customer that waits for the prior of the book, and so for its silence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PendingJudgement {
    pub(crate) purchases: Total,
    /// The purchases that the value at risk goes by.
    pub(crate) bought_in_year: Total,
    /// The order day that may be a one-off, by the median purchases of the book.
    pub(crate) one_off: Option<OneOffCandidate>,
    pub(crate) is_loyal: Option<bool>,
    /// `true` where the loyalty as well is to be judged again with the prior of the book.
    pub(crate) loyalty_waits: bool,
    pub(crate) outcomes: BeforeLoss<Outcome>,
}

impl PendingJudgement {
    #[inline]
    pub(super) fn finish(self, one_off: Option<OneOff>, loss: LossOutcome) -> Judgement {
        Judgement {
            purchases: self.purchases,
            is_loyal: self.is_loyal,
            one_off,
            value_at_risk: loss.value_at_risk,
            status: Some(loss.status),
            outcomes: self.outcomes.with_loss(loss.outcome),
        }
    }
}

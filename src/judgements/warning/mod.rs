//! The five early warnings (五项预警, S21).
//!
//! | rule | arms | page |
//! |---|---|---|
//! | debt | utilisation, ageing, no limit | [`DebtPolicy`] |
//! | sales progress | plan, last year, frequency; [decline](DeclineRules) | [`ProgressPolicy`] |
//! | selling expense | over budget, climbing, spending without sales | [`ExpensePolicy`] |
//! | customer loss | silence, hard cap; [narrowing](NarrowingRules) | [`LossPolicy`] |
//! | major incident | incident | [`IncidentPolicy`] |
//!
//! A decline is judged where the policy states it, narrowing where sales name product groups.
//!
//! Each policy *reads* an account as of a day and gives a reading: plain figures, no allocation.
//! The reading is the evidence: its [`outcome`](Reading::outcome) is a byte for a column, its
//! [`verdict`](Reading::verdict) the same with sentence and figures.
//!
//! A verdict is a breach with a level, clear, not applicable, or without data; the last two are
//! never shown as clear. A rule with several arms has the highest level of its arms, is clear when
//! at least one arm could speak and none objected, and not applicable when none could speak.
//!
//! Levels, readings, plain forms and others:
//!
//! | type | meaning |
//! |---|---|
//! | [`Rule`], [`ByRule`] | the five rules; one value for each |
//! | [`Arm`], [`ArmFinding`] | an arm of a rule, and an arm with its finding |
//! | [`Level`], [`Levels`] | watch, warning, critical; a threshold for each |
//! | [`Finding`] | the result of an arm |
//! | [`Outcome`], [`Verdict`] | the result of a rule: for a column, and with its evidence |
//! | [`Reading`] | the figures that a rule has read of a customer |
//! | [`DebtReading`] | the figures of the debt rule |
//! | [`DebtPolicyDraft`] | the plain form of a debt policy |
//! | [`Utilisation`] | the two thresholds of utilisation: to raise, and to clear |
//! | [`ProgressReading`] | the figures of the progress rule |
//! | [`ProgressPolicyDraft`] | the plain form of a progress policy |
//! | [`PeriodProgress`] | purchases of a period against plan and last year |
//! | [`UsualOrderRules`] | one usual order: the shortfall that is no objection |
//! | [`FrequencyRules`] | the thresholds of the frequency arm |
//! | [`DeclineRules`] | the thresholds of the decline arm |
//! | [`DeclineReading`] | the figures of the decline arm |
//! | [`ExpenseReading`] | the figures of the expense rule |
//! | [`ExpensePolicyDraft`] | the plain form of an expense policy |
//! | [`PeriodExpense`] | expense of a period against budget, purchases and plan |
//! | [`ClimbingRules`] | the thresholds of a climbing expense ratio |
//! | [`LossReading`] | the figures of the loss rule |
//! | [`LossPolicyDraft`] | the plain form of a loss policy |
//! | [`LossMethod`] | the method by which silence is weighed |
//! | [`BoughtOnceRules`] | the rules for a customer with one order day ever |
//! | [`NarrowingRules`] | the thresholds of the narrowing arm |
//! | [`NarrowingReading`] | the figures of the narrowing arm |
//! | [`GroupSignal`] | a product group of a customer, with its lapse signal |
//! | [`LostGroup`] | a product group that a customer has stopped buying |
//! | [`IncidentReading`] | the figures of the incident rule |
//! | [`IncidentPolicyDraft`] | the plain form of an incident policy |
//! | [`Hysteresis`] | the reason for which a level stands that nothing raises any more |
//! | [`WonBack`] | the state of a customer that was lost and orders again |
//! | [`Feed`] | a source of facts |
//!
//! System of the domain: [S21].
//!
//! [S21]: crate::docs::domain#s21

mod arms_off;
mod debt;
mod expense;
mod hysteresis;
mod incident_policy;
#[cfg(any(feature = "toml", feature = "json"))]
mod judged_figures;
mod level;
mod loss;
mod progress;
mod reading;
mod rule;

use arms_off::{arm_unless_off, check_off, unless_off};
#[cfg(any(feature = "toml", feature = "json"))]
pub(crate) use debt::DebtFigures;
pub use debt::{DebtPolicy, DebtPolicyDraft, DebtReading, Utilisation};
#[cfg(any(feature = "toml", feature = "json"))]
pub(crate) use expense::ExpenseFigures;
pub use expense::{
    ClimbingRules, ExpensePolicy, ExpensePolicyDraft, ExpenseReading, PeriodExpense,
};
pub use hysteresis::{Hysteresis, WonBack};
pub use incident_policy::{IncidentPolicy, IncidentPolicyDraft, IncidentReading};
#[cfg(any(feature = "toml", feature = "json"))]
pub(crate) use judged_figures::JudgedFigures;
#[cfg(feature = "serde")]
pub(crate) use level::SomeLevels;
pub use level::{Level, Levels};
#[cfg(any(feature = "toml", feature = "json"))]
pub(crate) use loss::LossFigures;
pub use loss::{
    BoughtOnceRules, GroupSignal, LossMethod, LossPolicy, LossPolicyDraft, LossReading, LostGroup,
    NarrowingReading, NarrowingRules,
};
pub(crate) use loss::{LossOutcome, YearPurchases};
#[cfg(any(feature = "toml", feature = "json"))]
pub(crate) use progress::ProgressFigures;
pub use progress::{
    DeclineReading, DeclineRules, FrequencyRules, PeriodProgress, ProgressPolicy,
    ProgressPolicyDraft, ProgressReading, UsualOrderRules,
};
pub use reading::{ArmFinding, Reading};
use reading::{Arms, outcome_of};
pub(crate) use rule::BeforeLoss;
pub use rule::{Arm, ByRule, Rule};

use crate::evidence;
pub use crate::feed::Feed;

/// The result of one arm of a warning.
pub type Finding = evidence::Finding<Level>;

/// The result of a warning rule, for columns.
pub type Outcome = evidence::Outcome<Level>;

/// The result of a warning rule with its evidence.
pub type Verdict = evidence::Verdict<Level>;

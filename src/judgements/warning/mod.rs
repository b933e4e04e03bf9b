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
//! System of the domain: [S21].
//!
//! [S21]: crate::docs::domain#s21

mod debt_policy;
mod expense;
mod feed;
mod hysteresis;
mod incident_policy;
mod level;
mod loss;
mod progress;
mod reading;
mod rule;

pub use debt_policy::{DebtPolicy, DebtPolicyDraft, DebtReading, Utilisation};
pub use expense::{ClimbingRules, ExpensePolicy, ExpensePolicyDraft, ExpenseReading};
pub use feed::Feed;
pub use hysteresis::{Hysteresis, WonBack};
pub use incident_policy::{IncidentPolicy, IncidentPolicyDraft, IncidentReading};
pub use level::{Level, Levels};
pub use loss::{
    GroupSignal, LossMethod, LossPolicy, LossPolicyDraft, LossReading, LostGroup, NarrowingReading,
    NarrowingRules,
};
pub use progress::{
    DeclineReading, DeclineRules, FrequencyRules, ProgressPolicy, ProgressPolicyDraft,
    ProgressReading,
};
use reading::Arms;
pub use reading::{ArmFinding, Reading};
pub(crate) use rule::BeforeLoss;
pub use rule::{Arm, ByRule, Rule};

use crate::evidence;

/// The result of one arm of a warning.
pub type Finding = evidence::Finding<Level>;

/// The result of a warning rule, for columns.
pub type Outcome = evidence::Outcome<Level>;

/// The result of a warning rule with its evidence.
pub type Verdict = evidence::Verdict<Level>;

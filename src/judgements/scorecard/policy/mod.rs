//! Cards as data: criteria, scales, grades, caps.

mod cap;
mod coverage;
mod criterion;
mod scale;
mod scorecard_policy;
mod units;

pub use cap::{Cap, CapCondition, KnockOut};
pub use criterion::{Baseline, Criterion, CriterionSource, StepOffer};
pub use scale::{Band, CriterionLevel, CriterionScale, LinearPoint, MAX_MARK, ScaleDirection};
pub use scorecard_policy::{GradeBand, ScorecardPolicy, ScorecardPolicyDraft};

pub(crate) use coverage::Span;
pub(crate) use scorecard_policy::WHOLE;
pub(crate) use units::{common_unit, units_of};

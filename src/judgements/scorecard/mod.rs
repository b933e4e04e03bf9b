//! Scorecards as data: criteria with scales and weights, grades, caps and knock-outs (S15).
//!
//! | type | meaning |
//! |---|---|
//! | [`ScorecardPolicy`], [`ScorecardPolicyDraft`] | a card as data, checked; its plain form |
//! | [`Criterion`], [`CriterionSource`] | a criterion; the source of its answers |
//! | [`CriterionScale`], [`CriterionLevel`], [`Band`], [`LinearPoint`] | the mark for each answer |
//! | [`ScaleDirection`], [`MAX_MARK`] | the direction of a scale; the highest mark |
//! | [`Baseline`], [`StepOffer`] | the points from which losses count; the effort of a step |
//! | [`GradeBand`] | a grade with its scores |
//! | [`Cap`], [`KnockOut`], [`CapCondition`] | bounds of the grade beside the sum |
//! | [`Scorecard`] | a card that judges |
//! | [`CriterionAnswer`], [`CriterionAnswers`] | an answer; those of a customer |
//! | [`RaterLevel`], [`MeasuredFigure`] | a level that a person gave; a figure of the book |
//! | [`CheckedAnswers`] | answers that were checked against a card |
//! | [`AnswerGap`], [`RatingSpread`] | the reason of an unknown answer; raters apart |
//! | [`ScorecardScore`], [`ScorecardVerdict`], [`AssessmentGap`] | score; grade, or the lack |
//! | [`ScorecardEvaluation`] | the score with all that made it |
//! | [`CriterionScore`], [`CriterionResult`] | the points of a criterion |
//! | [`FiredCap`], [`LevelCap`] | caps of the grade that hold; the highest level that counts |
//! | [`LostPoints`], [`BaselinePoints`] | reasons of a score |
//! | [`GradeWay`], [`DevelopmentStep`] | the cheapest steps to a grade |
//! | [`ScoreTrend`], [`CriterionChange`] | the change from one period to the next |
//! | [`PeriodScore`], [`PeriodPolicy`], [`PeriodPolicyDraft`] | a mean over periods; weights |
//! | [`GradeOverride`], [`GradeError`] | a grade that a person decided; one that is no grade |
//!
//! A score depends on the answers of its customer and the bounds that the policy declares, and on
//! nothing else: no other customer changes it.
//!
//! | rule (S15) | item |
//! |---|---|
//! | weights add up to 100, bands and grades hold every value once | [`ScorecardPolicy`] |
//! | unknown answers make an interval | [`CheckedAnswers::score`] |
//! | reasons add up to the lost points | [`LostPoints::ranked`] |
//! | a highest level counts beside what was rated | [`Scorecard::answered_capped`] |
//! | the cheapest step to a grade, exactly | [`CheckedAnswers::way_to`] |
//! | better for sure, whatever is unknown | [`ScorecardScore::dominates`] |
//!
//! System of the domain: [S15].
//!
//! [S15]: crate::docs::domain#s15

mod answer;
mod answered;
mod card;
mod decisive;
mod evaluation;
mod level_cap;
mod periods;
mod policy;
mod reasons;
mod score;
mod trend;
mod way;

pub use answer::{
    AnswerGap, CriterionAnswer, CriterionAnswers, MeasuredFigure, RaterLevel, RatingSpread,
};
pub use card::Scorecard;
pub use evaluation::{
    CriterionResult, CriterionScore, FiredCap, GradeError, GradeOverride, ScorecardEvaluation,
};
pub use level_cap::LevelCap;
pub use periods::{PeriodPolicy, PeriodPolicyDraft, PeriodScore};
pub use policy::{
    Band, Baseline, Cap, CapCondition, Criterion, CriterionLevel, CriterionScale, CriterionSource,
    GradeBand, KnockOut, LinearPoint, MAX_MARK, ScaleDirection, ScorecardPolicy,
    ScorecardPolicyDraft, StepOffer,
};
pub use reasons::{BaselinePoints, LostPoints};
pub use score::{AssessmentGap, CheckedAnswers, ScorecardScore, ScorecardVerdict};
pub use trend::{CriterionChange, ScoreTrend};
pub use way::{DevelopmentStep, GradeWay};

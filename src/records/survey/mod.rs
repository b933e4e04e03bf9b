//! The survey of customers: their needs, how important each is, how far we and others meet it (S3).
//!
//! | type | meaning |
//! |---|---|
//! | [`SurveyReply`] | an answer as a fact of a customer, with its scales |
//! | [`Survey`] | the answers of customers, on declared scales |
//! | [`Scale`], [`GoodEnd`] | a scale of whole marks, and its good end |
//! | [`Answer`], [`Respondent`] | one answer to one need, and who gave it |
//! | [`SurveyReport`] | the figures of all needs as of a day: what to fix first, what is overdone |
//! | [`NeedFigures`], [`NeedMeasures`], [`AnswerDays`] | the figures of one need |
//! | [`TargetCounts`] | the targets by which shortfalls were measured |
//! | [`Weighting`] | the weight of an answer in a mean |
//! | [`Lead`] | our lead over the competitor that does best |
//! | [`MatrixCell`], [`MatrixLines`] | importance against performance, and the lines between |
//! | [`Opportunity`], [`OpportunityBand`], [`OpportunityRules`] | the opportunity score |
//! | [`KanoAnswer`], [`KanoReply`], [`KanoCategory`], [`KanoCounts`] | the model of Kano |
//! | [`ServiceGaps`], [`DimensionGap`] | performance less expectation, by dimension |
//! | [`ServiceGap`], [`GapSign`] | a gap; its sign as a word |
//! | [`ServiceDimension`], [`ServiceWeights`] | the dimensions of service quality |
//! | [`SurveyPolicy`], [`SurveyPolicyDraft`] | least answers, ages, lines and bands |
//! | [`SurveyError`], [`ScaleError`] | an answer or a scale that cannot be |
//!
//! Every figure is an exact fraction of the scale; nothing is rounded before it is printed.
//!
//! | rule (S3) | item |
//! |---|---|
//! | of each respondent the last answer counts, for a year | [`SurveyReport::try_from_survey`] |
//! | priority is the mean of importance × shortfall over respondents | [`NeedMeasures::priority`] |
//! | fewer than five complete answers: counts only | [`NeedFigures::measures`] |
//! | on a line belongs to the upper side | [`MatrixCell`] |
//! | half an answer is counted and used for nothing else | [`NeedFigures::half`] |
//!
//! System of the domain: [S3].
//!
//! [S3]: crate::docs::domain#s3

mod answer;
mod error;
mod figures;
mod kano;
mod policy;
mod reply;
mod scale;
mod service;
mod service_weights;
mod survey;

pub use answer::{Answer, Respondent};
pub use error::SurveyError;
pub use figures::{
    AnswerDays, Lead, MatrixCell, NeedFigures, NeedMeasures, Opportunity, OpportunityBand,
    SurveyReport, TargetCounts, Weighting,
};
pub use kano::{KanoAnswer, KanoCategory, KanoCounts, KanoReply};
pub use policy::{MatrixLines, OpportunityRules, SurveyPolicy, SurveyPolicyDraft};
pub use reply::SurveyReply;
pub use scale::{GoodEnd, Scale, ScaleError};
pub use service::{DimensionGap, GapSign, ServiceGap, ServiceGaps};
pub use service_weights::{ServiceDimension, ServiceWeights};
pub use survey::Survey;

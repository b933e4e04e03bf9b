//! Warnings over time (S22): conditions that do not flap, do not repeat themselves and are not
//! forgotten.
//!
//! | type | meaning |
//! |---|---|
//! | [`Condition`] | the state of the data over time: clear, pending, raised, recovering |
//! | [`Case`] | the work of people on a warning, from its raising to its closing |
//! | [`Episode`] | both, of one rule and one customer; a function of its trail |
//! | [`Register`] | the episodes of a whole book, stepped by a review |
//! | [`Effect`], [`Notice`] | news, for the application to tell whom it concerns |
//! | [`Digest`] | news by person and customer: one message a day |
//! | [`RulePerformance`] | figures of a rule: how well it serves those who answer it |
//! | [`Spending`] | the answer: an expense may be booked, or not |
//! | [`CasePolicy`] | deadlines, causes and remedies, influences, shelves, floods |
//!
//! Two machines, never mixed. The *condition* is owned by the data: nobody can talk it away, and
//! missing data cannot clear it. The *case* is owned by people: no data can close what a person has
//! to see to. Severity comes from the data only, urgency from the deadlines only.
//!
//! Everything is a value: an input gives the next one and its effects. Nothing is sent and nothing
//! is stored here. Facts that come late change the next evaluation; an evaluation is never dated
//! back.
//!
//! System of the domain: [S22].
//!
//! [S22]: crate::docs::domain#s22

mod case;
mod condition;
mod episode;
mod policy;
mod register;
mod report;

pub use crate::handling::{Deadline, Deadlines, Shelf};
pub use crate::warning::Feed;
pub use case::{
    Case, CaseError, CaseStatus, CaseStep, Closing, FoundCause, PlannedRemedy, RemedyEnd,
    RemedyOutcome,
};
pub use condition::{
    Change, Condition, ConditionPolicy, ConditionPolicyDraft, ConditionStep, Evaluation,
    EvaluationError, MOfN, Phase, Timing,
};
pub use episode::{
    ClosedCase, Effect, Episode, EpisodeError, EpisodeStep, EvaluationInContext, Event, Inhibitor,
    Input,
};
pub use policy::{
    ByClass, CasePolicy, CasePolicyDraft, FloodGuard, Influence, InfluenceKind, Remedy,
    SELF_CLEARED, Source, Taxonomy,
};
pub use register::{
    CustomerContext, Evaluations, Notice, RaisedArm, Register, RegisterError, RegisterSnapshot,
    Spending, WarningKey, Watermarks,
};
pub use report::{Digest, DigestEntry, RulePerformance, WarningNews};

//! The evaluation of dealers: the ready cards, integrity over time, feigned zeal, counted means,
//! and the action (S15).
//!
//! | type | meaning |
//! |---|---|
//! | [`DealerEvaluator`] | evaluates dealers by a policy |
//! | [`DealerFacts`], [`DealerAnswers`] | a dealer as it is read; its answers with their caps |
//! | [`DealerEvaluation`], [`DealerFinding`] | the result, and its findings |
//! | [`DealerAction`], [`GradeAction`] | reward, develop, watch, drop, no new deal; of a grade |
//! | [`Integrity`], [`BrokenPromise`] | promises kept and broken over time |
//! | [`Overload`] | promises broken because we let through more than the customer can carry |
//! | [`LimitReplay`], [`DatedScore`] | our limits of past days; a credit score from a day on |
//! | [`BreachKnockOut`] | breaches that end the trade |
//! | [`Zeal`], [`ZealLevel`] | claims against orders |
//! | [`ReadyScorecard`] | the ready cards |
//! | [`DealerPolicy`], [`DealerPolicyDraft`] | the card, actions, bounds; their plain form |
//! | [`IntegrityRules`], [`ZealRules`], [`MeansBands`] | parts of the policy |
//!
//! | rule (S15) | item |
//! |---|---|
//! | promises kept over time; one broken by our overload counts as ours | [`Integrity::read`] |
//! | claims without orders cap initiative | [`Zeal::read`] |
//! | counts before ratings, a rating beside a count is a finding | [`MeansBands`] |
//! | the action follows from the grade | [`DealerEvaluator::evaluate`] |
//!
//! System of the domain: [S15].
//!
//! [S15]: crate::docs::domain#s15

mod cards;
mod counted;
mod due_promise;
mod evaluation;
mod finding;
mod integrity;
mod overload;
mod policy;
#[cfg(feature = "serde")]
mod written;
mod zeal;

pub use cards::ReadyScorecard;
pub use evaluation::{DealerAnswers, DealerEvaluation, DealerEvaluator, DealerFacts};
pub use finding::DealerFinding;
pub use integrity::{BreachKnockOut, BrokenPromise, Integrity};
pub use overload::{DatedScore, LimitReplay, Overload};
pub use policy::{
    DealerAction, DealerPolicy, DealerPolicyDraft, GradeAction, IntegrityRules, MeansBands,
    ZealRules,
};
pub use zeal::{Zeal, ZealLevel};

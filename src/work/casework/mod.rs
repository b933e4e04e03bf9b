//! What becomes of a warning over time (S22): conditions that do not flap, do not repeat themselves and
//! are not forgotten.
//!
//! | type | what it is |
//! |---|---|
//! | [`Condition`] | what the data says over time: clear, pending, raised, recovering |
//! | [`Case`] | what people do about it: seen, investigated, cause known, handled, resolved, closed |
//! | [`Episode`] | both, of one rule and one customer; a function of all that it was told |
//! | [`Register`] | the episodes of a whole book, stepped by a review |
//! | [`Effect`], [`Notice`] | what is new, for the application to tell whom it concerns |
//! | [`Digest`] | the same by person and customer: one message a day |
//! | [`Stewardship`] | how well a rule serves those who answer it |
//! | [`Spending`] | whether an expense may be booked |
//! | [`CasePolicy`] | deadlines, causes and remedies, influences, shelves, bad loads |
//!
//! Two machines, never mixed. The *condition* is owned by the data: nobody can talk it away, and missing
//! data cannot clear it. The *case* is owned by people: no data can close what a person has to see to. How
//! grave something is comes from the data only, who is chased from the deadlines only.
//!
//! Everything is a value: an input gives the next one and its effects. Nothing is sent and nothing is
//! stored here. Facts that come late change the next look; a look itself is never dated back.

mod case;
mod case_move;
mod case_policy;
mod case_step;
mod case_turn;
mod condition;
mod desk;
mod digest;
mod effect;
mod episode;
mod feed;
mod history;
mod influence;
mod look;
mod looks;
mod policy;
mod register;
mod settle;
mod stewardship;
mod streak;
mod suspect;
mod take;
mod taxonomy;
mod whole;

pub use case::{Case, FoundCause, PlannedRemedy, RemedyEnd, Shelf};
pub use case_policy::{Breaker, ByClass, CaseDraft, CasePolicy, Deadlines};
pub use case_step::{CaseRefused, CaseStatus, CaseStep, Closing, Deadline, RemedyOutcome};
pub use condition::Condition;
pub use desk::{RegisterSnapshot, Spending};
pub use digest::{Digest, DigestEntry};
pub use effect::{Effect, Inhibitor};
pub use episode::{ClosedCase, Episode, EpisodeRefused};
pub use feed::{Cutoffs, Feed};
pub use history::{Input, Observation, Told};
pub use influence::{Influence, Source, Sway};
pub use look::{Change, Look, LookRefused, Phase};
pub use looks::{Circumstances, Looks};
pub use policy::{ConditionDraft, ConditionPolicy, HitsOf, Timing};
pub use register::{Notice, Register, RegisterRefused, WarningKey};
pub use stewardship::Stewardship;
pub use taxonomy::{Remedy, SELF_CLEARED, Taxonomy};

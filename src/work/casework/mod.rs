//! Warnings over time (S22): conditions that do not flap, do not repeat themselves and are not
//! forgotten.
//!
//! | type | meaning |
//! |---|---|
//! | [`Condition`] | the state of the data over time: clear, pending, raised, recovering |
//! | [`Case`] | the work of people on a warning, from its raising to its closing |
//! | [`Episode`] | condition and case of one rule and one customer, with the trail of both |
//! | [`Register`] | the episodes of a whole book, stepped by a review |
//! | [`Effect`], [`Notice`] | news, for the application to tell whom it concerns |
//! | [`WarningList`], [`ListedWarning`], [`ListReason`] | warnings that are told together |
//! | [`LastStep`] | the number and the day of the last step of a register |
//! | [`NamedNotice`] | a notice with the name of its customer, as it is written |
//! | [`Digest`] | news by person and customer: one message a day |
//! | [`RulePerformance`] | figures of a rule: how well it serves the people who answer it |
//! | [`Spending`] | the answer: an expense may be booked, or not |
//! | [`CasePolicy`] | deadlines, causes and remedies, influences, shelves, floods |
//!
//! Parts, plain forms and errors:
//!
//! | type | meaning |
//! |---|---|
//! | [`Evaluation`] | the result of a rule on one day, as a condition takes it |
//! | [`EvaluationInContext`] | an evaluation, with everything that acts on it |
//! | [`EvaluationError`] | the refusal of an evaluation |
//! | [`ConditionPolicy`] | the days until a condition is raised, rises, falls and clears |
//! | [`ConditionPolicyDraft`] | the plain form of a condition policy |
//! | [`ConditionStep`], [`ConditionChange`] | a condition after an evaluation, and its change |
//! | [`Phase`] | the phase of a condition: clear, pending, raised, recovering |
//! | [`Timing`] | days until a level is raised and cleared |
//! | [`MOfN`] | a level that is raised after m of the last n evaluations |
//! | [`CaseStatus`] | the status of a case |
//! | [`CaseStep`], [`CaseError`] | a step that somebody takes in a case, and its refusal |
//! | [`Closing`], [`ClosedCase`] | the way in which a case ended; a case that was closed |
//! | [`FoundCause`] | a cause that was found |
//! | [`PlannedRemedy`] | a remedy that was planned |
//! | [`RemedyEnd`], [`RemedyOutcome`] | the end of a remedy, and its outcome |
//! | [`Input`], [`Event`] | an input of an episode, and its entry in the trail |
//! | [`EpisodeStep`], [`EpisodeError`] | an episode after an input, and the refusal of an input |
//! | [`Inhibitor`] | a reason for which a warning is held back |
//! | [`WarningKey`] | one rule of one customer |
//! | [`Evaluations`] | outcomes of many customers in columns |
//! | [`SeenArms`], [`RaisedArm`] | the arms of a rule in an evaluation; an arm that objects |
//! | [`CustomerContext`] | facts about a customer that a step takes beside the outcomes |
//! | [`Watermarks`], [`Feed`] | the last day up to which each feed is complete; a source of facts |
//! | [`RegisterSnapshot`] | a register in plain form, to be written and read |
//! | [`RegisterDelta`], [`RegisterMark`] | the changes since a save, and the mark of a save |
//! | [`SavedCustomer`], [`CustomerFile`] | a customer in a saved register, and its episodes |
//! | [`Restored`] | a register that was read back, with the files of unknown customers |
//! | [`DeltaError`], [`UnknownMark`] | changes that fit no snapshot, and a mark that is not known |
//! | [`RegisterError`] | the refusal of a step of the register |
//! | [`CasePolicyDraft`] | the plain form of a case policy |
//! | [`PolicyMark`], [`PolicyMatch`] | a hash of a case policy, and whether it is that of today |
//! | [`PolicyMarkError`] | a text that is no mark of a policy |
//! | [`ByClass`] | a value for each ABC class |
//! | [`Deadlines`], [`Deadline`] | the deadlines of a case, and the part of a case that has one |
//! | [`Shelf`] | a wait of a case until a day |
//! | [`Taxonomy`] | the causes and remedies of a rule, as codes |
//! | [`Remedy`] | a remedy for a cause, with its usual time |
//! | [`SELF_CLEARED`] | the code of a cause that went away by itself |
//! | [`Influence`] | an influence of one thing on a rule |
//! | [`InfluenceKind`], [`Source`] | the kind of an influence, and its source |
//! | [`Silence`], [`SilenceDraft`], [`SilentDays`] | days without news of some warnings |
//! | [`RecordedSilence`] | a silence of a register, since a day and until it is ended |
//! | [`HeldFlood`] | warnings that a flood holds back |
//! | [`FloodGuard`] | the bounds from which new warnings are held back as a bad load |
//! | [`WarningBudget`], [`BudgetPlan`] | warnings that people can answer in a week; news for now |
//! | [`WaitingWarning`], [`WaitingStep`] | a warning that waits to be told; its step onto a shelf |
//! | [`BudgetWeek`] | the week for which a budget is planned |
//! | [`WarningStake`] | the amount by which warnings of one level are ranked |
//! | [`AlarmFigures`], [`PriorityMix`] | the load of warnings over all rules; its levels |
//! | [`DigestEntry`], [`WarningNews`] | news of one customer or group, and of one warning |
//!
//! Condition and case are two machines, and neither acts for the other. The *condition* is owned by
//! the data: nobody can talk it away, and missing data cannot clear it. The *case* is owned by
//! people: no data can close a case that a person has to see to. Severity comes from the data only,
//! urgency from the deadlines only.
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

pub use crate::feed::{Feed, Watermarks};
pub use crate::handling::{Deadline, Deadlines, Shelf};
pub use case::{
    Case, CaseError, CaseStatus, CaseStep, Closing, FoundCause, PlannedRemedy, RemedyEnd,
    RemedyOutcome,
};
pub use condition::{
    Condition, ConditionChange, ConditionPolicy, ConditionPolicyDraft, ConditionStep, Evaluation,
    EvaluationError, MOfN, Phase, RaisedArm, SeenArms, Timing,
};
pub use episode::{
    ClosedCase, Effect, Episode, EpisodeError, EpisodeStep, EvaluationInContext, Event, Inhibitor,
    Input,
};
pub use policy::{
    ByClass, CasePolicy, CasePolicyDraft, FloodGuard, Influence, InfluenceKind, PolicyMark,
    PolicyMarkError, Remedy, SELF_CLEARED, Source, Taxonomy,
};
pub use register::{
    CustomerContext, CustomerFile, DeltaError, Evaluations, HeldFlood, LastStep, ListReason,
    ListedWarning, NamedNotice, Notice, PolicyMatch, RecordedSilence, Register, RegisterDelta,
    RegisterError, RegisterMark, RegisterSnapshot, Restored, SavedCustomer, Silence, SilenceDraft,
    SilentDays, Spending, UnknownMark, WarningKey, WarningList,
};
pub use report::{
    AlarmFigures, BudgetPlan, BudgetWeek, Digest, DigestEntry, PriorityMix, RulePerformance,
    WaitingStep, WaitingWarning, WarningBudget, WarningNews, WarningStake,
};

//! Complaints (客诉), from the receipt to the close, after ISO 10002 (S27).
//!
//! | type | meaning |
//! |---|---|
//! | [`Complaint`], [`ComplaintOpening`] | a complaint with its steps; its receipt |
//! | [`ComplaintTopic`], [`ComplaintSeverity`] | the matter; the severity |
//! | [`ComplaintStage`], [`ComplaintAct`] | the stages and the acts |
//! | [`ComplaintStep`], [`ComplaintEvent`] | a step; a step that was taken |
//! | [`ComplaintAssessment`] | severity, safety, complexity |
//! | [`ComplaintDecision`], [`ComplaintRemedy`] | a decision; a remedy that is promised |
//! | [`ComplaintNotice`] | a message to the customer |
//! | [`ComplaintTerms`], [`ComplaintInputs`] | policy and calendar; all that decides on a step |
//! | [`ComplaintPolicy`], [`ComplaintPolicyDraft`] | clocks and bounds, and the plain form |
//! | [`ToldWithin`] | the days until the customer is told, by severity |
//! | [`ComplaintFinding`] | a matter that is late or left undone |
//! | [`ComplaintFigures`], [`CauseCount`] | figures of many complaints; those of one cause |
//! | [`ComplaintFault`], [`ComplaintStepError`] | wrong content; a step that is refused |
//!
//! A complaint is never closed without an answer: *closed* is reached from *told* and *accepted*
//! alone. Withdrawn, merged and duplicate ones end with a notice to the customer, too. Whoever
//! investigates does not decide, a second decision is that of another person, and nobody judges a
//! complaint about himself or herself. The owner is reminded as in every
//! [handling](crate::handling), by [`ComplaintTerms::handling`].
//!
//! The acts of each stage and the stage that follows; all other acts are refused:
//!
//! | stage | acts | next |
//! |---|---|---|
//! | received | acknowledge | acknowledged |
//! | received | assign, inform, ask again on | received |
//! | received | resolve, grant goodwill for | decided |
//! | received | withdraw | withdrawn |
//! | received | merge | merged |
//! | received | drop as a duplicate | duplicate |
//! | acknowledged | assess | assessed |
//! | acknowledged | assign, hold, inform, ask again on | acknowledged |
//! | acknowledged | resolve, grant goodwill for | decided |
//! | acknowledged | escalate | escalated |
//! | acknowledged | withdraw | withdrawn |
//! | acknowledged | merge | merged |
//! | acknowledged | drop as a duplicate | duplicate |
//! | assessed | assess, assign, pause, resume, hold, inform, ask again on | assessed |
//! | assessed | investigate | investigating |
//! | assessed | resolve, grant goodwill for | decided |
//! | assessed | escalate | escalated |
//! | assessed | withdraw | withdrawn |
//! | assessed | merge | merged |
//! | assessed | drop as a duplicate | duplicate |
//! | investigating | assess, assign, pause, resume, hold, inform, ask again on | investigating |
//! | investigating | decide | decided |
//! | investigating | escalate | escalated |
//! | investigating | withdraw | withdrawn |
//! | investigating | merge | merged |
//! | investigating | drop as a duplicate | duplicate |
//! | decided | assign, inform, ask again on, finish | decided |
//! | decided | tell the decision of | told |
//! | decided | withdraw | withdrawn |
//! | told | assign, inform, ask again on, finish | told |
//! | told | accept the answer to | accepted |
//! | told | reject the answer to | escalated |
//! | told | close | closed |
//! | accepted | assign, inform, ask again on, finish | accepted |
//! | accepted | close | closed |
//! | escalated | assess, assign, pause, resume, hold, inform, ask again on | escalated |
//! | escalated | investigate | investigating |
//! | escalated | withdraw | withdrawn |
//! | escalated | merge | merged |
//! | escalated | drop as a duplicate | duplicate |
//! | closed | reopen | investigating |
//! | closed | reopen with somebody higher | escalated |
//!
//! Refusals come in the order of every [lifecycle](crate::lifecycle#order-of-refusal). All clocks
//! are computed from the steps as of a day; nothing has to be restored.
//!
//! System of the domain: [S27].
//!
//! [S27]: crate::docs::domain#s27

mod clocks;
mod complaint;
mod fault;
mod figures;
mod finding;
mod handling;
mod policy;
mod stage;
mod step;
mod table;
mod take;

pub use complaint::{Complaint, ComplaintInputs, ComplaintOpening, ComplaintTerms};
pub use fault::{ComplaintFault, ComplaintStepError};
pub use figures::{CauseCount, ComplaintFigures};
pub use finding::ComplaintFinding;
pub use policy::{ComplaintPolicy, ComplaintPolicyDraft, ToldWithin};
pub use stage::{ComplaintAct, ComplaintStage};
pub use step::{
    ComplaintAssessment, ComplaintDecision, ComplaintEvent, ComplaintNotice, ComplaintRemedy,
    ComplaintSeverity, ComplaintStep, ComplaintTopic,
};

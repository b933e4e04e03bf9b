//! The approval of limits and terms (授信审批, S20): from the application over a proposal and the
//! approvals to terms in force, and to their review.
//!
//! | type | meaning |
//! |---|---|
//! | [`CreditApproval`], [`CreditApplication`] | an approval with its steps; its beginning |
//! | [`CreditTerms`] | a limit, its days for payment, and its last day where it is temporary |
//! | [`CreditApprovalStage`], [`CreditApprovalAct`] | the stages and the acts |
//! | [`CreditApprovalStep`], [`CreditApprovalEvent`] | a step; a step that was taken |
//! | [`CreditApprovalInputs`] | roles and policy for a step |
//! | [`CreditApprovalPolicy`], [`CreditApprovalPolicyDraft`] | who approves; the plain form |
//! | [`CreditApprovalFault`], [`CreditApprovalStepError`] | wrong content; a step that is refused |
//! | [`CreditApprovalFinding`] | undecided, review overdue, or a limit that nobody approved |
//!
//! The stage after each act; a dash stands where the act is refused. Terms in force become due for
//! review after the day agreed, and temporary ones end after their last day, by the calendar alone:
//!
//! | stage | propose | approve | return | grant | review | end | refuse | withdraw |
//! |---|---|---|---|---|---|---|---|---|
//! | applied | proposed | – | – | – | – | – | refused | withdrawn |
//! | proposed | – | proposed | applied | in force | – | – | refused | withdrawn |
//! | in force | – | – | – | – | in force | ended | – | – |
//! | review due | – | – | – | – | in force | ended | – | – |
//! | ended | – | – | – | – | – | – | – | – |
//! | refused | – | – | – | – | – | – | – | – |
//! | withdrawn | – | – | – | – | – | – | – | – |
//!
//! Refusals come in the order of every [lifecycle](crate::lifecycle#order-of-refusal). Stored steps
//! are read back by the table alone, whatever the policy says today.
//!
//! System of the domain: [S20].
//!
//! [S20]: crate::docs::domain#s20

mod approval;
mod fault;
mod finding;
mod policy;
mod step;

pub use approval::{CreditApplication, CreditApproval, CreditApprovalInputs};
pub use fault::{CreditApprovalFault, CreditApprovalStepError};
pub use finding::CreditApprovalFinding;
pub use policy::{CreditApprovalPolicy, CreditApprovalPolicyDraft};
pub use step::{
    CreditApprovalAct, CreditApprovalEvent, CreditApprovalStage, CreditApprovalStep, CreditTerms,
};

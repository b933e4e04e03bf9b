//! Payment plans (分期还款, S10, S20): a debt that is paid in parts, each a promise of its own.
//!
//! | type | meaning |
//! |---|---|
//! | [`PaymentPlan`], [`PaymentPlanOpening`] | a plan with its steps; its beginning |
//! | [`PlanPart`] | a part of the debt and its day |
//! | [`PaymentPlanStage`], [`PaymentPlanAct`] | the stages and the acts |
//! | [`PaymentPlanStep`], [`PaymentPlanEvent`] | a step; a step that was taken |
//! | [`PaymentPlanInputs`] | money, roles and policy for a step |
//! | [`PaymentPlanPolicy`], [`PaymentPlanPolicyDraft`] | the bounds of plans, and the plain form |
//! | [`PaymentPlanFault`], [`PaymentPlanStepError`] | wrong content; a step that is refused |
//! | [`PlanPartStatus`] | a part with the status of its promise |
//!
//! The stage after each act; a dash stands where the act is refused:
//!
//! | stage | approve | agree | revise | fulfil | break | withdraw |
//! |---|---|---|---|---|---|---|
//! | offered | approved | – | offered | – | – | withdrawn |
//! | approved | – | agreed | offered | – | – | withdrawn |
//! | agreed | – | – | offered | fulfilled | broken | – |
//! | fulfilled | – | – | – | – | – | – |
//! | broken | – | – | – | – | – | – |
//! | withdrawn | – | – | – | – | – | – |
//!
//! Refusals come in the order of every [lifecycle](crate::lifecycle#order-of-refusal). Stored steps
//! are read back by the table alone, whatever the policy says today.
//!
//! Systems of the domain: [S10], [S20].
//!
//! [S10]: crate::docs::domain#s10
//! [S20]: crate::docs::domain#s20

mod fault;
mod payment_plan;
mod policy;
mod step;

pub use fault::{PaymentPlanFault, PaymentPlanStepError};
pub use payment_plan::{PaymentPlan, PaymentPlanInputs, PaymentPlanOpening, PlanPartStatus};
pub use policy::{PaymentPlanPolicy, PaymentPlanPolicyDraft};
pub use step::{PaymentPlanAct, PaymentPlanEvent, PaymentPlanStage, PaymentPlanStep, PlanPart};

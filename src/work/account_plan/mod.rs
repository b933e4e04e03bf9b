//! The plan of a key account, from assessment to renewal, and its card (S18).
//!
//! | type | meaning |
//! |---|---|
//! | [`AccountPlan`] | the plan, with every step taken on it |
//! | [`PlanRound`] | a round of it, such as the one in force |
//! | [`PlanContent`], [`PlanContentDraft`] | the content, checked; the plain form |
//! | [`AccountLevel`], [`AccountBranch`] | the level of an account; a branch of it |
//! | [`SwotEntry`], [`SwotPart`] | an entry of SWOT, which cites a fact and a day |
//! | [`PlanAction`] | an action with owner and day |
//! | [`PlanPhase`], [`PlanProof`] | the six steps of planning, and the proofs of each |
//! | [`PlanStage`], [`PlanAct`], [`PlanStep`], [`PlanEvent`] | the lifecycle of a plan |
//! | [`PlanFault`], [`PlanStepError`] | the refusal of a step |
//! | [`PlanFinding`], [`PlanRequest`], [`PlanDuty`] | findings; a plan with its facts; a duty |
//! | [`AccountPlanPolicy`], [`AccountPlanPolicyDraft`] | bounds of progress, loads, days |
//! | [`CurvePoint`] | a point of the line to a target |
//!
//! Objectives:
//!
//! | type | meaning |
//! |---|---|
//! | [`Objective`], [`ObjectiveMeasure`] | an objective, and the thing that it measures |
//! | [`ObjectiveValue`], [`ObjectiveValueError`] | a value; a text that is none |
//! | [`DatedValue`], [`Measurement`] | a value with its day; a measurement |
//! | [`ObjectiveReading`], [`ObjectiveStanding`], [`ObjectiveGap`] | an objective judged, or not |
//!
//! People and the card:
//!
//! | type | meaning |
//! |---|---|
//! | [`ManagerLoad`], [`AssignedAccount`] | the accounts of a manager or deputy |
//! | [`KeyAccountCard`], [`CardSection`] | the card of a key account in six sections |
//! | [`CardOverview`], [`StaffGroup`], [`TradeChange`] | parts of the card |
//! | [`CardSatisfaction`] | the verdict of the ratings of price, quality, service |
//! | [`ReadObjective`], [`SatisfactionNote`] | parts of the card |
//! | [`CreditDynamics`], [`CreditDynamicsDraft`] | figures of credit over time; the plain form |
//! | [`CreditNote`], [`CreditFigure`], [`CreditValue`] | a value of a figure of credit |
//! | [`CreditChange`] | the last change of a figure of credit |
//!
//! The stage after each act; a dash stands where the act is refused:
//!
//! | stage | write | prove | submit | send back | approve | complete | stock | renew | close |
//! |---|---|---|---|---|---|---|---|---|---|
//! | drafted | drafted | drafted | submitted | – | – | – | – | – | closed |
//! | submitted | – | – | – | drafted | in force | – | – | – | closed |
//! | in force | – | in force | – | – | – | in force | in force | drafted | closed |
//! | closed | – | – | – | – | – | – | – | – | – |
//!
//! System of the domain: [S18].
//!
//! [S18]: crate::docs::domain#s18

mod account_plan;
mod card;
mod finding;
mod objective;
mod plan_content;
mod plan_round;
mod plan_step;
mod policy;
mod progress;
mod swot;
mod team;

pub use account_plan::{AccountPlan, PlanFault, PlanStepError};
pub use card::{
    CardOverview, CardSatisfaction, CardSection, CreditChange, CreditDynamics, CreditDynamicsDraft,
    CreditFigure, CreditNote, CreditValue, KeyAccountCard, ReadObjective, SatisfactionNote,
    StaffGroup, TradeChange,
};
pub use finding::{PlanDuty, PlanFinding, PlanRequest};
pub use objective::{
    DatedValue, Measurement, Objective, ObjectiveMeasure, ObjectiveValue, ObjectiveValueError,
};
pub use plan_content::{AccountBranch, AccountLevel, PlanAction, PlanContent, PlanContentDraft};
pub use plan_round::PlanRound;
pub use plan_step::{PlanAct, PlanEvent, PlanPhase, PlanProof, PlanStage, PlanStep};
pub use policy::{AccountPlanPolicy, AccountPlanPolicyDraft, CurvePoint};
pub use progress::{ObjectiveGap, ObjectiveReading, ObjectiveStanding};
pub use swot::{SwotEntry, SwotPart};
pub use team::{AssignedAccount, ManagerLoad};

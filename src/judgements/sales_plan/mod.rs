//! Sales plans: targets by product and month, attainment and pace, and the plan of an area (S7).
//!
//! | type | meaning |
//! |---|---|
//! | [`SalesPlan`], [`SalesPlanDraft`] | the versions of a plan, checked; the plain form |
//! | [`PlanVersion`] | the targets that hold from a day on |
//! | [`PlanTarget`] | the target of a product in a month, with its own schedule where it has one |
//! | [`PlannedSupport`] | a support promised along with a plan |
//! | [`PlanNumber`] | an amount or a quantity |
//! | [`Attainment`], [`AttainmentFacts`] | a target against sales by a day; the facts |
//! | [`RequiredRate`] | the sales that each worked day left must bring |
//! | [`AttainmentError`] | a target that cannot be read |
//! | [`CreditShares`], [`CreditSharesError`] | a sale credited to several people; refused shares |
//! | [`AreaPlan`], [`AreaPlanRow`] | the plan of an area and a year, proposed from real results |
//! | [`CustomerResult`], [`AreaPlanError`] | the result of a customer; an area without results |
//! | [`Unplanned`] | a trading customer without a plan |
//! | [`LatePlan`] | a plan that came after its month began |
//! | [`SalesPlanPolicy`], [`SalesPlanPolicyDraft`] | days and a threshold; the plain form |
//!
//! A target on a product counts all products below it. A product and one below it that both have
//! targets are two goals, which are never added up.
//!
//! System of the domain: [S7].
//!
//! [S7]: crate::docs::domain#s7

mod area_plan;
mod attainment;
mod credit_shares;
mod late_plan;
mod plan_number;
mod policy;
mod required_rate;
mod sales_plan;
mod unplanned;

pub use area_plan::{AreaPlan, AreaPlanError, AreaPlanRow, CustomerResult};
pub use attainment::{Attainment, AttainmentError, AttainmentFacts};
pub use credit_shares::{CreditShares, CreditSharesError};
pub use late_plan::LatePlan;
pub use plan_number::PlanNumber;
pub use policy::{SalesPlanPolicy, SalesPlanPolicyDraft};
pub use required_rate::RequiredRate;
pub use sales_plan::{PlanTarget, PlanVersion, PlannedSupport, SalesPlan, SalesPlanDraft};
pub use unplanned::Unplanned;

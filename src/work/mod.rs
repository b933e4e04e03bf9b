//! The work that judgements cause.

pub mod account_plan;
pub mod admission;
pub mod appointment;
pub mod casework;
pub mod complaint;
pub mod credit_approval;
pub mod desk;
pub mod diversion_case;
pub mod goods_return;
pub mod hand_over;
pub mod handling;
pub mod hold;
pub mod hotline;
pub mod letter;
pub mod our_promise;
pub mod payment_plan;
pub mod phase_out;
pub mod repair;
pub mod support_fund;

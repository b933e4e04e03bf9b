//! Phasing out (淘汰, S14): a plan in which each balance with a customer ends at zero or is waived by
//! name.
//!
//! | type | content |
//! |---|---|
//! | [`PhaseOut`], [`PhaseOutOpening`] | the plan with its steps; its beginning |
//! | [`PhaseOutStage`], [`PhaseOutAct`] | the stages and the acts |
//! | [`PhaseOutStep`], [`PhaseOutEvent`] | a step; a step that was taken |
//! | [`BalanceKind`] | the balances to be brought to zero |
//! | [`BalanceLeft`] | the rest of a balance: money or a number |
//! | [`BalanceState`] | a balance as of a day: not counted, left, zero or waived |
//! | [`UnsettledBalance`] | a balance that is neither zero nor waived |
//! | [`PhaseOutFinding`] | a fault in the course of the plan |
//! | [`KnownBalances`] | the balances that the account itself tells |
//! | [`PhaseOutFault`], [`PhaseOutStepError`] | the wrong content of a step; its refusal |
//!
//! The stage after each act; a dash stands where the act is refused:
//!
//! | stage | approve | count | waive | close | withdraw |
//! |---|---|---|---|---|---|
//! | planned | running | planned | – | – | withdrawn |
//! | running | – | running | running | closed | withdrawn |
//! | closed | – | – | – | – | – |
//! | withdrawn | – | – | – | – | – |
//!
//! Programmes for customers whose attitude is switcher or disloyal are measured by
//! [`ProgrammeMovement`](crate::segment::ProgrammeMovement).
//!
//! System of the domain: [S14].
//!
//! [S14]: crate::docs::domain#s14

mod balance;
mod fault;
mod finding;
mod known;
mod phase_out;
mod step;

pub use balance::{BalanceKind, BalanceLeft, BalanceState, UnsettledBalance};
pub use fault::{PhaseOutFault, PhaseOutStepError};
pub use finding::PhaseOutFinding;
pub use known::KnownBalances;
pub use phase_out::{PhaseOut, PhaseOutOpening};
pub use step::{PhaseOutAct, PhaseOutEvent, PhaseOutStage, PhaseOutStep};

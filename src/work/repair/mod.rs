//! Repair of single things (维修): estimate, loan unit, turnaround (S27).
//!
//! | item | meaning |
//! |---|---|
//! | [`Repair`], [`RepairOpening`] | a repair with its steps; the thing that is taken in |
//! | [`RepairStage`], [`RepairAct`] | the stages and the acts |
//! | [`RepairStep`], [`RepairEvent`] | a step; a step that was taken |
//! | [`RepairFinding`] | a repair that is late, a lent unit that is not back |
//! | [`RepairFault`], [`RepairStepError`] | wrong content; a step that is refused |
//!
//! A return of goods says how many are repaired; each thing has a repair of its own, which may
//! begin without a return. The days for it stand in
//! [`RepairTerms`](crate::goods_return::RepairTerms).
//!
//! The acts of each stage and the stage that follows; all other acts are refused:
//!
//! | stage | acts | next |
//! |---|---|---|
//! | taken in | estimate | estimated |
//! | taken in | finish | repaired |
//! | taken in | give up | given up |
//! | taken in | lend a unit for, take back the unit of, tell of, ask about | taken in |
//! | estimated | estimate, lend a unit for, take back the unit of, tell of, ask about | estimated |
//! | estimated | accept the estimate of | accepted |
//! | estimated | decline the estimate of | declined |
//! | estimated | give up | given up |
//! | accepted | estimate | estimated |
//! | accepted | finish | repaired |
//! | accepted | give up | given up |
//! | accepted | lend a unit for, take back the unit of, tell of, ask about | accepted |
//! | declined | hand back | handed back |
//! | declined | take back the unit of, tell of, ask about | declined |
//! | repaired | hand back | handed back |
//! | repaired | take back the unit of, tell of, ask about | repaired |
//! | given up | hand back | handed back |
//! | given up | take back the unit of, tell of, ask about | given up |
//! | handed back | take back the unit of, tell of, ask about | handed back |
//! | handed back | close | closed |
//!
//! System of the domain: [S27].
//!
//! [S27]: crate::docs::domain#s27

mod fault;
mod repair;
mod step;

pub use fault::{RepairFault, RepairStepError};
pub use repair::{Repair, RepairFinding, RepairOpening};
pub use step::{RepairAct, RepairEvent, RepairStage, RepairStep};

//! The matrix of attractiveness and relationship (S17).

mod axis;
mod axis_error;
mod cell;
mod matrix_policy;
mod reading;
mod strategy;
mod table;

pub use axis::{AxisReading, OpenCriterion};
pub use axis_error::AxisError;
pub use cell::{Attractiveness, KeyAccountCell, MatrixAxis, Relationship};
pub use matrix_policy::{AxisLines, KeyAccountStrategies, MatrixRules, StrategyRow};
pub use reading::{CellStep, CellVerdict, KeyAccountPosition, MatrixReading, OpenQuestion};
pub(super) use strategy::MUTUAL_GAIN;
pub use strategy::{GainCap, KeyAccountStrategy};
pub use table::{CellTotals, PlacedKeyAccount, StrategyTable};

//! The matrix of attractiveness and relationship (S17).

mod axis;
mod cell;
mod matrix_policy;
mod reading;
mod strategy;
mod table;

pub use axis::{AxisReading, OpenCriterion};
pub use cell::{AccountCell, Attractiveness, MatrixAxis, Relationship};
pub use matrix_policy::{AccountStrategies, AxisLines, MatrixRules, StrategyRow};
pub use reading::{AccountPosition, CellStep, CellVerdict, MatrixReading, OpenQuestion};
pub use strategy::{AccountStrategy, GainCap};
pub use table::{CellTotals, PlacedAccount, StrategyTable};

//! Thresholds found on past days: those that catch most money after the cost of the
//! calls that a team can make.
//!
//! | type | what it is |
//! |---|---|
//! | [`CalibrationRequest`] | the policy, the rule, the days and the capacity |
//! | [`Capacity`] | the calls of a week, and the worth of one |
//! | [`Calibration`] | the thresholds that were found, with their evidence |
//! | [`CalibratedThreshold`] | a threshold before and after |
//! | [`CalibratedPart`] | the worth of thresholds on a part of the days |
//! | [`CapacityPoint`] | the best thresholds of another capacity |
//! | [`CalibrationError`] | the reason why nothing can be found |

mod axis;
mod calibrated_part;
mod calibration;
mod calibration_error;
mod calibration_request;
mod evidence;
mod reach;
mod spell;
mod sums;
mod walk;
#[cfg(feature = "serde")]
mod written;

pub use calibrated_part::CalibratedPart;
pub use calibration::{CalibratedThreshold, Calibration, CapacityPoint};
pub use calibration_error::CalibrationError;
pub use calibration_request::{CalibrationRequest, Capacity};

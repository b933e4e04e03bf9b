//! Figures of a rule over past days: how much it finds, how early, and at which load.
//!
//! | type | what it is |
//! |---|---|
//! | [`RuleTally`] | the verdicts of a rule, each with what came of it |
//! | [`Sightings`] | customers by what came of them |
//! | [`RuleFigures`] | the worth of a rule |
//! | [`LevelFigures`] | the figures of a level and all above it |
//! | [`AreaUnderCurve`] | the chance that a true one ranks above another |
//! | [`Stability`] | the move of levels and scores since the first day |

mod area_under_curve;
mod customer_course;
mod rule_course;
mod rule_figures;
mod rule_tally;
mod score;
mod sightings;
mod stability;
mod table;
#[cfg(feature = "serde")]
mod written;

pub use area_under_curve::AreaUnderCurve;
pub use rule_figures::{LevelFigures, RuleFigures};
pub use rule_tally::RuleTally;
pub use sightings::Sightings;
pub use stability::Stability;

pub(super) use customer_course::{CustomerCourse, JudgedDay};
pub(super) use rule_course::RuleCourse;
pub(super) use rule_figures::Counted;
pub(super) use rule_tally::Sighting;
pub(super) use score::{Score, figure};
pub(super) use stability::FirstDay;
pub(super) use table::{fixed, rounded};

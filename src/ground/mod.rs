//! Values that everything else is made of: money, measures, days, timelines, ids, evidence, and the
//! checks of policy data.

pub mod calendar;
pub mod evidence;
pub mod id;
pub mod measure;
pub mod money;
pub mod timeline;
pub mod valid;

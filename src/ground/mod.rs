//! Values that everything else is made of: money, measures, days, timelines, ids, evidence, the
//! checks of policy data, and the common shape of lifecycles.

pub mod calendar;
pub mod confidence;
pub mod evidence;
pub mod forest;
pub mod id;
pub mod lifecycle;
pub mod measure;
pub mod money;
pub mod phase;
pub mod timeline;
pub mod valid;

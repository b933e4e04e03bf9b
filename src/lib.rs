//! guanxi
#![forbid(unsafe_code)]
pub mod calendar;
pub mod evidence;
pub mod id;
pub mod measure;
pub mod money;
pub mod timeline;
pub mod valid;

//! The versions of facts: what was known of each, from which day on.
//!
//! | type | what it holds |
//! |---|---|
//! | [`History`] | the versions of all facts of a customer that were revised or learnt late |
//! | [`FactTrail`] | the versions of one fact |
//! | [`TimelineEntry`] | the day and amount of a sale or an expense |
//! | [`Version`] | a fact as it was known from a day on |

mod fact_trail;
mod history;
mod settled_invoices;
mod timeline_entry;

pub(crate) use fact_trail::{FactTrail, Standing, Version};
pub(crate) use history::{History, TouchedDay};
pub(crate) use settled_invoices::settled_invoices;
pub(crate) use timeline_entry::TimelineEntry;

//! Two policies compared by what they mean: the figures to which they give different answers.

mod axis;
mod boxes;
mod figure_span;
mod meaning_change;
mod meaning_changes;
mod question;
mod questions;
mod span;
mod unit;

#[cfg(test)]
pub(super) use questions::covered;

pub use figure_span::FigureSpan;
pub use meaning_change::MeaningChange;
pub use meaning_changes::MeaningChanges;

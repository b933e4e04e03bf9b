//! Handling (S22): the work of people on whatever they have to see to.
//!
//! A machine over any [`Subject`]: a warning, a complaint, a return, a promise, a renewal. It holds
//! the owner, the deadlines by severity, reminders, the shelf, the hand-over, four eyes and the
//! accepted risk. What the subject itself is about, its causes and remedies and whether it is well
//! again, stays with the record of the subject.
//!
//! | type | meaning |
//! |---|---|
//! | [`Handling`] | the state of the work on one subject |
//! | [`Subject`] | the thing that is worked on, with its severities and its ends |
//! | [`HandlingStep`] | a step that somebody takes |
//! | [`HandlingStage`], [`HandlingAct`] | the two sides of the table below |
//! | [`Status`] | the stage with its data |
//! | [`HandlingEffect`] | an event that the days bring |
//! | [`HandlingPolicy`], [`Deadlines`] | the figures that a handling goes by |
//! | [`Deadline`] | a part of a case that has a deadline |
//! | [`Shelf`] | a wait of a case until a day |
//! | [`HandlingStepError`] | the refusal of a step |
//! | [`HandlingError`] | the content of a step that the policy does not allow |
//!
//! # Stages
//!
//! | act | from | to |
//! |---|---|---|
//! | assign | any open | the same |
//! | acknowledge | new | acknowledged |
//! | acknowledge | reopened | under investigation |
//! | investigate | new, acknowledged, reopened | under investigation |
//! | record the cause of | under investigation, of known cause | of known cause |
//! | record the cause of | being handled | being handled |
//! | plan a remedy for | of known cause, being handled | being handled |
//! | finish | being handled | resolved |
//! | drop the remedies of | being handled | of known cause |
//! | resolve | of known cause | resolved |
//! | dismiss | new, acknowledged, under investigation, reopened | closed |
//! | accept the risk of | of known cause, being handled | accepted as a risk |
//! | shelve | any open | the same |
//! | unshelve | any open | the same |
//! | close | resolved | closed |
//! | withdraw | any open | closed |
//! | resume | of known cause | being handled |
//! | reopen | resolved | reopened |
//! | end | new, acknowledged, resolved, reopened, accepted as a risk | closed |
//! | in time | acknowledged | new |
//! | in time | accepted as a risk | under investigation |
//!
//! *Resume*, *reopen* and *end* are not taken by people: they follow from remedies that were
//! planned before, and from facts about the subject. *In time* is the calendar: a case that was
//! acknowledged and not investigated by its deadline is new again, and an accepted risk ends after
//! its last day.
//!
//! A shelf changes no stage: a case is put on it where it lies on none, and taken off where it
//! does. Nothing is heard of a case on its shelf.
//!
//! # Rule
//!
//! > S22: every case has an owner, a cause, a remedy and a deadline for each; it is chased until
//! > somebody has seen to it, and closed with its result.
//!
//! - Deadlines are counted in working days from the opening, by the calendar as it is known today.
//!   A higher severity brings them nearer. They move by the days on which the case lies on a shelf
//!   or is [held back](Handling::hold). One that was told as missed stays missed.
//! - A case on a shelf, held back or accepted as a risk misses nothing.
//! - Reminders come after 1, 2, 4, 8 … working days without activity.
//! - From a severity on it takes two people to dismiss a case, to accept its risk, to withdraw it
//!   and to close it.
//! - An accepted risk ends after its last day, and when the severity rises.
//! - There is no timer: [`Handling::pass_day`] brings what a day brings, and the same day twice
//!   brings nothing more.
//!
//! System of the domain: [S22].
//!
//! [S22]: crate::docs::domain#s22
//!
//! # Example
//!
//! A complaint that is received, investigated and answered:
//!
//! ```
//! use guanxi::calendar::WorkCalendarDraft;
//! use guanxi::handling::{Deadlines, Handling, HandlingPolicy, HandlingStep, Status, Subject};
//! use guanxi::id::StaffId;
//! use guanxi::lifecycle::{Entry, Trail};
//!
//! #[derive(Debug, Clone, Copy, PartialEq, Eq)]
//! struct ComplaintId(u32);
//! #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
//! enum Severity { Minor, Serious }
//! #[derive(Debug, Clone, Copy, PartialEq, Eq)]
//! enum Answer { Upheld }
//! # impl std::fmt::Display for Severity {
//! #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
//! #         f.write_str(match self { Self::Minor => "minor", Self::Serious => "serious" })
//! #     }
//! # }
//! impl Subject for ComplaintId {
//!     type Severity = Severity;
//!     type Closing = Answer;
//! }
//!
//! #[derive(Default)]
//! struct ComplaintPolicy { calendar: WorkCalendarDraft }
//! impl HandlingPolicy<Severity> for ComplaintPolicy {
//!     fn calendar(&self) -> &WorkCalendarDraft { &self.calendar }
//!     fn deadlines(&self, severity: Severity) -> Deadlines {
//!         let remedy = if severity == Severity::Serious { 10 } else { 15 };
//!         Deadlines { acknowledge: 1, cause: 5, remedy }
//!     }
//!     fn shelf_days(&self, _: Severity) -> u16 { 10 }
//!     fn accept_days(&self) -> u16 { 30 }
//!     fn open_days(&self) -> u16 { 56 }
//!     fn reminder_days(&self) -> u16 { 4 }
//!     fn four_eyes_from(&self) -> Severity { Severity::Serious }
//! }
//!
//! let (policy, received) = (ComplaintPolicy::default(), "2026-03-02".parse()?);
//! let mut handling = Handling::open(ComplaintId(7), Severity::Serious, received, &policy);
//! let (mut trail, wang) = (Trail::default(), "Wang".parse::<StaffId>()?);
//! let steps = [
//!     HandlingStep::Investigate,
//!     HandlingStep::FindCause { is_primary: true },
//!     HandlingStep::Plan,
//!     HandlingStep::Finish,
//! ];
//! for (step, number) in steps.into_iter().zip(1..) {
//!     let entry = Entry::new(step, received, wang.clone()).numbered(number);
//!     handling.take(&mut trail, entry, &policy)?;
//! }
//! assert_eq!(handling.status(), Status::Resolved);
//! let close = Entry::new(HandlingStep::Close { end: Answer::Upheld }, received, wang);
//! let refused = handling.take(&mut trail, close, &policy);
//! assert_eq!(
//!     refused.unwrap_err().to_string(),
//!     "to close a case at serious takes two people, Wang was both"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod deadline;
mod handling;
mod handling_effect;
mod handling_error;
mod handling_step;
mod kept;
mod reminders;
mod shelf;
mod stage;
mod status;
mod subject;
mod take;

pub(crate) use deadline::nth_worked_day;
pub use deadline::{Deadline, Deadlines};
pub use handling::Handling;
pub use handling_effect::HandlingEffect;
pub use handling_error::{HandlingError, HandlingStepError};
pub use handling_step::HandlingStep;
#[cfg(feature = "serde")]
pub(crate) use kept::WrittenHandling;
pub(crate) use kept::check_handling;
pub use shelf::Shelf;
pub use stage::{HandlingAct, HandlingStage};
pub use status::Status;
pub use subject::{HandlingPolicy, Subject};
pub(crate) use take::within;

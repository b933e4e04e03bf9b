//! The common shape of lifecycles: steps taken by people, stages they lead to, clocks, approvals
//! and refusals.
//!
//! A machine keeps three things of its own: an enum of steps, an enum of stages, and one total
//! match from a stage and an act to the next stage. Everything else is here.
//!
//! | type | content |
//! |---|---|
//! | [`Trail`], [`Entry`] | every step taken, who took it and when |
//! | [`TrailError`] | an entry that cannot follow a trail |
//! | [`Admission`] | the answer to an entry that may follow a trail |
//! | [`Stage`], [`Act`], [`Step`] | the table of a machine, as the machine states it |
//! | [`StepRules`], [`Progress`] | one way to take a step, with all checks in one order |
//! | [`StepError`] | the refusal of a step, with a code |
//! | [`ContentError`] | the error of the content of a step |
//! | [`TurnError`] | an act that the stage does not allow |
//! | [`RoleRule`], [`RoleError`] | the role that a step takes; an act by a person without it |
//! | [`DeadlineError`] | an act after its last day |
//! | [`Reason`], [`ReasonError`] | a text that is not blank; a blank one |
//! | [`Apart`] | two acts that one person may not both take |
//! | [`ApartError`] | an act by a person who took the other one |
//! | [`Quorum`] | approval by several people |
//! | [`QuorumBand`], [`QuorumBands`] | the quorum from a value on; the quorum by value |
//! | [`Slot`], [`SlotOrder`] | a place among the approvers; the order in which places are filled |
//! | [`Approval`], [`QuorumError`] | an approval in one place, and its refusal |
//! | [`Team`], [`Seat`] | the people of a company with their roles; a step that takes one of them |
//! | [`StaffedPolicy`], [`Staffing`], [`DeadlinePair`] | a policy to be set against a team |
//! | [`PolicyFinding`] | a policy that the team cannot follow |
//! | [`Clock`], [`ClockTerms`] | a deadline in days, and its terms |
//! | [`Count`] | the days that a clock counts: calendar days or worked days |
//! | [`Roll`] | the day to which a deadline on a day off is moved |
//! | [`Pause`], [`PauseGrant`] | a pause of a clock, and the consent to it |
//! | [`PauseError`] | a pause that a clock does not take |
//! | [`Lateness`] | the state of a deadline as of a day |
//! | [`Journey`], [`JourneyPart`] | the way of a request to its answer; the part of an act |
//! | [`JourneyFigures`] | the days from asking to answer of many: median, any share |
//! | [`StageDays`] | the days in a stage, pauses apart |
//! | [`Turn`], [`TakesTurns`] | the side that is to act; a machine that says so of each stage |
//! | [`TurnReading`] | the side that is to act on a date, with the last day for it |
//! | [`transition_table`], [`transitions`], [`Transition`] | a table as text; its cells |
//! | [`table_faults`], [`TableFault`] | the faults of a table |
//!
//! # Order of refusal
//!
//! A step is checked in this order, and the first check that fails is the answer:
//!
//! 1. its number is known with the same content: nothing changes, and that is no error;
//! 2. its number is known with other content;
//! 3. it is dated before the last step;
//! 4. the stage does not allow the act;
//! 5. the person does not hold the role;
//! 6. the person took an act that must be kept apart from this one;
//! 7. the last day has gone by;
//! 8. the content is wrong.
//!
//! # Example
//!
//! ```
//! use std::fmt;
//! use guanxi::lifecycle::{Act, Entry, Stage, Step, StepRules, Trail, transition_table};
//!
//! #[derive(Debug, Clone, Copy, PartialEq, Eq)]
//! enum LetterStage { Written, Sent, Answered }
//! #[derive(Debug, Clone, Copy, PartialEq, Eq)]
//! enum LetterAct { Send, Answer }
//!
//! impl LetterStage {
//!     const fn after(self, act: LetterAct) -> Option<Self> {
//!         match (self, act) {
//!             (Self::Written, LetterAct::Send) => Some(Self::Sent),
//!             (Self::Sent, LetterAct::Answer) => Some(Self::Answered),
//!             (Self::Written | Self::Answered, LetterAct::Answer)
//!             | (Self::Sent | Self::Answered, LetterAct::Send) => None,
//!         }
//!     }
//! }
//! # impl fmt::Display for LetterStage {
//! #     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
//! #         f.write_str(match self {
//! #             Self::Written => "written",
//! #             Self::Sent => "sent",
//! #             Self::Answered => "answered",
//! #         })
//! #     }
//! # }
//! # impl fmt::Display for LetterAct {
//! #     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
//! #         f.write_str(match self { Self::Send => "send", Self::Answer => "answer" })
//! #     }
//! # }
//!
//! impl Act for LetterAct {
//!     const ALL: &'static [Self] = &[Self::Send, Self::Answer];
//! }
//! impl Stage for LetterStage {
//!     type Act = LetterAct;
//!     const SUBJECT: &'static str = "a letter";
//!     const ALL: &'static [Self] = &[Self::Written, Self::Sent, Self::Answered];
//!     const FIRST: &'static [Self] = &[Self::Written];
//!     fn after(self, act: LetterAct) -> Option<Self> { self.after(act) }
//! }
//! // The steps carry no data here, so an act is a step.
//! impl Step for LetterAct {
//!     type Stage = LetterStage;
//!     fn act(&self) -> LetterAct { *self }
//! }
//!
//! assert_eq!(
//!     transition_table::<LetterStage>(),
//!     "| stage | send | answer |\n\
//!      |---|---|---|\n\
//!      | written | sent | – |\n\
//!      | sent | – | answered |\n\
//!      | answered | – | – |\n"
//! );
//! let mut trail = Trail::default();
//! let answer = Entry::new(LetterAct::Answer, "2026-03-02".parse()?, "Wang".parse()?);
//! let stage = trail.stage(LetterStage::Written, "2026-03-02".parse()?);
//! let refused = trail.take(answer, &StepRules::at(stage)).unwrap_err();
//! assert_eq!(refused.to_string(), "cannot answer a letter that is written");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod apart;
mod clock;
mod policy_finding;
mod quorum;
mod reason;
mod refusal;
mod stage;
mod step_error;
mod step_rules;
mod table;
mod team;
mod trail;

pub use apart::{Apart, ApartError};
pub use clock::{
    Clock, ClockTerms, Count, Journey, JourneyFigures, JourneyPart, Lateness, Pause, PauseError,
    PauseGrant, Roll, StageDays, TakesTurns, Turn, TurnReading,
};
pub use policy_finding::{DeadlinePair, PolicyFinding, StaffedPolicy, Staffing};
pub use quorum::{Approval, Quorum, QuorumBand, QuorumBands, QuorumError, Slot, SlotOrder};
pub use reason::{Reason, ReasonError};
pub use refusal::{DeadlineError, RoleError};
pub use stage::{Act, Stage, Step, TurnError};
pub use step_error::{ContentError, StepError};
pub use step_rules::{Progress, RoleRule, StepRules};
pub use table::{TableFault, Transition, table_faults, transition_table, transitions};
pub use team::{Seat, Team};
pub use trail::{Admission, Entry, Trail, TrailError};

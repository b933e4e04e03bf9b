//! The desk: matters that people have in hand, in one shape.
//!
//! | item | meaning |
//! |---|---|
//! | [`InHand`] | the turn, the next day on which it changes, the matter in one line |
//! | [`DeskRules`] | a policy with the days worked |
//! | [`FundRules`] | the rules of the requests and claims of a fund |
//! | [`Handled`] | a matter that is handled by the same rules as a warning |
//! | [`DeskTerms`] | the terms by which people are reminded and relieved |
//! | [`DeskTrail`] | the steps that people take at the desk |
//! | [`Ungraded`] | the severity of matters without degrees |
//! | [`OpinionKey`] | the key of an opinion |
//! | [`fund_matters`] | the requests and the claims of a fund that are open |
//!
//! Matters in hand are complaints, letters, returns, repairs, requests and claims of support,
//! promises of ours, opinions, appointments and requests to be served. An appointment or a request
//! to be served is one act of one person. All others are handled as warnings are: with an owner,
//! reminders, a shelf and a hand-over.
//!
//! # Rule
//!
//! > S22: every open stage names whose turn it is. Nothing is ever scheduled: each last day is
//! > worked out of the steps, and the day after it is the next one on which anything changes.
//!
//! The turn by the stage alone is [`TakesTurns::whose_turn`](crate::lifecycle::TakesTurns). The
//! turn on a date knows more: a customer that may object or is to send goods has its days for it,
//! and then it is our turn to close or to let it lapse.
//!
//! ```
//! use guanxi::calendar::{AsOf, WorkCalendar};
//! use guanxi::day;
//! use guanxi::desk::{DeskRules, InHand};
//! use guanxi::interaction::InteractionKind;
//! use guanxi::letter::{Letter, LetterOpening, LetterPolicy};
//!
//! let letter = Letter::open(LetterOpening {
//!     id: "L-1".parse()?,
//!     customer: "Li & Sons".parse()?,
//!     on: day!(2026, 3, 2),
//!     by: "Wang".parse()?,
//!     channel: InteractionKind::Letter,
//!     text: "when does the new catalogue come?".parse()?,
//! });
//! let (policy, calendar) = (LetterPolicy::default(), WorkCalendar::default());
//! let rules = DeskRules { policy: &*policy, calendar: &calendar };
//! let t = AsOf::new(day!(2026, 3, 4));
//! assert_eq!(
//!     letter.open_matter(t, rules).ok_or("open")?.to_string(),
//!     "letter L-1 of 2026-03-02: our turn until 2026-03-07, with Wang"
//! );
//! assert_eq!(letter.next_day(t, rules), Some(day!(2026, 3, 8)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Systems of the domain: [S23], [S24], [S25], [S26], [S27].
//!
//! [S23]: crate::docs::domain#s23
//! [S24]: crate::docs::domain#s24
//! [S25]: crate::docs::domain#s25
//! [S26]: crate::docs::domain#s26
//! [S27]: crate::docs::domain#s27

mod appointment;
mod complaint;
mod fund;
mod goods_return;
mod handled;
mod in_hand;
mod letter;
mod on_desk;
mod our_promise;
mod terms;
mod unanswered;

pub use fund::{FundRules, fund_matters};
pub use handled::{DeskTrail, Handled, OpinionKey};
pub use in_hand::{DeskRules, InHand};
pub use terms::{DeskTerms, Ungraded};

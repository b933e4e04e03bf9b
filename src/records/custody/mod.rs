//! Custody of customer cards: who keeps one, who has borrowed, read and checked it (S1).
//!
//! | type | meaning |
//! |---|---|
//! | [`Custody`] | the keeper of a card from a day on |
//! | [`Loan`] | a loan of a card, with its return |
//! | [`Consultation`] | a reading of a card by one of ours |
//! | [`CardCheck`] | a check of a salesperson's cards by a manager |
//! | [`Debrief`] | a talk of both about a day of visits |
//! | [`CardKeeping`] | the keeper and the loan of a card on a date |
//! | [`CustodyFinding`] | a fault in the keeping of a card |
//!
//! | rule (S1) | item |
//! |---|---|
//! | a card is kept by a named custodian, without gaps | [`Custody`] |
//! | it is lent for a purpose until a day, to one at a time | [`Loan`] |
//! | keeper and borrower need to know what is on it | [`CardKeeping::needs_to_know`] |
//!
//! System of the domain: [S1].
//!
//! [S1]: crate::docs::domain#s1

mod card_check;
mod consultation;
mod custody;
mod debrief;
mod keeping;
mod loan;

pub use card_check::CardCheck;
pub use consultation::Consultation;
pub use custody::Custody;
pub use debrief::Debrief;
pub use keeping::{CardKeeping, CustodyFinding};
pub use loan::Loan;

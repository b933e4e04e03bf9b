//! A book of customers and its review as of a date.
//!
//! | type | what it is |
//! |---|---|
//! | [`Book`] | customers by name, their cards, and the ledger of their facts |
//! | [`Review`] | the whole book judged as of a day: classes, quadrants, outcomes in columns |
//! | [`Explanation`] | everything that is judged of one customer, with its evidence |
//! | [`Call`] | whom to call first: value at risk |
//! | [`Summary`] | totals of a review |
//!
//! One customer, a whole book and one more event go through the same functions: see
//! [`Assessor`](crate::policy::Assessor).

mod block;
mod call;
mod casework;
mod columns;
mod error;
mod events;
mod explanation;
mod groups;
mod judged;
mod register;
mod review;
mod summary;
mod whole;

pub use call::Call;
pub use casework::StepContext;
pub use error::BookError;
pub use events::{OnRefusal, Recorded};
pub use explanation::{Explanation, TradeWithoutContract};
pub use register::Book;
pub use review::{Review, ReviewError};
pub use summary::{Share, Summary};

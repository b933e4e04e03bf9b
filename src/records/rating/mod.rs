//! Ratings: marks that customers give us and our competitors, on declared scales (S19).
//!
//! | type | meaning |
//! |---|---|
//! | [`Rating`], [`RatingDraft`] | one question put to one person on one day; its plain form |
//! | [`RatingQuestion`] | price, quality, service; satisfaction, recommendation, effort |
//! | [`RatingReply`] | a mark, a refusal, or no answer |
//! | [`ScaledMark`] | a mark with its scale |
//!
//! | rule (S19) | item |
//! |---|---|
//! | a mark lies on the scale that was declared | [`RatingDraft::scale`] |
//! | a recommendation is asked for on 0 to 10 | [`RatingQuestion::Recommendation`] |
//! | nobody asked, refused and not answered are three things | [`RatingReply`] |
//!
//! The scale is that of the [survey](crate::survey). An answer to a survey about a need of price,
//! quality or service is a rating too: [`RatingDraft::from_survey_reply`].
//!
//! System of the domain: [S19].
//!
//! [S19]: crate::docs::domain#s19

mod question;
mod rating;
mod scaled_mark;

pub use question::{RatingQuestion, RatingReply};
pub use rating::{Rating, RatingDraft};
pub use scaled_mark::ScaledMark;

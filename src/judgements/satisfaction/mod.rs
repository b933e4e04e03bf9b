//! Price, quality, service (三要素): how customers rate us over time and against competitors (S19).
//!
//! | type | meaning |
//! |---|---|
//! | [`SatisfactionPolicy`], [`SatisfactionPolicyDraft`], [`FallRules`] | the bounds; plain form |
//! | [`RatedCustomer`], [`RatingPanel`] | the ratings of a customer; of one question on one scale |
//! | [`RatingPanelError`] | ratings that make no panel |
//! | [`SatisfactionFigures`], [`SatisfactionMeasures`] | counts, means and shares of a window |
//! | [`MarkCounts`] | the answers by mark |
//! | [`RatingFall`], [`RatingWindows`] | a fall from one window to the next |
//! | [`SamePeople`], [`DifferentPeople`] | its arms: those asked twice, the others |
//! | [`RatingFinding`], [`RatingFault`] | a low mark, a drop, a silence, a refusal of one person |
//! | [`RivalComparison`], [`GroupComparison`] | price, quality and service against competitors |
//! | [`RivalMarks`], [`RelativePlace`] | our marks against those of one; the place |
//! | [`ValuePosition`] | cheaper or dearer, better or worse |
//! | [`PriceObjection`] | price, or value |
//!
//! | figure (S19) | question | item |
//! |---|---|---|
//! | CSAT | satisfaction | [`SatisfactionFigures::customer_satisfaction`] |
//! | NPS | recommendation, asked on 0 to 10 | [`SatisfactionFigures::net_promoters`] |
//! | CES | effort | [`SatisfactionFigures::customer_effort`] |
//!
//! Shares, their intervals and the tests of a fall are decided in integers, see
//! [`Proportion`](crate::measure::Proportion), [`NetScore`](crate::measure::NetScore),
//! [`ProportionDifference`](crate::measure::ProportionDifference) and
//! [`SignTest`](crate::measure::SignTest).
//!
//! Ratings are evidence for needs (S3) and objections (S4) and a candidate cause of a customer's
//! loss (S21); they raise no warning there by themselves.
//!
//! System of the domain: [S19].
//!
//! [S19]: crate::docs::domain#s19

mod comparison;
mod fall;
mod figures;
mod finding;
mod mark_counts;
mod panel;
mod policy;
mod price_objection;

pub use comparison::{GroupComparison, RelativePlace, RivalComparison, RivalMarks, ValuePosition};
pub use fall::{DifferentPeople, RatingFall, RatingWindows, SamePeople};
pub use figures::{SatisfactionFigures, SatisfactionMeasures};
pub use finding::{RatingFault, RatingFinding};
pub use mark_counts::MarkCounts;
pub use panel::{RatedCustomer, RatingPanel, RatingPanelError};
pub use policy::{FallRules, SatisfactionPolicy, SatisfactionPolicyDraft};
pub use price_objection::PriceObjection;

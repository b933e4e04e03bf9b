//! Sources of facts: the day up to which each is complete, and the gaps inside it.
//!
//! | type | content |
//! |---|---|
//! | [`Feed`] | a source of facts |
//! | [`Watermarks`] | the last day up to which each feed is complete |
//! | [`FeedGap`] | days inside a feed whose facts are missing |
//! | [`FeedStatement`] | a statement on a feed: complete up to a day, a gap, a gap that is filled |
//! | [`FeedStatements`] | the statements of a book, each with the day from which it is known |
//! | [`StatedFeed`] | a statement with that day |
//! | [`KnownFeeds`] | what is known of the feeds as of a day |
//! | [`FeedPolicy`] | the grace that a late feed has |
//! | [`FeedPolicyDraft`] | the plain form of a feed policy |
//! | [`FeedError`] | a statement that cannot be |
//! | [`FeedGapError`] | a gap that ends before it begins |
//!
//! Everything here is optional: a feed of which nothing is stated is taken as complete.
//!
//! System of the domain: [S21].
//!
//! [S21]: crate::docs::domain#s21

mod feed;
mod feed_error;
mod feed_gap;
mod feed_policy;
mod feed_statement;
mod feed_statements;
mod watermarks;

pub use feed::Feed;
pub use feed_error::FeedError;
pub use feed_gap::{FeedGap, FeedGapError};
pub use feed_policy::{FeedPolicy, FeedPolicyDraft};
pub use feed_statement::{FeedStatement, StatedFeed};
pub use feed_statements::{FeedStatements, KnownFeeds};
pub use watermarks::Watermarks;

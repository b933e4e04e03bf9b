//! The people at the customers: parts in buying, posts, cover, dates, moods (S2).
//!
//! | type | meaning |
//! |---|---|
//! | [`Contacts`] | everything recorded about people |
//! | [`Person`], [`Post`], [`HeldPost`] | a person; a post at a customer; with that customer |
//! | [`ContactFacts`] | the facts about the people of one customer, as its account has them |
//! | [`BuyingRole`] | a part in buying |
//! | [`Standing`], [`Influence`], [`Stance`] | influence and stance as somebody of ours saw them |
//! | [`ContactCoverage`], [`RoleCoverage`], [`RoleState`] | the cover of a customer, role by role |
//! | [`PersonCover`], [`Cover`] | the cover of a person by contacts |
//! | [`MapRank`] | the rank of the map of a customer's people |
//! | [`Threads`] | the threads between our people and theirs |
//! | [`PostChange`] | a decider who left, a person who moved |
//! | [`ImportantDate`], [`Recurrence`] | an important date, and how it comes back |
//! | [`DatesByYear`] | its day in each year, by a table of the caller |
//! | [`LeapDay`] | the day of 29 February in other years |
//! | [`DueDate`], [`NextDate`] | a date that is due; its next time |
//! | [`MoodNote`], [`Mood`], [`Approach`] | a mood, and the approach that fits it |
//! | [`Affinity`], [`AffinityKind`] | a fact on which people may have common ground |
//! | [`AffinityOwner`] | one of ours, or one of theirs |
//! | [`common_ground`], [`CommonGround`] | what two people share, for a reader |
//! | [`AffinityError`] | a sensitive fact in the open |
//! | [`Manners`], [`MannerNote`], [`MannerKind`] | notes about how people like to be met |
//! | [`MannerLine`], [`MannerError`] | a line of the brief before a visit; a refused note |
//! | [`ChannelIdentity`], [`Channel`] | the name of a person in a channel |
//! | [`ChannelHandOver`], [`HandOverState`] | the hand-over of an identity to a colleague |
//! | [`ContactPolicy`], [`ContactPolicyDraft`], [`CoverageDays`] | required roles and days |
//! | [`ContactError`] | a fact that cannot be |
//!
//! | rule (S2) | item |
//! |---|---|
//! | people keep their past when they change employers | [`Contacts::posts_of`] |
//! | cover is derived from contacts, never stated | [`Cover`] |
//! | a key player who supports us is rank 3 | [`MapRank`] |
//! | one person of ours, or one of theirs, in all threads is a single thread | [`Threads`] |
//! | manner, customs and taboos expire and enter no score | [`MannerNote`] |
//! | a mood expires and enters no score | [`Contacts::mood`] |
//! | a year without a row of the table is not guessed | [`NextDate::NoRow`] |
//!
//! System of the domain: [S2].
//!
//! [S2]: crate::docs::domain#s2

mod affinity;
mod common_ground;
mod contacts;
mod coverage;
mod differences;
mod error;
mod important_date;
mod manner;
mod person;
mod policy;
mod post_change;
mod words;

pub use affinity::{Affinity, AffinityError, AffinityKind, AffinityOwner};
pub use common_ground::{CommonGround, common_ground};
pub use contacts::{Contacts, DueDate, HeldPost};
pub use coverage::{ContactCoverage, ContactFacts, PersonCover, RoleCoverage, RoleState, Threads};
pub use error::ContactError;
pub use important_date::{DatesByYear, ImportantDate, LeapDay, NextDate, Recurrence};
pub use manner::{
    Channel, ChannelHandOver, ChannelIdentity, HandOverState, MannerError, MannerKind, MannerLine,
    MannerNote, Manners,
};
pub use person::{MoodNote, Person, Post, Standing};
pub use policy::{ContactPolicy, ContactPolicyDraft, CoverageDays};
pub use post_change::PostChange;
pub use words::{Approach, BuyingRole, Cover, Influence, MapRank, Mood, Stance};

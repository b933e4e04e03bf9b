//! The manner of people: how they like to be met, and where they can be reached.
//!
//! | type | meaning |
//! |---|---|
//! | [`Manners`] | everything noted about the manner of people |
//! | [`MannerNote`], [`MannerKind`] | a note with author and last day; its kind |
//! | [`MannerLine`] | a line of the brief before a visit |
//! | [`MannerError`] | a note that is refused |
//! | [`ChannelIdentity`], [`Channel`] | the name of a person in a channel |
//! | [`ChannelHandOver`], [`HandOverState`] | the hand-over of an identity; its state |

mod channel;
mod manner_note;
mod manners;

pub use channel::{Channel, ChannelHandOver, ChannelIdentity, HandOverState};
pub use manner_note::{MannerError, MannerKind, MannerNote};
pub use manners::{MannerLine, Manners};

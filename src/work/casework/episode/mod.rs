mod check;
mod closed_case;
mod effect;
mod episode;
mod episode_error;
mod event;
mod quiet;
mod settle;
mod stages;
mod state;
#[cfg(feature = "serde")]
mod written;

pub(crate) use check::check_episode;
pub use closed_case::ClosedCase;
pub use effect::{Effect, Inhibitor};
pub(crate) use episode::Taken;
pub use episode::{Episode, EpisodeStep};
pub use episode_error::EpisodeError;
pub use event::{EvaluationInContext, Event, Input};
pub(crate) use quiet::QuietEpisode;
#[cfg(feature = "serde")]
pub(crate) use written::{WrittenEpisode, WrittenQuiet, check_quiet};

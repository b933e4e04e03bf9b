mod closed_case;
mod effect;
mod episode;
mod episode_error;
mod event;
mod settle;
mod state;

pub use closed_case::ClosedCase;
pub use effect::{Effect, Inhibitor};
pub use episode::{Episode, EpisodeStep};
pub use episode_error::EpisodeError;
pub use event::{EvaluationInContext, Event, Input};

use super::episode::Episode;
use super::episode_error::EpisodeError;
use super::event::Input;
use super::state::EpisodeState;
use crate::calendar::Day;
use crate::casework::case::CaseError;
use crate::warning::Rule;

/// An episode after inputs without news: its state, without its trail and its closed cases, which
/// are as before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuietEpisode {
    pub(super) state: EpisodeState,
    /// The last day of the last entry of the trail, and its number of inputs.
    pub(super) last_entry: Option<(Day, u32)>,
}

impl QuietEpisode {
    pub(crate) const fn rule(&self) -> Rule {
        self.state.rule
    }
}

impl From<&Episode> for QuietEpisode {
    fn from(it: &Episode) -> Self {
        let last_entry = it.trail.last().map(|event| (event.until, event.times));
        Self { state: it.state.without_closed(), last_entry }
    }
}

impl Episode {
    /// The episode after inputs without news.
    pub(crate) fn after_quiet(&self, quiet: QuietEpisode) -> Self {
        let QuietEpisode { mut state, last_entry } = quiet;
        state.closed.clone_from(&self.state.closed);
        let mut next = Self { state, ..self.clone() };
        if let (Some(event), Some((until, times))) = (next.trail.last_mut(), last_entry) {
            (event.until, event.times) = (until, times);
        }
        next
    }

    /// `true` if an input of that number was taken. Refuses one of another day or content; of a
    /// step that is forgotten but for its number nothing more is known.
    pub(super) fn is_repeated(&self, input: &Input, on: Day) -> Result<bool, EpisodeError> {
        match input {
            Input::Evaluation { evaluation, seen } => {
                let is_taken = self.last_evaluation() == Some(*evaluation);
                if is_taken {
                    self.state.check_repeated(*evaluation, seen, on)?;
                }
                Ok(is_taken)
            }
            Input::Step { number, .. } => {
                match self.trail.iter().find(|it| it.step_number() == Some(*number)) {
                    Some(taken) => {
                        taken.check_repeated(input, on).map_err(CaseError::from)?;
                        Ok(true)
                    }
                    None => Ok(self.forgotten_steps.binary_search(number).is_ok()),
                }
            }
            Input::Day | Input::AcceptBatch | Input::RejectBatch => Ok(false),
        }
    }
}

use super::episode::Episode;
use super::episode_error::EpisodeError;
use super::event::Input;
use super::state::EpisodeState;
use crate::calendar::Day;
use crate::casework::case::CaseError;
use crate::casework::policy::CasePolicy;
use crate::engine::digest;
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
                if self.last_evaluation() != Some(*evaluation) {
                    return Ok(false);
                }
                let content = digest(seen);
                Ok(self.state.condition.is_repeated_by(*evaluation, content, on)?)
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

    /// `true` if the evaluation of a number was its last one, and saw a level.
    pub(crate) fn has_objected_in(&self, number: u64) -> bool {
        let condition = &self.state.condition;
        let is_last = condition.last_evaluation() == Some(number) && condition.is_seen();
        is_last && self.state.seen.is_some()
    }

    /// Takes note that its customer is no longer reviewed: nothing judges its condition.
    pub(crate) fn leave_review(&mut self, on: Day, policy: &CasePolicy) {
        self.state.leave_review(on, policy);
    }

    /// Sets the silence in which it lies, without an evaluation; `None` ends one.
    pub(crate) fn set_silence(&mut self, number: Option<u64>) {
        self.state.set_silence(number);
    }

    /// Takes the days up to one on which nothing about the customer had changed, since the last
    /// evaluation or not at all.
    pub(crate) fn pass_unchanged(&mut self, day: Day) {
        self.state.condition = self.state.condition.unchanged_up_to(day);
    }

    /// The day on which a flood that holds it back times out; `None` twice where none does.
    #[expect(clippy::option_option, reason = "a flood may have no time-out")]
    pub(crate) fn flood_until(&self) -> Option<Option<Day>> {
        self.state.flood_until()
    }

    /// The first day after the last input on which time alone may bring news or change the state,
    /// so long as the data stay what they were. It may be too early, and is never too late.
    pub(crate) fn next_due(&self, policy: &CasePolicy) -> Option<Day> {
        let state = &self.state;
        let last = state.last?;
        let days = |from: Day, days: u16| from.offset(i32::from(days));
        let next = last.offset(1);
        let stale_after = policy.condition(state.rule).stale_after;
        let turn = state.condition.is_turning().then_some(next);
        let unseen = state.condition.unseen_since().map(|it| days(it, stale_after).offset(1));
        let case = state.open_case().and_then(|case| {
            let verified =
                state.clear_since.max(case.resolved()).map(|it| days(it, policy.verify_days));
            let waits = case.next_due(policy, state.inhibited_by.is_some());
            [waits, verified.filter(|day| *day > last)].into_iter().flatten().min()
        });
        let silent = state.next_silence(policy);
        let muted = state.mute.map(|(_, until)| until.offset(1));
        let release = state.withheld.and_then(|it| it.release);
        let forgotten = state.closed.get(crate::engine::index(self.forgotten));
        let forgotten = forgotten.map(|it| days(it.closed, policy.trail_days).offset(1));
        let all = [turn, unseen, silent, case, muted, release, forgotten];
        all.into_iter().flatten().min().map(|day| day.max(next))
    }
}

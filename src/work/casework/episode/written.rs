use super::check::check_state;
use super::closed_case::ClosedCase;
use super::effect::Inhibitor;
use super::episode::Episode;
use super::event::{EvaluationInContext, Event, Input};
use super::quiet::QuietEpisode;
use super::state::{EpisodeState, Withheld};
use crate::calendar::Day;
use crate::casework::case::{CaseStep, Closing, WrittenCase};
use crate::casework::condition::{Condition, Evaluation, SeenArms, WrittenCondition};
use crate::engine::index;
use crate::id::{CauseId, StaffId};
use crate::measure::Excess;
use crate::segment::Class;
use crate::valid::{Violations, is_default};
use crate::warning::{Level, Rule};

/// An episode in the form in which it is written: its state, its closed cases and its trail. What
/// is usual is left out.
#[expect(clippy::struct_excessive_bools, reason = "each is a question that a step asks")]
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenEpisode {
    rule: Rule,
    /// Left out where it is the number of closed cases.
    #[serde(default, skip_serializing_if = "is_default")]
    ordinal: Option<u32>,
    /// Left out where it is the day of the last evaluation.
    #[serde(default, skip_serializing_if = "is_default")]
    last: Option<Day>,
    class: Class,
    #[serde(default, skip_serializing_if = "is_default")]
    condition: WrittenCondition,
    #[serde(default, skip_serializing_if = "is_default")]
    clear_since: Option<Day>,
    #[serde(default, skip_serializing_if = "is_default")]
    seen: Option<Level>,
    #[serde(default, skip_serializing_if = "is_default")]
    mute: Option<(Level, Day)>,
    #[serde(default, skip_serializing_if = "is_default")]
    is_given_up: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    inhibited_by: Option<Inhibitor>,
    #[serde(default, skip_serializing_if = "is_default")]
    withheld: Option<(Inhibitor, Option<Day>)>,
    #[serde(default, skip_serializing_if = "is_default")]
    is_boosted: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    is_lost: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    is_lost_told: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    case: Option<WrittenCase>,
    #[serde(default, skip_serializing_if = "is_default")]
    closed: Vec<WrittenClosed>,
    #[serde(default, skip_serializing_if = "is_default")]
    forgotten: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    forgotten_steps: Vec<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    trail: Vec<WrittenEvent>,
}

impl From<&EpisodeState> for WrittenEpisode {
    fn from(state: &EpisodeState) -> Self {
        Self {
            rule: state.rule,
            ordinal: Some(state.ordinal).filter(|it| index(*it) != state.closed.len()),
            last: state.last.filter(|_| state.last != state.condition.last_day()),
            class: state.class,
            condition: WrittenCondition::from(&state.condition),
            clear_since: state.clear_since,
            seen: state.seen,
            mute: state.mute,
            is_given_up: state.is_given_up,
            inhibited_by: state.inhibited_by,
            withheld: state.withheld.map(|it| (it.by, it.release)),
            is_boosted: state.is_boosted,
            is_lost: state.is_lost,
            is_lost_told: state.is_lost_told,
            case: state.case.as_ref().map(WrittenCase::from),
            closed: state.closed.iter().map(WrittenClosed::from).collect(),
            forgotten: 0,
            forgotten_steps: Vec::new(),
            trail: Vec::new(),
        }
    }
}

impl From<&Episode> for WrittenEpisode {
    fn from(it: &Episode) -> Self {
        Self {
            forgotten: it.forgotten,
            forgotten_steps: it.forgotten_steps.clone(),
            trail: it.trail.iter().map(WrittenEvent::from).collect(),
            ..Self::from(&it.state)
        }
    }
}

impl From<WrittenEpisode> for Episode {
    fn from(it: WrittenEpisode) -> Self {
        let condition = Condition::from(it.condition);
        let closed: Vec<ClosedCase> =
            (1..).zip(it.closed).map(|(ordinal, closed)| closed.numbered(ordinal)).collect();
        let state = EpisodeState {
            rule: it.rule,
            ordinal: it.ordinal.unwrap_or(closed.last().map_or(0, |closed| closed.ordinal)),
            condition,
            clear_since: it.clear_since,
            seen: it.seen,
            last: it.last.or(condition.last_day()),
            class: it.class,
            case: it.case.map(|case| case.into_case(it.rule)),
            closed,
            mute: it.mute,
            is_given_up: it.is_given_up,
            inhibited_by: it.inhibited_by,
            withheld: it.withheld.map(|(by, release)| Withheld { by, release }),
            is_boosted: it.is_boosted,
            is_lost: it.is_lost,
            is_lost_told: it.is_lost_told,
        };
        let trail = it.trail.into_iter().map(Event::from).collect();
        Self { state, trail, forgotten: it.forgotten, forgotten_steps: it.forgotten_steps }
    }
}

/// A closed case in the form in which it is written: the day of its opening, the days until it was
/// closed, the highest level, the way in which it ended, its owner, and the days until its cause
/// was found and its remedies were done.
#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct WrittenClosed(Day, i32, Level, Closing, Option<StaffId>, Option<i32>, Option<i32>);

impl From<&ClosedCase> for WrittenClosed {
    fn from(it: &ClosedCase) -> Self {
        let days = |day: Day| day.days_since(it.opened);
        let (cause, resolved) = (it.cause_found.map(days), it.resolved.map(days));
        let owner = it.owner.clone();
        Self(it.opened, days(it.closed), it.highest, it.closing, owner, cause, resolved)
    }
}

impl WrittenClosed {
    fn numbered(self, ordinal: u32) -> ClosedCase {
        let Self(opened, closed, highest, closing, owner, cause, resolved) = self;
        ClosedCase {
            ordinal,
            opened,
            closed: opened.offset(closed),
            highest,
            closing,
            owner,
            cause_found: cause.map(|days| opened.offset(days)),
            resolved: resolved.map(|days| opened.offset(days)),
        }
    }
}

/// The state of an episode without news in the form in which it is written.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenQuiet {
    state: WrittenEpisode,
    /// The last day of the last entry of the trail, and its number of inputs.
    #[serde(default, skip_serializing_if = "is_default")]
    last_entry: Option<(Day, u32)>,
}

impl From<&QuietEpisode> for WrittenQuiet {
    fn from(it: &QuietEpisode) -> Self {
        Self { state: WrittenEpisode::from(&it.state), last_entry: it.last_entry }
    }
}

impl From<WrittenQuiet> for QuietEpisode {
    fn from(it: WrittenQuiet) -> Self {
        Self { state: Episode::from(it.state).state, last_entry: it.last_entry }
    }
}

/// Adds a violation for each part of a state that contradicts itself.
pub(crate) fn check_quiet(it: &QuietEpisode, found: &mut Violations) {
    check_state(&it.state, found);
}

/// An entry of a trail in the form in which it is written.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEvent {
    input: WrittenInput,
    on: Day,
    /// Left out where it is the day of the input.
    #[serde(default, skip_serializing_if = "is_default")]
    until: Option<Day>,
    /// The inputs without news that followed.
    #[serde(default, skip_serializing_if = "is_default")]
    quiet: u32,
}

#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum WrittenInput {
    Evaluation {
        number: u64,
        /// Left out where it saw something: what it raised and kept.
        #[serde(default, skip_serializing_if = "is_default")]
        unknown: Option<Unknown>,
        #[serde(default, skip_serializing_if = "is_default")]
        raised: Option<Level>,
        /// Left out where it is what is raised.
        #[serde(default, skip_serializing_if = "is_default")]
        retained: Option<Level>,
        class: Class,
        #[serde(default, skip_serializing_if = "is_default")]
        inhibited_by: Option<Inhibitor>,
        #[serde(default, skip_serializing_if = "is_default")]
        is_boosted: bool,
        #[serde(default, skip_serializing_if = "is_default")]
        suggested: Vec<CauseId>,
        #[serde(default, skip_serializing_if = "is_default")]
        is_baseline: bool,
        #[serde(default, skip_serializing_if = "is_default")]
        arms: SeenArms,
        #[serde(default, skip_serializing_if = "is_default")]
        is_lost: bool,
    },
    Step {
        number: u64,
        by: StaffId,
        step: CaseStep,
    },
    Day,
    AcceptBatch,
    RejectBatch,
}

/// The reason for which an evaluation saw nothing.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unknown {
    NoData,
    Failed,
}

impl From<&Event> for WrittenEvent {
    fn from(it: &Event) -> Self {
        let input = match &it.input {
            Input::Evaluation { evaluation, seen } => {
                let (unknown, raised, retained) = match seen.evaluation {
                    Evaluation::Seen { raised, retained } => (None, raised, retained),
                    Evaluation::NoData => (Some(Unknown::NoData), None, None),
                    Evaluation::Failed => (Some(Unknown::Failed), None, None),
                };
                WrittenInput::Evaluation {
                    number: *evaluation,
                    unknown,
                    raised,
                    retained: retained.filter(|_| retained != raised),
                    class: seen.class,
                    inhibited_by: seen.inhibited_by,
                    is_boosted: seen.is_boosted,
                    suggested: seen.suggested.clone(),
                    is_baseline: seen.is_baseline,
                    arms: seen.arms,
                    is_lost: seen.is_lost,
                }
            }
            Input::Step { number, by, step } => {
                WrittenInput::Step { number: *number, by: by.clone(), step: step.clone() }
            }
            Input::Day => WrittenInput::Day,
            Input::AcceptBatch => WrittenInput::AcceptBatch,
            Input::RejectBatch => WrittenInput::RejectBatch,
        };
        let until = Some(it.until).filter(|until| *until != it.on);
        Self { input, on: it.on, until, quiet: it.times.excess_over(1) }
    }
}

impl From<WrittenEvent> for Event {
    fn from(it: WrittenEvent) -> Self {
        let input = match it.input {
            WrittenInput::Evaluation {
                number,
                unknown,
                raised,
                retained,
                class,
                inhibited_by,
                is_boosted,
                suggested,
                is_baseline,
                arms,
                is_lost,
            } => {
                let evaluation = match unknown {
                    None => Evaluation::Seen { raised, retained: retained.or(raised) },
                    Some(Unknown::NoData) => Evaluation::NoData,
                    Some(Unknown::Failed) => Evaluation::Failed,
                };
                let seen = EvaluationInContext {
                    evaluation,
                    class,
                    inhibited_by,
                    is_boosted,
                    suggested,
                    is_baseline,
                    arms,
                    is_lost,
                };
                Input::Evaluation { evaluation: number, seen }
            }
            WrittenInput::Step { number, by, step } => Input::Step { number, by, step },
            WrittenInput::Day => Input::Day,
            WrittenInput::AcceptBatch => Input::AcceptBatch,
            WrittenInput::RejectBatch => Input::RejectBatch,
        };
        let mut event = Self::once(input, it.on);
        event.count_quiet(it.until.unwrap_or(it.on), it.quiet);
        event
    }
}

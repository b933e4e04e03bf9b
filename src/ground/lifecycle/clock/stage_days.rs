use super::Pause;
use super::pause::united;
use crate::calendar::{AsOf, Day};
use crate::lifecycle::{Stage, Step, Trail};
use crate::measure::proven;

/// The days that something lay in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct StageDays<G> {
    /// The stage.
    pub stage: G,
    /// Calendar days in the stage outside of pauses.
    pub days: u32,
    /// Calendar days in the stage within pauses.
    pub paused: u32,
}

impl<G: Stage> StageDays<G> {
    /// The days in each stage as of a date, in the order of the table: all stages that were
    /// entered, the present one up to the date. The day of a step belongs to the stage to which it
    /// leads, and a day in two pauses is one.
    pub fn read<S: Step<Stage = G>>(
        trail: &Trail<S>,
        first: G,
        from: Day,
        pauses: &[Pause],
        t: AsOf,
    ) -> Vec<Self> {
        let mut stays: Vec<(G, Day)> = vec![(first, from)];
        let mut stage = first;
        for entry in trail.seen(t) {
            stage = stage.after(entry.step.act()).unwrap_or(stage);
            stays.push((stage, entry.on));
        }
        let ends = stays.iter().skip(1).map(|(_, on)| *on).chain([t.day()]);
        let pauses = united(pauses, t);
        let lengths: Vec<_> = stays
            .iter()
            .zip(ends)
            .map(|((stage, begin), end)| {
                let rests = pauses.iter().map(|it| span(it.from.max(*begin), it.until.min(end)));
                (*stage, span(*begin, end), rests.fold(0, sum))
            })
            .collect();
        let of_stage = |stage: &G| {
            let mut stays = lengths.iter().filter(|(it, ..)| it == stage).peekable();
            stays.peek()?;
            let (all, rest) =
                stays.fold((0, 0), |(all, rest), stay| (sum(all, stay.1), sum(rest, stay.2)));
            let days = proven!(all.checked_sub(rest), else 0, "pauses lie within the stays");
            Some(Self { stage: *stage, days, paused: rest })
        };
        G::ALL.iter().filter_map(of_stage).collect()
    }
}

/// The days `from ≤ d < until`.
fn span(from: Day, until: Day) -> u32 {
    u32::try_from(until.days_since(from)).unwrap_or_default()
}

fn sum(days: u32, more: u32) -> u32 {
    proven!(days.checked_add(more), else u32::MAX, "the calendar has 192 million days")
}

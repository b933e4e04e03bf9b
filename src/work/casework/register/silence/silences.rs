use std::collections::BTreeMap;

use super::recorded_silence::RecordedSilence;
use crate::calendar::Day;
use crate::casework::case::Case;
use crate::casework::episode::Episode;
use crate::id::GroupId;
use crate::warning::Rule;

/// The silences of a register by number, and those that held at the last step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Silences {
    pub(crate) all: BTreeMap<u64, RecordedSilence>,
    pub(crate) noted: Vec<u64>,
}

/// The silences that hold on a day.
#[derive(Debug, Default)]
pub(crate) struct HeldSilences<'a>(Vec<(u64, &'a RecordedSilence)>);

impl Silences {
    /// The silences that hold on a day.
    pub(crate) fn on(&self, day: Day) -> HeldSilences<'_> {
        let held = self.all.iter().filter(|(_, it)| it.holds_on(day));
        HeldSilences(held.map(|(number, it)| (*number, it)).collect())
    }
}

impl HeldSilences<'_> {
    /// Their numbers, ascending.
    pub(crate) fn numbers(&self) -> Vec<u64> {
        self.0.iter().map(|(number, _)| *number).collect()
    }

    /// `true` if one of them is about every warning of a rule.
    pub(crate) fn is_whole(&self, rule: Rule) -> bool {
        let is_whole = |(_, it): &(u64, &RecordedSilence)| {
            let silence = &it.silence;
            silence.rule.is_none_or(|it| it == rule)
                && silence.owner.is_none()
                && silence.group.is_none()
        };
        self.0.iter().any(is_whole)
    }

    /// The first one that is about the warning of a customer in a group.
    pub(crate) fn about(
        &self,
        rule: Rule,
        episode: Option<&Episode>,
        group: Option<&GroupId>,
    ) -> Option<u64> {
        if self.0.is_empty() {
            return None;
        }
        let open = episode.and_then(Episode::open_case).map(Case::owner);
        let last =
            || episode.and_then(|it| it.closed_cases().last()).and_then(|it| it.owner.as_ref());
        let owner = open.unwrap_or_else(last);
        let is_about = |(_, it): &&(u64, &RecordedSilence)| {
            let silence = &it.silence;
            silence.rule.is_none_or(|it| it == rule)
                && silence.owner.as_ref().is_none_or(|it| Some(it) == owner)
                && silence.group.as_ref().is_none_or(|it| Some(it) == group)
        };
        self.0.iter().find(is_about).map(|(number, _)| *number)
    }
}

use std::collections::{BTreeMap, BTreeSet};

use super::{PlanAct, PlanContent, PlanEvent, PlanPhase, PlanProof, PlanStep};
use crate::calendar::Day;
use crate::lifecycle::Step as _;

/// A round of the plan of a key account, from its beginning or a renewal to the next: what was
/// written in it, proved and done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanRound<'a> {
    /// The content that was written last; of a renewed plan that of the round before until another
    /// one is written.
    content: Option<&'a PlanContent>,
    steps: &'a [PlanEvent],
}

impl<'a> PlanRound<'a> {
    /// The round that began last.
    pub(super) fn latest(seen: &'a [PlanEvent]) -> Self {
        let begin = last_of(seen, PlanAct::Renew).unwrap_or_default();
        Self { content: written_last(seen), steps: seen.get(begin..).unwrap_or_default() }
    }

    /// The round that was approved last.
    pub(super) fn approved(seen: &'a [PlanEvent]) -> Option<Self> {
        let approved = last_of(seen, PlanAct::Approve)?;
        let (before, after) = seen.split_at_checked(approved)?;
        let begin = last_of(before, PlanAct::Renew).unwrap_or_default();
        let more = after.iter().position(|it| it.step.act() == PlanAct::Renew);
        let end = more.map_or(Some(seen.len()), |more| approved.checked_add(more))?;
        Some(Self { content: written_last(before), steps: seen.get(begin..end)? })
    }

    /// The content; `None` where nothing is written yet.
    pub const fn content(self) -> Option<&'a PlanContent> {
        self.content
    }

    /// The actions that are done, each with its day.
    pub fn done(self) -> BTreeMap<u16, Day> {
        let mut done = BTreeMap::new();
        for entry in self.steps {
            if let PlanStep::Complete { number } = entry.step {
                done.entry(number).or_insert(entry.on);
            }
        }
        done
    }

    /// The parts of the six steps that are proved.
    pub fn proofs(self) -> BTreeSet<PlanProof> {
        let mut proofs = BTreeSet::new();
        for entry in self.steps {
            match &entry.step {
                PlanStep::Prove { proof, .. } => {
                    proofs.insert(*proof);
                }
                PlanStep::TakeStock { .. } => {
                    proofs.insert(PlanProof::StockTaking);
                }
                PlanStep::Write(_)
                | PlanStep::Submit
                | PlanStep::SendBack { .. }
                | PlanStep::Approve
                | PlanStep::Complete { .. }
                | PlanStep::Renew { .. }
                | PlanStep::Close { .. } => {}
            }
        }
        if let Some(content) = self.content {
            let shown = [
                (PlanProof::Swot, content.swot.is_empty()),
                (PlanProof::Objectives, content.objectives.is_empty()),
                (PlanProof::Actions, content.actions.is_empty()),
            ];
            proofs.extend(shown.into_iter().filter(|(_, lacks)| !lacks).map(|(proof, _)| proof));
        }
        proofs
    }

    /// The parts that a step of planning lacks.
    pub fn lacks(self, phase: PlanPhase) -> Vec<PlanProof> {
        let proofs = self.proofs();
        let of_phase = PlanProof::ALL.into_iter().filter(|proof| proof.phase() == phase);
        of_phase.filter(|proof| !proofs.contains(proof)).collect()
    }
}

/// The place of the last step of an act.
fn last_of(steps: &[PlanEvent], act: PlanAct) -> Option<usize> {
    steps.iter().rposition(|entry| entry.step.act() == act)
}

/// The content of the last step that wrote one.
fn written_last(steps: &[PlanEvent]) -> Option<&PlanContent> {
    steps.iter().rev().find_map(|entry| match &entry.step {
        PlanStep::Write(content) => Some(content.as_ref()),
        PlanStep::Prove { .. }
        | PlanStep::Submit
        | PlanStep::SendBack { .. }
        | PlanStep::Approve
        | PlanStep::Complete { .. }
        | PlanStep::TakeStock { .. }
        | PlanStep::Renew { .. }
        | PlanStep::Close { .. } => None,
    })
}

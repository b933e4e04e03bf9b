use std::collections::BTreeSet;

use super::event::{Event, Input};
use crate::casework::case::{CaseStep, may_reset};
use crate::handling::{HandlingAct, HandlingStage};
use crate::valid::Violations;

/// The stages in which a case can be after the entries of a trail, whatever the policy and the data
/// said meanwhile; closed also stands for none that was raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PossibleStages(BTreeSet<HandlingStage>);

impl PossibleStages {
    /// The stages of a case whose trail is known from its beginning, or from somewhere on.
    pub(super) fn at_first(is_trail_whole: bool) -> Self {
        let first = [HandlingStage::Closed];
        let any = [
            HandlingStage::New,
            HandlingStage::Acknowledged,
            HandlingStage::Investigating,
            HandlingStage::CauseKnown,
            HandlingStage::Handling,
            HandlingStage::Resolved,
            HandlingStage::Reopened,
            HandlingStage::RiskAccepted,
            HandlingStage::Closed,
        ];
        let stages: &[HandlingStage] = if is_trail_whole { &first } else { &any };
        Self(stages.iter().copied().collect()).in_time()
    }

    /// The stages after an entry. Adds a violation where its step was never in turn; any stage is
    /// possible then.
    pub(super) fn after(self, event: &Event, path: &str, found: &mut Violations) -> Self {
        let Input::Step { step, .. } = &event.input else { return self };
        let next: BTreeSet<_> = self.0.iter().flat_map(|it| after_step(*it, step)).collect();
        if next.is_empty() {
            let stages: Vec<String> = self.0.iter().map(ToString::to_string).collect();
            let (step, stages) = (step.name(), stages.join(" or "));
            found.add(path, format!("must be in turn: cannot {step} a case that is {stages}"));
            return Self::at_first(false);
        }
        Self(next).in_time()
    }

    pub(super) fn contains(&self, stage: HandlingStage) -> bool {
        self.0.contains(&stage)
    }

    /// With the stages to which days and data lead.
    fn in_time(mut self) -> Self {
        let mut open: Vec<HandlingStage> = self.0.iter().copied().collect();
        while let Some(stage) = open.pop() {
            let raised = (stage == HandlingStage::Closed).then_some(HandlingStage::New);
            let ended = stage.after(HandlingAct::End);
            let reopened = stage.after(HandlingAct::Reopen);
            for next in [raised, ended, reopened, stage.after_time()].into_iter().flatten() {
                if self.0.insert(next) {
                    open.push(next);
                }
            }
        }
        self
    }
}

/// The stages to which a step of a person can lead.
fn after_step(stage: HandlingStage, step: &CaseStep) -> Vec<HandlingStage> {
    let Some(act) = step.act() else {
        return if may_reset(stage) { vec![stage] } else { Vec::new() };
    };
    let Some(next) = stage.after(act) else { return Vec::new() };
    match act {
        // With remedies that were planned before it came back.
        HandlingAct::FindCause => {
            [Some(next), next.after(HandlingAct::Resume)].into_iter().flatten().collect()
        }
        // Where another remedy is left, and where one was done before.
        HandlingAct::Finish | HandlingAct::Drop => {
            let others = [HandlingAct::Finish, HandlingAct::Drop].map(|act| stage.after(act));
            others.into_iter().flatten().chain([stage]).collect()
        }
        HandlingAct::Assign
        | HandlingAct::Acknowledge
        | HandlingAct::Investigate
        | HandlingAct::Plan
        | HandlingAct::Resolve
        | HandlingAct::Dismiss
        | HandlingAct::AcceptRisk
        | HandlingAct::Shelve
        | HandlingAct::Unshelve
        | HandlingAct::Close
        | HandlingAct::Withdraw
        | HandlingAct::Resume
        | HandlingAct::Reopen
        | HandlingAct::End => vec![next],
    }
}

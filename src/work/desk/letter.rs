use super::{DeskRules, InHand};
use crate::calendar::AsOf;
use crate::hand_over::{MatterKind, OpenMatter};
use crate::letter::{Letter, LetterPolicyDraft, LetterStage};
use crate::lifecycle::{TakesTurns, Turn, TurnReading};

impl TakesTurns for LetterStage {
    fn whose_turn(self) -> Option<Turn> {
        match self {
            Self::Received | Self::Acknowledged => Some(Turn::Ours),
            Self::Answered | Self::Forwarded | Self::Withdrawn => None,
        }
    }
}

impl InHand for Letter {
    type Rules<'a> = DeskRules<'a, LetterPolicyDraft>;

    /// Our turn until the last day for the answer.
    fn turn(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<TurnReading> {
        let turn = self.stage(t)?.whose_turn()?;
        Some(TurnReading::new(turn, self.answer_by(t, rules.policy, rules.calendar), t))
    }

    /// It is with the one who took it.
    fn open_matter(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<OpenMatter> {
        let opening = self.opening();
        Some(OpenMatter {
            kind: MatterKind::Letter,
            number: opening.id.to_string(),
            customer: opening.customer.clone(),
            asked: opening.on,
            turn: self.turn(t, rules)?,
            by: opening.by.clone(),
        })
    }
}

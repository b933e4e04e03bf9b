use super::InHand;
use crate::calendar::AsOf;
use crate::hand_over::{MatterKind, OpenMatter};
use crate::lifecycle::{TakesTurns, Turn, TurnReading};
use crate::our_promise::{OurPromise, OurPromiseStage};

impl TakesTurns for OurPromiseStage {
    fn whose_turn(self) -> Option<Turn> {
        match self {
            Self::Given => Some(Turn::Ours),
            Self::Kept | Self::Broken | Self::Released => None,
        }
    }
}

impl InHand for OurPromise {
    type Rules<'a> = ();

    /// Our turn to keep it, until its last day.
    fn turn(&self, t: AsOf, (): ()) -> Option<TurnReading> {
        let turn = self.stage(t)?.whose_turn()?;
        Some(TurnReading::new(turn, Some(self.opening().due), t))
    }

    /// It is with its holder. A hand-over takes its commitment instead, because that has the words.
    fn open_matter(&self, t: AsOf, rules: ()) -> Option<OpenMatter> {
        let opening = self.opening();
        Some(OpenMatter {
            kind: MatterKind::Promise,
            number: opening.id.to_string(),
            customer: opening.customer.clone(),
            asked: opening.on,
            turn: self.turn(t, rules)?,
            by: self.holder(t).clone(),
        })
    }
}

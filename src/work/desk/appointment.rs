use super::InHand;
use crate::appointment::{Appointment, AppointmentStage};
use crate::calendar::AsOf;
use crate::hand_over::{MatterKind, OpenMatter};
use crate::lifecycle::{TakesTurns, Turn, TurnReading};

impl TakesTurns for AppointmentStage {
    fn whose_turn(self) -> Option<Turn> {
        match self {
            Self::Open => Some(Turn::Ours),
            Self::Done | Self::Dropped => None,
        }
    }
}

impl InHand for Appointment {
    type Rules<'a> = ();

    /// Our turn to make the visit, until its day. An appointment whose day went by stays open and
    /// is late.
    fn turn(&self, t: AsOf, (): ()) -> Option<TurnReading> {
        let turn = self.stage(t)?.whose_turn()?;
        Some(TurnReading::new(turn, Some(self.day(t)), t))
    }

    /// It is with the one who leads the visit, and is named by its purpose and its subject.
    fn open_matter(&self, t: AsOf, rules: ()) -> Option<OpenMatter> {
        let opening = self.opening();
        let name = format!("{} {}", opening.purpose, opening.subject);
        Some(OpenMatter {
            kind: MatterKind::Appointment,
            number: name.trim_end().to_owned(),
            customer: opening.customer.clone(),
            asked: opening.on,
            turn: self.turn(t, rules)?,
            by: opening.leader.clone(),
        })
    }
}

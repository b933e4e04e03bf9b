use super::InHand;
use crate::calendar::{AsOf, Day};
use crate::complaint::{Complaint, ComplaintStage, ComplaintTerms};
use crate::hand_over::{MatterKind, OpenMatter};
use crate::lifecycle::{Pause, TakesTurns, Turn, TurnReading};

impl TakesTurns for ComplaintStage {
    fn whose_turn(self) -> Option<Turn> {
        match self {
            Self::Received
            | Self::Acknowledged
            | Self::Assessed
            | Self::Investigating
            | Self::Decided
            | Self::Accepted
            | Self::Escalated => Some(Turn::Ours),
            Self::Told => Some(Turn::Customers),
            Self::Closed | Self::Withdrawn | Self::Merged | Self::Duplicate => None,
        }
    }
}

impl InHand for Complaint {
    type Rules<'a> = ComplaintTerms<'a>;

    /// The customer's turn in a pause, up to the last day of the pause, and while the customer may
    /// object. Our turn up to the day on which the customer is told, up to the day of a promised
    /// remedy, and to close a complaint when nobody objected to the answer.
    fn turn(&self, t: AsOf, rules: ComplaintTerms<'_>) -> Option<TurnReading> {
        let stage = self.stage(t)?;
        let turn = stage.whose_turn()?;
        let remedy = self.open_remedy(t).map(|it| it.by);
        Some(if stage.owes_answer() {
            match paused_until(self, t) {
                Some(until) => TurnReading::new(Turn::Customers, Some(until.offset(-1)), t),
                None => TurnReading::new(turn, rules.tell_by(self, t), t),
            }
        } else if remedy.is_some() {
            TurnReading::new(Turn::Ours, remedy, t)
        } else {
            match turn {
                Turn::Customers => TurnReading::customers_until(rules.objection_until(self, t), t),
                Turn::Ours => TurnReading::new(turn, None, t),
            }
        })
    }

    /// That of the turn or of the [findings](ComplaintTerms::findings), by the steps taken up to
    /// the date.
    fn next_day(&self, t: AsOf, rules: ComplaintTerms<'_>) -> Option<Day> {
        self.stage(t)?;
        let steps = self.trail().seen(t).iter().cloned();
        let known = Self::replay(self.opening().clone(), steps).ok()?;
        let read = |t: AsOf| (known.turn(t, rules), rules.findings(&known, t));
        let now = read(t);
        let last_days = [
            now.0.and_then(|it| it.until),
            rules.acknowledge_by(&known),
            rules.tell_by(&known, t),
            rules.inform_by(&known, t),
            rules.act_by(&known, t),
            rules.objection_until(&known, t),
            known.open_remedy(t).map(|it| it.by),
        ];
        let after = last_days.into_iter().flatten().filter_map(|last| last.checked_offset(1));
        let mut days: Vec<Day> = after.filter(|day| *day > t.day()).collect();
        days.sort_unstable();
        days.into_iter().find(|day| read(AsOf::new(*day)) != now)
    }

    /// It is with the one to whom it was given last, else with the one who took it down.
    fn open_matter(&self, t: AsOf, rules: ComplaintTerms<'_>) -> Option<OpenMatter> {
        let opening = self.opening();
        Some(OpenMatter {
            kind: MatterKind::Complaint,
            number: opening.id.to_string(),
            customer: opening.customer.clone(),
            asked: opening.on,
            turn: self.turn(t, rules)?,
            by: self.owner(t).unwrap_or(&opening.by).clone(),
        })
    }
}

/// The first day after the pause in which a date lies.
fn paused_until(complaint: &Complaint, t: AsOf) -> Option<Day> {
    let pauses = complaint.pauses(t).into_iter();
    let untils = pauses.filter(|it| t.sees(it.from())).filter_map(Pause::until);
    untils.filter(|until| *until > t.day()).max()
}

use super::{DeskRules, InHand};
use crate::calendar::AsOf;
use crate::communication::OpinionDebt;
use crate::hand_over::{MatterKind, OpenMatter};
use crate::lifecycle::{Turn, TurnReading};
use crate::service::{RequestClocks, RequestManner, ServiceRequest};

impl InHand for ServiceRequest {
    type Rules<'a> = DeskRules<'a, RequestClocks>;

    /// Ours until the last day for the answer.
    fn turn(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<TurnReading> {
        let reading = || self.read(rules.policy, t, rules.calendar);
        self.is_open(t).then(|| TurnReading::new(Turn::Ours, reading().due, t))
    }

    /// It lies with its owner, or without one with the person who took it.
    fn open_matter(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<OpenMatter> {
        let by = match &self.manner {
            RequestManner::Hard { owner, .. } => owner,
            RequestManner::Urgent | RequestManner::Special { .. } | RequestManner::Easy => {
                &self.taken_by
            }
        };
        Some(OpenMatter {
            kind: MatterKind::ServiceRequest,
            number: self.number.to_string(),
            customer: self.customer.clone(),
            asked: self.asked,
            turn: self.turn(t, rules)?,
            by: by.clone(),
        })
    }
}

/// An opinion lies with the one who took it.
impl From<&OpinionDebt<'_>> for OpenMatter {
    fn from(debt: &OpinionDebt<'_>) -> Self {
        let OpinionDebt { opinion, due, is_late, .. } = *debt;
        Self {
            kind: MatterKind::Opinion,
            number: opinion.number.to_string(),
            customer: opinion.customer.clone(),
            asked: opinion.on,
            turn: TurnReading { turn: Turn::Ours, until: Some(due), is_late },
            by: opinion.by.clone(),
        }
    }
}

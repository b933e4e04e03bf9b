use std::slice;

use super::{DeskRules, InHand};
use crate::calendar::AsOf;
use crate::communication::{CustomerMeeting, MeetingCycle, Opinion};
use crate::hand_over::{MatterKind, OpenMatter};
use crate::lifecycle::{Turn, TurnReading};
use crate::service::{RequestClocks, RequestManner, ServiceRequest};

impl InHand for ServiceRequest {
    type Rules<'a> = DeskRules<'a, RequestClocks>;

    /// Our turn until the last day for the answer.
    fn turn(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<TurnReading> {
        let reading = || self.read(rules.policy, t, rules.calendar);
        self.is_open(t).then(|| TurnReading::new(Turn::Ours, reading().due, t))
    }

    /// It is with its owner; where there is none, with the person who took it.
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

impl InHand for Opinion {
    /// The cycle of meetings, and those that were held.
    type Rules<'a> = (MeetingCycle, &'a [CustomerMeeting]);

    /// Our turn until the last day for the answer.
    fn turn(&self, t: AsOf, (cycle, meetings): Self::Rules<'_>) -> Option<TurnReading> {
        let debts = cycle.opinion_debts(slice::from_ref(self), meetings, t);
        debts.first().map(|debt| TurnReading::new(Turn::Ours, Some(debt.due), t))
    }

    /// It is with the one who took it.
    fn open_matter(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<OpenMatter> {
        Some(OpenMatter {
            kind: MatterKind::Opinion,
            number: self.number.to_string(),
            customer: self.customer.clone(),
            asked: self.on,
            turn: self.turn(t, rules)?,
            by: self.by.clone(),
        })
    }
}

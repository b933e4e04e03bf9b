use crate::calendar::{AsOf, Day};
use crate::id::StaffId;
use crate::lapse::OwnDays;
use crate::lifecycle::Reason;
use crate::valid::words;
use crate::warning::Level;

words! {
    /// The kinds of decisions about a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DecisionKind as "a kind of decision" {
        /// We give it up.
        #[doc(alias = "放弃客户")]
        Drop = "drop",
        /// We take it up again.
        TakeUp = "take_up" => "take up",
    }
}

/// A decision to give a customer up, or to take it up again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct StageDecision {
    /// The day from which it holds.
    pub on: Day,
    /// The decision.
    pub kind: DecisionKind,
    /// The person who decided.
    pub by: StaffId,
    /// The reason.
    pub reason: Reason,
}

/// The facts that decide the stage of a customer. Facts dated after the date are not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StageFacts<'a> {
    /// The day from which the customer is known by name.
    pub named: Option<Day>,
    /// The first contact, visit or offer.
    pub first_contact: Option<Day>,
    /// The last step forward with a prospect: a contact, a visit, an offer.
    pub last_progress: Option<Day>,
    /// The order days in order, each once.
    pub order_days: &'a [Day],
    /// The own days of the customer; every day by default.
    pub own_days: OwnDays<'a>,
    /// The level of the loss warning on the date.
    pub loss: Option<Level>,
    /// The last day of the last contract.
    pub contract_end: Option<Day>,
    /// Decisions about the customer, in any order. Of two on one day the one to give it up holds.
    pub decisions: &'a [StageDecision],
    /// The day on which the customer ended: out of business.
    pub ended: Option<Day>,
}

impl<'a> StageFacts<'a> {
    /// The order days that are seen.
    pub(super) fn orders(&self, t: AsOf) -> &'a [Day] {
        let seen = self.order_days.partition_point(|day| t.sees(*day));
        self.order_days.get(..seen).unwrap_or_default()
    }

    /// The decision by which the customer is dropped on a date.
    pub(super) fn dropped(&self, t: AsOf) -> Option<&'a StageDecision> {
        let seen = self.decisions.iter().filter(|decision| t.sees(decision.on));
        let is_drop = |it: &StageDecision| it.kind == DecisionKind::Drop;
        let last = seen.max_by_key(|it| (it.on, is_drop(it)))?;
        is_drop(last).then_some(last)
    }
}

use super::subject::HandlingPolicy;
use crate::calendar::Day;
use crate::measure::proven;

/// Reminders: after 1, 2, 4, 8 … working days without activity, up to the most of the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reminders {
    /// Reminders since somebody has last done something.
    pub(super) sent: u32,
    /// The day of the next one.
    pub(super) next: Day,
}

impl Reminders {
    /// Begins anew: somebody has done something, or something has happened.
    pub(super) fn anew<S>(on: Day, policy: &impl HandlingPolicy<S>) -> Self {
        Self { sent: 0, next: policy.working_days_after(on, 1) }
    }

    /// Waits for the next working day after a day at least: on that day it is told that the case
    /// goes on.
    pub(super) fn wait<S>(&mut self, on: Day, policy: &impl HandlingPolicy<S>) {
        self.next = self.next.max(policy.working_days_after(on, 1));
    }

    /// The number of reminders before, when one is due; the next one is then set.
    pub(super) fn take_due<S>(&mut self, on: Day, policy: &impl HandlingPolicy<S>) -> Option<u32> {
        if on < self.next {
            return None;
        }
        let before = self.sent;
        self.sent = proven!(
            before.checked_add(1), else before,
            "reminders come on different days, and the calendar has 192 million"
        );
        // Beyond fifteen doublings every policy has reached its most.
        let doubled = 1_u16.checked_shl(self.sent);
        let most = policy.reminder_days();
        self.next =
            policy.working_days_after(on, doubled.map_or(most, |days| days.min(most)).max(1));
        Some(before)
    }
}

use crate::calendar::{AsOf, Day, WorkCalendar};
use crate::hand_over::OpenMatter;
use crate::lifecycle::TurnReading;

/// A matter between us and a customer that somebody has in hand.
///
/// | matter | rules |
/// |---|---|
/// | complaint | [`ComplaintTerms`](crate::complaint::ComplaintTerms) |
/// | letter, repair, request to be served | [`DeskRules`] with the policy of each |
/// | return | the plain form of [`ReturnPolicy`](crate::goods_return::ReturnPolicy) |
/// | request, claim on a fund | [`FundRules`](super::FundRules) |
/// | opinion | the cycle of meetings, and the meetings held |
/// | promise of ours, appointment | none: `()` |
pub trait InHand {
    /// The rules by which its last days are worked out.
    type Rules<'a>: Copy;

    /// The side that is to act on a date, with the last day for it; `None` before it began and once
    /// nothing is left to be done.
    fn turn(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<TurnReading>;

    /// The first later day on which the calendar alone changes the [turn](Self::turn), by the steps
    /// taken up to the date; `None` when it changes no more. The application schedules the next
    /// look for that day instead of looking every day.
    fn next_day(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<Day> {
        self.turn(t, rules)?.next_day(t)
    }

    /// The matter in one line, with the one who has it; `None` when it is nobody's turn.
    fn open_matter(&self, t: AsOf, rules: Self::Rules<'_>) -> Option<OpenMatter>;
}

/// A policy, and the days worked by which its clocks run.
#[derive(Debug)]
pub struct DeskRules<'a, P> {
    /// The policy, as its plain form.
    pub policy: &'a P,
    /// The days worked.
    pub calendar: &'a WorkCalendar,
}

// Rules are copied whatever the policy is, which a derive would ask to be `Copy`.
impl<P> Clone for DeskRules<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for DeskRules<'_, P> {}

use std::fmt;

use super::{Enquiry, EnquiryPolicyDraft, EnquiryStage, EnquiryStep, QuestionTopic};
use crate::calendar::{AsOf, Day, WorkCalendar};
use crate::lifecycle::Clock;

/// A question after a quote that tells of a wish to buy: a customer to call now.
#[doc(alias = "购买信号")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BuyingSignal {
    /// The day of the question.
    pub on: Day,
    /// The topic.
    pub about: QuestionTopic,
    /// The last day on which the quote holds.
    pub quote_until: Day,
}

/// A fault in the handling of an enquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum EnquiryFinding {
    /// It was not quoted in time.
    NotQuoted {
        /// The day of the enquiry.
        asked: Day,
        /// The last day for the quote.
        due: Day,
    },
    /// The quote ran out, and nobody noted the outcome.
    NoOutcome {
        /// The last day of the quote.
        until: Day,
    },
}

impl Enquiry {
    /// The buying signal as of a date: the last question about delivery, terms or use after a
    /// quote, while the enquiry waits for an order.
    ///
    /// # Rule
    ///
    /// > S2: a question about delivery, terms or use after a quote is a buying signal. It stands
    /// > for the days of the policy, the last one included.
    pub fn buying_signal(&self, t: AsOf, policy: &EnquiryPolicyDraft) -> Option<BuyingSignal> {
        if self.stage_as_of(t) != Some(EnquiryStage::Quoted) {
            return None;
        }
        let quote_until = self.quote_until(t)?;
        let mut is_quoted = false;
        let mut last = None;
        for entry in self.trail().seen(t) {
            match &entry.step {
                EnquiryStep::Quote { .. } => is_quoted = true,
                EnquiryStep::Ask { about, .. } if is_quoted && about.is_signal() => {
                    last = Some((entry.on, *about));
                }
                EnquiryStep::Ask { .. }
                | EnquiryStep::Order { .. }
                | EnquiryStep::Lose { .. }
                | EnquiryStep::Lapse => {}
            }
        }
        let (on, about) = last?;
        let is_young = t.day().days_since(on) <= i32::from(policy.signal_days);
        is_young.then_some(BuyingSignal { on, about, quote_until })
    }

    /// The fault in the handling as of a date.
    ///
    /// # Rule
    ///
    /// > S2: an enquiry is quoted within 2 worked days; the last day of a quote brings an outcome.
    pub fn finding(
        &self,
        t: AsOf,
        policy: &EnquiryPolicyDraft,
        calendar: &WorkCalendar,
    ) -> Option<EnquiryFinding> {
        match self.stage_as_of(t)? {
            EnquiryStage::Open => {
                let asked = self.opening().on;
                let due = Clock::missed(policy.quote_within_days, asked, t, calendar)?;
                Some(EnquiryFinding::NotQuoted { asked, due })
            }
            EnquiryStage::Quoted => {
                let until = self.quote_until(t)?;
                (t.day() > until).then_some(EnquiryFinding::NoOutcome { until })
            }
            EnquiryStage::Ordered | EnquiryStage::Lost | EnquiryStage::Lapsed => None,
        }
    }
}

impl fmt::Display for BuyingSignal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { on, about, quote_until } = self;
        write!(f, "asked about {about} on {on}; the quote holds until {quote_until}")
    }
}

impl fmt::Display for EnquiryFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotQuoted { asked, due } => {
                write!(f, "the enquiry of {asked} was to be quoted by {due}")
            }
            Self::NoOutcome { until } => {
                write!(f, "the quote ran out on {until} without an outcome")
            }
        }
    }
}

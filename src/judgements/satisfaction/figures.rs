use std::fmt;

use super::{MarkCounts, SatisfactionPolicy};
use crate::calendar::Window;
use crate::measure::{NetScore, Proportion, Quotient, proven};
use crate::rating::RatingQuestion;
use crate::survey::Scale;

/// Means and shares of enough answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SatisfactionMeasures {
    /// The mean mark.
    pub mean: Quotient,
    /// The answers with one of the two best marks.
    pub top_two: Proportion,
    /// The answers with one of the two worst marks.
    pub low_two: Proportion,
    /// Promoters less detractors; `None` for any question but that of recommendation.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub net_promoters: Option<NetScore>,
}

/// The ratings of a question in a window (S19).
///
/// Displayed as `service: 3.2 of 1 to 5 by 12 people`.
#[doc(alias = "满意度")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SatisfactionFigures {
    /// The question.
    pub question: RatingQuestion,
    /// The days.
    pub window: Window,
    /// The people who were asked: those who answered, refused, did not answer, and those who
    /// answered on another scale only.
    pub asked: u32,
    /// The people who refused to answer.
    pub refused: u32,
    /// The people who did not answer, without those who refused.
    pub unanswered: u32,
    /// The people who answered on another scale only.
    pub other_scale: u32,
    /// The answers by mark.
    pub counts: MarkCounts,
    /// Means and shares; `None` with fewer answers than the policy asks for.
    pub measures: Option<SatisfactionMeasures>,
}

/// The people whose marks do not count.
#[derive(Clone, Copy)]
pub(super) struct WithoutMark {
    pub(super) refused: u32,
    pub(super) unanswered: u32,
    pub(super) other_scale: u32,
}

impl SatisfactionFigures {
    pub(super) fn new(
        question: RatingQuestion,
        window: Window,
        counts: MarkCounts,
        without: WithoutMark,
        policy: &SatisfactionPolicy,
    ) -> Self {
        let WithoutMark { refused, unanswered, other_scale } = without;
        let all = [counts.answers(), refused, unanswered, other_scale];
        let asked = all.into_iter().try_fold(0_u32, u32::checked_add);
        let is_enough = counts.answers() >= u32::from(policy.least_answers);
        let measures = counts.mean().filter(|_| is_enough).map(|mean| SatisfactionMeasures {
            mean,
            top_two: counts.top_two(),
            low_two: counts.low_two(),
            net_promoters: match question {
                RatingQuestion::Recommendation => counts.promoters(),
                RatingQuestion::Price
                | RatingQuestion::Quality
                | RatingQuestion::Service
                | RatingQuestion::Satisfaction
                | RatingQuestion::Effort => None,
            },
        });
        let asked = proven!(asked, else u32::MAX, "fewer than 2^32 people");
        Self { question, window, asked, refused, unanswered, other_scale, counts, measures }
    }

    /// The scale.
    pub fn scale(&self) -> Scale {
        self.counts.scale()
    }

    /// The share of satisfied people: the two best marks. `None` with too few answers, and for any
    /// question but that of satisfaction.
    #[doc(alias = "CSAT")]
    pub fn customer_satisfaction(&self) -> Option<Proportion> {
        let is_asked = self.question == RatingQuestion::Satisfaction;
        self.measures.filter(|_| is_asked).map(|it| it.top_two)
    }

    /// The net promoter score. `None` with too few answers, and for any question but that of
    /// recommendation, whatever its scale.
    #[doc(alias = "NPS")]
    pub fn net_promoters(&self) -> Option<NetScore> {
        self.measures.and_then(|it| it.net_promoters)
    }

    /// The customer effort score: the mean mark for the ease of dealing with us. `None` with too
    /// few answers, and for any question but that of effort.
    #[doc(alias = "CES")]
    pub fn customer_effort(&self) -> Option<Quotient> {
        let is_asked = self.question == RatingQuestion::Effort;
        self.measures.filter(|_| is_asked).map(|it| it.mean)
    }
}

impl fmt::Display for SatisfactionFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (question, answers) = (self.question, self.counts.answers());
        let range = self.scale().range();
        if let Some(SatisfactionMeasures { mean, .. }) = self.measures {
            return write!(f, "{question}: {mean} of {range} by {answers} people");
        }
        write!(f, "{question}: {answers} of {} asked answered", self.asked)?;
        // Others did, on another scale.
        if self.other_scale == 0 { Ok(()) } else { write!(f, " on {range}") }
    }
}

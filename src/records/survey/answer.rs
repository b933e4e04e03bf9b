use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::id::{CustomerId, NeedId, PersonId, RivalId};
use crate::valid::Difference;

/// A respondent of a survey: a customer, or one person at a customer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Respondent {
    /// The customer.
    pub customer: CustomerId,
    /// The person who answered, where known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub person: Option<PersonId>,
}

/// One answer to one need: marks on the scales of the survey (S3).
///
/// Each mark may be missing: half an answer is kept and counted as such.
#[doc(alias = "客户调查")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Answer {
    /// The need that was asked about.
    pub need: NeedId,
    /// The one who answered.
    pub respondent: Respondent,
    /// The day of the answer.
    pub day: Day,
    /// The importance of the need, on the scale of importance.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub importance: Option<i16>,
    /// The expectation of how far the need is met, on the scale of performance.
    #[doc(alias = "客户期望")]
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub expectation: Option<i16>,
    /// Our performance: how far we meet the need, on the scale of performance.
    #[doc(alias = "满足程度")]
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub ours: Option<i16>,
    /// The performance of each competitor, on the same scale.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub rivals: BTreeMap<RivalId, i16>,
}

impl Answer {
    /// An answer without marks.
    ///
    /// ```
    /// use guanxi::survey::Answer;
    ///
    /// let asked = Answer::new("delivery".parse()?, "Li & Sons".parse()?, "2026-03-02".parse()?);
    /// let answer = Answer { importance: Some(5), ours: Some(3), ..asked };
    /// let half = Answer { importance: Some(4), ..answer };
    /// assert_eq!((half.importance, half.ours), (Some(4), Some(3)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn new(need: NeedId, customer: CustomerId, day: Day) -> Self {
        Self {
            need,
            respondent: Respondent { customer, person: None },
            day,
            importance: None,
            expectation: None,
            ours: None,
            rivals: BTreeMap::new(),
        }
    }

    /// The marks in which another answer to the same need on the same day differs.
    pub(super) fn differences(&self, offered: &Self) -> Vec<Difference> {
        let marks = [
            ("importance", &self.importance, &offered.importance),
            ("expectation", &self.expectation, &offered.expectation),
            ("ours", &self.ours, &offered.ours),
        ];
        let marks = marks.into_iter().filter_map(|(field, recorded, offered)| {
            Difference::of(field, (recorded, offered), |mark| match mark {
                Some(mark) => mark.to_string(),
                None => "none".to_owned(),
            })
        });
        let rivals = Difference::of("rivals", (&self.rivals, &offered.rivals), |rivals| {
            let told: Vec<String> =
                rivals.iter().map(|(rival, mark)| format!("{rival} {mark}")).collect();
            if told.is_empty() { "none".to_owned() } else { told.join(", ") }
        });
        marks.chain(rivals).collect()
    }
}

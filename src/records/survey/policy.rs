use super::ServiceWeights;
use crate::measure::Ratio;
use crate::valid::{Draft, Valid, Violations};

/// The lines that divide the matrix of importance and performance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)
)]
#[non_exhaustive]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum MatrixLines {
    /// At fixed places of the scales, 0 % at their bad end and 100 % at their good end.
    Fixed {
        /// The least importance of an important need, 50 % by default.
        importance: Ratio,
        /// The least performance of a need that is met, 50 % by default.
        performance: Ratio,
    },
    /// At the means of all needs that are judged. The place of one need then depends on the others.
    Means {},
}

/// The bands of the opportunity score, from 0 to 20.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct OpportunityRules {
    /// The least score of an extreme opportunity.
    pub extreme: u16,
    /// The least score of a high one.
    pub high: u16,
    /// The least score of one that is worth a look; needs below it are served.
    pub fair: u16,
}

/// Plain form of a [`SurveyPolicy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SurveyPolicyDraft {
    /// The least number of complete answers to a need by which it is judged. Below it a Wilson
    /// interval spans half of the scale.
    pub least_answers: u16,
    /// The greatest age of an answer, in days. One of that age still counts.
    pub max_age_days: u16,
    /// The lines of the matrix. Fixed by default, so that the place of a need does not depend on
    /// the other needs.
    pub lines: MatrixLines,
    /// The bands of the opportunity score.
    pub opportunity: OpportunityRules,
    /// The share of answers in the two best marks of importance from which a need is important to
    /// everybody.
    pub important_to_all: Ratio,
    /// The distance to the most frequent category of Kano, as a share of all answers, within which
    /// the more binding category stands.
    pub kano_tolerance: Ratio,
    /// The weights of the dimensions of service quality.
    pub service: ServiceWeights,
}

/// The policy of surveys (S3).
///
/// ```
/// use guanxi::survey::{SurveyPolicy, SurveyPolicyDraft};
///
/// let draft = SurveyPolicyDraft { least_answers: 1, ..Default::default() };
/// let error = SurveyPolicy::try_new(draft).unwrap_err();
/// assert_eq!(error.to_string(), "least_answers must be at least 2, was 1");
/// ```
pub type SurveyPolicy = Valid<SurveyPolicyDraft>;

impl Default for OpportunityRules {
    fn default() -> Self {
        Self { extreme: 15, high: 12, fair: 10 }
    }
}

impl Default for SurveyPolicyDraft {
    fn default() -> Self {
        let half = Ratio::from_percent(50);
        Self {
            least_answers: 5,
            max_age_days: 365,
            lines: MatrixLines::Fixed { importance: half, performance: half },
            opportunity: OpportunityRules::default(),
            important_to_all: Ratio::from_percent(80),
            kano_tolerance: Ratio::from_percent(5),
            service: ServiceWeights::default(),
        }
    }
}

impl Draft for SurveyPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("least_answers", 2, self.least_answers);
        if let MatrixLines::Fixed { importance, performance } = self.lines {
            found.within("lines", |found| {
                for (name, line) in [("importance", importance), ("performance", performance)] {
                    found.at_most(name, Ratio::ONE, line);
                }
            });
        }
        let OpportunityRules { extreme, high, fair } = self.opportunity;
        if !(20 >= extreme && extreme > high && high > fair) {
            let problem = format!(
                "must satisfy 20 ≥ extreme > high > fair, was extreme {extreme}, high {high}, \
                 fair {fair}"
            );
            found.add("opportunity", problem);
        }
        let shares =
            [("important_to_all", self.important_to_all), ("kano_tolerance", self.kano_tolerance)];
        for (name, share) in shares {
            found.at_most(name, Ratio::ONE, share);
        }
        let total = self.service.total();
        if total != 100 {
            found.add("service", format!("must add up to 100, was {total}"));
        }
    }
}

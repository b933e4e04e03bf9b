use crate::measure::Ratio;
use crate::valid::{Draft, Valid, Violations};

/// The bounds from which a fall of ratings is told from chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FallRules {
    /// The probability of chance strictly below which a fall among the same people is watched.
    pub watch_below: Ratio,
    /// The probability of chance strictly below which it is a warning.
    pub warning_below: Ratio,
    /// The least fall of the mean, as a share of the scale.
    pub least_fall: Ratio,
}

/// Plain form of a [`SatisfactionPolicy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SatisfactionPolicyDraft {
    /// The least number of answers from which means and shares are told, a competitor is compared
    /// and a fall is tested. Below it there are counts only.
    pub least_answers: u16,
    /// The greatest age in days of the last rating of a person of which something is found.
    pub max_age_days: u16,
    /// The bounds of a fall.
    pub fall: FallRules,
    /// The place on the scale at which a mark of one person is low, or below it.
    pub low_mark: Ratio,
    /// The share of the scale by which a mark of one person drops from one rating to the next, or
    /// more, to be watched.
    pub drop: Ratio,
    /// The least number of answers, all that were asked for, after which silence is a finding.
    pub answers_before_silence: u16,
    /// The share of the scale up to which a difference to a competitor counts as level.
    pub level_within: Ratio,
    /// The discount from which a low mark for the price is an objection to the value.
    pub deep_discount: Ratio,
}

/// The policy of ratings of price, quality and service (S19).
///
/// By default 5 answers are enough. A fall is watched where chance has less than 10 % and is a
/// warning where it has less than 5 %, and only if the mean fell by an eighth of the scale, half a
/// mark of 1 to 5. A mark of one person is low at a quarter of the scale, 2 of 1 to 5, and drops at
/// half of it, two marks. Three answers make somebody who always answered. Up to a tenth of a mark
/// of 1 to 5 a price is level. A discount of 10 % is deep.
///
/// ```
/// use guanxi::satisfaction::{SatisfactionPolicy, SatisfactionPolicyDraft};
///
/// let draft = SatisfactionPolicyDraft { least_answers: 1, ..Default::default() };
/// let error = SatisfactionPolicy::try_new(draft).unwrap_err();
/// assert_eq!(error.to_string(), "least_answers must be at least 2, was 1");
/// ```
pub type SatisfactionPolicy = Valid<SatisfactionPolicyDraft>;

impl Default for FallRules {
    fn default() -> Self {
        Self {
            watch_below: Ratio::from_percent(10),
            warning_below: Ratio::from_percent(5),
            least_fall: Ratio::from_parts_per_million(125_000),
        }
    }
}

impl Default for SatisfactionPolicyDraft {
    fn default() -> Self {
        Self {
            least_answers: 5,
            max_age_days: 365,
            fall: FallRules::default(),
            low_mark: Ratio::from_percent(25),
            drop: Ratio::from_percent(50),
            answers_before_silence: 3,
            level_within: Ratio::from_parts_per_million(25_000),
            deep_discount: Ratio::from_percent(10),
        }
    }
}

impl Draft for SatisfactionPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("least_answers", 2, self.least_answers);
        found.within("fall", |found| {
            let FallRules { watch_below, warning_below, least_fall } = self.fall;
            found.at_most("watch_below", Ratio::ONE, watch_below);
            found.at_most("warning_below", watch_below, warning_below);
            found.at_most("least_fall", Ratio::ONE, least_fall);
        });
        found.at_most("low_mark", Ratio::ONE, self.low_mark);
        found.at_least("drop", Ratio::from_parts_per_million(1), self.drop);
        found.at_most("drop", Ratio::ONE, self.drop);
        found.at_least("answers_before_silence", 1, self.answers_before_silence);
        found.at_most("level_within", Ratio::ONE, self.level_within);
        found.at_most("deep_discount", Ratio::ONE, self.deep_discount);
    }
}

use crate::measure::Ratio;
use crate::money::Major;
use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`CompetitionPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CompetitionPolicyDraft {
    /// The share above which the European exemption does not hold.
    pub eu_share: Ratio,
    /// The share from which other vertical limits are not safe in China.
    pub cn_share: Ratio,
    /// The share from which limits of resale prices are not safe in China, at most that of other
    /// limits.
    pub cn_price_share: Ratio,
    /// The turnover of the goods from which they are not safe in China, in major units.
    pub cn_price_turnover: Major,
    /// The most distributors to which an area may be allotted exclusively.
    pub most_allotted: u16,
    /// The longest duty to sell no competing goods, in months.
    pub non_compete_months: u16,
    /// The part of the purchases of a category above which a minimum is a non-compete.
    pub minimum_share: Ratio,
    /// The part by which damages may exceed the loss.
    pub damages_above: Ratio,
}

/// The policy of cautions of competition law (S5): the figures by which they are given.
///
/// The default values are the figures of Regulation (EU) 2022/720 and of the rules of the Chinese
/// authority in force since 1 February 2026.
#[doc(alias = "反垄断合规")]
pub type CompetitionPolicy = Valid<CompetitionPolicyDraft>;

impl Default for CompetitionPolicyDraft {
    fn default() -> Self {
        Self {
            eu_share: Ratio::from_percent(30),
            cn_share: Ratio::from_percent(15),
            cn_price_share: Ratio::from_percent(5),
            cn_price_turnover: Major::from_units(100_000_000),
            most_allotted: 5,
            non_compete_months: 60,
            minimum_share: Ratio::from_percent(80),
            damages_above: Ratio::from_percent(30),
        }
    }
}

impl Draft for CompetitionPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_most("eu_share", Ratio::ONE, self.eu_share);
        found.at_most("cn_share", Ratio::ONE, self.cn_share);
        found.at_most("cn_price_share", self.cn_share, self.cn_price_share);
        found.at_least("most_allotted", 1, self.most_allotted);
        found.at_least("non_compete_months", 1, self.non_compete_months);
        found.at_most("minimum_share", Ratio::ONE, self.minimum_share);
    }
}

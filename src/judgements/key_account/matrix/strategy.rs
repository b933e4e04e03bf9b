use crate::scorecard::{CriterionResult, ScorecardEvaluation};
use crate::valid::words;

/// The code of the criterion of fit whose level below 1 caps the strategy.
pub(in super::super) const MUTUAL_GAIN: &str = "mutual_gain";

words! {
    /// The strategy for an account by its cell.
    #[doc(alias = "客户战略")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum KeyAccountStrategy as "a strategy for an account" {
        /// End the relation in order.
        #[doc(alias = "退出")]
        Exit = "exit",
        /// Keep it with the least effort.
        #[doc(alias = "少量保持")]
        MinimalUpkeep = "minimal_upkeep" => "minimal upkeep",
        /// Keep what pays.
        #[doc(alias = "选择性保持")]
        SelectiveUpkeep = "selective_upkeep" => "selective upkeep",
        /// Defend what pays.
        #[doc(alias = "选择性防御")]
        SelectiveDefence = "selective_defence" => "selective defence",
        /// Defend it against competitors.
        #[doc(alias = "防御")]
        Defence = "defence",
        /// Keep it and build the relation.
        #[doc(alias = "保持并发展")]
        MaintainAndDevelop = "maintain_and_develop" => "maintain and develop",
        /// Build the relation.
        #[doc(alias = "发展")]
        Develop = "develop",
        /// Build the relation and defend it.
        #[doc(alias = "发展防御")]
        DevelopAndDefend = "develop_and_defend" => "develop and defend",
    }
}

words! {
    /// The effect of mutual gain on the strategy.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum GainCap as "an effect of mutual gain" {
        /// None: mutual gain has level 1 or more, or the scorecard does not ask for it.
        Free = "free",
        /// Mutual gain is below level 1: no strategy beyond a selective one.
        Selective = "selective",
        /// Mutual gain was not rated: a strategy that it would cap is open.
        #[default]
        Unknown = "unknown",
    }
}

impl GainCap {
    /// The effect of an evaluation of fit: a level of mutual gain below 1 caps, and an answer that
    /// nobody knows may turn out either way. A scorecard without the criterion caps nothing.
    pub fn from_fit(fit: &ScorecardEvaluation) -> Self {
        let gain = fit.criteria.iter().find(|it| it.criterion.as_str() == MUTUAL_GAIN);
        match gain.map(|it| &it.result) {
            Some(CriterionResult::Known { answer, .. }) if *answer < 1 => Self::Selective,
            Some(CriterionResult::Known { .. }) | None => Self::Free,
            Some(CriterionResult::Unknown(_)) => Self::Unknown,
        }
    }
}

impl KeyAccountStrategy {
    /// The strategy under the effect of mutual gain; `None` where nobody knows mutual gain and it
    /// makes a difference.
    ///
    /// # Rule
    ///
    /// > S16: mutual gain below 1 caps at selective. Who gains nothing with us leaves in the end,
    /// > so nothing is invested before that is mended.
    pub const fn under(self, cap: GainCap) -> Option<Self> {
        match (cap, self) {
            (GainCap::Selective, _) => Some(self.capped()),
            (GainCap::Free, _)
            | (
                GainCap::Unknown,
                Self::Exit | Self::MinimalUpkeep | Self::SelectiveUpkeep | Self::SelectiveDefence,
            ) => Some(self),
            (
                GainCap::Unknown,
                Self::Defence | Self::DevelopAndDefend | Self::MaintainAndDevelop | Self::Develop,
            ) => None,
        }
    }

    /// The strategy where mutual gain is below 1.
    pub(super) const fn capped(self) -> Self {
        match self {
            Self::Defence | Self::DevelopAndDefend => Self::SelectiveDefence,
            Self::MaintainAndDevelop | Self::Develop => Self::SelectiveUpkeep,
            Self::Exit | Self::MinimalUpkeep | Self::SelectiveUpkeep | Self::SelectiveDefence => {
                self
            }
        }
    }
}

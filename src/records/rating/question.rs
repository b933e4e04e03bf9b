use std::fmt;

use crate::survey::{GoodEnd, Scale};
use crate::valid::words;

words! {
    /// The question that a rating answers (S19). The question declares what a mark means: a mark
    /// from 0 to 10 counts for the net promoter score only if the question asks for a
    /// recommendation.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum RatingQuestion as "a question of a rating" {
        /// The price: a good mark is a favourable price.
        #[doc(alias = "价格")]
        Price = "price",
        /// The quality of the goods.
        #[doc(alias = "质量")]
        Quality = "quality",
        /// The service.
        #[doc(alias = "服务")]
        Service = "service",
        /// Satisfaction with the whole, of which the two best marks make the CSAT.
        #[doc(alias = "客户满意度")]
        Satisfaction = "satisfaction",
        /// The likelihood of recommending us, from 0 to 10: the question of the net promoter score.
        #[doc(alias = "净推荐值")]
        Recommendation = "recommendation",
        /// The ease of getting something done with us, whose mean is the customer effort score.
        #[doc(alias = "客户费力度")]
        Effort = "effort",
    }
}

impl RatingQuestion {
    /// The three that are rated group by group against competitors, in the order of the domain.
    #[doc(alias = "三要素")]
    #[doc(alias = "价格质量服务")]
    pub const GROUPS: [Self; 3] = [Self::Price, Self::Quality, Self::Service];

    /// The lowest and the highest mark of a recommendation.
    pub(super) const RECOMMENDATION: (i16, i16) = (0, 10);

    /// Returns `true` when the question may be asked on a scale: that of a recommendation runs from
    /// 0 to 10, and 10 is good; any other question takes any scale.
    pub const fn allows(self, scale: Scale) -> bool {
        match self {
            Self::Recommendation => {
                let (lowest, highest) = Self::RECOMMENDATION;
                scale.lowest() == lowest
                    && scale.highest() == highest
                    && matches!(scale.good(), GoodEnd::Highest)
            }
            Self::Price | Self::Quality | Self::Service | Self::Satisfaction | Self::Effort => true,
        }
    }
}

/// The reply to a question that was put to somebody. A question that nobody put has none, and no
/// rating either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum RatingReply {
    /// A mark on the scale.
    Mark(i16),
    /// The person would not say, which says something of the relation.
    Refused,
    /// No answer came.
    Unanswered,
}

impl RatingReply {
    /// The mark, where there is one.
    pub const fn mark(self) -> Option<i16> {
        match self {
            Self::Mark(mark) => Some(mark),
            Self::Refused | Self::Unanswered => None,
        }
    }
}

impl fmt::Display for RatingReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mark(mark) => mark.fmt(f),
            Self::Refused => f.write_str("refused"),
            Self::Unanswered => f.write_str("unanswered"),
        }
    }
}

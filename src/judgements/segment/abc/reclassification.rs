use crate::measure::Ratio;
use crate::valid::Violations;

/// The way in which a customer that has a class comes into another (S11).
#[doc(alias = "客户升降级")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)
)]
#[non_exhaustive]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Reclassification {
    /// By the computed class of each review, at once.
    Computed {},
    /// By a band on either side of a cut, in which a customer stays where it was. A band never
    /// reaches beyond a third of the way to the next cut, so that bands alone cannot leave class B
    /// empty, nor to the end of the scale.
    Band {
        /// Points of the share of the total on either side of the cut of A; where classes are cut
        /// by an amount, the share of that amount.
        a: Ratio,
        /// Points on either side of the cut of B.
        b: Ratio,
    },
    /// By a number of reviews in a row whose computed class lay on the same side of the class.
    Confirm {
        /// The number of reviews; with 1 a class changes at once.
        reviews: u8,
    },
}

/// A band of 2 points at the cut of A and of two thirds of a point at that of B, where customers
/// stand closer: on real sales it more than halves the changes that are taken back within three
/// months, and about three classes of a hundred differ from the computed one.
impl Default for Reclassification {
    fn default() -> Self {
        let [a, b] = Self::USUAL_BAND;
        Self::Band { a, b }
    }
}

impl Reclassification {
    /// The widest band that a policy may state.
    const WIDEST: Ratio = Ratio::from_percent(50);

    /// The band at either cut when the policy states none.
    const USUAL_BAND: [Ratio; 2] = [Ratio::from_percent(2), Ratio::from_parts_per_million(6_666)];

    pub(super) fn check(self, found: &mut Violations) {
        match self {
            Self::Computed {} => {}
            Self::Band { a, b } => {
                found.at_most("a", Self::WIDEST, a);
                found.at_most("b", Self::WIDEST, b);
            }
            Self::Confirm { reviews } => found.at_least("reviews", 1, reviews),
        }
    }

    /// The band at both cuts: that by which classes change, else the default one, which then tells
    /// only who is near a cut.
    pub(super) fn band(self) -> [Ratio; 2] {
        match self {
            Self::Band { a, b } => [a, b],
            Self::Computed {} | Self::Confirm { .. } => Self::USUAL_BAND,
        }
    }
}

use std::fmt;

use super::{PriceGround, Regime};
use crate::measure::Ratio;
use crate::money::Money;
use crate::valid::words;

words! {
    /// The kinds of cautions of competition law.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CompetitionCode as "a caution of competition law" {
        /// A resale price or a floor is fixed.
        #[doc(alias = "转售价格维持")]
        ResalePriceFixed = "resale_price_fixed" => "resale price fixed",
        /// Unsolicited requests are not spared.
        PassiveSaleBarred = "passive_sale_barred" => "passive sale barred",
        /// Active sales are barred beyond areas allotted or reserved.
        ActiveSaleBarredTooWide = "active_sale_barred_too_wide" => "active sale barred too wide",
        /// The restraint binds beyond the direct customers.
        RolledOver = "rolled_over" => "rolled over",
        /// A long duty to sell no competing goods.
        LongNonCompete = "long_non_compete" => "long non-compete",
        /// A minimum purchase that leaves little for others.
        MinimumIsNonCompete = "minimum_is_non_compete" => "minimum is a non-compete",
        /// A share above the harbour.
        ShareAboveHarbour = "share_above_harbour" => "share above harbour",
        /// No share is stated.
        ShareUnknown = "share_unknown" => "share unknown",
        /// We compete with the customer and receive its data.
        DualDistributionData = "dual_distribution_data" => "dual distribution data",
        /// Damages far above the loss.
        #[doc(alias = "违约金过高")]
        PenaltyAboveLoss = "penalty_above_loss" => "penalty above loss",
    }
}

/// A caution of competition law: a notice for a person, with the figures behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CompetitionFinding {
    /// The kind.
    pub code: CompetitionCode,
    /// The body of law.
    pub regime: Regime,
    /// The sentence, with its figures.
    pub sentence: String,
}

impl fmt::Display for CompetitionFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, regime, sentence } = self;
        write!(f, "{code} ({regime}): {sentence}")
    }
}

/// The sentence about a fixed price.
pub(super) fn of_prices(grounds: &[PriceGround], consequence: &str) -> String {
    let grounds: Vec<&str> = grounds.iter().map(|it| it.code()).collect();
    format!("a resale price or a floor stands in a {}: {consequence}", grounds.join(" and a "))
}

/// The sentence about a share.
pub(super) fn of_share(whose: &str, share: Ratio, harbour: Ratio) -> String {
    format!("{whose} share of {share} is above the harbour of {harbour}")
}

/// The sentence about a minimum purchase.
pub(super) fn of_minimum(minimum: Money, purchases: Money, most: Ratio) -> String {
    format!("the minimum of {minimum} is more than {most} of {purchases} bought in the year before")
}

/// The sentence about damages.
pub(super) fn of_penalty(damages: Money, loss: Money, above: Ratio) -> String {
    format!(
        "damages of {damages} are more than {above} above the loss of {loss}: a court may cut them"
    )
}

use crate::measure::{Quotient, Ratio};
use crate::valid::words;

words! {
    /// A sanction of diversion, the mildest first. None of them is money: a table with penalties
    /// would have to prove the loss.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Sanction as "a sanction" {
        /// A warning, and the goods are taken back.
        #[doc(alias = "警告")]
        Warning = "warning",
        /// The part of the rebate that is for selling within the territory is lost.
        #[doc(alias = "扣返利")]
        RebatePart = "rebate_part" => "loss of the rebate for staying within the territory",
        /// Exclusivity ends and the limit is reviewed.
        ExclusivityOff = "exclusivity_off" => "loss of exclusivity and review of the limit",
        /// The contract is ended.
        #[doc(alias = "取消经销权")]
        Termination = "termination",
    }
}

/// A row of the table of sanctions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SanctionRow {
    /// The upheld cases in the window, this one included, from which on the row holds.
    pub cases: u8,
    /// The diverted share of the quantity bought from which on the row holds whatever the number
    /// of cases; `None` when the share alone never leads to it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub share: Option<Ratio>,
    /// The sanction.
    pub sanction: Sanction,
}

impl SanctionRow {
    /// Returns `true` when the row holds for a number of cases and a diverted share.
    pub(super) fn holds(&self, cases: u32, share: Quotient) -> bool {
        cases >= u32::from(self.cases) || self.share.is_some_and(|least| share >= least)
    }
}

use std::fmt;

use crate::id::RebateId;
use crate::valid::words;

/// The name of a settlement: agreement, period and sequence. A key counts once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SettlementKey {
    /// The agreement.
    pub agreement: RebateId,
    /// The place of the period, from 0.
    pub period: usize,
    /// The sequence within the period, from 1.
    pub sequence: u32,
}

impl fmt::Display for SettlementKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { agreement, period, sequence } = self;
        write!(f, "{agreement}/{period}/{sequence}")
    }
}

words! {
    /// Kinds of settlements.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SettlementKind as "a kind of settlement" {
        /// Before the period is settled for good. It never takes anything back.
        #[doc(alias = "部分兑付")]
        Partial = "partial",
        /// The settlement of the period, with the rest of its reward.
        #[doc(alias = "返利兑付")]
        Final = "final",
        /// A difference by facts that came after the final one.
        Restatement = "restatement",
    }
}

use std::fmt;

use crate::calendar::Day;
use crate::valid::words;

words! {
    /// The stage of a customer.
    ///
    /// Of several that fit the first of this order holds: ended, dropped, lost, won back
    /// provisionally, dormant, first, active; without an order: prospect, future.
    #[doc(alias = "客户生命周期")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CustomerStage as "a stage of a customer" {
        /// Known by name only.
        #[doc(alias = "未来客户")]
        Future = "future",
        /// There was a contact, a visit or an offer.
        #[doc(alias = "潜在客户")]
        Prospect = "prospect",
        /// The first order is there; the second is not, and may still come in time.
        #[doc(alias = "首单客户")]
        First = "first",
        /// Buys.
        #[doc(alias = "活跃客户")]
        Active = "active",
        /// Silent: the loss warning stands at warning or critical.
        #[doc(alias = "沉睡客户")]
        Dormant = "dormant",
        /// Silent beyond the days after which a customer is lost.
        #[doc(alias = "流失客户")]
        Lost = "lost",
        /// Was lost and ordered again, not yet twice within its usual gap.
        #[doc(alias = "挽回客户")]
        WonBackProvisional = "won_back_provisional" => "won back, provisionally",
        /// Given up by us.
        #[doc(alias = "放弃客户")]
        Dropped = "dropped",
        /// Out of business.
        #[doc(alias = "注销客户")]
        Ended = "ended",
    }
}

/// The stage of a customer on a date, and what contradicts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct StageVerdict {
    /// The stage.
    pub stage: CustomerStage,
    /// The first order day after the customer was dropped or had ended: a finding.
    pub ordered_after_drop: Option<Day>,
}

impl fmt::Display for StageVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ordered_after_drop {
            Some(day) => write!(f, "{}, and ordered again, first on {day}", self.stage),
            None => self.stage.fmt(f),
        }
    }
}

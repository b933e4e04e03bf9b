use super::RfmScores;
use crate::evidence::NotJudged;
use crate::money::Total;

/// The figures of recency, frequency and monetary value of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RfmReading {
    days_since: Option<u32>,
    order_days: u32,
    net: Total,
    scores: Result<RfmScores, NotJudged>,
}

impl RfmReading {
    pub(super) const fn new(
        days_since: Option<u32>,
        order_days: u32,
        net: Total,
        scores: Result<RfmScores, NotJudged>,
    ) -> Self {
        Self { days_since, order_days, net, scores }
    }

    /// The days since the last order day; `None` when the customer never bought.
    pub const fn days_since(&self) -> Option<u32> {
        self.days_since
    }

    /// The order days of the window.
    pub const fn order_days(&self) -> u32 {
        self.order_days
    }

    /// The net purchases of the window.
    pub const fn net(&self) -> Total {
        self.net
    }

    /// The scores.
    ///
    /// # Errors
    ///
    /// [`NotJudged::NeverBought`]; before it [`NotJudged::SalesCompleteTo`] and
    /// [`NotJudged::SalesMissing`], where sales of the window are not all known.
    pub const fn scores(&self) -> Result<RfmScores, NotJudged> {
        self.scores
    }
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Serialize, Serializer};

    use super::{RfmReading, RfmScores};
    use crate::evidence::NotJudged;

    #[derive(Serialize)]
    struct Written {
        days_since: Option<u32>,
        order_days: u32,
        scores: Option<RfmScores>,
        not_judged: Option<NotJudged>,
    }

    impl Serialize for RfmReading {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let (scores, not_judged) = (self.scores.ok(), self.scores.err());
            let (days_since, order_days) = (self.days_since, self.order_days);
            Written { days_since, order_days, scores, not_judged }.serialize(to)
        }
    }
}

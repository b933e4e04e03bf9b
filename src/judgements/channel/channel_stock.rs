use std::fmt;

use super::{ChannelEvent, ChannelMove, ChannelReports, StockReport};
use crate::calendar::{Day, Window};
use crate::id::ProductGroupId;
use crate::measure::{Quotient, proven};

/// The stock of a product at a customer over a window, by what was reported.
///
/// # Rule
///
/// > S8: stock at the end = stock at the start + sold in − returned to us − sold out + taken back −
/// > given over + taken over ± counts. Resale = sold out − taken back. Coverage = resale ÷ sold in,
/// > from 0 to 1. Sell-through = resale ÷ (stock at the start + sold in).
///
/// ```
/// use guanxi::calendar::Window;
/// use guanxi::channel::{ChannelEvent, ChannelMove, ChannelStock};
/// use guanxi::day;
///
/// let moved = |kind, quantity| -> Result<_, guanxi::id::IdError> {
///     Ok(ChannelEvent { day: day!(2026, 3, 5), product: "tea".parse()?, kind, quantity })
/// };
/// let events = [moved(ChannelMove::SellIn, 100)?, moved(ChannelMove::SellOut, 60)?];
/// let march = Window::inclusive(day!(2026, 3, 1), day!(2026, 3, 31));
/// let stock = ChannelStock::try_new(&"tea".parse()?, 20, march, &events, &[]).ok_or("too large")?;
/// assert_eq!(stock.computed(), 60);
/// assert_eq!(stock.sell_through().map(|it| it.percent().to_string()).as_deref(), Some("50%"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "渠道库存")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ChannelStock {
    /// The stock at the start of the window.
    pub at_start: u64,
    /// The quantity that we sold in.
    pub sold_in: u64,
    /// The quantity that came back to us.
    pub returned: u64,
    /// The quantity that was sold on.
    pub sold_out: u64,
    /// The quantity that buyers brought back to the customer.
    pub taken_back: u64,
    /// The quantity taken over from other customers.
    pub taken_over: u64,
    /// The quantity given over to other customers.
    pub given_over: u64,
    /// The quantity that counts found beyond the stock.
    pub surplus: u64,
    /// The quantity that counts missed.
    pub shortage: u64,
    /// The demand that found no stock.
    pub lost_demand: u64,
    /// The last report of a movement down the channel or of a stock; `None` without one.
    pub last_report: Option<Day>,
    /// The stock counted on the last day of the window.
    pub counted: Option<u64>,
}

/// A finding about the stock of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum ChannelFinding {
    /// More was sold on than was there: goods came from elsewhere, or a report is missing.
    UnreportedSource {
        /// The quantity beyond the stock.
        quantity: u128,
    },
    /// The stock counted is not the stock computed.
    Gap {
        /// The stock counted.
        counted: u64,
        /// The stock computed.
        computed: i128,
    },
    /// Goods were sold in, and no resale is reported.
    NoReport {
        /// The quantity sold in.
        sold_in: u64,
    },
}

impl ChannelStock {
    /// The stock of a product over a window, from its start on; `None` when a sum does not fit.
    ///
    /// Events of other products and other days are left out. Of several counts of the last day the
    /// last one in the list holds.
    pub fn try_new(
        product: &ProductGroupId,
        at_start: u64,
        window: Window,
        events: &[ChannelEvent],
        reports: &[StockReport],
    ) -> Option<Self> {
        let events = events.iter().filter(|it| it.product == *product && window.contains(it.day));
        let reports = reports.iter().filter(|it| it.product == *product);
        let counted = reports.clone().rfind(|it| it.day == window.until);
        let counted_days = reports.map(|it| it.day).filter(|it| window.contains(*it));
        let is_theirs = |it: &&ChannelEvent| match it.kind {
            ChannelMove::SellIn | ChannelMove::Returned => false,
            ChannelMove::SellOut
            | ChannelMove::TakenBack
            | ChannelMove::TransferIn
            | ChannelMove::TransferOut
            | ChannelMove::Surplus
            | ChannelMove::Shortage
            | ChannelMove::LostDemand => true,
        };
        let told = events.clone().filter(is_theirs).map(|it| it.day);
        let sum = |kind| {
            let mut of_kind = events.clone().filter(|it| it.kind == kind);
            of_kind.try_fold(0_u64, |sum, it| sum.checked_add(it.quantity))
        };
        Some(Self {
            at_start,
            sold_in: sum(ChannelMove::SellIn)?,
            returned: sum(ChannelMove::Returned)?,
            sold_out: sum(ChannelMove::SellOut)?,
            taken_back: sum(ChannelMove::TakenBack)?,
            taken_over: sum(ChannelMove::TransferIn)?,
            given_over: sum(ChannelMove::TransferOut)?,
            surplus: sum(ChannelMove::Surplus)?,
            shortage: sum(ChannelMove::Shortage)?,
            lost_demand: sum(ChannelMove::LostDemand)?,
            last_report: told.chain(counted_days).max(),
            counted: counted.map(|it| it.quantity),
        })
    }

    /// The stock at the end by the equation; below 0 where more left than was there.
    pub fn computed(&self) -> i128 {
        let Self { at_start, sold_in, taken_back, taken_over, surplus, .. } = *self;
        let into = [at_start, sold_in, taken_back, taken_over, surplus];
        let out = [self.returned, self.sold_out, self.given_over, self.shortage];
        let sum = |parts: &[u64]| parts.iter().map(|it| i128::from(*it)).sum::<i128>();
        proven!(sum(&into).checked_sub(sum(&out)), else 0, "five numbers of 64 bits")
    }

    /// The quantity sold on less what buyers brought back; below 0 where more came back.
    #[doc(alias = "动销")]
    pub fn resale(&self) -> i128 {
        let resale = i128::from(self.sold_out).checked_sub(self.taken_back.into());
        proven!(resale, else 0, "two numbers of 64 bits")
    }

    /// The stock counted less the stock computed; `None` without a count.
    pub fn gap(&self) -> Option<i128> {
        i128::from(self.counted?).checked_sub(self.computed())
    }

    /// The share of what we sold in whose resale is reported, from 0 to 1; `None` when nothing was
    /// sold in.
    pub fn coverage(&self) -> Option<Quotient> {
        let sold_in = i128::from(self.sold_in);
        Quotient::try_new(self.resale().clamp(0, sold_in), sold_in)
    }

    /// The share of the goods there that was sold on; `None` when there were none.
    #[doc(alias = "动销率")]
    pub fn sell_through(&self) -> Option<Quotient> {
        let there = i128::from(self.at_start).checked_add(self.sold_in.into())?;
        Quotient::try_new(self.resale(), there)
    }

    /// The reports on which the figures rest.
    pub fn reports(&self) -> ChannelReports {
        ChannelReports { coverage: self.coverage(), last: self.last_report }
    }

    /// The findings, in the order of [`ChannelFinding`].
    pub fn findings(&self) -> Vec<ChannelFinding> {
        let computed = self.computed();
        let source = (computed < 0)
            .then_some(ChannelFinding::UnreportedSource { quantity: computed.unsigned_abs() });
        let counted = self.counted.filter(|it| i128::from(*it) != computed);
        let gap = counted.map(|counted| ChannelFinding::Gap { counted, computed });
        let silent = self.sold_in > 0 && self.last_report.is_none();
        let silent = silent.then_some(ChannelFinding::NoReport { sold_in: self.sold_in });
        [source, gap, silent].into_iter().flatten().collect()
    }
}

impl fmt::Display for ChannelStock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in stock, {}", self.computed(), self.reports())
    }
}

impl fmt::Display for ChannelFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnreportedSource { quantity } => {
                write!(f, "{quantity} more left than were there: from elsewhere, or not reported")
            }
            Self::Gap { counted, computed } => write!(f, "{counted} counted, {computed} computed"),
            Self::NoReport { sold_in } => write!(f, "{sold_in} sold in, no resale reported"),
        }
    }
}

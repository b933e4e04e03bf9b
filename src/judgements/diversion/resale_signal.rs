use std::fmt;

use super::DiversionPolicyDraft;
use crate::channel::{ChannelReports, ChannelStock};
use crate::measure::Quotient;

/// Goods that were sold in, and of which nobody reports a resale or a stock.
///
/// # Rule
///
/// > S9: without a trace is what was there and was neither sold on, returned, given over, missed
/// > by a count, nor counted at the end. Without a count it is what was sold in less what left:
/// > the stock at the start is taken to be still there. The signal speaks when more than 50 % of
/// > what was sold in is without a trace. It opens an inquiry.
///
/// The rate of false alarms cannot be stated: a report that is missing is no chance. A window of a
/// quarter or more leaves time for the goods to be sold.
///
/// ```
/// use guanxi::calendar::Window;
/// use guanxi::channel::{ChannelEvent, ChannelMove, ChannelStock};
/// use guanxi::day;
/// use guanxi::diversion::{DiversionPolicy, ResaleSignal};
///
/// let moved = |kind, quantity| -> Result<_, guanxi::id::IdError> {
///     Ok(ChannelEvent { day: day!(2026, 3, 5), product: "tea".parse()?, kind, quantity })
/// };
/// let events = [moved(ChannelMove::SellIn, 100)?, moved(ChannelMove::SellOut, 40)?];
/// let quarter = Window::inclusive(day!(2026, 1, 1), day!(2026, 3, 31));
/// let stock = ChannelStock::try_new(&"tea".parse()?, 0, quarter, &events, &[]);
/// let stock = stock.ok_or("too large")?;
/// let signal = ResaleSignal::read(&stock, &DiversionPolicy::default()).ok_or("nothing sold in")?;
/// assert!(signal.speaks);
/// assert_eq!(signal.without_trace, 60);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ResaleSignal {
    /// The quantity without a trace.
    pub without_trace: u128,
    /// That quantity over what was sold in.
    pub share: Quotient,
    /// The reports of resale on which the signal rests.
    pub reports: ChannelReports,
    /// `true` when an inquiry is opened.
    pub speaks: bool,
}

impl ResaleSignal {
    /// The signal of a stock; `None` when nothing was sold in.
    pub fn read(stock: &ChannelStock, policy: &DiversionPolicyDraft) -> Option<Self> {
        let at_end = stock.counted.unwrap_or(stock.at_start);
        let missing = stock.computed().checked_sub(at_end.into())?.max(0);
        let share = Quotient::try_new(missing, stock.sold_in.into())?;
        let speaks = share > policy.resale.without_trace;
        let without_trace = missing.unsigned_abs();
        Some(Self { without_trace, share, reports: stock.reports(), speaks })
    }
}

impl fmt::Display for ResaleSignal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { without_trace, share, reports, .. } = self;
        write!(
            f,
            "{without_trace} without a trace, {} of what was sold in; {reports}",
            share.percent()
        )
    }
}

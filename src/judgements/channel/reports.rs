use std::fmt;

use crate::calendar::Day;
use crate::measure::Quotient;

/// The reports on which the stock and the resale of a customer rest.
///
/// A customer that reports nothing looks like one that sells nothing. A cover and a price
/// protection are of a stock that the caller states: show the reports of that stock beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ChannelReports {
    /// The share of what we sold in whose resale is reported; `None` when nothing was sold in.
    pub coverage: Option<Quotient>,
    /// The last report of a movement down the channel or of a stock; `None` without one.
    pub last: Option<Day>,
}

impl fmt::Display for ChannelReports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.coverage {
            Some(it) => write!(f, "resale reported for {} of what was sold in", it.percent())?,
            None => f.write_str("nothing sold in")?,
        }
        match self.last {
            Some(day) => write!(f, ", last report on {day}"),
            None => f.write_str(", no report"),
        }
    }
}

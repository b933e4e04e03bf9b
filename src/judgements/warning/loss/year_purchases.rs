use crate::lapse::OneOff;
use crate::money::Total;

/// The purchases of a customer in the year, and the one-off among them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct YearPurchases {
    pub(crate) in_year: Total,
    pub(crate) one_off: Option<OneOff>,
}

impl YearPurchases {
    /// The purchases that the value at risk goes by: without the one-off, which lies in the year.
    pub(crate) fn at_risk(self) -> Total {
        self.one_off.map_or(self.in_year, |it| self.in_year.minus(it.amount))
    }
}

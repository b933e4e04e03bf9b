use crate::lapse::OwnDays;
use crate::money::Total;
use crate::timeline::IndexedTimeline;

/// The purchases of a customer that several rules look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PurchaseFigures<'a> {
    /// Purchases by the days at whose end the rules look at a customer.
    pub(crate) sales: &'a IndexedTimeline<'a>,
    /// The own days of the customer.
    pub(crate) own_days: &'a OwnDays<'a>,
    /// Net purchases of the period to date.
    pub(crate) to_date: Total,
    /// Plan to date.
    pub(crate) planned: Total,
}

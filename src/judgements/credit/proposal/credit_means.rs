use crate::measure::Score;
use crate::money::Amount;

/// Figures of a customer from which a limit is proposed. A figure that is not known caps nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CreditMeans {
    /// The score of the customer.
    pub score: Option<Score>,
    /// Net worth, or yearly sales: the sum that the customer can pay with; not negative.
    pub means: Option<Amount>,
    /// Credit sales to the customer.
    pub sales: Option<CreditSales>,
    /// The days of its terms.
    pub terms_days: u16,
    /// The largest sum that the insurance covers; not negative.
    pub insured: Option<Amount>,
}

/// Credit sales of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditSales {
    /// The sum of the window; not negative.
    pub amount: Amount,
    /// The days of the window, at least one.
    pub days: u32,
}

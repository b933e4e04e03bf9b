use std::fmt;

use crate::measure::Quotient;
use crate::valid::words;

words! {
    /// A way to work out how long a stock lasts.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CoverMethod as "a method of cover" {
        /// The sales expected are taken from the stock, period after period, until it is gone.
        Exhaust = "exhaust",
        /// The stock over the mean of the sales expected.
        Average = "average",
        /// The stock over the mean of the sales of past periods.
        Trailing = "trailing",
    }
}

/// The periods, as weeks or months, for which a stock lasts.
///
/// # Rule
///
/// > S8: cover by exhaustion is exact, with a fraction of the last period. A stock that outlasts
/// > the periods known lasts for more than those.
///
/// ```
/// use guanxi::channel::{Cover, CoverMethod};
///
/// let weeks = |method| Cover::of(1_000, &[300, 400, 500], method);
/// assert_eq!(weeks(CoverMethod::Exhaust).to_string(), "2.6");
/// assert_eq!(weeks(CoverMethod::Average).to_string(), "2.5");
/// assert_eq!(Cover::of(2_000, &[300, 400], CoverMethod::Exhaust).to_string(), "more than 2");
/// ```
#[doc(alias = "库存周转")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Cover {
    /// A number of periods.
    Periods(Quotient),
    /// More than the periods known.
    MoreThan(u32),
    /// Nothing is sold in the periods known.
    NoSales,
}

impl Cover {
    /// The cover of a stock by the sales of periods: those expected, the next one first, or for
    /// [`CoverMethod::Trailing`] those that are past.
    pub fn of(stock: u64, sales: &[u64], method: CoverMethod) -> Self {
        let sold = sales.iter().try_fold(0_i128, |sum, it| sum.checked_add((*it).into()));
        let (Some(sold @ 1..), Ok(periods)) = (sold, u32::try_from(sales.len())) else {
            return Self::NoSales;
        };
        let stock = i128::from(stock);
        match method {
            CoverMethod::Exhaust => exhaust(stock, sales).unwrap_or(Self::MoreThan(periods)),
            CoverMethod::Average | CoverMethod::Trailing => {
                let cover = stock.checked_mul(periods.into());
                let cover = cover.and_then(|it| Quotient::try_new(it, sold));
                cover.map_or(Self::NoSales, Self::Periods)
            }
        }
    }

    /// Returns `true` when the cover is surely above a number of periods.
    pub fn is_above(self, periods: Quotient) -> bool {
        match self {
            Self::Periods(cover) => cover > periods,
            Self::MoreThan(known) => {
                Quotient::try_new(known.into(), 1).is_some_and(|known| known >= periods)
            }
            Self::NoSales => true,
        }
    }
}

/// The periods until a stock is gone; `None` when it outlasts them.
fn exhaust(stock: i128, sales: &[u64]) -> Option<Cover> {
    let mut left = stock;
    for (gone, sale) in (0_i128..).zip(sales) {
        let sale = i128::from(*sale);
        if left <= sale {
            // Nothing left, and no sales: the period before was the last.
            let sale = sale.max(1);
            let part = gone.checked_mul(sale)?.checked_add(left)?;
            return Quotient::try_new(part, sale).map(Cover::Periods);
        }
        left = left.checked_sub(sale)?;
    }
    None
}

impl fmt::Display for Cover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Periods(periods) => periods.fmt(f),
            Self::MoreThan(periods) => write!(f, "more than {periods}"),
            Self::NoSales => f.write_str("without sales"),
        }
    }
}

use crate::engine::Wide;
use crate::measure::{Quotient, proven};
use crate::money::{Amount, Total};

/// Concentration of purchases, over the customers with positive purchases.
///
/// # Rule
///
/// > S12: 20 % of customers, 80 % of sales.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::segment::Pareto;
///
/// let pareto = Pareto::from_purchases(&[85, 5, 5, 5, 0, -3].map(Amount::from_minor));
/// assert_eq!(pareto.top_20_percent_share.map(|it| it.to_string()).as_deref(), Some("0.85"));
/// assert_eq!(pareto.customers_for_80_percent, 1);
/// ```
#[doc(alias = "二八法则")]
#[doc(alias = "二八定律")]
#[doc(alias = "帕累托")]
#[doc(alias = "客户集中度")]
///
/// Written with all figures but the purchases, which a summary has with their currency: shares as
/// fractions with up to six digits, as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(with = "written::Written"))]
pub struct Pareto {
    /// Customers with positive purchases, `n`.
    pub customers: u64,
    /// Their purchases, `T`.
    pub total: Total,
    /// Share of the ⌈n/5⌉ largest.
    pub top_20_percent_share: Option<Quotient>,
    /// Share of the largest.
    #[doc(alias = "大客户依存度")]
    pub largest_share: Option<Quotient>,
    /// The smallest number of largest customers that bring at least 80 %.
    pub customers_for_80_percent: u64,
    /// Gini coefficient `2·Σ i·x_i / (n·T) − (n + 1)/n` with `x` ascending from `i = 1`: 0 when all
    /// buy alike. Absent without customers, and when its terms need more than 128 bits.
    #[doc(alias = "基尼系数")]
    pub gini: Option<Quotient>,
    /// Herfindahl–Hirschman index `Σ (x/T)²`, rounded to six digits: 1 when one customer buys all.
    /// Absent without customers, and when its terms need more than 256 bits.
    pub hhi: Option<Quotient>,
}

impl Pareto {
    /// The figures of a set of net purchases, in any order.
    pub fn from_purchases(purchases: &[Amount]) -> Self {
        let mut rising: Vec<Amount> =
            purchases.iter().copied().filter(|amount| amount.is_positive()).collect();
        rising.sort_unstable();
        let total: Total = rising.iter().copied().collect();
        let fifth = rising.len().div_ceil(5);
        let top: Total = rising.iter().rev().take(fifth).copied().collect();
        let share = |part: Total| Quotient::try_new(part.minor(), total.minor());
        Self {
            customers: count(rising.len()),
            total,
            top_20_percent_share: share(top),
            largest_share: rising.last().and_then(|largest| share(largest.to_total())),
            customers_for_80_percent: customers_for_80_percent(&rising, total),
            gini: gini(&rising, total),
            hhi: hhi(&rising, total),
        }
    }

    /// The purchases for each customer that bought, in minor units; `None` without any.
    #[doc(alias = "户均销售额")]
    pub fn per_customer(&self) -> Option<Quotient> {
        Quotient::try_new(self.total.minor(), self.customers.into())
    }
}

fn count(customers: usize) -> u64 {
    proven!(u64::try_from(customers).ok(), else 0, "a length has at most 64 bits")
}

fn customers_for_80_percent(rising: &[Amount], total: Total) -> u64 {
    let times = |sum: Total, factor: i128| {
        let product = sum.minor().checked_mul(factor);
        proven!(product, else sum.minor(), "a slice holds fewer than 2^60 amounts of 63 bits")
    };
    let needed = times(total, 4);
    let before = rising.iter().rev().scan(Total::ZERO, |sum, amount| {
        let before = *sum;
        *sum = sum.plus(*amount);
        Some(before)
    });
    count(before.take_while(|before| times(*before, 5) < needed).count())
}

/// `(2·Σ i·x_i − (n + 1)·T) / (n·T)`; `None` when the terms leave 128 bits, which takes amounts no
/// currency knows.
fn gini(rising: &[Amount], total: Total) -> Option<Quotient> {
    let customers = i128::try_from(rising.len()).ok()?;
    let mut ranked = 0_i128;
    for (rank, amount) in (1_i128..).zip(rising) {
        ranked = ranked.checked_add(rank.checked_mul(i128::from(amount.minor()))?)?;
    }
    let even = customers.checked_add(1)?.checked_mul(total.minor())?;
    let part = ranked.checked_mul(2)?.checked_sub(even)?;
    Quotient::try_new(part, customers.checked_mul(total.minor())?)
}

/// `Σ x² / T²`, rounded half up to millionths: the largest `q` with `(2q − 1)·T² ≤ 2·10⁶·Σ x²`,
/// found bit by bit. `None` when the terms leave 256 bits.
fn hhi(rising: &[Amount], total: Total) -> Option<Quotient> {
    const MILLION: u128 = 1_000_000;
    let whole = total.minor().unsigned_abs();
    let squares = rising.iter().try_fold(Wide::ZERO, |sum, amount| {
        let amount = u128::from(amount.minor().unsigned_abs());
        sum.checked_add(Wide::product(amount, amount.checked_mul(2 * MILLION)?))
    })?;
    let mut millionths = 0_u128;
    for bit in (0..MILLION.ilog2().checked_add(1)?).rev() {
        let candidate = millionths | (1 << bit);
        let odd = candidate.checked_mul(2)?.checked_sub(1)?;
        let is_reached = Wide::product(odd.checked_mul(whole)?, whole) <= squares;
        if candidate <= MILLION && is_reached {
            millionths = candidate;
        }
    }
    total.is_positive().then(|| Quotient::try_new(i128::try_from(millionths).ok()?, 1_000_000))?
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Serialize, Serializer};

    use super::Pareto;
    use crate::measure::Quotient;
    use crate::valid::AsText;

    #[derive(Serialize)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    pub(super) struct Written {
        /// Customers with positive purchases.
        customers: u64,
        /// The share of the largest fifth.
        top_20_percent_share: Option<AsText<Quotient>>,
        /// The share of the largest.
        largest_share: Option<AsText<Quotient>>,
        /// The smallest number of largest customers that bring at least 80 %.
        customers_for_80_percent: u64,
        /// The Gini coefficient: 0 when all buy alike.
        gini: Option<AsText<Quotient>>,
        /// The Herfindahl–Hirschman index: 1 when one customer buys all.
        hhi: Option<AsText<Quotient>>,
    }

    impl Serialize for Pareto {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let written = Written {
                customers: self.customers,
                top_20_percent_share: self.top_20_percent_share.map(AsText),
                largest_share: self.largest_share.map(AsText),
                customers_for_80_percent: self.customers_for_80_percent,
                gini: self.gini.map(AsText),
                hhi: self.hhi.map(AsText),
            };
            written.serialize(to)
        }
    }
}

#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a coefficient is not money; it becomes an integer here, once"
)]

use std::collections::BTreeMap;
use std::fmt;

use libm::sqrt;

use super::SpendHistory;
use crate::engine::compare_products;
use crate::measure::{Quotient, Ratio, SignedShare};

/// The rank correlation (Spearman) of the number of orders and the mean margin of an order over the
/// customers of a book, equal values with their mean rank.
///
/// The model of margins holds where the two are independent: above 0.3, either way, its values
/// mislead.
///
/// ```
/// use guanxi::lapse::{RankCorrelation, SpendHistory};
///
/// let of = |orders, margin: &str| -> Result<SpendHistory, Box<dyn std::error::Error>> {
///     Ok(SpendHistory { orders, margin: margin.parse()? })
/// };
/// // The more orders, the more an order is worth: 1, 2 and 3 a piece.
/// let rising = [of(1, "CNY 1")?, of(2, "CNY 4")?, of(3, "CNY 9")?];
/// let found = RankCorrelation::try_from_histories(&rising).ok_or("all alike")?;
/// assert!(found.is_warning());
/// assert_eq!(found.to_string(), "rank correlation 1 of orders and margin");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankCorrelation {
    /// Sums over twice the ranks less their mean.
    together: i128,
    of_orders: i128,
    of_margins: i128,
    customers: usize,
}

impl RankCorrelation {
    /// The size above which the model of margins misleads.
    pub const WARN_ABOVE: Ratio = Ratio::from_percent(30);

    /// The correlation over customers; those without orders are left out. `None` where all have the
    /// same number of orders or the same mean margin, or margins are in several currencies.
    pub fn try_from_histories(histories: &[SpendHistory]) -> Option<Self> {
        let one = histories.first()?.margin.currency();
        if histories.iter().any(|it| it.margin.currency() != one) {
            return None;
        }
        let known = histories.iter().filter_map(|it| Some((it.orders, it.mean()?)));
        let known: Vec<(u32, Quotient)> = known.collect();
        let orders = doubled_ranks(known.iter().map(|(orders, _)| *orders))?;
        let margins = doubled_ranks(known.iter().map(|(_, mean)| *mean))?;
        let customers = known.len();
        // Twice the mean rank.
        let mean = i128::try_from(customers).ok()?.checked_add(1)?;
        let (mut together, mut of_orders, mut of_margins) = (0_i128, 0_i128, 0_i128);
        for (order, margin) in orders.into_iter().zip(margins) {
            let (x, y) = (order.checked_sub(mean)?, margin.checked_sub(mean)?);
            together = together.checked_add(x.checked_mul(y)?)?;
            of_orders = of_orders.checked_add(x.checked_mul(x)?)?;
            of_margins = of_margins.checked_add(y.checked_mul(y)?)?;
        }
        (of_orders > 0 && of_margins > 0).then_some(Self {
            together,
            of_orders,
            of_margins,
            customers,
        })
    }

    /// The customers with orders.
    pub const fn customers(self) -> usize {
        self.customers
    }

    /// Returns `true` when its size lies above a ratio, decided in integers.
    pub fn is_beyond(self, ratio: Ratio) -> bool {
        let parts = i128::from(ratio.parts_per_million());
        let sides = || {
            let together = self.together.checked_mul(1_000_000)?;
            let (x, y) = (self.of_orders, self.of_margins);
            Some(compare_products(together, together, x.checked_mul(parts)?.checked_mul(parts)?, y))
        };
        sides().is_some_and(std::cmp::Ordering::is_gt)
    }

    /// Returns `true` above [`WARN_ABOVE`](Self::WARN_ABOVE).
    pub fn is_warning(self) -> bool {
        self.is_beyond(Self::WARN_ABOVE)
    }

    /// The coefficient from −1 to 1, rounded to parts per million.
    pub fn coefficient(self) -> SignedShare {
        let whole = sqrt(self.of_orders as f64) * sqrt(self.of_margins as f64);
        let parts = self.together as f64 / whole * 1e6;
        SignedShare::from_parts_per_million(libm::round(parts).clamp(-1e6, 1e6) as i32)
    }
}

/// Twice the rank of each value, from 2 on; equal values have their mean rank. `None` for sums that
/// do not fit.
fn doubled_ranks<T: Ord + Copy>(values: impl Iterator<Item = T> + Clone) -> Option<Vec<i128>> {
    let mut counts: BTreeMap<T, i128> = BTreeMap::new();
    for value in values.clone() {
        let count = counts.entry(value).or_default();
        *count = count.checked_add(1)?;
    }
    let mut before = 0_i128;
    for count in counts.values_mut() {
        let equal = *count;
        *count = before.checked_mul(2)?.checked_add(equal)?.checked_add(1)?;
        before = before.checked_add(equal)?;
    }
    values.map(|value| counts.get(&value).copied()).collect()
}

impl fmt::Display for RankCorrelation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = i128::from(self.coefficient().parts_per_million());
        f.write_str("rank correlation ")?;
        crate::measure::write_micros(f, parts)?;
        f.write_str(" of orders and margin")
    }
}

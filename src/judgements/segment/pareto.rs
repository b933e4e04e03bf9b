use crate::engine::Wide;
use crate::measure::Quotient;
use crate::money::{Amount, Total};

/// How concentrated purchases are, over the customers with positive purchases.
///
/// # Rule
///
/// > S12: 20 % of customers, 80 % of sales.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::segment::Pareto;
///
/// let pareto = Pareto::of(&[85, 5, 5, 5, 0, -3].map(Amount::from_minor));
/// assert_eq!(pareto.top_20_percent_share.map(|it| it.to_string()).as_deref(), Some("0.85"));
/// assert_eq!(pareto.customers_for_80_percent, 1);
/// ```
#[doc(alias = "二八法则")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pareto {
    /// Customers with positive purchases, `n`.
    pub customers: u32,
    /// Their purchases, `T`.
    pub total: Total,
    /// Share of the ⌈n/5⌉ largest.
    pub top_20_percent_share: Option<Quotient>,
    /// Share of the largest.
    #[doc(alias = "大客户依存度")]
    pub largest_share: Option<Quotient>,
    /// The smallest number of largest customers that bring at least 80 %.
    pub customers_for_80_percent: u32,
    /// Gini coefficient `2·Σ i·x_i / (n·T) − (n + 1)/n` with `x` ascending from `i = 1`: 0 when all
    /// buy alike.
    #[doc(alias = "基尼系数")]
    pub gini: Option<Quotient>,
    /// Herfindahl–Hirschman index `Σ (x/T)²`, rounded to six digits: 1 when one customer buys all.
    pub hhi: Option<Quotient>,
}

impl Pareto {
    /// The figures of a set of net purchases, in any order.
    ///
    /// ```
    /// # use guanxi::segment::Pareto;
    /// assert_eq!(Pareto::of(&[]).gini, None, "a share of nothing is no share");
    /// ```
    pub fn of(purchases: &[Amount]) -> Self {
        let mut rising: Vec<Amount> =
            purchases.iter().copied().filter(|amount| amount.is_positive()).collect();
        rising.sort_unstable();
        let total: Total = rising.iter().copied().collect();
        let fifth = rising.len().div_ceil(5);
        let top: Total = rising.iter().rev().take(fifth).copied().collect();
        let share = |part: Total| Quotient::try_new(part.minor(), total.minor());
        Self {
            customers: u32::try_from(rising.len()).unwrap_or(u32::MAX),
            total,
            top_20_percent_share: share(top),
            largest_share: rising.last().and_then(|largest| share(largest.to_total())),
            customers_for_80_percent: customers_for_80_percent(&rising, total),
            gini: gini(&rising, total),
            hhi: hhi(&rising, total),
        }
    }
}

fn customers_for_80_percent(rising: &[Amount], total: Total) -> u32 {
    let needed = total.minor().saturating_mul(4);
    let mut sum = Total::ZERO;
    let before = rising.iter().rev().take_while(|amount| {
        let short = sum.minor().saturating_mul(5) < needed;
        sum = sum.plus(**amount);
        short
    });
    u32::try_from(before.count()).unwrap_or(u32::MAX)
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

/// `Σ x² / T²`, rounded half up to millionths by finding the largest `q` with `(2q − 1)·T² ≤
/// 2·10⁶·Σ x²`: exact whatever the size.
fn hhi(rising: &[Amount], total: Total) -> Option<Quotient> {
    const MILLION: u128 = 1_000_000;
    let whole = total.minor().unsigned_abs();
    let squares = rising.iter().try_fold(Wide::ZERO, |sum, amount| {
        let amount = u128::from(amount.minor().unsigned_abs());
        sum.checked_add(Wide::product(amount, amount.checked_mul(2 * MILLION)?))
    })?;
    let reached = |millionths: u128| {
        let odd = millionths.saturating_mul(2).saturating_sub(1);
        Wide::product(odd.saturating_mul(whole), whole) <= squares
    };
    let (mut low, mut high) = (0_u128, MILLION);
    while low < high {
        let middle = low.midpoint(high.saturating_add(1)).max(low.saturating_add(1));
        if reached(middle) {
            low = middle;
        } else {
            high = middle.saturating_sub(1);
        }
    }
    let millionths = i128::try_from(low).ok()?;
    total.is_positive().then(|| Quotient::try_new(millionths, 1_000_000))?
}

use std::num::NonZeroU8;

/// The last two gaps between the order days of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastGaps {
    /// Days of the gap before the latest.
    pub earlier: u32,
    /// Days of the latest gap.
    pub latest: u32,
}

/// The regularity of orders, from the last two gaps of each customer: the `k` of Erlang-k gaps,
/// to be set as `erlang_k` of a policy. 1 says that they come at random.
///
/// # Rule
///
/// > The share of the first gap in two, `M = g1 / (g1 + g2)`, does not depend on a customer's rate.
/// > With `V = Σ(M − 1/2)² / (n − 1)` its estimate is `k = (1 − 4·V) / (8·V)` (Wheat & Morrison
/// > 1990, *Estimating purchase regularity with two interpurchase times*), rounded half up, at
/// > least 1, at most 12: one order a month is as regular as it gets.
///
/// `None` with fewer than thirty customers: two gaps each say little. Pairs with a gap of 0 days
/// are left out. Equal gaps everywhere give 12.
///
/// ```
/// use guanxi::lapse::{LastGaps, regularity};
/// // Gaps of 30 days give or take five.
/// let calendar = (0..40).map(|n| LastGaps { earlier: 25 + n % 11, latest: 35 - n % 7 });
/// assert!(regularity(calendar).is_some_and(|k| k.get() > 8));
/// assert_eq!(regularity([LastGaps { earlier: 30, latest: 31 }]), None);
/// ```
#[doc(alias = "购买规律性")]
pub fn regularity(last_two_gaps: impl IntoIterator<Item = LastGaps>) -> Option<NonZeroU8> {
    /// Shares of the first gap are summed in whole millionths.
    const ONE: u64 = 1_000_000;
    let mut pairs = 0_u128;
    let mut squares = 0_u128;
    for LastGaps { earlier, latest } in last_two_gaps {
        if earlier == 0 || latest == 0 {
            continue;
        }
        let both = u64::from(earlier).checked_add(u64::from(latest))?;
        let share = u64::from(earlier).checked_mul(ONE)?.checked_div(both)?;
        let apart = u128::from(share.abs_diff(ONE / 2));
        squares = squares.checked_add(apart.checked_mul(apart)?)?;
        pairs = pairs.checked_add(1)?;
    }
    if pairs < FEWEST_CUSTOMERS {
        return None;
    }
    // k + 1/2 = (1 − 4V)/(8V) + 1/2 = 1/(8V): its whole part is k rounded half up.
    let one = u128::from(ONE).checked_mul(u128::from(ONE))?;
    let whole = one.checked_mul(pairs.checked_sub(1)?)?;
    // Without any square all gaps are equal.
    let k = whole.checked_div(squares.checked_mul(8)?).map_or(MOST_REGULAR, |k| {
        u8::try_from(k).map_or(MOST_REGULAR, |k| k.clamp(1, MOST_REGULAR))
    });
    NonZeroU8::new(k)
}

const FEWEST_CUSTOMERS: u128 = 30;
const MOST_REGULAR: u8 = 12;

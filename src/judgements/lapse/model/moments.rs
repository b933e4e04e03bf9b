#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "rates are not money; sums stay integers until the last step"
)]

use super::{LapsePolicy, Prior, Rates, Rhythm};
use crate::lapse::customer_count_error::{CustomerCountError, MOST_CUSTOMERS};
use crate::measure::proven;

/// The rates of the customers of a book as counts and sums of integers.
///
/// The order of customers cannot matter, not in the last bit, and the moments of parts of a book
/// merge to those of the whole: associative, commutative, exact.
///
/// ```
/// use guanxi::lapse::{Moments, OrderDays, Rhythm};
///
/// let (first, last) = ("2026-01-01".parse()?, "2026-03-01".parse()?);
/// let rhythm = Rhythm::try_new(OrderDays { count: 5, first, last }).ok_or("impossible")?;
/// let (mut one, mut both) = (Moments::default(), Moments::default());
/// one.add(rhythm)?;
/// both.add(rhythm)?;
/// both.add(rhythm)?;
/// one.merge(&one.clone())?;
/// assert_eq!(one, both);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moments {
    accounts: u64,
    /// Σ (x − 1)
    repeats: u64,
    /// Σ tx, days
    days: u64,
    /// Σ (x − 1)² / tx in units of 2⁻⁶⁴
    squares: u128,
}

impl Moments {
    /// Adds a customer. Only one with three order days or more has a rate.
    ///
    /// # Errors
    ///
    /// When the moments hold 2^32 customers already. Nothing is added then.
    #[inline]
    pub fn add(&mut self, rhythm: Rhythm) -> Result<(), CustomerCountError> {
        let days = rhythm.days_active();
        let Some(repeats) = rhythm.repeats().checked_sub(1).filter(|repeats| *repeats > 0) else {
            return Ok(());
        };
        let repeats = u64::from(repeats);
        let square = proven!(repeats.checked_mul(repeats), else 0, "32 bits each");
        let Some(squares) = divided(square, days) else {
            return Ok(());
        };
        self.merge(&Self { accounts: 1, repeats, days: days.into(), squares })
    }

    /// Adds the moments of another part of the book.
    ///
    /// # Errors
    ///
    /// When both together hold more than 2^32 customers. Nothing is added then.
    pub const fn merge(&mut self, other: &Self) -> Result<(), CustomerCountError> {
        let accounts = proven!(
            self.accounts.checked_add(other.accounts),
            else u64::MAX,
            "no moments hold more than 2^32 customers"
        );
        if accounts > MOST_CUSTOMERS {
            return Err(CustomerCountError::new(accounts));
        }
        *self = proven!(
            self.checked_add(other),
            else Self { ..*self },
            "2^32 customers with at most an order a day, in a calendar of fewer than 2^28 days"
        );
        Ok(())
    }

    const fn checked_add(&self, other: &Self) -> Option<Self> {
        let (Some(accounts), Some(repeats), Some(days), Some(squares)) = (
            self.accounts.checked_add(other.accounts),
            self.repeats.checked_add(other.repeats),
            self.days.checked_add(other.days),
            self.squares.checked_add(other.squares),
        ) else {
            return None;
        };
        Some(Self { accounts, repeats, days, squares })
    }

    /// The prior of the book: the spread of its rates.
    ///
    /// # Rule
    ///
    /// > `m = Σ(x−1) / Σtx`, `v` the variance of the rates `(x−1)/tx` weighted by `tx`, less what
    /// > chance adds (`m·K / Σtx`), at least `m²/3`: the book counts for at most three order days.
    /// > `r = m²/v`, `alpha = m/v`.
    pub fn to_prior(&self, policy: &LapsePolicy) -> Prior {
        let few = self.accounts < u64::from(policy.fewest_accounts) || self.days == 0;
        if few || policy.rates == Rates::Stated {
            return Prior::fallback(policy);
        }
        let days = self.days as f64;
        let repeats = self.repeats as f64;
        let mean = repeats / days;
        let squares = self.squares as f64 / 18_446_744_073_709_551_616.0;
        let spread = (squares - mean * repeats) / days;
        let chance = mean * self.accounts as f64 / days;
        let most = f64::from(policy.most_book_order_days.get());
        let variance = (spread - chance).max(mean * mean / most);
        Prior { r: mean * mean / variance, alpha: mean / variance, ..Prior::fallback(policy) }
    }
}

/// `square / days` in units of 2⁻⁶⁴, cut off: a long division in digits of 32 bits, which takes
/// half the time of one in 128. `None` without days.
fn divided(square: u64, days: u32) -> Option<u128> {
    let days = u64::from(days);
    let (whole, rest) = (square.checked_div(days)?, square.checked_rem(days)?);
    // Each rest is below 2^32, so it leaves room for the next digit.
    let (high, rest) = ((rest << 32).checked_div(days)?, (rest << 32).checked_rem(days)?);
    let low = (rest << 32).checked_div(days)?;
    Some((u128::from(whole) << 64) | (u128::from(high) << 32) | u128::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_division_is_the_plain_one() {
        let numbers = [0, 1, 2, 3, 7, 365, 4_294_967_295, 4_294_967_296, u64::MAX - 1, u64::MAX];
        for square in numbers {
            for days in [1, 2, 3, 59, 730, 65_537, u32::MAX - 1, u32::MAX] {
                let plain = (u128::from(square) << 64).checked_div(u128::from(days));
                assert_eq!(divided(square, days), plain, "{square} / {days}");
            }
            assert_eq!(divided(square, 0), None);
        }
    }
}

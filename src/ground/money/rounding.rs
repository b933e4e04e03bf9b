use rust_decimal::RoundingStrategy;

use crate::valid::words;

words! {
    /// Which neighbour is taken when a number lies between two.
    ///
    /// ```
    /// use guanxi::money::{Money, Rounding};
    /// use rust_decimal::Decimal;
    ///
    /// let half = Decimal::new(12_345, 3); // 12.345
    /// let cny = "CNY".parse()?;
    /// assert_eq!(Money::rounded(half, cny, Rounding::HalfUp)?.to_string(), "CNY 12.35");
    /// assert_eq!(Money::rounded(half, cny, Rounding::HalfEven)?.to_string(), "CNY 12.34");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Rounding as "a rounding" {
        /// To the nearest, halves away from zero: 2.5 → 3, −2.5 → −3. What invoices do (四舍五入).
        HalfUp = "half_up",
        /// To the nearest, halves to the even neighbour: 2.5 → 2, 3.5 → 4.
        HalfEven = "half_even",
        /// Toward zero: 2.9 → 2, −2.9 → −2.
        TowardZero = "toward_zero",
        /// Away from zero: 2.1 → 3, −2.1 → −3.
        AwayFromZero = "away_from_zero",
    }
}

impl Rounding {
    /// Divides by a positive whole and rounds; `None` when the whole is not positive.
    pub(super) fn divide(self, part: i128, whole: i128) -> Option<i128> {
        let (down, rest) = (part.checked_div(whole)?, part.checked_rem(whole)?.unsigned_abs());
        let whole = u128::try_from(whole).ok()?;
        let away = match self {
            Self::TowardZero => false,
            Self::AwayFromZero => rest > 0,
            Self::HalfUp => rest >= whole.div_ceil(2),
            Self::HalfEven => {
                let half = rest.saturating_mul(2).cmp(&whole);
                half.is_gt() || half.is_eq() && down & 1 != 0
            }
        };
        down.checked_add(if away { part.signum() } else { 0 })
    }

    pub(super) const fn strategy(self) -> RoundingStrategy {
        match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::TowardZero => RoundingStrategy::ToZero,
            Self::AwayFromZero => RoundingStrategy::AwayFromZero,
        }
    }
}

use rust_decimal::RoundingStrategy;

use crate::measure::Excess;
use crate::valid::words;

words! {
    /// The neighbour to which a number between two is rounded.
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
        /// To the nearest, halves away from zero: 2.5 → 3, −2.5 → −3. The rounding of
        /// invoices (四舍五入).
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
    pub(crate) fn divide(self, part: i128, whole: i128) -> Option<i128> {
        let (down, rest) = (part.checked_div(whole)?, part.checked_rem(whole)?.unsigned_abs());
        let whole = u128::try_from(whole).ok()?;
        let away = match self {
            Self::TowardZero => false,
            Self::AwayFromZero => rest > 0,
            Self::HalfUp => rest >= whole.div_ceil(2),
            Self::HalfEven => {
                let half = rest.cmp(&whole.excess_over(rest));
                half.is_gt() || half.is_eq() && down % 2 != 0
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

#[cfg(test)]
mod tests {
    use super::Rounding;

    /// Tenths divided by ten: at, just under and just over the half, of both signs, beside even and
    /// odd neighbours.
    #[test]
    fn every_mode_rounds_at_and_beside_the_half() {
        let rows = [
            // tenths, half up, half even, toward zero, away from zero
            (0, [0, 0, 0, 0]),
            (1, [0, 0, 0, 1]),
            (4, [0, 0, 0, 1]),
            (5, [1, 0, 0, 1]),
            (6, [1, 1, 0, 1]),
            (9, [1, 1, 0, 1]),
            (10, [1, 1, 1, 1]),
            (14, [1, 1, 1, 2]),
            (15, [2, 2, 1, 2]),
            (16, [2, 2, 1, 2]),
            (24, [2, 2, 2, 3]),
            (25, [3, 2, 2, 3]),
            (26, [3, 3, 2, 3]),
            (34, [3, 3, 3, 4]),
            (35, [4, 4, 3, 4]),
            (36, [4, 4, 3, 4]),
        ];
        for (tenths, expected) in rows {
            for sign in [1, -1] {
                let found = Rounding::ALL.map(|mode| mode.divide(sign * tenths, 10));
                assert_eq!(found, expected.map(|it| Some(sign * it)), "{sign} · {tenths}/10");
            }
        }
    }

    /// Thirds have no half: the nearest is one of two.
    #[test]
    fn an_odd_whole_has_no_half() {
        for (thirds, nearest) in [(1, 0), (2, 1), (4, 1), (5, 2)] {
            for mode in [Rounding::HalfUp, Rounding::HalfEven] {
                assert_eq!(mode.divide(thirds, 3), Some(nearest), "{mode}: {thirds}/3");
                assert_eq!(mode.divide(-thirds, 3), Some(-nearest), "{mode}: -{thirds}/3");
            }
        }
    }

    #[test]
    fn terms_at_the_end_of_the_type_round_like_small_ones() {
        let most = i128::MAX;
        for mode in [Rounding::HalfUp, Rounding::HalfEven, Rounding::AwayFromZero] {
            assert_eq!(mode.divide(most - 1, most), Some(1), "{mode}");
            assert_eq!(mode.divide(-(most - 1), most), Some(-1), "{mode}");
        }
        assert_eq!(Rounding::HalfEven.divide(most / 2, most - 1), Some(0), "half to even");
        assert_eq!(Rounding::HalfUp.divide(most / 2, most - 1), Some(1), "half away from zero");
        assert_eq!(Rounding::HalfUp.divide(1, 0), None);
        assert_eq!(Rounding::HalfUp.divide(1, -1), None);
    }
}

use std::fmt;

use super::score::Score;
use crate::backtest::Hindsight;
use crate::measure::{Excess, Quotient, Ratio, proven, write_micros};

const MILLION: i128 = 1_000_000;

/// The area under the receiver operating characteristic of a rule: the chance that a customer of
/// which it came true ranked above one of which it did not, on the same day.
///
/// # Rule
///
/// > S21.4: customers that the rule judged rank by their level, then by its figure; equal ranks
/// > count half. Days are ranked apart and their pairs added. The standard error is that of Hanley
/// > and McNeil (*Radiology* 143, 1982): with A the area, Q₁ = A / (2 − A), Q₂ = 2A² / (1 + A),
/// > and n true and m others, the root of (A(1 − A) + (n − 1)(Q₁ − A²) + (m − 1)(Q₂ − A²)) / nm.
///
/// 0.5 is a rule that ranks by chance. One customer is in the pairs of many days, so the real error
/// is larger than the one stated.
#[doc(alias = "AUC")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AreaUnderCurve {
    /// Twice the pairs in which the true one ranked above, and once those of equal rank.
    twice_above: u128,
    pairs: u128,
    /// Pairs times the true ones beside the one of the pair, over all days.
    beside_true: u128,
    /// Pairs times the others beside the one of the pair.
    beside_others: u128,
}

impl AreaUnderCurve {
    /// The pairs of one day.
    pub(in super::super) fn of_day(scores: &mut [(Score, Hindsight)]) -> Self {
        scores.sort_unstable();
        let is = |(_, it): &&(Score, Hindsight), hindsight| *it == hindsight;
        let count = |scores: &[(Score, Hindsight)], hindsight| {
            let count = scores.iter().filter(|it| is(it, hindsight)).count();
            proven!(u128::try_from(count).ok(), else 0, "a count of memory")
        };
        let (true_ones, others) =
            (count(scores, Hindsight::CameTrue), count(scores, Hindsight::DidNot));
        let (mut below, mut twice_above) = (0_u128, Some(0_u128));
        for equal in scores.chunk_by(|a, b| a.0 == b.0) {
            let (won, lost) = (count(equal, Hindsight::CameTrue), count(equal, Hindsight::DidNot));
            let pairs = below.checked_mul(2).and_then(|it| it.checked_add(lost)?.checked_mul(won));
            twice_above = twice_above.zip(pairs).and_then(|(sum, it)| sum.checked_add(it));
            below = proven!(below.checked_add(lost), else below, "a count of memory");
        }
        let of_day = || {
            let pairs = true_ones.checked_mul(others)?;
            Some(Self {
                twice_above: twice_above?,
                pairs,
                beside_true: pairs.checked_mul(true_ones.excess_over(1))?,
                beside_others: pairs.checked_mul(others.excess_over(1))?,
            })
        };
        of_day().unwrap_or_default()
    }

    /// The pairs of customers of the same day of which it came true of one alone.
    pub const fn pairs(&self) -> u128 {
        self.pairs
    }

    /// The area; `None` without a pair.
    pub fn area(&self) -> Option<Quotient> {
        let twice_pairs = i128::try_from(self.pairs.checked_mul(2)?).ok()?;
        Quotient::try_new(i128::try_from(self.twice_above).ok()?, twice_pairs)
    }

    /// The standard error of the area, in millionths; `None` without a pair.
    pub fn standard_error(&self) -> Option<Ratio> {
        let area = self.area()?.to_micros()?;
        let square = area.checked_mul(area)?;
        let million_squared = MILLION.checked_mul(MILLION)?;
        // All in millionths of millionths.
        let first = area.checked_mul(million_squared)?;
        let first = first.checked_div(MILLION.checked_mul(2)?.checked_sub(area)?)?;
        let second = square.checked_mul(MILLION)?.checked_mul(2)?;
        let second = second.checked_div(MILLION.checked_add(area)?)?;
        let alone = area.checked_mul(MILLION.checked_sub(area)?)?;
        let times = |part: i128, count: u128| {
            let part = u128::try_from(part.max(0)).ok()?;
            part.checked_mul(count)
        };
        let sum = times(alone, self.pairs)?
            .checked_add(times(first.checked_sub(square)?, self.beside_true)?)?
            .checked_add(times(second.checked_sub(square)?, self.beside_others)?)?;
        // The root of the sum over the pairs, in millionths.
        let root = sum.isqrt();
        let half_up = root.checked_add(self.pairs.checked_div(2)?)?.checked_div(self.pairs)?;
        u32::try_from(half_up).ok().map(Ratio::from_parts_per_million)
    }

    /// The pairs of these days and of others.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let sum = || {
            Some(Self {
                twice_above: self.twice_above.checked_add(other.twice_above)?,
                pairs: self.pairs.checked_add(other.pairs)?,
                beside_true: self.beside_true.checked_add(other.beside_true)?,
                beside_others: self.beside_others.checked_add(other.beside_others)?,
            })
        };
        // More than 2^128 pairs would take a day with 2^42 customers.
        sum().unwrap_or(self)
    }
}

impl fmt::Display for AreaUnderCurve {
    /// `0.893 ± 0.032`, or `–` without a pair.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let area = self.area().and_then(Quotient::to_micros);
        let Some((area, error)) = area.zip(self.standard_error()) else { return write!(f, "–") };
        let thousandths = |micros: i128| {
            let half_up = micros.checked_add(500).and_then(|it| it.checked_div(1_000));
            half_up.and_then(|it| it.checked_mul(1_000)).unwrap_or(micros)
        };
        write_micros(f, thousandths(area))?;
        write!(f, " ± ")?;
        write_micros(f, thousandths(error.parts_per_million().into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ratings from 1 to 5 of cases of each kind.
    fn rated(true_ones: [usize; 5], others: [usize; 5]) -> AreaUnderCurve {
        let of_kind = |counts: [usize; 5], hindsight| {
            let rated = counts.into_iter().zip(1..);
            let rated = rated.flat_map(move |(count, rating)| {
                std::iter::repeat_n((Score::of_figure(rating), hindsight), count)
            });
            rated.collect::<Vec<_>>()
        };
        let mut all = of_kind(true_ones, Hindsight::CameTrue);
        all.extend(of_kind(others, Hindsight::DidNot));
        AreaUnderCurve::of_day(&mut all)
    }

    #[test]
    fn the_area_of_the_paper_of_hanley_and_mcneil_is_found_with_its_error() {
        // Their 109 images: 51 with a finding, 58 without.
        let found = rated([3, 2, 2, 11, 33], [33, 6, 6, 11, 2]);
        assert_eq!(found.pairs(), 2_958);
        assert_eq!(found.area().map(|it| it.to_string()).as_deref(), Some("0.893171"));
        assert_eq!(found.standard_error().map(Ratio::parts_per_million), Some(32_487));
        assert_eq!(found.to_string(), "0.893 ± 0.032");
    }

    #[test]
    fn ranks_by_chance_are_a_half_and_a_perfect_order_is_one() {
        let area = |found: AreaUnderCurve| found.area().map(|it| it.to_string());
        assert_eq!(area(rated([9, 0, 0, 0, 0], [5, 0, 0, 0, 0])).as_deref(), Some("0.5"));
        assert_eq!(area(rated([0, 0, 0, 0, 3], [5, 0, 0, 1, 0])).as_deref(), Some("1"));
        assert_eq!(area(rated([3, 0, 0, 0, 0], [0, 0, 0, 1, 0])).as_deref(), Some("0"));
        assert_eq!(area(rated([3, 0, 0, 0, 0], [0; 5])), None);
        assert_eq!(rated([0; 5], [1; 5]).to_string(), "–");
    }

    #[test]
    fn days_are_ranked_apart() {
        // Alone each day ranks at random; together the day with many true ones ranks low.
        let (first, second) =
            (rated([9, 0, 0, 0, 0], [1, 0, 0, 0, 0]), rated([0, 0, 0, 0, 1], [0, 0, 0, 0, 9]));
        let both = first.plus(second);
        assert_eq!(both.area().map(|it| it.to_string()).as_deref(), Some("0.5"));
        assert_eq!(both.pairs(), 18);
    }
}

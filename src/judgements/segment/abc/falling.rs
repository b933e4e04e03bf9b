use std::cmp::Ordering;

use super::Cuts;
use crate::engine::{Wide, is_negative_sum};
use crate::measure::{Ratio, proven};
use crate::money::{Amount, Total};

/// Positive purchases, the largest first.
#[derive(Debug, Clone)]
pub(crate) struct Falling(Vec<Amount>);

impl Falling {
    /// The positive amounts among purchases in any order.
    pub(crate) fn new(purchases: &[Amount]) -> Self {
        let positive = purchases.iter().copied().filter(|amount| amount.is_positive());
        let mut falling: Vec<Amount> = positive.collect();
        falling.sort_unstable_by(|x, y| y.cmp(x));
        Self(falling)
    }

    /// The smallest amount of the largest `share` of the customers: of those with less than the
    /// share of the customers above them, ties up. `None` when there is no customer.
    pub(crate) fn smallest_in_share(&self, share: Ratio) -> Option<Amount> {
        let ranked = (0_i128..).zip(&self.0);
        let inside = ranked.take_while(|(above, _)| share.is_missed_by(*above, self.count()));
        inside.last().map(|(_, amount)| *amount)
    }

    /// The cuts by the curve of the amounts itself: A up to the point nearest to (0, 1), of the
    /// nearest ones that of the largest amount; B while an amount is at least the mean.
    pub(super) fn computed_cuts(&self) -> Cuts {
        let end = CurveEnd { customers: self.count(), total: self.0.iter().copied().collect() };
        let (mut customers, mut sum) = (0_i128, Total::ZERO);
        let points = self.0.chunk_by(|a, b| a == b).filter_map(|run| {
            customers = proven!(
                customers.checked_add(count_of(run)),
                else customers,
                "at most the length of a slice"
            );
            sum = run.iter().fold(sum, |sum, amount| sum.plus(*amount));
            let missing = end.total.minus(sum);
            Some((CurvePoint::new(customers, missing, end), run.first().copied()?))
        });
        let nearest =
            points.reduce(
                |best, next| {
                    if next.0.compare_distance(best.0, end).is_lt() { next } else { best }
                },
            );
        let reaches_mean = |amount: &&Amount| {
            let times = i128::from(amount.minor()).checked_mul(end.customers);
            proven!(times, else 0, "2^63 times fewer than 2^64") >= end.total.minor()
        };
        let in_a_or_b = self.0.iter().take_while(reaches_mean).last().copied();
        Cuts::from_smallest(nearest.map(|(_, amount)| amount), in_a_or_b)
    }

    fn count(&self) -> i128 {
        count_of(&self.0)
    }
}

fn count_of(amounts: &[Amount]) -> i128 {
    proven!(i128::try_from(amounts.len()).ok(), else 0, "a length has at most 64 bits")
}

/// The end of the curve: all customers and all that they bought.
#[derive(Clone, Copy)]
struct CurveEnd {
    customers: i128,
    total: Total,
}

/// A point of the curve.
#[derive(Clone, Copy)]
struct CurvePoint {
    /// The customers up to it.
    customers: i128,
    /// The purchases of all others.
    missing: Total,
    /// The squared distance from (0, 1), times the squares of the end; `None` when it needs more
    /// than 256 bits.
    distance: Option<Wide>,
}

impl CurvePoint {
    fn new(customers: i128, missing: Total, end: CurveEnd) -> Self {
        let square = |a: i128, b: i128| {
            let side = a.checked_mul(b)?.unsigned_abs();
            Some(Wide::product(side, side))
        };
        let along = square(customers, end.total.minor());
        let up = square(missing.minor(), end.customers);
        let distance = along.zip(up).and_then(|(along, up)| along.checked_add(up));
        Self { customers, missing, distance }
    }

    fn compare_distance(self, other: Self, end: CurveEnd) -> Ordering {
        match (self.distance, other.distance) {
            (Some(one), Some(other)) => one.cmp(&other),
            (None, _) | (_, None) => self.compare_exactly(other, end),
        }
    }

    /// Compares the distances whatever their size.
    fn compare_exactly(self, other: Self, end: CurveEnd) -> Ordering {
        let (n, total) = (end.customers, end.total.minor());
        let along = |it: Self, sign: i128| [sign, it.customers, it.customers, total, total];
        let up = |it: Self, sign: i128| [sign, it.missing.minor(), it.missing.minor(), n, n];
        let is_nearer = |near: Self, far: Self| {
            is_negative_sum(&[along(near, 1), up(near, 1), along(far, -1), up(far, -1)])
        };
        is_nearer(other, self).cmp(&is_nearer(self, other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_of_any_size_are_compared_alike() {
        let end = CurveEnd { customers: 9, total: Total::from_minor(100) };
        for (a, b) in
            [((1, 60), (2, 40)), ((2, 40), (1, 60)), ((3, 30), (3, 30)), ((9, 0), (1, 99))]
        {
            let point =
                |(customers, missing)| CurvePoint::new(customers, Total::from_minor(missing), end);
            let (a, b) = (point(a), point(b));
            assert_eq!(a.compare_distance(b, end), a.compare_exactly(b, end));
        }
    }
}

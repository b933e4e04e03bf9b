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
        let (nearest, even) = (self.nearest_to(0), self.break_even());
        Cuts::from_smallest(nearest.map(|it| it.amount), even.map(|it| it.amount))
    }

    /// The cuts by the curve alone: A up to the point nearest to (0, 1) or to the break-even point,
    /// the one with fewer customers; B up to the point nearest to (x, 1), with `x` of the other of
    /// the two.
    pub(super) fn submarginal_cuts(&self) -> Cuts {
        let (Some(nearest), Some(even)) = (self.nearest_to(0), self.break_even()) else {
            return Cuts::default();
        };
        let (first, second) =
            if even.customers < nearest.customers { (even, nearest) } else { (nearest, even) };
        let last = self.nearest_to(second.customers);
        Cuts::from_smallest(Some(first.amount), last.map(|it| it.amount))
    }

    /// The point of the curve nearest to the point at the top over a number of customers; of the
    /// nearest ones that of the largest amount.
    fn nearest_to(&self, over: i128) -> Option<CurveStep> {
        let end = self.end();
        let (mut customers, mut sum) = (0_i128, Total::ZERO);
        let points = self.0.chunk_by(|a, b| a == b).filter_map(|run| {
            customers = proven!(
                customers.checked_add(count_of(run)),
                else customers,
                "at most the length of a slice"
            );
            sum = run.iter().fold(sum, |sum, amount| sum.plus(*amount));
            let away = proven!(customers.checked_sub(over), else 0, "two lengths of slices");
            let point = CurvePoint::new(away, end.total.minus(sum), end);
            Some((point, CurveStep { customers, amount: run.first().copied()? }))
        });
        let nearest =
            points.reduce(
                |best, next| {
                    if next.0.compare_distance(best.0, end).is_lt() { next } else { best }
                },
            );
        nearest.map(|(_, step)| step)
    }

    /// The last point up to which each customer brings at least the average.
    fn break_even(&self) -> Option<CurveStep> {
        let end = self.end();
        let reaches_mean = |(_, amount): &(i128, &Amount)| {
            let times = i128::from(amount.minor()).checked_mul(end.customers);
            proven!(times, else 0, "2^63 times fewer than 2^64") >= end.total.minor()
        };
        let last = (1_i128..).zip(&self.0).take_while(reaches_mean).last();
        last.map(|(customers, amount)| CurveStep { customers, amount: *amount })
    }

    fn end(&self) -> CurveEnd {
        CurveEnd { customers: self.count(), total: self.0.iter().copied().collect() }
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

/// The customers up to a point of the curve, and the amount of the last of them.
#[derive(Clone, Copy)]
struct CurveStep {
    customers: i128,
    amount: Amount,
}

/// A point of the curve, as far as its distance from a point at the top.
#[derive(Clone, Copy)]
struct CurvePoint {
    /// The customers between the two.
    away: i128,
    /// The purchases of all others.
    missing: Total,
    /// The squared distance, times the squares of the end; `None` when it needs more than 256 bits.
    distance: Option<Wide>,
}

impl CurvePoint {
    fn new(away: i128, missing: Total, end: CurveEnd) -> Self {
        let square = |a: i128, b: i128| {
            let side = a.checked_mul(b)?.unsigned_abs();
            Some(Wide::product(side, side))
        };
        let along = square(away, end.total.minor());
        let up = square(missing.minor(), end.customers);
        let distance = along.zip(up).and_then(|(along, up)| along.checked_add(up));
        Self { away, missing, distance }
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
        let along = |it: Self, sign: i128| [sign, it.away, it.away, total, total];
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
            let point = |(away, missing)| CurvePoint::new(away, Total::from_minor(missing), end);
            let (a, b) = (point(a), point(b));
            assert_eq!(a.compare_distance(b, end), a.compare_exactly(b, end));
        }
    }
}

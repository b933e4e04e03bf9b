use super::{common_multiple, proven};

/// A point of a curve, in whole units of either axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) x: i32,
    pub(crate) y: i64,
}

/// A curve through the points of a table, straight between them. The points stand by rising `x`.
///
/// The index of payments and the share of means by score are such curves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Curve<'a, Row, F> {
    rows: &'a [Row],
    point: F,
}

impl<'a, Row, F: Fn(&Row) -> Point> Curve<'a, Row, F> {
    /// A curve through rows, each read as a point.
    pub(crate) const fn new(rows: &'a [Row], point: F) -> Self {
        Self { rows, point }
    }

    /// The value at `x`, cut off toward the lower point where it is no whole number. Beyond the
    /// last point it is that of the last; `None` before the first.
    pub(crate) fn at(&self, x: i32) -> Option<i64> {
        let after = self.rows.partition_point(|row| (self.point)(row).x <= x);
        let low = (self.point)(self.rows.get(after.checked_sub(1)?)?);
        let Some(high) = self.rows.get(after).map(&self.point) else { return Some(low.y) };
        Some(between(low, high, x))
    }

    /// The value at `x`, that of the first point before it. `None` without points.
    pub(crate) fn held_at(&self, x: i32) -> Option<i64> {
        self.at(x).or_else(|| self.rows.first().map(|row| (self.point)(row).y))
    }

    /// The least number that is a multiple of every distance between neighbours, at least 1: a
    /// curve whose values are multiples of it has a whole value at every `x`. `None` above `most`.
    pub(crate) fn unit(&self, most: i64) -> Option<i64> {
        let spans = self.rows.iter().zip(self.rows.iter().skip(1));
        let mut spans = spans.map(|(low, high)| span((self.point)(low), (self.point)(high)));
        spans.try_fold(1_i64, |unit, span| {
            let multiple = common_multiple(unit.unsigned_abs().into(), span.unsigned_abs().into());
            i64::try_from(multiple?).ok().filter(|multiple| *multiple <= most)
        })
    }
}

/// The distance between two points, at least 1: points in disorder are refused elsewhere.
fn span(low: Point, high: Point) -> i64 {
    let span = i64::from(high.x).checked_sub(i64::from(low.x));
    proven!(span, else 1, "two numbers of 32 bits").max(1)
}

fn between(low: Point, high: Point, x: i32) -> i64 {
    let (from, to, gone) = (i128::from(low.y), i128::from(high.y), i128::from(x));
    let rise = proven!(to.checked_sub(from), else 0, "two numbers of 64 bits");
    let gone = proven!(gone.checked_sub(i128::from(low.x)), else 0, "two numbers of 32 bits");
    let risen = proven!(rise.checked_mul(gone), else 0, "65 and 33 bits");
    let risen = proven!(risen.checked_div(i128::from(span(low, high))), else 0, "at least 1");
    let value = from.checked_add(risen).and_then(|value| i64::try_from(value).ok());
    proven!(value, else low.y, "a value between two of 64 bits")
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: [(i32, i64); 3] = [(-10, 100), (0, 80), (3, 70)];

    fn point(row: &(i32, i64)) -> Point {
        Point { x: row.0, y: row.1 }
    }

    fn at(x: i32) -> Option<i64> {
        Curve::new(&POINTS, point).at(x)
    }

    #[test]
    fn a_curve_passes_through_its_points_and_runs_straight_between() {
        assert_eq!([-10, -5, -1, 0, 3].map(at), [100, 90, 82, 80, 70].map(Some));
    }

    #[test]
    fn a_fraction_is_cut_off_toward_the_lower_point() {
        assert_eq!([1, 2].map(at), [77, 74].map(Some), "76.67 and 73.33");
        let rising = [(0, 0), (3, 10)];
        let rising = Curve::new(&rising, point);
        assert_eq!([1, 2].map(|x| rising.at(x)), [3, 6].map(Some), "3.33 and 6.67");
    }

    #[test]
    fn outside_its_points_a_curve_stays_at_the_last_and_is_held_at_the_first() {
        assert_eq!((at(-11), at(4)), (None, Some(70)));
        let curve = Curve::new(&POINTS, point);
        assert_eq!((curve.held_at(-11), curve.held_at(i32::MAX)), (Some(100), Some(70)));
        let none = Curve::new(&[], point);
        assert_eq!((none.at(0), none.held_at(0), none.unit(1)), (None, None, Some(1)));
    }

    #[test]
    fn the_unit_is_the_least_common_multiple_of_the_distances() {
        let curve = Curve::new(&POINTS, point);
        assert_eq!((curve.unit(30), curve.unit(29)), (Some(30), None), "of 10 and 3");
        let same = [(0, 0), (4, 0), (10, 0)];
        assert_eq!(Curve::new(&same, point).unit(99), Some(12));
    }

    #[test]
    fn the_widest_curve_has_a_value_everywhere() {
        let wide = [(i32::MIN, i64::MIN), (i32::MAX, i64::MAX)];
        let wide = Curve::new(&wide, point);
        assert_eq!([i32::MIN, i32::MAX].map(|x| wide.at(x)), [i64::MIN, i64::MAX].map(Some));
        assert_eq!(wide.at(0), Some(1 << 31));
    }
}

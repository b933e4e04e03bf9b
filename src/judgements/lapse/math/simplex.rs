#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a search for the parameters of a probability"
)]

/// The most times that the search starts afresh where it ended.
const MAX_STARTS: usize = 12;
/// The most steps of one search.
const MAX_STEPS: usize = 2_000;

type Point = [f64; 4];

/// The minimum of a function of four numbers, from a start on: the downhill simplex (Nelder & Mead
/// 1965, *A simplex method for function minimization*), started afresh until it finds nothing
/// better. `None` when it does not settle.
pub(crate) fn least(start: Point, value: impl Fn(&Point) -> f64) -> Option<(Point, f64)> {
    let mut best = (start, value(&start));
    let mut reach = 0.5;
    for _ in 0..MAX_STARTS {
        let found = descend(best, reach, &value)?;
        let gained = best.1 - found.1;
        best = found;
        if gained.abs() <= 1e-9 * (1.0 + found.1.abs()) * 1e-3 {
            return best.1.is_finite().then_some(best);
        }
        reach = 0.1;
    }
    None
}

fn descend(
    start: (Point, f64),
    reach: f64,
    value: &impl Fn(&Point) -> f64,
) -> Option<(Point, f64)> {
    let mut corners = vec![start];
    for place in 0..start.0.len() {
        let mut corner = start.0;
        *corner.get_mut(place)? += reach;
        corners.push((corner, value(&corner)));
    }
    for _ in 0..MAX_STEPS {
        corners.sort_by(|a, b| a.1.total_cmp(&b.1));
        let (least, worst) = (*corners.first()?, *corners.last()?);
        if spread(&corners) < 1e-9 {
            return Some(least);
        }
        let second = corners.iter().rev().nth(1)?.1;
        let centre = centre(corners.iter().take(start.0.len()).map(|(point, _)| point));
        let at = |step: f64| {
            let point = between(&centre, &worst.0, step);
            (point, value(&point))
        };
        let mirrored = at(-1.0);
        let next = if mirrored.1 < least.1 {
            let farther = at(-2.0);
            if farther.1 < mirrored.1 { farther } else { mirrored }
        } else if mirrored.1 < second {
            mirrored
        } else {
            let closer = if mirrored.1 < worst.1 { at(-0.5) } else { at(0.5) };
            if closer.1 >= worst.1.min(mirrored.1) {
                for corner in corners.iter_mut().skip(1) {
                    let point = between(&least.0, &corner.0, 0.5);
                    *corner = (point, value(&point));
                }
                continue;
            }
            closer
        };
        *corners.last_mut()? = next;
    }
    corners.into_iter().min_by(|a, b| a.1.total_cmp(&b.1))
}

/// From a point towards another, by a part of the way.
fn between(from: &Point, to: &Point, part: f64) -> Point {
    let mut point = *from;
    for (coordinate, to) in point.iter_mut().zip(to) {
        *coordinate += part * (to - *coordinate);
    }
    point
}

fn centre<'a>(points: impl Iterator<Item = &'a Point>) -> Point {
    let mut sum = Point::default();
    let mut count = 0.0;
    for point in points {
        count += 1.0;
        sum.iter_mut().zip(point).for_each(|(sum, coordinate)| *sum += coordinate);
    }
    sum.map(|sum| sum / count)
}

/// The widest distance of a corner from the first, in any coordinate.
fn spread(corners: &[(Point, f64)]) -> f64 {
    let Some((first, rest)) = corners.split_first() else {
        return 0.0;
    };
    let apart = rest.iter().flat_map(|(corner, _)| corner.iter().zip(&first.0));
    apart.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a search for the parameters of a probability"
)]

/// The most steps of a search; real histories take about ten.
const MAX_STEPS: usize = 500;
/// The search ends when no coordinate moves farther than this.
const LEAST_STEP: f64 = 1e-9;
/// The farthest that a coordinate moves in one step.
const LONGEST_STEP: f64 = 1.0;

/// A function of `N` numbers at a point, with its first and second derivatives.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surface<const N: usize> {
    /// The value.
    pub(crate) value: f64,
    /// The derivative in each coordinate.
    pub(crate) slope: [f64; N],
    /// The second derivatives.
    pub(crate) bend: [[f64; N]; N],
}

/// The greatest value of a function within ranges, and the point where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peak<const N: usize> {
    /// The point.
    pub(crate) at: [f64; N],
    /// The function there.
    pub(crate) surface: Surface<N>,
}

/// The greatest value of a function within ranges, from a start on, by Newton's method; where the
/// function does not bend downwards the step leans towards the steepest way (Levenberg 1944, *A
/// method for the solution of certain non-linear problems in least squares*). A coordinate that is
/// pushed over the end of its range stays there. `None` when it does not settle.
pub(crate) fn greatest<const N: usize>(
    start: [f64; N],
    ranges: &[(f64, f64); N],
    function: impl Fn(&[f64; N]) -> Surface<N>,
) -> Option<Peak<N>> {
    let mut at = within(start, ranges);
    let mut surface = function(&at);
    let mut lean = 1e-3;
    for _ in 0..MAX_STEPS {
        let tried = step(&at, &surface, ranges, lean).map(|step| {
            let mut next = at;
            next.iter_mut().zip(step).for_each(|(it, step)| *it += step);
            within(next, ranges)
        });
        let Some(next) = tried else {
            lean = if lean < f64::MAX / 10.0 { lean * 10.0 } else { return None };
            continue;
        };
        let there = function(&next);
        // At the peak the value moves by what rounding leaves, up as well as down.
        let noise = 1e-13 * surface.value.abs();
        if there.value >= surface.value - noise {
            let farthest =
                at.iter().zip(next).map(|(from, to)| (from - to).abs()).fold(0.0, f64::max);
            (at, surface, lean) = (next, there, lean * 0.1);
            if farthest <= LEAST_STEP {
                return Some(Peak { at, surface });
            }
        } else {
            lean = (lean * 10.0).max(1e-6);
        }
    }
    None
}

fn within<const N: usize>(mut point: [f64; N], ranges: &[(f64, f64); N]) -> [f64; N] {
    point.iter_mut().zip(ranges).for_each(|(it, (low, high))| *it = it.clamp(*low, *high));
    point
}

/// The step uphill: none for a coordinate that stands at the end of its range and is pushed on.
fn step<const N: usize>(
    at: &[f64; N],
    surface: &Surface<N>,
    ranges: &[(f64, f64); N],
    lean: f64,
) -> Option<[f64; N]> {
    let mut stays = [false; N];
    for (stays, ((it, (low, high)), slope)) in
        stays.iter_mut().zip(at.iter().zip(ranges).zip(surface.slope))
    {
        *stays = (it <= low && slope < 0.0) || (it >= high && slope > 0.0);
    }
    let rows = surface.bend.iter().zip(surface.slope).zip(stays).enumerate();
    let rows: Vec<Vec<f64>> = rows
        .map(|(row, ((bends, slope), stays_here))| {
            let own = |column| if column == row { 1.0 } else { 0.0 };
            let cells = bends.iter().zip(stays).enumerate().map(|(column, (bend, stays_there))| {
                if stays_here || stays_there {
                    own(column)
                } else {
                    own(column) * lean * (bend.abs() + 1e-9) - bend
                }
            });
            cells.chain([if stays_here { 0.0 } else { slope }]).collect()
        })
        .collect();
    let mut step: [f64; N] = solve(&rows)?.try_into().ok()?;
    let longest = step.iter().map(|it| it.abs()).fold(0.0, f64::max);
    if !longest.is_finite() {
        return None;
    }
    if longest > LONGEST_STEP {
        for it in &mut step {
            *it *= LONGEST_STEP / longest;
        }
    }
    Some(step)
}

/// The solution of linear equations, each row its factors and then its sum, by elimination. `None`
/// when the matrix is not positive definite.
fn solve(rows: &[Vec<f64>]) -> Option<Vec<f64>> {
    let Some((first, rest)) = rows.split_first() else { return Some(Vec::new()) };
    let (pivot, first) = first.split_first()?;
    if pivot.is_nan() || *pivot <= 0.0 {
        return None;
    }
    let without_first = rest.iter().map(|row| {
        let (lead, row) = row.split_first()?;
        let factor = lead / pivot;
        Some(row.iter().zip(first).map(|(cell, above)| cell - factor * above).collect())
    });
    let without_first: Vec<Vec<f64>> = without_first.collect::<Option<_>>()?;
    let mut solution = solve(&without_first)?;
    let (sum, factors) = first.split_last()?;
    let known: f64 = factors.iter().zip(&solution).map(|(factor, it)| factor * it).sum();
    solution.insert(0, (sum - known) / pivot);
    Some(solution)
}

impl<const N: usize> Peak<N> {
    /// The variance of each coordinate when the function is a log-likelihood: the diagonal of the
    /// inverse of its negative second derivatives. `None` where it is flat.
    pub(crate) fn variances(&self) -> Option<[f64; N]> {
        let mut variances = [0.0; N];
        for (place, variance) in variances.iter_mut().enumerate() {
            let rows = self.surface.bend.iter().enumerate().map(|(row, bends)| {
                let sum = if row == place { 1.0 } else { 0.0 };
                bends.iter().map(|bend| -bend).chain([sum]).collect()
            });
            let rows: Vec<Vec<f64>> = rows.collect();
            *variance = solve(&rows)?.get(place).copied()?;
        }
        Some(variances)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

    use super::{Surface, greatest, solve};

    /// `−(x − 1)² − (y − 2)² − (x − 1)·(y − 2)`, a hill with its top at (1, 2).
    fn hill([x, y]: &[f64; 2]) -> Surface<2> {
        let (u, v) = (x - 1.0, y - 2.0);
        Surface {
            value: -u * u - v * v - u * v,
            slope: [-2.0 * u - v, -2.0 * v - u],
            bend: [[-2.0, -1.0], [-1.0, -2.0]],
        }
    }

    #[test]
    fn the_top_of_a_hill_is_found() {
        let peak = greatest([-3.0, 5.0], &[(-9.0, 9.0); 2], hill).unwrap();
        assert!((peak.at[0] - 1.0).abs() < 1e-9 && (peak.at[1] - 2.0).abs() < 1e-9);
        // The inverse of (2 1; 1 2) is (2 −1; −1 2) / 3.
        let variances = peak.variances().unwrap();
        assert!(variances.iter().all(|it| (it - 2.0 / 3.0).abs() < 1e-12), "{variances:?}");
    }

    #[test]
    fn a_top_beyond_a_range_is_sought_at_its_end() {
        let peak = greatest([0.0, 0.0], &[(-9.0, 0.5), (-9.0, 9.0)], hill).unwrap();
        // With x = ½ the slope in y is 0 at y = 2.25.
        assert!((peak.at[0] - 0.5).abs() < 1e-9 && (peak.at[1] - 2.25).abs() < 1e-9);
    }

    /// `x² · (8 − x²)` bends upwards around 0; its tops are at −2 and 2.
    #[test]
    fn a_start_in_a_valley_leads_uphill() {
        let function = |[x]: &[f64; 1]| Surface {
            value: x * x * (8.0 - x * x),
            slope: [16.0 * x - 4.0 * x * x * x],
            bend: [[16.0 - 12.0 * x * x]],
        };
        let peak = greatest([0.1], &[(-9.0, 9.0)], function).unwrap();
        assert!((peak.at[0] - 2.0).abs() < 1e-9, "{peak:?}");
    }

    #[test]
    fn a_function_that_is_no_number_settles_nowhere() {
        let function =
            |_: &[f64; 1]| Surface { value: f64::NAN, slope: [f64::NAN], bend: [[f64::NAN]] };
        assert!(greatest([0.1], &[(-9.0, 9.0)], function).is_none());
    }

    #[test]
    fn a_matrix_that_is_not_positive_definite_has_no_solution() {
        assert_eq!(solve(&[vec![2.0, 1.0, 3.0], vec![1.0, 2.0, 3.0]]), Some(vec![1.0, 1.0]));
        assert_eq!(solve(&[vec![1.0, 2.0, 3.0], vec![2.0, 4.0, 6.0]]), None);
        assert_eq!(solve(&[vec![-1.0, 1.0]]), None);
    }
}

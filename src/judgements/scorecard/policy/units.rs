use super::{Criterion, CriterionScale};
use crate::measure::{Curve, Point, common_multiple, proven};

/// The finest unit in which points are counted: a millionth of a millionth.
const FINEST: i64 = 1_000_000_000_000;

/// The number of units that make a point, so that every answer to every criterion is a whole number
/// of them; `None` above 10^12.
pub(crate) fn common_unit(criteria: &[Criterion]) -> Option<i64> {
    criteria.iter().try_fold(1_i64, |unit, it| {
        let best = i64::from(it.scale.best().max(1));
        let of_criterion = best.checked_mul(span_unit(&it.scale)?)?;
        let (one, two) = (unit.unsigned_abs().into(), of_criterion.unsigned_abs().into());
        let shared = i64::try_from(common_multiple(one, two)?).ok()?;
        (shared <= FINEST).then_some(shared)
    })
}

fn span_unit(scale: &CriterionScale) -> Option<i64> {
    match scale {
        CriterionScale::Ordinal(_) | CriterionScale::Bands(_) => Some(1),
        CriterionScale::Linear(points) => {
            let point = |it: &super::LinearPoint| Point { x: it.at, y: i64::from(it.mark) };
            Curve::new(points, point).unit(FINEST)
        }
    }
}

/// The units of a mark: weight × mark ÷ best mark.
pub(crate) fn units_of(criterion: &Criterion, mark: u16, unit: i64) -> i64 {
    let best = i64::from(criterion.scale.best().max(1));
    let each = unit.checked_div(best);
    let units = each
        .and_then(|each| each.checked_mul(mark.into()))
        .and_then(|units| units.checked_mul(criterion.weight.into()));
    proven!(units, else 0, "a mark, a weight and a unit are below 2^10 · 2^8 · 2^40")
}

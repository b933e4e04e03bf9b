use std::collections::BTreeMap;

/// The places of cells, one for each axis.
pub(super) type Places = Vec<usize>;

/// Cells in a row along each axis, both ends included, that share one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Boxed<A> {
    pub(super) first: Places,
    pub(super) last: Places,
    pub(super) answer: A,
}

/// The cells with an answer, put together into as large boxes as go: every cell is in one of them.
pub(super) fn boxes<A: PartialEq>(mut cells: BTreeMap<Places, A>) -> Vec<Boxed<A>> {
    let mut boxes = Vec::new();
    while let Some((first, answer)) = cells.pop_first() {
        let mut last = first.clone();
        for axis in (0..first.len()).rev() {
            while let Some(wider) = one_more(&last, axis) {
                // The cells that a box gains by one step along an axis.
                let gained = all_between(&on_axis(&first, axis, &wider), &wider);
                if !gained.iter().all(|it| cells.get(it) == Some(&answer)) {
                    break;
                }
                for it in &gained {
                    cells.remove(it);
                }
                last = wider;
            }
        }
        boxes.push(Boxed { first, last, answer });
    }
    boxes
}

fn one_more(places: &[usize], axis: usize) -> Option<Places> {
    let mut wider = places.to_vec();
    let place = wider.get_mut(axis)?;
    *place = place.checked_add(1)?;
    Some(wider)
}

/// The first places with that of one axis taken from others.
fn on_axis(first: &[usize], axis: usize, others: &[usize]) -> Places {
    let pairs = first.iter().zip(others).enumerate();
    pairs.map(|(number, (own, other))| if number == axis { *other } else { *own }).collect()
}

/// All places from one to another.
pub(super) fn all_between(first: &[usize], last: &[usize]) -> Vec<Places> {
    first.iter().zip(last).fold(vec![Places::new()], |before, (from, to)| {
        let longer = |places: &Places, place| {
            let mut longer = places.clone();
            longer.push(place);
            longer
        };
        before.iter().flat_map(|places| (*from..=*to).map(|it| longer(places, it))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_in_one_box() {
        let rows = ["aab", "aab", "bbb"];
        let all = rows.iter().enumerate().flat_map(|(row, text)| {
            text.chars().enumerate().map(move |(column, answer)| (vec![row, column], answer))
        });
        let boxes = boxes(all.collect());
        let said: Vec<_> = boxes.into_iter().map(|it| (it.first, it.last, it.answer)).collect();
        assert_eq!(
            said,
            [
                (vec![0, 0], vec![1, 1], 'a'),
                (vec![0, 2], vec![2, 2], 'b'),
                (vec![2, 0], vec![2, 1], 'b'),
            ]
        );
    }

    #[test]
    fn a_question_without_figures_has_one_box() {
        let boxes = boxes(BTreeMap::from([(Places::new(), 'a')]));
        assert_eq!(boxes, [Boxed { first: vec![], last: vec![], answer: 'a' }]);
    }
}

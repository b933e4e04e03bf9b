use std::collections::BTreeMap;

use super::axis::{Axis, Cell};
use super::boxes::{Boxed, all_between, boxes};
use super::{FigureSpan, MeaningChange};
use crate::policy::{Policy, PolicyChange};

/// Something that a policy answers from figures alone.
#[derive(Clone, Copy)]
pub(super) struct Question {
    /// Its name.
    pub(super) name: &'static str,
    /// The fields, each with its parts, of which the answers say all that they mean: those to this
    /// question, with those to others that name the field.
    pub(super) covers: &'static [&'static str],
    /// The figures, with the cuts of a policy; `None` where that policy goes by other figures.
    pub(super) axes: fn(&Policy) -> Option<Vec<Axis>>,
    /// The answer to figures in the order of the axes; `None` where there are no such figures.
    pub(super) answer: fn(&Policy, &[i64]) -> Option<String>,
}

impl Question {
    /// The figures by which both policies answer; `None` where they go by different ones.
    pub(super) fn shared_axes(&self, before: &Policy, after: &Policy) -> Option<Vec<Axis>> {
        let (first, second) = ((self.axes)(before)?, (self.axes)(after)?);
        Some(first.into_iter().zip(second).map(|(one, other)| one.united(other)).collect())
    }

    /// Tells whether a field is one of those that the question covers.
    pub(super) fn covers(&self, change: &PolicyChange) -> bool {
        self.covers.iter().any(|part| {
            let rest = change.path.strip_prefix(part);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// The boxes of figures that the policies answer differently.
    pub(super) fn changes(
        &self,
        before: &Policy,
        after: &Policy,
        axes: &[Axis],
    ) -> Vec<MeaningChange> {
        let cells: Vec<Vec<Cell>> = axes.iter().map(Axis::cells).collect();
        let first = vec![0; cells.len()];
        let last: Option<Vec<usize>> = cells.iter().map(|it| it.len().checked_sub(1)).collect();
        let all = last.map_or_else(Vec::new, |last| all_between(&first, &last));
        let mut differing = BTreeMap::new();
        for places in all {
            let figures: Vec<i64> = at(&cells, &places).map(|it| it.sample).collect();
            let answers = [before, after].map(|policy| (self.answer)(policy, &figures));
            if let [Some(before), Some(after)] = answers
                && before != after
            {
                differing.insert(places, (before, after));
            }
        }
        boxes(differing).into_iter().map(|it| self.change(axes, &cells, it)).collect()
    }

    fn change(
        &self,
        axes: &[Axis],
        cells: &[Vec<Cell>],
        Boxed { first, last, answer: (before, after) }: Boxed<(String, String)>,
    ) -> MeaningChange {
        let (from, to) = (at(cells, &first), at(cells, &last));
        let spans = axes.iter().zip(from.zip(to)).filter_map(|(axis, (from, to))| {
            Some(FigureSpan { figure: axis.figure, span: axis.span(from, to)? })
        });
        let witness = axes.iter().zip(at(cells, &first)).map(|(axis, cell)| axis.witness(cell));
        MeaningChange {
            question: self.name,
            spans: spans.collect(),
            before,
            after,
            witness: witness.collect(),
        }
    }
}

/// The cells at places.
fn at<'c>(cells: &'c [Vec<Cell>], places: &'c [usize]) -> impl Iterator<Item = Cell> + 'c {
    cells.iter().zip(places).filter_map(|(cells, place)| cells.get(*place).copied())
}

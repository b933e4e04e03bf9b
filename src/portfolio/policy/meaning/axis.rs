use super::span::{End, Span};
use super::unit::{FINEST, Unit};
use crate::evidence::Figure;
use crate::measure::Ratio;
use crate::money::Major;

/// A figure by which a question is answered, with all that either policy cuts it at.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    pub(super) figure: &'static str,
    pub(super) unit: Unit,
    /// The least number, or the one beyond which all are.
    start: End,
    max: Option<i64>,
    cuts: Vec<i64>,
}

/// A part of an axis on which each policy gives one answer: a cut, or all between two of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    span: Span,
    /// A figure in it.
    pub(super) sample: i64,
}

impl Axis {
    /// A figure from a number on.
    pub(super) const fn from(min: i64, figure: &'static str, unit: Unit) -> Self {
        Self { figure, unit, start: End::At(min), max: None, cuts: Vec::new() }
    }

    /// An amount above zero. No least one is among them, as currencies differ in it.
    pub(super) fn amount(figure: &'static str, cuts: impl IntoIterator<Item = Major>) -> Self {
        let cuts = cuts.into_iter().map(|it| it.to_minor_ceil(FINEST).minor());
        Self { start: End::Beyond(0), ..Self::from(0, figure, Unit::Amount) }.cut_at(cuts)
    }

    /// A share from 0 on.
    pub(super) fn share(figure: &'static str, cuts: impl IntoIterator<Item = Ratio>) -> Self {
        let cuts = cuts.into_iter().map(|it| i64::from(it.parts_per_million()));
        Self { max: Some(u32::MAX.into()), ..Self::from(0, figure, Unit::Share) }.cut_at(cuts)
    }

    /// One of some words.
    pub(super) fn words(figure: &'static str, words: &'static [&'static str]) -> Self {
        let last = i64::try_from(words.len()).ok().and_then(|count| count.checked_sub(1));
        let all = Self { max: last, ..Self::from(0, figure, Unit::Words(words)) };
        all.cut_at((0..).zip(words).map(|(place, _)| place))
    }

    pub(super) fn up_to(self, max: i64) -> Self {
        Self { max: Some(max), ..self }
    }

    pub(super) fn cut_at<N: Into<i64>>(mut self, cuts: impl IntoIterator<Item = N>) -> Self {
        self.cuts.extend(cuts.into_iter().map(N::into));
        self
    }

    /// The same figure of two policies.
    pub(super) fn united(self, other: Self) -> Self {
        self.cut_at(other.cuts)
    }

    /// The cells, in ascending order. Together they hold every figure of the axis.
    pub(super) fn cells(&self) -> Vec<Cell> {
        let min = match self.start {
            End::At(min) | End::Beyond(min) => Some(min),
            End::Open => None,
        };
        let is_inside = |cut: &i64| Some(*cut) >= min && self.max.is_none_or(|max| *cut <= max);
        let ends = [min, self.max].into_iter().flatten();
        let mut cuts: Vec<i64> = self.cuts.iter().copied().filter(is_inside).chain(ends).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut cells = Vec::new();
        for (place, cut) in cuts.iter().enumerate() {
            cells.extend((self.start != End::Beyond(*cut)).then(|| Cell::at(*cut)));
            let next = cuts.iter().skip(place).nth(1).copied();
            if next.is_some() || self.max.is_none() {
                cells.extend(Cell::between(*cut, next, self.unit));
            }
        }
        cells
    }

    /// The span of the cells from one to another, as a person reads it; `None` where that is the
    /// whole axis.
    pub(super) fn span(&self, first: Cell, last: Cell) -> Option<String> {
        let span = first.span.up_to(last.span);
        let is_from_start = span.from == self.start;
        let is_up_to_end = span.to == self.max.map_or(End::Open, End::At);
        (!is_from_start || !is_up_to_end)
            .then(|| span.said(self.unit, is_from_start && !matches!(self.unit, Unit::Words(_))))
    }

    pub(super) fn witness(&self, cell: Cell) -> Figure {
        Figure { label: self.figure, value: self.unit.value(cell.sample) }
    }
}

impl Cell {
    const fn at(cut: i64) -> Self {
        Self { span: Span { from: End::At(cut), to: End::At(cut) }, sample: cut }
    }

    /// All between two cuts, or beyond the last; `None` where no figure lies there.
    fn between(from: i64, to: Option<i64>, unit: Unit) -> Option<Self> {
        let sample = match to {
            None => from.checked_add(unit.step())?,
            Some(to) => roundest_between(from, to)?,
        };
        let to = to.map_or(End::Open, End::Beyond);
        Some(Self { span: Span { from: End::Beyond(from), to }, sample })
    }
}

/// The roundest number strictly between two others, near the middle.
fn roundest_between(low: i64, high: i64) -> Option<i64> {
    let middle = low.checked_add(high.checked_sub(low)?.checked_div(2)?)?;
    let steps = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
    let rounded = steps.into_iter().filter_map(|step| {
        let below = middle.checked_sub(middle.checked_rem(step)?)?;
        Some(below).filter(|it| *it > low && *it < high)
    });
    rounded.into_iter().next()
}

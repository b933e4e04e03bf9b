use super::coverage::{Span, check_cover};
use crate::valid::{Order, Violations, words};

words! {
    /// The direction in which a scale runs.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum ScaleDirection as "a direction of a scale" {
        /// More is never worse.
        #[default]
        Up = "up",
        /// More is never better.
        Down = "down",
        /// Neither: some value in the middle is best.
        None = "none",
    }
}

/// A level of an ordinal scale: its mark, and the words by which it is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CriterionLevel {
    /// The mark, at most [`MAX_MARK`]. The best mark of a scale has
    /// the whole weight of its criterion.
    pub mark: u16,
    /// The description by which a rater recognises the level; not blank.
    pub anchor: String,
}

/// A band of figures with one mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Band {
    /// The least figure of the band.
    pub from: i64,
    /// The first figure above the band; without one the band has no end.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub below: Option<i64>,
    /// The mark.
    pub mark: u16,
}

/// A point of a linear scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LinearPoint {
    /// The figure.
    pub at: i32,
    /// The mark.
    pub mark: u16,
}

/// The scale of a criterion: the mark for each answer.
///
/// An answer gives `weight × mark ÷ best mark` points. Figures are whole numbers in the unit that
/// the source states; a share is given in parts per million, rounded down, so that a bound met
/// exactly is met exactly.
///
/// # Rule
///
/// > S15: scales are ordinal with described levels, bands that hold every figure once, or linear
/// > through points; all bounds are declared, so that no score depends on other customers.
///
/// Written as `{"ordinal": [..]}`, `{"bands": [..]}` or `{"linear": [..]}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum CriterionScale {
    /// Levels from 0 on, each described.
    Ordinal(Vec<CriterionLevel>),
    /// Bands of figures, half-open, rising. A figure outside all of them is refused.
    Bands(Vec<Band>),
    /// Straight between points by rising figure. Before the first point and beyond the last the
    /// scale has the mark of that point.
    Linear(Vec<LinearPoint>),
}

/// The most levels of a scale, and the most criteria of a card.
const MAX_ROWS: usize = 101;

impl CriterionScale {
    /// An ordinal scale with the marks 0, 1, 2 … for levels with these descriptions.
    ///
    /// ```
    /// use guanxi::scorecard::CriterionScale;
    /// let scale = CriterionScale::ordinal(["never", "when asked", "unasked"]);
    /// let CriterionScale::Ordinal(levels) = scale else {
    ///     return Err("another scale");
    /// };
    /// assert_eq!(levels[2].mark, 2);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn ordinal<'a>(anchors: impl IntoIterator<Item = &'a str>) -> Self {
        let levels = (0_u16..=u16::MAX).zip(anchors);
        Self::Ordinal(
            levels.map(|(mark, it)| CriterionLevel { mark, anchor: it.to_owned() }).collect(),
        )
    }

    /// The marks in the order of the rows.
    pub(crate) fn marks(&self) -> Vec<u16> {
        match self {
            Self::Ordinal(levels) => levels.iter().map(|it| it.mark).collect(),
            Self::Bands(bands) => bands.iter().map(|it| it.mark).collect(),
            Self::Linear(points) => points.iter().map(|it| it.mark).collect(),
        }
    }

    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        match self {
            Self::Ordinal(levels) => levels.len(),
            Self::Bands(bands) => bands.len(),
            Self::Linear(points) => points.len(),
        }
    }

    /// The number of the last row.
    pub(crate) fn last_row(&self) -> usize {
        (1..self.rows()).len()
    }

    /// The best mark.
    pub(crate) fn best(&self) -> u16 {
        self.marks().into_iter().fold(0, u16::max)
    }

    pub(crate) fn check(&self, found: &mut Violations, direction: ScaleDirection) {
        let table = self.table();
        let (marks, best) = (self.marks(), self.best());
        if !(2..=MAX_ROWS).contains(&marks.len()) {
            found.add(table, format!("must have 2..={MAX_ROWS} rows, had {}", marks.len()));
        }
        if best == 0 {
            found.add(table, "must have a mark above 0, the best was 0".to_owned());
        }
        match self {
            Self::Ordinal(levels) => check_levels(found, levels),
            Self::Bands(bands) => check_bands(found, bands),
            Self::Linear(points) => found.each_row(table, points, |found, before, it| {
                found.check_order("at", Order::Rising, before.map(|it| it.at), it.at);
            }),
        }
        found.each_row(table, &marks, |found, before, mark| {
            found.at_most("mark", MAX_MARK, *mark);
            let order = match direction {
                ScaleDirection::Up => Some(Order::NotFalling),
                ScaleDirection::Down => Some(Order::NotRising),
                ScaleDirection::None => None,
            };
            if let Some(order) = order {
                found.check_order("mark", order, before.copied(), *mark);
            }
        });
    }

    /// The name of the table in a document.
    pub(crate) const fn table(&self) -> &'static str {
        match self {
            Self::Ordinal(_) => "ordinal",
            Self::Bands(_) => "bands",
            Self::Linear(_) => "linear",
        }
    }
}

/// The highest mark of a scale.
pub const MAX_MARK: u16 = 1_000;

fn check_levels(found: &mut Violations, levels: &[CriterionLevel]) {
    found.each_row("ordinal", levels, |found, _, level| {
        if level.anchor.trim().is_empty() {
            found.add("anchor", format!("must describe the level, was {:?}", level.anchor));
        }
    });
}

fn check_bands(found: &mut Violations, bands: &[Band]) {
    found.each_row("bands", bands, |found, before, band| {
        found.check_order("from", Order::Rising, before.map(|it| it.from), band.from);
    });
    let spans = bands.iter().map(|it| Span { from: it.from, below: it.below });
    check_cover(found, "bands", &spans.collect::<Vec<Span>>());
}

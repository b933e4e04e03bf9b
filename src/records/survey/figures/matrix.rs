use crate::engine::compare_products;
use crate::measure::Quotient;
use crate::valid::words;

words! {
    /// A cell of the matrix of importance and performance, after Martilla and James,
    /// *Importance-Performance Analysis* (1977). A need on a line belongs to the upper side.
    #[doc(alias = "重要性满意度矩阵")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MatrixCell as "a cell of the matrix" {
        /// Important, and not met: fix it first.
        ConcentrateHere = "concentrate_here" => "concentrate here",
        /// Important, and met.
        KeepUp = "keep_up" => "keep up",
        /// Not important, and not met.
        LowPriority = "low_priority" => "low priority",
        /// Not important, and met: more is done than is asked for.
        PossibleOverkill = "possible_overkill" => "possible overkill",
    }
}

impl MatrixCell {
    /// The cell of a need, by whether importance and performance reach their lines.
    pub const fn new(is_important: bool, is_met: bool) -> Self {
        match (is_important, is_met) {
            (true, false) => Self::ConcentrateHere,
            (true, true) => Self::KeepUp,
            (false, false) => Self::LowPriority,
            (false, true) => Self::PossibleOverkill,
        }
    }

    /// Returns `true` for the cells of important needs.
    pub const fn is_important(self) -> bool {
        match self {
            Self::ConcentrateHere | Self::KeepUp => true,
            Self::LowPriority | Self::PossibleOverkill => false,
        }
    }
}

/// The marks of a need on one scale, in steps from its bad end, each respondent counted once.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spread {
    count: i128,
    sum: i128,
    squares: i128,
}

impl Spread {
    /// One mark more; `None` when the sums do not fit.
    pub(super) fn with(self, steps: i32) -> Option<Self> {
        let steps = i128::from(steps);
        Some(Self {
            count: self.count.checked_add(1)?,
            sum: self.sum.checked_add(steps)?,
            squares: self.squares.checked_add(steps.checked_mul(steps)?)?,
        })
    }

    /// Tells whether the interval of the mean at 95 %, mean ± 1.96·s/√n, leaves a line out:
    /// (mean − line)²·n > 1.96²·s², in integers. `None` when the products do not fit.
    pub(super) fn is_clear_of(self, line: Quotient, width: i32) -> Option<bool> {
        let (a, b) = line.terms();
        let Self { count, sum, squares } = self;
        let line = a.checked_mul(count)?.checked_mul(width.into())?;
        let away = sum.checked_mul(b)?.checked_sub(line)?;
        let varied = count.checked_mul(squares)?.checked_sub(sum.checked_mul(sum)?)?;
        // 1.96² = 38,416 / 10,000.
        let left = count.checked_sub(1)?.checked_mul(10_000)?;
        let right = varied.checked_mul(38_416)?;
        let (away, whole) = (away.checked_mul(away)?, b.checked_mul(b)?);
        Some(compare_products(away, left, right, whole).is_gt())
    }
}

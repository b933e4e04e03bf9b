/// A table of steps. Each row holds from its lower bound on, up to the bound of the next row; the
/// bounds rise.
///
/// Buckets of ageing, grades and tiers are such tables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Steps<'a, Row, F> {
    rows: &'a [Row],
    bound: F,
}

impl<'a, Row, Bound: PartialOrd + Copy, F: Fn(&Row) -> Bound> Steps<'a, Row, F> {
    /// A table of rows with the lower bound of each.
    pub(crate) const fn new(rows: &'a [Row], bound: F) -> Self {
        Self { rows, bound }
    }

    /// The number of rows whose bound a value reaches.
    #[inline]
    pub(crate) fn reached(&self, value: Bound) -> usize {
        self.rows.iter().filter(|row| (self.bound)(row) <= value).count()
    }

    /// The row that holds for a value: the last one reached. `None` below the first bound.
    #[inline]
    pub(crate) fn row(&self, value: Bound) -> Option<&'a Row> {
        self.rows.get(self.reached(value).checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_holds_from_its_bound_up_to_the_next() {
        let rows = [(10, "ten"), (20, "twenty")];
        let steps = Steps::new(&rows, |(from, _)| *from);
        let row = |value| steps.row(value).map(|(_, name)| *name);
        assert_eq!([9, 10, 19].map(row), [None, Some("ten"), Some("ten")]);
        assert_eq!([20, i32::MAX].map(row), [Some("twenty"); 2]);
        assert_eq!([9, 10, 20].map(|value| steps.reached(value)), [0, 1, 2]);
    }

    #[test]
    fn a_table_without_rows_holds_for_nothing() {
        let steps = Steps::new(&[], |from: &i32| *from);
        assert_eq!((steps.reached(5), steps.row(5)), (0, None));
    }
}

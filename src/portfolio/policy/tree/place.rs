use std::fmt;

/// A place in a text: line and column, both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Place {
    pub(in crate::portfolio::policy) const START: Self = Self { line: 1, column: 1 };
}

/// The lines of a text, by which bytes have places.
#[derive(Debug)]
pub(in crate::portfolio::policy) struct Lines<'a> {
    text: &'a str,
    /// The byte at which each line begins.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(in crate::portfolio::policy) fn of(text: &'a str) -> Self {
        let behind = text.match_indices('\n').map(|(byte, _)| byte.saturating_add(1));
        Self { text, starts: [0].into_iter().chain(behind).collect() }
    }

    /// The place of a byte.
    pub(in crate::portfolio::policy) fn place(&self, byte: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let before = self.text.get(start..byte).unwrap_or_default();
        Place { line, column: before.chars().count().saturating_add(1) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

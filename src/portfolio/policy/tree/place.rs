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
    pub(crate) const START: Self = Self { line: 1, column: 1 };
}

/// The lines of a text, by which bytes have places.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    /// The byte at which each line begins.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let pairs = text.chars().zip(text.char_indices().skip(1));
        let behind = pairs.filter(|(it, _)| *it == '\n').map(|(_, (next, _))| next);
        Self { text, starts: [0].into_iter().chain(behind).collect() }
    }

    /// The place of a byte.
    pub(crate) fn place(&self, byte: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= byte);
        let begun = self.starts.get(..line).and_then(<[usize]>::last);
        let before = begun.and_then(|start| self.text.get(*start..byte)).unwrap_or_default();
        // The character itself is one more.
        Place { line, column: before.chars().chain([' ']).count() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

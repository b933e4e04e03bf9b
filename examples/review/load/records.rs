//! A CSV text as records, each with the line on which it begins.
//!
//! Fields stand between commas. One with a comma, a quote or a line break stands between quotes,
//! and a quote inside is written twice (RFC 4180). A line ends with LF, CRLF or CR, and lines are
//! counted from 1 as an editor counts them. A line without a character is passed over.
//!
//! A quote that is not closed would swallow the rows behind it, up to the next quote of the file.
//! Nothing of such a file is read.

use std::borrow::Cow;

/// A record: the line on which it begins, and its fields.
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub(super) line: u64,
    pub(super) fields: Vec<Cow<'a, [u8]>>,
}

/// A text that is no record.
#[derive(Debug)]
pub(super) struct Unreadable {
    /// The line on which its quote is opened.
    pub(super) line: u64,
    pub(super) problem: String,
    pub(super) extent: Extent,
}

/// The rows that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// One row; the next begins on the next line.
    Row,
    /// All that follow, since nobody knows where the next one begins.
    File,
}

/// The records of a text.
pub(super) struct Records<'a> {
    rest: &'a [u8],
    /// The last line that was taken, and its number.
    taken: &'a [u8],
    line: u64,
    /// The number of fields of the first record.
    width: Option<usize>,
}

/// A field between quotes, and the text behind the comma that ends it; nothing where it is the last
/// one of its record.
type Quoted<'a> = (Vec<u8>, Option<&'a [u8]>);

impl<'a> Records<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, taken: &[], line: 0, width: None }
    }

    /// The next record; `None` when there is none.
    pub(super) fn read(&mut self) -> Result<Option<Record<'a>>, Unreadable> {
        while self.take_line() {
            if self.taken.is_empty() {
                continue;
            }
            let mut record = Record { line: self.line, fields: Vec::new() };
            let mut rest = Some(self.taken);
            while let Some(text) = rest {
                let field;
                (field, rest) = if let Some(quoted) = text.strip_prefix(b"\"") {
                    let (field, rest) = self.quoted(quoted, record.line)?;
                    (field.into(), rest)
                } else {
                    let (field, rest) = split(text, |byte| byte == b',');
                    (field.into(), rest)
                };
                record.fields.push(field);
            }
            self.width.get_or_insert(record.fields.len());
            return Ok(Some(record));
        }
        Ok(None)
    }

    /// Reads a field behind its first quote; it may go on over the ends of lines.
    fn quoted(&mut self, mut text: &'a [u8], first_line: u64) -> Result<Quoted<'a>, Unreadable> {
        let opened = self.line;
        let refused = |extent, problem| Unreadable {
            line: opened,
            problem: format!("the quote opened on line {opened} {problem}"),
            extent,
        };
        let (mut field, mut lines) = (Vec::new(), vec![self.taken]);
        loop {
            let (piece, behind) = split(text, |byte| byte == b'"');
            field.extend_from_slice(piece);
            match behind {
                None if self.take_line() => {
                    lines.push(self.taken);
                    field.push(b'\n');
                    text = self.taken;
                }
                None => {
                    let problem = "is never closed, no row behind it can be read";
                    return Err(refused(Extent::File, problem.to_owned()));
                }
                Some([b'"', behind @ ..]) => {
                    field.push(b'"');
                    text = behind;
                }
                Some(behind @ ([] | [b',', ..])) => {
                    return match self.row_among(opened, &lines) {
                        None => Ok((field, behind.strip_prefix(b","))),
                        Some(row) => {
                            let problem = format!(
                                "is closed on line {}, and line {row} looks like a row: \
                                 a quote is missing",
                                self.line
                            );
                            Err(refused(Extent::File, problem))
                        }
                    };
                }
                Some(_) => {
                    let problem = format!(
                        "is closed on line {} within the line; a comma or the end of the line must \
                         follow, and a quote within a field is written twice",
                        self.line
                    );
                    let is_one = self.line == first_line;
                    return Err(refused(if is_one { Extent::Row } else { Extent::File }, problem));
                }
            }
        }
    }

    /// The first of the lines of a field that looks like a row of its own. The first and the last
    /// line have parts of other fields, so that they count only where both look so.
    fn row_among(&self, opened: u64, lines: &[&[u8]]) -> Option<u64> {
        let [first, within @ .., last] = lines else { return None };
        let within = within.iter().position(|line| self.is_like_row(line));
        let within = within.and_then(|place| u64::try_from(place).ok());
        let are_two = || self.is_like_row(first) && self.is_like_row(last);
        let within = within.map(|place| opened.saturating_add(place).saturating_add(1));
        within.or_else(|| are_two().then_some(self.line))
    }

    /// Tells whether a line has the commas of a row. In a sentence a blank follows the comma, so
    /// that such a one does not count.
    fn is_like_row(&self, line: &[u8]) -> bool {
        let next = line.iter().skip(1).chain(b",");
        let commas = line.iter().zip(next).filter(|(it, next)| **it == b',' && **next != b' ');
        self.width.is_some_and(|width| commas.count() >= width.saturating_sub(1))
    }

    /// Takes the next line without its end; `false` when there is none.
    fn take_line(&mut self) -> bool {
        if self.rest.is_empty() {
            return false;
        }
        let (line, behind) = split(self.rest, |byte| matches!(byte, b'\r' | b'\n'));
        let is_crlf = self.rest.get(line.len()..).is_some_and(|end| end.starts_with(b"\r\n"));
        let behind = behind.unwrap_or_default();
        self.rest = if is_crlf { behind.get(1..).unwrap_or_default() } else { behind };
        (self.taken, self.line) = (line, self.line.saturating_add(1));
        true
    }
}

/// The bytes before the first one that ends them, and those behind it.
fn split(text: &[u8], is_end: impl Fn(u8) -> bool) -> (&[u8], Option<&[u8]>) {
    let mut parts = text.splitn(2, |byte| is_end(*byte));
    (parts.next().unwrap_or_default(), parts.next())
}

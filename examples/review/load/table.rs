//! A CSV file as rows with columns by name.

use std::fmt::Display;
use std::str::FromStr;

use guanxi::id::LineNumber;

/// A file: its name and its columns, optional ones apart.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [&'static str],
    pub(crate) optional: &'static [&'static str],
}

/// A line of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: &'static str,
    pub(crate) line: u64,
}

impl Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One row with its columns by name.
pub(crate) struct Row<'a> {
    pub(crate) place: Place,
    columns: &'a [String],
    fields: Vec<&'a str>,
}

impl Row<'_> {
    /// The field of a column; an optional column that the file does not have is empty.
    pub(crate) fn text(&self, column: &str) -> &str {
        let place = self.columns.iter().position(|name| name == column);
        place.and_then(|place| self.fields.get(place)).copied().unwrap_or("")
    }

    /// Whether the file has the columns of versions, or one of them.
    pub(crate) fn has_versions(&self) -> bool {
        self.columns.iter().any(|it| ["known_from", "void"].contains(&it.as_str()))
    }

    pub(crate) fn parse<T: FromStr<Err: Display>>(&self, column: &str) -> Result<T, String> {
        self.text(column).parse().map_err(|error| format!("{column}: {error}"))
    }

    /// The field, or nothing where it is empty.
    pub(crate) fn maybe<T>(&self, column: &str) -> Result<Option<T>, String>
    where
        T: FromStr<Err: Display>,
    {
        if self.text(column).is_empty() { Ok(None) } else { self.parse(column).map(Some) }
    }

    /// The field of a term: nothing where it is empty, which leaves the term as it was; nothing
    /// stated where it says `none`.
    #[expect(clippy::option_option, reason = "left out, stated as none, and stated are three")]
    pub(crate) fn term<T>(&self, column: &str) -> Result<Option<Option<T>>, String>
    where
        T: FromStr<Err: Display>,
    {
        if self.text(column) == "none" { Ok(Some(None)) } else { Ok(self.maybe(column)?.map(Some)) }
    }

    pub(crate) fn yes(&self, column: &str) -> Result<bool, String> {
        match self.text(column) {
            "yes" => Ok(true),
            "no" | "" => Ok(false),
            other => Err(format!("{column}: {other:?} is neither yes nor no")),
        }
    }

    /// A field of digits, and nothing else; `bounds` says which numbers there are.
    pub(crate) fn number<N: FromStr, T>(
        &self,
        column: &str,
        read: impl FnOnce(N) -> Option<T>,
        bounds: impl Display,
    ) -> Result<T, String> {
        let text = self.text(column);
        let digits = Some(text).filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
        let number = digits.and_then(|it| it.parse().ok()).and_then(read);
        number.ok_or_else(|| format!("{column}: {bounds}, was {text:?}"))
    }

    /// The line of a document.
    pub(crate) fn line(&self) -> Result<Option<LineNumber>, String> {
        if self.text("line").is_empty() {
            return Ok(None);
        }
        let bounds = "the lines of a document are numbered from 1";
        self.number("line", |number| LineNumber::try_new(number).ok(), bounds).map(Some)
    }
}

/// Reads all rows of a file and gives the place and the problem of each that is refused.
///
/// # Errors
///
/// What concerns the file as a whole.
pub(crate) fn for_each_row(
    table: &Table,
    bytes: &[u8],
    mut take: impl FnMut(&Row<'_>) -> Result<(), String>,
) -> Result<Vec<Refused>, String> {
    let file = table.name;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.byte_headers().map_err(|error| format!("{file}:1: {error}"))?.clone();
    let columns = columns(table, &header)?;
    let mut refused = Vec::new();
    let mut record = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(false) => return Ok(refused),
            Ok(true) => {}
            Err(error) => return Err(format!("{file}: {error}")),
        }
        let place = Place { file, line: record.position().map_or(0, csv::Position::line) };
        let taken = fields(&columns, &record)
            .and_then(|fields| take(&Row { place, columns: &columns, fields }));
        refused.extend(taken.err().map(|problem| Refused { place, problem }));
    }
}

/// A row that is refused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Refused {
    pub(crate) place: Place,
    pub(crate) problem: String,
}

impl Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

/// The columns of a header: all that are asked for, none that is unknown, none twice.
fn columns(table: &Table, header: &csv::ByteRecord) -> Result<Vec<String>, String> {
    let name = table.name;
    if header.is_empty() {
        let needed = table.columns.join(",");
        return Err(format!("{name}:1: the file is empty, a header is needed: {needed}"));
    }
    if let Some(separator) = other_separator(header) {
        return Err(format!(
            "{name}:1: the columns stand between {separator}, they must stand between commas"
        ));
    }
    let mut columns: Vec<String> = Vec::new();
    for field in header {
        let column =
            str::from_utf8(field).map_err(|_| format!("{name}:1: the header is not UTF-8"))?;
        if !table.columns.contains(&column) && !table.optional.contains(&column) {
            let known = [table.columns, table.optional].concat().join(", ");
            return Err(format!("{name}:1: unknown column {column:?}, known are {known}"));
        }
        if columns.iter().any(|earlier| earlier == column) {
            return Err(format!("{name}:1: column {column:?} stands twice"));
        }
        columns.push(column.to_owned());
    }
    let is_missing = |it: &&str| !columns.iter().any(|column| column == it);
    let missing: Vec<&str> = table.columns.iter().copied().filter(is_missing).collect();
    if missing.is_empty() {
        Ok(columns)
    } else {
        Err(format!("{name}:1: no column {}", missing.join(", ")))
    }
}

/// The sign between the columns of a header that has no comma but this sign.
fn other_separator(header: &csv::ByteRecord) -> Option<&'static str> {
    let only = header.get(0).filter(|_| header.len() == 1)?;
    let signs = [(b';', "semicolons"), (b'\t', "tabs"), (b'|', "bars")];
    signs.into_iter().find_map(|(sign, name)| only.contains(&sign).then_some(name))
}

/// The fields of a record, one for each column.
fn fields<'a>(columns: &[String], record: &'a csv::ByteRecord) -> Result<Vec<&'a str>, String> {
    if record.len() != columns.len() {
        let (found, expected) = (record.len(), columns.len());
        return Err(format!("{found} fields where the header has {expected}"));
    }
    let fields = record
        .iter()
        .zip(columns)
        .map(|(field, column)| str::from_utf8(field).map_err(|_| format!("{column} is not UTF-8")));
    fields.collect()
}

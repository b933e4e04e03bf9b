//! A CSV file as rows with columns by name.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

use guanxi::calendar::{Day, Month};
use guanxi::customer::CardValue;
use guanxi::id::LineNumber;

use super::records::{Extent, Record, Records, Unreadable};

/// A file: its name and its columns, optional ones apart.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [&'static str],
    pub(crate) optional: &'static [&'static str],
}

/// Signs that are taken for a semicolon: full-width, small, vertical, Arabic and Greek ones, and
/// the comma of Chinese lists.
const LOOK_ALIKES: [char; 6] = ['；', '﹔', '︔', '؛', '\u{37E}', '、'];

/// Signs of other keyboards that are taken for a comma: full-width, small, vertical, half-width and
/// Arabic ones, and the comma of Chinese lists.
const OTHER_COMMAS: [char; 6] = ['，', '﹐', '︐', '､', '،', '、'];

/// Signs that stand between the columns of files of other programs, or are taken for a comma.
const SEPARATORS: [char; 14] =
    [';', '\t', '|', '，', '﹐', '︐', '､', '،', '、', '；', '﹔', '︔', '؛', '\u{37E}'];

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
        ["known_from", "void"].into_iter().any(|it| self.has(it))
    }

    /// Whether the file has a column.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|it| it == column)
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

    /// A day.
    pub(crate) fn day(&self, column: &str) -> Result<Day, String> {
        self.within_years(column).and_then(|()| self.parse(column))
    }

    /// A day, or nothing where the field is empty.
    pub(crate) fn maybe_day(&self, column: &str) -> Result<Option<Day>, String> {
        if self.text(column).is_empty() { Ok(None) } else { self.day(column).map(Some) }
    }

    /// A month.
    pub(crate) fn month(&self, column: &str) -> Result<Month, String> {
        self.within_years(column).and_then(|()| self.parse(column))
    }

    /// Refuses the years that the calendar knows and no trade does: 0, and those with a sign.
    fn within_years(&self, column: &str) -> Result<(), String> {
        let text = self.text(column);
        if text.starts_with(['+', '-']) || text.starts_with("0000") {
            return Err(format!("{column}: a year lies in 0001..=9999, was {text:?}"));
        }
        Ok(())
    }

    /// The id of one person. Semicolons stand between several, so that an id has none.
    pub(crate) fn person<T: FromStr<Err: Display>>(&self, column: &str) -> Result<T, String> {
        let text = self.text(column);
        if text.contains(';') {
            return Err(format!("{column}: one id stands here and has no semicolon, was {text:?}"));
        }
        self.without_look_alikes(column)?;
        self.parse(column)
    }

    /// The id of one person, or nothing where the field is empty.
    pub(crate) fn maybe_person<T>(&self, column: &str) -> Result<Option<T>, String>
    where
        T: FromStr<Err: Display>,
    {
        if self.text(column).is_empty() { Ok(None) } else { self.person(column).map(Some) }
    }

    /// The values of a field, with semicolons between them.
    pub(crate) fn list<T>(&self, column: &str) -> Result<BTreeSet<T>, String>
    where
        T: FromStr<Err: Display> + Ord,
    {
        self.without_look_alikes(column)?;
        let parts = self.text(column).split(';').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| part.parse().map_err(|error| format!("{column}: {error}"))).collect()
    }

    /// Refuses the signs of other keyboards that somebody typed for a semicolon.
    pub(crate) fn without_look_alikes(&self, column: &str) -> Result<(), String> {
        let text = self.text(column);
        match text.chars().find(|c| LOOK_ALIKES.contains(c)) {
            None => Ok(()),
            Some(sign) => {
                Err(format!("{column}: write \";\" in place of \"{sign}\", was {text:?}"))
            }
        }
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
    let mut records = Records::new(bytes);
    let told = |it: &Unreadable| format!("{file}:{}: {}", it.line, it.problem);
    let header = records.read().map_err(|unreadable| told(&unreadable))?;
    let columns = columns(table, header)?;
    let mut refused = Vec::new();
    loop {
        let (line, taken) = match records.read() {
            Ok(None) => return Ok(refused),
            Ok(Some(record)) => {
                let place = Place { file, line: record.line };
                let fields = fields(&columns, &record);
                let row = fields.map(|fields| Row { place, columns: &columns, fields });
                (record.line, row.and_then(|row| take(&row)))
            }
            Err(it) if it.extent == Extent::Row => (it.line, Err(it.problem)),
            Err(it) => return Err(told(&it)),
        };
        refused.extend(taken.err().map(|problem| Refused { place: Place { file, line }, problem }));
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
fn columns(table: &Table, header: Option<Record<'_>>) -> Result<Vec<String>, String> {
    let name = table.name;
    let Some(Record { line, fields: header }) = header else {
        let needed = table.columns.join(",");
        return Err(format!("{name}:1: the file is empty, a header is needed: {needed}"));
    };
    let mut columns: Vec<String> = Vec::new();
    for field in &header {
        let column =
            str::from_utf8(field).map_err(|_| format!("{name}:{line}: the header is not UTF-8"))?;
        if !table.columns.contains(&column) && !table.optional.contains(&column) {
            if let Some(sign) = column.chars().find(|c| SEPARATORS.contains(c)) {
                let found = spoken(sign);
                return Err(format!(
                    "{name}:{line}: between the columns stands {found}, a comma \",\" is expected"
                ));
            }
            let known = [table.columns, table.optional].concat().join(", ");
            return Err(format!("{name}:{line}: unknown column {column:?}, known are {known}"));
        }
        if columns.iter().any(|earlier| earlier == column) {
            return Err(format!("{name}:{line}: column {column:?} stands twice"));
        }
        columns.push(column.to_owned());
    }
    let is_missing = |it: &&str| !columns.iter().any(|column| column == it);
    let missing: Vec<&str> = table.columns.iter().copied().filter(is_missing).collect();
    if missing.is_empty() {
        Ok(columns)
    } else {
        Err(format!("{name}:{line}: no column {}", missing.join(", ")))
    }
}

/// A sign with its name, for those who cannot tell it from another by its look.
fn spoken(sign: char) -> String {
    let name = match sign {
        '\t' => return "a tab".to_owned(),
        '|' => "a bar",
        ';' => "a semicolon",
        '，' | '；' => {
            let of = if sign == '，' { "comma" } else { "semicolon" };
            return format!("a full-width {of} \"{sign}\"");
        }
        _ => "the sign",
    };
    format!("{name} \"{sign}\"")
}

/// The fields of a record, one for each column.
fn fields<'r>(columns: &[String], record: &'r Record<'_>) -> Result<Vec<&'r str>, String> {
    let (found, expected) = (record.fields.len(), columns.len());
    if found != expected {
        let mut texts = record.fields.iter().filter_map(|field| str::from_utf8(field).ok());
        let sign = texts.find_map(|text| text.chars().find(|c| OTHER_COMMAS.contains(c)));
        let hint = sign.filter(|_| found < expected).map_or_else(String::new, |sign| {
            format!("; it has {}, and fields stand between commas \",\"", spoken(sign))
        });
        let fields = if found == 1 { "field" } else { "fields" };
        return Err(format!("{found} {fields} where the header has {expected}{hint}"));
    }
    record.fields.iter().zip(columns).map(|(field, column)| shown(field, column)).collect()
}

/// The text of a field: empty, or with something to be seen. Within quotes it may have line breaks,
/// and no other control character.
fn shown<'f>(field: &'f [u8], column: &str) -> Result<&'f str, String> {
    let text = str::from_utf8(field).map_err(|_| format!("{column} is not UTF-8"))?;
    let is_plain = field.iter().all(|byte| (b' '..=b'~').contains(byte));
    if is_plain && (field.is_empty() || field.iter().any(|byte| *byte != b' ')) {
        return Ok(text);
    }
    if let Some(control) = text.chars().find(|c| c.is_control() && *c != '\n') {
        let code = u32::from(control);
        return Err(format!(
            "{column}: a field has no control character, this one has U+{code:04X}"
        ));
    }
    // The empty cell of braille is a sign to Unicode, and a blank to the eye.
    if CardValue::try_from_text(text.replace('\u{2800}', " ")).is_err() {
        return Err(format!("{column}: shows nothing and is not empty, was {text:?}"));
    }
    Ok(text)
}

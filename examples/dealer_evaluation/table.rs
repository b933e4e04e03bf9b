//! Tables of comma-separated text, with a header; no quotes.

use std::error::Error;
use std::fmt::Display;
use std::fs;
use std::path::Path;
use std::str::FromStr;

/// The tables of an evaluation.
pub(crate) struct Tables {
    pub(crate) dealers: Vec<Row>,
    pub(crate) ratings: Vec<Row>,
    pub(crate) sales: Vec<Row>,
    pub(crate) invoices: Vec<Row>,
    pub(crate) claims: Vec<Row>,
    pub(crate) counts: Vec<Row>,
    pub(crate) breaches: Vec<Row>,
}

impl Tables {
    /// The tables of a folder; without one those of the example.
    pub(crate) fn read(folder: Option<&Path>) -> Result<Self, Box<dyn Error>> {
        let read = |name: &'static str, own: &str| -> Result<Vec<Row>, Box<dyn Error>> {
            let text = match folder {
                Some(folder) => fs::read_to_string(folder.join(name))
                    .map_err(|error| format!("{name}: {error}"))?,
                None => own.to_owned(),
            };
            rows(name, &text)
        };
        Ok(Self {
            dealers: read("dealers.csv", include_str!("dealers.csv"))?,
            ratings: read("ratings.csv", include_str!("ratings.csv"))?,
            sales: read("sales.csv", include_str!("sales.csv"))?,
            invoices: read("invoices.csv", include_str!("invoices.csv"))?,
            claims: read("claims.csv", include_str!("claims.csv"))?,
            counts: read("counts.csv", include_str!("counts.csv"))?,
            breaches: read("breaches.csv", include_str!("breaches.csv"))?,
        })
    }
}

/// A row of a table: its place, and its fields by column.
pub(crate) struct Row {
    file: &'static str,
    line: usize,
    fields: Vec<(String, String)>,
}

fn rows(file: &'static str, text: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let (_, header) = lines.next().ok_or_else(|| format!("{file}: no header"))?;
    let columns: Vec<&str> = header.split(',').collect();
    let row = |(place, line): (usize, &str)| -> Result<Row, Box<dyn Error>> {
        let fields: Vec<&str> = line.split(',').collect();
        let line = place.saturating_add(1);
        if fields.len() != columns.len() {
            let (has, needs) = (fields.len(), columns.len());
            return Err(format!("{file}, line {line}: {has} fields, {needs} columns").into());
        }
        let owned = |(column, field): (&&str, &str)| ((*column).to_owned(), field.to_owned());
        Ok(Row { file, line, fields: columns.iter().zip(fields).map(owned).collect() })
    };
    lines.map(row).collect()
}

impl Row {
    /// The place of the row, for messages.
    pub(crate) fn place(&self) -> String {
        format!("{}, line {}", self.file, self.line)
    }

    /// The text of a column.
    pub(crate) fn text(&self, column: &str) -> Result<&str, Box<dyn Error>> {
        let field = self.fields.iter().find(|(name, _)| name == column);
        let missing = || format!("{}: no column {column}", self.place());
        Ok(field.map(|(_, field)| field.as_str()).ok_or_else(missing)?)
    }

    /// The value of a column.
    pub(crate) fn parse<T: FromStr<Err: Display>>(
        &self,
        column: &str,
    ) -> Result<T, Box<dyn Error>> {
        let text = self.text(column)?;
        text.parse().map_err(|error| format!("{}: {column} {error}", self.place()).into())
    }

    /// The value of a column that may be empty.
    pub(crate) fn parse_if_any<T: FromStr<Err: Display>>(
        &self,
        column: &str,
    ) -> Result<Option<T>, Box<dyn Error>> {
        if self.text(column)?.is_empty() { Ok(None) } else { self.parse(column).map(Some) }
    }
}

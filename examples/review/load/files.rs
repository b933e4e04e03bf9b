//! The files of a folder: those that there are, and those that nobody knows.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::table::{Refused, Row, Table, for_each_row};

const REQUIRED: [&str; 2] = ["customers.csv", "sales.csv"];

/// The files of a folder, and the rows refused so far.
pub(crate) struct Files<'a> {
    folder: &'a Path,
    pub(crate) refused: Vec<Refused>,
    /// The names of all files that there may be.
    known: Vec<&'static str>,
    /// The names of those that there are.
    pub(crate) present: BTreeSet<&'static str>,
}

impl<'a> Files<'a> {
    pub(crate) const fn new(folder: &'a Path) -> Self {
        Self { folder, refused: Vec::new(), known: Vec::new(), present: BTreeSet::new() }
    }

    /// Takes all rows of a file, and tells whether there is one.
    pub(crate) fn rows(
        &mut self,
        table: &Table,
        take: impl FnMut(&Row<'_>) -> Result<(), String>,
    ) -> Result<bool, String> {
        self.known.push(table.name);
        let path = self.folder.join(table.name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error)
                if error.kind() == io::ErrorKind::NotFound && !REQUIRED.contains(&table.name) =>
            {
                return Ok(false);
            }
            Err(error) => return Err(format!("{}: {error}", path.display())),
        };
        self.refused.append(&mut for_each_row(table, &bytes, take)?);
        self.present.insert(table.name);
        Ok(true)
    }

    /// Adds rows of the last file that were refused when all of it was read.
    pub(crate) fn refuse(&mut self, later: Vec<Refused>) {
        let Some(file) = later.first().map(|it| it.place.file) else { return };
        self.refused.extend(later);
        let first = self.refused.iter().rposition(|it| it.place.file != file);
        let first = first.map_or(0, |last_other| last_other.saturating_add(1));
        self.refused.get_mut(first..).unwrap_or_default().sort();
    }

    /// A line for each CSV file of another name, so that a misspelt one is not passed over.
    pub(crate) fn unknown(&self) -> Result<Vec<String>, String> {
        let told = |error: io::Error| format!("{}: {error}", self.folder.display());
        let mut names = Vec::new();
        for entry in fs::read_dir(self.folder).map_err(told)? {
            let path = entry.map_err(told)?.path();
            let is_table = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csv"));
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if is_table && !self.known.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names.sort();
        let known = self.known.join(", ");
        Ok(names.iter().map(|name| format!("{name}: unknown file, known are {known}")).collect())
    }
}

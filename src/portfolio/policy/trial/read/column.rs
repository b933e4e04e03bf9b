use super::reading::{Reading, inside, met};
use crate::policy::file::did_you_mean;
use crate::policy::tree::{Entry, Kind, Node, Step};
use crate::policy::trial::figure_value::FigureValue;
use crate::policy::trial::series::days_of;
use crate::policy::trial::{TestFigure, TestSubject};

/// A figure with its values by row or day.
pub(super) struct Column<T> {
    pub(super) figure: TestFigure,
    values: Vec<T>,
    /// One value stands for all rows.
    is_for_all: bool,
    path: Vec<Step>,
}

/// The figures of rows; nothing where any is wrong.
pub(super) fn columns(
    reading: &mut Reading<'_>,
    entries: &[Entry],
    path: &[Step],
) -> Option<Vec<Column<FigureValue>>> {
    let columns: Vec<Option<Column<FigureValue>>> = entries
        .iter()
        .map(|entry| {
            let path = inside(path, &entry.key);
            let figure = figure(reading, &entry.key, &path)?;
            let is_for_all = !matches!(entry.node.kind, Kind::List(_));
            let items = if is_for_all {
                vec![(&entry.node, path.clone())]
            } else {
                let inside = |step| [path.as_slice(), &[step]].concat();
                entry.node.parts().into_iter().map(|(step, it)| (it, inside(step))).collect()
            };
            let values: Vec<Option<FigureValue>> = items
                .into_iter()
                .map(|(node, path)| {
                    let value = figure.of_unit().read(&node.kind);
                    if value.is_none() {
                        let (unit, met) = (figure.unit(), met(node));
                        reading.refuse(&path, format!("must be {unit}, was {met}"));
                    }
                    value
                })
                .collect();
            let values = values.into_iter().collect::<Option<_>>()?;
            Some(Column { figure, values, is_for_all, path })
        })
        .collect();
    of_one_subject(reading, columns.into_iter().collect::<Option<_>>()?, path)
}

/// The figures of days; nothing where any is wrong.
pub(super) fn series(
    reading: &mut Reading<'_>,
    node: &Node,
    path: &[Step],
) -> Option<Vec<Column<Option<FigureValue>>>> {
    let Kind::Table { entries, .. } = &node.kind else {
        reading.refuse(path, "must be a table of figures, each with its days in a text".to_owned());
        return None;
    };
    let columns: Vec<Option<Column<Option<FigureValue>>>> = entries
        .iter()
        .map(|entry| {
            let path = inside(path, &entry.key);
            let figure = figure(reading, &entry.key, &path)?;
            let Kind::Text(text) = &entry.node.kind else {
                let problem =
                    format!("must be a text such as \"70% 90%x3 _\", was {}", met(&entry.node));
                reading.refuse(&path, problem);
                return None;
            };
            let unit = figure.of_unit();
            match days_of(text, figure.unit(), |it| unit.parse(it), unit.moves()) {
                Ok(values) => {
                    let is_for_all = values.len() == 1;
                    Some(Column { figure, values, is_for_all, path })
                }
                Err(problem) => {
                    reading.refuse(&path, problem);
                    None
                }
            }
        })
        .collect();
    let columns = of_one_subject(reading, columns.into_iter().collect::<Option<_>>()?, path)?;
    let subject = columns.first()?.figure.subject();
    if !matches!(subject, TestSubject::Rule(_)) {
        reading.refuse(path, format!("must give figures of a rule: {subject} have no days"));
        return None;
    }
    Some(columns)
}

fn figure(reading: &mut Reading<'_>, word: &str, path: &[Step]) -> Option<TestFigure> {
    let figure = word.parse().ok();
    if figure.is_none() {
        let hint = did_you_mean(word, TestFigure::ALL.map(TestFigure::code));
        reading.refuse_with(path, "is no figure of a test".to_owned(), hint);
    }
    figure
}

/// The columns, when they are figures of one subject that have a meaning together.
fn of_one_subject<T>(
    reading: &mut Reading<'_>,
    columns: Vec<Column<T>>,
    path: &[Step],
) -> Option<Vec<Column<T>>> {
    let Some(first) = columns.first().map(|it| it.figure) else {
        reading.refuse(path, "must give a figure".to_owned());
        return None;
    };
    let before = reading.problems.len();
    let has = |figure| columns.iter().any(|it| it.figure == figure);
    for Column { figure, path, .. } in &columns {
        if figure.subject() != first.subject() {
            let (subject, other) = (figure.subject(), first.subject());
            let problem = format!("is a figure of {subject}, and {first} one of {other}");
            let hint = Some("a test judges one thing".to_owned());
            reading.refuse_with(path, problem, hint);
        } else if let Some(other) = figure.beside().filter(|it| !has(*it)) {
            reading.refuse(path, format!("needs {other} beside it"));
        }
        let is_twice = matches!(figure, TestFigure::Exposure | TestFigure::Limit);
        if is_twice && has(TestFigure::Utilisation) {
            let problem = "cannot stand beside utilisation, which is exposure by limit";
            reading.refuse(path, problem.to_owned());
        }
    }
    (reading.problems.len() == before).then_some(columns)
}

/// The number of rows or days that all columns have.
pub(super) fn length<T>(
    reading: &mut Reading<'_>,
    columns: &[Column<T>],
    noun: &str,
) -> Option<usize> {
    let lists = || columns.iter().filter(|it| !it.is_for_all);
    let Some(first) = lists().next() else { return Some(1) };
    let before = reading.problems.len();
    let length = first.values.len();
    if length == 0 {
        reading.refuse(&first.path, "must have a value, was empty".to_owned());
    }
    for Column { values, path, .. } in lists().filter(|it| it.values.len() != length) {
        let (has, other) = (values.len(), first.figure);
        reading.refuse(path, format!("must have {length} {noun} as {other}, had {has}"));
    }
    (reading.problems.len() == before).then_some(length)
}

impl<T> Column<T> {
    pub(super) fn get(&self, row: usize) -> Option<&T> {
        self.values.get(if self.is_for_all { 0 } else { row })
    }
}

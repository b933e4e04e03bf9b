use super::Place;

/// A value of a file with its place; of a preset without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) place: Option<Place>,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    Integer(i64),
    /// A number that no policy has, as it is written: a fraction, or beyond 64 bits.
    Number(String),
    Text(String),
    List(Vec<Item>),
    Table {
        entries: Vec<Entry>,
        /// The way in which a preset is overlaid. Of a file always that of fields.
        overlay: Overlay,
    },
}

/// The way in which a table of a file is laid over that of a preset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overlay {
    /// Field by field.
    Fields,
    /// Replaced whole: its keys are the company's own.
    Map,
    /// One of several kinds, which is the one key: replaced by another one.
    Variant,
}

/// An item of a list keeps its number when others are taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) number: usize,
    pub(crate) node: Node,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// The place of the key.
    pub(crate) place: Option<Place>,
    pub(crate) node: Node,
}

/// A step from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Key(String),
    Item(usize),
}

/// A path as messages write it: names joined by dots, items of a list by their number from 0.
pub(crate) fn written(path: &[Step]) -> String {
    let names = path.iter().map(|step| match step {
        Step::Key(key) => key.clone(),
        Step::Item(number) => number.to_string(),
    });
    names.collect::<Vec<_>>().join(".")
}

impl Entry {
    /// An entry of a preset.
    pub(crate) fn of(key: &str, node: Node) -> Self {
        Self { key: key.to_owned(), place: None, node }
    }
}

impl Kind {
    /// The entries of a file.
    pub(crate) fn table(entries: Vec<Entry>) -> Self {
        Self::Table { entries, overlay: Overlay::Fields }
    }
}

impl Node {
    pub(crate) fn new(place: Option<Place>, kind: Kind) -> Self {
        Self { place, kind }
    }

    /// The parts, each with the step that leads there.
    pub(crate) fn parts(&self) -> Vec<(Step, &Self)> {
        match &self.kind {
            Kind::Table { entries, .. } => {
                entries.iter().map(|it| (Step::Key(it.key.clone()), &it.node)).collect()
            }
            Kind::List(items) => items.iter().map(|it| (Step::Item(it.number), &it.node)).collect(),
            Kind::Null | Kind::Bool(_) | Kind::Integer(_) | Kind::Number(_) | Kind::Text(_) => {
                Vec::new()
            }
        }
    }

    /// The value at the end of a path.
    pub(crate) fn at(&self, path: &[Step]) -> Option<&Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        self.parts().into_iter().find(|(step, _)| step == first)?.1.at(rest)
    }

    /// The value within tables of these names.
    pub(crate) fn within(&self, names: &[&str]) -> Option<&Self> {
        self.at(&names.iter().map(|name| Step::Key((*name).to_owned())).collect::<Vec<_>>())
    }

    /// The value at the end of a path, to change it.
    pub(crate) fn at_mut(&mut self, path: &[Step]) -> Option<&mut Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        let part = match (&mut self.kind, first) {
            (Kind::Table { entries, .. }, Step::Key(key)) => {
                entries.iter_mut().find(|it| it.key == *key).map(|it| &mut it.node)
            }
            (Kind::List(items), Step::Item(number)) => {
                items.iter_mut().find(|it| it.number == *number).map(|it| &mut it.node)
            }
            _ => None,
        };
        part?.at_mut(rest)
    }

    /// Takes out the value at the end of a path.
    pub(crate) fn take_out(&mut self, path: &[Step]) {
        let Some((last, before)) = path.split_last() else { return };
        match (self.at_mut(before).map(|it| &mut it.kind), last) {
            (Some(Kind::Table { entries, .. }), Step::Key(key)) => {
                entries.retain(|it| it.key != *key);
            }
            (Some(Kind::List(items)), Step::Item(number)) => {
                items.retain(|it| it.number != *number);
            }
            _ => {}
        }
    }

    /// The place where a path is written; of one that is not, that of the nearest table around it.
    pub(crate) fn place_of(&self, path: &[Step]) -> Option<Place> {
        let Some((first, rest)) = path.split_first() else { return self.place };
        let here = if let (Kind::Table { entries, .. }, Step::Key(key)) = (&self.kind, first) {
            let entry = entries.iter().find(|it| it.key == *key);
            entry.and_then(|it| it.node.place_of(rest).or(it.place))
        } else {
            let part = self.parts().into_iter().find(|(step, _)| step == first);
            part.and_then(|(_, node)| node.place_of(rest))
        };
        here.or(self.place)
    }
}

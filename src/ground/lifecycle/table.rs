use std::fmt;

use super::stage::{Act, Stage};

/// A cell of the table of a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition<G: Stage> {
    /// The stage before.
    pub from: G,
    /// The act.
    pub act: G::Act,
    /// The stage after; `None` when the act is not allowed.
    pub to: Option<G>,
}

/// Every stage with every act, stage by stage: the rows of a matrix test.
pub fn transitions<G: Stage>() -> impl Iterator<Item = Transition<G>> {
    let row = |from: G| G::Act::ALL.iter().map(move |act| (from, *act));
    let cells = G::ALL.iter().flat_map(move |from| row(*from));
    cells.map(|(from, act)| Transition { from, act, to: from.after(act) })
}

/// The table of a machine in Markdown: a row for each stage, a column for each act, and a dash
/// where the act is not allowed. Names stand as words: a blank for each underscore.
pub fn transition_table<G: Stage>() -> String {
    let headings = G::Act::ALL.iter().map(|act| act.heading());
    let mut table = row(std::iter::once("stage".to_owned()).chain(headings));
    table.push_str(&"|---".repeat(G::Act::ALL.len()));
    table.push_str("|---|\n");
    for stage in G::ALL {
        let cells = G::Act::ALL.iter().map(|act| match stage.after(*act) {
            Some(after) => after.to_string(),
            None => "–".to_owned(),
        });
        table.push_str(&row(std::iter::once(stage.to_string()).chain(cells)));
    }
    table
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| cell.replace('_', " ")).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// A fault in the table of a machine.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableFault<G: Stage> {
    /// The stage is listed twice.
    StageTwice(G),
    /// The act is listed twice.
    ActTwice(G::Act),
    /// Something leads to the stage, and it is not listed.
    Unlisted(G),
    /// Nothing leads to the stage.
    Unreachable(G),
    /// Nothing leads from the stage to an end.
    Endless(G),
    /// No stage allows the act.
    NeverAllowed(G::Act),
}

impl<G: Stage> fmt::Display for TableFault<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StageTwice(stage) => write!(f, "stage {stage} is listed twice"),
            Self::ActTwice(act) => write!(f, "act {act} is listed twice"),
            Self::Unlisted(stage) => write!(f, "stage {stage} is reached and not listed"),
            Self::Unreachable(stage) => write!(f, "stage {stage} is never reached"),
            Self::Endless(stage) => write!(f, "no end is reached from stage {stage}"),
            Self::NeverAllowed(act) => write!(f, "act {act} is allowed in no stage"),
        }
    }
}

/// The faults in the table of a machine; a test of each machine asks that there be none.
///
/// All stages and acts are listed once, every stage can be reached from a first one, an end can be
/// reached from every stage, and every act is allowed somewhere.
pub fn table_faults<G: Stage>() -> Vec<TableFault<G>> {
    let mut found = Vec::new();
    found.extend(repeated(G::ALL).map(TableFault::StageTwice));
    found.extend(repeated(G::Act::ALL).map(TableFault::ActTwice));
    let reached = closure(G::FIRST, next);
    let is_unlisted = |stage: &&G| !G::ALL.contains(*stage);
    found.extend(reached.iter().filter(is_unlisted).map(|stage| TableFault::Unlisted(*stage)));
    for stage in G::ALL {
        if !reached.contains(stage) {
            found.push(TableFault::Unreachable(*stage));
        }
        if !closure(&[*stage], next).iter().any(|stage| stage.is_end()) {
            found.push(TableFault::Endless(*stage));
        }
    }
    let is_allowed = |act: &G::Act| G::ALL.iter().any(|stage| stage.after(*act).is_some());
    let never = G::Act::ALL.iter().filter(|act| !is_allowed(act));
    found.extend(never.map(|act| TableFault::NeverAllowed(*act)));
    found
}

/// The stages to which an act or the calendar leads.
fn next<G: Stage>(stage: G) -> Vec<G> {
    let by_act = G::Act::ALL.iter().filter_map(|act| stage.after(*act));
    by_act.chain(stage.in_time().iter().copied()).collect()
}

/// The stages that can be reached from some, those included.
fn closure<G: Stage>(from: &[G], next: impl Fn(G) -> Vec<G>) -> Vec<G> {
    let (mut found, mut open) = (Vec::new(), from.to_vec());
    while let Some(stage) = open.pop() {
        if !found.contains(&stage) {
            found.push(stage);
            open.extend(next(stage));
        }
    }
    found
}

/// The items that occur again after their first place.
fn repeated<T: Copy + PartialEq>(items: &'static [T]) -> impl Iterator<Item = T> {
    let is_repeated = |(place, item): &(usize, &T)| items.iter().take(*place).any(|it| it == *item);
    items.iter().enumerate().filter(is_repeated).map(|(_, item)| *item)
}

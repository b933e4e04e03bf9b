use std::collections::{BTreeMap, BTreeSet};

use crate::forest::Forest;
use crate::id::TerritoryId;

/// The territories of a forest, numbered by one walk: those within a territory have the numbers
/// that follow its own.
pub(super) struct Numbering<'a> {
    numbers: BTreeMap<&'a TerritoryId, usize>,
    nodes: Vec<Node<'a>>,
}

/// A territory with its place in the walk.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    /// Its name.
    pub(super) name: &'a TerritoryId,
    /// The number of the territory that holds it.
    pub(super) place: Option<usize>,
    /// The last number within it.
    pub(super) last: usize,
    /// The areas without parts that it consists of, both ends included.
    pub(super) leaves: Span,
}

/// Areas without parts, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub(super) first: usize,
    pub(super) last: usize,
}

impl<'a> Numbering<'a> {
    /// Numbers the names of a forest, and others that stand alone in it.
    pub(super) fn new(
        forest: &'a Forest<TerritoryId>,
        others: impl Iterator<Item = &'a TerritoryId>,
    ) -> Self {
        let listed = forest.places().iter().flat_map(|(name, place)| [name, place]);
        let names: BTreeSet<&TerritoryId> = listed.chain(others).collect();
        let mut parts: BTreeMap<Option<&TerritoryId>, Vec<&TerritoryId>> = BTreeMap::new();
        for name in names {
            parts.entry(forest.place(name)).or_default().push(name);
        }
        let (mut numbers, mut nodes) = (BTreeMap::new(), Vec::new());
        let parts_of = |name: Option<&'a TerritoryId>| parts.get(&name).into_iter().flatten().rev();
        let mut open: Vec<_> = parts_of(None).map(|name| (*name, None)).collect();
        let mut leaves = 0..;
        let mut first = leaves.next().unwrap_or_default();
        while let Some((name, place)) = open.pop() {
            let number = nodes.len();
            numbers.insert(name, number);
            nodes.push(Node { name, place, last: number, leaves: Span { first, last: first } });
            open.extend(parts_of(Some(name)).map(|name| (*name, Some(number))));
            if !parts.contains_key(&Some(name)) {
                first = leaves.next().unwrap_or(first);
            }
        }
        Self { numbers, nodes: closed(nodes) }
    }

    /// The number of a territory.
    pub(super) fn number(&self, name: &TerritoryId) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    /// The territory of a number.
    pub(super) fn node(&self, number: usize) -> Option<Node<'a>> {
        self.nodes.get(number).copied()
    }

    /// The numbers from a territory outwards, its own first.
    pub(super) fn outwards(&self, number: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(number), |number| self.node(*number)?.place)
    }

    /// The spans of some territories.
    pub(super) fn spans(&self, names: &BTreeSet<TerritoryId>) -> Vec<Span> {
        let numbers = names.iter().filter_map(|name| self.number(name));
        let mut spans: Vec<Span> =
            numbers.filter_map(|it| self.node(it)).map(|it| it.leaves).collect();
        spans.sort_unstable();
        spans
    }
}

/// Carries the ends of each territory outwards; those within come after it, so from the back.
fn closed(mut nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    for number in (0..nodes.len()).rev() {
        let Some(node) = nodes.get(number).copied() else { continue };
        if let Some(outer) = node.place.and_then(|place| nodes.get_mut(place)) {
            outer.last = outer.last.max(node.last);
            outer.leaves.last = outer.leaves.last.max(node.leaves.last);
        }
    }
    nodes
}

impl Span {
    /// The first area that some spans leave of this one; `None` where they cover it. The spans are
    /// sorted.
    pub(super) fn first_outside(self, spans: &[Self]) -> Option<usize> {
        let mut next = self.first;
        for span in spans {
            if span.first <= next && next <= span.last {
                next = span.last.checked_add(1)?;
            }
        }
        Some(next).filter(|next| *next <= self.last)
    }
}

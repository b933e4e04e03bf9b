use std::collections::BTreeMap;

use super::numbering::{Node, Numbering, Span};
use super::scope::{LevelClass, Scope};
use super::{Grant, RightsConflict, RightsMap};
use crate::calendar::{Day, Validity};
use crate::contract::Exclusivity;
use crate::id::{BrandId, TerritoryId};

/// One territory of a grant, for one brand.
#[derive(Clone, Copy)]
struct Cell {
    from: Day,
    grant: usize,
    node: usize,
}

/// Cells that have begun, by the number of their territory.
type Active = BTreeMap<usize, Vec<Cell>>;

/// The first meeting of two grants that was found.
struct Witness<'a> {
    brand: &'a BrandId,
    territory: &'a TerritoryId,
    days: Validity,
}

/// Everything that a sweep reads.
struct Sweep<'a> {
    grants: &'a [Grant<'a>],
    excluded: Vec<Vec<Span>>,
    numbering: Numbering<'a>,
    map: &'a RightsMap,
    found: BTreeMap<(usize, usize), Witness<'a>>,
}

/// The grants that conflict, one conflict for each pair of contracts, in the order of their
/// numbers.
///
/// # Rule
///
/// > S5: an exclusive or sole grant conflicts with any other customer's grant of the same,
/// > exclusive or not. Two grants conflict iff other customers, not in one exclusivity group, terms
/// > share a day, channels intersect, levels meet, products intersect, territories intersect less
/// > what either carves out.
///
/// The territories are numbered by one walk, so that one holds another iff it holds its number.
/// Within a brand and the levels that meet, grants are taken by their first days and looked for in
/// the territories outwards and inwards: the cost is that of sorting and of the pairs that meet.
///
/// ```
/// use guanxi::calendar::Validity;
/// use guanxi::contract::{ChannelLevel, Exclusivity, Rights};
/// use guanxi::day;
/// use guanxi::forest::Forest;
/// use guanxi::id::{ContractId, CustomerKey};
/// use guanxi::trading_rights::{Grant, RightsMap, rights_conflicts};
///
/// let territories = Forest::try_new([("Foshan".parse()?, "Guangdong".parse()?)])?;
/// let map = RightsMap { territories, ..RightsMap::default() };
/// let level = ChannelLevel::FirstTier;
/// let crane = || Ok::<_, guanxi::id::IdError>(["Crane".parse()?].into());
/// let li = Rights::new(level, Exclusivity::Exclusive, ["Guangdong".parse()?].into(), crane()?);
/// let chen = Rights::new(level, Exclusivity::NonExclusive, ["Foshan".parse()?].into(), crane()?);
/// let numbers: [ContractId; 2] = ["C-1".parse()?, "C-2".parse()?];
/// let rights = [li, chen];
/// let grant = |place: u32, from| Grant {
///     customer: CustomerKey::from_position(place),
///     contract: &numbers[place as usize],
///     rights: &rights[place as usize],
///     exclusivity: rights[place as usize].exclusivity,
///     days: Validity::open_ended(from),
/// };
/// let grants = [grant(0, day!(2026, 1, 1)), grant(1, day!(2026, 3, 1))];
/// assert_eq!(
///     rights_conflicts(&grants, &map)[0].to_string(),
///     "C-1 (exclusive) and C-2 (non-exclusive) both grant Crane in Foshan at level first tier, \
///      2026-03-01 without end"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn rights_conflicts(grants: &[Grant<'_>], map: &RightsMap) -> Vec<RightsConflict> {
    let mut sweep = Sweep::new(grants, map);
    for ((brand, _), mut cells) in sweep.buckets() {
        cells.sort_by_key(|cell| (cell.from, cell.grant, cell.node));
        sweep.run(brand, &cells);
    }
    let found = std::mem::take(&mut sweep.found).into_iter();
    let mut found: Vec<_> =
        found.filter_map(|(pair, witness)| conflict(grants, pair, &witness)).collect();
    // A contract has several grants where it was reopened or downgraded: one witness is enough.
    let pair = |it: &RightsConflict| {
        let (first, second) = (it.first.clone(), it.second.clone());
        if first < second { (first, second) } else { (second, first) }
    };
    let place = |it: &RightsConflict| (it.brand.clone(), it.territory.clone(), it.overlap);
    found.sort_by_cached_key(|it| (pair(it), place(it)));
    found.dedup_by_key(|it| pair(it));
    found.sort_by(|a, b| (&a.first, &a.second).cmp(&(&b.first, &b.second)));
    found
}

impl<'a> Sweep<'a> {
    fn new(grants: &'a [Grant<'a>], map: &'a RightsMap) -> Self {
        let granted = grants.iter().flat_map(|grant| &grant.rights.territories);
        let carved = grants.iter().flat_map(|grant| &grant.rights.excluded);
        let numbering = Numbering::new(&map.territories, granted.chain(carved));
        let excluded = grants.iter().map(|grant| numbering.spans(&grant.rights.excluded));
        let excluded = excluded.collect();
        Self { grants, excluded, numbering, map, found: BTreeMap::new() }
    }

    /// The cells of each brand and of levels that meet.
    fn buckets(&self) -> BTreeMap<(&'a BrandId, LevelClass), Vec<Cell>> {
        let mut buckets: BTreeMap<_, Vec<Cell>> = BTreeMap::new();
        for (place, grant) in self.grants.iter().enumerate() {
            let class = LevelClass::new(grant.rights.level);
            let from = grant.days.from();
            let numbers = grant.rights.territories.iter();
            let nodes: Vec<usize> =
                numbers.filter_map(|name| self.numbering.number(name)).collect();
            for brand in &grant.rights.brands {
                let cells = nodes.iter().map(|node| Cell { from, grant: place, node: *node });
                buckets.entry((brand, class)).or_default().extend(cells);
            }
        }
        buckets
    }

    /// Takes the cells of a bucket by their first days. Grants that restrict nobody are compared
    /// with those that do, and not with each other.
    fn run(&mut self, brand: &'a BrandId, cells: &[Cell]) {
        let (mut restricting, mut open) = (Active::new(), Active::new());
        for cell in cells {
            let is_open = self.is_open(*cell);
            self.meet(brand, *cell, &mut restricting);
            if !is_open {
                self.meet(brand, *cell, &mut open);
            }
            let active = if is_open { &mut open } else { &mut restricting };
            active.entry(cell.node).or_default().push(*cell);
        }
    }

    fn is_open(&self, cell: Cell) -> bool {
        let rights = self.grants.get(cell.grant).map(|grant| grant.exclusivity);
        rights.is_none_or(|exclusivity| match exclusivity {
            Exclusivity::NonExclusive => true,
            Exclusivity::Exclusive | Exclusivity::Sole => false,
        })
    }

    /// Meets a cell with those in the territories outwards and inwards, and drops those that have
    /// ended.
    fn meet(&mut self, brand: &'a BrandId, cell: Cell, active: &mut Active) {
        if active.is_empty() {
            return;
        }
        let Some(node) = self.numbering.node(cell.node) else { return };
        let mut numbers: Vec<usize> = self.numbering.outwards(cell.node).collect();
        numbers.retain(|number| active.contains_key(number));
        let within = cell.node.checked_add(1).map(|next| next..=node.last);
        let within = within.filter(|range| !range.is_empty());
        numbers.extend(within.into_iter().flat_map(|range| active.range(range)).map(|it| *it.0));
        let grants = self.grants;
        let has_ended =
            |other: &Cell| grants.get(other.grant).is_none_or(|it| it.days.is_over_on(cell.from));
        for number in numbers {
            let Some(cells) = active.get_mut(&number) else { continue };
            cells.retain(|other| !has_ended(other));
            let inner = if number > cell.node { self.numbering.node(number) } else { Some(node) };
            for other in cells {
                if let Some(inner) = inner {
                    self.compare(brand, inner, (*other, cell));
                }
            }
        }
    }

    fn compare(&mut self, brand: &'a BrandId, inner: Node<'a>, (one, other): (Cell, Cell)) {
        let pair = (one.grant.min(other.grant), one.grant.max(other.grant));
        let Some(days) = self.days_of(pair, inner) else { return };
        let territory = inner.name;
        let key = |it: &Witness<'a>| (it.brand, it.territory, it.days);
        let witness = Witness { brand, territory, days };
        match self.found.get_mut(&pair) {
            Some(known) if key(&witness) < key(known) => *known = witness,
            Some(_) => {}
            None => {
                self.found.insert(pair, witness);
            }
        }
    }

    /// The days on which two grants stand against each other in a territory.
    fn days_of(&self, (one, other): (usize, usize), inner: Node<'a>) -> Option<Validity> {
        let (first, second) = (self.grants.get(one)?, self.grants.get(other)?);
        let is_shared = first.rights.group.is_some() && first.rights.group == second.rights.group;
        if first.customer == second.customer || is_shared {
            return None;
        }
        self.scope(one)?.meeting(self.scope(other)?, inner, self.map)
    }

    fn scope(&self, place: usize) -> Option<Scope<'_>> {
        let grant = self.grants.get(place)?;
        Some(Scope::new(grant.rights, self.excluded.get(place)?, grant.days))
    }
}

fn conflict(
    grants: &[Grant<'_>],
    (one, other): (usize, usize),
    witness: &Witness<'_>,
) -> Option<RightsConflict> {
    let order = |it: &&Grant<'_>| (it.days.from(), it.contract.clone());
    let mut pair = [grants.get(one)?, grants.get(other)?];
    pair.sort_by_key(order);
    let [first, second] = pair;
    Some(RightsConflict {
        first: first.contract.clone(),
        second: second.contract.clone(),
        first_grants: first.exclusivity,
        second_grants: second.exclusivity,
        level: first.rights.level,
        territory: witness.territory.clone(),
        brand: witness.brand.clone(),
        overlap: witness.days,
    })
}

use std::collections::{BTreeMap, BTreeSet};

use super::{FactTrail, Standing, settled_invoices};
use crate::account::{Fact, FactKind, FactName};
use crate::calendar::{AsOf, Day};
use crate::id::DocumentId;
use crate::intake::Names;
use crate::trade::{DocumentFlow, DocumentStage};

/// The versions of those facts of a customer that were revised, or learnt after their own day. All
/// others stand in the tables only.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    /// In the order of the names.
    trails: Vec<FactTrail>,
    /// The days of a timeline on which a version of a fact with a trail lies.
    touched: BTreeMap<TouchedDay, Vec<u32>>,
    last_change: Option<Day>,
}

/// A day of the timeline of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TouchedDay {
    pub(crate) kind: FactKind,
    pub(crate) day: Day,
}

impl History {
    /// The trails in the order of the names.
    pub(crate) fn trails(&self) -> &[FactTrail] {
        &self.trails
    }

    /// The trail of a fact.
    pub(crate) fn trail(&self, name: &FactName) -> Option<&FactTrail> {
        let place = self.trails.binary_search_by(|it| it.name.cmp(name)).ok()?;
        self.trails.get(place)
    }

    /// The trail of a fact, to add a version.
    pub(crate) fn trail_mut(&mut self, name: &FactName) -> Option<&mut FactTrail> {
        let place = self.trails.binary_search_by(|it| it.name.cmp(name)).ok()?;
        self.trails.get_mut(place)
    }

    /// The trails of a kind.
    pub(crate) fn of_kind(&self, kind: FactKind) -> &[FactTrail] {
        let first = self.trails.partition_point(|it| it.name.kind < kind);
        let rest = self.trails.get(first..).unwrap_or_default();
        let count = rest.partition_point(|it| it.name.kind == kind);
        rest.get(..count).unwrap_or_default()
    }

    /// Tells whether the document of a handle has a trail.
    pub(crate) fn has(&self, kind: FactKind, handle: u32) -> bool {
        self.of_kind(kind).iter().any(|it| it.handle == handle)
    }

    /// Adds the trail of a fact that is known from its own day on.
    pub(crate) fn add_beside(&mut self, trail: FactTrail) {
        if let Err(place) = self.trails.binary_search_by(|it| it.name.cmp(&trail.name)) {
            let of_kind = self.touched.iter_mut().filter(|(it, _)| it.kind == trail.name.kind);
            for (_, firm) in of_kind {
                firm.retain(|handle| *handle != trail.handle);
            }
            self.trails.insert(place, trail);
        }
    }

    /// Puts a trail in the place of one of its name, or beside the others.
    pub(crate) fn replace(&mut self, trail: FactTrail) {
        self.trails.retain(|it| it.name != trail.name);
        self.add_beside(trail);
    }

    /// Drops the trail of a fact.
    pub(crate) fn remove(&mut self, name: &FactName) {
        self.trails.retain(|it| it.name != *name);
    }

    /// Takes the name of an erased fact out of all that names it. Document flows of it are gone
    /// with it, and settlements that had to name it, whose handles it gives.
    pub(crate) fn forget_name(&mut self, name: &FactName) -> Vec<u32> {
        let mut gone = Vec::new();
        self.trails.retain_mut(|trail| {
            let is_left = trail.forget_name(name);
            if !is_left && trail.name.kind == FactKind::Payment {
                gone.push(trail.handle);
            }
            is_left
        });
        self.drop_unreached();
        gone
    }

    /// Drops the trails of those facts that have one version only and do not depend on a fact with
    /// a trail any more. They stand in the tables, as they did before.
    pub(crate) fn drop_independent(&mut self) {
        let is_single = |it: &FactTrail| it.is_early && it.versions().len() == 1;
        let invoices = self.of_kind(FactKind::Invoice).iter();
        let invoices: BTreeSet<String> = invoices.map(|it| it.name.number.clone()).collect();
        let orders = [FactKind::Order, FactKind::Invoice];
        let mut flows = self.of_kind(FactKind::DocumentFlow).iter();
        let has_flows = flows.any(|it| !is_single(it))
            || orders.iter().any(|kind| !self.of_kind(*kind).is_empty());
        self.trails.retain(|trail| {
            let mut named = trail.facts().flat_map(Fact::named_invoices);
            let depends = match trail.name.kind.names() {
                Names::Flow => has_flows,
                Names::Invoices => named.any(|it| invoices.contains(it.as_str())),
                Names::Nothing => true,
            };
            depends || !is_single(trail)
        });
    }

    /// Drops document flows from documents to which none is left that leads.
    fn drop_unreached(&mut self) {
        loop {
            let flows = self.of_kind(FactKind::DocumentFlow).iter().filter_map(FactTrail::flow);
            let reached: Vec<_> = flows.map(|it| it.to.clone()).collect();
            let has_source = |flow: &DocumentFlow| {
                flow.from.stage == DocumentStage::Ordered || reached.contains(&flow.from)
            };
            let count = self.trails.len();
            self.trails.retain(|it| it.flow().is_none_or(has_source));
            if self.trails.len() == count {
                break;
            }
        }
    }

    /// Tells whether a fact is a settlement of void invoices only, which never becomes credit: it
    /// is void with them.
    pub(crate) fn is_void_with_invoices(&self, fact: &Fact, t: AsOf) -> bool {
        let is_void = |trail: &FactTrail| matches!(trail.at(t), Standing::Void);
        settled_invoices(fact).is_some_and(|named| {
            named.into_iter().all(|number| self.invoice(number).is_some_and(is_void))
        })
    }

    /// The days on which the invoices of such a settlement change.
    pub(crate) fn changes_of_invoices(&self, fact: &Fact) -> impl Iterator<Item = Day> {
        let named = settled_invoices(fact).into_iter().flatten();
        let trails = named.filter_map(|number| self.invoice(number));
        trails.flat_map(|trail| trail.versions().iter().map(|it| it.known_from))
    }

    /// The settlements of an invoice that never become credit, by all their versions.
    pub(crate) fn settlements_of(&self, invoice: &str) -> impl Iterator<Item = &Fact> {
        let settlements = self.of_kind(FactKind::Payment).iter().flat_map(FactTrail::facts);
        settlements.filter(move |fact| {
            settled_invoices(fact)
                .is_some_and(|named| named.iter().any(|it| it.as_str() == invoice))
        })
    }

    fn invoice(&self, number: &DocumentId) -> Option<&FactTrail> {
        self.of_kind(FactKind::Invoice).iter().find(|it| it.name.number == number.as_str())
    }

    /// Notes that something is known from a day on.
    pub(crate) fn note_change(&mut self, day: Day) {
        if day > Day::MIN {
            self.last_change = self.last_change.max(Some(day));
        }
    }

    /// The last day from which anything is known.
    pub(crate) const fn last_change(&self) -> Option<Day> {
        self.last_change
    }

    /// Tells whether a day of a timeline is touched.
    pub(crate) fn is_touched(&self, day: TouchedDay) -> bool {
        self.touched.contains_key(&day)
    }

    /// Touches a day on which these documents without a trail stand.
    pub(crate) fn touch(&mut self, day: TouchedDay, firm: Vec<u32>) {
        self.touched.entry(day).or_insert(firm);
    }

    /// Notes a new document without a trail.
    pub(crate) fn note_firm(&mut self, day: TouchedDay, handle: u32) {
        if let Some(firm) = self.touched.get_mut(&day) {
            firm.push(handle);
        }
    }

    /// The documents without a trail that stand on a touched day.
    pub(crate) fn firm_on(&self, day: TouchedDay) -> &[u32] {
        self.touched.get(&day).map_or(&[], Vec::as_slice)
    }

    /// The touched days of a kind, in order.
    pub(crate) fn touched(&self, kind: FactKind) -> impl Iterator<Item = (Day, &[u32])> {
        let (from, to) = (TouchedDay { kind, day: Day::MIN }, TouchedDay { kind, day: Day::MAX });
        self.touched.range(from..=to).map(|(it, firm)| (it.day, firm.as_slice()))
    }
}

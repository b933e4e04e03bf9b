use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::engine::Interner;
use crate::id::ProductGroupId;

/// The product groups of a ledger, and those that its sales name. Most books name none.
#[derive(Debug, Clone, Default)]
pub(crate) struct ProductGroups {
    names: Interner,
    /// The groups of each sale that names some, ascending.
    by_document: BTreeMap<u32, Box<[u32]>>,
}

/// The order days of a customer in a product group.
#[derive(Debug, Clone)]
pub(crate) struct GroupDays {
    group: u32,
    /// In order, each once.
    days: Vec<Day>,
}

impl GroupDays {
    /// Tells whether there is any day.
    pub(crate) const fn has_days(&self) -> bool {
        !self.days.is_empty()
    }
}

impl GroupDays {
    /// Takes the order days of another customer in a group in.
    pub(crate) fn absorb(own: &mut Vec<Self>, other: Self, groups: &ProductGroups) {
        for day in other.days {
            groups.note_day(own, other.group, day);
        }
    }
}

impl ProductGroups {
    /// Tells whether no sale names a group.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_document.is_empty()
    }

    /// The handles of groups, ascending; `None` when a new group finds no room.
    pub(crate) fn handles(&mut self, groups: &[ProductGroupId]) -> Option<Box<[u32]>> {
        let handle = |group: &ProductGroupId| {
            let known = self.names.look_up(group.as_str());
            known.map_or_else(|vacant| self.names.add(group.as_str(), vacant), Some)
        };
        let mut handles = groups.iter().map(handle).collect::<Option<Box<[u32]>>>()?;
        handles.sort_unstable();
        Some(handles)
    }

    /// The handles of groups that are all known, ascending.
    pub(crate) fn known(&self, groups: &[ProductGroupId]) -> Option<Box<[u32]>> {
        // Most sales name none.
        if groups.is_empty() {
            return Some(Box::default());
        }
        let handles = groups.iter().map(|group| self.names.find(group.as_str()));
        let mut handles = handles.collect::<Option<Box<[u32]>>>()?;
        handles.sort_unstable();
        Some(handles)
    }

    /// Tells whether the groups among these that are not known find room.
    pub(crate) fn has_room_for(&self, groups: &[ProductGroupId]) -> bool {
        let new = groups.iter().filter(|group| self.names.find(group.as_str()).is_none());
        let bytes = new.clone().map(|group| group.as_str().len()).sum();
        self.names.has_room(new.count(), bytes)
    }

    /// Notes the groups that a document names.
    pub(crate) fn note(&mut self, document: u32, groups: Box<[u32]>) {
        self.by_document.insert(document, groups);
    }

    /// Notes the groups that a version of a document names. One that never named any leaves
    /// nothing: a book without groups stays one.
    pub(crate) fn note_version(&mut self, document: u32, groups: Box<[u32]>) {
        if !groups.is_empty() || self.by_document.contains_key(&document) {
            self.note(document, groups);
        }
    }

    /// Forgets the groups that a document names.
    pub(crate) fn forget(&mut self, document: u32) {
        self.by_document.remove(&document);
    }

    /// Notes an order day of a customer in each group that a sale names.
    pub(crate) fn note_order_day(&self, of_customer: &mut Vec<GroupDays>, document: u32, day: Day) {
        for group in self.of_document(document) {
            self.note_day(of_customer, *group, day);
        }
    }

    /// Notes an order day of a customer in groups that are named.
    pub(crate) fn note_names(
        &self,
        of_customer: &mut Vec<GroupDays>,
        groups: &[ProductGroupId],
        day: Day,
    ) {
        for group in groups.iter().filter_map(|group| self.names.find(group.as_str())) {
            self.note_day(of_customer, group, day);
        }
    }

    /// Forgets a day of a customer in all groups.
    pub(crate) fn forget_day(of_customer: &mut [GroupDays], day: Day) {
        for of in of_customer {
            if let Ok(place) = of.days.binary_search(&day) {
                of.days.remove(place);
            }
        }
    }

    /// The names of the groups that a document names, in their order: handles stand in the order
    /// of their coming, which is another one in a book that is read back.
    pub(crate) fn names_of(&self, document: u32) -> Vec<ProductGroupId> {
        let groups = self.of_document(document).iter();
        let names = groups.filter_map(|group| self.names.name(*group).parse().ok());
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names
    }

    /// Notes an order day in a group. The groups stand in the order of their names.
    fn note_day(&self, of_customer: &mut Vec<GroupDays>, group: u32, day: Day) {
        let name = self.names.name(group);
        match of_customer.binary_search_by(|it| self.names.name(it.group).cmp(name)) {
            Ok(place) => {
                if let Some(GroupDays { days, .. }) = of_customer.get_mut(place)
                    && let Err(place) = days.binary_search(&day)
                {
                    days.insert(place, day);
                }
            }
            Err(place) => of_customer.insert(place, GroupDays { group, days: vec![day] }),
        }
    }

    /// The groups that a document names.
    pub(crate) fn of_document(&self, document: u32) -> &[u32] {
        self.by_document.get(&document).map_or(&[], |groups| groups)
    }
}

/// A product group that a customer has ordered, with its order days.
#[derive(Debug, Clone, Copy)]
pub struct GroupOrders<'a> {
    names: &'a Interner,
    of: &'a GroupDays,
}

impl<'a> GroupOrders<'a> {
    /// The groups of a customer, by name.
    pub(crate) fn each(
        groups: &'a ProductGroups,
        of_customer: &'a [GroupDays],
    ) -> impl Iterator<Item = Self> + Clone {
        let names = &groups.names;
        of_customer.iter().map(move |of| GroupOrders { names, of })
    }

    /// The name of the group.
    ///
    /// ```
    /// # use guanxi::{account::Account, trade::Sale};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let sale = Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 1".parse()?);
    /// account.record(sale.with_groups(["Tools".parse()?, "Paint".parse()?]))?;
    /// assert!(account.view().product_groups().map(|group| group.name()).eq(["Paint", "Tools"]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn name(self) -> &'a str {
        self.names.name(self.of.group)
    }

    /// The days with a sale of positive amount that names the group, in order, each once.
    ///
    /// ```
    /// # use guanxi::{account::Account, trade::Sale};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let sale = Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 1".parse()?);
    /// account.record(sale.with_groups(["Tools".parse()?]))?;
    /// let days = account.view().product_groups().map(|group| group.order_days().len());
    /// assert!(days.eq([1]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn order_days(self) -> &'a [Day] {
        &self.of.days
    }
}

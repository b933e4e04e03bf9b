//! Which product groups a customer orders, and when: kept apart, since most books do not tell them.

use std::collections::BTreeMap;

use super::intake::Intake;
use super::ledger::Ledger;
use super::{AccountView, RecordError};
use crate::calendar::Day;
use crate::engine::Interner;
use crate::id::{CustomerKey, ProductGroupId};

/// The product groups of a ledger, and those that its documents name.
#[derive(Debug, Clone, Default)]
pub(super) struct ProductGroups {
    names: Interner,
    /// The groups of each sale that names some, ascending.
    by_document: BTreeMap<u32, Box<[u32]>>,
}

/// The order days of a customer in a product group.
#[derive(Debug, Clone)]
pub(super) struct GroupDays {
    group: u32,
    /// In order, each once.
    days: Vec<Day>,
}

impl ProductGroups {
    pub(super) fn is_empty(&self) -> bool {
        self.by_document.is_empty()
    }

    /// The handles of groups, ascending; refused when one is named twice.
    pub(super) fn handles(
        &mut self,
        named: Intake<'_>,
        groups: &[ProductGroupId],
    ) -> Result<Box<[u32]>, RecordError> {
        let again = groups
            .iter()
            .enumerate()
            .find(|(place, group)| groups.iter().take(*place).any(|before| before == *group));
        let twice = || again.map_or_else(String::new, |(_, group)| format!("{group} twice"));
        named.demand(again.is_none(), "groups", || "name each once".to_owned(), twice)?;
        let handle = |group: &ProductGroupId| {
            let known = self.names.look_up(group.as_str());
            let handle = known.map_or_else(|unknown| self.names.add(group.as_str(), unknown), Some);
            handle.ok_or_else(|| named.full())
        };
        let mut handles = groups.iter().map(handle).collect::<Result<Box<[u32]>, RecordError>>()?;
        handles.sort_unstable();
        Ok(handles)
    }

    /// Notes the groups that a document names.
    pub(super) fn note(&mut self, document: u32, groups: Box<[u32]>) {
        self.by_document.insert(document, groups);
    }

    /// Notes an order day among those of a customer, which stand in the order of the groups' names.
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
    pub(super) fn of_document(&self, document: u32) -> &[u32] {
        self.by_document.get(&document).map_or(&[], |groups| groups)
    }

    /// The names of groups as a message lists them, in their order.
    pub(super) fn listed(&self, groups: &[u32]) -> String {
        let mut names: Vec<&str> = groups.iter().map(|group| self.names.name(*group)).collect();
        names.sort_unstable();
        names.join(", ")
    }
}

impl Ledger {
    /// Whether any sale names a product group.
    ///
    /// ```
    /// # use guanxi::account::Ledger;
    /// assert!(!Ledger::new("CNY".parse()?).has_product_groups());
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn has_product_groups(&self) -> bool {
        !self.sold.groups.is_empty()
    }

    /// Notes an order day of the customer in each group that the sale of this document names.
    pub(super) fn note_group_day(
        &mut self,
        key: CustomerKey,
        document: u32,
        day: Day,
    ) -> Result<(), RecordError> {
        self.rare_mut(key)?;
        let Some(rare) = self.rare.get_mut(&key) else { return Ok(()) };
        let groups = &self.sold.groups;
        for group in groups.of_document(document) {
            groups.note_day(&mut rare.product_groups, *group, day);
        }
        Ok(())
    }
}

/// A product group that a customer has ordered, with its order days.
#[derive(Debug, Clone, Copy)]
pub struct GroupOrders<'a> {
    names: &'a Interner,
    of: &'a GroupDays,
}

impl<'a> GroupOrders<'a> {
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

impl<'a> AccountView<'a> {
    /// The product groups that the customer has ordered, by name, whatever the day; none when no sale to
    /// it names any.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(account.view().product_groups().count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn product_groups(self) -> impl Iterator<Item = GroupOrders<'a>> + Clone {
        let names = &self.ledger().sold.groups.names;
        let groups = self.rare().map_or(&[][..], |rare| &rare.product_groups);
        groups.iter().map(move |of| GroupOrders { names, of })
    }
}

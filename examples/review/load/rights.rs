//! Rights that are granted to customers, the tree of territories, and the licences that we hold.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::contract::Rights;
use guanxi::id::{ContractId, CustomerKey, TerritoryId};
use guanxi::trading_rights::SourceRight;

use super::Loader;
use super::table::{Row, Table};

pub(crate) const RIGHTS: Table = Table {
    name: "rights.csv",
    columns: &["contract", "customer", "level", "exclusivity", "territories", "brands", "from"],
    optional: &["to", "carved_out", "products", "channels", "shared_in"],
};
pub(crate) const TERRITORIES: Table =
    Table { name: "territories.csv", columns: &["territory", "within"], optional: &[] };
pub(crate) const LICENCES: Table = Table {
    name: "licences.csv",
    columns: &["brand", "territories", "exclusivity", "from", "to"],
    optional: &[],
};

/// Rights granted to a customer.
#[derive(Debug)]
pub(crate) struct GrantedRights {
    pub(crate) customer: CustomerKey,
    pub(crate) contract: ContractId,
    pub(crate) rights: Rights,
    /// The days as the row states them.
    pub(crate) days: Validity,
}

/// The contents of the files about rights.
#[derive(Debug, Default)]
pub(crate) struct RightsFiles {
    pub(crate) granted: Vec<GrantedRights>,
    /// The territory that holds each of those listed.
    pub(crate) places: BTreeMap<TerritoryId, TerritoryId>,
    pub(crate) licences: Vec<SourceRight>,
    /// The customers of the contracts.
    pub(super) contracted: BTreeMap<ContractId, CustomerKey>,
}

impl Loader {
    /// Rights granted by a contract.
    pub(crate) fn right(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (customer, contract) = (self.key(row)?, row.parse::<ContractId>("contract")?);
        let rights = &mut self.judged.rights;
        // Customers that are merged one day are one here.
        let survivor = |key| self.book.survivor_at(key, AsOf::new(Day::MAX));
        let others = rights.granted.iter().filter(|it| it.contract == contract);
        let mut holders =
            others.map(|it| it.customer).chain(rights.contracted.get(&contract).copied());
        if let Some(other) = holders.find(|it| survivor(*it) != survivor(customer)) {
            let other = self.book.name(other);
            return Err(format!("contract: {contract} is a contract with {other}"));
        }
        let (territories, brands) = (some(row, "territories")?, some(row, "brands")?);
        let plain =
            Rights::new(row.parse("level")?, row.parse("exclusivity")?, territories, brands);
        let granted = Rights {
            excluded: row.list("carved_out")?,
            products: row.list("products")?,
            channels: row.list("channels")?,
            group: row.maybe("shared_in")?,
            ..plain
        };
        let days = days(row)?;
        rights.granted.push(GrantedRights { customer, contract, rights: granted, days });
        Ok(())
    }

    /// A territory within another.
    pub(crate) fn territory(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (territory, within): (TerritoryId, TerritoryId) =
            (row.parse("territory")?, row.parse("within")?);
        let places = &mut self.judged.rights.places;
        if places.contains_key(&territory) {
            return Err(format!("territory: {territory} stands twice"));
        }
        let mut outwards = std::iter::successors(Some(&within), |it| places.get(it));
        if outwards.any(|it| *it == territory) {
            return Err(format!("within: {territory} would stand in itself"));
        }
        places.insert(territory, within);
        Ok(())
    }

    /// A right to a brand that we hold.
    pub(crate) fn licence(&mut self, row: &Row<'_>) -> Result<(), String> {
        let licence = SourceRight {
            brand: row.parse("brand")?,
            territories: some(row, "territories")?,
            exclusivity: row.parse("exclusivity")?,
            days: days(row)?,
        };
        self.judged.rights.licences.push(licence);
        Ok(())
    }
}

/// The days from the column `from` to the column `to`, without end where that is empty.
fn days(row: &Row<'_>) -> Result<Validity, String> {
    let (from, to) = (row.day("from")?, row.maybe_day("to")?);
    Validity::try_new(from, to).map_err(|error| format!("to: {error}"))
}

/// A list that names something.
fn some<T>(row: &Row<'_>, column: &str) -> Result<BTreeSet<T>, String>
where
    T: std::str::FromStr<Err: std::fmt::Display> + Ord,
{
    let list = row.list(column)?;
    if list.is_empty() { Err(format!("{column}: at least one is needed")) } else { Ok(list) }
}

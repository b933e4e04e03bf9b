//! The products that customers buy, by the lines of their sales.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::AccountView;
use guanxi::calendar::{AsOf, Day, Period};
use guanxi::channel::{PaidParts, SalesRecord};
use guanxi::id::{ProductGroupId, UnitId};
use guanxi::measure::Quotient;
use guanxi::money::Total;
use guanxi::order_profile::SoldLine;
use guanxi::product::{ProductNode, ProductTree};
use guanxi::trade::SaleLine;

/// The purchases of a customer by product, and the part of them that is paid.
#[derive(Debug, Clone)]
pub(crate) struct Bought {
    /// The products bought in this year or the same days of the last one, most of this year first.
    pub(crate) products: Vec<BoughtProduct>,
    /// All purchases with a product, by their invoices.
    pub(crate) paid: PaidParts,
}

/// The purchases of a product.
#[derive(Debug, Clone)]
pub(crate) struct BoughtProduct {
    pub(crate) product: ProductGroupId,
    /// The net amount of the month to date.
    pub(crate) month: Total,
    /// The net amount of the year to date.
    pub(crate) year: Total,
    /// The net amount of the same dates of the year before.
    pub(crate) year_before: Total,
    /// The change of the year; `None` where nothing was bought the year before.
    pub(crate) growth: Option<Quotient>,
    /// The quantities of the year to date, by unit.
    pub(crate) quantities: BTreeMap<UnitId, i128>,
    /// The last day of a line, a return included.
    pub(crate) last: Option<Day>,
}

impl Bought {
    /// The purchases of an account as of a day; `None` without any product.
    pub(super) fn of(account: AccountView<'_>, t: AsOf) -> Option<Self> {
        let lines = account.sale_lines();
        let names: BTreeSet<&ProductGroupId> =
            lines.iter().filter(|it| t.sees(it.day)).map(|it| &it.product).collect();
        if names.is_empty() {
            return None;
        }
        let tree = ProductTree::default();
        let read = names.into_iter().map(|it| BoughtProduct::of(lines, it, &tree, t));
        let mut products: Vec<BoughtProduct> = read.filter(BoughtProduct::is_recent).collect();
        products.sort_by(|a, b| b.year.cmp(&a.year).then(a.product.cmp(&b.product)));
        Some(Self { products, paid: PaidParts::of_lines(lines, account, t) })
    }
}

impl BoughtProduct {
    fn of(lines: &[SaleLine], product: &ProductGroupId, tree: &ProductTree, t: AsOf) -> Self {
        let record = SalesRecord::new(lines, product, tree, t);
        let mut quantities: BTreeMap<UnitId, i128> = BTreeMap::new();
        for quantity in record.lines.iter().filter_map(|it| it.quantity.as_ref()) {
            let sum = quantities.entry(quantity.unit.clone()).or_default();
            *sum = sum.saturating_add(quantity.number.into());
        }
        Self {
            product: product.clone(),
            month: record.month,
            year: record.year,
            year_before: record.year_before,
            growth: record.growth(),
            quantities,
            last: record.lines.last().map(|it| it.day),
        }
    }

    fn is_recent(&self) -> bool {
        self.last.is_some() || self.year_before != Total::ZERO
    }
}

/// The first day of the year of a day.
pub(crate) fn year_of(t: AsOf) -> Day {
    Period::Year.first_month(t.day()).first_day()
}

/// The products of all lines, each with its unit: without one where it has several, since no file
/// says how many of one are another.
pub(super) fn units<'a>(lines: impl Iterator<Item = &'a SaleLine>) -> Result<ProductTree, String> {
    let mut units: BTreeMap<&ProductGroupId, BTreeSet<&UnitId>> = BTreeMap::new();
    for line in lines {
        let of_product = units.entry(&line.product).or_default();
        of_product.extend(line.quantity.as_ref().map(|it| &it.unit));
    }
    let nodes = units.into_iter().map(|(product, units)| ProductNode {
        id: product.clone(),
        parent: None,
        base_unit: units.first().filter(|_| units.len() == 1).map(|it| (*it).clone()),
        packs: Vec::new(),
    });
    ProductTree::try_new(nodes).map_err(|error| error.to_string())
}

/// The line as usual orders read it; without a quantity where that has no unit of the product.
pub(super) fn sold(line: &SaleLine, tree: &ProductTree) -> SoldLine {
    let (day, product, amount) = (line.day, line.product.clone(), line.amount);
    let unknown = |_| SoldLine { day, product, quantity: None, amount };
    SoldLine::try_from_line(line, tree).unwrap_or_else(unknown)
}

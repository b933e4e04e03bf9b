//! The lines of sales with a product, which no book keeps by product.

use std::collections::BTreeMap;

use guanxi::account::Fact;
use guanxi::calendar::{AsOf, Day};
use guanxi::id::{CustomerKey, DocumentId, LineNumber};
use guanxi::order_profile::SoldLine;

/// A line of a document.
pub(super) type Number = (DocumentId, Option<LineNumber>);

/// A version of a line: the day from which it is known, and its content; `None` where it is void or
/// has no product.
type Version = (Day, Option<SoldLine>);

/// The lines of all sales.
#[derive(Debug, Default)]
pub(crate) struct Sold {
    lines: BTreeMap<CustomerKey, BTreeMap<Number, Vec<Version>>>,
}

impl Sold {
    /// The line of a sale with a product; `None` for any other fact.
    pub(super) fn line(fact: Option<&Fact>) -> Option<SoldLine> {
        if let Some(Fact::Sale(sale)) = fact { SoldLine::from_sale(sale) } else { None }
    }

    /// Takes a version of a line.
    pub(super) fn add(&mut self, key: CustomerKey, number: Number, version: Version) {
        self.lines.entry(key).or_default().entry(number).or_default().push(version);
    }

    /// Returns `true` where a sale that is known on a day has a product.
    pub(crate) fn has_products(&self, t: AsOf) -> bool {
        let mut versions = self.lines.values().flat_map(BTreeMap::values).flatten();
        versions.any(|(known, line)| {
            t.sees(*known) && line.as_ref().is_some_and(|line| t.sees(line.day))
        })
    }

    /// The lines as they are known on a day, those of merged customers with their survivors'.
    pub(crate) fn seen(
        &self,
        t: AsOf,
        survivor: impl Fn(CustomerKey) -> CustomerKey,
    ) -> BTreeMap<CustomerKey, Vec<SoldLine>> {
        let mut seen: BTreeMap<CustomerKey, Vec<SoldLine>> = BTreeMap::new();
        for (key, lines) in &self.lines {
            let last = lines.values().filter_map(|versions| {
                let known = versions.iter().filter(|(known, _)| t.sees(*known));
                // Of those of one day the last one stands.
                known.max_by_key(|(known, _)| *known)?.1.clone()
            });
            seen.entry(survivor(*key)).or_default().extend(last.filter(|it| t.sees(it.day)));
        }
        seen
    }
}

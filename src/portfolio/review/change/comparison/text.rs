use std::fmt;

use super::review_comparison::ComparedSide;
use super::{ComparedGroup, LevelChange, ReviewComparison};
use crate::measure::plural;
use crate::warning::Rule;

/// The customers that a report names, unless it names all.
const NAMED: usize = 10;

impl fmt::Display for ComparedSide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.as_of.day())?;
        for part in self.names() {
            write!(f, " {part}")?;
        }
        Ok(())
    }
}

impl ComparedSide {
    fn names(&self) -> impl Iterator<Item = &str> {
        [&self.id, &self.version].into_iter().flatten().map(String::as_str)
    }

    fn name(&self) -> String {
        let name = self.names().collect::<Vec<_>>().join(" ");
        if name.is_empty() { "a policy without a name".to_owned() } else { name }
    }
}

impl ReviewComparison {
    fn title(&self) -> String {
        let (before, after) = (&self.sides.before, &self.sides.after);
        let names = [before, after].map(ComparedSide::name);
        let sides = match &names {
            _ if before.as_of != after.as_of => format!("{before} → {after}"),
            [one, other] if one == other => format!("{} by two policies", before.as_of.day()),
            [one, other] => format!("{}, {one} → {other}", before.as_of.day()),
        };
        let changed = self.customers().len();
        let change = plural(changed, "changes", "change");
        format!("{sides}: {changed} of {} customers {change}", self.compared)
    }
}

impl fmt::Display for ComparedGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { about, before, after, customers, .. } = self;
        let noun = plural(*customers, "customer", "customers");
        write!(f, "{about} {before} → {after}: {customers} {noun}")
    }
}

impl fmt::Display for ReviewComparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title())?;
        for rule in Rule::ALL {
            let counts = LevelChange::ALL.map(|it| (it, self.levels().changed(rule, it).customers));
            if counts.iter().any(|(_, customers)| *customers > 0) {
                let counts = counts.map(|(change, customers)| format!("{customers} {change}"));
                writeln!(f, "levels of {rule}: {}", counts.join(", "))?;
            }
        }
        for group in self.groups() {
            let purchases = group.purchases.with_currency(self.currency);
            let exposure = group.exposure.with_currency(self.currency);
            writeln!(f, "{group}, purchases {purchases}, exposure {exposure}")?;
        }
        let all = self.customers();
        let named = if f.alternate() { all.len() } else { all.len().min(NAMED) };
        if named > 0 {
            writeln!(f, "customers, gravest first:")?;
        }
        for change in all.iter().take(named) {
            writeln!(f, "  {}", change.line(self.currency))?;
        }
        match all.iter().skip(named).count() {
            0 => Ok(()),
            more => writeln!(f, "  and {more} more"),
        }
    }
}

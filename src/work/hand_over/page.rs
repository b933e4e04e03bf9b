use std::fmt;

use super::{HandOver, HandedGaps};
use crate::customer::Field;

/// Writes a section: its title, then a line for each item.
fn section(f: &mut fmt::Formatter<'_>, title: &str, lines: &[String]) -> fmt::Result {
    write!(f, "\n{title}")?;
    if lines.is_empty() {
        return f.write_str("\n  nothing");
    }
    lines.iter().try_for_each(|line| write!(f, "\n  {line}"))
}

fn lines(items: impl IntoIterator<Item = impl ToString>) -> Vec<String> {
    items.into_iter().map(|item| item.to_string()).collect()
}

/// The line of some fields; `None` without any.
fn fields(what: &str, fields: &[Field]) -> Option<String> {
    let names: Vec<String> = fields.iter().map(ToString::to_string).collect();
    (!names.is_empty()).then(|| format!("{what} {}", names.join(", ")))
}

impl HandOver<'_> {
    fn snapshot(&self) -> Vec<String> {
        let mut first = format!("importance {}", self.importance);
        if let Some(day) = self.since {
            first = format!("{first}, with us since {day}");
        }
        first = match self.last_order {
            Some(day) => format!("{first}, last bought on {day}"),
            None => format!("{first}, never bought"),
        };
        let keeper = match &self.keeper {
            Some(keeper) => format!("{keeper} keeps the card"),
            None => "nobody keeps the card".to_owned(),
        };
        vec![first, self.card.to_string(), keeper]
    }

    fn people(&self) -> Vec<String> {
        let unfilled = self.unfilled.iter().map(|one_of| {
            let roles: Vec<String> = lines(one_of);
            format!("nobody is {}", roles.join(" or "))
        });
        let mut people = lines(&self.people);
        people.extend(unfilled);
        people
    }

    fn terms(&self) -> Vec<String> {
        let payment = match &self.terms.payment {
            Some(terms) => format!("payment: {terms}"),
            None => "payment: no terms stated".to_owned(),
        };
        let limit = format!("credit limit: {}", self.terms.limit.spoken(self.currency));
        let mut terms = vec![payment, limit];
        terms.extend(lines(&self.terms.contracts));
        terms
    }

    fn sales(&self) -> Vec<String> {
        let sales = &self.sales;
        let sold = sales.sold.with_currency(self.currency);
        let plan = match sales.planned {
            Some(planned) => format!("of {} planned", planned.with_currency(self.currency)),
            None => "without a plan".to_owned(),
        };
        let this_month = sales.sold_this_month.with_currency(self.currency);
        vec![
            format!("complete months from {}: {sold} {plan}", sales.first_month),
            format!("{} so far: {this_month}", sales.this_month),
        ]
    }

    fn open(&self) -> Vec<String> {
        let mut open = lines(self.warnings);
        open.extend(lines(self.matters.iter()));
        open.extend(self.objections.iter().map(|objection| {
            let opening = objection.opening();
            let stage = objection.stage(self.t);
            format!("objection {} of {}: {stage}", opening.kind, opening.on)
        }));
        open.extend(self.enquiries.iter().map(|enquiry| {
            let stage = enquiry.stage(self.t);
            format!("{}: {stage}", enquiry.opening())
        }));
        open.extend(self.loans.iter().map(|loan| {
            format!("the card is with {} until {}: {}", loan.to, loan.until, loan.purpose)
        }));
        open
    }

    /// Fields to be filled or asked for again. Those without any entry stand in a section of their
    /// own, and in that one only.
    fn to_do(&self) -> Vec<String> {
        let HandedGaps { missing, stale, conflicts, never_recorded } = &self.gaps;
        let missing = missing.iter().filter(|field| !never_recorded.contains(field));
        let missing: Vec<Field> = missing.copied().collect();
        let lists = [("missing:", &missing), ("stale:", stale), ("in conflict:", conflicts)];
        lists.into_iter().filter_map(|(what, list)| fields(what, list)).collect()
    }

    /// The fields without any entry, to be asked of the leaver.
    fn not_recorded(&self) -> Vec<String> {
        let HandedGaps { missing, never_recorded, .. } = &self.gaps;
        let (mandatory, others): (Vec<Field>, Vec<Field>) =
            never_recorded.iter().partition(|field| missing.contains(field));
        let lists = [("mandatory:", mandatory), ("others:", others)];
        lists.into_iter().filter_map(|(what, list)| fields(what, &list)).collect()
    }

    fn in_the_head(&self) -> Vec<String> {
        let known = self.known_to_leaver.iter();
        known.map(|person| format!("only {} met {person}", self.parties.from)).collect()
    }
}

impl fmt::Display for HandOver<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (&self.parties.from, &self.parties.to);
        write!(f, "hand-over of {} from {from} to {to} on {}", self.customer, self.t.day())?;
        section(f, "snapshot", &self.snapshot())?;
        section(f, "people", &self.people())?;
        section(f, "agreed terms", &self.terms())?;
        section(f, "sales against plan", &self.sales())?;
        section(f, "owed", &[self.debt.spoken(self.currency)])?;
        section(f, "promised by us", &lines(self.commitments))?;
        section(f, "open", &self.open())?;
        section(f, "dates due", &lines(&self.dates))?;
        section(f, "missing or stale on the card", &self.to_do())?;
        section(f, &format!("not recorded, to be asked of {from}"), &self.not_recorded())?;
        section(f, &format!("only in the head of {from}"), &self.in_the_head())
    }
}

use std::collections::BTreeMap;
use std::fmt;

use super::CustomerChange;
use crate::evidence::BeforeAfter;
use crate::id::EntitlementId;
use crate::measure::proven;
use crate::money::Total;
use crate::segment::{Class, Quadrant};
use crate::service::ServiceRhythm;
use crate::warning::{Outcome, Rule};

/// Customers of which two reviews say the same two things: their number, and the money that moves
/// with them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComparedGroup {
    /// The thing that is judged: a rule, `class`, `quadrant` or `service` with its code.
    pub about: String,
    /// The judgement by the first review; `none` where there is none.
    pub before: String,
    /// The judgement by the second review; `none` where there is none.
    pub after: String,
    /// The number of customers.
    pub customers: u64,
    /// Their net purchases of the year.
    pub purchases: Total,
    /// Their exposure.
    pub exposure: Total,
}

/// A thing that is judged, in the order of a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Rule(Rule),
    Class,
    Quadrant,
    Service(EntitlementId),
}

/// The judgement about it in one review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Outcome(Option<Outcome>),
    Class(Option<Class>),
    Quadrant(Option<Quadrant>),
    Service(Option<ServiceRhythm>),
}

impl ComparedGroup {
    /// The groups of some customers, in the order of what is judged.
    pub(super) fn all(changes: &[CustomerChange]) -> Vec<Self> {
        let mut groups: BTreeMap<(About, BeforeAfter<Said>), Self> = BTreeMap::new();
        for change in changes {
            for way in ways(change) {
                let new = Self::named(&way);
                let group = groups.entry(way).or_insert(new);
                let customers = group.customers.checked_add(1);
                group.customers = proven!(customers, else u64::MAX, "a count of customers");
                group.purchases = group.purchases.plus(change.purchases);
                group.exposure = group.exposure.plus(change.exposure);
            }
        }
        groups.into_values().collect()
    }

    fn named((about, said): &(About, BeforeAfter<Said>)) -> Self {
        Self {
            about: about.to_string(),
            before: said.before.to_string(),
            after: said.after.to_string(),
            customers: 0,
            purchases: Total::ZERO,
            exposure: Total::ZERO,
        }
    }
}

/// The ways in which a customer changes.
fn ways(change: &CustomerChange) -> Vec<(About, BeforeAfter<Said>)> {
    let of = |about, before, after| (about, BeforeAfter { before, after });
    let rules = Rule::ALL.map(|rule| {
        let BeforeAfter { before, after } = *change.outcomes.get(rule);
        of(About::Rule(rule), Said::Outcome(before), Said::Outcome(after))
    });
    let (class, quadrant) = (change.class, change.quadrant);
    let segments = [
        of(About::Class, Said::Class(class.before), Said::Class(class.after)),
        of(About::Quadrant, Said::Quadrant(quadrant.before), Said::Quadrant(quadrant.after)),
    ];
    let services = change.services.iter().map(|it| {
        let BeforeAfter { before, after } = it.rhythm;
        of(About::Service(it.service.clone()), Said::Service(before), Said::Service(after))
    });
    let all = rules.into_iter().chain(segments).chain(services);
    all.filter(|(_, said)| said.is_changed()).collect()
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(rule) => rule.fmt(f),
            Self::Class => f.write_str("class"),
            Self::Quadrant => f.write_str("quadrant"),
            Self::Service(code) => write!(f, "service {code}"),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outcome(Some(outcome)) => outcome.fmt(f),
            Self::Class(Some(class)) => class.fmt(f),
            Self::Quadrant(Some(quadrant)) => quadrant.fmt(f),
            Self::Service(Some(rhythm)) => rhythm.fmt(f),
            Self::Outcome(None)
            | Self::Class(None)
            | Self::Quadrant(None)
            | Self::Service(None) => f.write_str("none"),
        }
    }
}

use std::cmp::Reverse;
use std::fmt;

use crate::evidence::BeforeAfter;
use crate::id::{CustomerKey, EntitlementId};
use crate::money::{Currency, Total};
use crate::segment::{Class, Quadrant};
use crate::service::ServiceRhythm;
use crate::warning::{ByRule, Level, Outcome, Rule};

/// A customer of which two reviews say different things.
///
/// The judgements of the first review stand in `before`, those of the second in `after`; `None`
/// where the customer is not in that review or not judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerChange {
    /// The customer.
    pub customer: CustomerKey,
    /// Its name.
    pub name: String,
    /// The class.
    pub class: BeforeAfter<Option<Class>>,
    /// The quadrant.
    pub quadrant: BeforeAfter<Option<Quadrant>>,
    /// The outcome of each rule.
    pub outcomes: ByRule<BeforeAfter<Option<Outcome>>>,
    /// The services to which the customer is entitled by one of the reviews only, or at other
    /// times, in the order of their codes.
    pub services: Vec<ServiceChange>,
    /// Net purchases of the year by the second review; by the first where it is not in the second.
    pub purchases: Total,
    /// Exposure on the day of the second review, by its policy.
    pub exposure: Total,
}

/// A service to which customers are entitled by one of two reviews only, or at other times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceChange {
    /// The code of the entitlement.
    pub service: EntitlementId,
    /// The times at which it is due; `None` where there is no entitlement.
    pub rhythm: BeforeAfter<Option<ServiceRhythm>>,
}

/// The ranks by which changes are put in order.
type Gravity<'a> =
    (Reverse<Option<Level>>, Reverse<Option<Level>>, Reverse<Total>, Reverse<Total>, &'a str);

impl CustomerChange {
    /// The highest level of the rules that changed, by the second review; `None` when none of them
    /// has a level there.
    pub fn highest_after(&self) -> Option<Level> {
        self.changed().filter_map(|it| it.after?.level()).max()
    }

    /// The highest level of the rules that changed, by the first review.
    pub fn highest_before(&self) -> Option<Level> {
        self.changed().filter_map(|it| it.before?.level()).max()
    }

    fn changed(&self) -> impl Iterator<Item = &BeforeAfter<Option<Outcome>>> {
        let all = Rule::ALL.into_iter().map(|rule| self.outcomes.get(rule));
        all.filter(|it| it.is_changed())
    }

    /// Gravest first: the highest level now, then the highest before, then the larger purchases and
    /// exposure, then the name.
    pub(super) fn gravity(&self) -> Gravity<'_> {
        (
            Reverse(self.highest_after()),
            Reverse(self.highest_before()),
            Reverse(self.purchases),
            Reverse(self.exposure),
            &self.name,
        )
    }

    /// The change in one line, with its amounts.
    pub(super) fn line(&self, currency: Currency) -> String {
        let mut parts: Vec<String> = Vec::new();
        for rule in Rule::ALL {
            parts.extend(said(rule.code(), self.outcomes.get(rule)));
        }
        parts.extend(said("class", &self.class));
        parts.extend(said("quadrant", &self.quadrant));
        parts.extend(self.services.iter().map(ToString::to_string));
        format!(
            "{}: {}; purchases {}, exposure {}",
            self.name,
            parts.join(", "),
            self.purchases.with_currency(currency),
            self.exposure.with_currency(currency),
        )
    }
}

/// A change in words, such as `debt clear → watch`; nothing where there is none.
fn said<T: fmt::Display + PartialEq>(
    about: &str,
    change: &BeforeAfter<Option<T>>,
) -> Option<String> {
    let word = |it: &Option<T>| it.as_ref().map_or_else(|| "none".to_owned(), T::to_string);
    let (before, after) = (word(&change.before), word(&change.after));
    change.is_changed().then(|| format!("{about} {before} → {after}"))
}

impl fmt::Display for ServiceChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = format!("service {}", self.service);
        f.write_str(&said(&about, &self.rhythm).unwrap_or(about))
    }
}

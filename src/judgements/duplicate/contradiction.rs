use std::fmt;

use super::{DuplicatePolicy, IdentityFacts, NumberPair};
use crate::id::CustomerKey;
use crate::identity::{IdentityNumber, Scope};

/// Two different numbers of one kind for one customer, where a company has one at a time. One of
/// them is another company's, or no longer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NumberContradiction {
    /// The customer.
    pub customer: CustomerKey,
    /// The two numbers.
    pub numbers: NumberPair,
}

impl NumberContradiction {
    /// The contradiction in one sentence with the name of the customer, as
    /// [`Book::name`](crate::book::Book::name) has it. `Display` knows no more than its position.
    pub fn named(&self, name: &str) -> impl fmt::Display {
        format!("customer {name} has {}, and a company has one", self.numbers)
    }
}

impl fmt::Display for NumberContradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { customer, numbers } = self;
        let position = customer.position();
        write!(f, "the customer at position {position} has {numbers}, and a company has one")
    }
}

impl DuplicatePolicy {
    /// The numbers of a record that contradict each other, in their order: the lowest of a kind
    /// with each further one. A kind that is not compared says nothing.
    ///
    /// # Rule
    ///
    /// > S1: a company has one number at a time of some kinds
    /// > ([`NumberKind::is_one_at_a_time`](crate::identity::NumberKind::is_one_at_a_time)): two
    /// > valid ones of one record are a finding, which a person settles.
    ///
    /// ```
    /// use guanxi::duplicate::{DuplicatePolicy, IdentityFacts};
    ///
    /// let facts = IdentityFacts::default()
    ///     .with_number("uscc 91350100M000100Y43".parse()?)
    ///     .with_number("uscc 91110000600037341L".parse()?);
    /// let found = DuplicatePolicy::default().contradictions(&facts);
    /// let told: Vec<_> = found.iter().map(ToString::to_string).collect();
    /// assert_eq!(told, ["uscc 91110000600037341L and uscc 91350100M000100Y43"]);
    /// # Ok::<(), guanxi::identity::IdentityNumberError>(())
    /// ```
    pub fn contradictions(&self, facts: &IdentityFacts) -> Vec<NumberPair> {
        let counts = |it: &&IdentityNumber| {
            it.scope() == Scope::LegalEntity
                && it.kind().is_one_at_a_time()
                && self.numbers.compares(it)
        };
        let mut found = Vec::new();
        let mut rest: Vec<&IdentityNumber> = facts.numbers().iter().filter(counts).collect();
        while let Some((lowest, later)) = rest.split_first() {
            let (of_kind, others): (Vec<_>, Vec<_>) =
                later.iter().copied().partition(|it| it.compares_with(lowest));
            found.extend(of_kind.into_iter().map(|it| NumberPair::new(lowest, it)));
            rest = others;
        }
        found
    }
}

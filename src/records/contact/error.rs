use super::BuyingRole;
use crate::calendar::{Day, Validity};
use crate::id::{CustomerId, PersonId};
use crate::valid::{Difference, codes};

/// The reason why a fact about people is refused. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContactError {
    /// The very same fact is recorded.
    #[error("{fact} of {person} is recorded already")]
    Duplicate {
        /// The fact, as *the standing on 2026-03-02*.
        fact: String,
        /// The person.
        person: PersonId,
    },
    /// Another fact is recorded in its place.
    #[error(
        "{fact} of {person} is recorded with other content: {}",
        Difference::listed(differences)
    )]
    Conflict {
        /// The fact, as *the standing on 2026-03-02*.
        fact: String,
        /// The person.
        person: PersonId,
        /// The fields that differ, each with both values: at least one.
        differences: Vec<Difference>,
    },
    /// Nothing is recorded of the person.
    #[error("no person {person} is recorded")]
    UnknownPerson {
        /// The person.
        person: PersonId,
    },
    /// The person would be born after the day from which it is known.
    #[error("{person} cannot be born on {born}, after {on}")]
    BornLater {
        /// The person.
        person: PersonId,
        /// The day of birth.
        born: Day,
        /// The day on which the person was recorded.
        on: Day,
    },
    /// A fact is dated after the day on which it is recorded.
    #[error("{fact} of {person} is dated after {on}, the day on which it is recorded")]
    FromLater {
        /// The fact, as *the mood on 2026-03-02*.
        fact: String,
        /// The person.
        person: PersonId,
        /// The day on which it was recorded.
        on: Day,
    },
    /// The person would hold one role at one customer twice at a time.
    #[error(
        "{person} cannot be {role} at {customer} twice at a time: {offered} against {recorded}"
    )]
    Overlap {
        /// The person.
        person: PersonId,
        /// The customer.
        customer: CustomerId,
        /// The role held twice.
        role: BuyingRole,
        /// The days of the post that was offered.
        offered: Validity,
        /// The days of the recorded post.
        recorded: Validity,
    },
}

codes! {
    ContactError {
        Duplicate = "duplicate_fact_of_person",
        Conflict = "conflicting_fact_of_person",
        UnknownPerson = "unknown_person",
        BornLater = "born_later",
        FromLater = "fact_of_person_later",
        Overlap = "post_overlap",
    }
}

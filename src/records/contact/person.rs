use std::collections::BTreeSet;

use super::{BuyingRole, ImportantDate, Influence, Mood, Stance};
use crate::calendar::{Day, Validity};
use crate::id::{CustomerId, PersonId, StaffId};

/// A person, with an id of its own: people change employers and keep their past (S2).
#[doc(alias = "联系人")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// The day of birth, where told.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub born: Option<Day>,
    /// The important dates.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub dates: Vec<ImportantDate>,
}

impl Person {
    /// A person with nothing but an id.
    pub const fn new(id: PersonId) -> Self {
        Self { id, born: None, dates: Vec::new() }
    }
}

/// A post of a person at a customer, with the parts in buying that go with it (S2).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Post {
    /// The person.
    pub person: PersonId,
    /// The customer.
    pub customer: CustomerId,
    /// The title, where told.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub title: Option<String>,
    /// The parts in buying.
    pub roles: BTreeSet<BuyingRole>,
    /// The days of the post, both ends included.
    pub term: Validity,
}

/// Influence and stance of a person at a customer, as somebody of ours saw them on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Standing {
    /// The person.
    pub person: PersonId,
    /// The customer.
    pub customer: CustomerId,
    /// The day of the observation. It stands until the next one.
    pub on: Day,
    /// The influence.
    pub influence: Influence,
    /// The stance towards us.
    pub stance: Stance,
    /// The staff member who saw it.
    pub by: StaffId,
}

/// The mood of a person on a day. It expires, and enters no score.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct MoodNote {
    /// The person.
    pub person: PersonId,
    /// The day.
    pub on: Day,
    /// The mood.
    pub mood: Mood,
    /// The staff member who noted it.
    pub by: StaffId,
}

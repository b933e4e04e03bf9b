use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use super::{BuyingRole, ImportantDate, Influence, Mood, Stance};
use crate::calendar::{Day, Validity};
use crate::confidence::WITHHELD;
use crate::id::{PersonId, StaffId};
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};

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

/// A post of a person at a customer, with the parts in buying that go with it (S2). It is a fact of
/// the customer under whom it is recorded.
///
/// A person holds a role at a customer once at a time; other roles and posts may overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Post {
    /// The person.
    pub person: PersonId,
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
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Standing {
    /// The person.
    pub person: PersonId,
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
///
/// `Debug` shows a mark for the mood, and so does a refusal: a log does not know who reads it.
#[derive(Clone, PartialEq, Eq)]
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

impl fmt::Debug for MoodNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { person, on, mood: _, by } = self;
        let mut shown = f.debug_struct("MoodNote");
        shown.field("person", person).field("on", on);
        shown.field("mood", &format_args!("{WITHHELD}")).field("by", by).finish()
    }
}

/// By first day, then by everything else.
type PostOrder<'a> = (Validity, &'a PersonId, &'a BTreeSet<BuyingRole>, Option<&'a String>);

impl Post {
    /// The place among the posts of a customer.
    const fn order(&self) -> PostOrder<'_> {
        let Self { person, title, roles, term } = self;
        (*term, person, roles, title.as_ref())
    }
}

impl Record for Post {
    fn name(&self) -> Cow<'_, str> {
        let Self { person, roles, term, .. } = self;
        let roles: Vec<&str> = roles.iter().map(|role| role.code()).collect();
        let roles = roles.join(", ");
        let held = if roles.is_empty() { String::new() } else { format!(" as {roles}") };
        if term.is_open_at_start() {
            return format!("of {person}{held}").into();
        }
        format!("of {person}{held} from {}", term.from()).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { person, title, roles, term } = self;
        vec![
            Field::new("person", person),
            Field::text("title", title.as_deref().unwrap_or_default()),
            Field::listed("roles", roles.iter()),
            Field::new("term", term),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }
}

/// The list stands in the order of days.
impl Listed for Post {
    fn contradicts(&self, recorded: &Self) -> bool {
        let is_twice =
            !self.roles.is_disjoint(&recorded.roles) && self.term.overlap(recorded.term).is_some();
        let is_of_one_name =
            self.term.from() == recorded.term.from() && self.roles == recorded.roles;
        self.person == recorded.person && (is_twice || is_of_one_name)
    }

    fn sole_days(&self) -> Option<Validity> {
        Some(self.term)
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Kept for Post {
    const IS_EXCLUSIVE: bool = true;

    fn own_day(&self) -> Option<Day> {
        None
    }
}

impl Record for Standing {
    fn name(&self) -> Cow<'_, str> {
        format!("of {} on {}", self.person, self.on).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { person, on, influence, stance, by } = self;
        vec![
            Field::new("person", person),
            Field::new("on", on),
            Field::new("influence", influence),
            Field::new("stance", stance),
            Field::new("by", by),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }
}

/// The list stands in the order of persons, then days.
impl Listed for Standing {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.person == recorded.person && self.on == recorded.on
    }

    fn is_before(&self, recorded: &Self) -> bool {
        (&self.person, self.on) <= (&recorded.person, recorded.on)
    }
}

impl Kept for Standing {
    fn own_day(&self) -> Option<Day> {
        Some(self.on)
    }
}

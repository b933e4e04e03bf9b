use std::borrow::Cow;
use std::collections::BTreeSet;

use super::InteractionKind;
use crate::calendar::Day;
use crate::id::{PersonId, StaffId};
use crate::intake::{Fault, Feed, Field, Intake, Kept, Listed, Record};

/// An interaction that nobody took part in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} of {day} names nobody of ours")]
pub struct InteractionError {
    /// The kind.
    pub kind: InteractionKind,
    /// The day.
    pub day: Day,
}

mod sealed {
    use super::{BTreeSet, Day, InteractionError, InteractionKind, PersonId, StaffId};

    /// An interaction with a customer: our people and theirs, on a day (S2, S26).
    ///
    /// It is a fact of the customer under whom it is recorded. All of it is its name, so a wrong
    /// one is made void and the right one recorded.
    ///
    /// ```
    /// use guanxi::day;
    /// use guanxi::interaction::{Interaction, InteractionKind};
    ///
    /// let visit = Interaction::try_new(
    ///     day!(2026, 3, 2),
    ///     InteractionKind::Visit,
    ///     ["Wang".parse()?].into(),
    ///     ["Li senior".parse()?].into(),
    /// )?;
    /// assert!(visit.kind().is_two_way());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    #[cfg_attr(
        feature = "schemars",
        derive(schemars::JsonSchema),
        schemars(with = "super::WrittenInteraction")
    )]
    pub struct Interaction {
        day: Day,
        kind: InteractionKind,
        staff: BTreeSet<StaffId>,
        persons: BTreeSet<PersonId>,
    }

    impl Interaction {
        /// An interaction of some of our people with some of the customer's; theirs may be unknown.
        ///
        /// # Errors
        ///
        /// When nobody of ours is named.
        pub fn try_new(
            day: Day,
            kind: InteractionKind,
            staff: BTreeSet<StaffId>,
            persons: BTreeSet<PersonId>,
        ) -> Result<Self, InteractionError> {
            if staff.is_empty() {
                return Err(InteractionError { kind, day });
            }
            Ok(Self { day, kind, staff, persons })
        }

        /// An interaction of one of our people with some of the customer's.
        pub fn by_one(
            day: Day,
            kind: InteractionKind,
            staff: StaffId,
            persons: BTreeSet<PersonId>,
        ) -> Self {
            Self { day, kind, staff: [staff].into(), persons }
        }

        /// The day.
        pub const fn day(&self) -> Day {
            self.day
        }

        /// The kind.
        pub const fn kind(&self) -> InteractionKind {
            self.kind
        }

        /// Our people; at least one.
        pub const fn staff(&self) -> &BTreeSet<StaffId> {
            &self.staff
        }

        /// The customer's people; none where they are not known.
        pub const fn persons(&self) -> &BTreeSet<PersonId> {
            &self.persons
        }
    }
}
pub use sealed::Interaction;

impl Record for Interaction {
    fn name(&self) -> Cow<'_, str> {
        let (kind, day) = (self.kind(), self.day());
        let ours = listed(self.staff().iter().map(StaffId::as_str));
        if self.persons().is_empty() {
            return format!("{kind} of {day} by {ours}").into();
        }
        let theirs = listed(self.persons().iter().map(PersonId::as_str));
        format!("{kind} of {day} by {ours} with {theirs}").into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            Field::new("day", self.day()),
            Field::new("kind", self.kind()),
            Field::listed("staff", self.staff().iter()),
            Field::listed("persons", self.persons().iter()),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Interactions, self.day()))
    }
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// The list stands in the order of days.
impl Listed for Interaction {
    /// Names that hold commas can make two interactions look like one.
    fn contradicts(&self, recorded: &Self) -> bool {
        let is_alike = self.day() == recorded.day() && self.kind() == recorded.kind();
        is_alike && self.name() == recorded.name()
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self <= recorded
    }
}

impl Kept for Interaction {
    fn own_day(&self) -> Option<Day> {
        Some(self.day())
    }
}

#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct WrittenInteraction {
    /// The day.
    day: Day,
    /// The kind of interaction.
    kind: InteractionKind,
    /// Our people, at least one.
    staff: BTreeSet<StaffId>,
    /// The people of the customer, where known.
    #[serde(default)]
    persons: BTreeSet<PersonId>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Interaction {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let WrittenInteraction { day, kind, staff, persons } =
            WrittenInteraction::deserialize(from)?;
        Self::try_new(day, kind, staff, persons).map_err(serde::de::Error::custom)
    }
}

use std::collections::BTreeSet;

use super::InteractionKind;
use crate::calendar::Day;
use crate::id::{CustomerId, PersonId, StaffId};

/// An interaction that nobody took part in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a {kind} with {customer} on {day} names nobody of ours")]
pub struct InteractionError {
    /// The customer.
    pub customer: CustomerId,
    /// The kind.
    pub kind: InteractionKind,
    /// The day.
    pub day: Day,
}

mod sealed {
    use super::{BTreeSet, CustomerId, Day, InteractionError, InteractionKind, PersonId, StaffId};

    /// An interaction with a customer: our people and theirs, on a day (S2, S26).
    ///
    /// ```
    /// use guanxi::day;
    /// use guanxi::interaction::{Interaction, InteractionKind};
    ///
    /// let visit = Interaction::try_new(
    ///     "Li & Sons".parse()?,
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
    pub struct Interaction {
        customer: CustomerId,
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
            customer: CustomerId,
            day: Day,
            kind: InteractionKind,
            staff: BTreeSet<StaffId>,
            persons: BTreeSet<PersonId>,
        ) -> Result<Self, InteractionError> {
            if staff.is_empty() {
                return Err(InteractionError { customer, kind, day });
            }
            Ok(Self { customer, day, kind, staff, persons })
        }

        /// The customer.
        pub const fn customer(&self) -> &CustomerId {
            &self.customer
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

#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenInteraction {
    customer: CustomerId,
    day: Day,
    kind: InteractionKind,
    staff: BTreeSet<StaffId>,
    #[serde(default)]
    persons: BTreeSet<PersonId>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Interaction {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let WrittenInteraction { customer, day, kind, staff, persons } =
            WrittenInteraction::deserialize(from)?;
        Self::try_new(customer, day, kind, staff, persons).map_err(serde::de::Error::custom)
    }
}

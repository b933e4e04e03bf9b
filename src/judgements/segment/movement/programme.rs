use std::collections::BTreeSet;

use super::side::join_reviews;
use super::{MergeCounts, MergeList, Movement, MovementError, PlacedCustomer, ReviewPair};
use crate::id::CustomerKey;
use crate::lifecycle::Reason;
use crate::measure::proven;

/// A programme for some of the customers, such as the switchers of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// The name; never blank.
    pub name: Reason,
    /// The customers that take part.
    pub members: BTreeSet<CustomerKey>,
}

/// The movement of those in a programme beside that of all others.
///
/// # Rule
///
/// > S14: switchers and the disloyal have programmes of their own, measured by movement.
///
/// Two movements are shown side by side, and no more is said: the members were chosen, so a
/// difference is no proof that the programme made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeMovement<const N: usize> {
    /// The name of the programme.
    pub name: Reason,
    /// The movement of its members.
    pub members: Movement<N>,
    /// The movement of all other customers.
    pub others: Movement<N>,
    /// Members that are in neither review.
    pub missing: u32,
    /// Rows that were added to the row of another customer, because both are one.
    pub merged: MergeCounts,
}

impl<const N: usize> ProgrammeMovement<N> {
    /// Compares two reviews, members and others apart. A member that is merged takes part as the
    /// survivor.
    ///
    /// # Errors
    ///
    /// Those of [`Movement::try_between`].
    pub fn try_between<B, A>(
        reviews: ReviewPair<B, A>,
        merges: &MergeList,
        programme: &Programme,
    ) -> Result<Self, MovementError>
    where
        B: IntoIterator<Item = PlacedCustomer>,
        A: IntoIterator<Item = PlacedCustomer>,
    {
        let members = programme.members.iter().map(|it| merges.survivor(*it));
        let members: BTreeSet<CustomerKey> = members.collect();
        let (mut inside, mut outside) = (Movement::default(), Movement::default());
        let mut found = 0_usize;
        let counts = join_reviews(reviews, N, merges, |customer, migration| {
            if members.contains(&customer) {
                found = proven!(found.checked_add(1), else found, "at most as many as members");
                inside.add(migration);
            } else {
                outside.add(migration);
            }
        })?;
        let missing = members.len().checked_sub(found).and_then(|it| u32::try_from(it).ok());
        Ok(Self {
            name: programme.name.clone(),
            members: inside,
            others: outside,
            missing: proven!(missing, else 0, "each member is found at most once, 2^32 keys"),
            merged: counts,
        })
    }
}

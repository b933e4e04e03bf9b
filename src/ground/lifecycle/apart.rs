use super::stage::{Act, Stage, Step};
use super::trail::Entry;
use crate::id::StaffId;

/// Two acts that one person may not both take. The two may be one act, which then takes as many
/// people as it is taken times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Apart<A> {
    /// The one act.
    pub one: A,
    /// The other act.
    pub other: A,
}

/// An act by a person who took another that must be kept apart from it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("to {earlier} and to {act} {} takes two people, {by} was both", G::SUBJECT)]
pub struct ApartError<G: Stage> {
    /// The act that was refused.
    pub act: G::Act,
    /// The act that the person took before.
    pub earlier: G::Act,
    /// The staff member.
    pub by: StaffId,
}

impl<A: Act> Apart<A> {
    /// The act to be kept apart from an act, when the pair names it.
    fn opposite(self, act: A) -> Option<A> {
        match (self.one == act, self.other == act) {
            (true, _) => Some(self.other),
            (false, true) => Some(self.one),
            (false, false) => None,
        }
    }

    /// Checks an act of a person against the steps taken before.
    ///
    /// # Errors
    ///
    /// When the person took the other act of a pair.
    pub fn check<S>(
        pairs: &[Self],
        earlier: &[Entry<S>],
        act: A,
        by: &StaffId,
    ) -> Result<(), ApartError<S::Stage>>
    where
        S: Step,
        S::Stage: Stage<Act = A>,
    {
        let opposites = pairs.iter().filter_map(|pair| pair.opposite(act));
        for opposite in opposites {
            if earlier.iter().any(|entry| entry.by == *by && entry.step.act() == opposite) {
                return Err(ApartError { act, earlier: opposite, by: by.clone() });
            }
        }
        Ok(())
    }
}

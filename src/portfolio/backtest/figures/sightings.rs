use crate::backtest::Hindsight;
use crate::measure::{Proportion, proven};

/// Customers by what came of them. A customer counts once for each day on which it was judged.
///
/// ```
/// use guanxi::backtest::Sightings;
///
/// let sightings = Sightings { came_true: 8, did_not: 2, unknowable: 5 };
/// assert_eq!(sightings.all(), 15);
/// let share = sightings.share_true().ok_or("too many")?;
/// assert_eq!(share.to_string(), "8 of 10", "the unknowable are left out");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Sightings {
    /// Those of which it came true.
    pub came_true: u64,
    /// Those of which it did not.
    pub did_not: u64,
    /// Those of which nobody can tell yet.
    pub unknowable: u64,
}

impl Sightings {
    /// All of them.
    pub fn all(self) -> u64 {
        let known = self.came_true.checked_add(self.did_not);
        counted(known.and_then(|known| known.checked_add(self.unknowable)))
    }

    /// Those that came true, as a share of those with a known outcome; `None` when there are 2^32
    /// or more.
    pub fn share_true(self) -> Option<Proportion> {
        let known = u32::try_from(self.came_true.checked_add(self.did_not)?).ok()?;
        Proportion::try_new(u32::try_from(self.came_true).ok()?, known)
    }

    /// Those of both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            came_true: counted(self.came_true.checked_add(other.came_true)),
            did_not: counted(self.did_not.checked_add(other.did_not)),
            unknowable: counted(self.unknowable.checked_add(other.unknowable)),
        }
    }

    /// The count that a hindsight goes to.
    pub const fn of(self, hindsight: Hindsight) -> u64 {
        match hindsight {
            Hindsight::CameTrue => self.came_true,
            Hindsight::DidNot => self.did_not,
            Hindsight::Unknowable => self.unknowable,
        }
    }

    pub(in super::super) fn one(hindsight: Hindsight) -> Self {
        let is = |it| u64::from(hindsight == it);
        Self {
            came_true: is(Hindsight::CameTrue),
            did_not: is(Hindsight::DidNot),
            unknowable: is(Hindsight::Unknowable),
        }
    }
}

const fn counted(sum: Option<u64>) -> u64 {
    proven!(sum, else u64::MAX, "fewer than 2^32 customers on fewer than 2^28 days")
}

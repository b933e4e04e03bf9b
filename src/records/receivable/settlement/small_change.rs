use crate::money::{Amount, Major};

/// The amount in minor units below which an open item is small change.
///
/// # Rule
///
/// > S10: an open item or instalment below the tolerance stays in balance, buckets and overdue sum
/// > and has no say: it is not the oldest, raises no level, is not asked for and not reminded,
/// > however many there are.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::receivable::SmallChange;
///
/// let small = SmallChange::default();
/// assert!(small.has(Amount::from_minor(99)) && !small.has(Amount::from_minor(100)));
/// ```
#[doc(alias = "尾差")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SmallChange(u32);

impl SmallChange {
    /// Nothing is small change.
    pub const NONE: Self = Self(0);

    /// Items below a number of minor units.
    pub const fn below_minor(minor: u32) -> Self {
        Self(minor)
    }

    /// The number of minor units.
    pub const fn minor(self) -> u32 {
        self.0
    }

    /// The small change beside a tolerance of sums: nothing where no sum is tolerated.
    pub(crate) fn within(self, tolerance: Major) -> Self {
        if tolerance == Major::from_units(0) { Self::NONE } else { self }
    }

    /// Tells whether an open item is small change.
    #[inline]
    pub fn has(self, open: Amount) -> bool {
        open.minor() < i64::from(self.0)
    }

    /// Tells whether it is the default.
    #[cfg(feature = "serde")]
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    pub(crate) fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for SmallChange {
    /// Below 100 minor units, which is one yuan.
    fn default() -> Self {
        Self(100)
    }
}

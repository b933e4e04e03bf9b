use crate::money::Total;

/// Whether a category counts as exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Inclusion {
    /// It counts.
    #[default]
    Counted,
    /// It is shown and does not count.
    LeftOut,
}

impl Inclusion {
    /// What counts of a total: all of it or nothing.
    pub(crate) const fn part(self, total: Total) -> Total {
        match self {
            Self::Counted => total,
            Self::LeftOut => Total::ZERO,
        }
    }
}

/// Which categories count as exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct Included {
    /// Open orders.
    pub orders: Inclusion,
    /// Deliveries not billed.
    pub deliveries: Inclusion,
    /// Bills not posted.
    pub billed: Inclusion,
    /// Items that the customer disputes; left out, they are not overdue either.
    pub disputed: Inclusion,
    /// Unapplied credit, which lessens the exposure.
    pub unapplied: Inclusion,
    /// Guarantees, which lessen the exposure.
    pub secured: Inclusion,
}

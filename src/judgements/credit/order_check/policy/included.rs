use crate::receivable::Inclusion;

/// The categories that count as exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Included {
    /// Open orders.
    pub orders: Inclusion,
    /// Deliveries not billed.
    pub deliveries: Inclusion,
    /// Bills not posted.
    pub billed: Inclusion,
    /// Disputed items; left out, they are not overdue either.
    pub disputed: Inclusion,
    /// Unapplied and earmarked credit, which lessens the exposure.
    pub unapplied: Inclusion,
    /// Guarantees, which lessen the exposure.
    pub secured: Inclusion,
}

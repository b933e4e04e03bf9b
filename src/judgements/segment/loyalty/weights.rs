use crate::measure::proven;

/// The weights of the components of the loyalty score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Weights {
    /// The weight of regularity: days in the customer's own rhythm, or months with an order day.
    pub regularity: u16,
    /// The weight of payment: invoices not overdue.
    pub payment: u16,
    /// The weight of the attitude.
    pub attitude: u16,
}

impl Default for Weights {
    fn default() -> Self {
        Self { regularity: 50, payment: 25, attitude: 25 }
    }
}

impl Weights {
    /// The sum of all weights.
    pub(super) fn all(self) -> u32 {
        self.sum_where(|_| true)
    }

    /// The sum of the weights of some components.
    pub(super) fn sum_where(self, counts: impl Fn(Component) -> bool) -> u32 {
        let weight = |component, weight: u16| if counts(component) { u32::from(weight) } else { 0 };
        let weights = [
            weight(Component::Regularity, self.regularity),
            weight(Component::Payment, self.payment),
            weight(Component::Attitude, self.attitude),
        ];
        weights.into_iter().fold(
            0_u32,
            |sum, weight| proven!(sum.checked_add(weight), else sum, "three numbers of 16 bits"),
        )
    }
}

/// A component of the loyalty score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Component {
    Regularity,
    Payment,
    Attitude,
}

use std::collections::BTreeSet;

use super::{BuyingRole, LeapDay};
use crate::valid::{Draft, Valid, Violations};

/// The days within which somebody in each required role is met, by the importance of the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CoverageDays {
    /// The days for A, 30.
    pub a: u16,
    /// The days for B, 60.
    pub b: u16,
    /// The days for C, 120.
    pub c: u16,
}

/// Plain form of a [`ContactPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContactPolicyDraft {
    /// The roles that a customer's people must fill. Of each set one is enough.
    pub required_roles: Vec<BTreeSet<BuyingRole>>,
    /// The days over which contacts are counted.
    pub window_days: u16,
    /// The days within which somebody in each required role is met.
    pub coverage_days: CoverageDays,
    /// The days after which a mood is no longer known.
    pub mood_days: u16,
    /// The days ahead for which important dates are told, the last one included.
    pub dates_ahead_days: u16,
    /// The day on which 29 February falls in other years.
    pub leap_day: LeapDay,
}

/// The policy of contacts (S2).
///
/// By default a decider, a buyer, a user and a coach or champion are required, the smallest set
/// without which a deal surprises.
///
/// ```
/// use guanxi::contact::{ContactPolicy, ContactPolicyDraft, CoverageDays};
///
/// let coverage_days = CoverageDays { a: 90, b: 60, c: 120 };
/// let draft = ContactPolicyDraft { coverage_days, ..Default::default() };
/// assert_eq!(
///     ContactPolicy::try_new(draft).unwrap_err().to_string(),
///     "coverage_days must satisfy 0 < a ≤ b ≤ c, was a 90, b 60, c 120"
/// );
/// ```
pub type ContactPolicy = Valid<ContactPolicyDraft>;

impl Default for CoverageDays {
    fn default() -> Self {
        Self { a: 30, b: 60, c: 120 }
    }
}

impl Default for ContactPolicyDraft {
    fn default() -> Self {
        Self {
            required_roles: vec![
                [BuyingRole::Decider].into(),
                [BuyingRole::Buyer].into(),
                [BuyingRole::User].into(),
                [BuyingRole::Coach, BuyingRole::Champion].into(),
            ],
            window_days: 180,
            coverage_days: CoverageDays::default(),
            mood_days: 7,
            dates_ahead_days: 14,
            leap_day: LeapDay::default(),
        }
    }
}

impl Draft for ContactPolicyDraft {
    fn check(&self, found: &mut Violations) {
        for (place, roles) in self.required_roles.iter().enumerate() {
            if roles.is_empty() {
                let problem = "must name a role, or nobody can hold it".to_owned();
                found.add(&format!("required_roles.{place}"), problem);
            }
        }
        found.at_least("window_days", 1, self.window_days);
        let CoverageDays { a, b, c } = self.coverage_days;
        if !(0 < a && a <= b && b <= c) {
            let problem = format!("must satisfy 0 < a ≤ b ≤ c, was a {a}, b {b}, c {c}");
            found.add("coverage_days", problem);
        }
    }
}

use super::{PaymentPlanFault, PlanPart};
use crate::calendar::Day;
use crate::id::RoleId;
use crate::measure::Ratio;
use crate::money::{Currency, Major, Total};
use crate::valid::or_none::NONE;
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`PaymentPlanPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct PaymentPlanPolicyDraft {
    /// The role that approves plans and gives them up, the credit manager by default; without one
    /// anybody does. A policy file says `"none"` for that, so no such role is called `none`.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<RoleId>"))]
    pub manager: Option<RoleId>,
    /// The most parts, 12 by default.
    pub most_parts: u16,
    /// The most days from the plan to its last part, 365 by default.
    pub most_days: u16,
    /// The least share of the debt in the first part, 20 % by default: who pays nothing at once
    /// promises little.
    pub first_part: Ratio,
    /// The sum that may lack of a part without breaking it, 1 by default.
    pub tolerance: Major,
}

impl Default for PaymentPlanPolicyDraft {
    fn default() -> Self {
        Self {
            manager: RoleId::try_new("credit manager").ok(),
            most_parts: 12,
            most_days: 365,
            first_part: Ratio::from_percent(20),
            tolerance: Major::from_units(1),
        }
    }
}

impl Draft for PaymentPlanPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.manager.as_ref().is_some_and(|role| role.as_str() == NONE) {
            found.add("manager", format!("must not be called {NONE}, the word for no role"));
        }
        found.at_least("most_parts", 1, self.most_parts);
        found.at_least("most_days", 1, self.most_days);
        found.at_most("first_part", Ratio::ONE, self.first_part);
    }
}

/// The policy of payment plans.
///
/// # Rule
///
/// > S10, S20: a plan has at most 12 parts within a year, the first a fifth of the debt or more.
#[doc(alias = "分期还款")]
pub type PaymentPlanPolicy = Valid<PaymentPlanPolicyDraft>;

impl PaymentPlanPolicyDraft {
    /// Checks the parts of a plan of a day.
    ///
    /// # Errors
    ///
    /// The first fault of the parts.
    pub fn check_parts(
        &self,
        parts: &[PlanPart],
        on: Day,
        currency: Currency,
    ) -> Result<(), PaymentPlanFault> {
        let (count, most) = (parts.len(), self.most_parts);
        if count == 0 || count > usize::from(most) {
            return Err(PaymentPlanFault::Count { count, most });
        }
        let last = on.offset(i32::from(self.most_days));
        let mut after = on;
        for part in parts {
            let PlanPart { by, amount } = *part;
            if amount.currency() != currency || !amount.amount().is_positive() {
                return Err(PaymentPlanFault::Amount { amount, currency });
            }
            if by <= after || by > last {
                return Err(PaymentPlanFault::Day { by, after, last });
            }
            after = by;
        }
        let whole: Total = parts.iter().map(|part| part.amount.amount()).collect();
        match parts.first() {
            Some(first)
                if self
                    .first_part
                    .is_missed_by(first.amount.amount().minor().into(), whole.minor()) =>
            {
                Err(PaymentPlanFault::FirstPart { first: first.amount, least: self.first_part })
            }
            Some(_) | None => Ok(()),
        }
    }
}

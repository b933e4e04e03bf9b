use std::collections::BTreeSet;
use std::fmt;

use crate::id::ActivityId;
use crate::key_account::KeyAccountError;
use crate::key_account::error::not_negative;
use crate::measure::Quotient;
use crate::money::{Amount, Money, Rounding};

mod sealed {
    use super::{KeyAccountError, Money, not_negative};

    /// A time-driven rate: the cost of a department over the time that its people can work.
    ///
    /// Kaplan and Anderson, *Time-Driven Activity-Based Costing*, Harvard Business Review 82/11
    /// (2004).
    ///
    /// ```
    /// use guanxi::key_account::ActivityRate;
    ///
    /// let rate = ActivityRate::try_new("USD 560000".parse()?, 700_000)?;
    /// assert_eq!(rate.cost_of(40)?.to_string(), "USD 32.00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "时间驱动作业成本")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct ActivityRate {
        supplied: Money,
        capacity_minutes: u64,
    }

    impl ActivityRate {
        /// The rate of a cost supplied over a practical capacity, in minutes.
        ///
        /// # Errors
        ///
        /// When the cost is negative or the capacity is 0.
        pub fn try_new(supplied: Money, capacity_minutes: u64) -> Result<Self, KeyAccountError> {
            not_negative("the cost supplied", supplied)?;
            if capacity_minutes == 0 {
                return Err(KeyAccountError::TooSmall {
                    what: "the practical capacity",
                    is_zero_allowed: false,
                    value: "0 minutes".to_owned(),
                });
            }
            Ok(Self { supplied, capacity_minutes })
        }

        /// The cost supplied.
        pub const fn supplied(self) -> Money {
            self.supplied
        }

        /// The practical capacity, in minutes.
        pub const fn capacity_minutes(self) -> u64 {
            self.capacity_minutes
        }
    }
}
pub use sealed::ActivityRate;

/// An activity: the minutes of one unit and the number of units.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Activity {
    /// The activity.
    pub activity: ActivityId,
    /// The minutes of one unit.
    pub unit_minutes: u32,
    /// The number of units.
    pub count: u32,
}

impl Activity {
    /// The minutes of all of them.
    pub fn minutes(&self) -> u64 {
        let minutes = u64::from(self.unit_minutes).checked_mul(self.count.into());
        crate::measure::proven!(minutes, else 0, "a product of two numbers of 32 bits")
    }
}

/// The minutes and the cost of an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ActivityCost {
    /// The activity.
    pub activity: ActivityId,
    /// The minutes.
    pub minutes: u64,
    /// The cost.
    pub cost: Money,
}

/// The use of a capacity: the cost of each activity, and of the time that nobody used.
///
/// # Rule
///
/// > S16: used and unused cost sum to the cost supplied, exactly. Customers are charged for the
/// > time they use; what is unused is a matter of the department.
///
/// Costs are cut off along the running sum, so that nothing is lost to rounding. More time than the
/// practical capacity is possible; the unused time is negative then.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CapacityUse {
    /// The activities, in the order given.
    pub activities: Vec<ActivityCost>,
    /// The cost of the time used.
    pub used: Money,
    /// The minutes that nobody used; negative where more were used than there are.
    pub unused_minutes: i128,
    /// The cost of these minutes.
    #[doc(alias = "未利用产能成本")]
    pub unused: Money,
}

impl ActivityRate {
    /// The cost of a minute, in major units of the currency.
    pub fn per_minute(self) -> Option<Quotient> {
        let digits = u32::from(self.supplied().currency().minor_digits());
        let unit = 10_i128.checked_pow(digits)?;
        let minutes = i128::from(self.capacity_minutes());
        Quotient::try_new(self.supplied().amount().minor().into(), minutes.checked_mul(unit)?)
    }

    /// The cost of some minutes, rounded half up once.
    ///
    /// # Errors
    ///
    /// When the cost does not fit.
    pub fn cost_of(self, minutes: u64) -> Result<Money, KeyAccountError> {
        self.rounded(minutes.into(), Rounding::HalfUp)
    }

    /// The use of the capacity by activities.
    ///
    /// # Errors
    ///
    /// When an activity is listed twice, or a cost does not fit.
    pub fn usage(self, activities: &[Activity]) -> Result<CapacityUse, KeyAccountError> {
        let mut seen = BTreeSet::new();
        if let Some(twice) = activities.iter().find(|it| !seen.insert(&it.activity)) {
            let name = twice.activity.to_string();
            return Err(KeyAccountError::Twice { what: "activity", name });
        }
        let too_wide = KeyAccountError::TooWide { what: "the minutes of all activities" };
        let (mut minutes, mut used) = (0_u128, Money::zero(self.supplied().currency()));
        let mut costs = Vec::with_capacity(activities.len());
        for activity in activities {
            let own = activity.minutes();
            minutes = minutes.checked_add(own.into()).ok_or_else(|| too_wide.clone())?;
            let so_far = self.rounded(minutes, Rounding::TowardZero)?;
            let cost = so_far.checked_sub(used)?;
            costs.push(ActivityCost { activity: activity.activity.clone(), minutes: own, cost });
            used = so_far;
        }
        let minutes = i128::try_from(minutes).map_err(|_| too_wide.clone())?;
        let unused_minutes = i128::from(self.capacity_minutes()).checked_sub(minutes);
        Ok(CapacityUse {
            activities: costs,
            used,
            unused_minutes: unused_minutes.ok_or(too_wide)?,
            unused: self.supplied().checked_sub(used)?,
        })
    }

    fn rounded(self, minutes: u128, rounding: Rounding) -> Result<Money, KeyAccountError> {
        let minor = || {
            let cost = i128::from(self.supplied().amount().minor());
            let part = i128::try_from(minutes).ok()?.checked_mul(cost)?;
            let minor = rounding.divide(part, self.capacity_minutes().into())?;
            i64::try_from(minor).ok()
        };
        let minor = minor().ok_or(KeyAccountError::TooWide { what: "the cost of an activity" })?;
        Ok(Money::new(Amount::from_minor(minor), self.supplied().currency()))
    }
}

impl fmt::Display for CapacityUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ActivityCost { activity, minutes, cost } in &self.activities {
            writeln!(f, "{activity}: {minutes} minutes, {cost}")?;
        }
        write!(f, "unused: {} minutes, {}", self.unused_minutes, self.unused)
    }
}

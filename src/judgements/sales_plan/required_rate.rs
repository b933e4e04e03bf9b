use super::PlanNumber;

/// The sales that are still to come, by day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "required", rename_all = "snake_case")
)]
pub enum RequiredRate {
    /// The target is reached.
    Nothing,
    /// Sales are to come on each of the days left.
    PerDay {
        /// The sales of a day, rounded up, so that they suffice.
        sales: PlanNumber,
        /// The days left.
        days: u32,
    },
    /// The target is missed, and no day is left.
    Shortfall {
        /// The sales that are missing.
        missing: PlanNumber,
    },
}

impl RequiredRate {
    /// The rate for a target, a result and the days left.
    ///
    /// # Rule
    ///
    /// > S7: required per day = (target − actual)⁺ ÷ worked days left; with none left the
    /// > shortfall.
    ///
    /// `None` when the sales that are missing do not fit.
    pub(super) fn of(target: PlanNumber, actual: i64, days: u32) -> Option<Self> {
        let missing = i128::from(target.number()).checked_sub(actual.into())?;
        let number = |it: u128| i64::try_from(it).ok().map(|it| target.with(it));
        match u128::try_from(missing) {
            Err(_) | Ok(0) => Some(Self::Nothing),
            Ok(missing) if days == 0 => Some(Self::Shortfall { missing: number(missing)? }),
            Ok(missing) => {
                let sales = number(missing.div_ceil(days.into()))?;
                Some(Self::PerDay { sales, days })
            }
        }
    }
}

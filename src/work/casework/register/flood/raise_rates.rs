use crate::calendar::Day;
use crate::casework::condition::Timing;
use crate::casework::policy::FloodGuard;
use crate::measure::proven;
use crate::warning::{Level, Levels};

/// New warnings of a rule in the last steps, each with the number of customers that it could judge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Vec<(u64, u64)>")
)]
pub(crate) struct RaiseRates(Vec<(u64, u64)>);

/// Steps that are remembered.
const REMEMBERED_STEPS: usize = 12;

/// Customers of a register: their keys have 32 bits.
#[cfg(feature = "serde")]
const MOST_CUSTOMERS: u64 = 1 << 32;

/// Rates that no register has kept.
#[cfg(feature = "serde")]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RaiseRatesError {
    /// More steps than are remembered.
    #[error("at most {REMEMBERED_STEPS} steps are remembered, were {0}")]
    Steps(usize),
    /// More customers than there are keys.
    #[error("a step counts at most {MOST_CUSTOMERS} customers, was {0}")]
    Customers(u64),
    /// More customers raised than judged.
    #[error("a step raises at most those that it judges, was {0} of {1}")]
    Raised(u64, u64),
}

#[cfg(feature = "serde")]
impl TryFrom<Vec<(u64, u64)>> for RaiseRates {
    type Error = RaiseRatesError;

    fn try_from(steps: Vec<(u64, u64)>) -> Result<Self, RaiseRatesError> {
        if steps.len() > REMEMBERED_STEPS {
            return Err(RaiseRatesError::Steps(steps.len()));
        }
        for (raised, of) in &steps {
            if *of > MOST_CUSTOMERS {
                return Err(RaiseRatesError::Customers(*of));
            }
            if raised > of {
                return Err(RaiseRatesError::Raised(*raised, *of));
            }
        }
        Ok(Self(steps))
    }
}

impl RaiseRates {
    /// Judges a step: a flood or not. A step that is none is remembered.
    ///
    /// # Rule
    ///
    /// > S22: when the share of newly raised customers exceeds the larger of 5 % and four times its
    /// > trailing mean, the whole batch is held back. A few of a small book are no batch.
    pub(crate) fn take(&mut self, raised: u64, judged: u64, guard: FloodGuard) -> bool {
        let is_flood = self.is_flood(raised, judged, guard);
        if !is_flood && judged > 0 {
            if self.0.len() == REMEMBERED_STEPS {
                self.0.remove(0);
            }
            self.0.push((raised, judged));
        }
        is_flood
    }

    fn is_flood(&self, raised: u64, judged: u64, guard: FloodGuard) -> bool {
        if self.0.len() < usize::from(guard.fewest_steps).min(REMEMBERED_STEPS) {
            return false;
        }
        let above_share = guard.share_above.is_exceeded_by(i128::from(raised), i128::from(judged));
        let (all_raised, all) = (self.sum(|it| it.0), self.sum(|it| it.1));
        // raised / judged > times · all_raised / all
        let left = product([u128::from(raised), all]);
        let right = product([u128::from(guard.times_mean), all_raised, u128::from(judged)]);
        raised >= u64::from(guard.fewest_raised) && above_share && left > right
    }

    fn sum(&self, part: fn(&(u64, u64)) -> u64) -> u128 {
        self.0.iter().map(part).fold(0_u128, |sum, it| {
            proven!(sum.checked_add(u128::from(it)), else u128::MAX, "twelve numbers of 33 bits")
        })
    }
}

/// The product of a count of one step, the sum of twelve, and a factor of 16 bits.
fn product<const N: usize>(factors: [u128; N]) -> u128 {
    factors.into_iter().fold(1_u128, |product, it| {
        proven!(product.checked_mul(it), else u128::MAX, "86 bits at most: customers have 32")
    })
}

/// Tests whether a rule has begun to judge everybody since the last step. New warnings of that step
/// were there before and are no sign of bad data. A level that takes days to be raised is late by
/// as many.
///
/// # Rule
///
/// > S22: a step in which a rule begins to speak of everybody is neither a flood nor remembered.
pub(crate) fn begins_to_judge(
    judges_since: Option<Day>,
    last_step: Option<Day>,
    today: Day,
    timing: &Levels<Timing>,
) -> bool {
    let days = Level::ALL.map(|level| timing.get(level).raise_after);
    let longest = days.into_iter().fold(0, u16::max);
    judges_since.zip(last_step).is_some_and(|(since, last)| {
        let raised = since.offset(i32::from(longest));
        since <= today && last < raised
    })
}

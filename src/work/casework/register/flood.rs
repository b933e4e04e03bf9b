use crate::calendar::Day;
use crate::casework::condition::Timing;
use crate::casework::policy::FloodGuard;
use crate::warning::{Level, Levels};

/// New warnings of a rule in the last steps, each with the number of customers that it could judge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub(super) struct RaiseRates(Vec<(u64, u64)>);

/// Steps that are remembered.
const REMEMBERED_STEPS: usize = 12;

impl RaiseRates {
    /// Judges a step: a flood or not. A step that is none is remembered.
    ///
    /// # Rule
    ///
    /// > S22: when the share of newly raised customers exceeds the larger of 5 % and four times its
    /// > trailing mean, the whole batch is held back. A few of a small book are no batch.
    pub(super) fn take(&mut self, raised: u64, of: u64, guard: FloodGuard) -> bool {
        let is_flood = self.is_flood(raised, of, guard);
        if !is_flood && of > 0 {
            if self.0.len() == REMEMBERED_STEPS {
                self.0.remove(0);
            }
            self.0.push((raised, of));
        }
        is_flood
    }

    fn is_flood(&self, raised: u64, of: u64, guard: FloodGuard) -> bool {
        if self.0.len() < usize::from(guard.fewest_steps).min(REMEMBERED_STEPS) {
            return false;
        }
        let above_share = guard.share_above.is_exceeded_by(i128::from(raised), i128::from(of));
        let sum = |part: fn(&(u64, u64)) -> u64| {
            self.0.iter().map(part).fold(0_u128, |sum, it| sum.saturating_add(u128::from(it)))
        };
        let (all_raised, all) = (sum(|it| it.0), sum(|it| it.1));
        // raised / of > times · all_raised / all
        let left = u128::from(raised).saturating_mul(all);
        let right =
            u128::from(guard.times_mean).saturating_mul(all_raised).saturating_mul(u128::from(of));
        raised >= u64::from(guard.fewest_raised) && above_share && left > right
    }
}

/// Whether a rule has begun to judge everybody since the last step. New warnings of that step were
/// there before and are no sign of bad data. A level that takes days to be raised is late by as
/// many.
///
/// # Rule
///
/// > S22: a step in which a rule begins to speak of everybody is neither suspect nor remembered.
pub(super) fn begins_to_judge(
    judges_since: Option<Day>,
    last_step: Option<Day>,
    today: Day,
    timing: &Levels<Timing>,
) -> bool {
    let longest = Level::ALL.map(|level| timing.of(level).raise_after).into_iter().max();
    judges_since.zip(last_step).is_some_and(|(since, last)| {
        let raised = since.offset(i32::from(longest.unwrap_or(0)));
        since <= today && last < raised
    })
}

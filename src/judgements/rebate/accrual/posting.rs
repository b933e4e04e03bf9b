use crate::measure::proven;
use crate::money::{Amount, Rounding, Total};
use crate::rebate::Volume;

/// The accrual of a period at a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PeriodAccrual {
    /// The volume.
    pub volume: Volume,
    /// The amount that was accrued for it.
    #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
    pub accrued: Amount,
}

/// The accruals of all periods of an agreement at a run. The application keeps them for the next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct AccrualRun {
    /// The periods up to the one that runs, in their order.
    pub periods: Vec<PeriodAccrual>,
    /// The number of periods that were over at the run.
    pub over: usize,
}

/// The amount to post at a run, in three parts that add up to it exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AccrualPosting {
    /// The new volume at the rate of the run before.
    pub new_volume: Total,
    /// The change of the rate, on all of the volume: the catch-up.
    pub catch_up: Total,
    /// Changes of periods that were over at the run before.
    pub restated: Total,
}

impl AccrualPosting {
    /// The difference between two runs.
    ///
    /// # Rule
    ///
    /// > S6: each run posts the difference to what was accrued before: new volume × old rate, the
    /// > change of the rate, restated periods. In the first run of a period all is new volume.
    pub fn between(before: &AccrualRun, now: &AccrualRun) -> Self {
        let mut posting = Self::default();
        for place in 0..before.periods.len().max(now.periods.len()) {
            let of = |run: &AccrualRun| run.periods.get(place).copied().unwrap_or_default();
            let (old, new) = (of(before), of(now));
            let change = new.accrued.to_total().minus(old.accrued);
            if place < before.over {
                posting.restated = posting.restated.plus(change);
                continue;
            }
            let on_new = if old.volume == Volume::ZERO { change } else { at_old_rate(old, new) };
            posting.new_volume = posting.new_volume.plus(on_new);
            posting.catch_up = posting.catch_up.plus(change.minus(on_new));
        }
        posting
    }

    /// The whole posting.
    pub fn total(&self) -> Total {
        self.new_volume.plus(self.catch_up).plus(self.restated)
    }
}

/// The new volume at the old rate, rounded to the minor unit.
fn at_old_rate(old: PeriodAccrual, new: PeriodAccrual) -> Total {
    let (before, after) = (i128::from(old.volume.units()), i128::from(new.volume.units()));
    let more = proven!(after.checked_sub(before), else 0, "two numbers of 64 bits");
    let part = more.checked_mul(old.accrued.minor().into());
    // A negative volume has a rate as well; the divisor must be positive.
    let (part, whole) = if before < 0 {
        (part.and_then(i128::checked_neg), before.checked_neg())
    } else {
        (part, Some(before))
    };
    let rounded = part.zip(whole).and_then(|(part, whole)| Rounding::HalfUp.divide(part, whole));
    Total::from_minor(proven!(rounded, else 0, "65 and 64 bits give at most 128"))
}

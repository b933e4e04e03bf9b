use std::fmt;

use super::{AccountPlanPolicyDraft, CurvePoint, Measurement, Objective, ObjectiveValue};
use crate::calendar::{AsOf, Day};
use crate::measure::{Quotient, write_micros};
use crate::valid::words;

words! {
    /// The standing of an objective.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ObjectiveStanding as "a standing of an objective" {
        /// The target is reached.
        Met = "met",
        /// As far as the line asks for, or nearly so.
        OnTrack = "on_track" => "on track",
        /// Behind the line.
        Behind = "behind",
        /// Far behind the line.
        AtRisk = "at_risk" => "at risk",
        /// Not reached by its last day.
        Missed = "missed",
    }
}

words! {
    /// The reason for which an objective is not judged.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ObjectiveGap as "a reason for not judging an objective" {
        /// It has no baseline.
        NoBaseline = "no_baseline" => "no baseline",
        /// Nothing was measured since the baseline.
        NoMeasurement = "no_measurement" => "nothing was measured",
        /// The line asks for nothing yet: it is the first day.
        TooEarly = "too_early" => "the line asks for nothing yet",
        /// A figure needs more than 127 bits.
        TooWide = "too_wide" => "a figure needs more than 127 bits",
    }
}

/// An objective judged as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "reading", rename_all = "snake_case")
)]
pub enum ObjectiveReading {
    /// Judged by the latest measurement.
    Judged {
        /// The standing.
        standing: ObjectiveStanding,
        /// The value that was measured.
        actual: ObjectiveValue,
        /// The day of the measurement.
        on: Day,
        /// The value that the line asks for on that day.
        expected: Quotient,
        /// The way from the baseline that was gone, over the way that the line asks for.
        progress: Quotient,
    },
    /// Not judged.
    NotJudged {
        /// The reason.
        gap: ObjectiveGap,
    },
}

impl ObjectiveReading {
    /// The standing, where it was judged.
    pub const fn standing(self) -> Option<ObjectiveStanding> {
        match self {
            Self::Judged { standing, .. } => Some(standing),
            Self::NotJudged { .. } => None,
        }
    }
}

impl Objective {
    /// Judges the objective by its measurements as of a day.
    ///
    /// # Rule
    ///
    /// > S18: progress = (actual − baseline)/(expected − baseline), with the expected value on the
    /// > line from the baseline to the target on the last day; so falling targets work too. On
    /// > track from 95 %, behind below, at risk below 85 %, met, missed. On the first day it is not
    /// > judged.
    ///
    /// The latest measurement up to the last day counts, against the line on its own day.
    pub fn judge(
        &self,
        measurements: &[Measurement],
        t: AsOf,
        policy: &AccountPlanPolicyDraft,
    ) -> ObjectiveReading {
        match self.read(measurements, t, policy) {
            Ok(reading) => reading,
            Err(gap) => ObjectiveReading::NotJudged { gap },
        }
    }

    /// The latest measurement that counts as of a day.
    pub(super) fn latest<'a>(
        &self,
        measurements: &'a [Measurement],
        t: AsOf,
    ) -> Option<&'a Measurement> {
        let own = measurements.iter().filter(|it| it.objective == self.id);
        own.filter(|it| t.sees(it.measured.on) && it.measured.on <= self.due)
            .max_by_key(|it| it.measured.on)
    }

    fn read(
        &self,
        measurements: &[Measurement],
        t: AsOf,
        policy: &AccountPlanPolicyDraft,
    ) -> Result<ObjectiveReading, ObjectiveGap> {
        let baseline = self.baseline.ok_or(ObjectiveGap::NoBaseline)?;
        let latest = self.latest(measurements, t).map(|it| it.measured);
        let latest = latest.filter(|it| it.on >= baseline.on);
        let latest = latest.ok_or(ObjectiveGap::NoMeasurement)?;
        let days = |to: Day| i128::from(to.days_since(baseline.on));
        let elapsed = Quotient::try_new(days(latest.on), days(self.due));
        let elapsed = elapsed.filter(|it| *it > Quotient::ZERO).ok_or(ObjectiveGap::TooEarly)?;
        let asked = way(elapsed, &policy.curve).ok_or(ObjectiveGap::TooWide)?;
        let whole = difference(self.target, baseline.value).ok_or(ObjectiveGap::TooWide)?;
        let gone = difference(latest.value, baseline.value).ok_or(ObjectiveGap::TooWide)?;
        let (expected, progress) =
            figures(whole, gone, asked, baseline.value).ok_or(ObjectiveGap::TooEarly)?;
        let is_met = gone
            .checked_sub(whole)
            .is_some_and(|beyond| beyond == 0 || (beyond > 0) == (whole > 0));
        let standing = if is_met {
            ObjectiveStanding::Met
        } else if t.day() > self.due {
            ObjectiveStanding::Missed
        } else if progress >= policy.on_track {
            ObjectiveStanding::OnTrack
        } else if progress >= policy.behind {
            ObjectiveStanding::Behind
        } else {
            ObjectiveStanding::AtRisk
        };
        let (actual, on) = (latest.value, latest.on);
        Ok(ObjectiveReading::Judged { standing, actual, on, expected, progress })
    }
}

fn difference(one: ObjectiveValue, other: ObjectiveValue) -> Option<i128> {
    i128::from(one.micros()).checked_sub(other.micros().into())
}

/// The expected value, and the way gone over the way asked for; `None` where the line asks for
/// nothing.
fn figures(
    whole: i128,
    gone: i128,
    asked: Quotient,
    baseline: ObjectiveValue,
) -> Option<(Quotient, Quotient)> {
    let micros = |number: i128| Quotient::try_new(number, 1_000_000);
    let rise = micros(whole)?.product(asked)?;
    let expected = micros(baseline.micros().into())?.plus(rise)?;
    let (part, of) = asked.terms();
    // gone / (whole · part/of), with the sign of the whole on the part gone.
    let asked_way = whole.checked_abs()?.checked_mul(part)?;
    let gone = gone.checked_mul(whole.signum())?.checked_mul(of)?;
    Some((expected, Quotient::try_new(gone, asked_way)?))
}

/// The share of the way that a line asks for after a share of the time.
fn way(elapsed: Quotient, curve: &[CurvePoint]) -> Option<Quotient> {
    let one = Quotient::try_new(1, 1)?;
    let (mut before, mut reached) = (Quotient::ZERO, Quotient::ZERO);
    let points = curve.iter().map(|it| (Quotient::from(it.time), Quotient::from(it.way)));
    for (time, way) in points.chain([(one, one)]) {
        if elapsed <= time {
            let (span, into) = (time.minus(before)?, elapsed.minus(before)?);
            let (part, whole) = span.terms();
            let share = into.product(Quotient::try_new(whole, part)?)?;
            return reached.plus(way.minus(reached)?.product(share)?);
        }
        (before, reached) = (time, way);
    }
    Some(one)
}

impl fmt::Display for ObjectiveReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Judged { standing, actual, on, expected, progress } => {
                write!(f, "{standing}: {actual} on {on} where ")?;
                match expected.to_micros() {
                    Some(micros) => write_micros(f, micros)?,
                    None => write!(f, "{expected}")?,
                }
                write!(f, " was expected, {} of the way", progress.percent())
            }
            Self::NotJudged { gap } => write!(f, "not judged: {gap}"),
        }
    }
}

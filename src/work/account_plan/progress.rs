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
        /// As far as the line asks for, or nearly so; of a target that is the baseline: held.
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
        /// The value that the line asks for on that day; after the last day of the objective, its
        /// target.
        expected: Quotient,
        /// The way from the baseline that was gone, over the way that the line asks for; `None`
        /// where it asks for none.
        progress: Option<Quotient>,
        /// The distance of the value to the target; 0 where it is reached.
        shortfall: Quotient,
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
    /// The latest measurement up to the last day counts, against the line on its own day; of two of
    /// one day the one that stands later in the list. After the last day it is held against the
    /// target: met, or missed with what is short.
    ///
    /// A target that is the baseline is held while the value does not fall below it: on track until
    /// the last day and met after it, otherwise at risk and then missed. A figure that must not
    /// rise is stated with a minus sign.
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
        let is_past = t.day() > self.due;
        let asked = self.asked(baseline.on, latest.on, is_past, &policy.curve)?;
        let ways = Ways::new(self.target, baseline.value, latest.value);
        let ways = ways.ok_or(ObjectiveGap::TooWide)?;
        let expected = ways.expected(asked, baseline.value).ok_or(ObjectiveGap::TooWide)?;
        let shortfall = ways.shortfall().ok_or(ObjectiveGap::TooWide)?;
        let progress = ways.progress(asked)?;
        let standing = match (ways.is_reached(), is_past, progress) {
            (true, true, _) => ObjectiveStanding::Met,
            (true, false, _) if ways.whole != 0 => ObjectiveStanding::Met,
            (true, false, _) => ObjectiveStanding::OnTrack,
            (false, true, _) => ObjectiveStanding::Missed,
            (false, false, Some(it)) if it >= policy.on_track => ObjectiveStanding::OnTrack,
            (false, false, Some(it)) if it >= policy.behind => ObjectiveStanding::Behind,
            (false, false, Some(_)) => ObjectiveStanding::AtRisk,
            (false, false, None) if ways.whole == 0 => ObjectiveStanding::AtRisk,
            (false, false, None) => return Err(ObjectiveGap::TooEarly),
        };
        let (actual, on) = (latest.value, latest.on);
        Ok(ObjectiveReading::Judged { standing, actual, on, expected, progress, shortfall })
    }

    /// The share of the way that the line asks for on the day of a measurement: all of it once the
    /// last day has passed.
    fn asked(
        &self,
        from: Day,
        on: Day,
        is_past: bool,
        curve: &[CurvePoint],
    ) -> Result<Quotient, ObjectiveGap> {
        if is_past {
            return Quotient::try_new(1, 1).ok_or(ObjectiveGap::TooWide);
        }
        let days = |to: Day| i128::from(to.days_since(from));
        let elapsed = Quotient::try_new(days(on), days(self.due));
        let elapsed = elapsed.filter(|it| *it > Quotient::ZERO).ok_or(ObjectiveGap::TooEarly)?;
        way(elapsed, curve).ok_or(ObjectiveGap::TooWide)
    }
}

/// The ways from the baseline, in millionths: the whole one to the target, and the one gone.
#[derive(Debug, Clone, Copy)]
struct Ways {
    whole: i128,
    gone: i128,
}

impl Ways {
    fn new(
        target: ObjectiveValue,
        baseline: ObjectiveValue,
        actual: ObjectiveValue,
    ) -> Option<Self> {
        Some(Self { whole: difference(target, baseline)?, gone: difference(actual, baseline)? })
    }

    /// Returns `true` where the target is reached; one that is the baseline, where the value does
    /// not lie below it.
    const fn is_reached(self) -> bool {
        if self.whole < 0 { self.gone <= self.whole } else { self.gone >= self.whole }
    }

    /// The distance to the target; 0 where it is reached.
    fn shortfall(self) -> Option<Quotient> {
        let short = self.whole.checked_sub(self.gone)?.checked_abs()?;
        micros(if self.is_reached() { 0 } else { short })
    }

    /// The value that the line asks for after a share of the way.
    fn expected(self, asked: Quotient, baseline: ObjectiveValue) -> Option<Quotient> {
        micros(baseline.micros().into())?.plus(micros(self.whole)?.product(asked)?)
    }

    /// The way gone over the way asked for; `None` where none is asked for.
    fn progress(self, asked: Quotient) -> Result<Option<Quotient>, ObjectiveGap> {
        let (part, of) = asked.terms();
        // gone / (whole · part/of), with the sign of the whole on the part gone.
        let terms = || {
            let asked = self.whole.checked_abs()?.checked_mul(part)?;
            let gone = self.gone.checked_mul(self.whole.signum())?.checked_mul(of)?;
            Some((gone, asked))
        };
        let (gone, asked) = terms().ok_or(ObjectiveGap::TooWide)?;
        Ok(Quotient::try_new(gone, asked))
    }
}

/// Millionths as a number.
fn micros(number: i128) -> Option<Quotient> {
    Quotient::try_new(number, 1_000_000)
}

fn difference(one: ObjectiveValue, other: ObjectiveValue) -> Option<i128> {
    i128::from(one.micros()).checked_sub(other.micros().into())
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
            Self::Judged { standing, actual, on, expected, progress, shortfall } => {
                write!(f, "{standing}: {actual} on {on} where ")?;
                plain(*expected, f)?;
                f.write_str(" was expected")?;
                if let Some(progress) = progress {
                    write!(f, ", {} of the way", progress.percent())?;
                }
                if *standing == ObjectiveStanding::Missed {
                    f.write_str(", short by ")?;
                    plain(*shortfall, f)?;
                }
                Ok(())
            }
            Self::NotJudged { gap } => write!(f, "not judged: {gap}"),
        }
    }
}

/// A number in digits, where it is a number of millionths.
fn plain(number: Quotient, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match number.to_micros() {
        Some(micros) => write_micros(f, micros),
        None => write!(f, "{number}"),
    }
}

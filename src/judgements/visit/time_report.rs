use std::fmt;

use super::{BucketMinutes, TimeBucket, TimeSplit};
use crate::calendar::Window;
use crate::measure::{Quotient, Ratio};

/// The days of the first quarter of a year that is no leap year.
const SHORTEST_QUARTER: u32 = 90;

/// The minutes of a bucket in a window: planned, done, and the share that they should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TimeLine {
    /// The bucket.
    pub bucket: TimeBucket,
    /// The minutes planned.
    pub planned: u32,
    /// The minutes spent.
    pub done: u32,
    /// The share of the minutes spent; `None` where none were.
    pub share: Option<Quotient>,
    /// The share by the policy.
    pub target: Option<Quotient>,
    /// The share less the target.
    pub deviation: Option<Quotient>,
}

/// A bucket whose share of a quarter lies too far from its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TimeFinding {
    /// The bucket.
    pub bucket: TimeBucket,
    /// Its share.
    pub share: Quotient,
    /// Its target.
    pub target: Quotient,
}

/// The split of the time of a person, or of many, over a window (S24).
///
/// # Rule
///
/// > S24: planned, done, share and deviation over week, month, quarter; a finding when a bucket is
/// > off by more than 10 points over a quarter.
///
/// ```
/// use guanxi::calendar::Window;
/// use guanxi::day;
/// use guanxi::measure::Ratio;
/// use guanxi::visit::{BucketMinutes, TimeReport, TimeSplit};
///
/// let quarter = Window::inclusive(day!(2026, 1, 1), day!(2026, 3, 31));
/// let planned = TimeSplit::default().minutes(1_000);
/// let done = BucketMinutes { key: 400, ordinary: 400, prospect: 200 };
/// let report = TimeReport::new(quarter, planned, done, TimeSplit::default());
/// let findings = report.findings(Ratio::from_percent(10));
/// let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
/// assert_eq!(findings, ["key has 40% of the time, should have 60%"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TimeReport {
    /// The window.
    pub window: Window,
    /// A line for each bucket.
    pub lines: Vec<TimeLine>,
}

impl TimeReport {
    /// The report of a window.
    pub fn new(
        window: Window,
        planned: BucketMinutes,
        done: BucketMinutes,
        split: TimeSplit,
    ) -> Self {
        let line = |bucket: TimeBucket| {
            let share = Quotient::try_new(done.of(bucket).into(), done.sum().into());
            let target = split.share(bucket);
            let deviation = share.zip(target).and_then(|(share, target)| share.minus(target));
            let (planned, done) = (planned.of(bucket), done.of(bucket));
            TimeLine { bucket, planned, done, share, target, deviation }
        };
        Self { window, lines: TimeBucket::ALL.map(line).into() }
    }

    /// The buckets that are off by more than some points. A window shorter than a quarter, that
    /// of 90 days, has none: a week says nothing yet.
    pub fn findings(&self, points: Ratio) -> Vec<TimeFinding> {
        if self.window.days() < SHORTEST_QUARTER {
            return Vec::new();
        }
        let found = self.lines.iter().filter_map(|line| {
            let (share, target) = line.share.zip(line.target)?;
            let apart = if share > target { share.minus(target) } else { target.minus(share) };
            let is_off = apart.is_some_and(|it| it > points);
            is_off.then_some(TimeFinding { bucket: line.bucket, share, target })
        });
        found.collect()
    }
}

/// The window, then a line for each bucket.
impl fmt::Display for TimeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.window.after.offset(1), self.window.until);
        write!(f, "time from {first} to {last}")?;
        for TimeLine { bucket, planned, done, share, target, .. } in &self.lines {
            write!(f, "\n  {bucket}: {done} minutes, planned {planned}")?;
            if let Some((share, target)) = share.zip(*target) {
                let (share, target) = (share.percent(), target.percent());
                write!(f, "; {share} of the time, should have {target}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for TimeFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (share, target) = (self.share.percent(), self.target.percent());
        write!(f, "{} has {share} of the time, should have {target}", self.bucket)
    }
}

use std::fmt;

use super::{DiversionPolicyDraft, NeighbourSignal, ResaleSignal};
use crate::measure::{Proportion, Quotient, RateTest, Ratio, proven};

/// A signal of diversion. It opens an inquiry and never leads to a sanction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum DiversionSignal {
    /// Scans outside of the territory.
    Scans(ScanSignal),
    /// The volume for the weight of the outlets, against peers.
    Volume(VolumeSignal),
    /// The resale of the neighbours falls while that of the customer rises.
    Neighbours(NeighbourSignal),
    /// Goods sold in without a reported resale.
    Resale(ResaleSignal),
}

impl DiversionSignal {
    /// Returns `true` when an inquiry is opened.
    pub const fn speaks(&self) -> bool {
        match self {
            Self::Scans(it) => it.speaks,
            Self::Volume(it) => it.speaks,
            Self::Neighbours(it) => it.speaks,
            Self::Resale(it) => it.speaks,
        }
    }

    /// A bound of the rate at which the signal speaks although nothing was diverted; `None` where
    /// no rate can be stated.
    ///
    /// # Rule
    ///
    /// > S9: scans and neighbours are tested exactly, so each speaks at most as often as the chance
    /// > of the policy. The spread of honest volumes is not known, and a report that is missing is
    /// > no chance: these have no rate.
    #[doc(alias = "误报率")]
    pub fn false_alarm(&self, policy: &DiversionPolicyDraft) -> Option<Ratio> {
        match self {
            Self::Scans(_) => Some(policy.chance),
            Self::Neighbours(_) => Some(policy.resale.chance),
            Self::Volume(_) | Self::Resale(_) => None,
        }
    }
}

/// Scans of a customer's goods outside of its territory, more than chance explains.
///
/// # Rule
///
/// > S9: `P[Bin(n, 2 %) ≥ k]`, exactly. The signal speaks from 30 scans on, with a probability
/// > below 0.1 %, and a share of at least three times the usual one. It opens an inquiry.
///
/// ```
/// use guanxi::diversion::{DiversionPolicy, ScanSignal};
/// use guanxi::measure::Proportion;
///
/// let policy = DiversionPolicy::default();
/// let scans = |part, whole| Proportion::try_new(part, whole);
/// let few = scans(2, 10).and_then(|it| ScanSignal::read(it, &policy)).ok_or("no scans")?;
/// assert!(!few.speaks, "only more data may speak");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ScanSignal {
    /// The scans outside of the territory against the usual rate.
    pub test: RateTest,
    /// `true` when an inquiry is opened.
    pub speaks: bool,
}

impl ScanSignal {
    /// The signal of the scans outside of the territory, of all; `None` for more scans than a test
    /// takes.
    pub fn read(outside: Proportion, policy: &DiversionPolicyDraft) -> Option<Self> {
        let test = RateTest::try_new(outside, policy.scan_rate)?;
        let is_multiple = test.reaches(policy.least_multiple);
        let is_enough = outside.whole() >= policy.fewest_scans;
        let speaks = is_enough && is_multiple && test.p().is_below(policy.chance);
        Some(Self { test, speaks })
    }
}

/// The volume of a customer for the weight of its outlets, against that of its peers.
///
/// # Rule
///
/// > S9: `|x − median| × 10 > 52 × MAD` with at least 8 peers, the customer among them: about 3.5
/// > robust deviations. The median of an even number is the mean of the middle two. Where more than
/// > half are equal there is no deviation to measure by, and nothing speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct VolumeSignal {
    /// The volume of the customer.
    pub volume: i64,
    /// Twice the median of all.
    pub twice_median: i128,
    /// Four times the median of the distances from it.
    pub four_mad: i128,
    /// `true` when an inquiry is opened.
    pub speaks: bool,
}

impl VolumeSignal {
    /// The signal of a volume among those of all peers, its own included; `None` with fewer peers
    /// than the policy asks for. Volumes are whole numbers, as pieces for a thousand of outlet
    /// weight.
    pub fn read(volume: i64, peers: &[i64], policy: &DiversionPolicyDraft) -> Option<Self> {
        let enough = usize::try_from(policy.fewest_peers).ok()?;
        if peers.len() < enough {
            return None;
        }
        let twice_median = doubled_median(peers.iter().map(|it| i128::from(*it)).collect())?;
        let distance = |it: i64| {
            let twice = i128::from(it).checked_mul(2)?;
            twice.checked_sub(twice_median).map(i128::abs)
        };
        let distances = peers.iter().map(|it| distance(*it)).collect::<Option<Vec<_>>>()?;
        let four_mad = doubled_median(distances)?;
        // |2x − 2m| · 2 · 10 against 52 · 4 MAD.
        let speaks =
            four_mad > 0 && distance(volume)?.checked_mul(20)? > four_mad.checked_mul(52)?;
        Some(Self { volume, twice_median, four_mad, speaks })
    }
}

/// Twice the median: the sum of the middle two, which of an odd number are one.
fn doubled_median(mut values: Vec<i128>) -> Option<i128> {
    values.sort_unstable();
    let last = values.len().checked_sub(1)?;
    let (low, high) = (last.checked_div(2)?, values.len().checked_div(2)?);
    values.get(low)?.checked_add(*values.get(high)?)
}

impl fmt::Display for ScanSignal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.speaks { "an inquiry is opened" } else { "no inquiry" };
        write!(f, "{}: {verdict}", self.test)
    }
}

impl fmt::Display for VolumeSignal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { volume, twice_median, speaks, .. } = self;
        let verdict = if *speaks { "an inquiry is opened" } else { "no inquiry" };
        let median =
            proven!(Quotient::try_new(*twice_median, 2), else Quotient::ZERO, "2 is above 0");
        write!(f, "a volume of {volume} where the median is {median}: {verdict}")
    }
}

impl fmt::Display for DiversionSignal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scans(it) => it.fmt(f),
            Self::Volume(it) => it.fmt(f),
            Self::Neighbours(it) => it.fmt(f),
            Self::Resale(it) => it.fmt(f),
        }
    }
}

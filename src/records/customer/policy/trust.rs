use crate::customer::EntrySource;
use crate::measure::{Score, proven};
use crate::valid::{Violations, words};

words! {
    /// The curve on which trust falls from its most to its least.
    ///
    /// With `a` the age over the period, at most 1: linear `max − (max − min)·a`, rapid first
    /// `min + (max − min)·(1 − a)²`, slow first `max − (max − min)·a²`. The two that bend are the
    /// parabolas through both ends.
    #[doc(alias = "可信度")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum TrustCurve as "a curve of trust" {
        /// Evenly.
        #[default]
        Linear = "linear",
        /// Rapid initially, slow later.
        #[doc(alias = "RISL")]
        RapidFirst = "rapid_first" => "rapid first",
        /// Slow initially, rapid later.
        #[doc(alias = "SIRL")]
        SlowFirst = "slow_first" => "slow first",
    }
}

/// The fall of trust in an entry with its age, in points of 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct TrustDecay {
    /// The points on the day of the observation.
    pub max: u8,
    /// The points from the end of the period on.
    pub min: u8,
    /// The days from the most to the least.
    pub period_days: u16,
    /// The curve between.
    #[cfg_attr(feature = "serde", serde(default))]
    pub curve: TrustCurve,
}

/// The trust in each source of entries, and the trust that is enough.
///
/// A ruling is trusted like a register: a person has compared the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct TrustRules {
    /// The least points of an entry that is trusted.
    pub least: u8,
    /// A ruling of a person.
    pub ruling: TrustDecay,
    /// A public register.
    pub register: TrustDecay,
    /// A document.
    pub document: TrustDecay,
    /// A statement of the customer.
    pub stated: TrustDecay,
    /// A visit.
    pub visit: TrustDecay,
    /// A third party.
    pub third_party: TrustDecay,
    /// A file that was read in.
    pub import: TrustDecay,
}

impl TrustDecay {
    const fn linear(max: u8, min: u8, period_days: u16) -> Self {
        Self { max, min, period_days, curve: TrustCurve::Linear }
    }

    /// The trust at an age in days, exactly. It falls from the day of the observation to the end of
    /// the period and stays there.
    ///
    /// ```
    /// use guanxi::customer::{TrustCurve, TrustDecay};
    ///
    /// let linear = TrustDecay { max: 90, min: 30, period_days: 365, curve: TrustCurve::Linear };
    /// assert_eq!(linear.at(73).to_string(), "78");
    /// let rapid = TrustDecay { curve: TrustCurve::RapidFirst, ..linear };
    /// assert_eq!(rapid.at(73).to_string(), "68.4");
    /// ```
    pub fn at(self, age_days: u32) -> Score {
        let score = self
            .points(age_days)
            .and_then(|(points, whole)| Score::from_part(points, whole.checked_mul(100)?));
        proven!(score, else Score::ZERO, "a valid decay lies between 0 and 100 points")
    }

    /// Returns `true` when the trust at an age is at least some points.
    pub(crate) fn reaches(self, age_days: u32, least: u8) -> bool {
        let reached = self
            .points(age_days)
            .and_then(|(points, whole)| Some(points >= u64::from(least).checked_mul(whole)?));
        proven!(reached, else false, "bytes, and squares of 16 bits")
    }

    /// The points at an age, as part and whole. Bytes, and squares of 16 bits: all fits.
    fn points(self, age_days: u32) -> Option<(u64, u64)> {
        let (max, min) = (u64::from(self.max), u64::from(self.min));
        let period = u64::from(self.period_days).max(1);
        let age = u64::from(age_days).min(period);
        let left = period.checked_sub(age)?;
        // Part and whole of the points between the least and the most that are left.
        let (part, whole) = match self.curve {
            TrustCurve::Linear => (left, period),
            TrustCurve::RapidFirst => (left.checked_mul(left)?, period.checked_mul(period)?),
            TrustCurve::SlowFirst => {
                let square = period.checked_mul(period)?;
                (square.checked_sub(age.checked_mul(age)?)?, square)
            }
        };
        let between = max.checked_sub(min)?.checked_mul(part)?;
        Some((min.checked_mul(whole)?.checked_add(between)?, whole))
    }

    fn check(self, found: &mut Violations) {
        if self.max > 100 {
            found.add("max", format!("must be at most 100, was {}", self.max));
        }
        if self.min > self.max {
            found.add("min", format!("must not exceed max ({}), was {}", self.max, self.min));
        }
        found.at_least("period_days", 1, self.period_days);
    }
}

impl Default for TrustRules {
    fn default() -> Self {
        Self {
            least: 50,
            ruling: TrustDecay::linear(95, 70, 730),
            register: TrustDecay::linear(95, 70, 730),
            document: TrustDecay::linear(90, 60, 365),
            stated: TrustDecay::linear(80, 40, 365),
            visit: TrustDecay::linear(70, 30, 180),
            third_party: TrustDecay::linear(50, 20, 180),
            import: TrustDecay::linear(30, 10, 180),
        }
    }
}

impl TrustRules {
    /// The fall of trust in a source.
    pub const fn of(&self, source: EntrySource) -> TrustDecay {
        match source {
            EntrySource::Import => self.import,
            EntrySource::ThirdParty => self.third_party,
            EntrySource::Visit => self.visit,
            EntrySource::Stated => self.stated,
            EntrySource::Document => self.document,
            EntrySource::Register => self.register,
        }
    }

    pub(super) fn check(&self, found: &mut Violations) {
        if self.least > 100 {
            found.add("least", format!("must be at most 100, was {}", self.least));
        }
        found.within("ruling", |found| self.ruling.check(found));
        for source in EntrySource::ALL {
            found.within(source.code(), |found| self.of(source).check(found));
        }
    }
}

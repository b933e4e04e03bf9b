use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::id::StaffId;
use crate::lifecycle::Reason;
use crate::measure::{Proportion, RateTest, Ratio};
#[cfg(feature = "serde")]
use crate::valid::is_default;
use crate::valid::{Draft, Valid, Violations, words};

/// Plain form of a [`ReturnAbusePolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ReturnAbusePolicyDraft {
    /// The fewest lines bought that can speak, 30 by default.
    pub fewest_lines: u32,
    /// The probability below which chance does not explain the returns, 0.1 % by default: with
    /// 1,000 customers that is one false alarm.
    pub chance: Ratio,
    /// The multiple of the rate of peers from which on returns speak, 2 by default.
    pub least_multiple: u8,
    /// Days after which a measure is forgotten, 365 by default.
    pub forgotten_days: u16,
    /// The window of a customer for whom it is shorter.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub shorter: ShorterWindow,
}

/// The window in which goods come back by choice while
/// [`AbuseLevel::ShorterWindow`] stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ShorterWindow {
    /// The days from the delivery, 7 by default: at least those of the law.
    pub days: u16,
    /// The days that the law grants everybody, 7 by default, as for goods sold at a distance.
    #[doc(alias = "七天无理由")]
    pub legal_days: u16,
}

impl Default for ShorterWindow {
    fn default() -> Self {
        Self { days: 7, legal_days: 7 }
    }
}

/// The policy of returns by choice that are more than chance (S27).
#[doc(alias = "恶意退换货")]
pub type ReturnAbusePolicy = Valid<ReturnAbusePolicyDraft>;

impl Default for ReturnAbusePolicyDraft {
    fn default() -> Self {
        Self {
            fewest_lines: 30,
            chance: Ratio::from_parts_per_million(1_000),
            least_multiple: 2,
            forgotten_days: 365,
            shorter: ShorterWindow::default(),
        }
    }
}

impl Draft for ReturnAbusePolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("fewest_lines", 1, self.fewest_lines);
        found.at_most("chance", Ratio::from_percent(5), self.chance);
        found.at_least("least_multiple", 1, self.least_multiple);
        found.at_least("forgotten_days", 1, self.forgotten_days);
        found.at_least("shorter.days", self.shorter.legal_days, self.shorter.days);
    }
}

/// Returns by choice, beside those of peers of the same class and products.
///
/// # Rule
///
/// > S27: returns by choice count, by line and not by amount; those for our fault and exchanges
/// > for the same never do. The signal speaks from 30 lines on, with a probability
/// > `P[Bin(n, p₀) ≥ k]` below 0.1 % and at least twice the rate of peers. It asks a person to
/// > look; no score bars anybody.
///
/// ```
/// use guanxi::goods_return::{ReturnAbusePolicy, ReturnSignal};
/// use guanxi::measure::{Proportion, Ratio};
///
/// let (policy, peers) = (ReturnAbusePolicy::default(), Ratio::from_percent(4));
/// let returned = Proportion::try_new(20, 200).ok_or("more than bought")?;
/// let signal = ReturnSignal::read(returned, peers, &policy).ok_or("too many lines")?;
/// assert!(signal.speaks);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ReturnSignal {
    /// The lines returned by choice against the rate of peers.
    pub test: RateTest,
    /// `true` when a person is asked to look.
    pub speaks: bool,
}

impl ReturnSignal {
    /// The signal of the lines returned by choice, of all lines bought; `None` for a rate above
    /// 100 % and for more lines than a test takes.
    pub fn read(
        returned: Proportion,
        peers: Ratio,
        policy: &ReturnAbusePolicyDraft,
    ) -> Option<Self> {
        let test = RateTest::try_new(returned, peers)?;
        let is_multiple = test.reaches(policy.least_multiple);
        let is_enough = returned.whole() >= policy.fewest_lines;
        Some(Self { test, speaks: is_enough && is_multiple && test.p().is_below(policy.chance) })
    }
}

words! {
    /// A measure against returns by choice, the mildest first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AbuseLevel as "a level" {
        /// A person looks at the returns.
        Look = "look",
        /// A person talks to the customer.
        Talk = "talk",
        /// The window is shorter, and never below that of the law.
        ShorterWindow = "shorter_window" => "shorter window",
    }
}

/// A measure that a person took.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct AbuseMeasure {
    /// The level.
    pub level: AbuseLevel,
    /// The day.
    pub on: Day,
    /// The person.
    pub by: StaffId,
    /// The reason.
    pub reason: Reason,
    /// The day on which an appeal of the customer was granted: the measure ends then.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub lifted: Option<Day>,
}

impl ReturnAbusePolicyDraft {
    /// The strictest measure that stands as of a date: neither lifted nor forgotten.
    pub fn standing<'a>(&self, measures: &'a [AbuseMeasure], t: AsOf) -> Option<&'a AbuseMeasure> {
        let stands = |it: &&AbuseMeasure| {
            let is_young = t.day().days_since(it.on) < i32::from(self.forgotten_days);
            t.sees(it.on) && is_young && it.lifted.is_none_or(|lifted| !t.sees(lifted))
        };
        measures.iter().filter(stands).max_by_key(|it| (it.level, it.on))
    }

    /// The days from the delivery in which goods come back by choice while measures stand, of the
    /// days that [`window_days`](super::ReturnPolicyDraft::window_days) finds. A clause of the
    /// contract is agreed with the customer and stands before all measures; a window that is no
    /// longer than the shorter one stays as it is.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::day;
    /// use guanxi::goods_return::{AbuseLevel, AbuseMeasure, ReturnAbusePolicy};
    ///
    /// let policy = ReturnAbusePolicy::default();
    /// let measure = AbuseMeasure {
    ///     level: AbuseLevel::ShorterWindow,
    ///     on: day!(2026, 3, 2),
    ///     by: "Zhou".parse()?,
    ///     reason: "two dozen returns in a year, after a talk".parse()?,
    ///     lifted: None,
    /// };
    /// let t = AsOf::new(day!(2026, 3, 20));
    /// assert_eq!(policy.window_days(None, 60, &[measure], t), 7);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn window_days(
        &self,
        by_contract: Option<u16>,
        days: u16,
        measures: &[AbuseMeasure],
        t: AsOf,
    ) -> u16 {
        let level = self.standing(measures, t).map(|it| it.level);
        let shorter = level.filter(|level| *level == AbuseLevel::ShorterWindow);
        let shorter = shorter.map_or(days, |_| days.min(self.shorter.days));
        by_contract.unwrap_or(shorter)
    }

    /// The next level that a person may take as of a date: one after the other, and none without a
    /// signal that speaks.
    pub fn next_level(
        &self,
        signal: &ReturnSignal,
        measures: &[AbuseMeasure],
        t: AsOf,
    ) -> Option<AbuseLevel> {
        let next = match self.standing(measures, t).map(|it| it.level) {
            None => AbuseLevel::Look,
            Some(AbuseLevel::Look) => AbuseLevel::Talk,
            Some(AbuseLevel::Talk | AbuseLevel::ShorterWindow) => AbuseLevel::ShorterWindow,
        };
        signal.speaks.then_some(next)
    }
}

impl fmt::Display for ReturnSignal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.speaks { "a person looks" } else { "nothing to see" };
        write!(f, "{}: {verdict}", self.test)
    }
}

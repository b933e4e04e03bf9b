use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::id::StaffId;
use crate::lifecycle::Reason;
use crate::measure::{Proportion, RateTest, Ratio};
use crate::valid::{Draft, Valid, Violations, words};

/// Plain form of a [`ReturnAbusePolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
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
        }
    }
}

impl Draft for ReturnAbusePolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("fewest_lines", 1, self.fewest_lines);
        found.at_most("chance", Ratio::from_percent(5), self.chance);
        found.at_least("least_multiple", 1, self.least_multiple);
        found.at_least("forgotten_days", 1, self.forgotten_days);
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
        /// The window is shorter, and never below the legal one.
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
        measures.iter().filter(stands).max_by_key(|it| it.level)
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

use crate::valid::{Draft, Valid, Violations};
use crate::warning::Levels;

/// Days until a level is raised and cleared. Days on which nothing is known do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Timing {
    /// Days for which the level must be seen without a break; 0 raises at once.
    pub raise_after: u16,
    /// Days for which it must be past its clearing threshold; 0 clears at once.
    pub clear_after: u16,
}

/// The m-of-n test: `hits` of the last `of` evaluations are enough to raise a level before its days
/// are over, and up to `of − hits` misses break no streak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct MOfN {
    /// Evaluations that have to see the level.
    pub hits: u8,
    /// Evaluations that are counted, at most 32.
    pub of: u8,
}

/// The thresholds in time of a condition, in plain form.
///
/// A file may state any part of it: what it leaves out keeps its default, at every level of
/// nesting. By itself that is the default here; for a rule of a
/// [`CasePolicy`](crate::casework::CasePolicy), that of the rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(default, deny_unknown_fields)
)]
pub struct ConditionPolicyDraft {
    /// The days of each level.
    pub timing: Levels<Timing>,
    /// Evaluations instead of days.
    pub hits: Option<MOfN>,
    /// `true` if only a person clears it, as a major incident.
    pub is_latched: bool,
    /// Days without data after which the condition counts as stale.
    pub stale_after: u16,
}

impl Default for ConditionPolicyDraft {
    /// Raised at once; cleared after five days past the threshold, ten for a critical one.
    fn default() -> Self {
        let timing = |clear_after| Timing { raise_after: 0, clear_after };
        Self {
            timing: Levels { watch: timing(5), warning: timing(5), critical: timing(10) },
            hits: None,
            is_latched: false,
            stale_after: 3,
        }
    }
}

#[cfg(feature = "serde")]
mod stated {
    use serde::{Deserialize, Deserializer};

    use super::{ConditionPolicyDraft, MOfN, Timing};
    use crate::valid::{Partial, over, partial};
    use crate::warning::SomeLevels;

    partial! {
        /// Some days of a level.
        struct SomeTiming of Timing { raise_after: u16, clear_after: u16 }
    }
    partial! {
        /// Some figures of a condition.
        struct SomeCondition of ConditionPolicyDraft {
            timing: SomeLevels<SomeTiming>,
            hits: MOfN,
            is_latched: bool,
            stale_after: u16,
        }
    }

    impl Partial for Option<MOfN> {
        type Part = MOfN;

        fn with(self, stated: MOfN) -> Self {
            Some(stated)
        }
    }

    impl<'de> Deserialize<'de> for ConditionPolicyDraft {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            over(Self::default(), from)
        }
    }
}

impl Draft for ConditionPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if let Some(MOfN { hits, of }) = self.hits {
            if !(1..=32).contains(&of) {
                found.add("hits.of", format!("must lie in 1..=32, was {of}"));
            }
            if hits == 0 || hits > of {
                found.add("hits.hits", format!("must lie in 1..={of} (of), was {hits}"));
            }
        }
    }
}

/// The policy by which a condition raises, rises, falls and clears.
///
/// # Rule
///
/// > S22: a level is raised when it was seen for its days, or in enough of the last evaluations; it
/// > is cleared when it was past its clearing threshold for its days. What is not known stops the
/// > days and clears nothing.
pub type ConditionPolicy = Valid<ConditionPolicyDraft>;

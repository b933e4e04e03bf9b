use std::fmt;

use crate::measure::{Quotient, Ratio};
use crate::valid::words;

words! {
    /// Kinds of conditions of a rebate.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ConditionKind as "a kind of condition" {
        /// The plan is attained by at least the share of the bound.
        #[doc(alias = "任务完成率")]
        Attainment = "attainment",
        /// At most the share of the bound is overdue at the end of the period.
        #[doc(alias = "按期付款")]
        PaidInTime = "paid_in_time" => "paid in time",
        /// No diversion of goods was upheld.
        #[doc(alias = "无窜货")]
        NoDiversion = "no_diversion" => "no diversion",
        /// The contract is in force.
        ContractInForce = "contract_in_force" => "contract in force",
        /// Displays and reports were delivered.
        Reports = "reports" => "reports delivered",
    }
}

/// The effect of a condition that is not met.
///
/// Sales that do not count, such as those paid late, are left out of the base instead:
/// [`RebateBase::exclude`](super::RebateBase::exclude).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum ConditionEffect {
    /// Nothing is paid.
    Gate,
    /// The rate is lower by some points for each event, at least 0.
    Points(Ratio),
}

/// A condition of a rebate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct RebateCondition {
    /// The kind.
    pub kind: ConditionKind,
    /// The bound of an attainment or of what is overdue. Other kinds have none.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub bound: Option<Ratio>,
    /// The effect where it is not met.
    pub effect: ConditionEffect,
}

/// Facts about the conditions of a period, each `None` where it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ConditionFacts {
    /// The attained share of the plan.
    pub attainment: Option<Quotient>,
    /// The share of what was due that is overdue at the end.
    pub overdue: Option<Quotient>,
    /// Upheld diversions.
    pub diversions: Option<u32>,
    /// Days of the period without a contract in force.
    pub days_without_contract: Option<u32>,
    /// Reports and displays that were not delivered.
    pub reports_missing: Option<u32>,
}

/// The state of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConditionState {
    /// Met.
    Met,
    /// Not met, with the number of events.
    NotMet {
        /// The events: missed shares count once.
        events: u32,
    },
    /// Not known.
    NotKnown,
}

/// A condition with its state and the figure that decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConditionFinding {
    /// The condition.
    pub condition: RebateCondition,
    /// The state.
    pub state: ConditionState,
    /// The figure: a share, or a count of events.
    pub figure: Option<Quotient>,
}

impl RebateCondition {
    /// The state of the condition by the facts.
    pub fn judge(self, facts: &ConditionFacts) -> ConditionFinding {
        let count = |it: Option<u32>| it.and_then(|it| Quotient::try_new(it.into(), 1));
        let counted = |it: Option<u32>| match it {
            Some(0) => ConditionState::Met,
            Some(events) => ConditionState::NotMet { events },
            None => ConditionState::NotKnown,
        };
        let bounded = |figure: Option<Quotient>, is_met: fn(Quotient, Ratio) -> bool| match figure
            .zip(self.bound)
        {
            Some((figure, bound)) if is_met(figure, bound) => ConditionState::Met,
            Some(_) => ConditionState::NotMet { events: 1 },
            None => ConditionState::NotKnown,
        };
        let (state, figure) = match self.kind {
            ConditionKind::Attainment => {
                (bounded(facts.attainment, |it, bound| it >= bound), facts.attainment)
            }
            ConditionKind::PaidInTime => {
                (bounded(facts.overdue, |it, bound| it <= bound), facts.overdue)
            }
            ConditionKind::NoDiversion => (counted(facts.diversions), count(facts.diversions)),
            ConditionKind::ContractInForce => {
                (counted(facts.days_without_contract), count(facts.days_without_contract))
            }
            ConditionKind::Reports => {
                (counted(facts.reports_missing), count(facts.reports_missing))
            }
        };
        ConditionFinding { condition: self, state, figure }
    }
}

impl ConditionKind {
    /// Returns `true` where the condition has a bound.
    pub const fn has_bound(self) -> bool {
        match self {
            Self::Attainment | Self::PaidInTime => true,
            Self::NoDiversion | Self::ContractInForce | Self::Reports => false,
        }
    }

    /// Returns `true` where the figure is a share.
    const fn is_share(self) -> bool {
        self.has_bound()
    }
}

impl fmt::Display for ConditionFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.condition.kind;
        write!(f, "{kind}: ")?;
        f.write_str(match self.state {
            ConditionState::Met => "met",
            ConditionState::NotMet { .. } => "not met",
            ConditionState::NotKnown => return f.write_str("not known"),
        })?;
        match (self.figure, self.condition.bound) {
            (Some(figure), Some(bound)) if kind.is_share() => {
                write!(f, " ({} against {bound})", figure.percent())
            }
            (Some(figure), _) => write!(f, " ({figure})"),
            (None, _) => Ok(()),
        }
    }
}

/// The effect of all conditions of an agreement on its reward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ConditionsEffect {
    /// A gate that is not met.
    pub is_shut: bool,
    /// A gate or points that are not known. A giver accrues as if they were met, and settles once
    /// they are known.
    pub is_open: bool,
    /// The points by which the rate is lower, in parts per million.
    pub points: u64,
}

impl ConditionsEffect {
    /// The effect of findings.
    pub fn from_findings(findings: &[ConditionFinding]) -> Self {
        let mut effect = Self::default();
        for finding in findings {
            match (finding.state, finding.condition.effect) {
                (ConditionState::Met, _) => {}
                (ConditionState::NotKnown, _) => effect.is_open = true,
                (ConditionState::NotMet { .. }, ConditionEffect::Gate) => effect.is_shut = true,
                (ConditionState::NotMet { events }, ConditionEffect::Points(points)) => {
                    let each = u64::from(points.parts_per_million());
                    // A rate has at most 10^6 parts, so more points change nothing.
                    let more = u64::from(events).checked_mul(each);
                    let all = more.and_then(|more| effect.points.checked_add(more));
                    effect.points = all.unwrap_or(MOST_POINTS).min(MOST_POINTS);
                }
            }
        }
        effect
    }
}

/// Points that leave nothing of any rate.
const MOST_POINTS: u64 = 1_000_000;

use super::{Arm, Finding, Level, Outcome, Rule, Verdict};
use crate::evidence::{Evidence, Figure, NotJudged, Reasons, Unjudged, Value};

/// An arm and its finding.
///
/// Written as its finding with the arm before it:
/// `{"arm": "plan", "finding": "raised", "level": "watch"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ArmFinding {
    /// The arm.
    pub arm: Arm,
    /// Its finding.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub finding: Finding,
}

impl ArmFinding {
    /// Tells whether the policy leaves the arm out.
    pub(crate) const fn is_off(&self) -> bool {
        matches!(self.finding, Finding::NotJudged(NotJudged::Off))
    }

    /// Tells whether the arm is silent. One that the terms of the customer or the policy leave
    /// nothing to judge is not: what it raised before is over.
    pub(crate) const fn is_silent(&self) -> bool {
        match self.finding {
            Finding::NotJudged(reason) => !matches!(
                reason,
                NotJudged::Unlimited
                    | NotJudged::LimitNotSet
                    | NotJudged::LimitAgreed
                    | NotJudged::NoHardCap
                    | NotJudged::Off
            ),
            Finding::Raised(_) | Finding::Quiet => false,
        }
    }
}

impl Arm {
    pub(super) const fn with(self, finding: Finding) -> ArmFinding {
        ArmFinding { arm: self, finding }
    }
}

/// The outcome of a rule with these arms: the highest of those that speak; otherwise no data, where
/// facts of any are missing.
///
/// Their ranks are compared, which takes no decision for each arm: 38 instructions for three arms,
/// where outcomes joined one by one take 91.
#[inline]
pub(super) fn outcome_of(arms: &[ArmFinding]) -> Outcome {
    let rank = |arm: &ArmFinding| match arm.finding {
        Finding::NotJudged(reason) => u8::from(reason.is_lack_of_data()),
        Finding::Quiet => 2,
        Finding::Raised(Level::Watch) => 3,
        Finding::Raised(Level::Warning) => 4,
        Finding::Raised(Level::Critical) => 5,
    };
    match arms.iter().map(rank).max() {
        None | Some(0) => Outcome::NotApplicable,
        Some(1) => Outcome::NoData,
        Some(2) => Outcome::Clear,
        Some(3) => Outcome::Breach(Level::Watch),
        Some(4) => Outcome::Breach(Level::Warning),
        Some(5..) => Outcome::Breach(Level::Critical),
    }
}

/// The arms of a rule: those of every policy, or all of them where one is judged that only some
/// policies or customers have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arms<const USUAL: usize, const ALL: usize> {
    Usual([ArmFinding; USUAL]),
    All([ArmFinding; ALL]),
}

impl<const USUAL: usize, const ALL: usize> Arms<USUAL, ALL> {
    pub(super) const fn as_slice(&self) -> &[ArmFinding] {
        match self {
            Self::Usual(arms) => arms,
            Self::All(arms) => arms,
        }
    }
}

/// The figures that a rule has read of an account, and the finding of each arm.
///
/// The trait is for results, not for rules: each rule reads facts of its own, while outcome and
/// verdict are made in one way.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::context::Context;
/// use guanxi::receivable::Invoice;
/// use guanxi::warning::{Arm, DebtPolicy, Level, Outcome, Reading};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let day = "2026-01-01".parse()?;
/// account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
/// let reading = DebtPolicy::default().read(account.view(), &Context::on("2026-01-01".parse()?));
/// assert_eq!(reading.outcome(), Outcome::Breach(Level::Warning), "no limit is agreed");
/// assert_eq!(reading.clause(Arm::Ageing), "nothing overdue");
/// assert_eq!(reading.reasons().to_string(), "no credit limit is agreed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Reading {
    /// The rule that has read.
    const RULE: Rule;

    /// The finding of each arm.
    fn arms(&self) -> &[ArmFinding];

    /// The finding of one arm in words.
    fn clause(&self, arm: Arm) -> String;

    /// The figures that decided.
    fn figures(&self) -> Vec<Figure>;

    /// Returns `true` when the book has the facts that the rule reads.
    fn has_feed(&self) -> bool;

    /// The finding of one arm; `None` when the rule does not judge it.
    fn finding(&self, arm: Arm) -> Option<Finding> {
        self.arms().iter().find(|it| it.arm == arm).map(|it| it.finding)
    }

    /// The verdict without its evidence.
    #[inline]
    fn outcome(&self) -> Outcome {
        if !self.has_feed() {
            return Outcome::NoData;
        }
        outcome_of(self.arms())
    }

    /// The verdict with its evidence, or with the reasons for none.
    fn verdict(&self) -> Verdict {
        match self.outcome() {
            Outcome::Breach(level) => Verdict::Breach(level, self.evidence()),
            Outcome::Clear => Verdict::Clear(self.evidence()),
            Outcome::NotApplicable => Verdict::NotApplicable(self.reasons()),
            Outcome::NoData => Verdict::NoData(self.reasons()),
        }
    }

    /// Sentence and figures. The sentence is made of the arms that object; when none does, of those
    /// that were judged.
    fn evidence(&self) -> Evidence {
        let objects = self.arms().iter().any(|it| it.finding.level().is_some());
        let speaks = |finding: Finding| match finding {
            Finding::Raised(_) => true,
            Finding::Quiet => !objects,
            Finding::NotJudged(_) => false,
        };
        let arms = self.arms().iter().filter(|it| speaks(it.finding));
        let clauses: Vec<String> = arms.map(|it| self.clause(it.arm)).collect();
        let findings = self
            .arms()
            .iter()
            .map(|it| Figure { label: it.arm.label(), value: Value::Text(it.finding.to_string()) });
        Evidence::new(clauses.join("; "), self.figures()).with_findings(findings)
    }

    /// The arms that were not judged, each with the reason.
    fn reasons(&self) -> Reasons {
        Reasons::new(self.arms().iter().filter_map(|it| match it.finding {
            Finding::NotJudged(reason) => Some(Unjudged { part: it.arm.code(), reason }),
            Finding::Raised(_) | Finding::Quiet => None,
        }))
    }
}

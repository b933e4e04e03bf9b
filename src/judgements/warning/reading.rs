use super::{Arm, Finding, Level, Outcome, Rule, Verdict};
use crate::evidence::{Evidence, Figure, Reasons, Unjudged, Value};

/// The detail that a reader of a rule needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// All figures and the finding of each arm.
    Evidence,
    /// The [outcome](Reading::outcome) alone, which the gravest arm decides.
    Outcome,
}

impl Detail {
    /// Whether an arm has to be read that raises `highest` at most, and only if `holds`, when the
    /// other arms have come to `others`. Where it has not, the outcome is that of the others.
    #[inline]
    pub(super) fn needs(
        self,
        others: Outcome,
        highest: Level,
        holds: impl FnOnce() -> bool,
    ) -> bool {
        match self {
            Self::Evidence => true,
            Self::Outcome => {
                others < Outcome::Clear || (others < Outcome::Breach(highest) && holds())
            }
        }
    }
}

/// An arm and what it says.
pub type ArmFinding = (Arm, Finding);

/// What a rule has read of an account: the figures that decide, and what each arm makes of them.
///
/// Not a trait for rules (each rule asks for its own facts) but for their results, so that outcome
/// and verdict are made in one way.
pub trait Reading {
    /// Which rule has read.
    const RULE: Rule;

    /// What each arm says.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_eq!(reading.arms().len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn arms(&self) -> &[ArmFinding];

    /// What one arm says, in words.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_eq!(reading.clause(Arm::Ageing), "nothing overdue");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn clause(&self, arm: Arm) -> String;

    /// The figures that decided.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_eq!(reading.figures().first().map(|figure| figure.label), Some("exposure"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn figures(&self) -> Vec<Figure>;

    /// Whether the book has the facts that the rule reads.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert!(reading.has_feed());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn has_feed(&self) -> bool;

    /// The verdict as one byte.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_ne!(reading.outcome(), Outcome::Clear, "no limit is agreed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    fn outcome(&self) -> Outcome {
        if !self.has_feed() {
            return Outcome::NoData;
        }
        let of_arms = self.arms().iter().map(|(_, finding)| finding.outcome());
        of_arms.max().unwrap_or(Outcome::NotApplicable)
    }

    /// The verdict with its evidence, or with why there is none.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert!(matches!(reading.verdict(), Verdict::Breach(..)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn verdict(&self) -> Verdict {
        match self.outcome() {
            Outcome::Breach(level) => Verdict::Breach(level, self.evidence()),
            Outcome::Clear => Verdict::Clear(self.evidence()),
            Outcome::NotApplicable => Verdict::NotApplicable(self.reasons()),
            Outcome::NoData => Verdict::NoData(self.reasons()),
        }
    }

    /// Sentence and figures: the arms that object speak; when none does, those that could.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{Arm, DebtPolicy, Outcome, Reading, Verdict};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_eq!(reading.evidence().findings().len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn evidence(&self) -> Evidence {
        let objects = self.arms().iter().any(|(_, finding)| finding.level().is_some());
        let speaks = |finding: &Finding| match finding {
            Finding::Raised(_) => true,
            Finding::Quiet => !objects,
            Finding::NotJudged(_) => false,
        };
        let arms = self.arms().iter().filter(|(_, finding)| speaks(finding));
        let clauses: Vec<String> = arms.map(|(arm, _)| self.clause(*arm)).collect();
        let findings = self.arms().iter().map(|(arm, finding)| Figure {
            label: arm.label(),
            value: Value::Text(finding.to_string()),
        });
        Evidence::new(clauses.join("; "), self.figures()).with_findings(findings)
    }

    /// The arms that were not judged, each with the reason.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # use guanxi::warning::{DebtPolicy, Reading};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// # account.record(Invoice::new("I1".parse()?, day, day, "CNY 5".parse()?))?;
    /// # let reading = DebtPolicy::default().read(account.view(), "2026-01-01".parse()?);
    /// assert_eq!(reading.reasons().to_string(), "no credit limit is agreed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn reasons(&self) -> Reasons {
        Reasons::new(self.arms().iter().filter_map(|(arm, finding)| match finding {
            Finding::NotJudged(reason) => Some(Unjudged { part: arm.code(), reason: *reason }),
            Finding::Raised(_) | Finding::Quiet => None,
        }))
    }
}

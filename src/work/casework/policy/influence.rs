use std::fmt;

use super::taxonomy::Taxonomy;
use crate::id::CauseId;
use crate::valid::Violations;
use crate::warning::{Arm, Level, Rule};

/// A source of influence on a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "when", rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Source {
    /// Another rule is raised, at a level or higher.
    Raised {
        /// The rule.
        rule: Rule,
        /// The level from which it acts.
        from: Level,
    },
    /// An arm of a rule objects.
    Objects {
        /// The arm.
        arm: Arm,
    },
    /// A verified incident is open.
    VerifiedIncident {},
    /// Deliveries to the customer are on hold: we stopped selling, the customer did not stop
    /// buying.
    DeliveryHold {},
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Raised { rule, from } => write!(f, "{rule} at {from} or higher"),
            Self::Objects { arm } => write!(f, "{} of {}", arm.label(), arm.rule()),
            Self::VerifiedIncident {} => f.write_str("a verified incident"),
            Self::DeliveryHold {} => f.write_str("a delivery hold"),
        }
    }
}

/// A kind of influence on a rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum InfluenceKind {
    /// Holds back the findings of these arms, or of all arms where none is named. The rule is still
    /// evaluated and its days count.
    #[doc(alias = "抑制")]
    Inhibit(Vec<Arm>),
    /// Counts a raised level one higher.
    #[doc(alias = "升级")]
    Boost,
    /// Names a candidate cause.
    #[doc(alias = "候选原因")]
    Suggest(CauseId),
}

/// An influence of one thing on a rule.
///
/// # Rule
///
/// > S22: loss (Warning or higher) inhibits sales progress and the arms of expense ratio, and
/// > raises debt by one level. An unresolved verified incident raises debt by one level and is a
/// > candidate cause of sales progress and loss. So is a delivery hold. A competitor is one of loss
/// > when product groups are lost. What is inhibited is still evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Influence {
    /// The source.
    pub source: Source,
    /// The rule that it acts on.
    pub target: Rule,
    /// The kind.
    #[cfg_attr(feature = "serde", serde(rename = "sway"))]
    pub kind: InfluenceKind,
}

impl Influence {
    /// The nine influences of the rule above.
    ///
    /// ```
    /// use guanxi::casework::Influence;
    /// assert_eq!(Influence::usual().len(), 9);
    /// ```
    pub fn usual() -> Vec<Self> {
        let lost = Source::Raised { rule: Rule::Loss, from: Level::Warning };
        let suggested = |code: &str| code.parse().ok().map(InfluenceKind::Suggest);
        let ratio = vec![Arm::Climbing, Arm::SpendingWithoutSales];
        let all = [
            (lost, Rule::Progress, Some(InfluenceKind::Inhibit(Vec::new()))),
            (lost, Rule::Expense, Some(InfluenceKind::Inhibit(ratio))),
            (lost, Rule::Debt, Some(InfluenceKind::Boost)),
            (Source::VerifiedIncident {}, Rule::Debt, Some(InfluenceKind::Boost)),
            (Source::VerifiedIncident {}, Rule::Progress, suggested("incident")),
            (Source::VerifiedIncident {}, Rule::Loss, suggested("incident")),
            (Source::DeliveryHold {}, Rule::Progress, suggested("supplier_hold")),
            (Source::DeliveryHold {}, Rule::Loss, suggested("supplier_hold")),
            (Source::Objects { arm: Arm::Narrowing }, Rule::Loss, suggested("competitor")),
        ];
        let one = |(source, target, kind): (_, _, Option<InfluenceKind>)| {
            kind.map(|kind| Self { source, target, kind })
        };
        all.into_iter().filter_map(one).collect()
    }

    /// The problem with it, as seen by the causes of the rule that it acts on.
    pub(crate) fn problem(&self, taxonomy: &Taxonomy) -> Option<String> {
        let target = self.target;
        match &self.kind {
            InfluenceKind::Boost => None,
            InfluenceKind::Inhibit(arms) => {
                let alien = arms.iter().find(|arm| arm.rule() != target)?;
                Some(format!("must name arms of {target}, names {alien}"))
            }
            InfluenceKind::Suggest(cause) => (!taxonomy.knows_cause(cause))
                .then(|| format!("must suggest a cause of {target}, suggests {cause}")),
        }
    }

    /// The two rules of an influence by which one changes the findings of the other: who acts, and
    /// on whom.
    fn edge(&self) -> Option<(Rule, Rule)> {
        match (&self.source, &self.kind) {
            (Source::Raised { rule, .. }, InfluenceKind::Inhibit(_) | InfluenceKind::Boost) => {
                Some((*rule, self.target))
            }
            (Source::Objects { arm }, InfluenceKind::Inhibit(_) | InfluenceKind::Boost) => {
                Some((arm.rule(), self.target))
            }
            (Source::Raised { .. } | Source::Objects { .. }, InfluenceKind::Suggest(_))
            | (Source::VerifiedIncident {} | Source::DeliveryHold {}, _) => None,
        }
    }
}

/// Adds a violation when rules act on themselves, straight or around.
pub(super) fn check_acyclic(influences: &[Influence], found: &mut Violations) {
    let edges: Vec<(Rule, Rule)> = influences.iter().filter_map(Influence::edge).collect();
    // Rules that nothing left acts on are taken away with their edges; what remains is a circle.
    let mut rules = Rule::ALL.to_vec();
    loop {
        let acted_on = |rule: &Rule, rules: &[Rule]| {
            edges.iter().any(|(source, target)| target == rule && rules.contains(source))
        };
        let before = rules.len();
        let left: Vec<Rule> = rules.iter().copied().filter(|it| acted_on(it, &rules)).collect();
        rules = left;
        if rules.len() == before {
            break;
        }
    }
    // Rules that are only reached from a circle are not on it.
    loop {
        let acts = |rule: &Rule, rules: &[Rule]| {
            edges.iter().any(|(source, target)| source == rule && rules.contains(target))
        };
        let before = rules.len();
        let left: Vec<Rule> = rules.iter().copied().filter(|it| acts(it, &rules)).collect();
        rules = left;
        if rules.len() == before {
            break;
        }
    }
    if !rules.is_empty() {
        let names: Vec<&str> = rules.iter().map(|rule| rule.code()).collect();
        let problem = format!("must not let rules act on themselves, {} do", names.join(", "));
        found.add("influences", problem);
    }
}

use std::fmt;

use crate::calendar::Day;
use crate::measure::{Probability, Quotient, Ratio, Score};
use crate::money::{Currency, Total};

/// A value with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// Money.
    Money(Total, Currency),
    /// A measured fraction, printed as percent.
    Share(Quotient),
    /// A threshold of the policy.
    Threshold(Ratio),
    /// A probability.
    Probability(Probability),
    /// A score of 100.
    Score(Score),
    /// A number of days.
    Days(i32),
    /// A number of things.
    Count(u32),
    /// A day.
    Day(Day),
    /// A word or two.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Money(total, currency) => total.with_currency(*currency).fmt(f),
            Self::Share(quotient) => quotient.percent().fmt(f),
            Self::Threshold(ratio) => ratio.fmt(f),
            Self::Probability(probability) => probability.fmt(f),
            Self::Score(score) => score.fmt(f),
            Self::Days(1) => f.write_str("1 day"),
            Self::Days(days) => write!(f, "{days} days"),
            Self::Count(count) => count.fmt(f),
            Self::Day(day) => day.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// One figure: what it is called and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What the figure says, as `exposure`.
    pub label: &'static str,
    /// The value with its unit.
    pub value: Value,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.label, self.value)
    }
}

/// Why a judgement came out as it did: one sentence and the figures behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    sentence: String,
    figures: Vec<Figure>,
    findings: Vec<Figure>,
}

impl Evidence {
    pub(crate) const fn new(sentence: String, figures: Vec<Figure>) -> Self {
        Self { sentence, figures, findings: Vec::new() }
    }

    pub(crate) fn with_findings(self, findings: impl Iterator<Item = Figure>) -> Self {
        Self { findings: findings.collect(), ..self }
    }

    /// The judgement in one sentence, without a full stop.
    ///
    /// ```
    /// # use guanxi::{account::Account, warning::{DebtPolicy, Verdict}};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # account.record(guanxi::receivable::Invoice::new("I1".parse()?, "2026-01-01".parse()?, "2026-01-31".parse()?, "CNY 5".parse()?))?;
    /// let verdict = DebtPolicy::default().judge(account.view(), "2026-01-02".parse()?);
    /// let Verdict::Breach(_, evidence) = verdict else { return Err("no breach".into()) };
    /// assert_eq!(evidence.sentence(), "owes CNY 5.00 although no credit limit is agreed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// The figures in the order in which a person asks for them.
    ///
    /// ```
    /// # use guanxi::{account::Account, warning::{DebtPolicy, Verdict}};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # account.record(guanxi::receivable::Invoice::new("I1".parse()?, "2026-01-01".parse()?, "2026-01-31".parse()?, "CNY 5".parse()?))?;
    /// # let verdict = DebtPolicy::default().judge(account.view(), "2026-01-02".parse()?);
    /// # let Verdict::Breach(_, evidence) = verdict else { return Err("no breach".into()) };
    /// assert_eq!(evidence.figures().first().map(ToString::to_string).as_deref(), Some("exposure: CNY 5.00"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }
}

impl Evidence {
    /// What each arm of the rule says, whether it objects, is quiet or cannot speak; empty for a
    /// judgement without arms.
    ///
    /// ```
    /// # use guanxi::{account::Account, warning::{IncidentPolicy, Verdict}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let verdict = IncidentPolicy::default().judge(account.view(), "2026-01-02".parse()?);
    /// let Verdict::Clear(evidence) = verdict else { return Err("not clear".into()) };
    /// assert_eq!(evidence.findings().first().map(ToString::to_string).as_deref(), Some("incident: quiet"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn findings(&self) -> &[Figure] {
        &self.findings
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

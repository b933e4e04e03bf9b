use std::fmt;

use super::Figure;

/// The reason for a judgement: one sentence and the figures behind it.
///
/// Written as
/// `{"sentence": …, "figures": [Figure], "findings": [{"part": "plan", "text": "quiet"}]}`.
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
    /// # use guanxi::{account::Account, context::Context, warning::{DebtPolicy, Verdict}};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
    /// # let amount = "CNY 5".parse()?;
    /// # account.record(guanxi::receivable::Invoice::new("I1".parse()?, issued, due, amount))?;
    /// let context = Context::on("2026-01-02".parse()?);
    /// let verdict = DebtPolicy::default().judge(account.view(), &context);
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
    /// # use guanxi::{account::Account, context::Context, warning::{DebtPolicy, Verdict}};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
    /// # let amount = "CNY 5".parse()?;
    /// # account.record(guanxi::receivable::Invoice::new("I1".parse()?, issued, due, amount))?;
    /// # let context = Context::on("2026-01-02".parse()?);
    /// # let verdict = DebtPolicy::default().judge(account.view(), &context);
    /// # let Verdict::Breach(_, evidence) = verdict else { return Err("no breach".into()) };
    /// let first = evidence.figures().first().ok_or("no figure")?;
    /// assert_eq!(first.to_string(), "exposure: CNY 5.00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The finding of each arm or check of the rule, in words: raised, quiet or not judged. Empty
    /// for a judgement without arms.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, warning::{IncidentPolicy, Verdict}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let context = Context::on("2026-01-02".parse()?);
    /// let verdict = IncidentPolicy::default().judge(account.view(), &context);
    /// let Verdict::Clear(evidence) = verdict else { return Err("not clear".into()) };
    /// let first = evidence.findings().first().ok_or("no finding")?;
    /// assert_eq!(first.to_string(), "incident: quiet");
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

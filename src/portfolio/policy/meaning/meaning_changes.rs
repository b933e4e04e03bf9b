use std::fmt;

use super::MeaningChange;
use super::questions::QUESTIONS;
use crate::evidence::BeforeAfter;
use crate::policy::{Policy, PolicyChange};

/// The fields that name a policy, and judge nothing.
const NAMES: [&str; 4] = ["schema", "id", "version", "effective_from"];

/// The difference in meaning between two policies.
///
/// Fields that differ are told in two ways. A question that is answered from figures alone, such as
/// the level of debt by the utilisation of a limit, is asked at and between all thresholds of both
/// policies: [`changes`](Self::changes) holds exactly the figures to which they give different
/// answers, and nothing where two texts say the same. Any other field, such as a window or a
/// calendar, stands in [`other_fields`](Self::other_fields). Only a
/// [comparison over a book](crate::review::ReviewComparison) tells its effect, and none does where
/// it [does not act in a review](PolicyChange::acts_in_review).
///
/// Shares are compared in steps of 0.0001 % and amounts in steps of 0.0001, the finest that a
/// policy can state. So a tolerance of 1 and one of 1.004 differ, which in a currency of two digits
/// means the step from 1.00 to 1.01.
///
/// The [rules](crate::docs::rules) list the questions, each with the fields that it covers.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[non_exhaustive]
pub struct MeaningChanges {
    /// The figures to which the policies give different answers.
    pub changes: Vec<MeaningChange>,
    /// The other fields that differ, in the order of their paths.
    pub other_fields: Vec<PolicyChange>,
}

impl MeaningChanges {
    /// The difference between two policies.
    ///
    /// ```
    /// use guanxi::evidence::BeforeAfter;
    /// use guanxi::policy::{MeaningChanges, Policy, PolicyDraft};
    ///
    /// let mut draft = PolicyDraft::default();
    /// draft.debt.utilisation.raise.watch = "75%".parse()?;
    /// draft.debt.ageing.warning = 20;
    /// draft.progress.frequency.recent_days = 60;
    /// let (usual, other) = (Policy::default(), Policy::try_from(draft)?);
    /// let said = MeaningChanges::between(BeforeAfter { before: &usual, after: &other });
    /// assert_eq!(
    ///     said.to_string(),
    ///     "debt, utilisation above 75% up to 80%: clear → watch (e.g. 77%)\n\
    ///      debt, days past due 15 to 19 days, overdue sum from 1.00 on: warning → watch \
    ///      (e.g. days past due 15 days, overdue sum 1.00)\n\
    ///      other fields that differ; a comparison over a book tells their effect:\n  \
    ///        progress.frequency.recent_days: 90 → 60\n",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn between(policies: BeforeAfter<&Policy>) -> Self {
        let BeforeAfter { before, after } = policies;
        let asked: Vec<_> = QUESTIONS
            .into_iter()
            .filter_map(|question| Some((question, question.shared_axes(before, after)?)))
            .collect();
        let changes = asked.iter().flat_map(|(it, axes)| it.changes(before, after, axes));
        let is_told = |change: &PolicyChange| {
            NAMES.contains(&change.path.as_str()) || asked.iter().any(|(it, _)| it.covers(change))
        };
        let other_fields = after.changes_from(before).into_iter().filter(|it| !is_told(it));
        Self { changes: changes.collect(), other_fields: other_fields.collect() }
    }

    /// Returns `true` when the policies judge everything alike.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.other_fields.is_empty()
    }
}

impl fmt::Display for MeaningChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return writeln!(f, "the policies judge alike");
        }
        for change in &self.changes {
            writeln!(f, "{change}")?;
        }
        let fields = |acts| self.other_fields.iter().filter(move |it| it.acts_in_review() == acts);
        let heads = [
            (true, "other fields that differ; a comparison over a book tells their effect:"),
            (false, "fields that differ and act in no review:"),
        ];
        for (acts, head) in heads {
            if fields(acts).next().is_some() {
                writeln!(f, "{head}")?;
            }
            for change in fields(acts) {
                writeln!(f, "  {change}")?;
            }
        }
        Ok(())
    }
}

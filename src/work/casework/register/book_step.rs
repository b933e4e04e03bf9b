use std::collections::BTreeMap;

use super::change_log::ChangeLog;
use super::customer_context::CustomerContext;
use super::notice::{Notice, WarningKey};
use super::register_error::RegisterError;
use crate::calendar::AsOf;
use crate::casework::condition::Evaluation;
use crate::casework::episode::{Episode, Inhibitor, Input};
use crate::casework::policy::{CasePolicy, Influence, Source};
use crate::id::CustomerKey;
use crate::warning::{ByRule, Level, Outcome, Rule};

/// A step of a whole book, taken for one customer after the other.
pub(crate) struct BookStep<'a> {
    pub(crate) evaluation: u64,
    pub(crate) stale: ByRule<bool>,
    pub(crate) floods: ByRule<bool>,
    pub(crate) t: AsOf,
    pub(crate) policy: &'a CasePolicy,
}

impl BookStep<'_> {
    /// Evaluates every rule of a customer. Influences are known before any episode has moved, so
    /// that the order of rules does not matter.
    pub(crate) fn take(
        &self,
        customer: CustomerKey,
        outcomes: ByRule<Outcome>,
        context: &CustomerContext,
        files: &mut BTreeMap<CustomerKey, Vec<Episode>>,
        changes: &mut ChangeLog,
        notices: &mut Vec<Notice>,
    ) -> Result<(), RegisterError> {
        let file = files.entry(customer).or_default();
        let evaluations = ByRule::each(|rule| {
            context.evaluation(rule, *outcomes.get(rule), *self.stale.get(rule))
        });
        let find = |file: &Vec<Episode>, rule: Rule| file.iter().position(|it| it.rule() == rule);
        let standing = ByRule::each(|rule| {
            let episode = find(file, rule).and_then(|place| file.get(place));
            self.standing(episode, rule, *evaluations.get(rule))
        });
        for rule in Rule::ALL {
            let place = find(file, rule);
            let is_breach = outcomes.get(rule).level().is_some() && !*self.stale.get(rule);
            if place.is_none() && !is_breach {
                continue;
            }
            let mut seen =
                context.observed(rule, *evaluations.get(rule), standing, &self.policy.influences);
            // A warning that something else holds back is no part of the batch.
            if *self.floods.get(rule) && seen.inhibited_by.is_none() {
                let episode = place.and_then(|it| file.get(it));
                let is_new = self.would_raise(episode, rule, *outcomes.get(rule));
                seen.inhibited_by = is_new.then_some(Inhibitor::Flood);
            }
            let key = WarningKey { customer, rule };
            let input = Input::Evaluation { evaluation: self.evaluation, seen };
            let place = place.unwrap_or_else(|| {
                let place = file.partition_point(|it| it.rule() < rule);
                file.insert(place, Episode::new(rule));
                changes.note(key);
                place
            });
            let Some(episode) = file.get_mut(place) else { continue };
            let refused = |refused| RegisterError::Episode { customer, rule, refused };
            let taken = episode.take(input, self.t, self.policy).map_err(refused)?;
            if taken.is_news {
                changes.note(key);
            }
            notices.extend(taken.effects.into_iter().map(|effect| Notice::Warning(key, effect)));
        }
        file.retain(|episode| {
            let is_kept = !episode.is_blank();
            if !is_kept {
                changes.note(WarningKey { customer, rule: episode.rule() });
            }
            is_kept
        });
        Ok(())
    }

    /// The level at which a rule stands after an evaluation, even if it is held back. So no
    /// influence depends on the order in which rules are evaluated.
    fn standing(
        &self,
        episode: Option<&Episode>,
        rule: Rule,
        evaluation: Evaluation,
    ) -> Option<Level> {
        let acts = |it: &Influence| matches!(it.source, Source::Raised { rule: source, .. } if source == rule);
        if !self.policy.influences.iter().any(acts) {
            return None;
        }
        let before = episode.map(|it| *it.condition()).unwrap_or_default();
        let next = before.step_unnumbered(0, evaluation, self.t, self.policy.condition(rule));
        next.map_or(before, |next| next.condition).phase().level()
    }

    /// Tests whether an outcome opens a case, but for whatever holds it back.
    fn would_raise(&self, episode: Option<&Episode>, rule: Rule, outcome: Outcome) -> bool {
        outcome.level().is_some_and(|level| {
            episode.map_or_else(
                || Episode::new(rule).would_raise(level, self.t, self.policy),
                |it| it.would_raise(level, self.t, self.policy),
            )
        })
    }
}

use super::change_log::ChangeLog;
use super::input::CustomerContext;
use super::notice::{ListReason, ListedWarning, Notice, WarningKey, WarningList};
use super::register_error::RegisterError;
use super::silence::HeldSilences;
use crate::calendar::{AsOf, Day};
use crate::casework::case::Case;
use crate::casework::condition::{Evaluation, SeenArms};
use crate::casework::episode::{Effect, Episode, Inhibitor, Input, Taken};
use crate::casework::policy::{CasePolicy, Influence, Source};
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::warning::{ByRule, Level, Outcome, Rule};

/// A step of a book, taken for one customer after the other.
pub(crate) struct BookStep<'a> {
    pub(crate) evaluation: u64,
    pub(crate) is_baseline: bool,
    pub(crate) stale: ByRule<bool>,
    pub(crate) floods: ByRule<bool>,
    pub(crate) silences: HeldSilences<'a>,
    /// The day up to which nothing had changed about a customer that no step took.
    pub(crate) unchanged_up_to: Day,
    pub(crate) t: AsOf,
    pub(crate) policy: &'a CasePolicy,
}

/// The news of a step: notices, and warnings that lists tell.
#[derive(Debug, Default)]
pub(super) struct StepNews {
    pub(super) notices: Vec<Notice>,
    baseline: Vec<ListedWarning>,
    /// The customers that are lost in a baseline.
    lost: Vec<CustomerKey>,
    timed_out: ByRule<Vec<ListedWarning>>,
}

impl StepNews {
    /// Adds the effects of an episode. A list tells that a listed case was raised, that of a
    /// baseline also that a customer is lost.
    pub(super) fn add(
        &mut self,
        key: WarningKey,
        episode: &Episode,
        effects: Vec<Effect>,
        is_baseline: bool,
    ) {
        let is_listed = episode.open_case().is_some_and(Case::is_listed);
        for effect in effects {
            if let (Effect::Raised { level, .. }, true) = (&effect, is_listed) {
                let timed_out = self.timed_out.get_mut(key.rule);
                let list = if is_baseline { &mut self.baseline } else { timed_out };
                list.push(ListedWarning { key, level: *level });
            } else if effect == Effect::Lost && is_baseline {
                self.lost.push(key.customer);
            } else {
                self.notices.push(Notice::Warning(key, effect));
            }
        }
    }

    /// All news, the lists last.
    pub(super) fn into_notices(self) -> Vec<Notice> {
        let Self { mut notices, baseline, lost, mut timed_out } = self;
        let timed_out = Rule::ALL.map(|rule| WarningList {
            reason: ListReason::FloodTimedOut(rule),
            warnings: std::mem::take(timed_out.get_mut(rule)),
            lost: Vec::new(),
        });
        let baseline = WarningList { reason: ListReason::Baseline, warnings: baseline, lost };
        let lists = timed_out.into_iter().chain([baseline]);
        let is_of_any = |it: &WarningList| !it.warnings.is_empty() || !it.lost.is_empty();
        notices.extend(lists.filter(is_of_any).map(Notice::List));
        notices
    }
}

impl BookStep<'_> {
    /// Evaluates every rule of a customer. Influences are known before any episode has moved, so
    /// that the order of rules does not matter.
    pub(super) fn take(
        &self,
        customer: CustomerKey,
        outcomes: ByRule<Outcome>,
        context: &CustomerContext,
        file: &mut Vec<Episode>,
        changes: &mut ChangeLog,
        news: &mut StepNews,
    ) -> Result<(), RegisterError> {
        for episode in file.iter_mut() {
            episode.pass_unchanged(self.unchanged_up_to);
        }
        let evaluations = ByRule::each(|rule| {
            context.evaluation(rule, *outcomes.get(rule), *self.stale.get(rule))
        });
        let find = |file: &Vec<Episode>, rule: Rule| file.iter().position(|it| it.rule() == rule);
        let standing = ByRule::each(|rule| {
            let episode = find(file, rule).and_then(|place| file.get(place));
            self.standing(episode, rule, *evaluations.get(rule), context)
        });
        for rule in Rule::ALL {
            let place = find(file, rule);
            let is_breach = outcomes.get(rule).level().is_some() && !*self.stale.get(rule);
            if place.is_none() && !is_breach {
                continue;
            }
            let mut seen =
                context.observed(rule, *evaluations.get(rule), standing, &self.policy.influences);
            seen.is_baseline = self.is_baseline;
            let episode = place.and_then(|it| file.get(it));
            let silence = self.silences.about(rule, episode, context.group.as_ref());
            seen.inhibited_by = silence.map(Inhibitor::Silence).or(seen.inhibited_by);
            // A warning that something else holds back is no part of the batch.
            if *self.floods.get(rule) && seen.inhibited_by.is_none() {
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
            news.add(key, episode, taken.effects, self.is_baseline);
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

    /// Passes a day for a customer that is no longer reviewed.
    pub(super) fn pass(
        &self,
        customer: CustomerKey,
        file: &mut [Episode],
        changes: &mut ChangeLog,
        news: &mut StepNews,
    ) {
        for episode in file {
            let key = WarningKey { customer, rule: episode.rule() };
            episode.pass_unchanged(self.unchanged_up_to);
            episode.leave_review(self.t.day(), self.policy);
            episode.set_silence(self.silences.about(key.rule, Some(episode), None));
            let taken = proven!(
                episode.take(Input::Day, self.t, self.policy).ok(), else Taken::default(),
                "a day is refused only before the last one, and that was checked"
            );
            if taken.is_news {
                changes.note(key);
            }
            news.add(key, episode, taken.effects, false);
        }
    }

    /// The level at which a rule stands after an evaluation, even if it is held back. So no
    /// influence depends on the order in which rules are evaluated.
    fn standing(
        &self,
        episode: Option<&Episode>,
        rule: Rule,
        evaluation: Evaluation,
        context: &CustomerContext,
    ) -> Option<Level> {
        let acts = |it: &Influence| matches!(it.source, Source::Raised { rule: source, .. } if source == rule);
        if !self.policy.influences.iter().any(acts) {
            return None;
        }
        if episode.is_none() && !matches!(evaluation, Evaluation::Seen { raised: Some(_), .. }) {
            return None;
        }
        let before = episode.map(|it| *it.condition()).unwrap_or_default();
        let arms = SeenArms::of(rule, &context.arms, &context.silent);
        let policy = self.policy.condition(rule);
        let step = (0, self.is_baseline);
        let next = before.after(step, (evaluation, arms), self.t, policy);
        next.unwrap_or(before).phase().level()
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

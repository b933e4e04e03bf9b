use crate::casework::condition::{Evaluation, RaisedArm, SeenArms};
use crate::casework::episode::{EvaluationInContext, Inhibitor};
use crate::casework::policy::{Influence, InfluenceKind, Source};
use crate::id::{CauseId, GroupId};
use crate::segment::Class;
use crate::warning::{Arm, ByRule, Level, Outcome, Rule};

/// Everything known of a customer besides the outcomes of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CustomerContext {
    /// Its class, by which deadlines go.
    pub class: Class,
    /// The highest level of each rule whose clearing threshold has not been passed; at least the
    /// one that is raised.
    pub retained: ByRule<Option<Level>>,
    /// The arms that object, with their levels.
    pub arms: Vec<RaisedArm>,
    /// The arms that are silent: it is too early for them, out of season, or data are wanting. A
    /// condition that one of them raised is not cleared by the others.
    pub silent: Vec<Arm>,
    /// `true` if a verified incident is open.
    pub has_verified_incident: bool,
    /// `true` if deliveries to it are on hold.
    pub is_on_hold: bool,
    /// Its group, by which silences go.
    pub group: Option<GroupId>,
    /// `true` if it is lost: no longer judged for loss, it acts on other rules as one whose loss is
    /// critical.
    pub is_lost: bool,
}

impl CustomerContext {
    /// A customer of a class, with nothing else known.
    pub fn new(class: Class) -> Self {
        Self {
            class,
            retained: ByRule::default(),
            arms: Vec::new(),
            silent: Vec::new(),
            has_verified_incident: false,
            is_on_hold: false,
            group: None,
            is_lost: false,
        }
    }

    /// The evaluation of a rule; no data where a feed that it reads is stale.
    pub(crate) fn evaluation(&self, rule: Rule, outcome: Outcome, is_stale: bool) -> Evaluation {
        if is_stale {
            return Evaluation::NoData;
        }
        match outcome {
            // A rule that cannot judge finds neither well nor ill: the days stand still.
            Outcome::NoData | Outcome::NotApplicable => Evaluation::NoData,
            Outcome::Clear => Evaluation::Seen { raised: None, retained: *self.retained.get(rule) },
            Outcome::Breach(level) => {
                let retained = (*self.retained.get(rule)).max(Some(level));
                Evaluation::Seen { raised: Some(level), retained }
            }
        }
    }

    /// The evaluation of a rule with everything that acts on it, by the levels at which all rules
    /// stand.
    pub(crate) fn observed(
        &self,
        rule: Rule,
        look: Evaluation,
        standing: ByRule<Option<Level>>,
        influences: &[Influence],
    ) -> EvaluationInContext {
        let arms = SeenArms::of(rule, &self.arms, &self.silent);
        let is_lost = self.is_lost;
        let mut seen =
            EvaluationInContext { arms, is_lost, ..EvaluationInContext::new(look, self.class) };
        let mut held = Vec::new();
        for influence in influences.iter().filter(|it| it.target == rule) {
            if !self.acts(influence.source, standing) {
                continue;
            }
            match &influence.kind {
                InfluenceKind::Inhibit(arms) => held.push((influence.source, arms.as_slice())),
                InfluenceKind::Boost => seen.is_boosted = true,
                InfluenceKind::Suggest(cause) => suggest(cause, &mut seen.suggested),
            }
        }
        self.inhibit(rule, &held, &mut seen);
        seen
    }

    fn acts(&self, source: Source, standing: ByRule<Option<Level>>) -> bool {
        match source {
            Source::Raised { rule, from } => {
                *standing.get(rule) >= Some(from) || (rule == Rule::Loss && self.is_lost)
            }
            Source::Objects { arm } => self.arms.iter().any(|it| it.arm == arm),
            Source::VerifiedIncident {} => self.has_verified_incident,
            Source::DeliveryHold {} => self.is_on_hold,
        }
    }

    /// Holds back the findings of arms, of all arms where none is named. The findings of other arms
    /// of the rule are left; the condition stands still in those that are held back.
    fn inhibit(&self, rule: Rule, held: &[(Source, &[Arm])], seen: &mut EvaluationInContext) {
        let objecting = || self.arms.iter().filter(|it| it.arm.rule() == rule);
        let is_held = |arm: Arm| held.iter().any(|(_, arms)| holds(arms, arm));
        let left = objecting().filter(|it| !is_held(it.arm)).map(|it| it.level).max();
        if let Some(level) = left {
            let is_any_held = objecting().any(|it| is_held(it.arm));
            if let (Evaluation::Seen { raised, retained }, true) = (seen.evaluation, is_any_held) {
                // What nothing raises may be kept by the arms that are left.
                let kept = retained.filter(|_| retained > raised);
                let retained = kept.max(Some(level));
                seen.evaluation = Evaluation::Seen { raised: Some(level), retained };
                seen.arms = seen.arms.holding_back(is_held);
            }
            return;
        }
        // Where no arm objects, there is nothing to hold back of arms that are named.
        let is_silent = matches!(seen.evaluation, Evaluation::Seen { raised: None, .. });
        let is_unknown = !is_silent && objecting().next().is_none();
        let acts = |(_, arms): &&(Source, &[Arm])| {
            arms.is_empty() || is_unknown || objecting().any(|it| holds(arms, it.arm))
        };
        let by = held.iter().filter(acts).map(|(source, _)| *source).min();
        seen.inhibited_by = by.map(Inhibitor::Influence);
    }
}

fn holds(arms: &[Arm], arm: Arm) -> bool {
    arms.is_empty() || arms.contains(&arm)
}

fn suggest(cause: &CauseId, suggested: &mut Vec<CauseId>) {
    if !suggested.contains(cause) {
        suggested.push(cause.clone());
    }
}

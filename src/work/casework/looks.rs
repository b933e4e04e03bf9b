use super::effect::Inhibitor;
use super::history::Observation;
use super::influence::{Influence, Source, Sway};
use super::look::Look;
use crate::calendar::Day;
use crate::id::{CauseId, CustomerKey};
use crate::segment::Class;
use crate::warning::{Arm, ByRule, Level, Outcome, Rule};

/// What the rules say of many customers, in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looks<'a> {
    /// The customers, ascending.
    pub customers: &'a [CustomerKey],
    /// What each rule says of each of them.
    pub outcomes: ByRule<&'a [Outcome]>,
    /// The day of the present period on which each rule begins to speak of it, and so of everybody at
    /// once; `None` for a rule that speaks alike on all days.
    pub speaks_since: ByRule<Option<Day>>,
}

/// What else is known of a customer of which a rule has something to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstances {
    /// Its class, which deadlines go by.
    pub class: Class,
    /// The highest level of each rule whose clearing threshold has not been passed; at least the one
    /// that is raised.
    pub kept: ByRule<Option<Level>>,
    /// The arms that object, with their levels.
    pub arms: Vec<(Arm, Level)>,
    /// Whether a verified incident is open.
    pub has_verified_incident: bool,
    /// Whether deliveries to it are on hold.
    pub is_on_hold: bool,
}

impl Circumstances {
    /// A customer of a class of which nothing else is known.
    ///
    /// ```
    /// # use guanxi::{casework::Circumstances, segment::Class};
    /// assert!(!Circumstances::of(Class::A).is_on_hold);
    /// ```
    pub fn of(class: Class) -> Self {
        let (kept, arms) = (ByRule::default(), Vec::new());
        Self { class, kept, arms, has_verified_incident: false, is_on_hold: false }
    }

    /// What a rule has found, so long as what it reads is fresh.
    pub(super) fn look(&self, rule: Rule, outcome: Outcome, is_stale: bool) -> Look {
        if is_stale {
            return Look::NoData;
        }
        match outcome {
            // What cannot be judged is neither well nor ill: the days stand still.
            Outcome::NoData | Outcome::NotApplicable => Look::NoData,
            Outcome::Clear => Look::Seen { raised: None, kept: *self.kept.of(rule) },
            Outcome::Breach(level) => {
                let kept = (*self.kept.of(rule)).max(Some(level));
                Look::Seen { raised: Some(level), kept }
            }
        }
    }

    /// What acts on a rule, given what each rule has found and where it stands.
    pub(super) fn observed(
        &self,
        rule: Rule,
        look: Look,
        standing: ByRule<Option<Level>>,
        influences: &[Influence],
    ) -> Observation {
        let mut seen = Observation::of(look, self.class);
        let mut held = Vec::new();
        for influence in influences.iter().filter(|it| it.target == rule) {
            if !self.acts(influence.source, standing) {
                continue;
            }
            match &influence.sway {
                Sway::Inhibit(arms) => held.push((influence.source, arms.as_slice())),
                Sway::Boost => seen.is_boosted = true,
                Sway::Suggest(cause) => suggest(cause, &mut seen.suggested),
            }
        }
        self.inhibit(rule, &held, &mut seen);
        seen
    }

    fn acts(&self, source: Source, standing: ByRule<Option<Level>>) -> bool {
        match source {
            Source::Raised { rule, from } => *standing.of(rule) >= Some(from),
            Source::Objects { arm } => self.arms.iter().any(|(objects, _)| *objects == arm),
            Source::VerifiedIncident => self.has_verified_incident,
            Source::DeliveryHold => self.is_on_hold,
        }
    }

    /// Holds back what arms say, all of them where none is named. When other arms of the rule object too,
    /// what they say is left.
    fn inhibit(&self, rule: Rule, held: &[(Source, &[Arm])], seen: &mut Observation) {
        let objecting = || self.arms.iter().filter(|(arm, _)| arm.rule() == rule);
        let is_held = |arm: Arm| held.iter().any(|(_, arms)| holds(arms, arm));
        let left = objecting().filter(|(arm, _)| !is_held(*arm)).map(|(_, level)| *level).max();
        if let Some(level) = left {
            if matches!(seen.look, Look::Seen { .. }) && objecting().any(|(arm, _)| is_held(*arm)) {
                seen.look = Look::at(Some(level));
            }
            return;
        }
        // Where nothing is said, there is nothing to hold back of arms that are named.
        let is_silent = matches!(seen.look, Look::Seen { raised: None, .. });
        let is_unknown = !is_silent && objecting().next().is_none();
        let acts = |(_, arms): &&(Source, &[Arm])| {
            arms.is_empty() || is_unknown || objecting().any(|(arm, _)| holds(arms, *arm))
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

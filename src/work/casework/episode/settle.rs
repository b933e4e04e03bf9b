use super::closed_case::ClosedCase;
use super::effect::{Effect, Inhibitor};
use super::episode::{Episode, Withheld};
use crate::calendar::{AsOf, Day};
use crate::casework::case::{Case, CaseStatus, Closing, Shelf};
use crate::casework::condition::{Evaluation, Phase};
use crate::casework::policy::CasePolicy;
use crate::id::CauseId;
use crate::warning::Level;

/// What the data and the day make of a case. Whatever an episode is told ends here; told twice on one
/// day it changes nothing more.
impl Episode {
    pub(crate) fn settle(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        // What is not known raises nothing.
        if self.condition.is_known() && self.mute.is_some_and(|(_, until)| until < on) {
            self.mute = None;
        }
        if self.open_case().is_some() {
            self.settle_open(on, policy, effects);
        } else {
            self.settle_none(on, policy, effects);
        }
    }

    /// The level that the condition has, or would have where it is boosted.
    fn level(&self) -> Option<Level> {
        let level = self.condition.phase().level()?;
        Some(if self.is_boosted { level.next() } else { level })
    }

    /// The same, no lower than the open case allows.
    fn level_of_case(&self) -> Option<Level> {
        let (level, case) = (self.level()?, self.open_case()?);
        Some(case.floor.map_or(level, |floor| level.max(floor)))
    }

    /// Whether the condition has been clear for long enough to close the case.
    pub(crate) fn is_verified(&self, on: Day, policy: &CasePolicy) -> bool {
        let resolved = self.case.as_ref().and_then(|case| case.resolved);
        let from = self.clear_since.max(resolved);
        let is_over = from.is_some_and(|from| on.days_since(from) >= i32::from(policy.verify_days));
        is_over && self.condition.phase() == Phase::Clear
    }

    /// Whether a look that raises a level, and nothing else, would open a case.
    pub(crate) fn would_raise(&self, level: Level, t: AsOf, policy: &CasePolicy) -> bool {
        let is_muted = self.mute.is_some_and(|(muted, until)| level <= muted && t.day() <= until);
        let stands = self.condition.phase().level().is_some();
        if is_muted || stands || self.open_case().is_some() {
            return false;
        }
        let (look, conditions) = (Evaluation::at(Some(level)), policy.condition(self.rule));
        let next = self.condition.look_again(0, look, t, conditions);
        next.is_ok_and(|(next, _)| next.phase().level().is_some())
    }

    /// No case is open: does one begin?
    fn settle_none(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        self.close(on, policy, effects);
        let Some(level) = self.level() else {
            self.withheld = None;
            self.is_given_up = false;
            return;
        };
        if self.is_given_up || self.mute.is_some_and(|(muted, _)| level <= muted) {
            return;
        }
        if let Some(by) = self.inhibited_by {
            // What is suspect waits for a person, whatever else holds it back.
            let by = if self.is_suspect() { Inhibitor::Flood } else { by };
            self.withheld = Some(Withheld { by, release: None });
            return;
        }
        match &mut self.withheld {
            Some(Withheld { by: Inhibitor::Flood, .. }) => return,
            Some(Withheld { release, .. }) => {
                let grace = policy.release_grace;
                let day = *release.get_or_insert_with(|| policy.working_days_after(on, grace));
                if on < day || !self.condition.is_known() {
                    return;
                }
            }
            None => {}
        }
        self.withheld = None;
        self.mute = None;
        self.open(level, on, policy, effects);
    }

    fn open(&mut self, level: Level, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        let recent = |it: &&ClosedCase| {
            it.closing != Closing::Dismissed
                && on.days_since(it.closed) <= i32::from(policy.recurrence_days)
        };
        let recurrences = self.closed.iter().filter(recent).count();
        let recurrence_of = self.closed.iter().rev().find(recent).map(|it| it.ordinal);
        let is_stubborn = recurrences >= usize::from(policy.recurrences_raise);
        let floor = is_stubborn.then(|| level.next());
        let level = floor.unwrap_or(level);
        self.ordinal = self.ordinal.saturating_add(1);
        self.case = Some(Case {
            status: CaseStatus::New,
            status_since: on,
            rule: self.rule,
            opened: on,
            class: self.class,
            owner: self.case.as_ref().and_then(|case| case.owner.clone()),
            notified_level: level,
            highest: level,
            floor,
            recurrence_of,
            reopened: 0,
            due: Case::due_from(on, level, self.class, policy),
            missed: [false; 3],
            causes: Vec::new(),
            remedies: Vec::new(),
            remedies_before_reopening: 0,
            suggested: Vec::new(),
            resolved: None,
            lost_by: Vec::new(),
            lowest_since_resolved: None,
            shelf: None,
            reminded: 0,
            remind_on: policy.working_days_after(on, 1),
            is_handed_over: false,
            is_clear_told: false,
            is_inhibition_told: false,
            to_suggest: 0,
        });
        effects.push(Effect::Raised { level, recurrence_of });
    }

    /// Says that a case is over, and remembers it.
    fn close(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        let Some(case) = &self.case else { return };
        let is_known = self.closed.last().is_some_and(|it| it.ordinal == self.ordinal);
        if let (CaseStatus::Closed(closing), false) = (case.status, is_known) {
            effects.push(Effect::Closed(closing));
            let (ordinal, opened, highest) = (self.ordinal, case.opened, case.highest);
            self.closed.push(ClosedCase {
                ordinal,
                opened,
                closed: on,
                highest,
                closing,
                owner: case.owner.clone(),
                cause_found: case.cause_found(),
                resolved: case.resolved,
            });
            self.is_given_up = closing == Closing::Lost;
            if closing == Closing::Dismissed {
                self.mute = Some((highest, on.offset(i32::from(policy.mute_days))));
            }
        }
    }

    fn settle_open(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        self.pass_time(on, policy, effects);
        match self.level_of_case() {
            None => self.settle_clear(on, policy, effects),
            Some(level) => self.settle_raised(level, on, policy, effects),
        }
        self.chase(on, policy, effects);
        self.close(on, policy, effects);
    }

    /// Shelves and accepted risks that are over, deadlines that have passed: what the day brings before
    /// anybody does anything. What is held back or shelved is not chased.
    pub(crate) fn pass_time(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        self.leave_shelf(on, effects);
        self.tell_inhibition(effects);
        let is_inhibited = self.inhibited_by.is_some();
        let Some(case) = self.case.as_mut().filter(|case| case.status.is_open()) else { return };
        if let CaseStatus::RiskAccepted(until) = case.status
            && until < on
        {
            case.end_risk(self.class, on, policy);
            effects.push(Effect::RiskExpired);
        }
        if case.shelf.is_none() && !is_inhibited {
            case.miss(on, effects);
        }
    }

    /// A shelf ends after its last day, when the level rises, and, where it is for once, when the
    /// condition clears.
    fn leave_shelf(&mut self, on: Day, effects: &mut Vec<Effect>) {
        let (level, is_inhibited) = (self.level_of_case(), self.inhibited_by.is_some());
        let Some(case) = self.open_case() else { return };
        let Some(Shelf { until, is_once }) = case.shelf else { return };
        let rises = level > Some(case.notified_level) && !is_inhibited;
        let clears = level.is_none() && is_once;
        if until < on || rises || clears {
            self.unshelve(effects);
        }
    }

    /// Takes the case off its shelf and says how it stands.
    pub(crate) fn unshelve(&mut self, effects: &mut Vec<Effect>) {
        let level = self.level_of_case();
        if let Some(case) = &mut self.case {
            case.shelf = None;
            effects.push(Effect::Unshelved(level));
        }
    }

    /// Says that the case is held back, or no longer; on its shelf that can wait.
    fn tell_inhibition(&mut self, effects: &mut Vec<Effect>) {
        let Some(case) = self.case.as_mut().filter(|case| case.status.is_open()) else { return };
        if case.shelf.is_some() {
            return;
        }
        match (self.inhibited_by, case.is_inhibition_told) {
            (Some(by), false) => effects.push(Effect::Inhibited(by)),
            (None, true) => effects.push(Effect::Released),
            (Some(_), true) | (None, false) => {}
        }
        case.is_inhibition_told = self.inhibited_by.is_some();
    }

    /// The condition is clear.
    fn settle_clear(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        // What is not known closes nothing.
        let is_verified = self.condition.is_known() && self.is_verified(on, policy);
        let Some(case) = &mut self.case else { return };
        // On the shelf it is not told, and so the case does not end there either.
        if case.shelf.is_some() {
            return;
        }
        if !case.is_clear_told && case.status.is_open() {
            case.is_clear_told = true;
            effects.push(Effect::Recovered { from: case.notified_level });
        }
        case.lowest_since_resolved = None;
        let closing = match case.status {
            CaseStatus::New | CaseStatus::Reopened => {
                case.may_clear_by_itself().then_some(Closing::SelfCleared)
            }
            CaseStatus::RiskAccepted(_) => Some(Closing::RiskPassed),
            CaseStatus::Resolved => {
                let closes = is_verified && case.highest < policy.four_eyes_from;
                closes.then(|| case.closing_when_clear())
            }
            CaseStatus::Acknowledged
            | CaseStatus::Investigating
            | CaseStatus::CauseKnown
            | CaseStatus::Handling
            | CaseStatus::Closed(_) => None,
        };
        if let Some(closing) = closing {
            case.stand(CaseStatus::Closed(closing), on);
        }
    }

    /// The condition is raised.
    fn settle_raised(
        &mut self,
        level: Level,
        on: Day,
        policy: &CasePolicy,
        effects: &mut Vec<Effect>,
    ) {
        let (seen, is_inhibited) = (self.seen, self.inhibited_by.is_some());
        // While nothing is known, or while it recovers, it has not come back.
        let is_recovering = matches!(self.condition.phase(), Phase::Recovering(_));
        let (class, may_wait) = (self.class, is_recovering || !self.condition.is_known());
        let Some(case) = &mut self.case else { return };
        if is_inhibited || case.shelf.is_some() {
            return;
        }
        let (came_back, rises) = (case.is_clear_told, level > case.notified_level);
        if case.status == CaseStatus::Resolved {
            let days = case.resolved.map(|resolved| on.days_since(resolved));
            let waited = !may_wait && days >= Some(i32::from(policy.verify_days));
            // One that is lost waits for whoever closes it, and gets worse meanwhile.
            let is_no_better = rises || seen > case.lowest_since_resolved || waited;
            if came_back || (is_no_better && !case.is_lost()) {
                case.reopen(level, class, on, policy);
                effects.push(Effect::CameBack { level: case.notified_level });
                return;
            }
            case.lowest_since_resolved = case.lowest_since_resolved.min(seen);
        }
        if came_back {
            case.is_clear_told = false;
            case.notified_level = level;
            case.rise(level, class, on, policy);
            effects.push(Effect::CameBack { level });
        } else if rises {
            effects.push(Effect::Escalated { from: case.notified_level, to: level });
            case.rise(level, class, on, policy);
        } else if level < case.notified_level {
            effects.push(Effect::DeEscalated { from: case.notified_level, to: level });
            case.notified_level = level;
        }
    }

    /// Reminders and the longest stay: nothing is forgotten.
    fn chase(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        let is_inhibited = self.inhibited_by.is_some();
        let Some(case) = &mut self.case else { return };
        if is_inhibited || case.shelf.is_some() || !case.status.is_open() {
            return;
        }
        let is_waiting = case.waits_for().is_some();
        if is_waiting && case.remind_on <= on {
            effects.push(Effect::Reminder(case.reminded));
            case.reminded = case.reminded.saturating_add(1);
            let doubled = 1_u16.checked_shl(case.reminded).unwrap_or(u16::MAX);
            let days = doubled.clamp(1, policy.reminder_days);
            case.remind_on = policy.working_days_after(on, days);
        }
        let stayed = on.days_since(case.opened) > i32::from(policy.open_days);
        if stayed && !case.is_handed_over {
            case.is_handed_over = true;
            effects.push(Effect::HandOver);
        }
    }

    /// Causes that others suggest, each once; while nothing is heard of the case they wait.
    pub(crate) fn hint(&mut self, causes: &[CauseId], effects: &mut Vec<Effect>) {
        let is_inhibited = self.inhibited_by.is_some();
        let Some(case) = self.case.as_mut().filter(|case| case.status.is_open()) else { return };
        case.suggest(causes);
        if !is_inhibited && case.shelf.is_none() {
            effects.extend(case.newly_suggested().into_iter().map(Effect::CauseSuggested));
        }
    }

    /// Whether a person has to accept it before it is raised.
    pub(crate) fn is_suspect(&self) -> bool {
        self.withheld.is_some_and(|it| it.by == Inhibitor::Flood)
    }
}

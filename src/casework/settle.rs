use super::case::Case;
use super::case_policy::CasePolicy;
use super::case_step::{CaseStatus, Closing, Deadline};
use super::effect::{Effect, Inhibitor};
use super::episode::{ClosedCase, Episode, Withheld};
use crate::calendar::Day;
use crate::warning::Level;

/// What the data and the day make of a case. Whatever an episode is told ends here; told twice on one
/// day it changes nothing more.
impl Episode {
    pub(super) fn settle(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        if self.mute.is_some_and(|(_, until)| until < on) {
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

    /// Whether the condition has been clear for long enough to close the case.
    pub(super) fn is_verified(&self, on: Day, policy: &CasePolicy) -> bool {
        let resolved = self.case.as_ref().and_then(|case| case.resolved);
        let from = self.clear_since.max(resolved);
        from.is_some_and(|from| on.days_since(from) >= i32::from(policy.verify_days))
    }

    /// Whether a look that raises a level, and nothing else, would open a case.
    pub(super) fn would_raise(&self, level: Level, on: Day) -> bool {
        let is_muted = self.mute.is_some_and(|(muted, until)| level <= muted && on <= until);
        let stands = self.condition.phase().level().is_some();
        self.open_case().is_none() && !is_muted && !stands
    }

    /// No case is open: does one begin?
    fn settle_none(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        self.close(on, policy);
        let Some(level) = self.level() else {
            self.withheld = None;
            return;
        };
        if self.mute.is_some_and(|(muted, _)| level <= muted) {
            return;
        }
        if let Some(by) = self.inhibited_by {
            self.withheld = Some(Withheld { by, release: None });
            return;
        }
        match &mut self.withheld {
            Some(Withheld { by: Inhibitor::SuspectBatch, .. }) => return,
            Some(Withheld { release, .. }) => {
                let grace = policy.release_grace;
                let day = *release.get_or_insert_with(|| policy.working_days_after(on, grace));
                if on < day {
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
            rule: self.rule,
            opened: on,
            class: self.class,
            owner: self.case.as_ref().and_then(|case| case.owner.clone()),
            told: level,
            highest: level,
            floor,
            recurrence_of,
            reopened: 0,
            due: Case::due_from(on, level, self.class, policy),
            missed: [false; 3],
            causes: Vec::new(),
            remedies: Vec::new(),
            suggested: Vec::new(),
            resolved: None,
            quietest: None,
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

    /// Remembers a case that is over.
    fn close(&mut self, on: Day, policy: &CasePolicy) {
        let Some(case) = &self.case else { return };
        let is_known = self.closed.last().is_some_and(|it| it.ordinal == self.ordinal);
        if let (CaseStatus::Closed(closing), false) = (case.status, is_known) {
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
            if closing == Closing::Dismissed {
                self.mute = Some((highest, on.offset(i32::from(policy.mute_days))));
            }
        }
    }

    fn settle_open(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        self.pass_time(on, effects);
        self.tell_inhibition(effects);
        match self.level() {
            None => self.settle_clear(on, policy, effects),
            Some(level) => self.settle_raised(level, on, policy, effects),
        }
        self.chase(on, policy, effects);
        if let Some(CaseStatus::Closed(closing)) = self.case.as_ref().map(|case| case.status) {
            effects.push(Effect::Closed(closing));
            self.close(on, policy);
        }
    }

    /// Shelves and accepted risks that are over, deadlines that have passed: what the day brings before
    /// anybody does anything. What is held back or shelved is not chased.
    pub(super) fn pass_time(&mut self, on: Day, effects: &mut Vec<Effect>) {
        let is_inhibited = self.inhibited_by.is_some();
        let Some(case) = self.case.as_mut().filter(|case| case.status.is_open()) else { return };
        if let CaseStatus::RiskAccepted(until) = case.status
            && until < on
        {
            case.status = CaseStatus::Investigating;
            effects.push(Effect::RiskExpired);
        }
        if case.shelf.is_none()
            && !is_inhibited
            && let Some(missed) = case.miss(on)
        {
            effects.push(Effect::DeadlineMissed(missed));
            // Somebody has seen it and done nothing: it is new again.
            if missed == Deadline::Cause && case.status == CaseStatus::Acknowledged {
                case.status = CaseStatus::New;
            }
        }
        if case.shelf.is_some_and(|shelf| shelf.until < on) {
            self.unshelve(effects);
        }
    }

    /// Takes the case off its shelf and says how it stands.
    pub(super) fn unshelve(&mut self, effects: &mut Vec<Effect>) {
        let level = self.level();
        if let Some(case) = &mut self.case {
            case.shelf = None;
            effects.push(Effect::Unshelved(level));
        }
    }

    fn tell_inhibition(&mut self, effects: &mut Vec<Effect>) {
        let Some(case) = &mut self.case else { return };
        match (self.inhibited_by, case.is_inhibition_told) {
            (Some(by), false) => effects.push(Effect::Inhibited(by)),
            (None, true) => effects.push(Effect::Released),
            (Some(_), true) | (None, false) => {}
        }
        case.is_inhibition_told = self.inhibited_by.is_some();
    }

    /// The condition is clear.
    fn settle_clear(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        if self.case.as_ref().and_then(|case| case.shelf).is_some_and(|shelf| shelf.is_once) {
            self.unshelve(effects);
        }
        let is_verified = self.is_verified(on, policy);
        let Some(case) = &mut self.case else { return };
        // On the shelf it is not told, and so the case does not end there either.
        if case.shelf.is_some() {
            return;
        }
        if !case.is_clear_told && case.status.is_open() {
            case.is_clear_told = true;
            effects.push(Effect::Recovered { from: case.told });
        }
        case.quietest = None;
        let closing = match case.status {
            CaseStatus::New | CaseStatus::Reopened => {
                case.may_clear_by_itself().then_some(Closing::SelfCleared)
            }
            CaseStatus::RiskAccepted(_) => Some(Closing::RiskPassed),
            CaseStatus::Resolved => {
                let closes = is_verified && case.highest < policy.four_eyes_from;
                closes.then_some(Closing::Remedied)
            }
            CaseStatus::Acknowledged
            | CaseStatus::Investigating
            | CaseStatus::CauseKnown
            | CaseStatus::Handling
            | CaseStatus::Closed(_) => None,
        };
        if let Some(closing) = closing {
            case.status = CaseStatus::Closed(closing);
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
        let class = self.class;
        let Some(case) = &mut self.case else { return };
        let level = case.floor.map_or(level, |floor| level.max(floor));
        let rises = level > case.told;
        if !case.status.is_open() || is_inhibited || (case.shelf.is_some() && !rises) {
            return;
        }
        let came_back = case.is_clear_told;
        if case.status == CaseStatus::Resolved {
            let waited = case
                .resolved
                .is_some_and(|resolved| on.days_since(resolved) >= i32::from(policy.verify_days));
            if came_back || seen > case.quietest || waited {
                case.reopen(level, class, on, policy);
                effects.push(Effect::CameBack { level: case.told });
                return;
            }
            case.quietest = case.quietest.min(seen);
        }
        if came_back {
            case.is_clear_told = false;
            case.told = level;
            case.rise(level, class, on, policy);
            effects.push(Effect::CameBack { level });
        } else if rises {
            if case.shelf.take().is_some() {
                effects.push(Effect::Unshelved(Some(level)));
            }
            effects.push(Effect::Escalated { from: case.told, to: level });
            case.rise(level, class, on, policy);
        } else if level < case.told {
            effects.push(Effect::DeEscalated { from: case.told, to: level });
            case.told = level;
        }
    }

    /// Hints, reminders and the longest stay: nothing is forgotten.
    fn chase(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        let is_inhibited = self.inhibited_by.is_some();
        let Some(case) = &mut self.case else { return };
        for cause in case.newly_suggested() {
            effects.push(Effect::CauseSuggested(cause));
        }
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
}

impl Case {
    /// It came back after it was resolved: the same case, from the investigation on.
    fn reopen(&mut self, level: Level, class: crate::segment::Class, on: Day, policy: &CasePolicy) {
        let floor = self.told.max(level);
        self.status = CaseStatus::Reopened;
        self.reopened = self.reopened.saturating_add(1);
        (self.resolved, self.quietest, self.is_clear_told) = (None, None, false);
        (self.floor, self.told) = (Some(floor), floor);
        self.highest = self.highest.max(floor);
        self.due = Self::due_from(on, floor, class, policy);
        self.missed = [false; 3];
    }

    /// Its level rose: deadlines come nearer, none moves away, and no risk of the old level is taken.
    fn rise(&mut self, level: Level, class: crate::segment::Class, on: Day, policy: &CasePolicy) {
        self.told = level;
        self.highest = self.highest.max(level);
        let nearer = Self::due_from(on, level, class, policy);
        for (due, nearer) in self.due.iter_mut().zip(nearer) {
            *due = nearer.min(*due);
        }
        if let CaseStatus::RiskAccepted(_) = self.status {
            self.status = CaseStatus::Investigating;
        }
    }

    /// The deadline that has passed and was not missed before.
    fn miss(&mut self, on: Day) -> Option<Deadline> {
        let deadline = self.waits_for()?;
        let is_late = self.due(deadline) < on;
        let [acknowledge, cause, remedy] = &mut self.missed;
        let missed = match deadline {
            Deadline::Acknowledge => acknowledge,
            Deadline::Cause => cause,
            Deadline::Remedy => remedy,
        };
        (is_late && !std::mem::replace(missed, is_late || *missed)).then_some(deadline)
    }
}

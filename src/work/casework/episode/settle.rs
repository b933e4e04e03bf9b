use super::closed_case::ClosedCase;
use super::effect::{Effect, Inhibitor};
use super::state::{EpisodeState, Telling, Withheld};
use crate::calendar::{AsOf, Day};
use crate::casework::case::{Case, CaseStatus, Closing};
use crate::casework::condition::{Evaluation, Phase, SeenArms, is_unjudged, take_silences};
use crate::casework::policy::CasePolicy;
use crate::handling::{Handling, Shelf};
use crate::id::CauseId;
use crate::measure::proven;
use crate::warning::Level;

/// Consequences of the data and of the day for a case. Every input ends here; a second settling on
/// one day changes nothing more.
impl EpisodeState {
    pub(super) fn settle(
        &mut self,
        on: Day,
        policy: &CasePolicy,
        telling: Telling,
        effects: &mut Vec<Effect>,
    ) {
        // Missing data raise nothing.
        if self.condition.is_known() && self.mute.is_some_and(|(_, until)| until < on) {
            self.mute = None;
        }
        if self.open_case().is_some() {
            self.settle_open(on, policy, effects);
        } else {
            self.settle_none(on, policy, telling, effects);
        }
        self.tell_lost(effects);
    }

    /// The level of the condition, one higher where it is boosted.
    fn level(&self) -> Option<Level> {
        let level = self.condition.phase().level()?;
        Some(if self.is_boosted { level.next() } else { level })
    }

    /// The level of the condition, no lower than the open case allows.
    fn level_of_case(&self) -> Option<Level> {
        let (level, case) = (self.level()?, self.open_case()?);
        Some(case.floor.map_or(level, |floor| level.max(floor)))
    }

    /// Tests whether the condition has been clear for long enough to close the case.
    pub(super) fn is_verified(&self, on: Day, policy: &CasePolicy) -> bool {
        let resolved = self.case.as_ref().and_then(Case::resolved);
        let from = self.clear_since.max(resolved);
        let is_over = from.is_some_and(|from| on.days_since(from) >= i32::from(policy.verify_days));
        is_over && self.condition.phase() == Phase::Clear
    }

    /// Tests whether an evaluation that raises a level, and nothing else, would open a case.
    pub(super) fn would_raise(&self, level: Level, t: AsOf, policy: &CasePolicy) -> bool {
        let is_muted = self.mute.is_some_and(|(muted, until)| level <= muted && t.day() <= until);
        let stands = self.condition.phase().level().is_some();
        if is_muted || stands || self.open_case().is_some() {
            return false;
        }
        let (look, conditions) = (Evaluation::at(Some(level)), policy.condition(self.rule));
        let next = self.condition.step_unnumbered(0, look, SeenArms::NONE, t, conditions);
        next.is_ok_and(|next| next.condition.phase().level().is_some())
    }

    /// Opens a case where none is open and one is due.
    fn settle_none(
        &mut self,
        on: Day,
        policy: &CasePolicy,
        mut telling: Telling,
        effects: &mut Vec<Effect>,
    ) {
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
            // A flood waits for a person, whatever else holds the warning back.
            let by = if self.is_flooded() { Inhibitor::Flood } else { by };
            let before = self.withheld.filter(|it| it.by == by && by == Inhibitor::Flood);
            let release =
                before.and_then(|it| it.release).or_else(|| time_out(by, on, policy, telling));
            self.withheld = Some(Withheld { by, release });
            return;
        }
        match &mut self.withheld {
            Some(Withheld { by: by @ Inhibitor::Flood, release }) => {
                *release = release.or_else(|| time_out(*by, on, policy, telling));
                if release.is_none_or(|day| on < day) || !self.condition.is_known() {
                    return;
                }
                telling = Telling::List;
            }
            Some(Withheld { by: Inhibitor::Silence(_), .. }) if !self.condition.is_known() => {
                return;
            }
            // What was silent is told at once.
            Some(Withheld { by: Inhibitor::Silence(_), .. }) | None => {}
            Some(Withheld { release, .. }) => {
                let grace = policy.release_grace;
                let day = *release.get_or_insert_with(|| policy.working_days_after(on, grace));
                if on < day || !self.condition.is_known() {
                    return;
                }
            }
        }
        self.withheld = None;
        self.mute = None;
        self.open(level, on, policy, telling, effects);
    }

    fn open(
        &mut self,
        level: Level,
        on: Day,
        policy: &CasePolicy,
        telling: Telling,
        effects: &mut Vec<Effect>,
    ) {
        let recent = |it: &&ClosedCase| {
            !matches!(it.closing, Closing::Dismissed | Closing::NoLongerJudged)
                && on.days_since(it.closed) <= i32::from(policy.recurrence_days)
        };
        let recurrences = self.closed.iter().filter(recent).count();
        let recurrence_of = self.closed.iter().rev().find(recent).map(|it| it.ordinal);
        let is_stubborn = recurrences >= usize::from(policy.recurrences_raise);
        let floor = is_stubborn.then(|| level.next());
        let level = floor.unwrap_or(level);
        self.ordinal = proven!(
            self.ordinal.checked_add(1), else u32::MAX,
            "every case before is kept as closed, and 2³² of them are not"
        );
        let owner = self.closed.last().and_then(|case| case.owner.clone());
        let terms = self.terms(policy);
        let handling = Handling::open(self.rule, level, on, &terms).owned_by(owner);
        let case = Case::open(handling, floor, recurrence_of);
        self.case = Some(match telling {
            Telling::Each | Telling::Past => case,
            Telling::List => case.listed(),
        });
        effects.push(Effect::Raised { level, recurrence_of });
    }

    /// Tells that a case is over, and remembers it.
    fn close(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        let Some(case) = &self.case else { return };
        let is_known = self.closed.last().is_some_and(|it| it.ordinal == self.ordinal);
        if let (CaseStatus::Closed(closing), false) = (case.status(), is_known) {
            effects.push(Effect::Closed(closing));
            let highest = case.highest_level();
            self.closed.push(ClosedCase {
                ordinal: self.ordinal,
                opened: case.opened(),
                closed: on,
                highest,
                closing,
                owner: case.owner().cloned(),
                cause_found: case.cause_found(),
                resolved: case.resolved(),
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
        self.tell_silences(on, policy, effects);
        self.chase(on, policy, effects);
        self.close(on, policy, effects);
    }

    /// Passes a day before anybody does anything: shelves and accepted risks that are over,
    /// deadlines that have passed. A case that is held back or shelved is not chased.
    pub(super) fn pass_time(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        let is_silent = self.is_silent();
        if !is_silent {
            self.leave_shelf(on, policy, effects);
            self.tell_inhibition(effects);
        }
        let terms = self.terms(policy);
        let waits = self.inhibited_by.is_some() || self.is_lost;
        let Some(case) = self.open_case_mut() else { return };
        if !is_silent && case.handling.expire_risk(on, &terms) {
            effects.push(Effect::RiskExpired);
        }
        if waits {
            case.handling.hold(on, &terms);
        } else {
            case.handling.release(on, &terms);
        }
        if !case.is_listed() {
            let missed = case.handling.miss_deadlines(on, &terms);
            effects.extend(missed.into_iter().map(Effect::DeadlineMissed));
        }
    }

    /// Ends a shelf after its last day, when the level rises, and, where it is for once, when the
    /// condition clears.
    fn leave_shelf(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        let (level, is_inhibited) = (self.level_of_case(), self.inhibited_by.is_some());
        let Some(case) = self.open_case() else { return };
        let Some(Shelf { until, is_once }) = case.shelf().copied() else { return };
        let rises = level > Some(case.level()) && !is_inhibited;
        let clears = level.is_none() && is_once;
        if until < on || rises || clears {
            self.unshelve(on, policy, effects);
        }
    }

    /// Takes the case off its shelf and tells its level.
    pub(super) fn unshelve(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        let (level, terms) = (self.level_of_case(), self.terms(policy));
        if let Some(case) = &mut self.case {
            case.handling.unshelve(on, &terms);
            effects.push(Effect::Unshelved(level));
        }
    }

    /// Tells that the case is held back, or no longer; on its shelf that can wait.
    fn tell_inhibition(&mut self, effects: &mut Vec<Effect>) {
        let inhibited_by = self.inhibited_by;
        let Some(case) = self.open_case_mut() else { return };
        if case.shelf().is_some() {
            return;
        }
        match (inhibited_by, case.is_inhibition_told) {
            (Some(by), false) => effects.push(Effect::Inhibited(by)),
            (None, true) => effects.push(Effect::Released),
            (Some(_), true) | (None, false) => {}
        }
        case.is_inhibition_told = inhibited_by.is_some();
    }

    /// Settles a case whose condition is clear.
    fn settle_clear(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        // Missing data close nothing.
        let is_verified = self.condition.is_known() && self.is_verified(on, policy);
        let is_silent = self.is_silent();
        let Some(case) = &mut self.case else { return };
        // On the shelf and in a silence nothing is told, and so the case does not end there either.
        if case.shelf().is_some() || is_silent {
            return;
        }
        if !case.is_clear_told && case.status().is_open() {
            case.is_clear_told = true;
            effects.push(Effect::Recovered { from: case.level() });
        }
        case.lowest_since_resolved = None;
        let closing = match case.status() {
            CaseStatus::New | CaseStatus::Reopened => {
                case.may_clear_by_itself().then_some(Closing::SelfCleared)
            }
            CaseStatus::RiskAccepted(_) => Some(Closing::RiskPassed),
            CaseStatus::Resolved => {
                let closes = is_verified && case.highest_level() < policy.four_eyes_from;
                closes.then(|| case.closing_when_clear())
            }
            CaseStatus::Acknowledged
            | CaseStatus::Investigating
            | CaseStatus::CauseKnown
            | CaseStatus::Handling
            | CaseStatus::Closed(_) => None,
        };
        if let Some(closing) = closing {
            case.handling.end(closing, on);
        }
    }

    /// Settles a case whose condition is raised.
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
        let may_wait = is_recovering || !self.condition.is_known();
        let terms = self.terms(policy);
        let Some(case) = &mut self.case else { return };
        if is_inhibited || case.shelf().is_some() {
            return;
        }
        let (came_back, rises) = (case.is_clear_told, level > case.level());
        if case.status() == CaseStatus::Resolved {
            let days = case.resolved().map(|resolved| on.days_since(resolved));
            let waited = !may_wait && days >= Some(i32::from(policy.verify_days));
            // A lost customer waits for the person who closes the case, and gets worse meanwhile.
            let is_no_better = rises || seen > case.lowest_since_resolved || waited;
            if came_back || (is_no_better && !case.is_lost()) {
                case.reopen(level, on, terms);
                effects.push(Effect::CameBack { level: case.level() });
                return;
            }
            case.lowest_since_resolved = case.lowest_since_resolved.min(seen);
        }
        if came_back {
            case.is_clear_told = false;
            case.handling.rise(level, on, &terms);
            case.take_up(on, terms);
            effects.push(Effect::CameBack { level });
        } else if rises {
            effects.push(Effect::Escalated { from: case.level(), to: level });
            case.handling.rise(level, on, &terms);
            case.take_up(on, terms);
        } else if level < case.level() {
            effects.push(Effect::DeEscalated { from: case.level(), to: level });
            case.handling.fall(level);
        }
    }

    /// Tests whether nothing has judged the condition for too long.
    pub(super) fn is_unjudged(&self, on: Day, policy: &CasePolicy) -> bool {
        let timing = &policy.condition(self.rule).timing;
        is_unjudged(&self.condition, on, policy.silent_days, timing)
    }

    /// Tells of arms that keep the condition and have been silent for too long.
    fn tell_silences(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        if !self.hears_of_silences() {
            return;
        }
        let timing = &policy.condition(self.rule).timing;
        let silences = take_silences(&mut self.condition, on, policy.silent_days, timing);
        effects.extend(silences.into_iter().map(|(arm, since)| Effect::Silent { arm, since }));
    }

    /// Reminds, and hands over a case that is open for too long: nothing is forgotten. Nobody is
    /// reminded of a lost customer.
    fn chase(&mut self, on: Day, policy: &CasePolicy, effects: &mut Vec<Effect>) {
        if self.inhibited_by.is_some() {
            return;
        }
        let (terms, is_lost) = (self.terms(policy), self.is_lost);
        let Some(case) = self.case.as_mut().filter(|case| !case.is_listed()) else { return };
        if !is_lost {
            effects.extend(case.handling.remind(on, &terms).map(Effect::Reminder));
        }
        if case.is_long_open(on, policy) && case.handling.hand_over(on, &terms) {
            effects.push(Effect::HandOver);
        }
    }

    /// Tells causes that others suggest, each once; while nothing is heard of the case they wait.
    pub(super) fn hint(&mut self, causes: &[CauseId], effects: &mut Vec<Effect>) {
        let is_inhibited = self.inhibited_by.is_some();
        let Some(case) = self.open_case_mut() else { return };
        case.suggest(causes);
        if !is_inhibited && case.shelf().is_none() && !case.is_listed() {
            let told = case.take_newly_suggested().iter().cloned();
            effects.extend(told.map(Effect::CauseSuggested));
        }
    }

    /// Tests whether a silence holds back whatever is to be told.
    fn is_silent(&self) -> bool {
        matches!(self.inhibited_by, Some(Inhibitor::Silence(_)))
    }

    /// Tests whether a person has to accept it before it is raised.
    pub(super) fn is_flooded(&self) -> bool {
        self.withheld.is_some_and(|it| it.by == Inhibitor::Flood)
    }
}

/// The day on which warnings that a flood held back on a day go out by themselves.
fn time_out(by: Inhibitor, on: Day, policy: &CasePolicy, telling: Telling) -> Option<Day> {
    let days = policy.flood_guard.times_out_after;
    (by == Inhibitor::Flood && days > 0 && telling != Telling::Past)
        .then(|| policy.working_days_after(on, days))
}

//! The people who answer the warnings, as simple as can be: their duties, their pace, their steps.

use std::error::Error;

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    Case, CasePolicy, CaseStatus, CaseStep, Episode, Input, Notice, Phase, Register, RemedyOutcome,
    SELF_CLEARED, WarningKey,
};
use guanxi::id::{CauseId, RemedyId, StaffId};
use guanxi::warning::{Level, Rule};

use crate::journal::Journal;
use crate::trouble::Finding;
use crate::world::World;

/// Sales, by customer; the last one takes longer than the others.
const SALES: [&str; 4] = ["Chen", "Li", "Sun", "Wu"];
const CREDIT: &str = "Zhao";
const CONTROLLING: &str = "Qian";
const MANAGER: &str = "Ma";
const DIRECTOR: &str = "He";
const DATA: &str = "Deng";

/// Causes that every rule knows, and that nobody makes up.
const EVERYWHERE: [&str; 3] = ["data_error", "plan_unrealistic", SELF_CLEARED];

pub(crate) struct Desk {
    /// The number of the last step.
    number: u64,
}

/// The step for one case today.
struct Task {
    key: WarningKey,
    by: StaffId,
    step: CaseStep,
}

/// The first person to be told of a warning.
fn owner(key: WarningKey) -> &'static str {
    match key.rule {
        Rule::Debt => CREDIT,
        Rule::Expense => CONTROLLING,
        Rule::Progress | Rule::Loss | Rule::Incident => {
            let place = usize::try_from(key.customer.position()).unwrap_or(0) % SALES.len();
            SALES.get(place).copied().unwrap_or(MANAGER)
        }
    }
}

impl Desk {
    pub(crate) const fn new() -> Self {
        Self { number: 0 }
    }

    /// Decides on batches that were held back: rejected when the data were misread, else accepted.
    pub(crate) fn judge_batches(
        notices: &[Notice],
        register: &mut Register,
        world: &World,
        t: AsOf,
        policy: &CasePolicy,
        journal: &mut Journal,
        why: impl Fn(WarningKey, Level) -> Option<String>,
    ) -> Result<(), Box<dyn Error>> {
        let day = t.day();
        for notice in notices {
            let Notice::Flood { rule, .. } = notice else { continue };
            let (told, what) = if world.is_misread(day) {
                let told = register.reject_batch(*rule, t, policy)?;
                (told, "thrown away: expenses in fen were read as yuan")
            } else {
                (register.accept_batch(*rule, t, policy)?, "let through: the data are right")
            };
            journal.data.push((day, format!("{DATA}: {rule}, {what}")));
            journal.hear_all(day, &told, register, &why)?;
        }
        Ok(())
    }

    /// Does a day's work: at most one step for each open case.
    pub(crate) fn work(
        &mut self,
        register: &mut Register,
        world: &mut World,
        t: AsOf,
        policy: &CasePolicy,
        journal: &mut Journal,
    ) -> Result<(), Box<dyn Error>> {
        let day = t.day();
        let mut tasks = Vec::new();
        for (key, episode) in register.open() {
            let Some(case) = episode.open_case() else { continue };
            let waited = day.days_since(case.status_since());
            tasks.extend(Look { key, episode, case, day, waited, policy }.decide(world)?);
        }
        for Task { key, by, step } in tasks {
            self.number += 1;
            let is_help =
                matches!(step, CaseStep::CompleteRemedy { outcome, .. } if works(outcome));
            let input = Input::Step { number: self.number, by: by.clone(), step: step.clone() };
            let effects = register.apply(key, input, t, policy)?;
            journal.step(day, key, &by, &step);
            for effect in &effects {
                journal.hear(day, key, effect, register, None)?;
            }
            if is_help {
                world.help(key.customer, key.rule, day);
            }
        }
        Ok(())
    }
}

const fn works(outcome: RemedyOutcome) -> bool {
    match outcome {
        RemedyOutcome::Recovered | RemedyOutcome::Improved => true,
        RemedyOutcome::NoChange | RemedyOutcome::Worse | RemedyOutcome::Lost => false,
    }
}

/// A case as a person sees it at the desk.
struct Look<'a> {
    key: WarningKey,
    episode: &'a Episode,
    case: &'a Case,
    day: Day,
    /// Days since its status changed.
    waited: i32,
    policy: &'a CasePolicy,
}

impl Look<'_> {
    fn decide(&self, world: &World) -> Result<Option<Task>, Box<dyn Error>> {
        let Some(owner) = self.case.owner() else {
            let to = owner(self.key).parse()?;
            return self.task(MANAGER, CaseStep::Assign { to });
        };
        let is_old = self.day.days_since(self.case.opened()) > i32::from(self.policy.open_days);
        if is_old && owner.as_str() != MANAGER {
            return self.task(MANAGER, CaseStep::Assign { to: MANAGER.parse()? });
        }
        let name = owner.as_str();
        match self.case.status() {
            CaseStatus::New | CaseStatus::Reopened if self.has_waited(1, 2) => {
                self.task(name, CaseStep::Acknowledge)
            }
            CaseStatus::Acknowledged if self.has_waited(2, 1) => {
                self.task(name, CaseStep::Investigate)
            }
            CaseStatus::Investigating if self.has_waited(3, 4) => self.find(name, world),
            CaseStatus::CauseKnown if self.has_waited(4, 1) => self.answer(name, world),
            CaseStatus::Handling => self.finish(name, world),
            CaseStatus::Resolved => self.close(name),
            CaseStatus::New
            | CaseStatus::Reopened
            | CaseStatus::Acknowledged
            | CaseStatus::Investigating
            | CaseStatus::CauseKnown
            | CaseStatus::RiskAccepted(_)
            | CaseStatus::Closed(_) => Ok(None),
        }
    }

    /// Ends an investigation: nothing wrong, wrong but over, or a cause.
    fn find(&self, name: &str, world: &World) -> Result<Option<Task>, Box<dyn Error>> {
        let found = self.finding(world);
        if let Some(found) = found {
            return self.record(name, found.cause, found.evidence);
        }
        if self.is_clear() {
            let cause = self.passing_cause().parse()?;
            return self.record(name, cause, "asked; it was over before anybody did anything");
        }
        let by =
            if self.case.highest_level() >= self.policy.four_eyes_from { MANAGER } else { name };
        let (by, requested_by) = if name == MANAGER { (DIRECTOR, MANAGER) } else { (by, name) };
        let why = self.excuse().to_owned();
        self.task(by, CaseStep::Dismiss { why, requested_by: requested_by.parse()? })
    }

    fn record(&self, by: &str, cause: CauseId, said: &str) -> Result<Option<Task>, Box<dyn Error>> {
        let evidence = vec![said.to_owned()];
        self.task(by, CaseStep::RecordCause { cause, evidence, is_primary: true })
    }

    /// Answers a cause: nothing when it is over, else a remedy; when that did not help either, the
    /// risk is accepted.
    fn answer(&self, name: &str, world: &World) -> Result<Option<Task>, Box<dyn Error>> {
        if self.is_clear() {
            return self.task(name, CaseStep::Resolve);
        }
        if self.case.times_reopened() > 1 {
            let until = self.day.offset(i32::from(self.policy.accept_days));
            let why = "what could be done was done".to_owned();
            let (by, asks) = if name == MANAGER { (DIRECTOR, MANAGER) } else { (MANAGER, name) };
            let step = CaseStep::AcceptRisk { until, why, requested_by: asks.parse()? };
            return self.task(by, step);
        }
        let usual = || self.policy.taxonomy.get(self.key.rule).remedies.first();
        let remedy: Option<RemedyId> = match self.finding(world) {
            Some(found) => Some(found.remedy),
            None => usual().map(|it| it.code.clone()),
        };
        let Some(remedy) = remedy else { return Ok(None) };
        self.task(name, CaseStep::PlanRemedy { remedy, owner: name.parse()?, due: None })
    }

    fn finish(&self, name: &str, world: &World) -> Result<Option<Task>, Box<dyn Error>> {
        let mut remedies = self.case.remedies().iter();
        let Some(place) = remedies.position(|it| it.end.is_none()) else { return Ok(None) };
        let due = self.case.remedies().get(place).map(|it| it.due);
        let lag = i32::try_from(self.chance(5, self.slowness(3)))?;
        if due.is_some_and(|due| self.day < due.offset(lag)) {
            return Ok(None);
        }
        let is_open = self.finding(world).is_some();
        let outcome = match (self.is_clear(), is_open) {
            (true, _) => RemedyOutcome::Recovered,
            (false, _) if self.is_gone(world) => RemedyOutcome::Lost,
            (false, true) if self.chance(6, 9) < 7 => RemedyOutcome::Improved,
            (false, _) => RemedyOutcome::NoChange,
        };
        self.task(name, CaseStep::CompleteRemedy { place, outcome })
    }

    /// Closes a case that stayed clear or whose customer is gone, by another person than its owner.
    fn close(&self, name: &str) -> Result<Option<Task>, Box<dyn Error>> {
        let by: StaffId = if name == MANAGER { DIRECTOR } else { MANAGER }.parse()?;
        let t = AsOf::new(self.day);
        let may = self.episode.check_step(&CaseStep::Close, &by, t, self.policy);
        Ok(may.is_ok().then_some(Task { key: self.key, by, step: CaseStep::Close }))
    }

    /// True when the customer is gone: the shop is closed, or, where only the facts are known, it
    /// has not bought in spite of all remedies.
    fn is_gone(&self, world: &World) -> bool {
        let is_closed = self.case.causes().first().is_some_and(|it| it.cause.as_str() == "closed");
        let is_hopeless = !world.is_made_up() && self.case.times_reopened() > 0;
        self.key.rule == Rule::Loss && (is_closed || is_hopeless)
    }

    fn task(&self, by: &str, step: CaseStep) -> Result<Option<Task>, Box<dyn Error>> {
        Ok(Some(Task { key: self.key, by: by.parse()?, step }))
    }

    /// The trouble of the customer: the truth where it is made up, else any cause that the policy
    /// knows.
    fn finding(&self, world: &World) -> Option<Finding> {
        if world.is_made_up() {
            return world.finding(self.key.customer, self.key.rule, self.day);
        }
        if self.is_clear() || self.chance(7, 3) == 0 {
            return None;
        }
        let known = self.policy.taxonomy.get(self.key.rule);
        let own = |it: &&CauseId| !EVERYWHERE.contains(&it.as_str());
        let causes: Vec<&CauseId> = known.causes.iter().filter(own).collect();
        let cause = (*pick(&causes, self.chance(8, 99))?).clone();
        let remedy = pick(&known.remedies, self.chance(9, 99))?.code.clone();
        Some(Finding { cause, remedy, evidence: "as told on the telephone" })
    }

    /// A cause that goes away by itself.
    fn passing_cause(&self) -> &'static str {
        match self.key.rule {
            _ if self.case.highest_level() == Level::Watch => SELF_CLEARED,
            Rule::Debt => "seasonal_stocking",
            Rule::Progress => "seasonality",
            Rule::Expense => "front_loaded",
            Rule::Loss => "owner_change",
            Rule::Incident => "other",
        }
    }

    /// The answer of a customer with which nothing is wrong.
    const fn excuse(&self) -> &'static str {
        match self.key.rule {
            Rule::Debt => "asked; the money has been sent",
            Rule::Progress => "asked; a large order came early and is missed now",
            Rule::Expense => "looked; the next months cost less",
            Rule::Loss => "asked; on holiday, the next order is written",
            Rule::Incident => "asked; a mix-up of names",
        }
    }

    fn is_clear(&self) -> bool {
        match self.episode.condition().phase() {
            Phase::Clear | Phase::Pending => true,
            Phase::Raised(_) | Phase::Recovering(_) => false,
        }
    }

    fn has_waited(&self, salt: u64, most: u64) -> bool {
        i64::from(self.waited) >= i64::try_from(self.chance(salt, self.slowness(most))).unwrap_or(0)
    }

    fn slowness(&self, most: u64) -> u64 {
        let is_slow = self.case.owner().is_some_and(|it| Some(&it.as_str()) == SALES.last());
        if is_slow { most * 3 } else { most }
    }

    /// A number up to `most` that is always the same for the same case.
    fn chance(&self, salt: u64, most: u64) -> u64 {
        let parts = [
            u64::from(self.key.customer.position()),
            u64::try_from(Rule::ALL.iter().position(|it| *it == self.key.rule).unwrap_or(0))
                .unwrap_or(0),
            u64::from(self.episode.ordinal()),
            u64::from(self.case.times_reopened()),
            salt,
        ];
        let mixed = parts.into_iter().fold(0x9e37_79b9_7f4a_7c15_u64, |mixed, part| {
            let mixed = (mixed ^ part).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed ^ (mixed >> 29)
        });
        mixed % (most + 1)
    }
}

fn pick<T>(from: &[T], place: u64) -> Option<&T> {
    from.get(usize::try_from(place).ok()? % from.len().max(1))
}

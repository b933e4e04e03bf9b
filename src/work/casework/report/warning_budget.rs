use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::calendar::{AsOf, Window};
use crate::casework::case::{Case, CaseStatus, CaseStep};
use crate::casework::episode::Effect;
use crate::casework::policy::CasePolicy;
use crate::casework::register::{Notice, Register, WarningKey};
use crate::measure::{Excess, plural, proven};
use crate::money::Total;
use crate::warning::Level;

/// The number of warnings that people can answer in a week, over all rules together.
///
/// # Rule
///
/// > S22: `n` people × `m` warnings a week: the gravest are told now, the others wait. Those
/// > of a higher level come first, of one level those with more at stake, then by the name of the
/// > customer and the rule.
///
/// > A critical warning waits for critical ones only: up to the budget of a week, they are told
/// > whatever else the week has told. What a week tells beyond its budget, at most as much again,
/// > is an overdraft: the next week tells as many fewer of the others.
///
/// So no critical warning waits behind a lower one, planned daily or once a week, and over any
/// number of weeks no more is told than their budgets and one more. A week in which no critical
/// warning comes after the others keeps to its budget. As in alarm systems, load is shed from below
/// and a high priority is never held back by a low one.
///
/// Only warnings that nobody has taken up compete: what is raised, rises, comes back or leaves its
/// shelf while its case is new. All other news is told at once: it belongs to work that goes on, or
/// is told as one list.
///
/// Nothing is lost. A warning that waits is named with its reason and lies on the shelf of its
/// case, on which no deadline runs, to the end of the week, or as long as the policy allows a shelf
/// of its level. All that waits competes again on the first day of the next week, beside what is
/// new. One that rises leaves its shelf and competes at once. Planned once a week, the whole news
/// of a week competes; planned daily, a week whose budget is used up tells nothing new but critical
/// warnings.
///
/// The example `weekly_digest` shows three weeks of two people.
#[doc(alias = "每周预警名额")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct WarningBudget {
    /// The people who answer warnings.
    pub people: u16,
    /// The warnings that each of them can answer in a week.
    pub each_a_week: u16,
}

/// The week for which a budget is planned: [`BudgetWeek::new`] begins with one,
/// [`BudgetPlan::week`] is the same week after a plan, [`BudgetWeek::next`] the next one.
///
/// ```
/// use guanxi::calendar::Window;
/// use guanxi::casework::{BudgetWeek, WarningBudget};
/// use guanxi::day;
///
/// let budget = WarningBudget { people: 2, each_a_week: 3 };
/// let week = BudgetWeek::new(Window::inclusive(day!(2026, 3, 2), day!(2026, 3, 8)));
/// // After six warnings of Monday, and two critical ones of Tuesday.
/// let over = BudgetWeek { told: 8, critical: 2, ..week };
/// let next = over.next(budget);
/// assert_eq!((next.days.until, next.told, next.critical), (day!(2026, 3, 15), 2, 0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetWeek {
    /// Its days: what waits competes again on the day after the last one.
    pub days: Window,
    /// The warnings that count before: those told in it, and the overdraft of the week before.
    pub told: u32,
    /// The critical ones told in it.
    pub critical: u32,
}

impl BudgetWeek {
    /// A week in which nothing has been told, after one without an overdraft.
    pub const fn new(days: Window) -> Self {
        Self { days, told: 0, critical: 0 }
    }

    /// The next week, of as many days, with what this one has told beyond its budget.
    #[must_use]
    pub fn next(self, budget: WarningBudget) -> Self {
        let Window { after, until } = self.days;
        let days = Window { after: until, until: until.offset(until.days_since(after)) };
        Self { days, told: self.told.excess_over(budget.a_week()), critical: 0 }
    }

    /// Counts a warning that is told; `false` where it has to wait.
    fn counts(&mut self, level: Level, a_week: u32) -> bool {
        let (before, critical) = match level {
            Level::Critical => (self.critical, self.critical.checked_add(1)),
            Level::Watch | Level::Warning => (self.told, Some(self.critical)),
        };
        let Some((told, critical)) = self.told.checked_add(1).zip(critical) else { return false };
        let is_told = before < a_week;
        if is_told {
            (self.told, self.critical) = (told, critical);
        }
        is_told
    }
}

/// The weight of a warning among those of its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WarningStake<'a> {
    /// The amount at stake: the value at risk of the customer, or for its debt the exposure.
    pub amount: Total,
    /// The name of the customer, which decides between equal amounts.
    pub customer: &'a str,
}

/// A warning that waits to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingWarning {
    /// The warning.
    pub key: WarningKey,
    /// Its level.
    pub level: Level,
    /// The amount at stake.
    pub amount: Total,
    /// The number of waiting warnings that go before it.
    pub ahead: u32,
    /// The budget for which it waits.
    pub budget: WarningBudget,
    /// Its news, which is not told yet.
    pub effects: Vec<Effect>,
}

/// A step that puts a waiting warning on the shelf of its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingStep {
    /// The warning.
    pub key: WarningKey,
    /// The step, to be taken by whoever keeps the budget.
    pub step: CaseStep,
}

/// The news of a day that is told now, and the warnings that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetPlan {
    /// The notices that are told now, in the order in which they came.
    pub now: Vec<Notice>,
    /// The warnings among them that count against the budget, the gravest first.
    pub counted: Vec<WarningKey>,
    /// The warnings that wait, the gravest first.
    pub waiting: Vec<WaitingWarning>,
    /// The week, with what is told now.
    pub week: BudgetWeek,
}

/// A warning that competes to be told: graver ones are lower.
type Rank<'a> = (Reverse<Level>, Reverse<Total>, &'a str, WarningKey);

impl WarningBudget {
    /// The warnings that can be answered in a week.
    pub fn a_week(self) -> u32 {
        let all = u32::from(self.people).checked_mul(u32::from(self.each_a_week));
        proven!(all, else u32::MAX, "16 bits by 16 bits")
    }

    /// Plans the notices of a step of the register. `stake` is asked for the warnings that compete.
    pub fn plan<'a>(
        self,
        notices: Vec<Notice>,
        mut week: BudgetWeek,
        register: &Register,
        stake: impl Fn(WarningKey) -> WarningStake<'a>,
    ) -> BudgetPlan {
        let competing: BTreeSet<WarningKey> =
            notices.iter().filter_map(|notice| competes(notice, register)).collect();
        let mut ranked: Vec<Rank<'a>> = competing
            .into_iter()
            .map(|key| {
                let WarningStake { amount, customer } = stake(key);
                (Reverse(level(key, register)), Reverse(amount), customer, key)
            })
            .collect();
        ranked.sort_unstable_by(|one, other| {
            let place = |it: &Rank<'a>| (it.0, it.1, it.2, it.3.rule, it.3.customer);
            place(one).cmp(&place(other))
        });
        let is_told = |it: &Rank<'a>| week.counts(it.0.0, self.a_week());
        let (told, late): (Vec<_>, Vec<_>) = ranked.into_iter().partition(is_told);
        let mut effects: BTreeMap<WarningKey, Vec<Effect>> =
            late.iter().map(|(.., key)| (*key, Vec::new())).collect();
        let mut now = Vec::with_capacity(notices.len());
        for notice in notices {
            if let Notice::Warning(key, effect) = &notice
                && let Some(of_key) = effects.get_mut(key)
            {
                of_key.push(effect.clone());
                continue;
            }
            now.push(notice);
        }
        let waiting = (0_u32..).zip(late).map(|(ahead, (level, amount, _, key))| WaitingWarning {
            key,
            level: level.0,
            amount: amount.0,
            ahead,
            budget: self,
            effects: effects.remove(&key).unwrap_or_default(),
        });
        let waiting = waiting.collect();
        let counted = told.into_iter().map(|(.., key)| key).collect();
        BudgetPlan { now, counted, waiting, week }
    }
}

/// The warning that a notice is about, if it competes: it is news of a case that nobody has taken
/// up.
fn competes(notice: &Notice, register: &Register) -> Option<WarningKey> {
    let Notice::Warning(key, effect) = notice else { return None };
    let is_call = matches!(
        effect,
        Effect::Raised { .. }
            | Effect::Escalated { .. }
            | Effect::CameBack { .. }
            | Effect::Unshelved(Some(_))
    );
    let case = register.episode(*key)?.open_case()?;
    (is_call && case.status() == CaseStatus::New && case.shelf().is_none()).then_some(*key)
}

fn level(key: WarningKey, register: &Register) -> Level {
    let case = register.episode(key).and_then(|episode| episode.open_case());
    proven!(case.map(Case::level), else Level::Watch, "a warning competes by its open case")
}

/// The reason in words.
impl fmt::Display for WaitingWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a_week, ahead) = (self.budget.a_week(), self.ahead);
        let calls = plural(a_week, "warning", "warnings");
        write!(f, "waits for the budget of {a_week} {calls} a week, {ahead} before it")
    }
}

impl BudgetPlan {
    /// The steps that put what waits on the shelves of its cases, the gravest first. A warning that
    /// waits and is not put on its shelf runs into its deadlines unseen.
    pub fn steps(&self, t: AsOf, policy: &CasePolicy) -> Vec<WaitingStep> {
        let step = |it: &WaitingWarning| {
            let most = t.day().offset(i32::from(*policy.shelf_days.get(it.level)));
            let until = self.week.days.until.max(t.day()).min(most);
            let step = CaseStep::Shelve { until, is_once: false, why: it.to_string() };
            WaitingStep { key: it.key, step }
        };
        self.waiting.iter().map(step).collect()
    }
}

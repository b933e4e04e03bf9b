//! What the tests of casework are given: one episode, looked at and worked on day by day.

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    Case, CaseError, CasePolicy, CasePolicyDraft, CaseStatus, CaseStep, ConditionPolicyDraft,
    CustomerContext, Effect, Episode, EpisodeError, Evaluation, EvaluationInContext, Evaluations,
    Input, Notice, Register, RegisterDelta, RegisterError, RegisterMark, RegisterSnapshot,
    RemedyOutcome, SavedCustomer, Timing, WarningKey, Watermarks,
};
use guanxi::id::{CustomerId, CustomerKey, StaffId};
use guanxi::segment::Class;
use guanxi::warning::{ByRule, Level, Levels, Outcome, Rule};

use crate::given::day;

/// The first day, a Monday.
pub(crate) const FIRST: &str = "2026-03-02";

/// The day a number of days after the first.
pub(crate) fn d(days: i32) -> Day {
    day(FIRST).offset(days)
}

pub(crate) fn t(days: i32) -> AsOf {
    AsOf::new(d(days))
}

#[track_caller]
pub(crate) fn who(name: &str) -> StaffId {
    name.parse().unwrap()
}

/// The default, but that conditions raise and clear at once.
#[track_caller]
pub(crate) fn policy(change: impl FnOnce(&mut CasePolicyDraft)) -> CasePolicy {
    let conditions = ByRule::each(|_| at_once());
    let mut draft = CasePolicyDraft { conditions, ..CasePolicyDraft::default() };
    change(&mut draft);
    CasePolicy::try_new(draft).unwrap()
}

/// A step of the register over customers.
type BookStep = fn(
    &mut Register,
    u64,
    Evaluations<'_>,
    &Watermarks,
    Box<dyn Fn(CustomerKey) -> CustomerContext>,
    AsOf,
    &CasePolicy,
) -> Result<Vec<Notice>, RegisterError>;

pub(crate) fn at_once() -> ConditionPolicyDraft {
    let none = Timing::default();
    let timing = Levels { watch: none, warning: none, critical: none };
    ConditionPolicyDraft { timing, ..ConditionPolicyDraft::default() }
}

pub(crate) fn raised(level: Level) -> Effect {
    Effect::Raised { level, recurrence_of: None }
}

pub(crate) fn assign(to: &str) -> CaseStep {
    CaseStep::Assign { to: who(to) }
}

#[track_caller]
pub(crate) fn cause(code: &str) -> CaseStep {
    let (cause, evidence) = (code.parse().unwrap(), vec!["a call".to_owned()]);
    CaseStep::RecordCause { cause, evidence, is_primary: false }
}

#[track_caller]
pub(crate) fn main_cause(code: &str) -> CaseStep {
    let (cause, evidence) = (code.parse().unwrap(), vec!["a letter".to_owned()]);
    CaseStep::RecordCause { cause, evidence, is_primary: true }
}

#[track_caller]
pub(crate) fn plan(code: &str) -> CaseStep {
    CaseStep::PlanRemedy { remedy: code.parse().unwrap(), owner: who("Sun"), due: None }
}

pub(crate) const fn complete(place: usize) -> CaseStep {
    CaseStep::CompleteRemedy { place, outcome: RemedyOutcome::Improved }
}

pub(crate) fn cancel(place: usize) -> CaseStep {
    CaseStep::CancelRemedy { place, why: "no longer needed".to_owned() }
}

pub(crate) fn reset() -> CaseStep {
    CaseStep::Reset { why: "it is settled".to_owned() }
}

pub(crate) fn dismiss() -> CaseStep {
    CaseStep::Dismiss { why: "a wrong booking".to_owned(), requested_by: who("Zhou") }
}

pub(crate) fn accept(until: i32) -> CaseStep {
    let why = "a good customer".to_owned();
    CaseStep::AcceptRisk { until: d(until), why, requested_by: who("Zhou") }
}

pub(crate) fn shelve(until: i32) -> CaseStep {
    CaseStep::Shelve { until: d(until), is_once: false, why: "on leave".to_owned() }
}

pub(crate) fn shelve_once(until: i32) -> CaseStep {
    CaseStep::Shelve { until: d(until), is_once: true, why: "on leave".to_owned() }
}

pub(crate) fn withdraw() -> CaseStep {
    CaseStep::Withdraw { why: "nothing judges it".to_owned() }
}

/// One episode and whoever looks at it and works on it.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) episode: Episode,
    pub(crate) policy: CasePolicy,
    pub(crate) class: Class,
    told: u64,
}

impl Desk {
    /// Nothing was ever seen of a rule.
    pub(crate) fn new(rule: Rule, policy: CasePolicy) -> Self {
        Self { episode: Episode::new(rule), policy, class: Class::A, told: 0 }
    }

    /// Sales progress, raised on the first day.
    #[track_caller]
    pub(crate) fn raised(level: Level) -> Self {
        Self::raised_by(level, policy(|_| ()))
    }

    #[track_caller]
    pub(crate) fn raised_by(level: Level, policy: CasePolicy) -> Self {
        let mut desk = Self::new(Rule::Progress, policy);
        assert_eq!(desk.sees(0, level), [raised(level)]);
        desk
    }

    #[track_caller]
    pub(crate) fn tell(&mut self, on: i32, input: Input) -> Vec<Effect> {
        self.told += 1;
        self.episode.apply(input, t(on), &self.policy).unwrap()
    }

    /// A look that sees a level.
    #[track_caller]
    pub(crate) fn sees(&mut self, on: i32, level: Level) -> Vec<Effect> {
        self.looks(on, Evaluation::at(Some(level)))
    }

    /// A look that sees nothing wrong.
    #[track_caller]
    pub(crate) fn sees_none(&mut self, on: i32) -> Vec<Effect> {
        self.looks(on, Evaluation::at(None))
    }

    #[track_caller]
    pub(crate) fn looks(&mut self, on: i32, look: Evaluation) -> Vec<Effect> {
        self.observes(on, EvaluationInContext::new(look, self.class))
    }

    #[track_caller]
    pub(crate) fn observes(&mut self, on: i32, seen: EvaluationInContext) -> Vec<Effect> {
        let evaluation = self.told;
        self.tell(on, Input::Evaluation { evaluation, seen })
    }

    #[track_caller]
    pub(crate) fn passes(&mut self, on: i32) -> Vec<Effect> {
        self.tell(on, Input::Day)
    }

    /// Every day from one to another, with the effects of each.
    #[track_caller]
    pub(crate) fn passes_all(&mut self, from: i32, to: i32) -> Vec<(i32, Effect)> {
        (from..=to)
            .flat_map(|on| self.passes(on).into_iter().map(move |effect| (on, effect)))
            .collect()
    }

    /// A step of Wang.
    #[track_caller]
    pub(crate) fn does(&mut self, on: i32, step: CaseStep) -> Vec<Effect> {
        self.does_by(on, "Wang", step)
    }

    #[track_caller]
    pub(crate) fn does_by(&mut self, on: i32, by: &str, step: CaseStep) -> Vec<Effect> {
        let number = self.told;
        self.tell(on, Input::Step { number, by: who(by), step })
    }

    /// Several steps of Wang on one day.
    #[track_caller]
    pub(crate) fn does_all<const N: usize>(&mut self, on: i32, steps: [CaseStep; N]) {
        for step in steps {
            self.does(on, step);
        }
    }

    /// A step of Wang that is not taken, and changes nothing.
    #[track_caller]
    pub(crate) fn refuses(&mut self, on: i32, step: CaseStep) -> CaseError {
        self.refuses_by(on, "Wang", step)
    }

    #[track_caller]
    pub(crate) fn refuses_by(&mut self, on: i32, by: &str, step: CaseStep) -> CaseError {
        let before = self.episode.clone();
        let input = Input::Step { number: u64::MAX, by: who(by), step };
        let refused = self.episode.apply(input, t(on), &self.policy).unwrap_err();
        assert_eq!(self.episode, before, "what is refused changes nothing");
        let EpisodeError::Case(refused) = refused else { panic!("{refused}") };
        refused
    }

    #[track_caller]
    pub(crate) fn case(&self) -> &Case {
        self.episode.case().unwrap()
    }

    #[track_caller]
    pub(crate) fn status(&self) -> CaseStatus {
        self.case().status()
    }
}

/// What the five rules say of one customer.
pub(crate) type Row = ByRule<Outcome>;

/// Nothing wrong.
pub(crate) const WELL: Row = ByRule {
    debt: Outcome::Clear,
    progress: Outcome::Clear,
    expense: Outcome::Clear,
    loss: Outcome::Clear,
    incident: Outcome::Clear,
};

/// Only these are wrong.
pub(crate) fn ill<const N: usize>(breaches: [(Rule, Level); N]) -> Row {
    let mut row = WELL;
    for (rule, level) in breaches {
        *row.get_mut(rule) = Outcome::Breach(level);
    }
    row
}

pub(crate) const fn key(position: u32, rule: Rule) -> WarningKey {
    WarningKey { customer: CustomerKey::from_position(position), rule }
}

pub(crate) fn said(position: u32, rule: Rule, effect: Effect) -> Notice {
    Notice::Warning(key(position, rule), effect)
}

/// The id of the customer at a position.
#[allow(clippy::unnecessary_wraps, reason = "the shape that a save asks for")]
pub(crate) fn id_of(key: CustomerKey) -> Option<CustomerId> {
    Some(format!("C-{}", key.position()).parse().unwrap())
}

/// The customer of such an id, at its position.
pub(crate) fn key_of(customer: &SavedCustomer) -> Option<CustomerKey> {
    let position = match customer {
        SavedCustomer::Id(id) => id.as_str().strip_prefix("C-")?.parse().unwrap(),
        SavedCustomer::Position(position) => *position,
    };
    Some(CustomerKey::from_position(position))
}

/// A register and whoever reviews.
#[derive(Debug, Clone)]
pub(crate) struct Office {
    pub(crate) register: Register,
    pub(crate) policy: CasePolicy,
    pub(crate) watermarks: Watermarks,
    pub(crate) around: CustomerContext,
    pub(crate) speaks_since: ByRule<Option<Day>>,
    told: u64,
}

impl Office {
    pub(crate) fn new(policy: CasePolicy) -> Self {
        let around = CustomerContext::new(Class::A);
        let (register, watermarks) = (Register::begun_empty(t(-1)), Watermarks::default());
        let speaks_since = ByRule::default();
        Self { register, policy, watermarks, around, speaks_since, told: 0 }
    }

    /// A review of the customers at the first positions.
    #[track_caller]
    pub(crate) fn reviews(&mut self, on: i32, rows: &[Row]) -> Vec<Notice> {
        let of = (0..).zip(rows).map(|(position, row)| (position, *row)).collect::<Vec<_>>();
        self.reviews_some(on, &of)
    }

    /// A review of these customers, by position.
    #[track_caller]
    pub(crate) fn reviews_some(&mut self, on: i32, rows: &[(u32, Row)]) -> Vec<Notice> {
        self.steps(on, rows, Register::step).unwrap()
    }

    /// A review of the customers at the first positions that is declared a baseline.
    #[track_caller]
    pub(crate) fn reviews_as_baseline(&mut self, on: i32, rows: &[Row]) -> Vec<Notice> {
        let of = (0..).zip(rows).map(|(position, row)| (position, *row)).collect::<Vec<_>>();
        self.steps(on, &of, Register::step_baseline).unwrap()
    }

    /// The last review once more, under its number.
    pub(crate) fn repeats(&mut self, on: i32, rows: &[Row]) -> Result<Vec<Notice>, RegisterError> {
        self.told -= 1;
        let of = (0..).zip(rows).map(|(position, row)| (position, *row)).collect::<Vec<_>>();
        self.steps(on, &of, Register::step)
    }

    /// A step of these customers and no others.
    pub(crate) fn tries_part(
        &mut self,
        on: i32,
        rows: &[(u32, Row)],
    ) -> Result<Vec<Notice>, RegisterError> {
        self.steps(on, rows, Register::step_part)
    }

    fn steps(
        &mut self,
        on: i32,
        rows: &[(u32, Row)],
        step: BookStep,
    ) -> Result<Vec<Notice>, RegisterError> {
        let customers: Vec<_> =
            rows.iter().map(|(position, _)| CustomerKey::from_position(*position)).collect();
        let columns = ByRule::each(|rule| rows.iter().map(|(_, row)| *row.get(rule)).collect());
        let column = |rule| -> &[Outcome] { ByRule::<Vec<_>>::get(&columns, rule) };
        let outcomes = ByRule::each(column);
        let looks =
            Evaluations { customers: &customers, outcomes, speaks_since: self.speaks_since };
        self.told += 1;
        let around = self.around.clone();
        let context = Box::new(move |_| around.clone());
        step(&mut self.register, self.told, looks, &self.watermarks, context, t(on), &self.policy)
    }

    /// A step of Wang.
    #[track_caller]
    pub(crate) fn does(&mut self, on: i32, at: WarningKey, step: CaseStep) -> Vec<Effect> {
        self.told += 1;
        let input = Input::Step { number: self.told, by: who("Wang"), step };
        self.register.apply(at, input, t(on), &self.policy).unwrap()
    }

    /// A save, by the ids of the customers.
    pub(crate) fn saves(&self) -> RegisterSnapshot {
        self.register.snapshot(&self.policy, id_of)
    }

    /// A save of what changed.
    #[track_caller]
    pub(crate) fn saves_since(&self, mark: RegisterMark) -> RegisterDelta {
        self.register.changes_since(mark, &self.policy, id_of).unwrap()
    }
}

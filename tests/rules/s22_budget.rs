//! S22: a budget for the warnings of all rules together, and the load in the figures of ISA-18.2.

use std::collections::BTreeMap;

use guanxi::calendar::Window;
use guanxi::casework::{
    AlarmFigures, BudgetPlan, BudgetWeek, CasePolicy, CaseStatus, CaseStep, CustomerContext,
    Deadline, Digest, Effect, Evaluations, Input, Notice, PriorityMix, Register, WaitingStep,
    WarningBudget, WarningKey, WarningStake, Watermarks,
};
use guanxi::id::CustomerKey;
use guanxi::measure::Quotient;
use guanxi::money::Amount;
use guanxi::segment::Class;
use guanxi::warning::{ByRule, Level, Outcome, Rule};

use crate::s22_given::{d, policy, t, who};

const BUDGET: WarningBudget = WarningBudget { people: 1, each_a_week: 2 };

/// Customers in alphabetical order of their names, with the amount at stake.
const STAKES: [(&str, i64); 6] =
    [("Chen", 100), ("Han", 900), ("Li", 500), ("Sun", 500), ("Wu", 50), ("Zhao", 0)];

fn stake(key: WarningKey) -> WarningStake<'static> {
    let place = usize::try_from(key.customer.position()).unwrap();
    let (customer, minor) = STAKES[place];
    WarningStake { amount: Amount::from_minor(minor).to_total(), customer }
}

fn key(place: u32, rule: Rule) -> WarningKey {
    WarningKey { customer: CustomerKey::from_position(place), rule }
}

/// The week of a day: seven days from the first one on, and so forth. All that was told in it was
/// critical.
fn week(days: i32, told: u32) -> BudgetWeek {
    let first = days.div_euclid(7) * 7;
    BudgetWeek {
        told,
        critical: told,
        ..BudgetWeek::new(Window::inclusive(d(first), d(first + 6)))
    }
}

/// A register that is stepped day by day with the levels of debt and loss of each customer.
struct Book {
    register: Register,
    policy: CasePolicy,
    evaluation: u64,
    steps: u64,
}

type Row = [Option<Level>; 6];

const NONE: Row = [None; 6];

impl Book {
    /// After a first day on which nothing stands.
    fn new() -> Self {
        let mut book =
            Self { register: Register::default(), policy: policy(|_| {}), evaluation: 0, steps: 0 };
        assert!(book.step(-1, NONE, NONE).is_empty());
        book
    }

    fn step(&mut self, days: i32, debt: Row, loss: Row) -> Vec<Notice> {
        self.evaluation += 1;
        let keys: Vec<CustomerKey> = (0..6).map(CustomerKey::from_position).collect();
        let outcome = |level: Option<Level>| level.map_or(Outcome::Clear, Outcome::Breach);
        let (debt, loss, clear) = (debt.map(outcome), loss.map(outcome), [Outcome::Clear; 6]);
        let outcomes = ByRule { debt: &debt[..], loss: &loss[..], ..ByRule::each(|_| &clear[..]) };
        let evaluations =
            Evaluations { customers: &keys, outcomes, speaks_since: ByRule::default() };
        let (told, context) = (Watermarks::default(), |_| CustomerContext::new(Class::A));
        let step = (self.evaluation, t(days));
        self.register.step(step.0, evaluations, &told, context, step.1, &self.policy).unwrap()
    }

    fn plan(&self, days: i32, notices: Vec<Notice>, told: u32) -> BudgetPlan {
        BUDGET.plan(notices, week(days, told), &self.register, stake)
    }

    fn take(&mut self, days: i32, key: WarningKey, step: CaseStep) -> Vec<Effect> {
        self.steps += 1;
        let input = Input::Step { number: self.steps, by: who("desk"), step };
        self.register.apply(key, input, t(days), &self.policy).unwrap()
    }

    fn put_off(&mut self, days: i32, plan: &BudgetPlan) {
        for WaitingStep { key, step } in plan.steps(t(days), &self.policy) {
            assert!(self.take(days, key, step).is_empty(), "nothing is told of what waits");
        }
    }

    fn case_is_new(&self, key: WarningKey) -> bool {
        let case = self.register.episode(key).and_then(|it| it.open_case());
        case.is_some_and(|it| it.status() == CaseStatus::New)
    }
}

const WATCH: Option<Level> = Some(Level::Watch);
const WARNING: Option<Level> = Some(Level::Warning);
const CRITICAL: Option<Level> = Some(Level::Critical);

fn waiting(plan: &BudgetPlan) -> Vec<(u32, Rule)> {
    plan.waiting.iter().map(|it| (it.key.customer.position(), it.key.rule)).collect()
}

fn counted(plan: &BudgetPlan) -> Vec<(u32, Rule)> {
    plan.counted.iter().map(|it| (it.customer.position(), it.rule)).collect()
}

#[test]
fn the_budget_is_people_times_warnings_a_week() {
    assert_eq!(BUDGET.a_week(), 2);
    assert_eq!(WarningBudget { people: 3, each_a_week: 40 }.a_week(), 120);
    assert_eq!(WarningBudget { people: 0, each_a_week: 40 }.a_week(), 0);
    let most = WarningBudget { people: u16::MAX, each_a_week: u16::MAX };
    assert_eq!(most.a_week(), 65_535 * 65_535);
}

#[test]
fn no_critical_warning_waits_while_a_lower_one_is_told() {
    let mut book = Book::new();
    let debt = [WATCH, WARNING, None, None, CRITICAL, None];
    let loss = [None, None, None, None, None, CRITICAL];
    let notices = book.step(0, debt, loss);
    let plan = book.plan(0, notices, 0);
    assert_eq!(counted(&plan), [(4, Rule::Debt), (5, Rule::Loss)], "whatever is at stake");
    assert_eq!(waiting(&plan), [(1, Rule::Debt), (0, Rule::Debt)]);
}

#[test]
fn of_one_level_the_larger_stake_goes_first_then_the_name_then_the_rule() {
    let mut book = Book::new();
    // A loss raises debt by one level.
    let debt = [None, WARNING, WATCH, WARNING, None, None];
    let loss = [WARNING, None, WARNING, None, None, None];
    let notices = book.step(0, debt, loss);
    let plan = book.plan(0, notices, 0);
    assert_eq!(counted(&plan), [(1, Rule::Debt), (2, Rule::Debt)]);
    assert_eq!(waiting(&plan), [(2, Rule::Loss), (3, Rule::Debt), (0, Rule::Loss)]);
    let ahead: Vec<u32> = plan.waiting.iter().map(|it| it.ahead).collect();
    assert_eq!(ahead, [0, 1, 2]);
    assert_eq!(
        plan.waiting[1].to_string(),
        "waits for the budget of 2 warnings a week, 1 before it"
    );
}

#[test]
fn the_order_of_notices_and_of_keys_does_not_matter() {
    let mut book = Book::new();
    let mut notices = book.step(0, [WARNING; 6], [WATCH; 6]);
    let plan = book.plan(0, notices.clone(), 0);
    notices.reverse();
    let turned = book.plan(0, notices.clone(), 0);
    assert_eq!((&turned.counted, waiting(&turned)), (&plan.counted, waiting(&plan)));
    // The names go the other way round the keys: the first one is now the last by name.
    let named = |key: WarningKey| {
        let place = usize::try_from(key.customer.position()).unwrap();
        WarningStake { amount: Amount::from_minor(1).to_total(), customer: STAKES[5 - place].0 }
    };
    let plan = BUDGET.plan(notices, week(0, 0), &book.register, named);
    assert_eq!(counted(&plan), [(5, Rule::Debt), (4, Rule::Debt)], "Chen and Han");
}

#[test]
fn nothing_is_lost() {
    let mut book = Book::new();
    let notices = book.step(0, [CRITICAL, None, WATCH, None, WARNING, None], [WATCH; 6]);
    for told in 0..4 {
        let plan = book.plan(0, notices.clone(), told);
        let late = plan
            .waiting
            .iter()
            .flat_map(|it| it.effects.iter().map(|effect| Notice::Warning(it.key, effect.clone())));
        let mut all: Vec<Notice> = plan.now.iter().cloned().chain(late).collect();
        let mut before = notices.clone();
        all.sort();
        before.sort();
        assert_eq!(all, before);
        let left = usize::try_from(2_u32.saturating_sub(told)).unwrap();
        assert_eq!(plan.counted.len(), left, "{told} were told this week");
    }
}

#[test]
fn what_waits_is_told_a_week_later_and_its_deadlines_do_not_run() {
    let mut book = Book::new();
    let debt = [WARNING, WARNING, None, None, WARNING, None];
    let notices = book.step(0, debt, NONE);
    let plan = book.plan(0, notices, 0);
    assert_eq!(waiting(&plan), [(4, Rule::Debt)]);
    let wu = key(4, Rule::Debt);
    let due = |book: &Book| {
        let case = book.register.episode(wu).unwrap().open_case().unwrap();
        case.due(Deadline::Acknowledge).unwrap()
    };
    let at_first = due(&book);
    book.put_off(0, &plan);
    for days in 1..=6 {
        let news = book.step(days, debt, NONE);
        let of_wu = news.iter().filter(|it| matches!(it, Notice::Warning(key, _) if *key == wu));
        assert_eq!(of_wu.count(), 0, "day {days}");
    }
    let notices = book.step(7, debt, NONE);
    let released = Notice::Warning(wu, Effect::Unshelved(WARNING));
    assert!(notices.contains(&released), "{notices:?}");
    let plan = book.plan(7, notices, 0);
    assert_eq!(counted(&plan), [(4, Rule::Debt)]);
    assert!(book.case_is_new(wu) && plan.waiting.is_empty());
    assert!(due(&book) > at_first && due(&book) > d(7), "{} after {at_first}", due(&book));
}

#[test]
fn a_warning_that_rises_while_it_waits_is_told_at_once() {
    let mut book = Book::new();
    let mut debt = [WARNING, WARNING, None, None, WATCH, None];
    let notices = book.step(0, debt, NONE);
    let plan = book.plan(0, notices, 0);
    book.put_off(0, &plan);
    debt[4] = CRITICAL;
    let notices = book.step(1, debt, NONE);
    let plan = book.plan(0, notices, 0);
    assert_eq!(counted(&plan), [(4, Rule::Debt)]);
}

#[test]
fn a_shelf_of_the_budget_is_as_long_as_the_policy_allows() {
    let mut book = Book::new();
    let notices = book.step(0, [CRITICAL, CRITICAL, CRITICAL, WARNING, None, None], NONE);
    let plan = book.plan(0, notices, 0);
    let shelves = |plan: &BudgetPlan, days: i32| {
        let until = |it: WaitingStep| match it.step {
            CaseStep::Shelve { until, is_once: false, .. } => until,
            step => panic!("{step:?}"),
        };
        plan.steps(t(days), &book.policy).into_iter().map(until).collect::<Vec<_>>()
    };
    assert_eq!(shelves(&plan, 0), [d(5), d(6)], "five days at most for a critical one");
    assert_eq!(shelves(&plan, 3), [d(6), d(6)], "to the end of the week");
    book.put_off(0, &plan);
}

#[test]
fn news_of_work_that_goes_on_is_told_whatever_the_budget() {
    let mut book = Book::new();
    let mut debt = [WARNING, None, None, None, None, None];
    book.step(0, debt, NONE);
    book.take(0, key(0, Rule::Debt), CaseStep::Acknowledge);
    debt = [CRITICAL, CRITICAL, None, None, None, None];
    let notices = book.step(1, debt, NONE);
    let plan = book.plan(1, notices, 2);
    assert_eq!(waiting(&plan), [(1, Rule::Debt)], "the budget of the week is used up");
    let told: Vec<WarningKey> = plan.now.iter().filter_map(told_key).collect();
    let wu = key(0, Rule::Debt);
    assert_eq!((told, plan.counted.len()), (vec![wu, wu], 0), "its rise and a reminder");
}

fn told_key(notice: &Notice) -> Option<WarningKey> {
    if let Notice::Warning(key, _) = notice { Some(*key) } else { None }
}

#[test]
fn every_warning_is_told_in_the_end() {
    let mut book = Book::new();
    let levels = [WATCH, WARNING, CRITICAL, WATCH, WARNING, CRITICAL];
    let mut told: BTreeMap<WarningKey, i32> = BTreeMap::new();
    for week in 0..20 {
        let (days, mut this_week) = (7 * week, 0);
        for day in 0..7 {
            let notices = book.step(days + day, levels, [WATCH; 6]);
            let plan = book.plan(days + day, notices, this_week);
            this_week += u32::try_from(plan.counted.len()).unwrap();
            book.put_off(days + day, &plan);
            for key in &plan.counted {
                told.entry(*key).or_insert(week);
                book.take(days + day, *key, CaseStep::Acknowledge);
            }
            let digests = Digest::by_owner(&plan.now, &book.register, |customer| customer);
            let late: Vec<_> = plan.waiting.iter().map(|it| it.key).collect();
            let mut news = digests.iter().flat_map(|it| {
                it.at_once.iter().chain(it.customers.iter().flat_map(|it| &it.news))
            });
            assert!(news.all(|it| !late.contains(&it.key)), "a digest is silent on what waits");
        }
        assert!(this_week <= 2);
    }
    assert_eq!(told.len(), 12);
    let week_of = |level: Option<Level>| {
        let level_of = |key: &WarningKey| match key.rule {
            Rule::Debt => levels[usize::try_from(key.customer.position()).unwrap()],
            _ => WATCH,
        };
        let of_level = told.iter().filter(|(key, _)| level_of(key) == level);
        of_level.map(|(_, week)| *week).collect::<Vec<_>>()
    };
    let (critical, warning) = (week_of(CRITICAL), week_of(WARNING));
    assert!(critical.iter().max() <= warning.iter().min(), "{critical:?} {warning:?}");
    assert!(warning.iter().max() <= week_of(WATCH).iter().min());
}

#[test]
fn the_load_is_told_in_the_figures_of_isa_18_2() {
    let mut book = Book::new();
    let debt = [WATCH, WATCH, WATCH, WARNING, CRITICAL, None];
    book.step(0, debt, NONE);
    let window = Window::inclusive(d(0), d(9));
    let figures = |book: &Book, days: i32| {
        AlarmFigures::measure(&book.register, window, t(days), 2, &book.policy)
    };
    let found = figures(&book, 9);
    assert_eq!(found.raised, PriorityMix { watch: 3, warning: 1, critical: 1 });
    assert_eq!(found.raised.share(Level::Watch), Quotient::try_new(3, 5));
    assert_eq!(found.per_person_and_day(), Quotient::try_new(5, 20));
    assert_eq!((found.standing, found.stale, found.chattering), (5, 0, 0));
    let open = i32::from(book.policy.open_days);
    assert_eq!(figures(&book, open).stale, 0);
    assert_eq!(figures(&book, open + 1).stale, 5);
    let nobody = AlarmFigures { people: 0, ..found };
    assert_eq!(nobody.per_person_and_day(), None);
    assert_eq!(PriorityMix::default().share(Level::Watch), None);
    let advised = Level::ALL.map(|level| PriorityMix::ADVISED.get(level).to_string());
    assert_eq!(advised, ["80%", "15%", "5%"]);
}

#[test]
fn a_warning_that_is_raised_three_times_chatters() {
    let mut book = Book::new();
    let raised = [WATCH, None, None, None, None, None];
    let window = Window::inclusive(d(0), d(30));
    for (time, days) in [(1_u32, 0), (2, 2), (3, 4)] {
        book.step(days, raised, NONE);
        let figures = AlarmFigures::measure(&book.register, window, t(days), 1, &book.policy);
        assert_eq!(figures.raised.all(), time);
        assert_eq!(figures.chattering, u32::from(time == 3));
        book.step(days + 1, NONE, NONE);
    }
}

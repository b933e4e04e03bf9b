//! S22: a budget for all warnings that is planned day by day: a critical warning waits for critical
//! ones only, and a week that tells more than its budget leaves less to the next.

use std::collections::BTreeMap;

use guanxi::calendar::Window;
use guanxi::casework::{
    BudgetPlan, BudgetWeek, CasePolicy, CaseStep, CustomerContext, Evaluations, Input, Register,
    WaitingStep, WarningBudget, WarningKey, WarningStake, Watermarks,
};
use guanxi::id::CustomerKey;
use guanxi::money::Amount;
use guanxi::segment::Class;
use guanxi::warning::Level::{Critical, Warning, Watch};
use guanxi::warning::{ByRule, Level, Outcome, Rule};

use crate::s22_given::{d, policy, t, who};

fn a_week(each_a_week: u16) -> WarningBudget {
    WarningBudget { people: 1, each_a_week }
}

const FIRST_WEEK: fn() -> BudgetWeek = || BudgetWeek::new(Window::inclusive(d(0), d(6)));

/// Customers with an incident each, and a desk that plans the news of each day.
struct Desk {
    register: Register,
    policy: CasePolicy,
    budget: WarningBudget,
    week: BudgetWeek,
    levels: Vec<Option<Level>>,
    steps: u64,
    /// The day on which each was raised, and told.
    raised: BTreeMap<WarningKey, (i32, Level)>,
    told: BTreeMap<WarningKey, i32>,
}

impl Desk {
    /// After a day on which nothing stands, the day before the first week.
    fn new(customers: usize, budget: WarningBudget) -> Self {
        let mut desk = Self {
            register: Register::default(),
            policy: policy(|it| it.flood_guard.fewest_steps = 1_000),
            budget,
            week: FIRST_WEEK(),
            levels: vec![None; customers],
            steps: 0,
            raised: BTreeMap::new(),
            told: BTreeMap::new(),
        };
        assert_eq!(desk.plan(-1).counted, []);
        desk
    }

    fn key(place: usize) -> WarningKey {
        let customer = CustomerKey::from_position(u32::try_from(place).unwrap());
        WarningKey { customer, rule: Rule::Incident }
    }

    fn raise(&mut self, days: i32, place: usize, level: Level) {
        self.levels[place] = Some(level);
        self.raised.insert(Self::key(place), (days, level));
    }

    /// Plans the news of a day. What is told is taken up, what waits lies on its shelf.
    fn plan(&mut self, days: i32) -> BudgetPlan {
        while d(days) > self.week.days.until {
            self.week = self.week.next(self.budget);
        }
        let keys: Vec<_> = (0..self.levels.len()).map(|it| Self::key(it).customer).collect();
        let outcome = |it: &Option<Level>| it.map_or(Outcome::Clear, Outcome::Breach);
        let incident: Vec<Outcome> = self.levels.iter().map(outcome).collect();
        let clear = vec![Outcome::Clear; keys.len()];
        let outcomes = ByRule { incident: &incident[..], ..ByRule::each(|_| &clear[..]) };
        let speaks_since = ByRule::default();
        let evaluations = Evaluations { customers: &keys, outcomes, speaks_since };
        let context = |_| CustomerContext::new(Class::A);
        let number = u64::try_from(days + 2).unwrap();
        let marks = Watermarks::default();
        let (register, policy) = (&mut self.register, &self.policy);
        let notices = register.step(number, evaluations, &marks, context, t(days), policy).unwrap();
        let names: Vec<String> = keys.iter().map(|it| format!("{:05}", it.position())).collect();
        let stake = |key: WarningKey| WarningStake {
            amount: Amount::ZERO.to_total(),
            customer: &names[usize::try_from(key.customer.position()).unwrap()],
        };
        let plan = self.budget.plan(notices, self.week, &self.register, stake);
        self.week = plan.week;
        for key in &plan.counted {
            assert_eq!(self.told.insert(*key, days), None, "told once");
            self.take(days, *key, CaseStep::Acknowledge);
            self.levels[usize::try_from(key.customer.position()).unwrap()] = None;
        }
        for WaitingStep { key, step } in plan.steps(t(days), &self.policy) {
            self.take(days, key, step);
        }
        plan
    }

    fn take(&mut self, days: i32, key: WarningKey, step: CaseStep) {
        self.steps += 1;
        let input = Input::Step { number: self.steps, by: who("desk"), step };
        self.register.apply(key, input, t(days), &self.policy).unwrap();
    }
}

fn numbers(plan: &BudgetPlan) -> (Vec<u32>, Vec<u32>) {
    let waiting = plan.waiting.iter().map(|it| it.key.customer.position()).collect();
    (plan.counted.iter().map(|it| it.customer.position()).collect(), waiting)
}

#[test]
fn a_critical_warning_of_tuesday_does_not_wait_for_the_watches_of_monday() {
    let mut desk = Desk::new(8, a_week(2));
    for place in 0..3 {
        desk.raise(0, place, Watch);
    }
    assert_eq!(numbers(&desk.plan(0)), (vec![0, 1], vec![2]));
    desk.raise(1, 3, Critical);
    desk.raise(1, 4, Warning);
    assert_eq!(numbers(&desk.plan(1)), (vec![3], vec![4]), "beyond the budget of the week");
    assert_eq!((desk.week.told, desk.week.critical), (3, 1));
    // At, under and over the bound: a second critical one is told, a third one waits for the two.
    desk.raise(2, 5, Critical);
    assert_eq!(numbers(&desk.plan(2)), (vec![5], vec![]));
    desk.raise(3, 6, Critical);
    assert_eq!(numbers(&desk.plan(3)), (vec![], vec![6]));
}

#[test]
fn what_a_week_tells_beyond_its_budget_is_taken_off_the_others_of_the_next() {
    let mut desk = Desk::new(12, a_week(2));
    desk.raise(0, 0, Watch);
    desk.raise(0, 1, Watch);
    desk.plan(0);
    desk.raise(1, 2, Critical);
    desk.plan(1);
    assert_eq!(desk.week.told, 3);
    for place in 3..6 {
        desk.raise(7, place, Warning);
    }
    desk.raise(7, 6, Critical);
    assert_eq!(numbers(&desk.plan(7)), (vec![6], vec![3, 4, 5]), "two of it less one");
    assert_eq!((desk.week.told, desk.week.critical), (2, 1), "the overdraft and the critical one");
    assert_eq!(numbers(&desk.plan(14)), (vec![3, 4], vec![5]), "no overdraft is left");
    assert_eq!(numbers(&desk.plan(21)), (vec![5], vec![]));
}

#[test]
fn an_overdraft_is_a_budget_at_most_and_takes_nothing_off_the_critical_ones() {
    let mut desk = Desk::new(40, a_week(2));
    let mut place = 0;
    for week in 0..4 {
        let days = [(0, vec![Watch; 2]), (1, vec![Critical]), (2, vec![Critical; 2])];
        for (day, levels) in days {
            for level in levels {
                desk.raise(7 * week + day, place, level);
                place += 1;
            }
            desk.plan(7 * week + day);
        }
        let overdraft = desk.week.next(desk.budget).told;
        assert_eq!((desk.week.critical, overdraft), (2, 2), "week {week}");
    }
    let of = |desk: &Desk, level| {
        let told = desk.told.keys().filter(|key| desk.raised[key].1 == level);
        told.count()
    };
    assert_eq!((of(&desk, Critical), of(&desk, Watch)), (8, 2), "no watch after the first week");
}

#[test]
fn without_a_budget_nothing_is_told_whatever_its_level() {
    let mut desk = Desk::new(2, a_week(0));
    desk.raise(0, 0, Critical);
    desk.raise(0, 1, Watch);
    assert_eq!(numbers(&desk.plan(0)), (vec![], vec![0, 1]));
}

#[test]
fn a_week_that_has_told_all_that_can_be_counted_tells_no_more() {
    let mut desk = Desk::new(1, WarningBudget { people: u16::MAX, each_a_week: u16::MAX });
    desk.week.told = u32::MAX;
    desk.raise(0, 0, Critical);
    assert_eq!(numbers(&desk.plan(0)), (vec![], vec![0]));
}

/// Numbers that are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (self.0 >> 33) % most
    }
}

/// The level of a warning, in a mix of 75, 15 and 10 in a hundred.
fn level(dice: &mut Dice) -> Level {
    match dice.below(100) {
        0..10 => Critical,
        10..25 => Warning,
        _ => Watch,
    }
}

#[test]
fn a_year_planned_day_by_day_keeps_to_its_budget_and_loses_nothing() {
    const A_WEEK: u32 = 6;
    const WEEKS: i32 = 52;
    let mut desk = Desk::new(300, a_week(6));
    let mut dice = Dice(23);
    let mut days: Vec<(i32, Level)> =
        (0..280).map(|_| (i32::try_from(dice.below(364)).unwrap(), level(&mut dice))).collect();
    // A Monday of watches before a Wednesday of more critical ones than a week can tell.
    days.extend((0..9).map(|_| (203, Watch)));
    days.extend((0..8).map(|_| (205, Critical)));
    let mut told_by_week = BTreeMap::<i32, u32>::new();
    // After the year a quarter without news, in which what still waits is told.
    for day in 0..(WEEKS + 13) * 7 {
        for (place, (raised, level)) in days.iter().enumerate() {
            if *raised == day {
                desk.raise(day, place, *level);
            }
        }
        let plan = desk.plan(day);
        let week = day / 7;
        *told_by_week.entry(week).or_default() += u32::try_from(plan.counted.len()).unwrap();
        let level = |key: &WarningKey| desk.raised[key].1;
        let least_told = plan.counted.iter().map(level).min();
        let most_waiting = plan.waiting.iter().map(|it| it.level).max();
        assert!(
            least_told.is_none_or(|told| most_waiting.is_none_or(|late| late <= told)),
            "{day}"
        );
        if most_waiting == Some(Critical) {
            assert_eq!(desk.week.critical, A_WEEK, "{day}: waits for critical ones only");
        }
        assert!(desk.week.critical <= A_WEEK && desk.week.told <= 2 * A_WEEK, "{day}");
    }
    let told_up_to = |week| told_by_week.range(..=week).map(|(_, told)| told).sum::<u32>();
    for week in 0..WEEKS + 13 {
        let budget = A_WEEK * u32::try_from(week + 1).unwrap();
        assert!(told_up_to(week) <= budget + A_WEEK, "week {week}");
    }
    let over: Vec<u32> = told_by_week.into_values().filter(|told| *told > A_WEEK).collect();
    assert_eq!((over.len(), over.iter().max()), (13, Some(&12)), "weeks beyond their budget");
    assert_eq!(desk.told.len(), days.len(), "nothing is lost");
    let waited = |level| {
        let of_level = desk.told.iter().filter(|(key, _)| desk.raised[key].1 == level);
        let mut days: Vec<i32> = of_level.map(|(key, told)| told - desk.raised[key].0).collect();
        days.sort_unstable();
        days
    };
    let critical = waited(Critical);
    let late = critical.iter().filter(|days| **days > 0).count();
    assert_eq!((late, critical.last()), (2, Some(&5)), "two of the eight of that Wednesday");
    assert!(waited(Warning).last() < waited(Watch).last());
}

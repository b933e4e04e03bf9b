//! The arms of plan and last year against a plain definition, day by day; a closed day raises none.

use std::collections::BTreeMap;

use guanxi::account::Account;
use guanxi::calendar::{AsOf, Day, FiscalYear, Month, Period, WorkCalendarDraft};
use guanxi::evidence::NotJudged;
use guanxi::money::Currency;
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{
    Arm, Finding, Level, ProgressPolicy, ProgressPolicyDraft, ProgressReading, Reading,
};
use proptest::prelude::*;

use crate::strategies::money;

/// The days of the world: three years.
const DAYS: i32 = 1096;

fn first() -> Day {
    "2024-01-01".parse().unwrap()
}

#[derive(Debug, Clone)]
struct World {
    sales: Vec<(Day, i64)>,
    plans: Vec<(Month, i64)>,
    closed: Vec<Day>,
    weekends: bool,
    first_month: u8,
    period: Period,
    t: Day,
}

fn world() -> impl Strategy<Value = World> {
    let day = || (0..DAYS).prop_map(|offset| first().offset(offset));
    let amount = prop_oneof![4 => 1..3000_i64, 1 => -2000..0_i64, 2 => Just(1000)];
    let periods = prop_oneof![Just(Period::Month), Just(Period::Quarter), Just(Period::Year)];
    let plan = prop::option::weighted(0.9, 0..4000_i64);
    (
        prop::collection::vec((day(), amount), 0..60),
        prop::collection::vec(plan, 36),
        prop::collection::vec(day(), 0..60),
        any::<bool>(),
        1..=12_u8,
        periods,
        (500..DAYS).prop_map(|offset| first().offset(offset)),
    )
        .prop_map(|(sales, plans, closed, weekends, first_month, period, t)| {
            let months = (0..).map(|place| first().month().offset(place));
            let plans = months.zip(plans).filter_map(|(month, plan)| Some((month, plan?)));
            let plans = plans.collect();
            World { sales, plans, closed, weekends, first_month, period, t }
        })
}

impl World {
    fn calendar(&self) -> WorkCalendarDraft {
        let rest_days = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
        WorkCalendarDraft {
            rest_days: if self.weekends { rest_days } else { Vec::new() },
            holidays: self.closed.iter().copied().collect(),
            ..WorkCalendarDraft::default()
        }
    }

    fn account(&self) -> Account {
        let mut account = Account::new("Li".parse().unwrap(), Currency::CNY);
        for (place, (day, minor)) in self.sales.iter().enumerate() {
            let number = format!("S{place}").parse().unwrap();
            account.record(Sale::new(number, *day, money(*minor))).unwrap();
        }
        for (month, minor) in &self.plans {
            account.record(Plan::new(*month, money(*minor))).unwrap();
        }
        account
    }

    fn policy(&self) -> ProgressPolicy {
        let fiscal_year = FiscalYear { first_month: self.first_month, ..FiscalYear::default() };
        let draft = ProgressPolicyDraft {
            period: self.period,
            fiscal_year,
            calendar: self.calendar(),
            ..ProgressPolicyDraft::default()
        };
        ProgressPolicy::try_new(draft).unwrap()
    }

    fn read(&self) -> ProgressReading {
        let (account, policy) = (self.account(), self.policy());
        policy.read(account.view(), &policy.context(AsOf::new(self.t)))
    }

    fn finding(&self, arm: Arm) -> Finding {
        self.read().arms().iter().find(|it| it.arm == arm).unwrap().finding
    }
}

// The plain definition

fn days(from: Day, to: Day) -> impl Iterator<Item = Day> {
    (0..=to.days_since(from)).map(move |offset| from.offset(offset))
}

/// Worked days of a span, or all of them where the whole has none.
fn worked(world: &World, (from, to): (Day, Day), whole: (Day, Day)) -> (i128, i128) {
    let calendar = world.calendar();
    let count = |(from, to)| days(from, to).filter(|day| calendar.is_worked(*day)).count();
    let all = |(from, to): (Day, Day)| days(from, to).count();
    let (part, of) = match count(whole) {
        0 => (all((from, to)), all(whole)),
        of => (count((from, to)), of),
    };
    (i128::try_from(part).unwrap(), i128::try_from(of).unwrap())
}

fn month_number(month: Month) -> i32 {
    let january: Month = "2000-01".parse().unwrap();
    month.months_since(january).rem_euclid(12) + 1
}

/// The period of a day: months back to one that begins a period.
fn period(world: &World, day: Day) -> (Day, Day) {
    let length = world.period.months();
    let begins = |month: &Month| {
        (month_number(*month) - i32::from(world.first_month)).rem_euclid(length) == 0
    };
    let month = (0..12).map(|back| day.month().offset(-back)).find(begins).unwrap();
    (month.first_day(), month.offset(length - 1).last_day())
}

fn due(world: &World, (from, to): (Day, Day)) -> i128 {
    // All denominators from 1 to 31.
    let over = 72_201_776_446_800_i128;
    let parts = world.plans.iter().map(|(month, minor)| {
        let whole = (month.first_day(), month.last_day());
        let inside = (from.max(whole.0), to.min(whole.1));
        if inside.0 > inside.1 {
            return 0;
        }
        let (part, of) = worked(world, inside, whole);
        i128::from(*minor) * part * (over / of)
    });
    (2 * parts.sum::<i128>() + over).div_euclid(2 * over)
}

fn bought(world: &World, (from, to): (Day, Day)) -> i128 {
    let inside = world.sales.iter().filter(|(day, _)| from <= *day && *day <= to);
    inside.map(|(_, minor)| i128::from(*minor)).sum()
}

/// Net amounts of the order days of a span.
fn order_days(world: &World, (from, to): (Day, Day)) -> Vec<i128> {
    let mut days: BTreeMap<Day, (i128, bool)> = BTreeMap::new();
    for (day, minor) in world.sales.iter().filter(|(day, _)| from <= *day && *day <= to) {
        let (net, ordered) = days.entry(*day).or_default();
        *net += i128::from(*minor);
        *ordered |= *minor > 0;
    }
    days.into_values().filter(|(_, ordered)| *ordered).map(|(net, _)| net).collect()
}

fn usual_order(world: &World, until: Day) -> Option<i128> {
    let mut orders = order_days(world, (until.offset(-364), until));
    orders.retain(|net| *net > 0);
    orders.sort_unstable();
    (orders.len() >= 4).then(|| orders[(orders.len() - 1) / 2])
}

fn level(part: i128, whole: i128, below: [i128; 3]) -> Option<Level> {
    let levels = Level::ALL.into_iter().zip(below);
    levels.filter(|(_, percent)| part * 100 < whole * percent).map(|(level, _)| level).next_back()
}

/// The findings of plan and last year.
fn plainly(world: &World) -> [Finding; 2] {
    let seen = World {
        sales: world.sales.iter().copied().filter(|(day, _)| *day <= world.t).collect(),
        ..world.clone()
    };
    if seen.sales.is_empty() {
        return [Finding::NotJudged(NotJudged::NoSalesFeed); 2];
    }
    let (from, end) = period(&seen, world.t);
    let (part, of) = worked(&seen, (from, world.t), (from, end));
    let is_early = part * 4 < of;
    let judge = |from: Day, to: Day, is_whole: bool| {
        let (bought, due) = (bought(&seen, (from, to)), due(&seen, (from, to)));
        let usual = usual_order(&seen, to);
        let plan = if due <= 0 {
            Err(NotJudged::NothingPlanned)
        } else {
            let spared = usual.is_some_and(|usual| due - bought < usual);
            Ok(level(bought, due, [95, 85, 70]).filter(|_| !spared))
        };
        let mut base = (from.year_earlier(), to.year_earlier());
        if is_whole {
            base.1 = base.1.month().last_day();
        }
        let orders = order_days(&seen, base).len();
        let calendar = seen.calendar();
        let count = |(from, to)| {
            i128::try_from(days(from, to).filter(|day| calendar.is_worked(*day)).count()).unwrap()
        };
        let (mut now, mut before) = (count((from, to)), count(base));
        if now == 0 || before == 0 || (!seen.weekends && seen.closed.is_empty()) {
            (now, before) = (1, 1);
        }
        let (mine, of) = (bought * before, self::bought(&seen, base) * now);
        let last_year = if orders < 3 {
            Err(NotJudged::ThinBase)
        } else if of <= 0 {
            Err(NotJudged::EmptyBase)
        } else {
            let bound =
                |usual: i128| usual * usual * before * before * i128::try_from(orders).unwrap();
            let short = of - mine;
            let spared = usual.is_some_and(|usual| short < 0 || short * short < bound(usual));
            Ok(level(mine, of, [80, 60, 40]).filter(|_| !spared))
        };
        [plan, last_year]
    };
    let found = |arm: Result<Option<Level>, NotJudged>| match arm {
        Ok(None) => Finding::Quiet,
        Ok(Some(level)) => Finding::Raised(level),
        Err(reason) => Finding::NotJudged(reason),
    };
    if !is_early {
        return judge(from, world.t, world.t == end).map(found);
    }
    let early = Finding::NotJudged(NotJudged::TooEarly);
    let (last_from, last_to) = period(&seen, from.offset(-1));
    let start = seen.sales.iter().map(|(day, _)| *day).min().unwrap();
    let mut arms = if start > last_from {
        [early; 2]
    } else {
        judge(last_from, last_to, true).map(|arm| arm.map_or(early, |level| found(Ok(level))))
    };
    let inside = |month: &Month| from <= month.first_day() && month.first_day() <= world.t;
    if !world.plans.iter().any(|(month, minor)| inside(month) && *minor > 0) {
        arms[0] = Finding::NotJudged(NotJudged::NothingPlanned);
    }
    arms
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn plan_and_last_year_are_those_of_the_plain_definition(world in world()) {
        let found = [Arm::Plan, Arm::LastYear].map(|arm| world.finding(arm));
        prop_assert_eq!(found, plainly(&world));
    }

    /// The day on which we are closed is judged as the one before, but for what is sold on it and
    /// the order days that leave the year.
    #[test]
    fn a_closed_day_raises_no_level_of_plan(world in world()) {
        let yesterday = World { t: world.t.offset(-1), ..world.clone() };
        let mut closed = world.clone();
        closed.closed.push(world.t);
        closed.sales.retain(|(day, _)| *day != world.t);
        let before = World { closed: closed.closed.clone(), sales: closed.sales.clone(), ..yesterday };
        let month = world.t.month();
        let is_month_closed = days(month.first_day(), month.last_day())
            .all(|day| !closed.calendar().is_worked(day));
        prop_assume!(!is_month_closed);
        let (now, then) = (closed.read(), before.read());
        let level = |reading: &ProgressReading| {
            let arm = reading.arms().iter().find(|it| it.arm == Arm::Plan);
            arm.and_then(|it| it.finding.level())
        };
        let judged = |reading: &ProgressReading, world: &World| {
            reading.last_complete.map_or(world.t, |it| it.days.until)
        };
        let orders = [judged(&now, &closed), judged(&then, &before)].map(|day| usual_order(&closed, day));
        if orders[0] == orders[1] {
            prop_assert!(level(&now) <= level(&then), "{:?} after {:?}", level(&now), level(&then));
        }
        if period(&closed, closed.t) == period(&closed, before.t) {
            prop_assert_eq!(now.planned, then.planned);
        }
    }

    /// A day that has passed and turns out to have been a closed one lessens the plan to date.
    #[test]
    fn closing_a_day_that_has_passed_raises_no_plan_to_date(world in world(), back in 0..40_i32) {
        let mut closed = world.clone();
        closed.closed.push(world.t.offset(-back));
        let month = world.t.offset(-back).month();
        let is_month_closed = days(month.first_day(), month.last_day())
            .all(|day| !closed.calendar().is_worked(day));
        prop_assume!(!is_month_closed);
        prop_assert!(closed.read().planned <= world.read().planned);
    }
}

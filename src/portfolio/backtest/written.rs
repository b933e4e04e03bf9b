//! The written form of a backtest: the figures of each policy and rule, and of each day.

use serde::{Serialize, Serializer};

use super::backtest::Backtest;
use super::backtest_day::BacktestDay;
use super::figures::{AreaUnderCurve, RuleFigures, Sightings, Stability};
use crate::calendar::Day;
use crate::money::Currency;
use crate::warning::{Level, Rule};

#[derive(Serialize)]
struct Written<'a> {
    currency: Currency,
    policies: Vec<WrittenPolicy<'a>>,
}

#[derive(Serialize)]
struct WrittenPolicy<'a> {
    name: &'a str,
    rules: Vec<WrittenRule>,
}

#[derive(Serialize)]
struct WrittenRule {
    #[serde(flatten)]
    figures: RuleFigures,
    days: Vec<WrittenDay>,
}

#[derive(Serialize)]
struct WrittenDay {
    as_of: Day,
    area: AreaUnderCurve,
    stability: Stability,
    levels: Vec<WrittenDayLevel>,
}

#[derive(Serialize)]
struct WrittenDayLevel {
    level: Level,
    standing: Sightings,
    missed: u64,
}

impl Serialize for Backtest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let rules = |policy| {
            let figures = Rule::ALL.into_iter().filter_map(move |rule| self.figures(policy, rule));
            figures.map(move |figures| WrittenRule {
                figures,
                days: days(self.days(policy), figures.rule),
            })
        };
        let policies = (0..self.policies()).map(|policy| WrittenPolicy {
            name: self.policy_name(policy),
            rules: rules(policy).collect(),
        });
        Written { currency: self.currency(), policies: policies.collect() }.serialize(to)
    }
}

fn days(days: &[BacktestDay], rule: Rule) -> Vec<WrittenDay> {
    let days = days.iter().map(|day| {
        let tally = day.rules.get(rule);
        let levels = Level::ALL.map(|level| WrittenDayLevel {
            level,
            standing: tally.standing_from(level),
            missed: tally.missed(level),
        });
        WrittenDay {
            as_of: day.as_of.day(),
            area: *day.areas.get(rule),
            stability: *day.stability.get(rule),
            levels: levels.into(),
        }
    });
    days.collect()
}

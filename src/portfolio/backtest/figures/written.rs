//! The written form of figures: amounts in major units, as text.

use serde::{Serialize, Serializer};

use super::{AreaUnderCurve, LevelFigures, RuleFigures, Sightings};
use crate::measure::{Proportion, ProportionInterval, Quotient, Ratio};
use crate::money::Currency;
use crate::warning::{Level, Rule};

#[derive(Serialize)]
struct WrittenFigures {
    rule: Rule,
    area: AreaUnderCurve,
    levels: Vec<WrittenLevel>,
    unjudged: Sightings,
    unjudged_money: String,
}

#[derive(Serialize)]
struct WrittenLevel {
    level: Level,
    standing: Sightings,
    missed: u64,
    precision: Option<Share>,
    recall: Option<Share>,
    announced: Sightings,
    calls_per_week: Option<Quotient>,
    flaps: u64,
    lead_days: Option<i32>,
    caught_money: String,
    missed_money: String,
}

#[derive(Serialize)]
struct Share {
    share: Quotient,
    interval: ProportionInterval,
}

impl Serialize for RuleFigures {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { rule, area, unjudged, currency, .. } = *self;
        WrittenFigures {
            rule,
            area,
            levels: Level::ALL.map(|level| written(level, self.levels.get(level), currency)).into(),
            unjudged,
            unjudged_money: self.unjudged_money.plain(currency).to_string(),
        }
        .serialize(to)
    }
}

fn written(level: Level, it: &LevelFigures, currency: Currency) -> WrittenLevel {
    let share = |counted: Option<Proportion>| {
        let counted = counted?;
        Some(Share { share: counted.fraction()?, interval: counted.interval()? })
    };
    WrittenLevel {
        level,
        standing: it.standing,
        missed: it.missed,
        precision: share(it.precision()),
        recall: share(it.recall()),
        announced: it.announced,
        calls_per_week: it.calls_per_week(),
        flaps: it.flaps,
        lead_days: it.lead_days,
        caught_money: it.caught_money.plain(currency).to_string(),
        missed_money: it.missed_money.plain(currency).to_string(),
    }
}

#[derive(Serialize)]
struct WrittenArea {
    area: Option<Quotient>,
    standard_error: Option<Ratio>,
}

impl Serialize for AreaUnderCurve {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        WrittenArea { area: self.area(), standard_error: self.standard_error() }.serialize(to)
    }
}

//! The written form of a calibration: amounts in major units, as text.

use serde::{Serialize, Serializer};

use super::{CalibratedPart, CalibratedThreshold, Calibration};
use crate::backtest::Sightings;
use crate::calendar::Day;
use crate::id::PolicyVersion;
use crate::measure::{Quotient, Ratio};
use crate::money::Currency;
use crate::warning::{Level, Rule};

#[derive(Serialize)]
struct Written<'a> {
    currency: Currency,
    rule: Rule,
    level: Level,
    capacity: WrittenCapacity,
    thresholds: &'a [CalibratedThreshold],
    moved_along: &'a [CalibratedThreshold],
    is_within_capacity: bool,
    learnt: WrittenPart,
    tried: WrittenPart,
    before: Option<WrittenParts>,
    version_before: Option<&'a PolicyVersion>,
    effective_from_before: Option<Day>,
    curve: Vec<WrittenPoint<'a>>,
}

#[derive(Serialize)]
struct WrittenCapacity {
    calls_per_week: u32,
    cost_per_call: String,
    saved: Ratio,
}

#[derive(Serialize)]
struct WrittenParts {
    learnt: WrittenPart,
    tried: WrittenPart,
}

#[derive(Serialize)]
struct WrittenPoint<'a> {
    calls_per_week: u32,
    thresholds: &'a [String],
    is_within_capacity: bool,
    learnt: WrittenPart,
}

#[derive(Serialize)]
struct WrittenPart {
    first: Day,
    last: Day,
    days: usize,
    calls: Sightings,
    calls_per_week: Option<Quotient>,
    caught_money: String,
    gain: String,
}

impl Serialize for Calibration {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let part = |it: &CalibratedPart| WrittenPart {
            first: it.first,
            last: it.last,
            days: it.days,
            calls: it.calls,
            calls_per_week: it.calls_per_week(),
            caught_money: it.caught_money.plain(self.currency).to_string(),
            gain: it.gain.plain(self.currency).to_string(),
        };
        let cost = self.capacity.cost_per_call.to_total().plain(self.currency);
        Written {
            currency: self.currency,
            rule: self.rule,
            level: self.level,
            capacity: WrittenCapacity {
                calls_per_week: self.capacity.calls_per_week,
                cost_per_call: cost.to_string(),
                saved: self.capacity.saved,
            },
            thresholds: &self.thresholds,
            moved_along: &self.moved_along,
            is_within_capacity: self.is_within_capacity,
            learnt: part(&self.learnt),
            tried: part(&self.tried),
            before: self
                .before
                .as_ref()
                .map(|(learnt, tried)| WrittenParts { learnt: part(learnt), tried: part(tried) }),
            version_before: self.version_before.as_ref(),
            effective_from_before: self.effective_from_before,
            curve: self
                .curve
                .iter()
                .map(|it| WrittenPoint {
                    calls_per_week: it.calls_per_week,
                    thresholds: &it.thresholds,
                    is_within_capacity: it.is_within_capacity,
                    learnt: part(&it.learnt),
                })
                .collect(),
        }
        .serialize(to)
    }
}

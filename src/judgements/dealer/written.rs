//! The written form of integrity and zeal: amounts as text in major units of the currency named.

use serde::{Serialize, Serializer};

use super::{BreachKnockOut, BrokenPromise, Integrity, Overload, Zeal, ZealLevel};
use crate::calendar::Day;
use crate::measure::{Proportion, ProportionInterval, Quotient};
use crate::money::{Amount, Currency, Total};

#[derive(Serialize)]
struct WrittenIntegrity<'a> {
    currency: Currency,
    is_known: bool,
    kept: Proportion,
    interval: Option<ProportionInterval>,
    kept_by_value: Option<Quotient>,
    broken: Vec<WrittenPromise>,
    knock_out: Option<&'a BreachKnockOut>,
}

#[derive(Serialize)]
struct WrittenPromise {
    due: Day,
    amount: String,
    overload: Option<WrittenOverload>,
}

#[derive(Serialize)]
#[serde(tag = "overload", rename_all = "snake_case")]
enum WrittenOverload {
    Limit { on: Day, exposure: String, limit: String },
    Plan { plan: String, best: String },
}

#[derive(Serialize)]
struct WrittenZeal {
    currency: Currency,
    mature: u32,
    claimed: String,
    ordered: String,
    credit_asked: Option<String>,
    level: Option<ZealLevel>,
    initiative_at_most: Option<u8>,
}

impl WrittenPromise {
    fn new(promise: &BrokenPromise, currency: Currency) -> Self {
        let plain = |total: Total| total.plain(currency).to_string();
        let overload = promise.overload.map(|overload| match overload {
            Overload::Limit { on, exposure, limit } => {
                let (exposure, limit) = (plain(exposure), plain(limit.to_total()));
                WrittenOverload::Limit { on, exposure, limit }
            }
            Overload::Plan { plan, best } => {
                WrittenOverload::Plan { plan: plain(plan), best: plain(best) }
            }
        });
        Self { due: promise.due, amount: plain(promise.amount.to_total()), overload }
    }
}

impl Serialize for Integrity {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { currency, is_known, kept, interval, kept_by_value, broken, knock_out } = self;
        let written = WrittenIntegrity {
            currency: *currency,
            is_known: *is_known,
            kept: *kept,
            interval: *interval,
            kept_by_value: *kept_by_value,
            broken: broken.iter().map(|it| WrittenPromise::new(it, *currency)).collect(),
            knock_out: knock_out.as_ref(),
        };
        written.serialize(to)
    }
}

impl Serialize for Zeal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { currency, mature, claimed, ordered, credit_asked, level, .. } = self;
        let plain = |total: Total| total.plain(*currency).to_string();
        let written = WrittenZeal {
            currency: *currency,
            mature: *mature,
            claimed: plain(*claimed),
            ordered: plain(*ordered),
            credit_asked: credit_asked.map(Amount::to_total).map(plain),
            level: *level,
            initiative_at_most: self.initiative_at_most,
        };
        written.serialize(to)
    }
}

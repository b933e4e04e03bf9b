//! The written forms of a comparison and of the movement of levels.

use serde::{Serialize, Serializer};

use super::review_comparison::ComparedSide;
use super::{
    ComparedGroup, CustomerChange, LevelChange, LevelMovement, ReviewComparison, ServiceChange,
};
use crate::calendar::Day;
use crate::evidence::BeforeAfter;
use crate::money::Currency;
use crate::review::ReviewMovement;
use crate::review::change::written::{WrittenCell, WrittenWay, ways};
use crate::segment::{Class, Quadrant};
use crate::service::ServiceRhythm;
use crate::warning::{ByRule, Level, Outcome, Rule};

#[derive(Serialize)]
struct WrittenRule {
    new: WrittenCell,
    higher: WrittenCell,
    lower: WrittenCell,
    gone: WrittenCell,
    cells: Vec<WrittenWay>,
}

#[derive(Serialize)]
struct WrittenLevels {
    before: Day,
    after: Day,
    currency: Currency,
    rules: ByRule<WrittenRule>,
}

impl LevelMovement {
    fn written_rule(&self, rule: Rule) -> WrittenRule {
        let currency = self.currency;
        let changed = |change| WrittenCell::new(self.changed(rule, change), currency);
        WrittenRule {
            new: changed(LevelChange::New),
            higher: changed(LevelChange::Higher),
            lower: changed(LevelChange::Lower),
            gone: changed(LevelChange::Gone),
            cells: ways(self.rule(rule), Self::OUTCOMES.map(|it| it.word(Level::code)), currency),
        }
    }
}

impl Serialize for LevelMovement {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let written = WrittenLevels {
            before: self.before.day(),
            after: self.after.day(),
            currency: self.currency,
            rules: ByRule::each(|rule| self.written_rule(rule)),
        };
        written.serialize(to)
    }
}

#[derive(Serialize)]
struct WrittenSide<'a> {
    day: Day,
    customers: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
}

#[derive(Serialize)]
struct WrittenGroup<'a> {
    about: &'a str,
    before: &'a str,
    after: &'a str,
    customers: u64,
    purchases: String,
    exposure: String,
}

#[derive(Serialize)]
struct WrittenService<'a> {
    service: &'a str,
    #[serde(flatten)]
    rhythm: BeforeAfter<Option<ServiceRhythm>>,
}

/// A customer, with what changed of it and nothing else.
#[derive(Serialize)]
struct WrittenCustomer<'a> {
    customer: &'a str,
    #[serde(flatten)]
    outcomes: WrittenOutcomes,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<BeforeAfter<Option<Class>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quadrant: Option<BeforeAfter<Option<Quadrant>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    services: Vec<WrittenService<'a>>,
    purchases: String,
    exposure: String,
}

type OutcomeChange = BeforeAfter<Option<Outcome>>;

#[derive(Serialize)]
struct WrittenOutcomes {
    #[serde(skip_serializing_if = "Option::is_none")]
    debt: Option<OutcomeChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<OutcomeChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expense: Option<OutcomeChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    loss: Option<OutcomeChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<OutcomeChange>,
}

#[derive(Serialize)]
struct Written<'a> {
    before: WrittenSide<'a>,
    after: WrittenSide<'a>,
    currency: Currency,
    levels: ByRule<WrittenRule>,
    groups: Vec<WrittenGroup<'a>>,
    movement: &'a ReviewMovement,
    customers: Vec<WrittenCustomer<'a>>,
}

fn if_changed<T: Copy + PartialEq>(change: &BeforeAfter<T>) -> Option<BeforeAfter<T>> {
    change.is_changed().then_some(*change)
}

fn service(change: &ServiceChange) -> WrittenService<'_> {
    WrittenService { service: change.service.as_str(), rhythm: change.rhythm }
}

fn customer(change: &CustomerChange, currency: Currency) -> WrittenCustomer<'_> {
    let outcome = |rule| if_changed(change.outcomes.get(rule));
    WrittenCustomer {
        customer: &change.name,
        outcomes: WrittenOutcomes {
            debt: outcome(Rule::Debt),
            progress: outcome(Rule::Progress),
            expense: outcome(Rule::Expense),
            loss: outcome(Rule::Loss),
            incident: outcome(Rule::Incident),
        },
        class: if_changed(&change.class),
        quadrant: if_changed(&change.quadrant),
        services: change.services.iter().map(service).collect(),
        purchases: change.purchases.plain(currency).to_string(),
        exposure: change.exposure.plain(currency).to_string(),
    }
}

impl ComparedGroup {
    fn written(&self, currency: Currency) -> WrittenGroup<'_> {
        WrittenGroup {
            about: &self.about,
            before: &self.before,
            after: &self.after,
            customers: self.customers,
            purchases: self.purchases.plain(currency).to_string(),
            exposure: self.exposure.plain(currency).to_string(),
        }
    }
}

impl Serialize for ReviewComparison {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let groups = self.groups();
        let written = Written {
            before: WrittenSide::new(&self.sides.before),
            after: WrittenSide::new(&self.sides.after),
            currency: self.currency,
            levels: ByRule::each(|rule| self.levels().written_rule(rule)),
            groups: groups.iter().map(|it| it.written(self.currency)).collect(),
            movement: self.movement(),
            customers: self.customers().iter().map(|it| customer(it, self.currency)).collect(),
        };
        written.serialize(to)
    }
}

impl<'a> WrittenSide<'a> {
    fn new(side: &'a ComparedSide) -> Self {
        Self {
            day: side.as_of.day(),
            customers: side.customers,
            id: side.id.as_deref(),
            version: side.version.as_deref(),
        }
    }
}

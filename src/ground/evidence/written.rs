//! The written form of judgements.

use rust_decimal::Decimal;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Evidence, Figure, Finding, NotJudged, Outcome, Reasons, Value, Verdict};
use crate::valid::AsText;

/// The names of the fields that a value is written with.
const UNIT: &str = "unit";
const VALUE: &str = "value";

/// Writes the fields of a value into a struct.
fn write_value<S: SerializeStruct>(value: &Value, to: &mut S) -> Result<(), S::Error> {
    to.serialize_field(UNIT, &value.unit())?;
    match value {
        Value::Money(total, currency) => {
            to.serialize_field(VALUE, &AsText(total.plain(*currency)))?;
            to.serialize_field("currency", currency)
        }
        Value::Share(share) => to.serialize_field(VALUE, &AsText(share)),
        Value::Threshold(ratio) => {
            let fraction = Decimal::new(i64::from(ratio.parts_per_million()), 6);
            to.serialize_field(VALUE, &AsText(fraction.normalize()))
        }
        Value::Probability(probability) => to.serialize_field(VALUE, &AsText(probability)),
        Value::Score(score) => to.serialize_field(VALUE, &AsText(score)),
        Value::Days(days) => to.serialize_field(VALUE, days),
        Value::Count(count) => to.serialize_field(VALUE, count),
        Value::Day(day) => to.serialize_field(VALUE, day),
        Value::Text(text) => to.serialize_field(VALUE, text),
    }
}

/// The number of fields of a value.
const fn fields(value: &Value) -> usize {
    if matches!(value, Value::Money(..)) { 3 } else { 2 }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut to = to.serialize_struct("Value", fields(self))?;
        write_value(self, &mut to)?;
        to.end()
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut to = to.serialize_struct("Figure", if fields(&self.value) == 3 { 4 } else { 3 })?;
        to.serialize_field("figure", &self.code())?;
        write_value(&self.value, &mut to)?;
        to.end()
    }
}

/// The finding of a part of a judgement, in words.
#[derive(Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct PartFinding {
    /// The arm or check.
    part: String,
    /// Its finding in words.
    text: String,
}

/// A figure: its name and its value.
#[cfg(feature = "schemars")]
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct WrittenFigure {
    /// The name of the figure, such as `exposure`.
    figure: String,
    /// The unit of the value.
    unit: super::Unit,
    /// The value: days and counts as numbers, all else as text; amounts in major units, fractions
    /// with up to six digits.
    #[schemars(schema_with = "text_or_number")]
    value: (),
    /// The currency of an amount.
    #[schemars(default, skip_serializing_if = "Option::is_none")]
    currency: Option<crate::money::Currency>,
}

#[cfg(feature = "schemars")]
fn text_or_number(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": ["string", "integer"] })
}

/// The reason for a judgement: one sentence and the figures behind it.
#[cfg(feature = "schemars")]
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct WrittenEvidence {
    /// The judgement in one sentence.
    sentence: String,
    /// The figures in the order in which a person asks for them.
    figures: Vec<Figure>,
    /// The finding of each arm or check of the rule.
    findings: Vec<PartFinding>,
}

#[cfg(feature = "schemars")]
crate::valid::schema_of_written!(Figure, "Figure", WrittenFigure);
#[cfg(feature = "schemars")]
crate::valid::schema_of_written!(Evidence, "Evidence", WrittenEvidence);
#[cfg(feature = "schemars")]
crate::valid::schema_of_written!(
    Outcome<L>,
    "Outcome",
    WrittenOutcome<L>,
    [L: schemars::JsonSchema]
);

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let findings = self.findings().iter();
        let findings: Vec<PartFinding> = findings
            .map(|it| PartFinding { part: it.code(), text: it.value.to_string() })
            .collect();
        let mut to = to.serialize_struct("Evidence", 3)?;
        to.serialize_field("sentence", self.sentence())?;
        to.serialize_field("figures", self.figures())?;
        to.serialize_field("findings", &findings)?;
        to.end()
    }
}

#[derive(Serialize)]
#[serde(tag = "finding", rename_all = "snake_case")]
enum WrittenFinding<L> {
    Raised { level: L },
    Quiet,
    NotJudged { reason: NotJudged },
}

impl<L: Copy + Serialize> Serialize for Finding<L> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let written = match *self {
            Self::Raised(level) => WrittenFinding::Raised { level },
            Self::Quiet => WrittenFinding::Quiet,
            Self::NotJudged(reason) => WrittenFinding::NotJudged { reason },
        };
        written.serialize(to)
    }
}

/// A verdict without its evidence: `no_data`, `not_applicable`, `clear` or the level.
#[cfg(feature = "schemars")]
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum WrittenOutcome<L> {
    None(NoLevel),
    Breach(L),
}

/// An outcome that is no level.
#[cfg(feature = "schemars")]
#[derive(schemars::JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "only its schema is used")]
enum NoLevel {
    NoData,
    NotApplicable,
    Clear,
}

impl<L> Outcome<L> {
    /// The word of the outcome as it is written, with the words of levels.
    pub(crate) fn word(self, of_level: impl FnOnce(L) -> &'static str) -> &'static str {
        match self {
            Self::NoData => "no_data",
            Self::NotApplicable => "not_applicable",
            Self::Clear => "clear",
            Self::Breach(level) => of_level(level),
        }
    }
}

impl<L: Serialize> Serialize for Outcome<L> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::NoData => to.serialize_str("no_data"),
            Self::NotApplicable => to.serialize_str("not_applicable"),
            Self::Clear => to.serialize_str("clear"),
            Self::Breach(level) => level.serialize(to),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum WrittenVerdict<'a, L> {
    Breach { level: &'a L, evidence: &'a Evidence },
    Clear { evidence: &'a Evidence },
    NotApplicable { reasons: &'a Reasons },
    NoData { reasons: &'a Reasons },
}

impl<L: Serialize> Serialize for Verdict<L> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let written = match self {
            Self::Breach(level, evidence) => WrittenVerdict::Breach { level, evidence },
            Self::Clear(evidence) => WrittenVerdict::Clear { evidence },
            Self::NotApplicable(reasons) => WrittenVerdict::NotApplicable { reasons },
            Self::NoData(reasons) => WrittenVerdict::NoData { reasons },
        };
        written.serialize(to)
    }
}

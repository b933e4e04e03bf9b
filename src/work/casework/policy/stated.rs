//! Policies that state a part: at every level of nesting what is left out keeps its default.

use serde::Deserializer;

use super::deadlines::{ByClass, deadlines};
use super::taxonomy::{Remedy, Taxonomy};
use super::usual::{usual_condition, usual_shelf_days};
use crate::casework::condition::ConditionPolicyDraft;
use crate::handling::Deadlines;
use crate::id::CauseId;
use crate::valid::{over, partial};
use crate::warning::{ByRule, Levels};

partial! {
    /// Some of the rules.
    struct SomeRules<T> of ByRule<T> { debt: T, progress: T, expense: T, loss: T, incident: T }
}
partial! {
    /// Some of the classes.
    struct SomeClasses<T> of ByClass<T> {
        #[serde(rename = "A")]
        a: T,
        #[serde(rename = "B")]
        b: T,
        #[serde(rename = "C")]
        c: T,
    }
}
partial! {
    /// Some deadlines.
    struct SomeDeadlines of Deadlines { acknowledge: u16, cause: u16, remedy: u16 }
}
partial! {
    /// The causes of a rule, its remedies, or both.
    struct SomeTaxonomy of Taxonomy { causes: Vec<CauseId>, remedies: Vec<Remedy> }
}

pub(super) fn conditions<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<ByRule<ConditionPolicyDraft>, D::Error> {
    over(ByRule::each(usual_condition), from)
}

pub(super) fn taxonomy<'de, D: Deserializer<'de>>(from: D) -> Result<ByRule<Taxonomy>, D::Error> {
    over(Taxonomy::of_rules(), from)
}

pub(super) fn by_class<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<ByClass<Levels<Deadlines>>, D::Error> {
    over(deadlines(), from)
}

pub(super) fn shelf_days<'de, D: Deserializer<'de>>(from: D) -> Result<Levels<u16>, D::Error> {
    over(usual_shelf_days(), from)
}
